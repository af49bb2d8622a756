"""Results as files: who may have them, what is in them, and that they are made only when they are sent."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl.reader.excel import load_workbook

from chat.screen import Made
from domain.people import EVERYWHERE, Grant, Role
from forms.xform.reader import parse_xform
from forms.xform.xmltree import read_xml
from services.questionnaires import export_files, exports
from services.questionnaires.export_files import ExportFiles
from services.questionnaires.exports import FileKind, NothingYet, Recipe, ResultsReady
from services.refusals import NotAllowed, NotFound
from storage.schema.tables import outbox
from tests.pictures import photo as sample_photo
from tests.reports.forms import EVIL
from tests.services.conftest import AIGUL, ALMATY_CITY, ASTANA, ERLAN, SAULE, Town
from tests.services.results import FORM, SUBMITTER, hand_in, publish


def kitchen(town: Town) -> ExportFiles:
    """What makes the files."""
    return ExportFiles(town.store, town.cellar, ZoneInfo("Asia/Almaty"), lambda: town.now)


async def ordered(town: Town, who: int, kind: FileKind, show: exports.Show = "labels") -> list[ResultsReady]:
    """Asks for the results; the notices that came."""
    async with town.acts(who) as work:
        await exports.request(work, FORM, kind, show, "ru")
    return [notice for notice in await town.mail(who) if isinstance(notice, ResultsReady)]


async def file_of(town: Town, notice: ResultsReady) -> bytes:
    """The file as it is sent."""
    media = notice.screen().media[0]
    assert isinstance(media.file, Made)
    return await kitchen(town).load(media.file)


def grid(content: bytes) -> list[list[Any]]:
    """The cells of the first sheet."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]  # type: ignore[no-untyped-call]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


async def test_a_workbook_of_all_versions_in_words(town: Town) -> None:
    await publish(town)
    first, numbers = await hand_in(town, sample_photo())
    second, _ = await hand_in(town, after=5)
    (notice,) = await ordered(town, ERLAN, FileKind.XLSX)
    assert (notice.title, notice.count, notice.file_name) == ("Посещения", 2, "visits-2026-11-23.xlsx")
    content = await file_of(town, notice)
    header, *rows = grid(content)
    paid = header.index("Вы платили?")
    assert [(row[0], row[paid]) for row in rows] == [(first.instance_id, "Да"), (second.instance_id, "Да")]
    visits = load_workbook(BytesIO(content))["Посещение"]  # type: ignore[no-untyped-call]
    assert visits["D2"].value == f"{numbers[0]}.jpg"


