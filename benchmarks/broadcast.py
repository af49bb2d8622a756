"""A broadcast in simulated time against the strict simulator (30 messages in any sliding second, or a 429).

    python -m benchmarks.broadcast --people 10000

How long it takes beside what 28 a second allow, how many 429s there were, and how soon the answer to somebody else, and
a notice to them, leave meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.simulated import in_simulated_time
from chat.notice import Priority
from chat.screen import Made, Screen
from domain.broadcast import Audience, Broadcast, Numbers
from domain.people import EVERYWHERE, Grant, Role
from domain.volunteer import Profile, Volunteer, VolunteerState
from handlers.coordinator.outreach.broadcast_page import progress
from locales.texts import ALMATY, T
from playground.clock import MovableClock
from playground.cloud.limits import Limits as CloudLimits
from playground.cloud.session import SimulatorSession
from playground.cloud.telegram import Telegram
from services.cases.notices import RoleTaken
from services.outreach import broadcasts as desk
from storage.fieldwork import volunteers
from storage.outreach import broadcasts
from storage.store import Store
from storage.vault import Vault
from storage.work import begin
from transport.api import make_bot
from transport.broadcaster import Broadcaster
from transport.calls import Caller
from transport.clock import Clock
from transport.courier import Courier
from transport.pacing import Limits, Pacer
from transport.presenter import Presenter, Reader

AT_ONCE = 500
OTHERS_EVERY = 4.0
"""Seconds between what somebody else gets."""
WORDS = "Сенбіде саябақты бірге бақылаймыз: сағат 11:00-де бас қақпа алдында кездесеміз."


@dataclass(frozen=True)
class Result:
    """Seconds of simulated time. `copies`: the most that one person got."""

    people: int
    seconds: float
    allowed: float
    too_many: int
    copies: int
    numbers: Numbers
    replies: tuple[float, ...]
    notices: tuple[float, ...]

    @property
    def over(self) -> float:
        """How much longer than allowed, as a share."""
        return self.seconds / self.allowed - 1


def measure(people: int, folder: Path) -> Result:
    """One broadcast to so many volunteers, on a new database in the folder."""
    return in_simulated_time(lambda clock, wall: _measured(people, folder, clock, wall))


async def _measured(people: int, folder: Path, clock: Clock, wall: MovableClock) -> Result:
    cloud = Telegram(wall, limits=CloudLimits(), monotonic=clock.monotonic)
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'adal.db'}", vault=Vault({1: b"k" * 32}, 1))
    bot = make_bot(cloud.token, session=SimulatorSession(cloud))
    try:
        return await _Office(cloud, store, Caller(bot, Pacer(Limits(), clock), clock), clock).measure(people)
    finally:
        await store.close()


class _Office:
    """The parts of the bot that send, and people who write to it meanwhile."""

    def __init__(self, cloud: Telegram, store: Store, caller: Caller, clock: Clock) -> None:
        self.cloud, self.store, self.caller, self.clock = cloud, store, caller, clock
        self.presenter = Presenter(caller, zone=ALMATY, load=_no_files)
        self.courier = Courier(store, self.presenter, clock=clock)
        self.broadcaster = Broadcaster(store, self.presenter, clock=clock, draw=progress, committed=self.courier.wake)
        self.replies: list[float] = []
        self.notices: list[float] = []
        self.sender = 0

    async def measure(self, people: int) -> Result:
        chats, other = await self._settle(people)
        number = await self._send()
        begun, stop = self.clock.monotonic(), asyncio.Event()
        workers = [asyncio.create_task(part.run(stop)) for part in (self.courier, self.broadcaster)]
        asking = asyncio.create_task(self._others(other))
        while (numbers := await self._numbers(number)).settled < people:
            await self.clock.sleep(0.1)
        seconds = self.clock.monotonic() - begun
        while (kept := await self._kept(number)).numbers is None:
            await self.clock.sleep(0.1)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        stop.set()
        await asyncio.gather(*workers)
        copies = max(len(self.cloud.chats[chat].messages) for chat in chats)
        allowed = people / Limits().overall_per_second
        too_many = self.caller.counters.too_many
        replies, notices = tuple(self.replies), tuple(self.notices)
        return Result(people, seconds, allowed, too_many, copies, kept.numbers or numbers, replies, notices)

    async def _settle(self, people: int) -> tuple[list[int], int]:
        """Volunteers of Astana, who sends it, and somebody else; Telegram ids of the volunteers, and of the other."""
        chats = [self._phone(f"Ерікті {number}") for number in range(people)]
        for start in range(0, people, AT_ONCE):
            some = chats[start : start + AT_ONCE]
            async with begin(self.store, now=self.clock.now()) as batch:
                await batch.load([], some)
                async with batch.job() as job:
                    for chat in some:
                        made = Volunteer(
                            batch.person_of(chat).id, VolunteerState.APPROVED, Profile("KZ-71"), self.clock.now()
                        )
                        await volunteers.insert(await job.db(), self.store.vault, made)
        self.sender = self._phone("Сәуле")
        return chats, self._phone("Айгүл")

    def _phone(self, name: str) -> int:
        person = self.cloud.add_person(name)
        person.started = True
        return person.id

    async def _send(self) -> int:
        async with begin(self.store, now=self.clock.now()) as batch:
            await batch.load([1], [self.sender])
            async with batch.step(1, self.sender) as work:
                await work.grant(work.person.id, Grant(Role.COORDINATOR, EVERYWHERE), by=None)
                one = await desk.begin(work, Audience.VOLUNTEERS, "KZ-71")
                await desk.write(work, one.id, "kk", WORDS)
                return (await desk.send(work, one.id)).id

    async def _numbers(self, number: int) -> Numbers:
        async with self.store.read() as conn:
            return await broadcasts.numbers(conn, number)

    async def _kept(self, number: int) -> Broadcast:
        async with self.store.read() as conn:
            found = await broadcasts.find(conn, self.store.vault, number)
        if found is None:
            raise LookupError("the broadcast is gone")
        return found

    async def _others(self, chat: int) -> None:
        """Somebody else gets an answer, then a notice, again and again."""
        while True:
            await self.clock.sleep(OTHERS_EVERY)
            asked = self.clock.monotonic()
            await self.presenter.show(Screen(("✅",)), Reader(chat, "kk"), priority=Priority.REPLY)
            self.replies.append(self.clock.monotonic() - asked)
            await self.clock.sleep(OTHERS_EVERY)
            await self._notified(chat)

    async def _notified(self, chat: int) -> None:
        queued, before = self.clock.monotonic(), len(self.cloud.chats[chat].messages)
        async with begin(self.store, now=self.clock.now()) as batch:
            await batch.load([], [chat])
            async with batch.job() as job:
                job.notify(batch.person_of(chat).id, RoleTaken(T("role-volunteer")))
        self.courier.wake()
        while len(self.cloud.chats[chat].messages) == before:
            await self.clock.sleep(0.01)
        self.notices.append(self.clock.monotonic() - queued)


async def _no_files(file: int | Made) -> bytes:
    raise FileNotFoundError(file)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        found = measure(people, Path(folder))
    print(f"people            {found.people:>10,}")
    print(f"delivered         {found.numbers.delivered:>10,}   most to one person: {found.copies}")
    print(f"simulated time    {found.seconds:>10.1f} s   28 a second allow {found.allowed:.1f} s ({found.over:+.2%})")
    print(f"429               {found.too_many:>10}")
    print(f"reply, slowest    {max(found.replies):>10.3f} s   of {len(found.replies)}")
    print(f"notice, slowest   {max(found.notices):>10.3f} s   of {len(found.notices)}")


if __name__ == "__main__":
    main()
