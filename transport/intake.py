"""Takes updates in: one transaction for a batch, then the screens. Polling and webhook both come through here.

State changes exactly once: an update's number is stored with its effects, and one seen before only shows the person
their current screen again. Nothing is confirmed to Telegram before `process` returns.
"""

from __future__ import annotations

import asyncio
import json
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiogram.types import Update
from sqlalchemy.exc import OperationalError

from chat.group import GroupAnswer
from chat.screen import Screen
from storage import outbox
from storage.store import Store
from storage.trouble import is_outage
from storage.work import Batch, Job, Work, begin
from transport.apology import Apology
from transport.arrivals import Arrival, arrival_of
from transport.calls import PERSISTENT, Blocked, Done, Outcome
from transport.calm import Calm
from transport.clock import Clock
from transport.lanes import Lanes, finished
from transport.log import log, what
from transport.presenter import Presenter, Reader
from transport.showing import Show, without_repeats

Handle = Callable[[Update, Work], Awaitable[Screen | None]]
Group = Callable[[Update, Work], Awaitable[GroupAnswer | None]]
Changed = Callable[[Update, Job], Awaitable[None]]
Again = Callable[[Work], Awaitable[Screen | None]]
OUTAGES_BEFORE_BLAME = 3
"""How often a database error inside a handler stops the whole batch before the handler is taken for its cause."""
PARTING_SECONDS = 5.0


@dataclass(frozen=True)
class Unreadable:
    """An update that is no Update as we know it: its number, its JSON, and why."""

    update_id: int
    raw: bytes
    traceback: str


