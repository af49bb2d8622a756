"""Time as transport needs it, passed in so that tests can run hours in milliseconds."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """`now` is aware wall time, `monotonic` counts seconds for pacing, `sleep` waits seconds."""

    now: Callable[[], datetime] = _utc
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


async def until(event: asyncio.Event, seconds: float, clock: Clock) -> bool:
    """Waits for the event, but no longer than `seconds`. True when the event is set."""
    if event.is_set():
        return True
    waiting = {asyncio.ensure_future(event.wait()), asyncio.ensure_future(clock.sleep(max(seconds, 0)))}
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    return event.is_set()


def backoff(attempt: int, *, first: float = 1.0, longest: float = 60.0) -> float:
    """Seconds before the next try after `attempt` failures: doubling, with up to a quarter of jitter."""
    return min(first * 2.0 ** min(attempt - 1, 30), longest) * random.uniform(0.75, 1.0)  # noqa: S311
