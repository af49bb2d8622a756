"""Objects one by one and from files, good and bad."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from importlib import import_module
from time import process_time
from typing import Any

import pytest

from domain.place import PlaceKind, Point
from services.fieldwork import place_files, place_likeness, places
from services.fieldwork.place_files import Sheet, read_places
from services.fieldwork.place_likeness import Portion, compare, examine, examined, looks, pack
from services.fieldwork.place_rows import RowFault
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound
from services.volunteering import volunteers
from services.volunteering.volunteer_refusals import Unreadable
from storage.fieldwork import place_words
from storage.schema import tables
from tests.services.conftest import AIGUL, ASTANA, GULNAR, SAULE, Town
from tests.services.volunteering import ASKAR, CITY, DISTRICT, HERE, adds, joins, place, starts

HEADER = ["Атауы", "Название", "Түрі", "Облыс", "Аудан", "Мекенжай", "Ендік", "Бойлық", "Жұмыс уақыты", "Контакт"]
GOOD = ["Дәрігер", "Лекарь", "Дәріхана", "Алматы қ.", "Алмалы", "Абай, 1", "43,2389", "76.8897", "пн-пт 9-18", "Айым"]


def xlsx(rows: list[list[Any]], merged: str = "") -> bytes:
    book: Any = import_module("openpyxl").Workbook()  # has no type hints
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def csv(rows: list[list[str]], encoding: str = "utf-8", separator: str = ";") -> bytes:
    return "\n".join(separator.join(row) for row in rows).encode(encoding)


def faults(sheet: Sheet) -> list[tuple[int, RowFault]]:
    return [(problem.row, problem.fault) for problem in sheet.problems]


def changed(**other: str) -> list[str]:
    row = list(GOOD)
    for name, value in other.items():
        row[["kk", "ru", "kind", "region", "district", "address", "lat", "lon", "hours", "contact"].index(name)] = value
    return row


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (xlsx([HEADER, GOOD]), "a.xlsx"),
        (csv([HEADER, GOOD]), "a.csv"),
        (csv([HEADER, GOOD], separator="\t", encoding="utf-16"), "a.tsv"),
        (csv([["Нысандар тізімі"], [""], HEADER, GOOD]), "a.CSV"),
    ],
)
def test_a_good_row_is_read_from_every_kind_of_file(content: bytes, name: str) -> None:
    sheet = read_places(content, name)
    (found,) = sheet.places.values()
    assert (found.kk, found.ru, found.kind) == ("Дәрігер", "Лекарь", PlaceKind.PHARMACY)
    assert (found.region, found.district) == (CITY, "751110000")
    assert (found.point, found.contact, found.hours is not None) == (HERE, "Айым", True)
    assert sheet.problems == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (changed(kk="", ru=" "), RowFault.NO_NAME),
        (changed(kind="Әуежай"), RowFault.KIND),
        (changed(region="Атлантида"), RowFault.REGION),
        (changed(region=""), RowFault.NO_REGION),
        (changed(district="Сарыарқа"), RowFault.DISTRICT),
        (changed(lat="76.8897", lon="43.2389"), RowFault.SWAPPED),
        (changed(lat="55.75", lon="37.61"), RowFault.ABROAD),
        (changed(lat="солтүстік"), RowFault.COORDINATES),
        (changed(lat="", lon="76.8"), RowFault.COORDINATES),
        (changed(hours="кейде"), RowFault.HOURS),
        (changed(kk="=CONCAT(A1;B1)"), RowFault.FORMULA),
        (changed(kk="РђРїС‚РµРєР°"), RowFault.LETTERS),
        (changed(kk="Ð”Ó™Ñ€Ñ–Ð³ÐµÑ€"), RowFault.LETTERS),
        (changed(address="а" * 201), RowFault.LONG),
        (GOOD, RowFault.REPEATED),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_are_read(row: list[str], fault: RowFault) -> None:
    for content, name in ((xlsx([HEADER, GOOD, row]), "a.xlsx"), (csv([HEADER, GOOD, row]), "a.csv")):
        sheet = read_places(content, name)
        assert faults(sheet) == [(3, fault)]
        assert list(sheet.places) == [2]


@pytest.mark.parametrize(
    ("region", "district", "codes"),
    [
        ("Алматы", "Алмалы ауданы", (CITY, DISTRICT)),
        ("г. Алматы", "Алмалинский район", (CITY, DISTRICT)),
        ("Almaty", "Almaly", (CITY, DISTRICT)),
        ("Астана қаласы", "", (ASTANA, None)),
        ("Алматинская область", "", ("KZ-19", None)),
        ("Алматы облысы", "", ("KZ-19", None)),
    ],
)
def test_regions_and_districts_are_known_however_written(
    region: str, district: str, codes: tuple[str, str | None]
) -> None:
    sheet = read_places(csv([HEADER, changed(region=region, district=district)]), "a.csv")
    (found,) = sheet.places.values()
    assert (found.region, found.district) == codes


def test_merged_cells_are_named_by_their_rows() -> None:
    rows: list[list[Any]] = [HEADER, *(changed(kk=f"Дәріхана {number}") for number in range(20))]
    sheet = read_places(xlsx(rows, merged="A14:A16"), "a.xlsx")
    assert faults(sheet) == [(number, RowFault.MERGED) for number in (14, 15, 16)]
    assert len(sheet.places) == 17


def test_a_merged_title_does_no_harm() -> None:
    title: list[Any] = ["Нысандар", None]
    sheet = read_places(xlsx([title, HEADER, GOOD], merged="A1:B1"), "a.xlsx")
    assert (len(sheet.places), sheet.problems) == (1, ())


RUSSIAN = ["Название", "Тип", "Регион", "Район", "Адрес"]


@pytest.mark.parametrize(
    ("encoding", "rows", "names"),
    [
        ("ptcp154", [HEADER, GOOD], ("Дәрігер", "Лекарь")),
        ("cp1251", [RUSSIAN, ["Лекарь", "Аптека", "г. Алматы", "Алмалинский", "Абая, 1"]], ("", "Лекарь")),
    ],
)
def test_old_code_pages_are_read_with_a_remark(encoding: str, rows: list[list[str]], names: tuple[str, str]) -> None:
    sheet = read_places(csv(rows, encoding), "a.csv")
    assert faults(sheet) == [(0, RowFault.ENCODING)]
    (found,) = sheet.places.values()
    assert (found.kk, found.ru, found.kind, found.district) == (*names, PlaceKind.PHARMACY, DISTRICT)


def test_geojson_has_longitude_first() -> None:
    def feature(east: float, north: float, name: str) -> dict[str, Any]:
        return {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [east, north]},
            "properties": {"name": name},
        }

    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": []}, "properties": {"name": "Жол"}}
    told = {
        "type": "FeatureCollection",
        "features": [feature(76.8897, 43.2389, "Дәрігер"), feature(43.2389, 76.8897, "Б"), line, 5],
    }
    sheet = read_places(json.dumps(told).encode(), "a.geojson", region=CITY)
    assert {number: one.point for number, one in sheet.places.items()} == {1: HERE}
    assert faults(sheet) == [(2, RowFault.SWAPPED), (3, RowFault.COORDINATES), (4, RowFault.COORDINATES)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"PK\x03\x04 nothing", "a.xlsx"),
        (xlsx([HEADER, GOOD])[:-300], "a.xlsx"),
        (b"\0\x01\x02" * 100, "a.csv"),
        (b"a;b\n1;2", "a.csv"),
        (b"", "a.csv"),
        (b"[1]", "a.geojson"),
        (b'{"features": 5}', "a.geojson"),
        (b"[" * 100_000, "a.json"),
        (csv([HEADER, GOOD]), "a.doc"),
        (b"x" * 20_000_001, "a.csv"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(Unreadable):
        read_places(content, name)


def test_of_too_many_rows_the_first_are_read_and_the_rest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_files, "MOST_ROWS", 500)
    rows = [HEADER, *(changed(kk=f"Дәріхана {number}") for number in range(505))]
    sheet = read_places(csv(rows), "a.csv")
    assert len(sheet.places) == 500
    assert faults(sheet) == [(0, RowFault.TOO_MANY)]


@pytest.mark.parametrize("seed", range(40))
def test_broken_bytes_never_break_it(seed: int) -> None:
    dice = random.Random(seed)
    good = [(xlsx([HEADER, GOOD]), "a.xlsx"), (csv([HEADER, GOOD]), "a.csv"), (b'{"features": [{}]}', "a.json")]
    content, name = dice.choice(good)
    broken = bytearray(content)
    for _ in range(dice.randint(1, 30)):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    try:
        read_places(bytes(broken), name)
    except Unreadable:
        return


async def test_a_process_of_its_own_finds_what_we_find(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that look like an object we have, like a row of the same portion, like a row of an earlier one; bad rows."""
    monkeypatch.setattr(place_likeness, "PACKED", 2)
    names = ("Айболит", "Самал", "Береке", "", "Самал дәріханасы", "Самал")
    rows = [HEADER, *(changed(kk=name, ru="", address=str(number)) for number, name in enumerate(names))]
    known = read_places(csv(rows[:2]), "a.csv").places[2]
    asked = (csv(rows), "a.csv", None, [pack([looks(replace(known, id=7))])])
    here = await examined(*asked)
    assert here is not None
    portions = list(here.portions())
    assert [len(one.sheet.places) for one in portions] == [2, 2, 1]
    assert [problem.fault for one in portions for problem in one.sheet.problems] == [RowFault.NO_NAME]
    assert here.merging == {7: 2}
    assert all(pair.row in one.rows and -pair.known in {*one.rows, -7} for one in portions for pair in one.pairs)
    assert 3 in portions[-1].earlier
    monkeypatch.setattr(place_likeness, "PACKED", 500)
    whole = examine(*asked)
    monkeypatch.setattr(place_likeness, "LARGE_BYTES", 0)
    apart = await examined(*asked)
    assert apart == whole != here
    assert await examined(b"", "a.xlsx", None, []) is None


