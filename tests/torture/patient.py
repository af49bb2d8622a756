"""Somebody with patience: looks at the chat, does the next thing, waits for the answer, and keeps count."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar

from locales.texts import Arg, Language, T, render
from playground.cloud.refusals import Json
from playground.cloud.updates import chat_of
from playground.people.phone import Phone
from playground.people.screen import Shown
from tests.harness import ALMATY
from tests.torture.reading import said

ANSWER_SECONDS = 30.0
"""How long after Telegram knows that the bot took a message its answer may still be on its way."""
MOST_STEPS = 120
"""More screens than anything has that people do here: they go in circles."""
LOOKS_BACK = 15
"""Messages one scrolls through: more than the notices that can come between two screens."""


@dataclass
class Patient:
    """One person. `problems` are what a bot must never do to them."""

    phone: Phone
    language: Language
    number: int
    rng: Random
    problems: list[str] = field(default_factory=list)
    actions: int = 0
    _changes: int = 0

    who: ClassVar[str] = "person"

    def __post_init__(self) -> None:
        self.phone.cloud.subscribe(self._on_event)

    @property
    def chat(self) -> int:
        """Their chat with the bot."""
        return self.phone.person.id

    def _on_event(self, event: Json) -> None:
        """Counts what the bot does to this person's screen."""
        if event["type"] == "toast" and event["person"] == self.chat:
            self._changes += 1
        if event["type"] in ("message", "edited") and event["chat"] == self.chat:
            message = self.phone.cloud.chats[self.chat].messages.get(event["message"])
            self._changes += message is not None and message.from_bot

    def newest(self) -> Iterator[Shown]:
        """What the bot has written last, the newest first."""
        return (shown for shown in reversed(self.phone.screen(last=LOOKS_BACK)) if not shown.outgoing)

    async def does(self, act: Callable[[], object], what: str) -> None:
        """Does it, waits until Telegram has the bot's word for it, and then for something to change on the screen."""
        await asyncio.sleep(self.rng.uniform(0.02, 0.3))
        before = self._changes
        act()
        self.actions += 1
        await self._until(lambda: not self._is_on_the_way())
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._until(lambda: self._changes > before)
        except TimeoutError:
            self.complain(f"no answer to: {what}")
            self.phone.send_text("/menu")
            await asyncio.sleep(1)

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110 - that Telegram has forgotten an update is no event
            await asyncio.sleep(0.02)

    def _is_on_the_way(self) -> bool:
        return any(chat_of(update) == self.chat for update in self.phone.cloud.updates.pending)

    async def taps(self, key: str) -> None:
        """Taps the button with the text of this key."""
        await self.does(lambda: self.phone.tap(said(key, self.language)), f"tap {key}")

    async def taps_label(self, label: str) -> None:
        """Taps the button with this label, or with this route."""
        await self.does(lambda: self.phone.tap(label), "tap a choice")

    async def says(self, text: str) -> None:
        """Types a message."""
        await self.does(lambda: self.phone.send_text(text), "a typed message")

    def words(self, key: str, /, **args: Arg) -> str:
        """What the message with this key reads as on their screen."""
        return render(T(key, **args), self.language, zone=ALMATY, markup=False)

    def complain(self, what: str) -> None:
        """Notes what the bot should not have done."""
        self.problems.append(f"{self.who} {self.number} ({self.language}): {what}")


def way_to(shown: Shown, name: str) -> str | None:
    """The callback data of a button that leads to this route; None where there is none."""
    rows = shown.body.get("reply_markup", {}).get("inline_keyboard", [])
    ways = (str(each.get("callback_data", "")) for row in rows for each in row)
    return next((way for way in ways if way.lstrip("+").partition(":")[0] == name), None)
