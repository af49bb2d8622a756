"""Findings: confirmed, dismissed, made a recommendation or a case by a coordinator of the campaign's region."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from domain.case import Case, CaseEvent
from domain.code import new_code
from domain.complaint import Category, State
from domain.finding import FINDING_MOVES, Finding, FindingState
from domain.place import Place
from services.cases import due
from services.cases.common import MOVED, needed
from services.refusals import ChangedMeanwhile, NotFound
from services.volunteering.volunteer_common import campaign_of, coordinates, place_of, regions_of
from services.volunteering.volunteer_refusals import StaleFinding
from storage import evidence
from storage.cases import cases
from storage.fieldwork import findings, places
from storage.work import Work


@dataclass(frozen=True)
class FindingLine:
    """A finding with where it was seen."""

    finding: Finding
    place: Place


async def listed(work: Work, campaign_id: int, *states: FindingState) -> list[FindingLine]:
    """A campaign's findings in these states (all by default), the latest first. Raises NotFound."""
    coordinates(work, (await campaign_of(work, campaign_id)).region)
    conn = await work.db()
    found = await findings.of_campaign(conn, work.vault, campaign_id, states=states or tuple(FindingState))
    at = await places.by_ids(conn, work.vault, {one.place_id for one in found})
    return [FindingLine(one, at[one.place_id]) for one in found]


async def open_finding(work: Work, finding_id: int) -> FindingLine:
    """One finding. Raises NotFound."""
    one = await _theirs(work, finding_id)
    return FindingLine(one, await place_of(work, one.place_id))


async def _theirs(work: Work, finding_id: int) -> Finding:
    found = await findings.find(await work.db(), work.vault, finding_id)
    if found is None:
        raise NotFound
    coordinates(work, (await campaign_of(work, found.campaign_id)).region)
    return found


async def _move(work: Work, one: Finding, to: FindingState, words: str = "", case_id: int | None = None) -> Finding:
    if to not in FINDING_MOVES[one.state]:
        raise StaleFinding(one.state)
    moved = replace(one, state=to, words=words or one.words, case_id=case_id or one.case_id)
    if not await findings.save(await work.db(), work.vault, moved):
        raise ChangedMeanwhile
    return replace(moved, version=moved.version + 1)


async def confirm(work: Work, finding_id: int) -> Finding:
    """It is so. Raises NotFound, StaleFinding."""
    return await _move(work, await _theirs(work, finding_id), FindingState.CONFIRMED)


async def dismiss(work: Work, finding_id: int, words: str) -> Finding:
    """It is not, and why. Raises NotFound, NothingSaid, StaleFinding."""
    said = needed(words)
    return await _move(work, await _theirs(work, finding_id), FindingState.DISMISSED, said)


async def recommend(work: Work, finding_id: int, words: str) -> Finding:
    """Becomes a recommendation to the object, for the final document (law on public control, art. 13). Raises NotFound,
    NothingSaid, StaleFinding."""
    said = needed(words)
    return await _move(work, await _theirs(work, finding_id), FindingState.RECOMMENDED, said)


async def refer(work: Work, finding_id: int, category: Category, words: str) -> Case:
    """Becomes a complaint case in the region's desk, with the visit's files as evidence; the volunteer is not named.

    Raises NotFound, NothingSaid, StaleFinding.
    """
    story, one, conn = needed(words), await _theirs(work, finding_id), await work.db()
    if FindingState.REFERRED not in FINDING_MOVES[one.state]:
        raise StaleFinding(one.state)
    place = await place_of(work, one.place_id)
    while await cases.code_taken(conn, code := new_code()):
        pass
    language = work.person.language or "kk"
    first_answer_due, decision_due = await due.promised(work, category)
    case = await cases.insert(
        conn,
        work.vault,
        Case(
            id=0,
            code=code,
            category=category,
            region=place.region,
            district=place.district,
            state=State.RECEIVED,
            language=language,
            amount=None,
            anonymous=True,
            received_at=work.now,
            first_answer_due=first_answer_due,
            decision_due=decision_due,
            values={"story": story, "institution": place.name(language)},
        ),
        reporter=None,
    )
    event = CaseEvent(MOVED, work.now, None, State.RECEIVED, actor_id=work.person.id)
    await cases.record(conn, work.vault, case.id, event)
    await due.begin(work, case)
    if one.submission_id is not None:
        await evidence.share(conn, one.submission_id, case.id)
    await _move(work, one, FindingState.REFERRED, story, case.id)
    return case


async def counts(
    work: Work, since: datetime, until: datetime, regions: Collection[str] | None = None
) -> dict[FindingState, int]:
    """How many findings of a period stand in each state, in the person's regions (or fewer): for the digest. Raises
    NotAllowed."""
    own = regions_of(work.person)
    asked = own if regions is None else frozenset(regions) if own is None else own & frozenset(regions)
    return await findings.counts(await work.db(), regions=asked, since=since, until=until)
