"""The whole bot in one process against the strict simulator, driven as people would: they send, tap, and read.

async with World(tmp_path) as world:
    aigul = world.citizen("Айгүл", "kk")
    await aigul.starts()
    await aigul.taps("menu-report")
    assert aigul.reads("consent-agree")
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from aiogram.client.session.base import BaseSession

import app as app_module
from app import TELEGRAM_LIMITS, App, opened
from forms import library
from forms.definition import pick
from locales.texts import Arg, Language, T, render
from playground.clock import MovableClock
from playground.cloud.limits import Limits
from playground.cloud.session import SimulatorSession
from playground.cloud.telegram import Telegram
from playground.people.phone import Phone
from playground.people.screen import Shown
from settings import Settings
from tests.template import lay
from transport.clock import Clock
from transport.tuning import tune_memory

setattr(app_module, "tune_memory", cache(tune_memory))  # noqa: B010 - once for all the worlds of this process

ALMATY = ZoneInfo("Asia/Almaty")
START = datetime(2026, 11, 22, 10, 0, tzinfo=ALMATY)
"""Whenever the tests are run, scenarios begin on the same day, in a morning: nobody has quiet hours."""
SETTLE_SECONDS = 90
SPINS = 100
ADMIN_ID = 7001
DUE = "SELECT " + " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE state = '{state}' AND due_at <= :now)"
    for table, state in (("outbox", "queued"), ("evidence", "pending"), ("group_letter", "queued"))
)


class World:
    """The bot, its Telegram and the people; survives `restart` and `kill` as the data folder does."""

    def __init__(
        self,
        folder: Path,
        *,
        limits: Limits | None = None,
        session: Callable[[Telegram], BaseSession] = SimulatorSession,
    ) -> None:
        """`session` is how the bot reaches its Telegram."""
        self.folder = folder
        self.session = session
        self.clock = MovableClock(_since(START))
        self.limits = TELEGRAM_LIMITS if limits is not None and limits.enabled else None
        self.cloud = Telegram(self.clock, limits=limits or Limits.off(), files=folder / "telegram")
        self.settings = Settings(
            bot_token=self.cloud.token,
            data_dir=folder / "data",
            admin_ids=str(ADMIN_ID),
            operator="«Адал жол» қоғамдық бірлестігі",
            _env_file=None,
        )
        self.app: App
        self._numbers = itertools.count(5001)
        self._running: asyncio.Task[None] | None = None
        self._look: sqlite3.Connection | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Opens the bot on its data and lets it run."""
        self._stack = AsyncExitStack()
        lay(self.settings.data_dir / "adal.db")
        clock = Clock(now=self.clock)
        session = self.session(self.cloud)
        self.app = await self._stack.enter_async_context(
            opened(self.settings, clock=clock, session=session, limits=self.limits)
        )
        self._look = sqlite3.connect(self.settings.data_dir / "adal.db", isolation_level=None)
        self._stack.callback(self._look.close)
        self._running = asyncio.create_task(self.app.run())

    async def stop(self) -> None:
        """Stops in order, as SIGTERM does."""
        if self._running is not None:
            self.app.stop.set()
            await self._running
            self._running = None
        await self._stack.aclose()

    async def kill(self) -> None:
        """Ends in the middle of whatever goes on; only what is committed is left."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None
        await self._stack.aclose()

    async def settle(self) -> None:
        """Waits until every update is confirmed, every due notice sent, every file fetched."""
        async with asyncio.timeout(SETTLE_SECONDS):
            rounds = 0
            while self._is_busy():
                if self._running is not None and self._running.done():
                    self._running.result()
                    raise AssertionError("the bot has stopped")
                rounds += 1  # what goes on in this thread needs rounds of the loop, what is elsewhere needs time
                await asyncio.sleep(0 if rounds % SPINS else 0.002)

    def _is_busy(self) -> bool:
        app = self.app
        if self.cloud.updates.pending or app.profile.is_busy or app.broadcaster.is_busy or self._look is None:
            return True
        now = int(self.clock().timestamp() * 1_000_000)
        found: int = self._look.execute(DUE, {"now": now}).fetchone()[0]
        return bool(found)

    async def later(self, by: timedelta) -> None:
        """Moves the clock and lets the bot notice."""
        self.clock.advance(by)
        await self.app.ticker.tick()
        self.app.courier.wake()
        self.app.broadcaster.wake()
        self.app.poster.wake()
        self.app.downloads.wake()
        await self.settle()

    def citizen(self, name: str, language: Language) -> Someone:
        """Somebody new, whose Telegram speaks the language."""
        return self._someone(next(self._numbers), name, language)

    def admin(self, name: str = "Ерлан", language: Language = "ru") -> Someone:
        """The person whom ADMIN_IDS names."""
        return self._someone(ADMIN_ID, name, language)

    def _someone(self, number: int, name: str, language: Language) -> Someone:
        person = self.cloud.people.get(number) or self.cloud.add_person(name, person_id=number, language_code=language)
        return Someone(self, Phone(self.cloud, person), language)


def _since(start: datetime) -> Callable[[], datetime]:
    """Time that goes on from this moment."""
    begun = monotonic()
    return lambda: start + timedelta(seconds=monotonic() - begun)


class Someone:
    """A person with a phone. Texts are named by their keys, so that a scenario runs in both languages."""

    def __init__(self, world: World, phone: Phone, language: Language) -> None:
        self.world = world
        self.phone = phone
        self.language: Language = language

    def words(self, key: str, /, **args: Arg) -> str:
        """What the message with this key reads as on this person's screen, without markup."""
        return render(T(key, **args), self.language, zone=ALMATY, markup=False)

    @property
    def sees(self) -> Shown:
        """The newest message of the bot."""
        return self.phone.last()

    @property
    def text(self) -> str:
        """Its words."""
        return self.sees.text

    @property
    def all_text(self) -> str:
        """Everything the bot has said in this chat."""
        return "\n\n".join(shown.text for shown in self.phone.messages() if not shown.outgoing)

    @property
    def toast(self) -> str:
        """The answer to the newest tap; empty when it had none."""
        return self.phone.toasts[-1].text if self.phone.toasts else ""

    async def does(self, act: Callable[[], object]) -> Shown:
        """Anything the phone can do, then what is on the screen once the bot has answered."""
        act()
        await self.world.settle()
        return self.sees

    async def starts(self, payload: str = "") -> Shown:
        """Presses START (or follows a deep link) and chooses the language if asked."""
        shown = await self.does(lambda: self.phone.start(payload))
        if self.words(f"language-{self.language}") in shown.labels and len(shown.labels) == 2:
            return await self.taps(f"language-{self.language}")
        return shown

    async def says(self, text: str, **options: int) -> Shown:
        """Types a message."""
        return await self.does(lambda: self.phone.send_text(text, **options))

    async def taps(self, key: str, **args: Arg) -> Shown:
        """Taps the button whose label is the message with this key."""
        return await self.taps_label(self.words(key, **args))

    async def taps_label(self, label: str) -> Shown:
        """Taps the newest button with this label (or callback data)."""
        return await self.does(lambda: self.phone.tap(label))

    async def picks(self, question: str, value: str, form: str = "complaint") -> Shown:
        """Taps (or types) the choice with this value of a form's question."""
        label = choice_label(form, question, value, self.language)
        found = [shown for shown in self.sees.labels if shown.removeprefix("● ").removeprefix("☐ ") == label]
        return await self.taps_label(found[0]) if found else await self.says(label)

    def can_tap(self, key: str, **args: Arg) -> bool:
        """Whether the newest message has this button."""
        return self.words(key, **args) in self.sees.labels


def choice_label(form: str, question: str, value: str, language: Language) -> str:
    """The label of a choice in the form's own words, whether it is offered now or not. Raises KeyError."""
    loaded = library.load(form)
    for one in loaded.questions():
        if one.name == question:
            listed = one.choices or loaded.choice_lists[(one.itemset and one.itemset.instance) or ""]
            return {choice.value: pick(choice.label.labels(), language) for choice in listed}[value]
    raise KeyError(question)
