"""A coordinator who writes to all volunteers of a region, again and again."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from domain.broadcast import LONGEST
from locales.texts import Language
from playground.people.screen import Shown
from tests.torture.patient import MOST_STEPS, Patient, way_to

WAYS = (
    "broadcast.send",
    "broadcast.sure",
    "broadcast.begin",
    "broadcast.to",
    "broadcast.new",
    "broadcasts",
    "desk.more",
)
"""Buttons on the way, the last step first."""
PAUSE = (1.0, 3.0)
"""Seconds between two broadcasts."""

Act = Callable[[], Awaitable[None]]


def mark(number: int) -> str:
    """What stands in a broadcast and nowhere else."""
    return f"[жаңалық {number}]"


def words(number: int, language: Language) -> str:
    """A broadcast in a language."""
    said = {"kk": "Сенбіде саябақты бірге бақылаймыз.", "ru": "В субботу вместе смотрим парк."}
    return f"{said[language]} {mark(number)}"


@dataclass
class Announcer(Patient):
    """`sent` is how many broadcasts were sent, numbered from 0."""

    sent: int = 0

    who: ClassVar[str] = "coordinator"

    async def live(self, closing: asyncio.Event) -> None:
        """Sends at least one broadcast, then others until `closing`."""
        for number in itertools.count():
            if number and closing.is_set():
                return
            await self._announce(number)
            self.sent += 1
            await asyncio.sleep(self.rng.uniform(*PAUSE))

    async def _announce(self, number: int) -> None:
        await self.says("/menu")
        for _ in range(MOST_STEPS):
            if self._is_on_its_way(number):
                return
            acts = (self._next(shown, number) for shown in self.newest())
            act = next((one for one in acts if one is not None), lambda: self.says("/menu"))
            await act()
        self.complain(f"goes in circles at broadcast {number}")
        raise RuntimeError("; ".join(self.problems))

    def _is_on_its_way(self, number: int) -> bool:
        """Its page is there, and nothing is left to do on it."""
        pages = [shown for shown in self.newest() if mark(number) in shown.text]
        return bool(pages) and not any(way_to(pages[0], name) for name in (*WAYS[:2], "broadcast.write"))

    def _next(self, shown: Shown, number: int) -> Act | None:
        """What this message asks for; None where it is about something else."""
        for language in ("kk", "ru"):
            if self.words(f"broadcast-write-{language}", limit=LONGEST) in shown.text:
                said = words(number, "ru" if language == "ru" else "kk")
                return lambda: self.says(said)
        if way_to(shown, "broadcast.stop"):
            return None
        way = next((way for name in WAYS if (way := way_to(shown, name))), None)
        return None if way is None else lambda: self.taps_label(way)
