"""What the services of volunteers' work share: whose is what, moving an assignment, telling the region's desk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from chat.notice import Notice
from domain import assignment as rules
from domain.assignment import (
    LIVE,
    TO_VISIT,
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentMoveRefused,
    AssignmentState,
)
from domain.campaign import Campaign, TaskState
from domain.form_version import title_in
from domain.geography import UnknownPlace, district, region
from domain.people import EVERYWHERE, Person, Role
from domain.place import Place
from domain.reminders import Remindable, Reminder, next_look
from locales.texts import Named, T, Text
from services.cases.common import region_desk
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound
from services.volunteering.volunteer_refusals import StaleTask
from storage import people
from storage.fieldwork import assignments, campaigns, places
from storage.work import Job, Work

MOVED = "moved"
TIME_ASKED, MORE_TIME = "time-asked", "more-time"
SWAP_ASKED, SWAP_REFUSED = "swap-asked", "swap-refused"
DANGER = "danger"
NOBODY = "—"


def regions_of(person: Person) -> frozenset[str] | None:
    """The regions a coordinator works in, None for all. Raises NotAllowed for anybody else."""
    if not person.is_staff:
        raise NotAllowed
    own = {grant.region for grant in person.grants if grant.role in (Role.COORDINATOR, Role.ADMIN)}
    return None if EVERYWHERE in own else frozenset(own)


def coordinates(work: Work, code: str) -> None:
    """Raises NotFound unless the person coordinates this region."""
    if not work.person.may(Role.COORDINATOR, code):
        raise NotFound


async def alias_of(job: Job, person_id: int | None) -> str:
    """What staff see of somebody."""
    if person_id is None:
        return NOBODY
    if isinstance(job, Work) and job.person.id == person_id:
        return job.person.alias or NOBODY
    return (await people.get(await job.db(), job.vault, person_id)).alias or NOBODY


async def tell_region(job: Job, code: str, notice: Notice, *, key: str | None = None) -> None:
    """Queues a notice for the region's coordinators, else the admins; with a `key`, each gets it once."""
    staff = await people.with_role(await job.db(), job.vault, [Role.COORDINATOR, Role.ADMIN])
    for person in region_desk(staff, code):
        job.notify(person.id, notice, key=key and f"{key}:{person.id}")


def titled(title: str) -> Named:
    """A title that may hold both languages, «Дәріхана · Аптека»: each reader sees theirs."""
    return Named(title_in(title, "kk"), title_in(title, "ru"))


def place_name(place: Place | None) -> Named:
    """In both languages."""
    return Named(NOBODY, NOBODY) if place is None else Named(place.name("kk"), place.name("ru"))


def where_is(place: Place) -> Text:
    """Region and district, and the address where there is one."""
    whole = area_of(place.region, place.district)
    return T("place-address", area=whole, address=place.address) if place.address else whole


def area_of(code: str, part: str | None) -> Text:
    """Region and district in the reader's language."""
    try:
        where = region(code)
        if part is None:
            return T("place-region", region=Named(where.kk, where.ru))
        inner = district(part)
    except UnknownPlace:
        return T("place-unknown")
    return T("place-district", region=Named(where.kk, where.ru), district=Named(inner.kk, inner.ru))


async def place_of(job: Job, place_id: int) -> Place:
    """The place with this id. Raises NotFound."""
    found = await places.find(await job.db(), job.vault, place_id)
    if found is None:
        raise NotFound
    return found


async def campaign_of(job: Job, campaign_id: int) -> Campaign:
    """The campaign with this id. Raises NotFound."""
    found = await campaigns.find(await job.db(), campaign_id)
    if found is None:
        raise NotFound
    return found


async def own_task(work: Work, assignment_id: int) -> Assignment:
    """An assignment of the person's. Raises NotFound for any other, as for none."""
    found = await assignments.find(await work.db(), assignment_id)
    if found is None or found.volunteer_id != work.person.id:
        raise NotFound
    return found


async def desk_task(work: Work, assignment_id: int) -> tuple[Assignment, Campaign]:
    """An assignment of a campaign in a region the person coordinates. Raises NotFound."""
    found = await assignments.find(await work.db(), assignment_id)
    campaign = None if found is None else await campaigns.find(await work.db(), found.campaign_id)
    if found is None or campaign is None:
        raise NotFound
    coordinates(work, campaign.region)
    return found, campaign


async def save(job: Job, one: Assignment) -> Assignment:
    """Stores the changed assignment. Raises ChangedMeanwhile if somebody was faster."""
    if not await assignments.save(await job.db(), one):
        raise ChangedMeanwhile
    return replace(one, version=one.version + 1)


async def move(
    job: Job,
    one: Assignment,
    to: AssignmentState,
    actor: AssignmentActor,
    *,
    by: int | None = None,
    words: str = "",
) -> Assignment:
    """Moves the assignment, writes the event, and sets what hangs on it: the task's state, the next reminder.

    `one` may carry other changes, saved along; `by` is staff. Raises StaleTask where MOVES has no such move.
    """
    try:
        rules.check(one.state, to, actor)
    except AssignmentMoveRefused:
        raise StaleTask(one.state) from None
    conn = await job.db()
    event = AssignmentEvent(MOVED, job.now, actor, one.state, to, by, words)
    before = one.state
    moved = replace(one, state=to)
    moved = await save(job, replace(moved, remind_at=look_again(moved)))
    await assignments.record(conn, job.vault, one.id, event)
    if moved.reminded and before in TO_VISIT and to not in TO_VISIT:
        await withdraw_reminders(job, moved)
    if to is AssignmentState.APPROVED:
        await campaigns.set_task(conn, [one.task_id], TaskState.DONE)
    elif to not in LIVE and (_alone(one) or not await _others(job, moved)):
        await campaigns.set_task(conn, [one.task_id], TaskState.OPEN)
    return moved


def _alone(one: Assignment) -> bool:
    """Whether nobody else can have the task: an offer that is not part of a swap."""
    return one.state is AssignmentState.OFFERED and one.replaces_id is None


async def _others(job: Job, one: Assignment) -> list[Assignment]:
    """Who else has the task: in a swap two people do for a while."""
    return [
        other
        for other in await assignments.of_task(await job.db(), one.task_id)
        if other.id != one.id and (other.state in LIVE or other.state is AssignmentState.APPROVED)
    ]


def remindable(one: Assignment) -> Remindable:
    """The assignment as the rules of reminding see it."""
    return Remindable(one.at, one.due_at, one.since, Reminder(one.reminded) if one.reminded else None)


def look_again(one: Assignment) -> datetime | None:
    """When the clock has to look at it next."""
    return next_look(remindable(one)) if one.state in TO_VISIT else None


def reminder_key(one: Assignment, what: Reminder) -> str:
    """One reminder of a kind for a deadline."""
    return f"task-reminder:{one.id}:{what}:{int(one.due_at.timestamp())}"


async def withdraw_reminders(job: Job, one: Assignment) -> None:
    """What has not left yet need not be said any more. Coordinators keep what they were told."""
    said = [Reminder.DAY_BEFORE, Reminder.ON_THE_DAY, Reminder.HOURS_BEFORE, Reminder.OVERDUE]
    await job.withdraw(*(reminder_key(one, what) for what in said))


async def aliases(job: Job, ids: Collection[int | None]) -> dict[int, str]:
    """What staff see of these people."""
    return {number: await alias_of(job, number) for number in ids if number is not None}
