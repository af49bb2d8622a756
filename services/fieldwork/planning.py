"""Finding somebody for every visit: what planning needs to know, and turning a plan into offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.assignment import Assignment, AssignmentActor, AssignmentEvent, AssignmentState
from domain.campaign import Campaign, Task, TaskState
from domain.matching import Candidate, Need, Offer, Plan, Reason, Why
from domain.matching.groups import plan_with_groups
from domain.place import Place
from domain.reminders import QUIET
from domain.team import Team
from domain.volunteer import VolunteerState
from domain.week import ALWAYS, WEEK, at_hour, hour_number, week_number
from locales.texts import T, Text
from services.fieldwork.notices_coordinators import NobodyFound
from services.volunteering.notices_volunteers import TaskOffered
from services.volunteering.volunteer_common import MOVED, place_name, tell_region, titled, where_is
from storage.fieldwork import assignments, campaigns, places, teams, volunteers
from storage.work import Job

LOAD_WINDOW = timedelta(days=30)
"""Visits of this long count as load when they are shared out fairly."""
RETRY = timedelta(hours=1)
"""How long a task for which nobody was found waits until it is tried again."""


@dataclass(frozen=True)
class Inputs:
    """Everything a plan is made from."""

    tasks: Mapping[int, Task]
    campaigns: Mapping[int, Campaign]
    places: Mapping[int, Place]
    needs: Sequence[Need]
    candidates: Sequence[Candidate]
    teams: Sequence[Team] = ()

    def planned(self) -> Plan:
        """The plan; a visit that a group may make goes to a group first."""
        sizes = {
            number: size
            for number, task in self.tasks.items()
            if (size := self.campaigns[task.campaign_id].team_size) > 1
        }
        return plan_with_groups(self.needs, self.candidates, self.teams, sizes)


@dataclass(frozen=True)
class Planned:
    """How many visits were offered, and for how many nobody was found."""

    offered: int
    gaps: int


async def gather(job: Job, tasks: Sequence[Task], *, only: Collection[int] | None = None) -> Inputs:
    """What is needed to plan these tasks; `only` these volunteers, if given."""
    conn = await job.db()
    of_campaigns = await campaigns.by_ids(conn, {task.campaign_id for task in tasks})
    at_places = await places.by_ids(conn, job.vault, {task.place_id for task in tasks})
    usable = [task for task in tasks if task.place_id in at_places]
    besides = await _besides(job, usable, of_campaigns)
    needs = [
        _need(job.now, task, of_campaigns[task.campaign_id], at_places[task.place_id], besides[task.id])
        for task in usable
    ]
    regions = {place.region for place in at_places.values()}
    candidates = await _candidates(job, regions, only)
    together = only is None and any(campaign.team_size > 1 for campaign in of_campaigns.values())
    groups = await teams.teams(conn, regions=regions) if together else []
    return Inputs({task.id: task for task in usable}, of_campaigns, at_places, needs, candidates, groups)


def _pair(task: Task) -> tuple[int, int, int]:
    return task.campaign_id, task.place_id, task.round


async def _besides(job: Job, tasks: Sequence[Task], of_campaigns: Mapping[int, Campaign]) -> dict[int, frozenset[int]]:
    """Volunteers who are out for each task: they declined it or let it pass, or have another half of the pair."""
    conn, blind = await job.db(), [number for number, campaign in of_campaigns.items() if campaign.blind]
    had = await assignments.had(conn, task_ids=[task.id for task in tasks], campaign_ids=blind)
    together: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for campaign_id in blind:
        for task in await campaigns.tasks(conn, campaign_id):
            together[_pair(task)] |= had.get(task.id, set())
    return {task.id: frozenset(had.get(task.id, set()) | together[_pair(task)]) for task in tasks}


def _need(now: datetime, task: Task, campaign: Campaign, place: Place, besides: frozenset[int]) -> Need:
    """There must be time left to answer, so the first hours are not planned."""
    opens = max(task.opens_at, now + min(campaign.offer_time, (task.due_at - now) / 4))
    pair = hash_of_pair(task) if campaign.blind else None
    return Need(
        task.id,
        task.place_id,
        campaign.form,
        place.region,
        place.district,
        opens,
        task.due_at,
        place.hours or ALWAYS,
        place.point,
        pair,
        not campaign.education,
        besides,
    )


def hash_of_pair(task: Task) -> int:
    """A number that only the tasks of one pair share: an object of a round of a campaign."""
    return (task.campaign_id * 1_000_000_007 + task.place_id) * 10_007 + task.round


async def _candidates(job: Job, regions: Collection[str], only: Collection[int] | None) -> list[Candidate]:
    conn = await job.db()
    found = await volunteers.listed(conn, job.vault, states=[VolunteerState.APPROVED], regions=regions)
    found = [one for one in found if only is None or one.person_id in only]
    conflicts = await volunteers.conflicts(conn, [one.person_id for one in found])
    load = await assignments.loads(conn, since=job.now - LOAD_WINDOW)
    monday = at_hour(week_number(hour_number(job.now)) * WEEK)  # visits made this week count against its limit
    busy = await assignments.busy_hours(conn, since=monday)
    return [
        Candidate(
            one.person_id,
            one.profile,
            conflicts.get(one.person_id, frozenset()),
            tuple(busy.get(one.person_id, ())),
            load.get(one.person_id, 0),
        )
        for one in found
    ]


async def offer_open(job: Job) -> Planned:
    """The clock's duty: offers every visit that has nobody to the best volunteer, and says where there is none."""
    tasks = await campaigns.open_tasks(await job.db(), job.now, tried_before=job.now - RETRY)
    return await offer_tasks(job, tasks)


