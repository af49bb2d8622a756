"""The polling loop: what is confirmed, what comes again, how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiogram.types import Update

from chat.screen import Screen
from playground.cloud.session import SimulatorSession
from storage.work import Work
from tests.faults.table import fault
from tests.transport.world import World, hello, texts, world
from transport.api import make_bot
from transport.arrivals import ALLOWED_UPDATES
from transport.polling import Poller
from transport.reaching import TokenRefused


async def soon(true: Callable[[], bool], within: float = 3.0) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - the simulator has no event for it
            await asyncio.sleep(0.01)


@asynccontextmanager
async def polling(w: World) -> AsyncIterator[None]:
    running = asyncio.create_task(w.poller.run())
    try:
        yield
    finally:
        w.stop.set()
        await asyncio.wait_for(running, 5)


async def test_updates_are_answered_and_confirmed_at_the_stop(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.send_text("one")
        async with polling(w):
            await soon(lambda: texts(aigul) == ["one"])
            aigul.send_text("two")
            await soon(lambda: texts(aigul) == ["one", "two"])
        assert w.cloud.updates.pending == []
        assert w.cloud.updates.allowed == ALLOWED_UPDATES


async def test_nothing_is_confirmed_before_it_was_applied_and_shown(tmp_path: Path) -> None:
    pending_when_handled: list[int] = []

    async def handle(update: Update, work: Work) -> Screen | None:
        pending_when_handled.append(len(w.cloud.updates.pending))
        return await hello(update, work)

    async with world(tmp_path, handle=handle) as w:
        w.cloud.faults.change({"latency_ms": 50, "only": ("sendMessage",)})
        for number in range(3):
            w.phone("Aigul").send_text(f"n{number}")
        async with polling(w):
            await soon(lambda: len(texts(w.phone("Aigul"))) >= 1)
            assert len(w.cloud.updates.pending) == 3
        assert pending_when_handled == [3, 3, 3]
        assert w.cloud.updates.pending == []


async def test_what_could_not_be_kept_is_fetched_again(tmp_path: Path) -> None:
    async def quick(seconds: float) -> None:
        await asyncio.sleep(seconds / 50)

    async with world(tmp_path, sleep=quick) as w:
        aigul = w.phone("Aigul")
        async with w.store.write() as connection:
            await connection.exec_driver_sql(
                "CREATE TEMP TRIGGER full BEFORE INSERT ON seen_update BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        aigul.send_text("one")
        async with polling(w):
            await soon(lambda: sum(name == "getupdates" for name, _ in w.cloud.calls) >= 3)
            assert len(w.cloud.updates.pending) == 1
            async with w.store.write() as connection:
                await connection.exec_driver_sql("DROP TRIGGER full")
            await soon(lambda: "one" in texts(aigul))
        assert [said for said in texts(aigul) if said != "unsaved"] == ["one"]


@pytest.mark.parametrize("fault", ["network_down", "bad_gateway", "server_error", "too_many_requests"])
async def test_trouble_passes(tmp_path: Path, fault: str) -> None:
    async def quick(seconds: float) -> None:
        await asyncio.sleep(seconds / 50)

    async with world(tmp_path, sleep=quick) as w:
        w.cloud.faults.change({fault: 3, "only": ("getUpdates",)})
        w.phone("Aigul").send_text("one")
        async with polling(w):
            await soon(lambda: texts(w.phone("Aigul")) == ["one"])


@fault(
    "somebody else polls with the same token",
    "the log says so; updates are taken all the same",
)
async def test_a_second_poller_is_told_of_and_both_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def quick(seconds: float) -> None:
        await asyncio.sleep(seconds / 50)

    async with world(tmp_path, sleep=quick) as w, polling(w):
        await soon(lambda: any(name == "getupdates" for name, _ in w.cloud.calls))
        await w.bot.get_updates(timeout=0)
        w.phone("Aigul").send_text("one")
        await soon(lambda: texts(w.phone("Aigul")) == ["one"])
        assert "another process polls" in capsys.readouterr().out


async def test_a_webhook_set_before_is_released(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        await w.bot.set_webhook("http://127.0.0.1:9/x")
        w.phone("Aigul").send_text("one")
        async with polling(w):
            await soon(lambda: texts(w.phone("Aigul")) == ["one"])
        assert w.cloud.webhook.url == ""


@fault(
    "an update that cannot be read",
    "it is set aside, sealed, and the rest goes on",
)
async def test_an_update_nobody_can_read_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.cloud.updates._pending.append({"update_id": 5, "message": {"text": "no chat, no date"}})
        w.phone("Aigul").send_text("one")
        async with polling(w):
            await soon(lambda: texts(w.phone("Aigul")) == ["one"])
        assert await w.rows("SELECT update_id FROM set_aside") == [(5,)]
        assert w.cloud.updates.pending == []


async def test_a_stop_while_handling_finishes_what_was_taken(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> Screen | None:
        w.stop.set()
        await asyncio.sleep(0.05)
        return await hello(update, work)

    async with world(tmp_path, handle=handle) as w:
        w.phone("Aigul").send_text("one")
        await asyncio.wait_for(w.poller.run(), 3)
        assert texts(w.phone("Aigul")) == ["one"]
        assert w.cloud.updates.pending == []


async def test_a_stop_during_the_long_poll_is_quick(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        running = asyncio.create_task(w.poller.run())
        await soon(lambda: any(name == "getupdates" for name, _ in w.cloud.calls))
        w.stop.set()
        await asyncio.wait_for(running, 1)


async def test_a_token_telegram_does_not_know_ends_it_with_clear_words(tmp_path: Path) -> None:
    class Strangers(SimulatorSession):
        """Telegram's answer to an unknown token."""

        async def make_request(self, bot, method, timeout=None):  # type: ignore[no-untyped-def]  # noqa: ASYNC109
            self.check_response(bot, method, 401, '{"ok":false,"error_code":401,"description":"Unauthorized"}')

    async with world(tmp_path) as w:
        bot = make_bot(w.cloud.token, session=Strangers(w.cloud))
        poller = Poller(bot, w.intake, clock=w.clock, stop=w.stop)
        with pytest.raises(TokenRefused, match="ADAL_BOT_TOKEN") as caught:
            await poller.run()
        assert w.cloud.token not in str(caught.value)
