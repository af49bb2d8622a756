"""What a coordinator does with tasks in hand: more time, calling off, swaps, giving by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.assignment import (
    LIVE,
    TO_VISIT,
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentState,
)
from domain.campaign import CampaignState, Task, TaskState
from domain.matching import Candidate, GapWhy, Plan, Reason, Why, plan
from domain.place import Place
from domain.team import Team
from services.fieldwork import companions, notices_coordinators, planning
from services.fieldwork.visits import tell_swap_failed
from services.refusals import NotFound
from services.volunteering import notices_volunteers as notices
from services.volunteering.teams import for_task
from services.volunteering.volunteer_common import (
    MORE_TIME,
    SWAP_ASKED,
    SWAP_REFUSED,
    alias_of,
    campaign_of,
    coordinates,
    desk_task,
    look_again,
    move,
    own_task,
    place_name,
    place_of,
    save,
    tell_region,
    withdraw_reminders,
)
from services.volunteering.volunteer_refusals import BadPeriod, StaleCampaign, StaleTask, Unfit
from storage.fieldwork import assignments, campaigns, teams
from storage.work import Work


@dataclass(frozen=True)
class CandidateLine:
    """Somebody who could be given a task, the least loaded first, with what speaks for them."""

    person_id: int
    alias: str
    reasons: tuple[Reason, ...]
    load: int


@dataclass(frozen=True)
class GapLine:
    """A visit for which nobody was found; `why` None: not tried yet."""

    task: Task
    place: Place
    why: GapWhy | None


async def extend(work: Work, assignment_id: int, until: datetime) -> Assignment:
    """Gives more time; the volunteer is told. Raises NotFound, StaleTask, BadPeriod for the past."""
    one, _ = await desk_task(work, assignment_id)
    if one.state not in TO_VISIT:
        raise StaleTask(one.state)
    if until <= max(work.now, one.due_at):
        raise BadPeriod
    await withdraw_reminders(work, one)
    longer = replace(one, due_at=until, since=work.now, reminded="")
    longer = await save(work, replace(longer, remind_at=look_again(longer)))
    event = AssignmentEvent(MORE_TIME, work.now, AssignmentActor.COORDINATOR, actor_id=work.person.id)
    await assignments.record(await work.db(), work.vault, one.id, event)
    if one.volunteer_id is not None:
        place = await place_of(work, one.place_id)
        work.notify(one.volunteer_id, notices.TaskMoved(one.id, place_name(place), until))
    return longer


async def cancel(work: Work, assignment_id: int, words: str = "") -> None:
    """Takes a task from a volunteer, who is told; it goes on to the next. Raises NotFound, StaleTask."""
    one, _ = await desk_task(work, assignment_id)
    me = work.person.id
    off = replace(one, answer_by=None, swap_to=None)
    await move(work, off, AssignmentState.CANCELLED, AssignmentActor.COORDINATOR, by=me, words=words.strip())
    await tell_swap_failed(work, one)
    await companions.tell_off(work, one)
    if one.volunteer_id is not None:
        work.notify(one.volunteer_id, notices.TaskCalledOff(place_name(await place_of(work, one.place_id))))


async def _possible(work: Work, task: Task, only: Sequence[int] | None = None) -> list[tuple[Candidate, Plan]]:
    """What planning says of each volunteer for this one task."""
    inputs = await planning.gather(work, [task], only=only)
    return [(one, plan(inputs.needs, [one])) for one in inputs.candidates]


async def _lines(work: Work, task: Task, besides: int | None = None) -> list[CandidateLine]:
    fitting = [(one, made.offers[0]) for one, made in await _possible(work, task) if made.offers]
    lines = [
        CandidateLine(one.id, await alias_of(work, one.id), offer.reasons, one.load)
        for one, offer in fitting
        if one.id != besides
    ]
    return sorted(lines, key=lambda line: (line.load, line.alias, line.person_id))


async def candidates(work: Work, task_id: int) -> list[CandidateLine]:
    """Whom a coordinator may give a task by hand: nobody with a conflict, without time or over their limit. Raises
    NotFound."""
    return await _lines(work, await _task(work, task_id))


async def _task(work: Work, task_id: int) -> Task:
    task = await campaigns.find_task(await work.db(), task_id)
    if task is None:
        raise NotFound
    coordinates(work, (await campaign_of(work, task.campaign_id)).region)
    return task


async def groups(work: Work, task_id: int) -> list[Team]:
    """Groups a coordinator may give a task. Raises NotFound."""
    task = await _task(work, task_id)
    campaign = await campaign_of(work, task.campaign_id)
    return await for_task(work, campaign, task.place_id) if campaign.team_size > 1 else []


async def assign_group(work: Work, task_id: int, team_id: int) -> Assignment:
    """Offers a task to a group, through its lead. Raises what `assign` raises."""
    for team in await groups(work, task_id):
        if team.id == team_id and team.lead_id is not None:
            return await assign(work, task_id, team.lead_id, team_id=team.id)
    raise NotFound


async def gaps(work: Work, campaign_id: int) -> list[GapLine]:
    """Visits of a campaign that have nobody, and why. Raises NotFound."""
    campaign, conn = await campaign_of(work, campaign_id), await work.db()
    coordinates(work, campaign.region)
    found = await campaigns.tasks(conn, campaign_id, states=[TaskState.OPEN])
    return [GapLine(task, await place_of(work, task.place_id), task.gap) for task in found]


async def assign(work: Work, task_id: int, person_id: int, *, team_id: int | None = None) -> Assignment:
    """Offers a task to somebody chosen by hand; with `team_id`, to the lead for their group. What is offered already
    to somebody who has not answered is called off.

    Raises NotFound, StaleCampaign, StaleTask if somebody has taken it, Unfit.
    """
    task, conn = await _task(work, task_id), await work.db()
    campaign = await campaign_of(work, task.campaign_id)
    if campaign.state is not CampaignState.RUNNING:
        raise StaleCampaign(campaign.state)
    if team_id is not None:
        team = await teams.find_team(conn, team_id)
        if team is None or person_id not in team.members or len(team.members) > campaign.team_size:
            raise NotFound
        await _check_companions(work, task, [number for number in team.members if number != person_id])
    for before in await assignments.of_task(conn, task_id):
        if before.state in LIVE and before.volunteer_id == person_id:
            raise StaleTask(before.state)
        if before.state is AssignmentState.OFFERED:
            await cancel(work, before.id)
        elif before.state in LIVE or before.state is AssignmentState.APPROVED:
            raise StaleTask(before.state)
    return await _offer_to(work, task, person_id, team_id=team_id)


async def _check_companions(work: Work, task: Task, members: Sequence[int]) -> None:
    """Whoever goes along has hours for it and has not enough already. Raises Unfit."""
    for number in members:
        plans = [made for _, made in await _possible(work, task, [number])]
        if not any(made.offers for made in plans):
            raise Unfit(next((gap.why for made in plans for gap in made.gaps), GapWhy.NOBODY_NEAR))


async def _offer_to(
    work: Work, task: Task, person_id: int, *, replaces: int | None = None, team_id: int | None = None
) -> Assignment:
    inputs = await planning.gather(work, [task], only=[person_id])
    made = inputs.planned()
    if not made.offers:
        raise Unfit(made.gaps[0].why if made.gaps else GapWhy.NOBODY_NEAR)
    offers = made.offers
    if team_id is not None:
        offers = tuple(replace(one, team_id=team_id, reasons=(Reason(Why.GROUP), *one.reasons)) for one in offers)
    given = await planning.give(work, inputs, offers, by=work.person.id, replaces=replaces)
    return given[0]


# Swaps: asked by a volunteer, allowed by a coordinator, taken by a colleague; until then the task stays where it is.


async def colleagues(work: Work, assignment_id: int) -> list[CandidateLine]:
    """Whom one could ask to take one's task over. Raises NotFound, StaleTask."""
    one = await own_task(work, assignment_id)
    if one.state not in TO_VISIT:
        raise StaleTask(one.state)
    task = await campaigns.find_task(await work.db(), one.task_id)
    return [] if task is None else await _lines(work, task, besides=work.person.id)


