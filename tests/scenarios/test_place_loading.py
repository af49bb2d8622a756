"""A large table of objects is loaded a portion at a time, compared in a process of its own, also over a crash."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import pytest

from domain.people import Person
from domain.place import Place
from services.fieldwork import place_likeness, place_loading
from services.fieldwork import places as services
from services.fieldwork.place_files import Sheet
from storage.work import Job
from tests.harness import Someone, World
from tests.scenarios.campaigning import pharmacies, sends, spreadsheet
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows
from transport import downloads

HEADER = ("Атауы", "Название", "Тип", "Район", "Мекенжай", "Контакт")
NEW, KNOWN, AT_ONCE = 22, 12, 10


WORDS = ["Самал", "Береке", "Шипа", "Нұр", "Дәру", "Айболит", "Мейірім", "Арай", "Көктем", "Жасмин", "Тұмар", "Алтын"]
WORDS += ["Сәуле", "Отау", "Жібек", "Бәйтерек", "Ырыс"]
NAMES = [f"{word} {number}" for number in (1, 2) for word in WORDS]


def table() -> bytes:
    """Rows that are new, rows that we have without an address, and one that is there twice."""
    lines = [(name, "", "pharmacy", "", f"Абай, {number}", "Айым") for number, name in enumerate(NAMES)]
    again = (NAMES[0], "", "pharmacy", "", "Абай даңғылы", "Айым")
    return spreadsheet(HEADER, *lines, again)


async def loads(world: World, saule: Someone) -> None:
    """Sends the table over objects that are there already, and has it merged."""
    await pharmacies(world, *NAMES[NEW:], by=saule)
    await saule.says("/campaigns")
    await saule.taps("campaign-button-places")
    await sends(saule, table(), "all.xlsx")


def check(world: World, saule: Someone) -> None:
    """Every row was dealt with once, and that was said once."""
    assert count(world, "place") == NEW + KNOWN
    assert rows(world, "SELECT kk, count(*) FROM place GROUP BY kk HAVING count(*) > 1") == []
    assert rows(world, "SELECT count(*) FROM place WHERE address <> '' AND sealed_contact <> x''") == [(NEW + KNOWN,)]
    assert count(world, "evidence") == 0
    assert saule.all_text.count(told(saule)) == 1


def told(saule: Someone) -> str:
    """What is said in the end."""
    return saule.words("places-loaded", name="all.xlsx", kept=NEW, merged=KNOWN, skipped=1)


async def test_a_portion_at_a_time_and_on_after_a_crash(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_loading, "ROWS_AT_ONCE", AT_ONCE)
    monkeypatch.setattr(downloads, "PARTING_SECONDS", 0)
    saule = await coordinator(world, "Сәуле", "Астана")
    await loads(world, saule)
    monkeypatch.setattr(place_likeness, "LARGE_BYTES", 0)  # from here on in a process of its own
    reached, portions = asyncio.Event(), 0
    load = services.load

    async def stuck(job: Job, person: Person, sheet: Sheet, *, skip: Collection[int] = ()) -> list[Place]:
        nonlocal portions
        portions += 1
        assert len(sheet.places) <= AT_ONCE
        kept = await load(job, person, sheet, skip=skip)
        if portions == 3:
            reached.set()
            await asyncio.Event().wait()
        return kept

    monkeypatch.setattr(services, "load", stuck)
    saule.phone.tap(saule.words("places-load-merge"))
    async with asyncio.timeout(30):
        await reached.wait()
    await world.kill()
    assert 0 < count(world, "place") < NEW + KNOWN
    assert told(saule) not in saule.all_text
    await world.start()
    await world.settle()
    check(world, saule)
    assert portions == 5, "what was committed before the crash was done again"


async def test_everybody_else_is_answered_between_the_portions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_loading, "ROWS_AT_ONCE", AT_ONCE)
    saule, aigul = await coordinator(world, "Сәуле", "Астана"), world.citizen("Айгүл", "kk")
    await loads(world, saule)
    load = services.load
    answered: list[bool] = []

    async def slowly(job: Job, person: Person, sheet: Sheet, *, skip: Collection[int] = ()) -> list[Place]:
        answered.append(any(not shown.outgoing for shown in aigul.phone.messages()))
        if len(answered) == 1:
            aigul.phone.start()
        await asyncio.sleep(0.1)
        return await load(job, person, sheet, skip=skip)

    monkeypatch.setattr(services, "load", slowly)
    await saule.taps("places-load-merge")
    assert answered[0] is False
    assert answered[-1], "a citizen had to wait for the whole table"
    check(world, saule)
