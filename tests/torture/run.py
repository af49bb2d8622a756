"""One torture: citizens at work, a bot that is killed and started again, and the counting afterwards."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import structlog

from playground.people.phone import Phone
from tests.torture.checks import Books, Told, add_key, appoint, until_idle, untruths, written
from tests.torture.citizen import Citizen
from tests.torture.process import ADMIN, DESKS, BotProcess, Nursery, Watched, served

log = structlog.get_logger(__name__)

CITIZENS = 20
LIFE = (0.2, 2.5)
"""Seconds a life may last after its first getUpdates."""
WAYS = {
    "moment": "at any moment",
    "commit": "as it writes",
    "call": "as a call arrives",
    "answer": "as it is answered",
    "start": "while starting",
}
"""How the bot dies. Most ways come twice as often as the last."""
FINISH_SECONDS = 180.0
KEY_LIVES = 5
"""Every so many lives the secret key is changed while the bot is dead: what the next writes is sealed with the new."""


@dataclass
class Report:
    """What was tried and what went wrong."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    complaints: int = 0
    stored: int = 0
    receipts: int = 0
    receipts_repeated: int = 0
    files: int = 0
    actions: int = 0
    drafts_continued: int = 0
    keys_changed: int = 0
    drafts_open_at_kills: int = 0
    starts: list[float] = field(default_factory=list)
    """Seconds from starting a process to its first getUpdates."""
    exit_code: int = 0
    seconds: float = 0.0

    @property
    def start_seconds(self) -> float:
        """The median start."""
        return sorted(self.starts)[len(self.starts) // 2] if self.starts else 0.0

    def as_json(self) -> dict[str, Any]:
        """Everything, with the median of the starts."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**own, "kills": dict(self.kills), "starts": len(self.starts), "start_seconds": self.start_seconds}

    def table(self) -> str:
        """For people."""
        return "\n".join([*(f"{name:<28}{value}" for name, value in self._lines()), *self._problems()])

    def _lines(self) -> list[tuple[str, str]]:
        ways = ", ".join(f"{count} {WAYS[way]}" for way, count in sorted(self.kills.items()))
        return [
            ("kills", f"{self.kills.total()} ({ways})"),
            ("complaints sent", f"{self.complaints}, stored {self.stored}, with a receipt {self.receipts}"),
            ("receipts told twice", str(self.receipts_repeated)),
            ("drafts open when killed", str(self.drafts_open_at_kills)),
            ("drafts left and continued", str(self.drafts_continued)),
            ("files", str(self.files)),
            ("messages and taps", str(self.actions)),
            ("secret key changed", f"{self.keys_changed} times"),
            ("start of a process", f"{self.start_seconds:.1f} s (median)"),
            ("time", f"{self.seconds:.0f} s, seed {self.seed}"),
            ("lost or untrue", str(len(self.problems))),
        ]

    def markdown(self) -> str:
        """The same for docs/reliability.md."""
        rows = ["| what | how much |", "|---|---|", *(f"| {name} | {value} |" for name, value in self._lines())]
        return "\n".join([*rows, *(["", *self._problems()] if self.problems else [])])

    def _problems(self) -> list[str]:
        counted = Counter(self.problems).items()
        return [f"  - {what}" + (f" ({count} times)" if count > 1 else "") for what, count in counted]


class Torture:
    """Citizens, coordinators and an unlucky bot in `folder`."""

    def __init__(self, folder: Path, *, kills: int, seed: int, citizens: int = CITIZENS) -> None:
        self.rng = Random(seed)
        self.kills = max(1, kills)
        self.folder = folder
        self.report = Report(seed)
        self.cloud = Watched(lambda: datetime.now(UTC), files=folder / "telegram")
        self.closing = asyncio.Event()
        self.citizens = [self._citizen(number) for number in range(citizens)]
        for number in (ADMIN, *DESKS.values()):
            self.cloud.add_person("Үйлестіруші", person_id=number)
        self._began = 0.0
        self._ways: list[str] = []
        self._nursery: Nursery
        self.told = Told(self.cloud, self.citizens)

    def _citizen(self, number: int) -> Citizen:
        language = ("kk", "ru")[number % 2]
        person = self.cloud.add_person(f"Азамат {number}", person_id=5000 + number, language_code=language)
        return Citizen(Phone(self.cloud, person), "kk" if language == "kk" else "ru", number, Random(self.rng.random()))

    async def run(self) -> Report:
        """Kills as often as asked (at least once), lets everybody finish, stops the bot and counts."""
        self._began = time.monotonic()
        runner, url = await served(self.cloud)
        self._nursery = await Nursery.opened()
        for number in (ADMIN, *DESKS.values()):
            Phone(self.cloud, self.cloud.people[number]).start()
        people = [asyncio.create_task(citizen.live(self.closing)) for citizen in self.citizens]
        try:
            for life in range(self.kills):
                await self._one_life(url)
                if life == 0:
                    await appoint(self.folder)
                elif life % KEY_LIVES == 0:
                    add_key(self.folder / "data" / "secret.key")
                    self.report.keys_changed += 1
            await self._last_life(url, people)
        finally:
            for one in people:
                one.cancel()
            if self.cloud.victim is not None:
                self.cloud.victim.kill()
            await self._nursery.close()
            await runner.cleanup()
        self.report.seconds = time.monotonic() - self._began
        return self.report

    # ------------------------------------------------------------ dying

    async def _one_life(self, url: str) -> None:
        way = self._way()
        began = time.monotonic()
        bot = await self._nursery.start(self.cloud, url, self.folder)
        if way == "start":
            usual = self.report.start_seconds or 2.0
            await bot.dead(within=self.rng.uniform(0.3, 1.0) * usual)
        else:
            await bot.works(self.cloud)
            self.report.starts.append(time.monotonic() - began)
            await self._lives(bot, way)
        bot.kill()
        await bot.dead(within=10)
        log.info("killed", way=way, start=round(self.report.start_seconds, 1), life=round(time.monotonic() - began, 1))
        self.report.kills[way] += 1
        self.report.drafts_open_at_kills += sum(citizen.in_form for citizen in self.citizens)
        self.report.problems += untruths(self.folder, self.told)

    def _way(self) -> str:
        """Every way in turn, in an order that differs from round to round."""
        if not self._ways:
            self._ways = [*WAYS, *(way for way in WAYS if way != "start")]
            self.rng.shuffle(self._ways)
        return self._ways.pop()

    async def _lives(self, bot: BotProcess, way: str) -> None:
        if way == "moment":
            await bot.dead(within=self.rng.uniform(*LIFE))
            return
        if way == "commit":
            await written(self.folder, times=self.rng.randint(1, 12), within=LIFE[1] * 2)
            return
        self.cloud.kill_at_call(self.rng.randint(1, 60), "before" if way == "call" else "after")
        await bot.dead(within=LIFE[1] * 2)
        self.cloud.kill_at_call(0, "before")

    # ------------------------------------------------------------ the end

    async def _last_life(self, url: str, people: list[asyncio.Task[None]]) -> None:
        self.closing.set()
        bot = await self._nursery.start(self.cloud, url, self.folder)
        await bot.works(self.cloud)
        log.info("the last life begins", seconds=round(time.monotonic() - self._began))
        _, late = await asyncio.wait(people, timeout=FINISH_SECONDS)
        self.report.problems += [f"{len(late)} citizens did not get to the end"] if late else []
        log.info("everybody has finished", seconds=round(time.monotonic() - self._began))
        if not await until_idle(self.folder, within=60 + 2 * self.kills):
            self.report.problems.append("notices or files are still waiting")
        self.report.exit_code = await bot.stop()
        if self.report.exit_code:
            self.report.problems.append(f"SIGTERM ended with exit code {self.report.exit_code}")
        await self._count(people)

    async def _count(self, people: list[asyncio.Task[None]]) -> None:
        report = self.report
        report.problems += [f"a citizen gave up: {one.exception()}" for one in people if one.done() and one.exception()]
        books = await Books.audit(self.folder, self.citizens, self.told)
        report.problems += [problem for citizen in self.citizens for problem in citizen.problems] + books.problems
        report.problems += [f"the simulator does not know: {one}" for one in self.cloud.problems]
        receipts = sum((self.told.receipts_of(citizen.phone.person.id) for citizen in self.citizens), Counter[str]())
        report.complaints = sum(len(citizen.filed) for citizen in self.citizens)
        report.stored = len(books.cases)
        report.receipts, report.receipts_repeated = len(receipts), receipts.total() - len(receipts)
        report.files = sum(len(filed.hashes) for citizen in self.citizens for filed in citizen.filed)
        report.actions = sum(citizen.actions for citizen in self.citizens)
        report.drafts_continued = sum(citizen.continued for citizen in self.citizens)