async def test_a_file_is_previewed_then_loaded_without_the_likenesses(town: Town) -> None:
    async with town.acts(GULNAR) as work:
        known = (await places.add(work, place(1, kk="Дәрігер", ru="Лекарь"))).place
    rows = [
        HEADER,
        changed(address="Абай 1"),
        changed(kk="Айболит", ru="Айболит"),
        changed(kk="Астана", region="Астана", district="", lat="", lon=""),
        changed(kk=""),
    ]
    rows[4][1] = ""
    sheet = read_places(csv(rows), "a.csv")
    with pytest.raises(NotAllowed):
        async with town.acts(AIGUL) as work:
            await places.preview(await work.db(), work.vault, work.person, Portion(sheet, (), {}))
    async with town.acts(GULNAR) as work:
        some = Portion(sheet, compare(sheet.places, [looks(known)]), {})
        seen = await places.preview(await work.db(), work.vault, work.person, some)
        assert (seen.new, seen.foreign) == (2, (4,))
        assert {row: one.known.id for row, one in seen.likenesses.items()} == {2: known.id}
        assert [(problem.row, problem.fault) for problem in seen.problems] == [(5, RowFault.NO_NAME)]
        loaded = await places.load(work, work.person, sheet, skip=seen.likenesses)
        assert [one.kk for one in loaded] == ["Айболит"]
        assert (await places.listed(work, kind=PlaceKind.PHARMACY)).total == 2
        opened = await places.open_place(work, loaded[0].id)
    assert (opened.place.contact, opened.place.point) == ("Айым", HERE)
    for row in await town.rows(tables.volunteer_tables.place):
        assert "Айым".encode() not in bytes(str(row), "utf-8")


