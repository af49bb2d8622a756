"""Tables for a report: chosen by taps, opened again and compared with what is stored; nobody is named in them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook

from domain.complaint import Outcome
from locales.texts import Language
from services.cases import desk
from storage.cases import tags
from tests.harness import Someone, World
from tests.scenarios.campaigning import CLEAN, acting, offered, visits
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.offering import approved, running
from tests.scenarios.papers import documents
from tests.scenarios.steps import rows

EVIL = '=HYPERLINK("http://a.b")'
STORY = "Маған 8 (701) 000-00-01 нөмірінен хабарласты, 20 мың теңге сұрады."
CONTACT = "Айгүл Сынақова, +7 701 000 00 02"


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


@pytest.fixture
async def aigul(world: World, saule: Someone) -> Someone:
    person = world.citizen("Айгүл", "kk")
    await person.starts()
    return person


async def opens(someone: Someone) -> None:
    """The page, with this month."""
    await someone.says("/digest")
    await someone.taps("takeaway-button")
    await someone.taps("takeaway-period", period=someone.words("period-last-month"))
    await someone.taps("period-month")


def newest(world: World, someone: Someone, ending: str) -> bytes:
    """The last file with this ending."""
    return [content for name, content in documents(world, someone).items() if name.endswith(ending)][-1]


def table(content: bytes) -> list[dict[str, Any]]:
    """The rows of the only sheet by the names of their columns."""
    sheet = load_workbook(BytesIO(content)).active  # type: ignore[no-untyped-call]
    header, *found = sheet.iter_rows()
    assert all(cell.data_type != "f" for row in found for cell in row)
    return [{str(name.value): cell.value for name, cell in zip(header, row, strict=True)} for row in found]


async def test_cases_as_a_spreadsheet_are_what_is_stored(world: World, aigul: Someone, saule: Someone) -> None:
    first = await filed(world, aigul, institution=EVIL, story=STORY, identity="named", contact=CONTACT)
    second = await filed(world, aigul, category="medicine")
    await filed(world, aigul, region="KZ-75", district="751110000")
    async with acting(world, saule) as work:
        await desk.close(work, first.case_id, Outcome.FIXED, saved=20_000, basis="-1+1: қолхат")
    await opens(saule)
    assert ": <b>2</b>".replace("<b>", "").replace("</b>", "") in saule.text
    await saule.taps("exports-xlsx")
    assert saule.toast == saule.words("exports-queued")
    content = newest(world, saule, ".xlsx")
    found = table(content)
    say = saule.words
    assert [row[say("takeaway-code")] for row in found] == [first.code, second.code]
    assert [row[say("takeaway-institution")] for row in found] == ['=HYPERLINK("•••', "ХҚКО"]
    assert [row[say("takeaway-state")] for row in found] == [say("state-closed"), say("state-received")]
    assert [row[say("digest-sheet-saved")] for row in found] == [20_000, None]
    assert [row[say("takeaway-category")] for row in found] == [say("category-bribe"), say("category-medicine")]
    assert found[0][say("takeaway-closed")] is not None
    assert say("takeaway-story") not in found[0]
    assert "Сынақова" not in str(found)


async def test_the_reporters_words_only_when_asked_for(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul, story=STORY, identity="named", contact=CONTACT)
    await opens(saule)
    await saule.taps("takeaway-without-stories")
    assert saule.words("takeaway-stories-note") in saule.text
    await saule.taps("takeaway-csv")
    said = newest(world, saule, ".csv").decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(said))
    assert row[saule.words("takeaway-story")] == "Маған ••• нөмірінен хабарласты, 20 мың теңге сұрады."
    assert "701" not in said
    assert "Сынақова" not in said


async def test_a_tag_is_a_project(world: World, aigul: Someone, saule: Someone) -> None:
    tagged = await filed(world, aigul)
    await filed(world, aigul)
    async with acting(world, saule) as work:
        conn = await work.db()
        tag = await tags.named(conn, work.vault, "KZ-71", "Грант 2026", by=work.person.id, at=work.now)
        await tags.put(conn, tagged.case_id, tag, by=work.person.id, at=work.now)
    await opens(saule)
    await saule.taps("takeaway-every-project")
    await saule.taps_label("Грант 2026")
    assert saule.can_tap("takeaway-chosen-project", project="Грант 2026")
    await saule.taps("exports-xlsx")
    (row,) = table(newest(world, saule, ".xlsx"))
    assert row[saule.words("takeaway-code")] == tagged.code
    assert row[saule.words("takeaway-tags")] == "Грант 2026"


async def test_visits_of_a_project_without_who_made_them(world: World, saule: Someone, language: Language) -> None:
    daulet = await approved(world, "Дәулет", language)
    await running(world, "«Балапан» алаңы", project="Таза аула")
    (task,) = await offered(world, daulet)
    await visits(world, daulet, task, CLEAN)
    await saule.says("/digest")
    await saule.taps("takeaway-button")
    await saule.taps("takeaway-visits")
    await saule.taps("takeaway-period", period=saule.words("period-last-month"))
    await saule.taps("period-always")
    await saule.taps("takeaway-every-project")
    await saule.taps_label("Таза аула")
    await saule.taps("exports-xlsx")
    (row,) = table(newest(world, saule, ".xlsx"))
    assert row[saule.words("takeaway-project")] == "Таза аула"
    assert row[saule.words("takeaway-place")] == "«Балапан» алаңы"
    assert row[saule.words("takeaway-state")] == saule.words("assignment-state-submitted")
    assert "Дәулет" not in str(row)


async def test_another_region_and_a_role_taken_away_give_nothing(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await opens(saule)
    await saule.does(lambda: saule.phone.forge(saule.sees.id, "takeaway.make:cases:month:KZ-75:0:0:xlsx"))
    await aigul.does(lambda: aigul.phone.forge(aigul.sees.id, "takeaway.make:cases:month:-:0:0:xlsx"))
    assert documents(world, saule) == {}
    assert rows(world, "SELECT count(*) FROM outbox WHERE kind = 'takeaway-ready'") == [(0,)]