async def offer_tasks(job: Job, tasks: Sequence[Task]) -> Planned:
    """Offers these tasks. A coordinator is told of gaps once a day for each campaign."""
    if not tasks:
        return Planned(0, 0)
    inputs = await gather(job, tasks)
    made = inputs.planned()
    await give(job, inputs, made.offers)
    gaps = {gap.need_id: gap.why for gap in made.gaps}
    await campaigns.note_gaps(await job.db(), gaps, at=job.now)
    without: dict[int, int] = defaultdict(int)
    for task_id in gaps:
        without[inputs.tasks[task_id].campaign_id] += 1
    for campaign_id, count in without.items():
        campaign = inputs.campaigns[campaign_id]
        notice = NobodyFound(campaign_id, titled(campaign.title), count)
        await tell_region(job, campaign.region, notice, key=f"nobody-found:{campaign_id}:{job.now.date()}")
    return Planned(len(made.offers), len(gaps))


async def give(
    job: Job,
    inputs: Inputs,
    offers: Sequence[Offer],
    *,
    by: int | None = None,
    replaces: int | None = None,
) -> list[Assignment]:
    """Stores offers and tells the volunteers, not in quiet hours."""
    conn, told_at = await job.db(), QUIET.over(job.now)
    made = [_offered(job.now, told_at, inputs, offer) for offer in offers]
    made = await assignments.insert(conn, [replace(one, replaces_id=replaces) for one in made])
    actor = AssignmentActor.SYSTEM if by is None else AssignmentActor.COORDINATOR
    event = AssignmentEvent(MOVED, job.now, actor, None, AssignmentState.OFFERED, by)
    await assignments.record_all(conn, job.vault, {one.id: event for one in made})
    await campaigns.set_task(conn, [one.task_id for one in made], TaskState.GIVEN)
    for one, offer in zip(made, offers, strict=True):
        notice = _notice(inputs, one, offer.reasons)
        job.notify(offer.volunteer_id, notice, key=f"task-offered:{one.id}", at=told_at)
    return made


def _offered(now: datetime, told_at: datetime, inputs: Inputs, offer: Offer) -> Assignment:
    task = inputs.tasks[offer.need_id]
    return Assignment(
        id=0,
        task_id=task.id,
        campaign_id=task.campaign_id,
        place_id=task.place_id,
        volunteer_id=offer.volunteer_id,
        state=AssignmentState.OFFERED,
        at=offer.at,
        due_at=task.due_at,
        offered_at=now,
        since=now,
        answer_by=min(told_at + inputs.campaigns[task.campaign_id].offer_time, task.due_at),
        why=tuple(map(str, offer.reasons)),
        team_id=offer.team_id,
    )


def _notice(inputs: Inputs, one: Assignment, reasons: Sequence[Reason]) -> TaskOffered:
    place = inputs.places[one.place_id]
    return TaskOffered(
        one.id,
        titled(inputs.campaigns[one.campaign_id].title),
        place_name(place),
        where_is(place),
        one.at,
        one.due_at,
        one.answer_by or one.due_at,
        why_them(reasons),
    )


_TOLD = frozenset({Why.GROUP, Why.SAME_DISTRICT, Why.SAME_REGION, Why.INTEREST, Why.NEAR})
"""What speaks for somebody in their own eyes; free hours and load are for whoever plans."""


def why_them(reasons: Sequence[Reason]) -> Text:
    """The reasons in words, two at most: what a person wants to know. The coordinator sees all, by `reason_text`."""
    said = [reason_text(reason) for reason in reasons if reason.why in _TOLD][:2]
    if not said:
        return T(Why.SAME_REGION.name_key)
    return said[0] if len(said) == 1 else T("why-both", one=said[0], other=said[1])


def reason_text(reason: Reason) -> Text:
    """One reason in words."""
    if reason.number is None:
        return T(reason.why.name_key)
    return T(reason.why.name_key, number=reason.number)
