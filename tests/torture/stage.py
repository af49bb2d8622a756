"""Who is there beside the citizens, and what is put into the data before the torture begins in earnest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count

from domain.assignment import Assignment, AssignmentState
from domain.broadcast import Audience, Broadcast, BroadcastState
from domain.campaign import Campaign, CampaignState, Task, TaskState
from domain.digest import DigestChoice
from domain.people import Grant, Role
from domain.place import Place, PlaceKind, Point
from domain.volunteer import Profile, Volunteer, VolunteerState
from forms import library
from services.trust import consent
from storage.fieldwork import assignments, campaigns, places, volunteers
from storage.outreach import broadcasts, digests
from storage.store import Store
from storage.work import Work, begin
from tests.harness import ALMATY
from tests.torture.announcer import words
from tests.torture.visitor import AT_OBJECT, FORM

ADMIN = 9000
DESKS = {"KZ-71": 9001, "KZ-75": 9002, "KZ-15": 9003, "KZ-79": 9004}
"""The coordinator of each region that citizens write about: several, as a chat takes one message a second."""
FIELD, ANNOUNCER = "KZ-10", 9005
"""Where volunteers work, and who coordinates them."""

DAILY = DigestChoice(weekly=False, daily=True)
WEEKLY_TOO = DigestChoice(weekly=True, daily=True)
CHOICES = {ADMIN: DAILY, ANNOUNCER: WEEKLY_TOO, **dict.fromkeys(DESKS.values(), DAILY)}
"""Which digests staff have chosen: pictures of a week take the processor long, so one of them is enough."""
LONG = timedelta(days=400)
NEWS_AT, MORNINGS, PLANNED = time(9, 5), 100, 1000
"""When the planned broadcast of each morning goes out, for how many mornings, and the number of the first."""
MOST_VISITS = 7
"""So many tasks fit on one page of a volunteer's list."""


@dataclass(frozen=True)
class Cast:
    """How many people there are of each kind. Listeners are volunteers who only read what is sent to all."""

    citizens: int = 20
    volunteers: int = 6
    listeners: int = 40

    @property
    def visitors(self) -> range:
        """Telegram ids."""
        return range(9100, 9100 + self.volunteers)

    @property
    def readers(self) -> tuple[int, ...]:
        """Who gets broadcasts."""
        return (*self.visitors, *range(9200, 9200 + self.listeners))


EVERYBODY = Cast()


def place_name(visitor: int, number: int) -> str:
    """An object of one volunteer: short enough for a button, and no other begins with it."""
    return f"«Аула {visitor}.{number}»"


def places_of(visitor: int, visits: int) -> tuple[str, ...]:
    """The objects of one volunteer."""
    return tuple(place_name(visitor, number) for number in range(visits))


async def appoint(store: Store, now: datetime, cast: Cast, *, visits: int) -> None:
    """Makes coordinators and volunteers, as if admins had invited them, and gives each visitor this many tasks."""
    updates, everybody = count(2 * 10**9), [*CHOICES, *cast.readers]
    ids: dict[int, int] = {}
    async with begin(store, now=now) as batch:
        await batch.load([], everybody)
        for telegram_id in everybody:
            async with batch.step(next(updates), telegram_id) as work:
                ids[telegram_id] = work.person.id
                if telegram_id in CHOICES:
                    await _coordinates(work, telegram_id)
                else:
                    await _volunteers(work)
        async with batch.step(next(updates), ANNOUNCER) as work:
            await _campaign(work, {ids[number]: places_of(number, visits) for number in cast.visitors})
            await _planned(work)


async def _planned(work: Work) -> None:
    """A broadcast for each morning."""
    today = datetime.combine(work.now.astimezone(ALMATY).date(), NEWS_AT, ALMATY)
    for number in range(MORNINGS):
        said = {"kk": words(PLANNED + number, "kk"), "ru": words(PLANNED + number, "ru")}
        at = today + timedelta(days=number + 1)
        made = Broadcast(0, Audience.VOLUNTEERS, FIELD, work.person.id, work.now)
        planned = replace(made, state=BroadcastState.SCHEDULED, starts_at=at, kk=said["kk"], ru=said["ru"])
        await broadcasts.insert(await work.db(), work.vault, planned)


async def _coordinates(work: Work, telegram_id: int) -> None:
    work.person = replace(work.person, alias="Үйлестіруші", language="kk")
    own = [code for code, number in {**DESKS, FIELD: ANNOUNCER}.items() if number == telegram_id]
    for code in own:
        await work.grant(work.person.id, Grant(Role.COORDINATOR, code), by=None)
    await digests.save(await work.db(), work.person.id, CHOICES[telegram_id], at=work.now)


async def _volunteers(work: Work) -> None:
    work.person = replace(work.person, alias="Ерікті", language="kk", consent_version=consent.VERSION)
    await work.grant(work.person.id, Grant(Role.VOLUNTEER, FIELD), by=None)
    profile = Profile(FIELD, adult=True, travels=True, weekly=14)
    one = Volunteer(work.person.id, VolunteerState.APPROVED, profile, work.now, work.now, 1, work.now)
    await volunteers.insert(await work.db(), work.vault, one)


async def _campaign(work: Work, todo: dict[int, tuple[str, ...]]) -> None:
    """One that runs, with an offer for each object of each volunteer that waits for an answer without end."""
    conn, ends = await work.db(), work.now + LONG
    about, point = library.about(FORM), Point(*AT_OBJECT)
    campaign = Campaign(0, "Аулалар", FORM, about.version, FIELD, work.now, ends, CampaignState.RUNNING)
    kept = await campaigns.insert(conn, replace(campaign, made_by=work.person.id), at=work.now)
    whose = {name: volunteer for volunteer, names in todo.items() for name in names}
    made = await places.insert(
        conn,
        work.vault,
        [Place(0, PlaceKind.PLAYGROUND, name, name, FIELD, point=point) for name in whose],
        by=work.person.id,
        at=work.now,
    )
    names = {one.id: one.kk for one in made}
    await campaigns.put_places(conn, kept.id, list(names))
    await campaigns.add_tasks(
        conn, [Task(0, kept.id, place, 1, 1, work.now, ends, state=TaskState.GIVEN) for place in names]
    )
    offers = [
        Assignment(
            0, task.id, kept.id, task.place_id, whose[names[task.place_id]], AssignmentState.OFFERED,
            at=ends, due_at=ends, offered_at=work.now, since=work.now,
        )
        for task in await campaigns.tasks(conn, kept.id)
    ]  # fmt: skip
    await assignments.insert(conn, offers)
