"""Telegram's rate limits, kept as sliding windows.

Telegram documents 30 messages a second overall, 1 a second in one chat and 20 a minute in one group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). It tolerates short bursts, but says
how long nowhere, so the simulator tolerates none. Beyond the documentation, decided here:

* an album counts as its number of messages overall and per group, and as one call for "1 a second in a chat";
* edits count overall and in a group's minute, and have their own, milder limit per chat;
* deleting, chat actions and answers to callback queries are free;
* a refused call does not prolong the wait.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from playground.cloud.refusals import too_many_requests

Kind = Literal["send", "edit"]


@dataclass(frozen=True)
class Limits:
    """How much Telegram lets through; times in seconds."""

    overall_per_second: int = 30
    chat_per_second: int = 1
    edits_per_chat_second: int = 3
    group_per_minute: int = 20
    grace: float = 0.05
    """Messages are counted on arrival: a bot that paces exactly must not fail for some milliseconds of jitter."""
    callback_lifetime: float = 60.0
    """How long a callback query can be answered."""
    enabled: bool = True

    @classmethod
    def off(cls) -> Limits:
        """No rate limits."""
        return cls(enabled=False)


@dataclass
class _Window:
    capacity: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float, cost: int) -> float:
        """Seconds until `cost` more fit; 0 when they fit now."""
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()
        over = len(self.taken) + min(cost, self.capacity) - self.capacity
        return 0.0 if over <= 0 else self.taken[over - 1] + self.seconds - now

    def take(self, now: float, cost: int) -> None:
        self.taken.extend([now] * cost)


class Limiter:
    """Counts what the bot sent and refuses what is too much."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._overall = _Window(limits.overall_per_second, 1.0 - limits.grace)
        self._chats: dict[tuple[int, str], _Window] = {}

    def admit(self, now: float, chat_id: int, kind: Kind, *, group: bool, messages: int = 1) -> None:
        """Counts a call, or raises the 429 that names how long to wait. `now` is monotonic seconds."""
        if not self.limits.enabled:
            return
        costs = [(self._overall, messages), (self._per_second(chat_id, kind), 1)]
        if group:
            costs.append((self._window(chat_id, "minute", self.limits.group_per_minute, 60.0), messages))
        wait = max(window.wait(now, cost) for window, cost in costs)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window, cost in costs:
            window.take(now, cost)

    def _per_second(self, chat_id: int, kind: Kind) -> _Window:
        capacity = self.limits.chat_per_second if kind == "send" else self.limits.edits_per_chat_second
        return self._window(chat_id, kind, capacity, 1.0)

    def _window(self, chat_id: int, name: str, capacity: int, seconds: float) -> _Window:
        return self._chats.setdefault((chat_id, name), _Window(capacity, seconds - self.limits.grace))
