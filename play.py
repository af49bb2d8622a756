"""The playground: the real bot, over real HTTP, against the strict local Bot API, with a chat page in the browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from pydantic import SecretStr

from app import App, opened
from playground import town
from playground.clock import MovableClock
from playground.cloud.telegram import Telegram
from playground.http_api import add_bot_api
from playground.keeper import Keeper, files_folder
from playground.page.api import Page
from settings import Settings
from storage.lock import DataLock
from transport.clock import Clock

PORT = 8080
UPLOADS = 60 * 2**20


@dataclass
class Playground:
    """The simulated Telegram, its page, and the bot that can be killed and started again."""

    settings: Settings
    clock: MovableClock
    cloud: Telegram
    stop: asyncio.Event
    page: Page | None = None
    app: App | None = None
    _bot: asyncio.Task[None] | None = None
    _ticking: asyncio.Task[None] | None = None

    async def run_bot(self) -> None:
        """Runs the bot until `stop`; one that is killed from the page comes back, as a service would."""
        while not self.stop.is_set():
            self._bot = asyncio.create_task(self._one_life())
            stopping = asyncio.create_task(self.stop.wait())
            await asyncio.wait({self._bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if self.stop.is_set() and self.app is not None:
                self.app.stop.set()
            stopping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._bot

    async def _one_life(self) -> None:
        try:
            async with opened(self.settings, clock=Clock(now=self.clock)) as app:
                self.app = app
                await town.settle(app.store, self.cloud, self.clock())
                self._show_running(True)
                await app.run()
        finally:
            self.app = None
            self._show_running(False)

    def _show_running(self, running: bool) -> None:
        if self.page is not None:
            self.page.set_bot_running(running)

    async def restart(self, how: str) -> None:
        """From the page: `kill` is a power cut, anything else stops in order; either way it starts again."""
        if how == "kill" and self._bot is not None:
            self._bot.cancel()
        elif self.app is not None:
            self.app.stop.set()

    def on_event(self, event: object) -> None:
        """When the clock was moved, the bot looks at once at what has become due."""
        if isinstance(event, dict) and event.get("type") == "clock" and self.app is not None:
            self._ticking = asyncio.create_task(self.app.ticker.tick())


async def play(settings: Settings, stop: asyncio.Event) -> None:
    """Serves the page and runs the bot until `stop`. Raises DataInUse, StorageError; OSError when the port is taken."""
    folder = settings.data_dir / "playground"
    with DataLock(folder):
        clock = MovableClock()
        cloud = Telegram(clock, files=files_folder(folder))
        keeper = Keeper(cloud, clock, folder)
        if not keeper.load():
            town.people(cloud)
        keeper.start()
        host, port = settings.http_host, settings.http_port or PORT
        inside = settings.model_copy(
            update={
                "bot_token": SecretStr(cloud.token),
                "bot_api_url": f"http://{host}:{port}",
                "data_dir": folder / "bot",
                "database_url": "",
                "admin_ids": frozenset({town.ADMIN}),
                "operator": town.OPERATOR,
                "webhook_url": None,
                "backup_dir": None,
                "metrics_port": None,
            }
        )
        playground = Playground(inside, clock, cloud, stop)
        try:
            async with _served(playground, host, port):
                print(f"Open http://{host}:{port} in your browser. Ctrl-C stops.", flush=True)
                await playground.run_bot()
        finally:
            keeper.stop()


@asynccontextmanager
async def _served(playground: Playground, host: str, port: int) -> AsyncIterator[None]:
    """The chat page and the Bot API on one port."""
    page = Page(playground.cloud, playground.clock, timezone=playground.settings.zone, restart=playground.restart)
    playground.page = page
    site = web.Application(client_max_size=UPLOADS)
    page.add_to(site)
    add_bot_api(site, playground.cloud)
    unsubscribe = playground.cloud.subscribe(playground.on_event)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        unsubscribe()
        await runner.cleanup()