async def test_csv_comes_as_a_zip_with_a_file_for_each_table(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    (notice,) = await ordered(town, ERLAN, FileKind.CSV, "values")
    assert notice.file_name.endswith("-csv.zip")
    with ZipFile(BytesIO(await file_of(town, notice))) as archive:
        assert archive.namelist() == ["Келу [есеп].csv", "visit.csv", "visit2.csv"]
        header, row = csv.reader(StringIO(archive.read("Келу [есеп].csv").decode("utf-8-sig"), newline=""))
    assert row[header.index("paid")] == "yes"
    assert row[header.index("story")].startswith(f"'{EVIL}")


async def test_the_zip_holds_everything_and_instances_name_their_files(town: Town) -> None:
    await publish(town)
    one, numbers = await hand_in(town, sample_photo(), b"")
    (notice,) = await ordered(town, ERLAN, FileKind.ZIP)
    with ZipFile(BytesIO(await file_of(town, notice))) as archive:
        folder = "instances/" + one.instance_id.replace(":", "")
        kept, lost = (f"{number}.jpg" for number in numbers)
        assert archive.namelist() == [
            "form.xml",
            "form.xlsx",
            f"{folder}/submission.xml",
            f"{folder}/{kept}",
            "missing.txt",
        ]
        assert archive.read("form.xlsx") == b"PK as it was sent"
        assert parse_xform(archive.read("form.xml")).id == FORM
        photos = [
            photo.text
            for v in read_xml(archive.read(f"{folder}/submission.xml")).all("visit")
            for photo in v.all("photo")
        ]
        assert photos == [kept, lost]
        assert archive.read(f"{folder}/{kept}").startswith(b"\xff\xd8\xff")
        assert b"Exif" not in archive.read(f"{folder}/{kept}")
        assert archive.read("missing.txt").decode() == f"{one.instance_id}/{lost}\n"


async def test_a_version_given_by_us_is_not_in_the_instance(town: Town) -> None:
    await publish(town, "20261122", versioned=False)
    await hand_in(town, version="20261122")
    (notice,) = await ordered(town, ERLAN, FileKind.ZIP)
    with ZipFile(BytesIO(await file_of(town, notice))) as archive:
        name = next(name for name in archive.namelist() if name.endswith("submission.xml"))
        root = read_xml(archive.read(name))
    assert (root.get("id"), root.get("version")) == (FORM, "")


async def test_who_filled_it_is_nowhere(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    for kind in FileKind:
        (notice,) = await ordered(town, ERLAN, kind)
        content = await file_of(town, notice)
        with ZipFile(BytesIO(content)) as archive:
            assert all(str(SUBMITTER).encode() not in archive.read(name) for name in archive.namelist())


async def test_coordinators_get_their_regions_and_what_names_none(town: Town) -> None:
    await publish(town)
    mine, _ = await hand_in(town, region=ASTANA)
    await hand_in(town, region=ALMATY_CITY, after=1)
    nobody, _ = await hand_in(town, after=2)
    (notice,) = await ordered(town, SAULE, FileKind.XLSX)
    assert notice.count == 2
    assert [row[0] for row in grid(await file_of(town, notice))[1:]] == [mine.instance_id, nobody.instance_id]


async def test_what_comes_after_the_asking_is_not_in_the_file(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    (notice,) = await ordered(town, ERLAN, FileKind.XLSX)
    await hand_in(town, after=1)
    assert len(grid(await file_of(town, notice))) == 2


async def test_citizens_and_those_who_have_lost_the_role_get_nothing(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    async with town.acts(AIGUL) as work:
        with pytest.raises(NotAllowed):
            await exports.request(work, FORM, FileKind.XLSX, "labels", "kk")
        with pytest.raises(NotAllowed):
            await exports.count(work, FORM)
    (notice,) = await ordered(town, SAULE, FileKind.XLSX)
    async with town.acts(SAULE) as work:
        await work.revoke(work.person.id, Grant(Role.COORDINATOR, ASTANA), by=None)
    with pytest.raises(NotAllowed):
        await file_of(town, notice)


async def test_nothing_to_read_is_said(town: Town) -> None:
    await publish(town)
    async with town.acts(ERLAN) as work:
        assert await exports.count(work, FORM) == 0
        with pytest.raises(NothingYet):
            await exports.request(work, FORM, FileKind.ZIP, "labels", "kk")
        with pytest.raises(NotFound):
            await exports.title_of(work, "no-such-form")
    assert await town.mail(ERLAN) == []


async def test_much_comes_in_parts_and_every_submission_in_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await publish(town)
    content = sample_photo()
    kept = [(await hand_in(town, content, after=number))[0] for number in range(5)]
    monkeypatch.setattr(exports, "PART_BYTES", 2 * len(content))
    notices = await ordered(town, ERLAN, FileKind.ZIP)
    assert [(one.part, one.parts, one.count) for one in notices] == [(1, 3, 2), (2, 3, 2), (3, 3, 1)]
    names = [name for one in notices for name in ZipFile(BytesIO(await file_of(town, one))).namelist()]
    for one in kept:
        assert names.count(f"instances/{one.instance_id.replace(':', '')}/submission.xml") == 1


async def test_files_beyond_what_a_bot_may_send_are_named(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await publish(town)
    _, numbers = await hand_in(town, sample_photo(), sample_photo())
    (notice,) = await ordered(town, ERLAN, FileKind.ZIP)
    monkeypatch.setattr(export_files, "MOST_BYTES", len(await town.cellar.shown(numbers[0])) + 10)
    with ZipFile(BytesIO(await file_of(town, notice))) as archive:
        assert archive.read("missing.txt").decode().strip().endswith(f"/{numbers[1]}.jpg")


async def test_the_bots_own_forms_have_results_too(town: Town) -> None:
    async with town.acts(ERLAN) as work:
        assert await exports.title_of(work, "pharmacy")
    assert EVERYWHERE == ""


async def test_the_outbox_keeps_no_answers(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    async with town.acts(ERLAN) as work:
        await exports.request(work, FORM, FileKind.XLSX, "labels", "kk")
    (row,) = await town.rows(outbox)
    assert len(bytes(row["sealed_payload"])) < 1000  # type: ignore[call-overload]


def test_recipes_survive_the_outbox() -> None:
    recipe = Recipe(1, "a:b", FileKind.ZIP, "values", "kk", 3, 9)
    assert Recipe.unpacked(recipe.packed()) == recipe
