"""Keeps within Telegram's limits: so many messages a second overall, in one chat, in one group.

Telegram names 30 a second overall, 1 a second in a chat and 20 a minute in a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Messages leave one by one, evenly
spaced a little below the limit: bursts that use up a whole second at once ran into 429s as soon as the network
delayed some of them. After a 429 everybody waits, because Telegram counts the whole bot.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from chat.notice import Priority
from transport.clock import Clock, until

Kind = Literal["send", "edit"]
MINUTE = 60.0
SECOND = 1.05
"""With room for messages that the network delivers a little apart from how they left."""
REMEMBERED_CHATS = 4096


@dataclass(frozen=True)
class Limits:
    """How fast messages may leave. Edits count overall, but a chat takes more of them."""

    overall_per_second: float = 28.0
    chat_per_second: float = 1.0
    edits_per_chat_second: float = 2.5
    group_per_minute: int = 20


@dataclass
class _Ticket:
    chat: int
    kind: Kind
    priority: Priority
    cost: int
    number: int
    called: asyncio.Future[None]


@dataclass
class _Queue:
    """Tickets by priority; those whose chat must wait stand aside until its time comes."""

    ready: list[tuple[int, int, _Ticket]] = field(default_factory=list)
    aside: list[tuple[float, int, _Ticket]] = field(default_factory=list)

    def add(self, ticket: _Ticket) -> None:
        heapq.heappush(self.ready, (ticket.priority, ticket.number, ticket))

    def put_aside(self, ticket: _Ticket, until_time: float) -> None:
        heapq.heappush(self.aside, (until_time, ticket.number, ticket))

    def bring_back(self, now: float) -> None:
        while self.aside and self.aside[0][0] <= now:
            self.add(heapq.heappop(self.aside)[2])

    def __bool__(self) -> bool:
        return bool(self.ready or self.aside)


class Pacer:
    """Gives out turns to send. `limits=None` paces nothing, but still obeys pauses."""

    def __init__(self, limits: Limits | None, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._queue = _Queue()
        self._numbers = count()
        self._overall_at = 0.0
        self._recent: deque[float] = deque()
        self._paused_until = 0.0
        self._chats: dict[tuple[int, Kind], float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._arrived = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None

    async def turn(self, chat: int, priority: Priority, *, kind: Kind = "send", cost: int = 1) -> None:
        """Returns when `cost` messages (an album counts each) may go to the chat. Negative chats are groups."""
        now = self._clock.monotonic()
        if self._limits is None and now >= self._paused_until:
            return
        called = asyncio.get_running_loop().create_future()
        ticket = _Ticket(chat, kind, priority, cost, next(self._numbers), called)
        if not self._queue and now >= max(self._paused_until, self._overall_gate(ticket), self._chat_at(ticket, now)):
            self._take(ticket, now)
            return
        self._queue.add(ticket)
        self._arrived.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._give_turns())
        await called

    def pause(self, seconds: float) -> None:
        """Nobody sends for so long: Telegram answered 429."""
        self._paused_until = max(self._paused_until, self._clock.monotonic() + seconds)

    async def _give_turns(self) -> None:
        while self._queue:
            now = self._clock.monotonic()
            gate = max(self._overall_at, self._paused_until)
            if now < gate:
                await self._clock.sleep(gate - now)
                continue
            self._queue.bring_back(now)
            if not self._queue.ready:
                self._arrived.clear()
                await until(self._arrived, self._queue.aside[0][0] - now, self._clock)
                continue
            self._call_next(now)

    def _call_next(self, now: float) -> None:
        ticket = heapq.heappop(self._queue.ready)[2]
        if ticket.called.done():  # whoever waited was cancelled
            return
        if (at := self._chat_at(ticket, now)) > now:
            self._queue.put_aside(ticket, at)
            return
        if (at := self._overall_gate(ticket)) > now:
            # Nobody else goes before it, or an album would wait for ever.
            self._overall_at = at
            self._queue.add(ticket)
            return
        self._take(ticket, now)
        ticket.called.set_result(None)

    def _chat_at(self, ticket: _Ticket, now: float) -> float:
        """When this ticket's chat may get it, apart from what holds overall."""
        if self._limits is None:
            return now
        at = self._chats.get((ticket.chat, ticket.kind), 0.0)
        group = self._groups.get(ticket.chat)
        if group is None:
            return at
        while group and group[0] <= now - MINUTE:
            group.popleft()
        over = len(group) + min(ticket.cost, self._limits.group_per_minute) - self._limits.group_per_minute
        return max(at, group[over - 1] + MINUTE) if over > 0 else at

    def _overall_gate(self, ticket: _Ticket) -> float:
        """When this many messages fit into the second before; only albums, which leave at once, need more than the
        even spacing."""
        if self._limits is None:
            return 0.0
        now = self._clock.monotonic()
        while self._recent and self._recent[0] <= now - SECOND:
            self._recent.popleft()
        most = int(self._limits.overall_per_second * SECOND) + 1
        over = len(self._recent) + min(ticket.cost, most) - most
        return max(self._overall_at, self._recent[over - 1] + SECOND) if over > 0 else self._overall_at

    def _take(self, ticket: _Ticket, now: float) -> None:
        if self._limits is None:
            return
        step = 1 / self._limits.overall_per_second
        # A sleep that overshot is made up for, by one message at most.
        self._overall_at = max(self._overall_at, now - step) + step
        self._recent.extend([now] * ticket.cost)
        rate = self._limits.chat_per_second if ticket.kind == "send" else self._limits.edits_per_chat_second
        self._chats[ticket.chat, ticket.kind] = now + 1 / rate
        if ticket.chat < 0:
            self._groups.setdefault(ticket.chat, deque()).extend([now] * ticket.cost)
        if len(self._chats) > REMEMBERED_CHATS:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
