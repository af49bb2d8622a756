"""A month of volunteers' work: people who take, decline, forget, finish and leave, and a clock that ticks twice."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime, timedelta

from chat.notice import Notice
from domain.assignment import WITH_VOLUNTEER, Assignment, AssignmentState, DeclineReason, VisitOutcome
from domain.campaign import Campaign
from domain.people import Grant, Role
from domain.place import Place, PlaceKind
from domain.reminders import QUIET
from domain.submission import Submission
from domain.volunteer import Profile, Volunteer, VolunteerState
from services.fieldwork import assignments, campaigns, task_clock
from services.volunteering import volunteers
from storage import outbox
from storage.fieldwork import assignments as rows
from storage.fieldwork import places
from storage.fieldwork import volunteers as volunteer_rows
from storage.questionnaires import submissions
from storage.work import Work, begin
from tests.services.conftest import GULNAR, Town
from tests.services.volunteering import CITY, DISTRICT

FIRST = 10_000
STEP = timedelta(hours=4)
LAZY, LEAVING = 0.03, 5
"""The share of those who never answer, as many who take tasks and never go; and how many leave half-way."""


class Month:
    """The town with many volunteers; each step of the clock is one batch, as a poll with many updates is."""

    def __init__(self, town: Town, people: int, visits: int) -> None:
        self.town = town
        self.dice = random.Random(2026)
        self.people: dict[int, int] = {}
        """Telegram ids by person."""
        self.gone: set[int] = set()
        self.lazy: set[int] = set()
        self.forgetful: set[int] = set()
        self.campaign_id = 0
        self.letters: list[tuple[int, Notice, datetime]] = []
        """Whom, what, when."""
        self._size = people, visits
        self._updates = 1_000_000

    async def begin(self, days: int) -> Campaign:
        """Everybody and everything is there, and the campaign begins."""
        town, (people, visits) = self.town, self._size
        numbers = range(FIRST, FIRST + people)
        async with begin(town.store, now=town.now) as batch:
            await batch.load([], numbers)
            async with batch.job() as job:
                conn = await job.db()
                for number in numbers:
                    person_id = batch.person_of(number).id
                    self.people[person_id] = number
                    await job.grant(person_id, Grant(Role.VOLUNTEER, CITY), by=None)
                    one = Volunteer(person_id, VolunteerState.APPROVED, Profile(CITY, adult=True, weekly=7), town.now)
                    await volunteer_rows.insert(conn, job.vault, one)
                those = [
                    Place(0, PlaceKind.PHARMACY, f"№ {number} дәріхана", "", CITY, DISTRICT) for number in range(visits)
                ]
                kept = await places.insert(conn, job.vault, those, by=None, at=town.now)
        odd = self.dice.sample(sorted(self.people), int(2 * LAZY * people))
        self.lazy, self.forgetful = set(odd[::2]), set(odd[1::2])
        async with town.acts(GULNAR) as work:
            until = town.now + timedelta(days=days, hours=7)
            draft = Campaign(0, "Бір ай", "pharmacy", "1", CITY, town.now, until)
            made = await campaigns.create(work, draft, [place.id for place in kept])
            await campaigns.start(work, made.id)
        await self._deliver()
        self.campaign_id = made.id
        return made

    async def day(self) -> None:
        """The clock ticks every few hours, each time twice, as after a restart; by day people act."""
        for _ in range(timedelta(days=1) // STEP):
            self.town.now += STEP
            for _ in range(2):
                async with begin(self.town.store, now=self.town.now) as batch:
                    for duty in task_clock.DUTIES.values():
                        async with batch.job() as job:
                            await duty(job)
            await self._deliver()
            if not QUIET.covers(self.town.now):
                await self._act()

    async def _deliver(self) -> None:
        """What is due is sent, and noted here."""
        town = self.town
        async with town.store.write() as conn:
            found = await outbox.due(conn, town.store.vault, town.now, limit=20_000)
            await outbox.mark_sent(conn, [letter.id for letter in found], town.now)
        self.letters += [(letter.recipient_id, letter.notice(), town.now) for letter in found]

    async def _act(self) -> None:
        """Some of those who have tasks do something about two of them."""
        async with self.town.store.read() as conn:
            found = await rows.of_campaign(conn, self.campaign_id, states=WITH_VOLUNTEER)
        mine: dict[int, list[Assignment]] = defaultdict(list)
        for one in found:
            mine[one.volunteer_id or 0].append(one)
        chosen = [person_id for person_id in sorted(mine) if person_id not in self.lazy and self.dice.random() < 0.5]
        async with begin(self.town.store, now=self.town.now) as batch:
            await batch.load([], [self.people[person_id] for person_id in chosen])
            for person_id in chosen:
                self._updates += 1
                async with batch.step(self._updates, self.people[person_id]) as work:
                    taken = [one for one in mine[person_id] if one.state is not AssignmentState.OFFERED]
                    for one in mine[person_id]:
                        if one.state is AssignmentState.OFFERED:
                            await self._answer(work, one)
                    for one in taken[:2] if person_id not in self.forgetful else ():
                        await self._go(work, one)

    async def _answer(self, work: Work, one: Assignment) -> None:
        luck = self.dice.random()
        if luck < 0.05:
            await assignments.decline(work, one.id, DeclineReason.NO_TIME)
        elif luck < 0.97:
            await assignments.accept(work, one.id, no_conflict=luck > 0.06)

    async def _go(self, work: Work, one: Assignment) -> None:
        luck = self.dice.random()
        if luck < 0.02:
            await assignments.impossible(work, one.id, VisitOutcome.CLOSED, "Жабық")
        elif luck < 0.25 or one.state is not AssignmentState.ACCEPTED:
            await assignments.finish(work, one.id, await _filled(work, one))
        elif luck < 0.35:
            await assignments.begin(work, one.id)

    async def leave(self) -> None:
        """Some leave."""
        for person_id in self.dice.sample(sorted(set(self.people) - self.lazy - self.forgetful), LEAVING):
            self.gone.add(person_id)
            async with self.town.acts(self.people[person_id]) as work:
                await volunteers.leave(work)


async def _filled(work: Work, one: Assignment) -> int:
    """A submission with nothing in it."""
    begun = work.now - timedelta(minutes=9)
    made = Submission(0, f"uuid:{one.id}:{one.version}", "pharmacy", "1", "kk", begun, work.now, {}, "")
    return (await submissions.insert(await work.db(), work.vault, made, submitter=work.person.id)).id
