"""What a coordinator does with visits that were made: look, approve, send back, reject. The history is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from chat.notice import Notice
from domain.assignment import (
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentState,
    Visit,
    moves,
)
from domain.campaign import Campaign
from domain.finding import Finding, FindingState
from domain.matching import Reason
from domain.place import Place
from domain.quality import Sign
from domain.submission import Submission
from locales.texts import Named
from services.cases.common import needed
from services.fieldwork.visits import pair_scores
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import (
    alias_of,
    campaign_of,
    coordinates,
    desk_task,
    move,
    place_name,
    place_of,
    regions_of,
)
from storage.fieldwork import assignments, campaigns, findings, places, visits
from storage.questionnaires import submissions
from storage.work import Work

RETURNED_FOR = timedelta(days=3)
"""At least so long a volunteer has to put a visit right."""


@dataclass(frozen=True)
class VisitCard:
    """A visit in the list of those to look at; those with signs come first."""

    assignment: Assignment
    place: Place
    campaign: Campaign
    alias: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class VisitPage:
    """A visit as its coordinator sees it. `signs` are hints with honest causes, never shown to the volunteer;
    `pair_score` the disagreement with the other observer in percent, None where there is none yet."""

    assignment: Assignment
    place: Place
    campaign: Campaign
    alias: str
    visit: Visit
    signs: tuple[Sign, ...]
    findings: tuple[Finding, ...]
    submission: Submission | None
    history: tuple[AssignmentEvent, ...]
    reasons: tuple[Reason, ...]
    pair_score: int | None
    moves: frozenset[AssignmentState]


async def queue(work: Work, campaign_id: int | None = None) -> list[VisitCard]:
    """Visits of the person's regions, or of one campaign, that wait to be looked at. Raises NotAllowed, NotFound."""
    conn, regions = await work.db(), regions_of(work.person)
    if campaign_id is not None:
        coordinates(work, (await campaign_of(work, campaign_id)).region)
    found = await assignments.to_judge(conn, regions=regions, campaign_id=campaign_id)
    at = await places.by_ids(conn, work.vault, {one.place_id for one in found})
    of = await campaigns.by_ids(conn, {one.campaign_id for one in found})
    signs = await visits.flags(conn, [one.id for one in found])
    cards = [
        VisitCard(
            one,
            at[one.place_id],
            of[one.campaign_id],
            await alias_of(work, one.volunteer_id),
            signs.get(one.id, ()),
        )
        for one in found
    ]
    return sorted(cards, key=lambda card: -len(card.signs))


async def open_visit(work: Work, assignment_id: int) -> VisitPage:
    """A task with everything a coordinator may see of it, in any state. Raises NotFound."""
    one, campaign = await desk_task(work, assignment_id)
    conn = await work.db()
    visit = await visits.find(conn, work.vault, one.id)
    sent = None if visit.submission_id is None else await submissions.find(conn, work.vault, visit.submission_id)
    scores = await pair_scores(work, campaign) if campaign.blind else {}
    return VisitPage(
        assignment=one,
        place=await place_of(work, one.place_id),
        campaign=campaign,
        alias=await alias_of(work, one.volunteer_id),
        visit=visit,
        signs=(await visits.flags(conn, [one.id])).get(one.id, ()),
        findings=tuple(await findings.of_assignment(conn, work.vault, one.id)),
        submission=sent,
        history=tuple(await assignments.events(conn, work.vault, one.id)),
        reasons=tuple(map(Reason.read, one.why)),
        pair_score=scores.get(one.place_id),
        moves=moves(one.state, AssignmentActor.COORDINATOR),
    )


async def approve(work: Work, assignment_id: int) -> None:
    """The visit counts; what it found is confirmed unless it was dismissed before. Raises NotFound, StaleTask."""
    one = await _judge(work, assignment_id, AssignmentState.APPROVED)
    await _settle(work, one, FindingState.CONFIRMED)
    await _tell(work, one, lambda place: notices.VisitApproved(one.id, place))


async def send_back(work: Work, assignment_id: int, words: str) -> None:
    """Asks the volunteer to put something right. Raises NotFound, NothingSaid, StaleTask."""
    said = needed(words)
    one = await _judge(work, assignment_id, AssignmentState.RETURNED, said)
    await _tell(work, one, lambda place: notices.VisitReturned(one.id, place, said))


async def reject(work: Work, assignment_id: int, words: str) -> None:
    """The visit does not count, and why; somebody else is asked. Raises NotFound, NothingSaid, StaleTask."""
    said = needed(words)
    one = await _judge(work, assignment_id, AssignmentState.REJECTED, said)
    await _settle(work, one, FindingState.DISMISSED)
    await _tell(work, one, lambda place: notices.VisitRejected(one.id, place, said))


async def _judge(work: Work, assignment_id: int, to: AssignmentState, words: str = "") -> Assignment:
    one, _ = await desk_task(work, assignment_id)
    if to is AssignmentState.RETURNED:  # time enough to put it right
        one = replace(one, due_at=max(one.due_at, work.now + RETURNED_FOR), since=work.now, reminded="")
    return await move(work, one, to, AssignmentActor.COORDINATOR, by=work.person.id, words=words)


async def _settle(work: Work, one: Assignment, to: FindingState) -> None:
    conn = await work.db()
    for finding in await findings.of_assignment(conn, work.vault, one.id):
        if finding.state is FindingState.NEW:
            await findings.save(conn, work.vault, replace(finding, state=to))


async def _tell(work: Work, one: Assignment, notice: Callable[[Named], Notice]) -> None:
    if one.volunteer_id is not None:
        work.notify(one.volunteer_id, notice(place_name(await place_of(work, one.place_id))))
