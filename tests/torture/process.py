"""The bot as its operator runs it, in a process of its own that can be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from aiohttp import web

from playground.cloud.params import Upload
from playground.cloud.refusals import NetworkDown
from playground.cloud.telegram import Answer, Telegram
from playground.http_api import bot_api_app

HOUSE = Path(__file__).parents[2]
START_SECONDS = 60.0
STOP_SECONDS = 30.0
ADMIN = 9000
DESKS = {"KZ-71": 9001, "KZ-75": 9002, "KZ-15": 9003, "KZ-79": 9004}
"""The coordinator of each region that citizens write about: several, as a chat takes one message a second."""

Moment = Literal["before", "after"]


class Watched(Telegram):
    """The simulated Telegram, which tells when the bot polls and can pull the plug in the middle of a call."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.polled = asyncio.Event()
        self.victim: BotProcess | None = None
        self._calls_left = 0
        self._moment: Moment = "before"

    def kill_at_call(self, number: int, moment: Moment) -> None:
        """Kills the bot at its next call with this number (from 1): before it takes effect, or before its answer."""
        self._calls_left, self._moment = number, moment

    async def call(self, method: str, params: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> Answer:
        """As Telegram answers, unless this is the call in which the bot dies."""
        if method.lower() == "getupdates":
            self.polled.set()
            return await super().call(method, params, uploads)
        fatal = self._calls_left == 1
        self._calls_left = max(0, self._calls_left - 1)
        if fatal and self._moment == "before":
            self._kill()
        answer = await super().call(method, params, uploads)
        if fatal and self._moment == "after":
            self._kill()
        return answer

    def _kill(self) -> None:
        if self.victim is not None:
            self.victim.kill()
        raise NetworkDown("the bot is dead")


class BotProcess:
    """One life of the bot."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, cloud: Watched, url: str, folder: Path) -> BotProcess:
        """Starts the bot on the data in `folder`; its log goes to `folder/bot.log`."""
        settings = {
            "ADAL_BOT_TOKEN": cloud.token,
            "ADAL_BOT_API_URL": url,
            "ADAL_DATA_DIR": str(folder / "data"),
            "ADAL_ADMIN_IDS": str(ADMIN),
        }
        outer = {name: value for name, value in os.environ.items() if not name.startswith("ADAL_")}
        cloud.polled.clear()
        with (folder / "bot.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, str(HOUSE / "bot.py"), "run", cwd=folder, env=outer | settings, stdout=log, stderr=log
            )
        cloud.victim = cls(process)
        return cloud.victim

    async def works(self, cloud: Watched) -> None:
        """Waits for its first getUpdates. RuntimeError if it ends instead."""
        polled = asyncio.ensure_future(cloud.polled.wait())
        ended = asyncio.ensure_future(self._process.wait())
        try:
            async with asyncio.timeout(START_SECONDS):
                await asyncio.wait({polled, ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            polled.cancel()
        if ended.done():
            raise RuntimeError(f"the bot did not start: exit code {ended.result()}")
        ended.cancel()

    def kill(self) -> None:
        """SIGKILL; nothing if it is dead already."""
        if self._process.returncode is None:
            self._process.kill()

    async def dead(self, within: float) -> bool:
        """Whether it has ended by itself, or by a call, within this many seconds."""
        try:
            async with asyncio.timeout(within):
                await self._process.wait()
        except TimeoutError:
            return False
        return True

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            return await self._process.wait()


async def served(cloud: Telegram) -> tuple[web.AppRunner, str]:
    """The Bot API on a free port of this machine; `cleanup` the runner at the end."""
    runner = web.AppRunner(bot_api_app(cloud), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"
