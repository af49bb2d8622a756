"""Feeds broadcasts to the outbox as the courier empties it, and shows their progress to who sent them.

The courier sends, at its pace and after everything else. Here nothing is remembered that the database does not know,
so a restart goes on where the last transaction left off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from chat.notice import Priority
from chat.screen import Screen
from domain.broadcast import Broadcast, BroadcastState, Numbers
from services.outreach.broadcast_feed import Step, feed
from storage import people
from storage.outreach import broadcasts
from storage.store import Store
from storage.work import begin
from transport.clock import Clock, until
from transport.log import log, what
from transport.pacing import Limits
from transport.presenter import Presenter, Reader

IDLE_SECONDS = 30.0
LONGEST_SECONDS = 2.0
SHORTEST_SECONDS = 0.1
PROGRESS_SECONDS = 5.0
"""Between two changes of the progress message: each takes a turn from the letters."""
PER_SECOND = Limits().overall_per_second

Drawing = Callable[[Broadcast, Numbers], Screen]


class Broadcaster:
    """Does a round whenever the queue is nearly empty; idle, it looks twice a minute. `draw` is the progress as who
    sent it sees it; `committed` wakes the courier."""

    def __init__(
        self, store: Store, presenter: Presenter, *, clock: Clock, draw: Drawing, committed: Callable[[], None]
    ) -> None:
        self._store = store
        self._presenter = presenter
        self._clock = clock
        self._draw = draw
        self._told = committed
        self._woken = asyncio.Event()
        self._shown: dict[int, float] = {}
        self._expected = False
        self.is_busy = False
        """Whether a broadcast is under way."""

    def expect(self) -> None:
        """The update under way may send or stop a broadcast."""
        self._expected = True

    def committed(self) -> None:
        """A batch of updates is stored."""
        if self._expected:
            self._expected = False
            self.wake()

    def wake(self) -> None:
        """There may be something to do: somebody has sent or stopped one, or the clock was moved."""
        self.is_busy = True
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until stopped; a round under way is finished first."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self._woken.set())
        try:
            while not stop.is_set():
                self._woken.clear()
                await until(self._woken, await self._round(), self._clock)
        finally:
            stopping.cancel()

    async def _round(self) -> float:
        """One round; seconds until the next."""
        try:
            wait = await self._planned()
            if wait > 0:
                self.is_busy = False
                return wait
            self.is_busy = True
            async with begin(self._store, now=self._clock.now()) as batch, batch.job() as job:
                steps = await feed(job)
            self._told()
            self.is_busy = any(step.broadcast.ended_at is None for step in steps)
            for step in steps:
                await self._show(step)
            return _pause(steps)
        except Exception as error:  # noqa: BLE001 - what is not committed is done again in the next round
            log.error("a broadcast cannot go on", **what(error))
            return LONGEST_SECONDS

    async def _planned(self) -> float:
        now = self._clock.now()
        async with self._store.read() as connection:
            at = await broadcasts.next_start(connection, now)
        return IDLE_SECONDS if at is None else min((at - now).total_seconds(), IDLE_SECONDS)

    async def _show(self, step: Step) -> None:
        """The progress in its own message, made when it begins and changed now and then."""
        one, now = step.broadcast, self._clock.monotonic()
        is_over = one.state is not BroadcastState.RUNNING
        if not is_over and now < self._shown.get(one.id, 0.0):
            return
        self._shown[one.id] = now + PROGRESS_SECONDS
        async with self._store.read() as connection:
            shown = await broadcasts.progress_message(connection, self._store.vault, one.id)
            chat = await people.address(connection, self._store.vault, one.made_by)
            maker = await people.get(connection, self._store.vault, one.made_by)
        reader = Reader(chat, "ru" if maker.language == "ru" else "kk")
        kept = await self._presenter.keep(self._draw(one, step.numbers), reader, shown, priority=Priority.NOTICE)
        if kept is not None and kept != shown:
            async with self._store.write() as connection:
                await broadcasts.set_progress_message(connection, self._store.vault, one.id, kept)


def _pause(steps: list[Step]) -> float:
    """Until half of what waits is sent: then the next chunk may follow, or the end be counted."""
    running = [step for step in steps if step.broadcast.ended_at is None]
    halves = [step.numbers.waiting / PER_SECOND / 2 for step in running] or [LONGEST_SECONDS]
    return min(max(min(halves), SHORTEST_SECONDS), LONGEST_SECONDS)
