"""A simulated Telegram, a fresh database, and the parts of transport between them."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.types import Update
from sqlalchemy import text

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Screen
from locales.texts import ALMATY
from playground.clock import MovableClock
from playground.cloud.limits import Limits as CloudLimits
from playground.cloud.session import SimulatorSession
from playground.cloud.telegram import Telegram
from playground.people.phone import Phone
from storage.store import Store
from storage.vault import Vault
from storage.work import Work, begin
from tests.template import lay
from transport.api import make_bot
from transport.attachments import Load
from transport.calls import Caller
from transport.clock import Clock
from transport.courier import Courier
from transport.intake import Intake
from transport.pacing import Limits, Pacer
from transport.polling import Poller
from transport.presenter import Presenter

START = datetime(2026, 5, 14, 4, 0, tzinfo=UTC)
FAILED = Screen(words=("failed",), fresh=True)
UNSAVED = Screen(words=("unsaved",), fresh=True)
T = TypeVar("T")


@dataclass(frozen=True)
class Ping(Notice):
    """A notice whose words need no Fluent message."""

    said: str

    def screen(self) -> Screen:
        return Screen(words=(self.said,), fresh=True)


@dataclass(frozen=True)
class Everybody(Ping):
    """The same for all: leaves last."""

    priority = Priority.BROADCAST


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time jumps to the next timer whenever nothing else is to be done: hours pass in milliseconds."""

    def __init__(self) -> None:
        super().__init__(_Jumping(self))
        self.ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self._loop.ahead += timeout
        return ready


def in_virtual_time(main: Callable[[Clock, MovableClock], Coroutine[Any, Any, T]]) -> T:
    """Runs without threads or sockets, with all waiting skipped."""
    loop = VirtualLoop()
    try:
        wall = MovableClock(lambda: START + timedelta(seconds=loop.time()))
        return loop.run_until_complete(main(Clock(now=wall, monotonic=loop.time), wall))
    finally:
        loop.close()


async def open_store(folder: Path) -> Store:
    """The database in the folder, opened again or new."""
    return await Store.open(f"sqlite+aiosqlite:///{lay(folder / 'adal.db')}", vault=Vault({1: b"k" * 32}, 1))


async def no_files(file: int | Made) -> bytes:
    raise FileNotFoundError(file)


async def hello(update: Update, work: Work) -> Screen | None:
    """Answers a text with itself, a tap with its route; «break» breaks."""
    if update.callback_query is not None:
        return Screen(words=(f"tapped {update.callback_query.data}",), at="here")
    message = update.message or update.edited_message
    said = message.text if message is not None else None
    if said == "break":
        raise RuntimeError("secret words")
    return Screen(words=(said or "file",), buttons=((Button("Go", "go:1"),),), at="here")


async def here(work: Work) -> Screen | None:
    return Screen(words=("current screen",), at="here")


@dataclass
class World:
    """Everything wired, with no pacing and no rate limits unless asked for."""

    cloud: Telegram
    bot: Bot
    store: Store
    clock: Clock
    wall: MovableClock
    caller: Caller
    presenter: Presenter
    intake: Intake
    courier: Courier
    poller: Poller
    stop: asyncio.Event
    people: dict[str, Phone] = field(default_factory=dict)

    def phone(self, name: str) -> Phone:
        """The app of a person, who is new if the name is."""
        if name not in self.people:
            self.people[name] = Phone(self.cloud, self.cloud.add_person(name))
        return self.people[name]

    def arrived(self) -> list[Update]:
        """What waits at Telegram, unconfirmed."""
        return [Update.model_validate(one) for one in self.cloud.updates.pending]

    async def take(self) -> None:
        """Processes what waits, without confirming."""
        await self.intake.process(self.arrived())

    async def person_id(self, phone: Phone) -> int:
        """Our id of the person; makes them known and able to be written to."""
        phone.person.started = True
        async with begin(self.store, now=self.clock.now()) as batch:
            await batch.load([], [phone.person.id])
            return batch.person_of(phone.person.id).id

    async def queue(self, to: Phone, notice: Notice, *, key: str | None = None, at: datetime | None = None) -> None:
        """Puts a notice into the outbox."""
        person_id = await self.person_id(to)
        async with begin(self.store, now=self.clock.now()) as batch, batch.job() as job:
            job.notify(person_id, notice, key=key, at=at)

    async def deliver(self, until: Callable[[], bool] | None = None, within: float = 3.0) -> None:
        """Runs the courier until nothing is queued and due, or `until` holds."""
        stop = asyncio.Event()
        running = asyncio.create_task(self.courier.run(stop))
        try:
            async with asyncio.timeout(within):
                while not (until() if until else await self.idle()):  # noqa: ASYNC110 - rows change without an event
                    await asyncio.sleep(0.01)
        finally:
            stop.set()
            await running

    async def idle(self) -> bool:
        """Whether no letter is due now."""
        return not any(row["state"] == "queued" and row["due"] for row in await self.letters())

    async def letters(self) -> list[dict[str, Any]]:
        """The outbox: state, reason, attempts, whether due now."""
        rows = await self.rows("SELECT state, reason, attempts, due_at FROM outbox ORDER BY id")
        now = int(self.clock.now().timestamp() * 1_000_000)
        return [{"state": r[0], "reason": r[1], "attempts": r[2], "due": r[3] <= now} for r in rows]

    async def rows(self, query: str) -> list[Any]:
        """Rows of the database as they are stored."""
        async with self.store.read() as connection:
            return list(await connection.execute(text(query)))


def texts(phone: Phone) -> list[str]:
    """What the bot has written to the person."""
    return [shown.text for shown in phone.messages() if not shown.outgoing]


@asynccontextmanager
async def world(
    folder: Path,
    *,
    handle: Callable[[Update, Work], Awaitable[Screen | None]] = hello,
    limits: Limits | None = None,
    cloud_limits: CloudLimits | None = None,
    cloud: Telegram | None = None,
    load: Load = no_files,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    show_within: float = 5.0,
) -> AsyncIterator[World]:
    """A world with its database in the folder; give the `cloud` of an earlier one to go on after a restart."""
    wall = MovableClock()
    cloud = cloud or Telegram(wall, limits=cloud_limits or CloudLimits.off())
    clock = Clock(now=wall, sleep=sleep)
    bot = make_bot(cloud.token, session=SimulatorSession(cloud))
    store = await open_store(folder)
    caller = Caller(bot, Pacer(limits, clock), clock)
    presenter = Presenter(caller, zone=ALMATY, load=load)
    courier = Courier(store, presenter, clock=clock, tick=0.05)
    intake = Intake(
        store,
        handle=handle,
        again=here,
        failed=FAILED,
        unsaved=UNSAVED,
        presenter=presenter,
        clock=clock,
        committed=courier.wake,
        show_within=show_within,
    )
    stop = asyncio.Event()
    poller = Poller(bot, intake, clock=clock, stop=stop)
    try:
        yield World(cloud, bot, store, clock, wall, caller, presenter, intake, courier, poller, stop)
    finally:
        await intake.close()
        await store.close()
