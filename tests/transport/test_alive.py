"""A part that breaks begins anew, and is heard."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.table import fault
from transport.alive import kept_alive
from transport.clock import Clock


class Fragile:
    """Breaks some times, then works."""

    def __init__(self, breaks: int) -> None:
        self.breaks = breaks
        self.works = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        if self.breaks:
            self.breaks -= 1
            raise RuntimeError("secret words")
        self.works.set()
        await stop.wait()


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@fault("a part that works in the background breaks", "it begins anew, and the log says which one; the others go on")
async def test_a_part_that_breaks_begins_anew(capsys: pytest.CaptureFixture[str]) -> None:
    part, stop = Fragile(2), asyncio.Event()
    running = asyncio.create_task(kept_alive(part, stop, Clock(sleep=_at_once)))
    async with asyncio.timeout(5):
        await part.works.wait()
        stop.set()
        await running
    heard = capsys.readouterr().out
    assert heard.count("a part broke and begins anew") == 2
    assert "Fragile" in heard
    assert "secret words" not in heard


async def test_a_stop_ends_one_that_breaks_again_and_again() -> None:
    part, stop = Fragile(10**9), asyncio.Event()
    running = asyncio.create_task(kept_alive(part, stop, Clock()))
    await asyncio.sleep(0.05)
    stop.set()
    async with asyncio.timeout(5):
        await running
