"""Recommendations to institutions: issued from a finding or a case, considered, answered, done or refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from domain.finding import Finding
from domain.recommendation import (
    OPEN,
    RECOMMENDATION_MOVES,
    UNANSWERED,
    Recommendation,
    RecommendationEvent,
    RecommendationState,
    handed_over,
    next_look,
    terms,
)
from domain.workdays import ALMATY, Overrides
from locales.texts import T
from services.cases import due
from services.cases.common import desk_case, needed
from services.fieldwork import findings
from services.referral import notices_referrals as notices
from services.referral.paper_recipes import Paper, PaperRecipe, file_name
from services.referral.referral_refusals import StaleRecommendation
from services.refusals import ChangedMeanwhile, NotFound
from services.volunteering.volunteer_common import aliases, coordinates, place_of, regions_of
from storage.referral import recommendations
from storage.work import Job, Work

PAGE = 8
MOST = 10_000
"""Unanswered ones that are looked at; a movement has some dozens."""


@dataclass(frozen=True)
class Line:
    """One line of a history, with who wrote it."""

    event: RecommendationEvent
    alias: str


@dataclass(frozen=True)
class Page:
    """A recommendation with its history, oldest first."""

    one: Recommendation
    history: tuple[Line, ...]


@dataclass(frozen=True)
class Listed:
    """A page of them, the oldest first; `page` counts from 0, `pages` is at least 1."""

    those: tuple[Recommendation, ...]
    page: int
    pages: int
    total: int


async def listed(work: Work, states: Collection[RecommendationState] = OPEN, page: int = 0) -> Listed:
    """Those of the person's regions. Raises NotAllowed."""
    regions, conn = regions_of(work.person), await work.db()
    total = await recommendations.count(conn, regions=regions, states=states)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    those = await recommendations.listed(
        conn, work.vault, regions=regions, states=states, offset=page * PAGE, limit=PAGE
    )
    return Listed(tuple(those), page, pages, total)


async def open_one(work: Work, number: int) -> Page:
    """One of the person's regions. Raises NotFound."""
    one, conn = await _theirs(work, number), await work.db()
    events = await recommendations.events(conn, work.vault, one.id)
    names = await aliases(work, {event.actor_id for event in events})
    return Page(one, tuple(Line(event, names.get(event.actor_id or 0, "—")) for event in events))


async def _theirs(work: Work, number: int) -> Recommendation:
    found = await recommendations.find(await work.db(), work.vault, number)
    if found is None:
        raise NotFound
    coordinates(work, found.region)
    return found


async def of_finding(work: Work, finding_id: int) -> Recommendation | None:
    """The one made from a finding."""
    return await recommendations.of_finding(await work.db(), work.vault, finding_id)


async def of_case(work: Work, case_id: int) -> list[Recommendation]:
    """Those made from a case of the person's regions. Raises NotFound."""
    case = await desk_case(work, case_id)
    return await recommendations.of_case(await work.db(), work.vault, case.id)


async def from_finding(work: Work, finding_id: int, words: str) -> Recommendation:
    """A confirmed finding becomes a recommendation to its object; the terms count from the visit, but never end before
    they begin. Raises NotFound, NothingSaid, StaleFinding."""
    finding: Finding = await findings.recommend(work, finding_id, words)
    place = await place_of(work, finding.place_id)
    language = work.person.language or "kk"
    known = await due.overrides(work)
    made = _new(work, place.region, place.name(language), place.address, words, finding.at, known)
    return await _issue(work, made, finding_id=finding.id)


async def from_case(work: Work, case_id: int, institution: str, words: str) -> Recommendation:
    """A case becomes a recommendation to the institution it is about. Raises NotFound, NothingSaid."""
    case = await desk_case(work, case_id)
    made = _new(work, case.region, needed(institution), "", words, work.now, await due.overrides(work))
    return await _issue(work, made, case_id=case.id)


def _new(
    work: Work, region: str, institution: str, address: str, words: str, since: datetime, overrides: Overrides | None
) -> Recommendation:
    document, answer = terms(since, overrides)
    if document < work.now:
        answer = terms(work.now, overrides)[1]
    return Recommendation(
        id=0,
        number="",
        region=region,
        institution=institution,
        address=address,
        language=work.person.language or "kk",
        words=needed(words),
        state=RecommendationState.ISSUED,
        issued_at=work.now,
        document_due=document,
        answer_due=answer,
        look_at=next_look(work.now),
        made_by=work.person.id,
    )


async def _issue(
    work: Work, one: Recommendation, *, finding_id: int | None = None, case_id: int | None = None
) -> Recommendation:
    conn = await work.db()
    number = await recommendations.next_number(conn, work.now.astimezone(ALMATY).year)
    made = replace(one, number=number, finding_id=finding_id, case_id=case_id)
    kept = await recommendations.insert(conn, work.vault, made)
    await _record(work, kept, "")
    return kept


async def _record(work: Work, one: Recommendation, words: str) -> None:
    event = RecommendationEvent(one.state, work.now, words, work.person.id)
    await recommendations.record(await work.db(), work.vault, one.id, event)


async def move(work: Work, number: int, to: RecommendationState, words: str) -> Recommendation:
    """One step on, with where and by whom it was considered, what was answered, what was done or why not. What is done
    or refused is not looked at any more. Raises NotFound, NothingSaid, StaleRecommendation, ChangedMeanwhile."""
    one, said = await _theirs(work, number), needed(words)
    if to not in RECOMMENDATION_MOVES[one.state]:
        raise StaleRecommendation(one.state)
    moved = replace(one, state=to, look_at=one.look_at if to in OPEN else None)
    if not await recommendations.save(await work.db(), work.vault, moved):
        raise ChangedMeanwhile
    moved = replace(moved, version=moved.version + 1)
    await _record(work, moved, said)
    return moved


async def sent(work: Work, number: int) -> Recommendation:
    """The document was handed over today. Raises NotFound, StaleRecommendation, ChangedMeanwhile."""
    one = await _theirs(work, number)
    if one.state is not RecommendationState.ISSUED or one.sent_at is not None:
        raise StaleRecommendation(one.state)
    gone = handed_over(one, work.now, await due.overrides(work))
    if not await recommendations.save(await work.db(), work.vault, gone):
        raise ChangedMeanwhile
    return replace(gone, version=one.version + 1)


async def unanswered(job: Job, regions: Collection[str] | None) -> list[Recommendation]:
    """Those of these regions (None: all) that wait for their document or an answer, the first due on top."""
    found = await recommendations.listed(await job.db(), job.vault, regions=regions, states=UNANSWERED, limit=MOST)
    return sorted(found, key=lambda one: (one.waits_for or (None, one.answer_due))[1])


async def ask_letter(work: Work, number: int) -> None:
    """Queues the letter as PDF for who asks. Raises NotFound."""
    one = await _theirs(work, number)
    recipe = PaperRecipe(Paper.RECOMMENDATION, work.person.id, one.id).packed()
    name = file_name(f"{one.issued_at.astimezone(ALMATY).year}-{one.id}", "recommendation", "pdf")
    work.notify(work.person.id, notices.PaperReady(T("referral-paper-recommendation"), one.number, recipe, name))


async def waiting(job: Job, region: str) -> int:
    """How many are open in a region."""
    return await recommendations.count(await job.db(), regions=[region], states=OPEN)
