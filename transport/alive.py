"""The parts that work in the background, each begun anew should it ever break."""

from __future__ import annotations

import asyncio
from typing import Protocol

from transport.clock import Clock, backoff, until
from transport.log import log, what


class Part(Protocol):
    """Works until stopped. What it has in hand is in the database, so it can begin again."""

    async def run(self, stop: asyncio.Event) -> None: ...


async def kept_alive(part: Part, stop: asyncio.Event, clock: Clock) -> None:
    """Runs the part until it is stopped; a break is said loudly, and the others are not disturbed."""
    failures = 0
    while not stop.is_set():
        try:
            await part.run(stop)
            return
        except Exception as error:  # noqa: BLE001 - without this the part would be dead, and nobody would know
            failures += 1
            log.critical("a part broke and begins anew", part=type(part).__name__, **what(error))
            await until(stop, backoff(failures), clock)
