"""What a volunteer does with a task: take it or not, go there, say "I'm here", hand in, or say honestly that it was not
possible. Somebody else's task is NotFound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.assignment import (
    LIVE,
    TO_VISIT,
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentState,
    DeclineReason,
    Visit,
    VisitOutcome,
    moves,
)
from domain.campaign import Campaign
from domain.place import Place, Point, metres_between
from domain.quality import Sign, far_away
from domain.volunteer import Volunteer
from locales.texts import T
from services.cases.common import first_lines, needed
from services.fieldwork import companions, notices_coordinators
from services.fieldwork import visits as handing_in
from services.refusals import NotAllowed, NotFound
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import (
    DANGER,
    MOVED,
    TIME_ASKED,
    aliases,
    area_of,
    campaign_of,
    move,
    own_task,
    place_name,
    place_of,
    tell_region,
    where_is,
)
from services.volunteering.volunteer_refusals import OfferOver, StaleTask
from storage.fieldwork import assignments, campaigns, places, teams, visits, volunteers
from storage.questionnaires import submissions
from storage.work import Work


@dataclass(frozen=True)
class TaskCard:
    """A task in a volunteer's list."""

    assignment: Assignment
    place: Place
    campaign: Campaign


@dataclass(frozen=True)
class TaskPage:
    """A task as its volunteer sees it: nothing of flags, nothing of another half of a blind pair."""

    assignment: Assignment
    place: Place
    campaign: Campaign
    visit: Visit
    history: tuple[AssignmentEvent, ...]
    moves: frozenset[AssignmentState]
    companions: tuple[str, ...]
    """Aliases of the group they go with."""
    comment: str
    """What the coordinator asked to put right, while it is returned."""


async def mine(work: Work, *states: AssignmentState) -> list[TaskCard]:
    """One's own tasks in these states (by default those in hand or being looked at), by deadline."""
    conn = await work.db()
    found = await assignments.of_volunteer(conn, work.person.id, states=states or tuple(LIVE))
    at = await places.by_ids(conn, work.vault, {one.place_id for one in found})
    of = await campaigns.by_ids(conn, {one.campaign_id for one in found})
    return [TaskCard(one, at[one.place_id], of[one.campaign_id]) for one in found]


async def open_task(work: Work, assignment_id: int) -> TaskPage:
    """One's own task. Raises NotFound."""
    one, conn = await own_task(work, assignment_id), await work.db()
    events = await assignments.events(conn, work.vault, one.id)
    returned = [event.words for event in events if event.to_state is AssignmentState.RETURNED]
    return TaskPage(
        assignment=one,
        place=await place_of(work, one.place_id),
        campaign=await campaign_of(work, one.campaign_id),
        visit=await visits.find(conn, work.vault, one.id),
        history=tuple(event for event in events if event.kind == MOVED),
        moves=moves(one.state, AssignmentActor.VOLUNTEER),
        companions=await _companions(work, one),
        comment=returned[-1] if returned and one.state is AssignmentState.RETURNED else "",
    )


async def _companions(work: Work, one: Assignment) -> tuple[str, ...]:
    team = None if one.team_id is None else await teams.find_team(await work.db(), one.team_id)
    others = [] if team is None else [number for number in team.members if number != work.person.id]
    return tuple((await aliases(work, others)).values())


async def accept(work: Work, assignment_id: int, *, no_conflict: bool) -> Assignment:
    """Takes an offered task. The volunteer is asked each time whether they or relatives work there: without
    `no_conflict` it is declined for that reason instead.

    In a swap, the colleague's task ends now. Raises NotFound, StaleTask, OfferOver once it has gone on.
    """
    one = await own_task(work, assignment_id)
    if one.state in (AssignmentState.EXPIRED, AssignmentState.CANCELLED):
        raise OfferOver
    if not no_conflict:
        return await decline(work, assignment_id, DeclineReason.CONFLICT)
    taken = await move(
        work, replace(one, answer_by=None, since=work.now), AssignmentState.ACCEPTED, AssignmentActor.VOLUNTEER
    )
    if one.replaces_id is not None:
        await _take_over(work, one.replaces_id)
    await companions.tell_visit(work, taken)
    return taken


async def _take_over(work: Work, replaced_id: int) -> None:
    """The one who handed the task on is free of it."""
    before = await assignments.find(await work.db(), replaced_id)
    if before is None or before.state not in TO_VISIT:
        return
    await move(work, replace(before, swap_to=None), AssignmentState.CANCELLED, AssignmentActor.SYSTEM)
    if before.volunteer_id is not None:
        place = await place_of(work, before.place_id)
        work.notify(before.volunteer_id, notices.TaskHandedOver(place_name(place)))


async def decline(work: Work, assignment_id: int, reason: DeclineReason, words: str = "") -> Assignment:
    """Does not take an offered task, or gives a taken one back; it goes on to the next. A conflict of interest is
    remembered. Raises NotFound, StaleTask."""
    one = await own_task(work, assignment_id)
    if one.state is AssignmentState.EXPIRED:
        raise OfferOver
    if reason is DeclineReason.CONFLICT:
        await volunteers.add_conflict(await work.db(), work.person.id, one.place_id, at=work.now)
    given_back = replace(one, reason=reason.value, answer_by=None, swap_to=None)
    declined = await move(
        work, given_back, AssignmentState.DECLINED, AssignmentActor.VOLUNTEER, words=first_lines(words, 500)
    )
    await handing_in.tell_swap_failed(work, one)
    await companions.tell_off(work, one)
    return declined


