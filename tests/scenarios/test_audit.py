"""Whatever staff do is in the log; admins read it in their language, and a log that was changed is found."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

import custody
from domain.audit import NOTE_WRITTEN
from domain.people import STAFF, Grant, Role
from domain.rights import RIGHTS
from handlers.audit_words import did
from handlers.incoming import Tap
from handlers.journeys import all_routes
from handlers.routing import Entry, _answered
from handlers.turn import Turn
from locales.texts import Language
from services.trust import audit
from storage.schema.retention_tables import used_id
from storage.work import begin
from tests.harness import Someone, World
from tests.scenarios.filed import filed
from tests.scenarios.steps import rows
from tests.scenarios.test_broadcasts import volunteer, writes
from tests.scenarios.test_takeaway import opens

Does = Callable[[Turn], Awaitable[None]]


async def employs(world: World, name: str, language: Language) -> Someone:
    """A coordinator of Astana."""
    someone = world.citizen(name, language)
    await someone.starts()
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([], [someone.phone.person.id])
        async with batch.job() as job:
            await job.grant(batch.person_of(someone.phone.person.id).id, Grant(Role.COORDINATOR, "KZ-71"), by=None)
    return someone


def lines(world: World, since: int) -> list[tuple[object, ...]]:
    """What was noted after this line."""
    return rows(world, f"SELECT action, about FROM audit_entry WHERE id > {since} ORDER BY id")


def newest(world: World) -> int:
    return int(str(rows(world, "SELECT max(id) FROM audit_entry")[0][0]))


async def steps(world: World, who: Someone, entries: dict[str, tuple[Entry, tuple[str, ...]]]) -> None:
    """Each as a step of its own, through the router."""
    telegram_id = who.phone.person.id
    for number, (name, (entry, args)) in enumerate(entries.items(), 10**9):
        async with begin(world.app.store, now=world.clock()) as batch:
            await batch.load([number], [telegram_id])
            async with batch.step(number, telegram_id) as work:
                house = None  # none of these handlers looks at it
                await _answered(Turn(work, house, Tap(name, 0)), entry, name, args)  # type: ignore[arg-type]


async def test_every_action_of_staff_that_changes_something_is_noted(world: World) -> None:
    """All routes of the table of rights, with handlers that write, send, look or note themselves."""
    admin = world.admin()
    await admin.starts()
    routes = all_routes()
    staff = sorted(
        name
        for table in (routes.taps, routes.takers, routes.commands)
        for name, entry in table.items()
        if entry.role in STAFF
    )
    assert len(staff) > 200

    async def changes(turn: Turn, value: str) -> None:
        await (await turn.work.db()).execute(sa.insert(used_id).values(name=value, highest=1))

    since = newest(world)
    doing = {name: (Entry(changes, Role.ADMIN, (str,)), (name,)) for name in dict.fromkeys(staff)}
    await steps(world, admin, doing)  # type: ignore[arg-type]
    assert [action for action, _ in lines(world, since)] == list(doing)

    async def looks(turn: Turn) -> None:
        await (await turn.work.db()).execute(sa.select(used_id))

    async def notes_itself(turn: Turn) -> None:
        await changes(turn, "itself")
        await audit.note(turn.work, NOTE_WRITTEN)

    async def is_changed_in_vain(turn: Turn) -> None:
        await (await turn.work.db()).execute(sa.update(used_id).where(used_id.c.name == "none").values(highest=2))

    since = newest(world)
    for does, noted in ((looks, []), (is_changed_in_vain, []), (notes_itself, [("note-written", "")])):
        await steps(world, admin, {"case.open": (Entry(does, Role.COORDINATOR, ()), ())})
        assert lines(world, since) == noted, does.__name__
    since = newest(world)
    citizens = Entry(partial(changes, value="citizen"), Role.CITIZEN, ())
    await steps(world, admin, {"report.open": (citizens, ())})
    assert lines(world, since) == [], "a reporter's step is never noted"


def test_every_action_of_staff_has_words() -> None:
    looks_only = {"audit"}
    assert {name for name, right in RIGHTS.items() if right.role in STAFF and did(name) is None} == looks_only


async def test_a_day_of_the_staff_is_in_the_log_and_a_changed_log_is_found(
    world: World, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    admin, aigul = world.admin(language=language), world.citizen("Айгүл", language)
    await admin.starts()
    saule = await employs(world, "Сәуле", language)
    await volunteer(world, "Әсел", language)
    await aigul.starts()
    receipt = await filed(world, aigul)
    since = newest(world)

    await writes(saule)
    await saule.taps("broadcast-button-later")
    day = (world.clock() + timedelta(days=1)).date().isoformat()
    await saule.taps_label(f"broadcast.hour:1:{day}")
    await saule.taps_label("18:00")
    await saule.taps("broadcast-button-unplan")
    await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.accept:{receipt.case_id}"))
    await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.muted:{receipt.case_id}:7"))
    await saule.does(partial(saule.phone.forge, saule.sees.id, f"tags:{receipt.case_id}"))
    await saule.says("кезек")
    tagged = rows(world, "SELECT action, case_code, about FROM audit_entry ORDER BY id DESC LIMIT 1")
    assert tagged == [("tags", receipt.code, "")], "of which case, and nobody's words"
    await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.open:{receipt.case_id}"))
    await saule.taps("button-tell")
    await saule.taps("canned-own")
    await saule.taps("canned-add")
    await saule.says("Бірінші сөз")
    await opens(saule)
    await saule.taps("exports-xlsx")
    await admin.does(partial(admin.phone.forge, admin.sees.id, f"calendar.put:{day}:0"))
    await aigul.says("/forget")
    await aigul.taps("forget-yes")

    actions = [str(action) for action, _ in lines(world, since)]
    for expected in (
        "broadcast.said", "broadcast.at", "broadcast.stop", "case-moved", "case-muted", "tags", "canned.add",
        "takeaway.make", "calendar.put", "case-erased", "person-forgotten",
    ):  # fmt: skip
        assert expected in actions, (expected, actions)
    assert not [action for action in actions if action in ("digest", "canned", "takeaway.show", "case.tell")]
    quoted = [str(about) for _, about in lines(world, since)]
    assert not [about for about in quoted if "сөз" in about]

    await admin.says("/audit")
    assert admin.words("audit-person-forgotten") in admin.text
    assert f"{admin.words('audit-did-calendar')} · calendar.put · {day} 0" in admin.text
    assert f"{admin.words('audit-did-takeaway')} · takeaway.make" in admin.text
    total = newest(world)
    await world.stop()
    assert await asyncio.to_thread(custody.audit_verify, world.settings, None) == 0
    _behind(world, "UPDATE audit_entry SET about = 'x' WHERE id = 3")
    assert await asyncio.to_thread(custody.audit_verify, world.settings, None) == 1
    assert "Line 3: it is not as it was written" in capsys.readouterr().out
    _behind(world, f"DELETE FROM audit_entry WHERE id = {total}; UPDATE audit_entry SET about = '' WHERE id = 3")
    assert await asyncio.to_thread(custody.audit_verify, world.settings, None) == 1
    await world.start()


def _behind(world: World, script: str) -> None:
    with sqlite3.connect(world.settings.data_dir / "adal.db") as thief:
        for (name,) in thief.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"):
            thief.execute(f"DROP TRIGGER {name}")
        thief.executescript(script)
    thief.close()
