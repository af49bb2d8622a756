"""Whoever sends very much at once is shown one screen that says so, and one more when they have finished.

What they send is taken in all the same; only the screens between are left out. In memory only: after a restart the
next thing they send shows where they are.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from chat.screen import Screen
from locales.texts import T
from transport.clock import Clock
from transport.showing import Show

MANY = 20
"""Messages within SECONDS from which somebody sends very much."""
SECONDS = 10.0
FINISHED_AFTER = 3.0
"""Seconds of silence after which they have finished."""


@dataclass
class _Sender:
    """One chat: when its last messages came, whether it was told, and the screen that waits for the end."""

    times: deque[float] = field(default_factory=lambda: deque(maxlen=MANY))
    told: bool = False
    held: Show | None = None
    waiting: asyncio.Task[None] | None = None


class Calm:
    """Decides which screens of a batch are shown now."""

    def __init__(self, clock: Clock, show: Callable[[Show], object]) -> None:
        """`show` shows a screen that was held back."""
        self._clock = clock
        self._show = show
        self._senders: dict[int, _Sender] = {}

    def through(self, arrived: Sequence[int], shows: Sequence[Show]) -> list[Show]:
        """The screens to be shown now. `arrived`: the private chats that the messages of this batch came from, once
        for each; what was tapped is not among them, as a tap waits for its answer."""
        now = self._clock.monotonic()
        for chat in arrived:
            self._senders.setdefault(chat, _Sender()).times.append(now)
        passed = [self._passed(show, now) for show in shows]
        self._forget(now)
        return passed

    def _passed(self, show: Show, now: float) -> Show:
        sender = self._senders.get(show.reader.chat)
        if sender is None or show.arrival.group is not None or not show.tells or show.failed:
            return show
        if show.arrival.what != "said":
            sender.held = None  # what the tap shows is newer
            return show
        if not self._floods(sender, now):
            return show
        if sender.told:
            sender.held = show
            return replace(show, screen=None)
        sender.told = True
        sender.waiting = asyncio.create_task(self._until_finished(show.reader.chat, sender))
        return replace(show, screen=_slowly(show.screen))

    @staticmethod
    def _floods(sender: _Sender, now: float) -> bool:
        return sender.told or (len(sender.times) == MANY and now - sender.times[0] <= SECONDS)

    async def _until_finished(self, chat: int, sender: _Sender) -> None:
        while (left := sender.times[-1] + FINISHED_AFTER - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)
        self._senders.pop(chat, None)
        if sender.held is not None:
            self._show(sender.held)

    def _forget(self, now: float) -> None:
        """Those who sent little, long ago."""
        gone = [chat for chat, one in self._senders.items() if not one.told and now - one.times[-1] > SECONDS]
        for chat in gone:
            del self._senders[chat]

    def hurry(self) -> None:
        """Takes everybody for finished, and shows what was held back."""
        for sender in self._senders.values():
            if sender.waiting is not None:
                sender.waiting.cancel()
            if sender.held is not None:
                self._show(sender.held)
        self._senders.clear()


def _slowly(screen: Screen | None) -> Screen | None:
    return None if screen is None else replace(screen, words=(T("slow-down"), *screen.words))
