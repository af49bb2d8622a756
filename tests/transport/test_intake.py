"""Updates in: once, in order, none lost, none in another's way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from aiogram.types import Update
from sqlalchemy.exc import OperationalError

from chat.screen import Screen
from locales.texts import T
from storage import setaside
from storage.work import Work
from tests.transport.world import Ping, hello, texts, world
from transport.intake import Unreadable


async def test_a_screen_follows_each_update_in_order(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        for number in range(3):
            aigul.send_text(f"a{number}")
            boris.send_text(f"b{number}")
        await w.take()
        assert texts(aigul) == ["a0", "a1", "a2"]
        assert texts(boris) == ["b0", "b1", "b2"]


async def test_a_redelivered_update_changes_nothing_and_shows_the_current_screen(tmp_path: Path) -> None:
    handled = 0

    async def handle(update: Update, work: Work) -> Screen | None:
        nonlocal handled
        handled += 1
        work.notify(work.person.id, Ping("noticed"))
        work.person = replace(work.person, language="ru", at=f"step:{handled}")
        return await hello(update, work)

    async with world(tmp_path, handle=handle) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("one")
        await w.take()
        await w.take()
        assert handled == 1
        assert len(await w.letters()) == 1
        assert texts(aigul) == ["one", "current screen"]


async def test_several_redelivered_updates_show_one_screen(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        for said in ("one", "two", "three"):
            aigul.send_text(said)
        await w.take()
        await w.take()
        assert texts(aigul) == ["one", "two", "three", "current screen"]


async def test_the_same_update_twice_in_one_batch_is_answered_once(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("one")
        await w.intake.process(w.arrived() * 2)
        assert texts(aigul) == ["one"]


async def test_a_failing_handler_stops_nothing_else(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> Screen | None:
        work.person = replace(work.person, alias=update.message.text if update.message else None)
        await work.db()
        return await hello(update, work)

    async with world(tmp_path, handle=handle) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        aigul.send_text("fine")
        aigul.send_text("break")
        boris.send_text("hello")
        await w.take()
        assert texts(aigul) == ["fine", "failed"]
        assert texts(boris) == ["hello"]
        async with w.store.read() as connection:
            kept = await setaside.all_set_aside(connection, w.store.vault)
        assert [b'"break"' in one.raw for one in kept] == [True]
        assert "RuntimeError: secret words" in kept[0].traceback
        async with w.store.write() as connection:
            from storage import people

            known = await people.load(connection, w.store.vault, [aigul.person.id], w.clock.now())
        assert known[aigul.person.id].person.alias == "fine", "what the failing step changed was undone"
        await w.take()
        assert texts(aigul) == ["fine", "failed", "current screen"], "it is not tried again"


async def test_a_failure_says_nothing_secret_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with world(tmp_path) as w:
        w.phone("Aigul").send_text("break")
        await w.take()
        logged = capsys.readouterr().out
        assert "RuntimeError" in logged
        assert "secret words" not in logged
        assert str(w.phone("Aigul").person.id) not in logged


async def test_a_screen_that_cannot_be_rendered_is_told_as_a_failure(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> Screen | None:
        return Screen(words=(T("no-such-message"),))

    async with world(tmp_path, handle=handle) as w:
        w.phone("Aigul").send_text("hi")
        await w.take()
        assert texts(w.phone("Aigul")) == ["failed"]


async def test_what_is_no_persons_doing_is_left_alone(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> Screen | None:
        raise AssertionError("nobody should be asked")

    group = {"id": -5, "type": "group", "title": "g"}
    user = {"id": 7, "is_bot": False, "first_name": "G"}
    strange = [
        {"update_id": 1, "message": {"message_id": 1, "date": 0, "chat": group, "from": user, "text": "hi"}},
        {"update_id": 2, "channel_post": {"message_id": 1, "date": 0, "chat": {**group, "type": "channel"}}},
        {"update_id": 3, "poll_answer": {"poll_id": "1", "user": user, "option_ids": [], "option_persistent_ids": []}},
    ]
    async with world(tmp_path, handle=handle) as w:
        await w.intake.process([Update.model_validate(one) for one in strange])
        assert await w.rows("SELECT * FROM set_aside") == []
        assert await w.rows("SELECT * FROM person") == []


async def test_an_unreadable_update_is_set_aside(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.phone("Aigul").send_text("hi")
        await w.intake.process(w.arrived(), [Unreadable(5, b"{}", "why")])
        assert texts(w.phone("Aigul")) == ["hi"]
        assert [row[0] for row in await w.rows("SELECT update_id FROM set_aside")] == [5]


async def test_when_the_commit_fails_nothing_is_kept_and_nothing_said(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("one")
        async with w.store.write() as connection:
            await connection.exec_driver_sql(
                "CREATE TEMP TRIGGER full BEFORE INSERT ON seen_update BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        with pytest.raises(Exception, match="disk full"):
            await w.take()
        assert texts(aigul) == []
        assert await w.rows("SELECT * FROM person") == []
        async with w.store.write() as connection:
            await connection.exec_driver_sql("DROP TRIGGER full")
        await w.take()
        assert texts(aigul) == ["one"]


async def test_a_database_error_in_a_handler_is_the_databases_until_it_comes_again_and_again(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> Screen | None:
        if update.message is not None and update.message.text == "bad":
            await (await work.db()).exec_driver_sql("SELECT * FROM no_such_table")
        return await hello(update, work)

    async with world(tmp_path, handle=handle) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        aigul.send_text("bad")
        boris.send_text("good")
        for _ in range(2):
            with pytest.raises(OperationalError):
                await w.take()
        await w.take()
        assert (texts(aigul), texts(boris)) == (["failed"], ["good"])


async def test_an_album_gets_one_answer(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.send_album([("document", b"x", "")] * 4)
        await w.take()
        assert texts(aigul) == ["file"]
        assert len(await w.rows("SELECT * FROM seen_update")) == 4


async def test_many_messages_at_once_get_one_answer_and_few_get_theirs(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        for number in range(8):
            aigul.send_text(f"a{number}")
        for number in range(3):
            boris.send_text(f"b{number}")
        await w.take()
        assert texts(aigul) == ["a7"]
        assert texts(boris) == ["b0", "b1", "b2"]


async def test_a_screen_that_cannot_be_shown_again_is_told_and_does_not_stop_the_batch(tmp_path: Path) -> None:
    async def broken(work: Work) -> Screen | None:
        raise RuntimeError

    async with world(tmp_path) as w:
        w.intake._again = broken
        aigul, boris = w.phone("Aigul"), w.phone("Boris")
        aigul.send_text("break")
        await w.take()
        boris.send_text("hi")
        await w.take()
        assert (texts(aigul), texts(boris)) == (["failed", "failed"], ["hi"])


async def test_who_blocks_the_bot_is_marked_and_gets_what_waited_on_return(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.start()
        aigul.block()
        await w.take()
        assert [row[0] is not None for row in await w.rows("SELECT blocked_at FROM person")] == [True]
        await w.queue(aigul, Ping("while away"))
        await w.deliver()
        assert (await w.letters())[0]["state"] == "failed"
        w.cloud.updates._pending.clear()
        aigul.unblock()
        await w.take()
        assert await w.rows("SELECT blocked_at FROM person") == [(None,)]
        await w.deliver()
        assert texts(aigul)[-1] == "while away"


async def test_a_screen_for_somebody_who_blocked_meanwhile_marks_them(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("hi")
        updates = w.arrived()
        aigul.person.blocked = True
        await w.intake.process(updates)
        assert [row[0] is not None for row in await w.rows("SELECT blocked_at FROM person")] == [True]


async def test_slow_screens_hold_up_the_next_batch_only_so_long_and_still_come_in_order(tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def slow(seconds: float) -> None:
        await gate.wait()

    async with world(tmp_path, sleep=slow, show_within=0.05) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("one")
        w.cloud.faults.change({"network_down": 1, "only": ("sendMessage",)})
        await w.take()
        assert texts(aigul) == []
        first = aigul.messages()[0].id
        aigul.send_text("two")
        await w.intake.process(w.arrived()[1:])
        assert texts(aigul) == [], "the second waits for the first"
        gate.set()
        await w.intake.close()
        assert texts(aigul) == ["one", "two"]
        assert first
