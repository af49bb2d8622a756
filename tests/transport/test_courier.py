"""Notices reach their people: once, in order, whatever Telegram or the network does meanwhile."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.schema.tables import outbox
from tests.transport.world import Everybody, Ping, World, texts, world
from transport.pacing import Limits


def states(letters: list[dict[str, object]]) -> list[object]:
    return [letter["state"] for letter in letters]


async def overdue(w: World) -> None:
    """As if the pauses after failures were over."""
    async with w.store.write() as connection:
        await connection.execute(update(outbox).values(due_at=w.clock.now()))
    w.courier._stalled.clear()


async def test_each_gets_theirs_in_order(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        phones = [w.phone(f"P{number}") for number in range(8)]
        for number in range(6):
            for phone in phones:
                await w.queue(phone, Ping(f"n{number}"))
        await w.deliver()
        assert all(texts(phone) == [f"n{number}" for number in range(6)] for phone in phones)
        assert set(states(await w.letters())) == {"sent"}


async def test_the_same_key_is_sent_once_even_after_it_was_sent(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await w.queue(aigul, Ping("one"), key="k")
        await w.queue(aigul, Ping("one"), key="k")
        await w.deliver()
        await w.queue(aigul, Ping("one"), key="k")
        await w.deliver()
        assert texts(aigul) == ["one"]


async def test_what_is_for_later_waits(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await w.queue(aigul, Ping("later"), at=w.clock.now() + timedelta(hours=2))
        await w.queue(aigul, Ping("now"))
        await w.deliver()
        assert texts(aigul) == ["now"]
        w.wall.advance(timedelta(hours=2))
        await w.deliver()
        assert texts(aigul) == ["now", "later"]


async def test_it_wakes_for_a_new_notice_and_for_one_that_falls_due(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.courier._tick = 60
        aigul = w.phone("Aigul")
        stop = asyncio.Event()
        running = asyncio.create_task(w.courier.run(stop))
        await asyncio.sleep(0.05)
        await w.queue(aigul, Ping("soon"), at=w.clock.now() + timedelta(seconds=1))
        await w.queue(aigul, Ping("new"))
        w.courier.wake()
        for awaited in (["new"], ["new", "soon"]):
            async with asyncio.timeout(20):  # it would be 60 seconds without the waking
                while texts(aigul) != awaited:  # noqa: ASYNC110 - what is sent is seen on the phone, which tells nobody
                    await asyncio.sleep(0.01)
        stop.set()
        await running


async def test_after_a_failure_the_letter_goes_later_and_none_of_its_chat_overtakes_it(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        await w.queue(aigul, Ping("a1"))
        await w.queue(aigul, Ping("a2"))
        w.cloud.faults.change({"server_error": 1})
        await w.deliver(lambda: w.caller.counters.unreachable == 1)
        await w.queue(boris, Ping("b1"))
        await w.deliver(lambda: texts(boris) == ["b1"])
        first, second, _ = await w.letters()
        assert (first["state"], first["attempts"], first["reason"]) == ("queued", 1, "TelegramServerError")
        assert (second["state"], second["attempts"]) == ("queued", 0)
        assert texts(aigul) == []
        await overdue(w)
        await w.deliver()
        assert texts(aigul) == ["a1", "a2"]


@pytest.mark.parametrize("fault", ["network_down", "bad_gateway", "server_error"])
async def test_it_never_tires_of_a_network_that_is_down(tmp_path: Path, fault: str) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await w.queue(aigul, Ping("at last"))
        w.cloud.faults.change({fault: -1})
        for failures in range(1, 16):
            await overdue(w)
            await w.deliver(lambda want=failures: w.caller.counters.unreachable == want)  # type: ignore[misc]
        assert (await w.letters())[0]["attempts"] == 15
        w.cloud.faults.change({fault: 0})
        await overdue(w)
        await w.deliver()
        assert texts(aigul) == ["at last"]


async def test_who_has_blocked_the_bot_is_marked_and_nothing_more_is_tried(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        for number in range(4):
            await w.queue(aigul, Ping(f"n{number}"))
        aigul.person.blocked = True
        await w.deliver()
        assert {(letter["state"], letter["reason"]) for letter in await w.letters()} == {("failed", "blocked")}
        assert [row[0] is not None for row in await w.rows("SELECT blocked_at FROM person")] == [True]


async def test_what_telegram_refuses_is_kept_with_its_reason_but_without_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with world(tmp_path) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        await w.queue(aigul, Ping("   "))
        await w.queue(aigul, Ping("fine"))
        await w.queue(boris, Ping("secret words"))
        async with w.store.write() as connection:
            await connection.execute(update(outbox).where(outbox.c.id == 3).values(kind="no-such-kind"))
        await w.deliver()
        letters = await w.letters()
        assert [letter["state"] for letter in letters] == ["failed", "sent", "failed"]
        assert letters[0]["reason"]
        assert letters[2]["reason"] == "cannot be rendered"
        assert texts(aigul) == ["fine"]
        logged = capsys.readouterr().out
        assert "refused" in logged
        assert "secret words" not in logged


async def test_a_429_is_sat_out(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        phones = [w.phone(f"P{number}") for number in range(5)]
        for phone in phones:
            await w.queue(phone, Ping("hi"))
        w.cloud.faults.change({"too_many_requests": 2, "retry_after": 1})
        await w.deliver(within=6)
        assert all(texts(phone) == ["hi"] for phone in phones)
        assert {letter["attempts"] for letter in await w.letters()} == {0}


async def test_a_restart_sends_what_was_left_and_only_that(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        cloud = w.cloud
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        await w.queue(aigul, Ping("sent before"))
        await w.deliver()
        await w.queue(boris, Ping("left"))
    async with world(tmp_path, cloud=cloud) as again:
        await again.deliver()
    assert (texts(aigul), texts(boris)) == (["sent before"], ["left"])


async def test_what_is_under_way_at_the_stop_still_leaves(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.cloud.faults.change({"latency_ms": 200})
        aigul = w.phone("Aigul")
        await w.queue(aigul, Ping("last words"))
        stop = asyncio.Event()
        running = asyncio.create_task(w.courier.run(stop))
        await asyncio.sleep(0.1)
        await w.queue(w.phone("Boris"), Ping("committed just now"))
        stop.set()
        await running
        assert texts(aigul) == ["last words"]
        assert texts(w.phone("Boris")) == ["committed just now"]
        assert states(await w.letters()) == ["sent", "sent"]


async def test_a_database_that_cannot_note_what_was_sent_gets_no_second_sending(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await w.queue(aigul, Ping("once"))
        async with w.store.write() as connection:
            await connection.exec_driver_sql(
                "CREATE TEMP TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        stop = asyncio.Event()
        running = asyncio.create_task(w.courier.run(stop))
        await asyncio.sleep(0.3)
        assert texts(aigul) == ["once"]
        async with w.store.write() as connection:
            await connection.exec_driver_sql("DROP TRIGGER full")
        await asyncio.sleep(1.2)
        stop.set()
        await running
        assert texts(aigul) == ["once"]
        assert states(await w.letters()) == ["sent"]


async def test_one_person_with_many_letters_does_not_hold_up_the_others(tmp_path: Path) -> None:
    async with world(tmp_path, limits=Limits(overall_per_second=1000, chat_per_second=5)) as w:
        busy, other = w.phone("Busy"), w.phone("Other")
        for number in range(100):
            await w.queue(busy, Ping(f"n{number}"))
        await w.queue(other, Ping("me too"))
        await w.deliver(lambda: texts(other) == ["me too"], within=2)
        assert len(texts(busy)) < 40


async def test_notices_leave_before_a_broadcast_that_was_queued_earlier(tmp_path: Path) -> None:
    async with world(tmp_path, limits=Limits(overall_per_second=200)) as w:
        for number in range(30):
            await w.queue(w.phone(f"P{number}"), Everybody("news"))
        await w.queue(w.phone("Coordinator"), Ping("new case"))
        await w.deliver()
        before = [w.phone(f"P{number}") for number in range(30)]
        urgent = w.phone("Coordinator").last().id
        assert sum(phone.last().id < urgent for phone in before) < 3