async def test_five_hundred_objects_are_loaded_quickly(town: Town) -> None:
    sheet = read_places(
        csv([HEADER, *(changed(kk=f"Дәріхана {number}", ru="", lat="", lon="") for number in range(500))]), "a.csv"
    )
    async with town.acts(GULNAR) as work:
        begun = process_time()
        assert len(await places.load(work, work.person, sheet)) == 500
        assert process_time() - begun < 30  # only a guard against hanging
        assert len(await places.chosen(work, kind=PlaceKind.PHARMACY, district=DISTRICT)) == 500
        assert await places.chosen(work, region=ASTANA) == []


async def test_a_new_object_like_one_we_have_is_offered_for_merging(town: Town) -> None:
    person_id = await joins(town, ASKAR)
    async with town.acts(GULNAR) as work:
        kept = (await places.add(work, place(1, kk="Дәрігер", ru="", hours=None))).place
        again = await places.add(work, place(2, kk="Dariger", ru="Лекарь", address="Абай, 1"))
    assert [(one.known.id, one.score >= 0.75) for one in again.likenesses] == [(kept.id, True)]
    async with town.acts(ASKAR) as work:
        await volunteers.mark_conflict(work, again.place.id)
    made, _ = await starts(town, [again.place.id])
    async with town.acts(GULNAR) as work:
        merged = await places.merge(work, again.place.id, kept.id)
        assert (merged.ru, merged.address) == ("Лекарь", "Абай, 1")
        assert (await places.listed(work)).total == 1
        with pytest.raises(NotFound):
            await places.merge(work, again.place.id, kept.id)
    conflicts = await town.rows(tables.volunteer_tables.place_conflict)
    assert [(row["person_id"], row["place_id"]) for row in conflicts] == [(person_id, kept.id)]
    tasks = await town.rows(tables.volunteer_tables.task)
    assert {row["place_id"] for row in tasks} == {kept.id}
    assert made.id


