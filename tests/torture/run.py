"""One torture: people at work, a bot that is killed and started again, and the counting afterwards."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import structlog

from locales.texts import Language
from playground.people.phone import Phone
from storage.keys import drop, read, rotate
from tests.torture.announcer import Announcer
from tests.torture.autopsy import autopsy
from tests.torture.citizen import Citizen
from tests.torture.clock import BEGINS, Shifted
from tests.torture.count import count
from tests.torture.data import KEY_FILE, opened, until_idle, until_resealed, without_digest, written
from tests.torture.flights import Flights
from tests.torture.patient import Patient
from tests.torture.process import CLOCK_FILE, BotProcess, Nursery, Watched, served
from tests.torture.report import WAYS, Report
from tests.torture.stage import ANNOUNCER, CHOICES, EVERYBODY, MOST_VISITS, Cast, appoint, places_of
from tests.torture.told import Told
from tests.torture.visitor import Visitor

log = structlog.get_logger(__name__)

LIFE = (0.2, 2.5)
"""Seconds a life may last after it first asks for updates."""
FINISH_SECONDS = 600.0
KEY_LIVES, DAY_LIVES, WEBHOOK_LIVES = 5, 7, 3
"""Every so many lives the secret key is changed, a day passes, the bot is behind a webhook."""
JUMPS = (timedelta(minutes=-8), timedelta(minutes=11))
"""What the clock does in the middle of a day, in turn."""


class Torture:
    """Citizens, volunteers, coordinators and an unlucky bot in `folder`."""

    def __init__(self, folder: Path, *, kills: int, seed: int, cast: Cast = EVERYBODY) -> None:
        self.rng, self.cast = Random(seed), cast
        self.kills = max(1, kills)
        self.folder = folder
        self.report = Report(seed)
        self.clock = Shifted(folder / CLOCK_FILE)
        self.clock.move_to(BEGINS)
        self.cloud = Watched(lambda: datetime.now(BEGINS.tzinfo), files=folder / "telegram")
        self.closing = asyncio.Event()
        self.citizens = [Citizen(*self._somebody(5000 + number, number)) for number in range(cast.citizens)]
        self.visitors = [Visitor(*self._somebody(number, 0)) for number in cast.visitors]
        self.announcer = Announcer(*self._somebody(ANNOUNCER, 0))
        for number in {*CHOICES, *cast.readers} - {ANNOUNCER, *cast.visitors}:
            self._somebody(number, 0)
        self.mornings: list[datetime] = []
        """Moments at which a day began."""
        self.appointed_at = self.clock()
        self.told = Told(self.cloud, self.citizens)
        self.flights = Flights(self.cloud)
        self._began = 0.0
        self._ways: list[str] = []
        self._nursery: Nursery
        self._at_work: list[asyncio.Task[None]] = []

    def _somebody(self, telegram_id: int, number: int) -> tuple[Phone, Language, int, Random]:
        language: Language = "ru" if number % 2 else "kk"
        person = self.cloud.add_person(f"Адам {telegram_id}", person_id=telegram_id, language_code=language)
        return Phone(self.cloud, person), language, number or telegram_id, Random(self.rng.random())

    @property
    def people(self) -> list[Patient]:
        """Everybody who acts."""
        return [*self.citizens, *self.visitors, self.announcer]

    async def run(self) -> Report:
        """Kills as often as asked (at least once), lets everybody finish, stops the bot and counts."""
        self._began = time.monotonic()
        runner, url = await served(self.cloud)
        self._nursery = await Nursery.opened(self.folder / "rehearsal")
        for number in (*CHOICES, *self.cast.readers):
            Phone(self.cloud, self.cloud.people[number]).start()
        self._begin(self.citizens)
        try:
            for life in range(self.kills):
                await self._one_life(url, life)
                if life == 0:
                    await self._appoint()
            await self._last_life(url)
        finally:
            for one in self._at_work:
                one.cancel()
            if self.cloud.victim is not None:
                self.cloud.victim.kill()
            await self._nursery.close()
            await self.cloud.webhook.stop()
            await runner.cleanup()
        self.report.seconds = time.monotonic() - self._began
        return self.report

    def _begin(self, people: list[Citizen] | list[Visitor] | list[Announcer]) -> None:
        self._at_work += [asyncio.create_task(one.live(self.closing)) for one in people]

    async def _appoint(self) -> None:
        visits = min(MOST_VISITS, 2 + self.kills // 10)
        self.appointed_at = self.clock()
        async with opened(self.folder) as store:
            await appoint(store, self.appointed_at, self.cast, visits=visits)
        for one in self.visitors:
            one.todo = places_of(one.chat, visits)
        self._begin(self.visitors)
        self._begin([self.announcer])

    # ------------------------------------------------------------ dying

    async def _one_life(self, url: str, life: int) -> None:
        way, webhook = self._way(), life % WEBHOOK_LIVES == WEBHOOK_LIVES - 1
        began = time.monotonic()
        bot = await self._nursery.start(self.cloud, url, self.folder, webhook=webhook)
        if way == "start":
            usual = self.report.start_seconds or 2.0
            await bot.dead(within=self.rng.uniform(0.3, 1.0) * usual)
        else:
            await bot.works(self.cloud)
            self.report.starts.append(time.monotonic() - began)
            await self._happens(life)
            await self._lives(bot, way)
        bot.kill()
        await bot.dead(within=10)
        log.info("killed", way=way, start=round(self.report.start_seconds, 1), life=round(time.monotonic() - began, 1))
        self.report.kills[way] += 1
        self.report.behind_webhook += webhook
        self.report.drafts_open_at_kills += sum(citizen.in_form for citizen in self.citizens)
        self.report.general += await autopsy(self.folder, self.clock(), self.told, self.visitors, self.flights)

    def _way(self) -> str:
        """Every way in turn, in an order that differs from round to round."""
        if not self._ways:
            self._ways = [*WAYS, *(way for way in WAYS if way != "start")]
            self.rng.shuffle(self._ways)
        return self._ways.pop()

    async def _happens(self, life: int) -> None:
        """What else goes on while it runs: its key is changed, and time passes. A day passes once its digests are
        written: those of a day that is over are not made up for."""
        if self._is_due(life, KEY_LIVES, self.report.keys_changed):
            await asyncio.to_thread(rotate, self.folder / "data" / KEY_FILE)
            self.report.keys_changed += 1
        if self._is_due(life, DAY_LIVES, self.report.days) and not without_digest(self.folder, self.clock()):
            self.clock.next_morning()
            self.mornings.append(self.clock())
            self.report.days += 1
        elif self._is_due(life, DAY_LIVES, self.report.clock_moved, ahead=DAY_LIVES // 2):
            self.clock.move(JUMPS[self.report.clock_moved % len(JUMPS)])
            self.report.clock_moved += 1

    @staticmethod
    def _is_due(life: int, every: int, done: int, *, ahead: int = 0) -> bool:
        """Whether it is time for the next of what happens every so many lives; who died while starting is passed."""
        return life >= (done + 1) * every - ahead

    async def _lives(self, bot: BotProcess, way: str) -> None:
        if way == "moment":
            await bot.dead(within=self.rng.uniform(*LIFE))
            return
        if way == "commit":
            await written(self.folder, times=self.rng.randint(1, 6), within=LIFE[1] * 2)
            return
        calls = self.rng.randint(1, max(20, 3 * self.cast.citizens))
        self.cloud.kill_at_call(calls, "before" if way == "call" else "after")
        await bot.dead(within=LIFE[1] * 2)
        self.cloud.kill_at_call(0, "before")

    # ------------------------------------------------------------ the end

    async def _last_life(self, url: str) -> None:
        self.closing.set()
        bot = await self._nursery.start(self.cloud, url, self.folder)
        await bot.works(self.cloud)
        self._say("the last life begins")
        _, late = await asyncio.wait(self._at_work, timeout=FINISH_SECONDS)
        self.report.general += [f"{len(late)} people did not get to the end"] if late else []
        self._say("everybody has finished")
        self.clock.move(
            timedelta(hours=1)
        )  # what waits for the end of ten minutes, or was put off by a clock gone back
        if not await until_idle(self.folder, self.clock, within=60 + 2 * self.kills):
            self.report.general.append("notices, files or broadcasts are still waiting")
        self._say("nothing is waiting")
        if not await until_resealed(self.folder, within=60 + self.kills):
            self.report.general.append("old keys are still in use")
        self.report.exit_code = await bot.stop()
        if self.report.exit_code:
            self.report.general.append(f"SIGTERM ended with exit code {self.report.exit_code}")
        self._say("everything is sealed with the newest key")
        self._drop_keys()
        gave_up = [one.exception() for one in self._at_work if one.done() and one.exception()]
        self.report.general += [f"somebody gave up: {error}" for error in gave_up]
        await count(self)

    def _drop_keys(self) -> None:
        """What the newest key does not open now is lost."""
        file = self.folder / "data" / KEY_FILE
        keys = read(file)
        for number in keys.by_id:
            if number != keys.current:
                drop(file, number)

    def _say(self, what: str) -> None:
        log.info(what, seconds=round(time.monotonic() - self._began))