async def ask_swap(work: Work, assignment_id: int, person_id: int) -> None:
    """Asks the coordinator's leave to hand a task to a colleague (law on volunteering, art. 12: not without it).

    Raises NotFound, StaleTask.
    """
    lines = {line.person_id: line for line in await colleagues(work, assignment_id)}
    if person_id not in lines:
        raise NotFound
    one = await own_task(work, assignment_id)
    await save(work, replace(one, swap_to=person_id))
    event = AssignmentEvent(SWAP_ASKED, work.now, AssignmentActor.VOLUNTEER)
    await assignments.record(await work.db(), work.vault, one.id, event)
    campaign, place = await campaign_of(work, one.campaign_id), await place_of(work, one.place_id)
    asked = notices_coordinators.SwapAsked(one.id, place_name(place), work.person.alias or "—", lines[person_id].alias)
    await tell_region(work, campaign.region, asked)


async def allow_swap(work: Work, assignment_id: int) -> Assignment:
    """Gives leave: the colleague is offered the task, the volunteer keeps it until they accept.

    Raises NotFound, StaleTask where no swap is asked for any more, Unfit.
    """
    one, _ = await desk_task(work, assignment_id)
    task = await campaigns.find_task(await work.db(), one.task_id)
    if one.swap_to is None or one.state not in TO_VISIT or task is None:
        raise StaleTask(one.state)
    to = one.swap_to
    await save(work, replace(one, swap_to=None))
    return await _offer_to(work, task, to, replaces=one.id)


async def refuse_swap(work: Work, assignment_id: int) -> None:
    """Gives no leave: the task stays, and its volunteer is told. Raises NotFound, StaleTask."""
    one, _ = await desk_task(work, assignment_id)
    if one.swap_to is None:
        raise StaleTask(one.state)
    await save(work, replace(one, swap_to=None))
    event = AssignmentEvent(SWAP_REFUSED, work.now, AssignmentActor.COORDINATOR, actor_id=work.person.id)
    await assignments.record(await work.db(), work.vault, one.id, event)
    if one.volunteer_id is not None:
        work.notify(one.volunteer_id, notices.TaskStays(one.id, place_name(await place_of(work, one.place_id))))
