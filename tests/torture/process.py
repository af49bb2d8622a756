"""The bot as its operator runs it, in a process of its own that can be killed at any moment."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from aiohttp import web

from playground.cloud.params import Upload
from playground.cloud.refusals import NetworkDown
from playground.cloud.telegram import Answer, Telegram
from playground.cloud.webhook import deliver_over_http
from playground.http_api import bot_api_app
from tests.template import lay
from tests.torture.stage import ADMIN

HOUSE = Path(__file__).parents[2]
START_SECONDS = 180.0
STOP_SECONDS = 30.0
CLOCK_FILE = "clock"
WEBHOOK_AGAIN = (0.5,)
"""Seconds after which Telegram tries a webhook again: it waits longer, but lives are short here."""

T = TypeVar("T")
Moment = Literal["before", "after"]


class Watched(Telegram):
    """The simulated Telegram, which tells when the bot is ready for updates and can pull the plug in a call."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asyncio.Event()
        self.webhook.deliver, self.webhook.retry_seconds = deliver_plainly, WEBHOOK_AGAIN
        self.victim: BotProcess | None = None
        self._calls_left = 0
        self._moment: Moment = "before"

    def kill_at_call(self, number: int, moment: Moment) -> None:
        """Kills the bot at its next call with this number (from 1): before it takes effect, or before its answer."""
        self._calls_left, self._moment = number, moment

    async def call(self, method: str, params: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> Answer:
        """As Telegram answers, unless this is the call in which the bot dies."""
        if method.lower() in ("getupdates", "setwebhook"):
            self.asked.set()
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


class Nursery:
    """The process that forks a bot for each life (tests/torture/zygote.py): loading the code once is enough."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def opened(cls, rehearsal: Path) -> Nursery:
        """Loads the bot's code and has it rehearse in a folder of its own. `close` ends it."""
        lay(rehearsal / "adal.db")
        outer = {name: value for name, value in os.environ.items() if not name.startswith("ADAL_")}
        pipe = asyncio.subprocess.PIPE
        made = cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.torture.zygote",
                str(rehearsal),
                cwd=HOUSE,
                env=outer,
                stdin=pipe,
                stdout=pipe,
            )
        )
        await made.said("ready")
        return made

    async def said(self, word: str) -> int:
        """The number in its next line, which begins with this word. RuntimeError for any other."""
        line = (await _stream(self._process.stdout).readline()).decode().split()
        if len(line) != 2 or line[0] != word:
            raise RuntimeError(f"the nursery said {line}, not {word}")
        return int(line[1])

    async def start(self, cloud: Watched, url: str, folder: Path, *, webhook: bool = False) -> BotProcess:
        """Starts the bot on the data in `folder`; its log goes to `folder/bot.log`. `webhook`: it does not poll."""
        settings = {
            "ADAL_BOT_TOKEN": cloud.token,
            "ADAL_BOT_API_URL": url,
            "ADAL_DATA_DIR": str(folder / "data"),
            "ADAL_ADMIN_IDS": str(ADMIN),
            **(_webhook() if webhook else {}),
        }
        cloud.asked.clear()
        asked = {
            "env": settings,
            "cwd": str(folder),
            "log": str(folder / "bot.log"),
            "clock": str(folder / CLOCK_FILE),
        }
        _stream(self._process.stdin).write(json.dumps(asked).encode() + b"\n")
        cloud.victim = BotProcess(await self.said("started"), asyncio.create_task(self.said("ended")))
        return cloud.victim

    async def close(self) -> None:
        """Ends it."""
        _stream(self._process.stdin).close()
        await self._process.wait()


def _stream(one: T | None) -> T:
    if one is None:
        raise RuntimeError("the nursery has no pipes")
    return one


class BotProcess:
    """One life of the bot. `ended` gives its exit code."""

    def __init__(self, pid: int, ended: asyncio.Task[int]) -> None:
        self._pid = pid
        self._ended = ended

    async def works(self, cloud: Watched) -> None:
        """Waits until it first asks for updates. RuntimeError if it ends instead."""
        polled = asyncio.ensure_future(cloud.asked.wait())
        try:
            async with asyncio.timeout(START_SECONDS):
                await asyncio.wait({polled, self._ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            polled.cancel()
        if self._ended.done():
            raise RuntimeError(f"the bot did not start: exit code {self._ended.result()}")

    def kill(self) -> None:
        """SIGKILL; nothing if it is dead already."""
        self._signal(signal.SIGKILL)

    def _signal(self, which: signal.Signals) -> None:
        if not self._ended.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, which)

    async def dead(self, within: float) -> bool:
        """Whether it has ended by itself, or by a call, within this many seconds."""
        return bool((await asyncio.wait({self._ended}, timeout=within))[0])

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        self._signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            return await self._ended


def _webhook() -> dict[str, str]:
    """Settings of a bot behind a webhook, on a port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "ADAL_WEBHOOK_URL": f"https://127.0.0.1:{port}/bot",
        "ADAL_WEBHOOK_SECRET": "torture",
        "ADAL_HTTP_PORT": str(port),
    }


async def deliver_plainly(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Telegram posts to https; here nobody stands before the bot to take that off."""
    return await deliver_over_http(url.replace("https://", "http://", 1), body, headers)


async def served(cloud: Telegram) -> tuple[web.AppRunner, str]:
    """The Bot API on a free port of this machine; `cleanup` the runner at the end."""
    runner = web.AppRunner(bot_api_app(cloud), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"