class Intake:
    """Applies updates and shows what comes of them."""

    def __init__(
        self,
        store: Store,
        *,
        handle: Handle,
        again: Again,
        failed: Screen,
        unsaved: Screen,
        presenter: Presenter,
        clock: Clock,
        in_group: Group | None = None,
        group_changed: Changed | None = None,
        committed: Callable[[], None] = lambda: None,
        show_within: float = 10.0,
    ) -> None:
        """`in_group` answers what a person did in a group, `group_changed` takes what happened to the bot there;
        `again` shows a person's current screen; `failed` is what they see when a handler breaks, `unsaved` while
        nothing can be stored; `committed` is called after each commit (to wake the courier); `show_within` seconds a
        batch waits for its screens, those that take longer go on behind it."""
        self._store = store
        self._handle = handle
        self._again = again
        self._in_group = in_group
        self._group_changed = group_changed
        self._failed = failed
        self._presenter = presenter
        self._clock = clock
        self._committed = committed
        self._show_within = show_within
        self._lanes = Lanes()
        self._apology = Apology(store, presenter, self._lanes, unsaved)
        self._calm = Calm(clock, self._start)
        self._one_at_a_time = asyncio.Lock()
        self._outages = 0
        self.counters: Counter[str] = Counter(handled=0, repeated=0, set_aside=0)
        """What became of updates since the start."""

    @property
    def is_stuck(self) -> bool:
        """Whether what people sent last could not be stored."""
        return self._apology.needed

    async def process(self, updates: Sequence[Update], unreadable: Sequence[Unreadable] = ()) -> None:
        """Takes the updates and waits for their screens. When it raises, nothing was kept: bring them again."""
        await self.shown(await self.take(updates, unreadable))

    async def take(self, updates: Sequence[Update], unreadable: Sequence[Unreadable] = ()) -> list[asyncio.Task[None]]:
        """Applies the updates in one transaction and starts showing. Raises if nothing could be kept."""
        in_order = sorted(updates, key=lambda update: update.update_id)
        arrivals = [arrival for update in in_order if (arrival := arrival_of(update)) is not None]
        if not arrivals and not unreadable:
            return []
        async with self._one_at_a_time:
            try:
                shows = await self._apply(arrivals, unreadable)
            except Exception:
                self._apology.failed(arrivals)
                raise
            self._apology.over()
            self._outages = 0
            for show in shows:
                self.counters["set_aside" if show.failed else "repeated" if show.repeated else "handled"] += 1
            self._committed()
            said = [one.person for one in arrivals if one.what == "said" and one.group is None]
            return [self._start(show) for show in self._calm.through(said, without_repeats(shows))]

    async def shown(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """Waits for screens, as long as a batch may."""
        late = await finished(tasks, self._show_within)
        if late:
            log.warning("screens are late", screens=len(late))

    async def close(self) -> None:
        """Gives the screens under way some seconds more."""
        self.hurry()
        if not await self._lanes.drained(PARTING_SECONDS):
            log.warning("stopped before every screen was shown")

    def hurry(self) -> None:
        """Shows at once the screens that wait until somebody who sends very much has finished."""
        self._calm.hurry()

    # In the transaction

    async def _apply(self, arrivals: Sequence[Arrival], unreadable: Sequence[Unreadable]) -> list[Show]:
        async with begin(self._store, now=self._clock.now()) as batch:
            ids = [arrival.id for arrival in arrivals] + [one.update_id for one in unreadable]
            await batch.load(ids, {arrival.person for arrival in arrivals if arrival.person})
            for one in unreadable:
                if not batch.is_seen(one.update_id):
                    batch.set_aside(one.update_id, one.raw, one.traceback)
                    log.error("update set aside", error="Unreadable")
            return [show for arrival in arrivals if (show := await self._applied(batch, arrival)) is not None]

    async def _applied(self, batch: Batch, arrival: Arrival) -> Show | None:
        if arrival.group is not None:
            return await self._of_group(batch, arrival, arrival.group)
        if arrival.what in ("left", "returned"):
            await self._moved(batch, arrival)
            return None
        failed, repeated = False, batch.is_seen(arrival.id)
        try:
            screen = await self._answered(batch, arrival, repeated=repeated)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the others go on
            self._blame(error)
            log.error("update set aside", **what(error))
            if not repeated:
                batch.set_aside(arrival.id, _raw(arrival.update), _story(error))
            screen, failed = self._failed, True
        person = batch.person_of(arrival.person)
        reader = Reader(arrival.person, "ru" if person.language == "ru" else "kk")
        return Show(arrival, screen, reader, person.id, failed, repeated)

    async def _answered(self, batch: Batch, arrival: Arrival, *, repeated: bool) -> Screen | None:
        async with batch.step(arrival.id, arrival.person) as work:
            return await (self._again(work) if repeated else self._handle(arrival.update, work))

    async def _of_group(self, batch: Batch, arrival: Arrival, group: int) -> Show | None:
        """A failure shows nothing there: a group is not where an error is explained."""
        try:
            if arrival.what == "changed":
                async with batch.job() as job:
                    if self._group_changed is not None:
                        await self._group_changed(arrival.update, job)
                return None
            if batch.is_seen(arrival.id) or self._in_group is None:
                return None
            async with batch.step(arrival.id, arrival.person, in_private=False) as work:
                answer = await self._in_group(arrival.update, work)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the others go on
            self._blame(error)
            log.error("update set aside", **what(error))
            batch.set_aside(arrival.id, _raw(arrival.update), _story(error))
            answer = None
        if answer is None:
            return None if arrival.tapped is None else Show(arrival, None, Reader(group, "kk"), 0)
        reader = Reader(group, answer.language, answer.thread, answer.reply_to)
        return Show(arrival, answer.screen, reader, 0)

    async def _moved(self, batch: Batch, arrival: Arrival) -> None:
        """The person blocked the bot, or came back."""
        if arrival.what == "returned":
            async with batch.step(arrival.id, arrival.person):
                return
        async with batch.job() as job:
            await job.mark_blocked(batch.person_of(arrival.person).id)

    def _blame(self, error: Exception) -> None:
        """Raises the error if the database is to blame and not the handler: then nothing of the batch can be kept."""
        if is_outage(error):
            raise error
        if isinstance(error, OperationalError):
            self._outages += 1
            if self._outages < OUTAGES_BEFORE_BLAME:
                raise error

    # After the commit

    def _start(self, show: Show) -> asyncio.Task[None]:
        return self._lanes.submit(show.reader.chat, lambda: self._show(show))

    async def _show(self, show: Show) -> None:
        tapped = show.arrival.tapped
        try:
            outcome = await self._presenter.show(show.screen, show.reader, tapped=tapped, patience=PERSISTENT)
        except Exception as error:
            if show.failed:
                raise
            log.error("a screen cannot be rendered", **what(error))
            outcome = await self._presenter.show(self._failed, show.reader, patience=PERSISTENT)
        if show.arrival.group is None:
            await self._note(outcome, show.person_id)
        elif not isinstance(outcome, Done):  # a group we have been thrown out of blocks nobody
            log.error("an answer in a group was not shown", reason=outcome.reason)

    async def _note(self, outcome: Outcome, person_id: int) -> None:
        if isinstance(outcome, Blocked):
            async with self._store.write() as connection:
                await outbox.mark_blocked(connection, person_id, self._clock.now())
        elif not isinstance(outcome, Done):
            log.error("a screen was not shown", reason=outcome.reason)


def _raw(update: Update) -> bytes:
    """The update as JSON. The defaults that aiogram leaves in link previews are no JSON: they stopped the intake."""
    fields = update.model_dump(exclude_none=True, warnings=False)
    return json.dumps(fields, default=str).encode()  # in ASCII: half a surrogate pair has no other bytes


def _story(error: Exception) -> str:
    return "".join(traceback.format_exception(error)).encode(errors="backslashreplace").decode()
