"""Many chats at once, one thing at a time in each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection

from transport.log import log, what


class Lanes:
    """Runs jobs: those of one chat in order, those of different chats concurrently."""

    def __init__(self) -> None:
        self._last: dict[int, asyncio.Task[None]] = {}

    def submit(self, chat: int, job: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Starts the job as soon as the chat's earlier ones are through. The task never raises the job's errors."""
        task = asyncio.create_task(self._run(self._last.get(chat), job))
        self._last[chat] = task
        task.add_done_callback(lambda done: self._forget(chat, done))
        return task

    def _forget(self, chat: int, task: asyncio.Task[None]) -> None:
        if self._last.get(chat) is task:
            del self._last[chat]

    @staticmethod
    async def _run(before: asyncio.Task[None] | None, job: Callable[[], Awaitable[None]]) -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        try:
            await job()
        except Exception as error:  # noqa: BLE001 - a job's failure must not stop the chat's next one
            log.error("sending failed", **what(error))

    @property
    def busy(self) -> int:
        """How many chats have something under way."""
        return len(self._last)

    async def drained(self, within: float) -> bool:
        """Waits until nothing is under way, at most `within` seconds; what is left is cancelled. False if any was."""
        left = await finished(self._last.values(), within)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)
        return not left


async def finished(tasks: Collection[asyncio.Task[None]], within: float) -> set[asyncio.Task[None]]:
    """Waits for the tasks, at most `within` seconds, and gives those that are still running."""
    pending = {task for task in tasks if not task.done()}
    if not pending:
        return set()
    return (await asyncio.wait(pending, timeout=within))[1]
