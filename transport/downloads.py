"""Fetches the files people sent, a few at a time, and hands them to services/trust/evidence.py.

A file with a purpose of its own (a form that a coordinator sent) goes to the inbox of that purpose instead: it deals
with the bytes outside of any transaction, says what to write, and the row is pending until that is written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.methods import GetFile

from domain.evidence import Evidence, Failure, Purpose
from services.trust import evidence
from services.trust.cellar import Cellar
from storage import evidence as rows
from storage.store import Store
from storage.work import Job, begin
from transport.calls import reason_of
from transport.clock import Clock, backoff, until
from transport.log import log, what

AT_A_TIME = 4
TICK_SECONDS = 5.0
DOWNLOAD_SECONDS = 120
PARTING_SECONDS = 5.0
TRIES = 10
"""Failures of the network before a file is given up: with the pauses between them, about five hours."""
TRIES_IF_GONE = 3
"""Telegram says "wrong file_id or the file is temporarily unavailable" and leaves open which."""
TICKS_UNNOTED = 12
"""A minute: where nothing can be noted, every try fetches the whole file again."""
LONGEST_PAUSE = 3600.0
FIRST_PAUSE = 5.0


class TooBig(Exception):
    """More than a bot may download."""


class Gone(Exception):
    """Telegram does not give the file."""


class Dealt(Protocol):
    """What became of a file with a purpose: `write` in one transaction, then `after` it was committed."""

    @property
    def write(self) -> Callable[[Job], Coroutine[Any, Any, None]]: ...

    @property
    def after(self) -> Callable[[], Awaitable[None]]: ...


Inbox = Callable[[Evidence, bytes], Awaitable[Dealt]]
"""Deals with a fetched file, slowly if need be; doing it again must change nothing."""


class Downloads:
    """The background fetcher. What it could not finish is fetched after the next start."""

    def __init__(
        self,
        bot: Bot,
        store: Store,
        cellar: Cellar,
        *,
        clock: Clock,
        inboxes: Mapping[Purpose, Inbox],
        committed: Callable[[], None] = lambda: None,
        tick: float = TICK_SECONDS,
    ) -> None:
        """`committed` is called when a notice may have been queued (to wake the courier)."""
        self._inboxes = inboxes
        self._bot = bot
        self._store = store
        self._cellar = cellar
        self._clock = clock
        self._committed = committed
        self._tick = tick
        self._woken = asyncio.Event()
        self._in_hand: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """A file may have come."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Fetches until stopped; what is under way then gets some seconds more."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self.wake())
        try:
            while not stop.is_set():
                self._woken.clear()
                await self._round()
                await until(self._woken, self._tick, self._clock)
        finally:
            stopping.cancel()
            await self._finish()

    async def _finish(self) -> None:
        tasks = list(self._in_hand.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=PARTING_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _round(self) -> None:
        if len(self._in_hand) >= AT_A_TIME:
            return
        try:
            async with self._store.read() as connection:
                due = await rows.due(connection, self._store.vault, self._clock.now(), limit=2 * AT_A_TIME)
        except Exception as error:  # noqa: BLE001 - the rows stay; the next round tries again
            log.error("files to fetch cannot be read", **what(error))
            return
        for one in [one for one in due if one.id not in self._in_hand][: AT_A_TIME - len(self._in_hand)]:
            task = asyncio.create_task(self._take(one))
            self._in_hand[one.id] = task
            task.add_done_callback(partial(self._put_down, one.id))

    def _put_down(self, evidence_id: int, _task: asyncio.Task[None]) -> None:
        del self._in_hand[evidence_id]
        self._woken.set()

    async def _take(self, one: Evidence) -> None:
        try:
            content = await self._fetched(one)
        except TooBig:
            await self._noted(lambda job: evidence.give_up(job, one.id, Failure.TOO_BIG))
        except Gone as error:
            await self._try_later(one, error, Failure.GONE, TRIES_IF_GONE)
        except (TelegramAPIError, ClientDecodeError, TimeoutError, OSError) as error:
            await self._try_later(one, error, Failure.NETWORK, TRIES)
        else:
            await (self._keep(one, content) if one.purpose is None else self._deal(one, one.purpose, content))

    async def _try_later(self, one: Evidence, error: Exception, failure: Failure, tries: int) -> None:
        log.warning("a file could not be fetched", **what(error), attempt=one.attempts + 1)
        if one.attempts + 1 >= tries:
            await self._noted(lambda job: evidence.give_up(job, one.id, failure))
            return
        seconds = backoff(one.attempts + 1, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
        if isinstance(error, TelegramRetryAfter):
            seconds = float(error.retry_after)
        await self._noted(lambda job: evidence.retry(job, one.id, after=timedelta(seconds=seconds)))

    async def _fetched(self, one: Evidence) -> bytes:
        """The file's bytes. Raises TooBig, Gone, or aiogram's and OS errors for what may pass."""
        if one.size is not None and one.size > evidence.DOWNLOAD_LIMIT:
            raise TooBig
        try:
            file = await self._bot(GetFile(file_id=one.file_id))
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            if "too big" in reason_of(error):
                raise TooBig from None
            raise Gone from None
        if (file.file_size or 0) > evidence.DOWNLOAD_LIMIT:
            raise TooBig
        if file.file_path is None:
            raise Gone
        return await self._streamed(file.file_path)

    async def _streamed(self, path: str) -> bytes:
        url = self._bot.session.api.file_url(self._bot.token, path)
        content = bytearray()
        async for chunk in self._bot.session.stream_content(url, timeout=DOWNLOAD_SECONDS):
            content += chunk
            if len(content) > evidence.DOWNLOAD_LIMIT:
                raise TooBig
        return bytes(content)

    async def _deal(self, one: Evidence, purpose: Purpose, content: bytes) -> None:
        try:
            dealt = await self._inboxes[purpose](one, content)
        except Exception as error:  # noqa: BLE001 - a fault of ours, or a full disk: the row stays, its sender is told in the end
            await self._try_later(one, error, Failure.NETWORK, TRIES_IF_GONE)
            return
        if await self._noted(dealt.write):
            await dealt.after()

    async def _keep(self, one: Evidence, content: bytes) -> None:
        try:
            kept = await self._cellar.put(one.id, content)
        except OSError as error:
            # A full disk is ours to repair: the file is not given up for it.
            log.error("a file could not be stored", **what(error))
            await self._noted(lambda job: evidence.retry(job, one.id, after=timedelta(seconds=LONGEST_PAUSE / 6)))
            return
        gone = False

        async def note(job: Job) -> None:
            nonlocal gone
            await evidence.keep(job, kept)
            gone = await rows.find(await job.db(), job.vault, one.id) is None

        await self._noted(note)
        if gone:  # taken back while it was on its way
            await self._cellar.erase(one.id)

    async def _noted(self, change: Callable[[Job], Coroutine[Any, Any, None]]) -> bool:
        """Writes what became of the file; if that fails (False), the file is simply fetched again."""
        try:
            async with begin(self._store, now=self._clock.now()) as batch, batch.job() as job:
                await change(job)
        except Exception as error:  # noqa: BLE001 - see above
            log.error("what became of a file cannot be noted", **what(error))
            await self._clock.sleep(self._tick * TICKS_UNNOTED)
            return False
        self._committed()
        return True
