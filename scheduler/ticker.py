"""The clock's work. APScheduler only ticks; what is due is a question to the database, so a tick that comes late, twice
or after a week of power cut does the same good.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.retention import DEFAULT, Periods
from scheduler.steadiness import Steadiness
from services.cases import drafts, due_clock, follow_ups, searching
from services.fieldwork import photo_prints, task_clock
from services.messaging import talk_files
from services.outreach import digests
from services.referral import referral_clock
from services.trust import evidence, retention, tidying
from services.trust.cellar import Cellar
from services.trust.rekeying import Rekeying
from services.trust.sealing import Sealing
from storage.store import Store
from storage.trouble import told
from storage.work import Job, begin

log = structlog.get_logger("scheduler")

EVERY_SECONDS = 60
TICK = "tick"
IDLE_HOURS = range(3, 5)
"""Of the night, when hardly anybody writes."""

_Scheduler: Any = AsyncIOScheduler
"""APScheduler 3 has no type hints."""

Duty = Callable[[Job], Awaitable[Any]]


ERASING = ("tidying", "unsent")
"""Duties that erase what is over."""


async def do_due(store: Store, cellar: Cellar, now: datetime, *, erasing: bool = True) -> int:
    """Does everything that is due at `now`; returns how many duties failed.

    Each is its own transaction: one that fails is logged, undone, and due again at the next tick. Digests are counted
    before theirs. `erasing`: also what erases for good.
    """
    duties: dict[str, Duty] = {
        "drafts": drafts.remind_silent,
        "deadlines": due_clock.remind,
        "tidying": tidying.tidy,
        **task_clock.DUTIES,
        **referral_clock.DUTIES,
        "follow-ups": follow_ups.ask,
        "words": searching.take_words,
        "unsent": talk_files.forget_unsent,
        "prints": lambda job: photo_prints.take(job, cellar),
    }

    async def in_one(duty: Duty) -> None:
        async with begin(store, now=now) as batch, batch.job() as job:
            await duty(job)

    works: dict[str, Callable[[], Awaitable[Any]]] = {name: partial(in_one, duty) for name, duty in duties.items()}
    if not erasing:
        works = {name: work for name, work in works.items() if name not in ERASING}
    works["digests"] = partial(digests.send_due, store, now)
    failed = 0
    for name, work in works.items():
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - one duty must not keep the others from being done
            failed += 1
            log.error("a duty of the clock failed", duty=name, **told(error))
    return failed


async def erase_due(
    store: Store, cellar: Cellar, now: datetime, periods: Periods, *, idle: bool = False, erasing: bool = True
) -> int:
    """Erases what is over, from the database, the disk and the write-ahead log; returns how many steps failed.

    Each step takes its own transactions, short ones. `idle`: nobody minds waiting a little. `erasing`: also the cases
    whose period is over.
    """
    steps: dict[str, Callable[[], Awaitable[Any]]] = {
        "periods": lambda: retention.sweep(store, periods, now),
        "orphans": lambda: evidence.erase_orphans(store, cellar, now),
        "compacting": lambda: store.compact(whole=idle),
    }
    if not erasing:
        del steps["periods"]
    failed = 0
    for name, step in steps.items():
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - what could not be erased now is due again at the next tick
            failed += 1
            log.error("a duty of the clock failed", duty=name, **told(error))
    return failed


class Ticker:
    """Does what is due at the start and then every minute. In the playground, call `tick` after moving the clock."""

    def __init__(
        self,
        store: Store,
        cellar: Cellar,
        *,
        clock: Callable[[], datetime],
        zone: tzinfo,
        committed: Callable[[], None] = lambda: None,
        rekeying: Rekeying | None = None,
        sealing: Sealing | None = None,
        every_seconds: float = EVERY_SECONDS,
        periods: Periods = DEFAULT,
        steadiness: Steadiness | None = None,
    ) -> None:
        """`clock` is the bot's, aware UTC; `committed` is called after each tick, to wake the courier; `steadiness`
        watches the machine's own clock."""
        self._store = store
        self._cellar = cellar
        self._clock = clock
        self._zone = zone
        self._periods = periods
        self._committed = committed
        self._rekeying = rekeying
        self._sealing = sealing
        self._steadiness = steadiness or Steadiness()
        self._every_seconds = every_seconds
        self._busy = asyncio.Lock()
        self.failures = 0
        """Duties that failed since the start."""
        self.ticked: float | None = None
        """The latest tick, by the monotonic clock."""
        self._scheduler = _Scheduler(
            timezone=zone,
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        self._scheduler.add_job(self.tick, "interval", seconds=every_seconds, id=TICK)

    async def tick(self) -> None:
        """One tick, now; never two at a time."""
        async with self._busy:
            now = self._clock()
            erasing = self._steadiness.look()
            self.failures += await do_due(self._store, self._cellar, now, erasing=erasing)
            self.ticked = time.monotonic()
            idle = now.astimezone(self._zone).hour in IDLE_HOURS
            await erase_due(self._store, self._cellar, now, self._periods, idle=idle, erasing=erasing)
            if self._rekeying is not None:
                await self._seal("keys", self._rekeying.step(now))
            if self._sealing is not None and erasing:  # it cannot be undone here either
                await self._seal("sealing", self._sealing.step(now))
        self._committed()

    async def _seal(self, duty: str, step: Awaitable[object]) -> None:
        try:
            await step
        except Exception as error:  # noqa: BLE001 - as with any duty: it is due again at the next tick
            self.failures += 1
            log.error("a duty of the clock failed", duty=duty, **told(error))

    async def run(self, stop: asyncio.Event) -> None:
        """Ticks until stopped; a tick under way is finished first."""
        await self.tick()
        self._scheduler.start()
        try:
            while not await self._stopped(stop):
                self._catch_up()
        finally:
            async with self._busy:
                self._scheduler.shutdown(wait=False)
                await asyncio.sleep(0)  # the scheduler shuts down in the loop's next round

    async def _stopped(self, stop: asyncio.Event) -> bool:
        """Waits for the stop, but no longer than from one tick to the next."""
        try:
            async with asyncio.timeout(self._every_seconds):
                return await stop.wait()
        except TimeoutError:
            return False

    def _catch_up(self) -> None:
        """APScheduler goes by the wall clock: set back an hour, it would not tick for an hour."""
        job, now = self._scheduler.get_job(TICK), datetime.now(self._zone)
        if job.next_run_time - now > timedelta(seconds=2 * self._every_seconds):
            log.warning("the clock was set back")
            job.modify(next_run_time=now)