async def check_in(work: Work, assignment_id: int, point: Point | None) -> Visit:
    """ "I'm here": begins the visit, with the distance to the object where both places are known. Being far away is
    never refused; it becomes a sign for the coordinator. Again: the nearest counts. Raises NotFound, StaleTask."""
    one, conn = await own_task(work, assignment_id), await work.db()
    if one.state is AssignmentState.ACCEPTED:
        one = await move(work, one, AssignmentState.STARTED, AssignmentActor.VOLUNTEER)
    if one.state not in (AssignmentState.STARTED, AssignmentState.RETURNED):
        raise StaleTask(one.state)
    place, before = await place_of(work, one.place_id), await visits.find(conn, work.vault, one.id)
    known = None if point is None or place.point is None else round(metres_between(point, place.point))
    distances = [metres for metres in (known, before.metres) if metres is not None]
    begun = replace(
        before,
        checked_in_at=before.checked_in_at or (work.now if point is not None else None),
        started_at=before.started_at or work.now,
        metres=min(distances, default=None),
    )
    await visits.save(conn, work.vault, begun, location=point)
    return begun


def sign_of_distance(visit: Visit) -> Sign | None:
    """For a kind word on the screen: whether the check-in was far from the object."""
    return far_away(visit.metres)


async def begin(work: Work, assignment_id: int) -> Visit:
    """Begins the visit without saying where. Raises NotFound, StaleTask."""
    return await check_in(work, assignment_id, None)


async def finish(
    work: Work, assignment_id: int, submission_id: int, *, expected: timedelta = timedelta(minutes=5)
) -> Visit:
    """Hands the filled form in: first time or put right. `expected` is the form's estimated time.

    Raises NotFound (also for a submission that is not the person's), StaleTask.
    """
    one, conn = await own_task(work, assignment_id), await work.db()
    submitter = await submissions.submitter_of(conn, work.vault, submission_id)
    sent = await submissions.find(conn, work.vault, submission_id)
    if sent is None or submitter != work.person.id:
        raise NotFound
    return await handing_in.take_in(work, one, sent, expected=expected)


async def impossible(work: Work, assignment_id: int, outcome: VisitOutcome, words: str) -> Visit:
    """An honest outcome: no access, closed, felt unsafe; with a reason. Raises NotFound, StaleTask, NothingSaid;
    ValueError for OBSERVED."""
    if outcome is VisitOutcome.OBSERVED:
        raise ValueError("an observation is handed in with its form")
    said, one, conn = needed(words), await own_task(work, assignment_id), await work.db()
    await move(work, one, AssignmentState.IMPOSSIBLE, AssignmentActor.VOLUNTEER)
    before = await visits.find(conn, work.vault, one.id)
    ended = replace(before, started_at=before.started_at or work.now, finished_at=work.now, outcome=outcome, words=said)
    await visits.save(conn, work.vault, ended)
    await handing_in.tell_swap_failed(work, one)
    campaign, place = await campaign_of(work, one.campaign_id), await place_of(work, one.place_id)
    told = notices_coordinators.VisitNotPossible(
        one.id, place_name(place), work.person.alias or "—", T(outcome.name_key), first_lines(said)
    )
    await tell_region(work, campaign.region, told)
    return ended


async def ask_time(work: Work, assignment_id: int, words: str = "") -> None:
    """Asks the coordinator for more time. Raises NotFound, StaleTask."""
    one = await own_task(work, assignment_id)
    if one.state not in TO_VISIT:
        raise StaleTask(one.state)
    said = first_lines(words, 500)
    await _note(work, one, TIME_ASKED, said)
    campaign, place = await campaign_of(work, one.campaign_id), await place_of(work, one.place_id)
    notice = notices_coordinators.TimeAsked(
        one.id, place_name(place), work.person.alias or "—", one.due_at, said or "—"
    )
    await tell_region(work, campaign.region, notice, key=f"time-asked:{one.id}:{work.now.date()}")


async def _note(work: Work, one: Assignment, kind: str, words: str = "") -> None:
    event = AssignmentEvent(kind, work.now, AssignmentActor.VOLUNTEER, words=words)
    await assignments.record(await work.db(), work.vault, one.id, event)


async def danger(work: Work, assignment_id: int | None = None) -> None:
    """The danger button: the coordinators are told at once, with the object if it is known. The screen says: leave,
    call 102. Works in every state. Raises NotFound for somebody else's task, NotAllowed for who is no volunteer."""
    conn = await work.db()
    own: Volunteer | None = await volunteers.find(conn, work.vault, work.person.id)
    if assignment_id is not None:
        one = await own_task(work, assignment_id)
        await _note(work, one, DANGER)
        place = await place_of(work, one.place_id)
        code = (await campaign_of(work, one.campaign_id)).region
        where = T("place-named", name=place_name(place), where=where_is(place))
    elif own is not None:
        code, where = own.profile.region, area_of(own.profile.region, own.profile.district)
    else:
        raise NotAllowed
    notice = notices_coordinators.VolunteerInDanger(work.person.id, work.person.alias or "—", where, work.now)
    await tell_region(work, code, notice)
