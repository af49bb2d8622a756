"""Simulated time: hours pass in seconds, and how busy the machine is does not show in the numbers."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from typing import Any, TypeVar
from unittest.mock import patch

from playground.clock import MovableClock
from transport.clock import Clock

START = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
REAL_WAIT = 0.01
SMALLEST = 1e-6
T = TypeVar("T")


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Time stands still while anything is being done, also by the database's threads, and then jumps to the next
    timer."""

    def __init__(self) -> None:
        super().__init__(_Jumping(self))
        self.at = 0.0
        self.threads_at_work = 0

    def time(self) -> float:
        return self.at

    def thread_done(self, _future: object) -> None:
        """A thread has given back what it was asked for."""
        self.threads_at_work -= 1


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self._loop.threads_at_work or timeout is None:
            return super().select(REAL_WAIT)
        self._loop.at += timeout
        return []


@contextmanager
def _threads_watched(loop: SimulatedLoop) -> Iterator[None]:
    """Counts what aiosqlite's threads are busy with. Everything goes through a connection's queue: statements, but also
    opening a connection, which SQLAlchemy does whenever it needs one more."""

    class Watched(SimpleQueue[Any]):
        def put_nowait(self, item: Any) -> None:
            if (future := item[0]) is not None:
                loop.threads_at_work += 1
                future.add_done_callback(loop.thread_done)
            super().put_nowait(item)

    with patch("aiosqlite.core.SimpleQueue", Watched):
        yield


async def _sleep(seconds: float) -> None:
    """Never so short that rounding leaves the clock where it is: whoever waits for a moment would wait for ever."""
    await asyncio.sleep(max(seconds, SMALLEST))


def in_simulated_time(main: Callable[[Clock, MovableClock], Coroutine[Any, Any, T]]) -> T:
    """Runs it to its end on a loop of its own."""
    loop = SimulatedLoop()
    wall = MovableClock(lambda: START + timedelta(seconds=loop.at))
    try:
        with _threads_watched(loop):
            return loop.run_until_complete(main(Clock(now=wall, monotonic=loop.time, sleep=_sleep), wall))
    finally:
        loop.close()
