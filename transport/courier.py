"""Delivers the outbox: what was queued for others, in their language, at the pace Telegram allows.

A letter is marked sent after Telegram took it; a crash in between sends it once more at the next start, never less.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from storage import outbox
from storage.outbox import Letter
from storage.store import Store
from transport.calls import Blocked, Done, Outcome, Patience, Refused, Unreachable
from transport.clock import Clock, backoff, until
from transport.lanes import Lanes
from transport.log import log, what
from transport.presenter import Presenter, Reader

TICK_SECONDS = 5.0
PARTING_SECONDS = 5.0
IN_HAND = 60
"""Letters under way: about two seconds of Telegram's pace, so that something urgent is never far behind."""
IN_HAND_PER_CHAT = 3
LOOK_AT = 300
LONGEST_PAUSE = 600.0
ONE_TRY = Patience(tries=1, rounds=3)
UNRENDERABLE = "cannot be rendered"


@dataclass(frozen=True)
class _Result:
    """What became of a letter, and after how many seconds it is tried again."""

    letter: Letter
    outcome: Outcome
    wait: float


class Courier:
    """Takes due letters out of the outbox and sends them: many chats at once, in order within each."""

    def __init__(self, store: Store, presenter: Presenter, *, clock: Clock, tick: float = TICK_SECONDS) -> None:
        self._store = store
        self._presenter = presenter
        self._clock = clock
        self._tick = tick
        self._lanes = Lanes()
        self._woken = asyncio.Event()
        self._in_hand: dict[int, Letter] = {}
        self._per_chat: Counter[int] = Counter()
        self._stalled: dict[int, float] = {}
        """Chats whose last letter could not be sent, until when: the later ones must not overtake it."""
        self._results: list[_Result] = []
        self._noting: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Something may be due: a transaction has queued notices, or the clock was moved."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Delivers until stopped, then gives what is under way some seconds more."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self.wake())
        try:
            while not stop.is_set():
                self._woken.clear()
                await until(self._woken, await self._round(), self._clock)
            await self._round()
        finally:
            stopping.cancel()
            await self._lanes.drained(PARTING_SECONDS)
            await self._noted()

    async def _round(self) -> float:
        """Takes up what is due; seconds until the next look."""
        try:
            if len(self._in_hand) <= IN_HAND // 2:
                for letter in await self._due():
                    self._take_up(letter)
            return await self._pause()
        except Exception as error:  # noqa: BLE001 - the letters stay queued; the next round tries again
            log.error("the outbox cannot be read", **what(error))
            return self._tick

    async def _due(self) -> Sequence[Letter]:
        async with self._store.read() as connection:
            return await outbox.due(
                connection, self._store.vault, self._clock.now(), limit=LOOK_AT, besides=list(self._in_hand)
            )

    async def _pause(self) -> float:
        async with self._store.read() as connection:
            at = await outbox.next_due(connection)
        waits = [until_time - self._clock.monotonic() for until_time in self._stalled.values()]
        if at is not None:
            waits.append((at - self._clock.now()).total_seconds())
        return min((wait for wait in waits if 0 < wait < self._tick), default=self._tick)

    def _take_up(self, letter: Letter) -> None:
        chat = letter.chat_id
        if len(self._in_hand) >= IN_HAND or self._per_chat[chat] >= IN_HAND_PER_CHAT or self._is_stalled(chat):
            return
        self._in_hand[letter.id] = letter
        self._per_chat[chat] += 1
        self._lanes.submit(chat, lambda: self._deliver(letter))

    def _is_stalled(self, chat: int) -> bool:
        if self._stalled.get(chat, 0.0) > self._clock.monotonic():
            return True
        self._stalled.pop(chat, None)
        return False

    async def _deliver(self, letter: Letter) -> None:
        if self._is_stalled(letter.chat_id):
            self._put_down(letter)
            return
        outcome = await self._shown(letter)
        wait = 0.0
        if isinstance(outcome, Unreachable):
            wait = outcome.wait or backoff(letter.attempts + 1, longest=LONGEST_PAUSE)
            self._stalled[letter.chat_id] = self._clock.monotonic() + wait
        self._results.append(_Result(letter, outcome, wait))
        if self._noting is None or self._noting.done():
            self._noting = asyncio.create_task(self._note())

    async def _shown(self, letter: Letter) -> Outcome:
        try:
            notice = letter.notice()
            reader = Reader(letter.chat_id, "ru" if (notice.tongue() or letter.language) == "ru" else "kk")
            return await self._presenter.show(notice.screen(), reader, priority=letter.priority, patience=ONE_TRY)
        except Exception as error:  # noqa: BLE001 - one bad letter must not hold up the others
            log.error("a notice cannot be rendered", kind=letter.kind, **what(error))
            return Refused(UNRENDERABLE)

    def _put_down(self, letter: Letter) -> None:
        del self._in_hand[letter.id]
        self._per_chat[letter.chat_id] -= 1
        if not self._per_chat[letter.chat_id]:
            del self._per_chat[letter.chat_id]
        if len(self._in_hand) <= IN_HAND // 2:
            self._woken.set()

    # Results are written as they come, many in one transaction while the one before is being written.

    async def _note(self) -> None:
        failures = 0
        while self._results:
            results, self._results = self._results, []
            try:
                await self._write(results)
            except Exception as error:  # noqa: BLE001 - kept in hand meanwhile, so nothing is sent twice
                failures += 1
                self._results = results + self._results
                log.error("what was sent cannot be noted", **what(error))
                await self._clock.sleep(backoff(failures))
                continue
            for result in results:
                self._put_down(result.letter)

    async def _write(self, results: Sequence[_Result]) -> None:
        now = self._clock.now()
        async with self._store.write() as connection:
            sent = [result.letter.id for result in results if isinstance(result.outcome, Done)]
            if sent:
                await outbox.mark_sent(connection, sent, now)
            for result in results:
                letter = result.letter
                match result.outcome:
                    case Blocked():
                        await outbox.mark_blocked(connection, letter.recipient_id, now)
                    case Refused(reason):
                        await outbox.mark_failed(connection, letter.id, reason=reason)
                        log.error("a notice was refused", kind=letter.kind, reason=reason)
                    case Unreachable(reason):
                        at = now + timedelta(seconds=result.wait)
                        await outbox.retry(connection, letter.id, at=at, reason=reason)

    async def _noted(self) -> None:
        """Waits for the last results to be written, but not for a database that is down."""
        if self._noting is not None and not self._noting.done():
            await asyncio.wait([self._noting], timeout=PARTING_SECONDS)
            self._noting.cancel()
