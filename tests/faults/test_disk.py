"""The disk is full, read-only, or the database is held by somebody else."""

from __future__ import annotations

import asyncio
import io
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from locales.texts import Language
from services.trust.cellar import Cellar
from tests.faults.conftest import NAMES
from tests.faults.disk import SmallDisk
from tests.faults.table import fault
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import begins, code_of, count, fills, fills_until, rows, times_said
from tests.scenarios.test_groups import bound


async def soon(condition: Callable[[], bool]) -> None:
    """Waits until it is so."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for makes no event
            await asyncio.sleep(0.01)


async def still(world: World, tries: int = 4) -> None:
    """Lets the bot try some more times."""
    polled = sum(name == "getupdates" for name, _ in world.cloud.calls)
    await soon(lambda: sum(name == "getupdates" for name, _ in world.cloud.calls) >= polled + tries)


async def ready_to_send(world: World, language: Language) -> tuple[Someone, Someone]:
    """Somebody whose report is complete but for the last tap, and the admin."""
    me, admin = world.citizen(NAMES[0], language), world.admin()
    await admin.starts()
    await begins(me)
    await fills(me)
    await world.app.store.compact()
    return me, admin


async def told_and_kept(me: Someone, admin: Someone, mend: Callable[[], object]) -> None:
    """While nothing can be stored they hear so, once, and nothing else; then the report is there, once."""
    world = me.world
    me.phone.tap(me.words("form-send"))
    await soon(lambda: times_said(me, "unsaved") == 1)
    await still(world)
    assert times_said(me, "unsaved") == 1
    assert times_said(me, "button-copy-code") == 0
    assert count(world, "complaint") == 0
    assert world.app.intake.is_stuck
    mend()
    await world.settle()
    assert times_said(me, "unsaved") == 1
    assert times_said(me, "button-copy-code") == 1
    assert (count(world, "complaint"), count(world, "set_aside"), count(world, "draft")) == (1, 0, 0)
    assert code_of(me) in admin.all_text
    assert not world.app.intake.is_stuck


@fault(
    "the disk is full as a report is sent",
    "its sender hears that it is not saved yet and will be tried again; with room again it is there, once",
)
async def test_a_full_disk(disk: SmallDisk, world: World, language: Language, log: io.StringIO) -> None:
    me, admin = await ready_to_send(world, language)
    disk.fill()
    await told_and_kept(me, admin, disk.clear)
    assert '"cause": "SQLITE_FULL"' in log.getvalue()


@asynccontextmanager
async def read_only(world: World) -> AsyncIterator[Callable[[], object]]:
    """The database takes no change until the given function is called, as on a disk that was made read-only."""
    connection: Any = (await world.app.store._connection.get_raw_connection()).driver_connection
    raw: sqlite3.Connection = connection._conn
    raw.execute("PRAGMA query_only=ON")
    yield lambda: raw.execute("PRAGMA query_only=OFF")
    raw.execute("PRAGMA query_only=OFF")


@fault("the database becomes read-only", "the same: no handler is blamed for it, and nothing is set aside")
async def test_a_read_only_database(world: World, log: io.StringIO) -> None:
    me, admin = await ready_to_send(world, "ru")
    async with read_only(world) as mend:
        await told_and_kept(me, admin, mend)
    assert '"cause": "SQLITE_READONLY"' in log.getvalue()


@fault(
    "somebody nobody knows yet writes while nothing can be stored",
    "they hear so in both languages, and are greeted later",
)
async def test_a_stranger_is_told_in_both_languages(world: World) -> None:
    me = world.citizen(NAMES[1], "ru")
    async with read_only(world) as mend:
        me.phone.start()
        await soon(lambda: times_said(me, "unsaved") == 1)
        await still(world)
        assert [shown.text[:1] for shown in me.phone.messages() if not shown.outgoing] == ["⏳", "⏳"]
        mend()
        await world.settle()
    assert "Здравствуйте" in me.text
    assert count(world, "set_aside") == 0


@fault(
    "there is no room for a file of evidence",
    "the report goes on; the file is fetched again until it is stored, and half of it takes no room meanwhile",
)
async def test_no_room_for_evidence(disk: SmallDisk, world: World, log: io.StringIO) -> None:
    me = world.citizen(NAMES[0], "kk")
    await begins(me)
    await fills_until(me, "evidence")
    content = random.Random(1).randbytes(3_000_000)
    await world.app.store.compact()
    disk.fill(leaving=2_000_000)
    await me.does(partial(me.phone.send_file, "document", content, name="akt.pdf"))
    assert '"cause": "ENOSPC"' in log.getvalue()
    assert list((world.settings.data_dir / "evidence").iterdir()) == []
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert code_of(me)
    assert rows(world, "SELECT state FROM evidence") == [("pending",)]
    disk.clear()
    await world.later(timedelta(minutes=11))
    assert rows(world, "SELECT state FROM evidence") == [("stored",)]
    ((number,),) = rows(world, "SELECT id FROM evidence")
    assert isinstance(number, int)
    assert await Cellar(world.settings.data_dir / "evidence", world.app.store.vault).original(number) == content
    assert times_said(me, "unsaved") == 0


@fault(
    "another process holds the database for a moment",
    "whoever wrote waits that long and notices nothing else; the bot goes on meanwhile",
)
async def test_the_database_is_locked_for_a_moment(world: World, language: Language) -> None:
    me, admin = await ready_to_send(world, language)
    with closing(sqlite3.connect(world.settings.data_dir / "adal.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        me.phone.tap(me.words("form-send"))
        for _ in range(20):  # a bot that waits for SQLite would let nothing else run
            await asyncio.sleep(0.01)
        assert times_said(me, "button-copy-code") == 0
        async with world.app.store.read() as connection:
            assert connection.in_transaction()
        other.execute("ROLLBACK")
    await world.settle()
    assert times_said(me, "unsaved") == 0
    assert (times_said(me, "button-copy-code"), count(world, "complaint")) == (1, 1)
    assert code_of(me) in admin.all_text


@fault("another process holds the database for longer than ten seconds", "they are told, and it is tried again")
async def test_the_database_stays_locked(world: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.store.BUSY_MS", 50)
    me, admin = await ready_to_send(world, "kk")
    with closing(sqlite3.connect(world.settings.data_dir / "adal.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await told_and_kept(me, admin, lambda: other.execute("ROLLBACK"))
    assert '"cause": "SQLITE_BUSY"' in log.getvalue()


@fault(
    "nothing can be stored at a tick of the clock, or when a letter has just been sent",
    "the tick's work is made up for; the letter is not sent again",
)
async def test_the_clock_and_the_courier_when_nothing_can_be_stored(world: World, log: io.StringIO) -> None:
    me = world.citizen(NAMES[0], "ru")
    await begins(me)
    await fills(me, "category")
    world.clock.advance(timedelta(days=1, hours=1))
    async with read_only(world) as mend:
        await world.app.ticker.tick()
        assert world.app.ticker.failures > 0
        assert times_said(me, "draft-waiting") == 0
        mend()
    world.cloud.faults.change({"latency_ms": 300})
    await world.app.ticker.tick()
    await soon(lambda: times_said(me, "draft-waiting") == 1)  # on its way
    async with read_only(world) as mend:
        await soon(lambda: "what was sent cannot be noted" in log.getvalue())
        mend()
        await world.settle()
    await world.app.ticker.tick()
    await world.settle()
    assert times_said(me, "draft-waiting") == 1
    assert rows(world, "SELECT state FROM outbox") == [("sent",)]


@fault("nothing can be stored when a group of coordinators has just been told", "it is not told again")
async def test_a_group_is_told_once(world: World, log: io.StringIO) -> None:
    group = await bound(world, await coordinator(world, NAMES[2], "Астана"))
    me = world.citizen(NAMES[0], "kk")
    await me.starts()

    def said() -> int:
        return sum(str(params.get("chat_id")) == str(group.chat.id) for _, params in world.cloud.calls)

    before = said()
    world.cloud.faults.change({"latency_ms": 300})
    filing = asyncio.create_task(filed(world, me))
    await soon(lambda: said() > before)  # on its way
    async with read_only(world) as mend:
        await soon(lambda: log.getvalue().count("what was said in a group cannot be noted") > 1)
        mend()
        await filing
    world.app.poster.wake()
    await world.settle()
    assert said() == before + 1
    assert rows(world, "SELECT state FROM group_letter") == [("sent",)]