async def test_objects_are_changed_by_their_region_only_and_never_over_each_other(town: Town) -> None:
    (number,) = await adds(town, 1)
    async with town.acts(GULNAR) as work:
        one = (await places.open_place(work, number)).place
        await places.edit(work, replace(one, kk="Жаңа атау", region=ASTANA))
        with pytest.raises(ChangedMeanwhile):
            await places.edit(work, replace(one, kk="Басқа атау"))
        assert (await places.open_place(work, number)).place.region == CITY
    for who in (SAULE, AIGUL):
        for act in (places.open_place, places.retire):
            with pytest.raises(NotFound):
                async with town.acts(who) as work:
                    await act(work, number)
    with pytest.raises(NotFound):
        async with town.acts(SAULE) as work:
            await places.add(work, place(3))


async def test_a_volunteer_finds_objects_of_their_region_however_spelt(town: Town) -> None:
    await joins(town, ASKAR)
    async with town.acts(GULNAR) as work:
        await places.add(work, place(1, kk="Айболит дәріханасы", ru=""))
    async with town.acts(ASKAR) as work:
        assert [one.kk for one in await places.search(work, "aibolit")] == ["Айболит дәріханасы"]
        assert await places.search(work, "мектеп") == []
    with pytest.raises(NotAllowed):
        async with town.acts(AIGUL) as work:
            await places.search(work, "a")


async def test_objects_are_found_by_the_words_they_have_now(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def found(typed: str) -> list[str]:
        async with town.acts(GULNAR) as work:
            return [one.kk for one in await places.search(work, typed)]

    async with town.acts(GULNAR) as work:
        await places.add(work, place(1, kk="Самал дәріханасы", ru="Аптека «Самал»", address="Абай, 17"))
        renamed = (await places.add(work, place(2, kk="Береке дәріханасы", ru="", address="Абай, 5"))).place
        gone = (await places.add(work, place(3, kk="Шипа дәріханасы", ru=""))).place
        merged = (await places.add(work, place(4, kk="Нұр дәріханасы", ru=""))).place
        await places.edit(work, replace(renamed, kk="Айболит дәріханасы"))
        await places.retire(work, gone.id)
        await places.merge(work, merged.id, renamed.id)
    assert await found("Береке") == await found("шипа") == await found("нур") == []
    assert await found("Айболит") == ["Айболит дәріханасы"]
    assert await found("дәріхан") == ["Айболит дәріханасы", "Самал дәріханасы"]
    assert await found("abai 17") == ["Самал дәріханасы"]
    assert await found("«») ") == []
    monkeypatch.setattr(places, "LOOKED_AT", 1)
    assert await found("дәріханасы айболит") == ["Айболит дәріханасы"], "one word is rare, the other common"
    monkeypatch.setattr(places, "LOOKED_AT", 0)
    assert await found("дәріхана абай") == []
    async with town.store.read() as conn:
        both = await place_words.having_all(conn, {CITY}, ["darihan", "abai", "5"], limit=1)
        assert await place_words.having_all(conn, {ASTANA}, ["darihan"], limit=9) == []
    assert both == [renamed.id], "all words are common, only one object has all of them"


async def test_a_new_object_is_compared_with_what_is_near_or_shares_a_rare_word(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "LOOKED_AT", 2)
    far, away = Point(HERE.latitude + 0.5, HERE.longitude), Point(HERE.latitude, HERE.longitude + 0.5)
    async with town.acts(GULNAR) as work:
        for number, name in enumerate(("Алма", "Өрік", "Шие", "Жүзім")):
            await places.add(work, place(number, kk=f"{name} дәріханасы", ru="", point=far, district=None))
        near = (await places.add(work, place(5, kk="Дәрігер дәріханасы", ru="", point=HERE, district=None))).place
        typo = await places.add(work, place(6, kk="Дәрігар дәріханасы", ru="", point=HERE, district=None))
        lost = await places.add(work, place(7, kk="Жүзім дәріханасы", ru="", point=None, district=None))
        other = await places.add(work, place(8, kk="Тұмар дәріханасы", ru="", point=away, district=None))
    assert [one.known.id for one in typo.likenesses] == [near.id], "by where it stands"
    assert [one.known.kk for one in lost.likenesses] == ["Жүзім дәріханасы"], "by a word that few have"
    assert other.likenesses == ()


def test_a_point_far_from_the_country_is_no_place() -> None:
    assert not Point(0.0, 0.0).in_kazakhstan
