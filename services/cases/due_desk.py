"""What is due, as a coordinator sees it and acts on it: more time with a reason, done, taking an overdue case over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain import due as rules
from domain.case import Case, CaseEvent
from domain.complaint import ENDED
from domain.due import ESCALATED, Due, Reason
from domain.recommendation import Recommendation
from domain.referral import letter_of
from domain.service_levels import DueKind
from domain.workdays import ALMATY
from locales.texts import T
from services.cases import due, handing, life, notices_due
from services.cases.common import EXTENDED, desk_case, save, tell_reporter, visible_regions
from services.referral import recommendations
from services.refusals import NotFound, StaleMove
from storage.cases import cases
from storage.cases import due as rows
from storage.cases.due import DueQuery
from storage.referral import referrals
from storage.work import Work

PAGE = 5
LONGEST_DAYS = 20
PROMISED = frozenset({DueKind.FIRST_ANSWER, DueKind.DECISION, DueKind.AUTHORITY_ANSWER, DueKind.COMPLAINT_ANSWER})
"""What the citizen waits for as well: they are told of a new date."""


class Span(StrEnum):
    """Which part of what is due."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    """The seven days after today."""


@dataclass(frozen=True)
class Listed:
    """A page of what is due; `counts` are those of all spans. What recommendations wait for stands on the last one."""

    span: Span
    lines: tuple[tuple[Due, Case], ...]
    page: int
    pages: int
    counts: dict[Span, int]
    recommendations: tuple[Recommendation, ...] = ()


async def listed(work: Work, span: Span, page: int = 0) -> Listed:
    """What is due in the person's cases and in those of their regions that are nobody's. Raises NotAllowed."""
    query, conn = DueQuery(work.person.id, visible_regions(work.person)), await work.db()
    waiting = await recommendations.unanswered(work, query.regions)
    ours = {each: tuple(one for one in waiting if _within(one, *_bounds(each, work.now))) for each in Span}
    counts = {}
    for each in Span:
        after, until = _bounds(each, work.now)
        counts[each] = await rows.count(conn, query, after=after, until=until)
    pages = max(1, -(-counts[span] // PAGE))
    page = min(max(page, 0), pages - 1)
    after, until = _bounds(span, work.now)
    found = await rows.listed(conn, work.vault, query, after=after, until=until, offset=page * PAGE, limit=PAGE)
    totals = {each: counts[each] + len(ours[each]) for each in Span}
    return Listed(span, tuple(found), page, pages, totals, ours[span] if page == pages - 1 else ())


def _within(one: Recommendation, after: datetime | None, until: datetime) -> bool:
    """Whether what it waits for is due in this part."""
    return one.waits_for is not None and (after is None or one.waits_for[1] > after) and one.waits_for[1] <= until


async def pressing(work: Work) -> int:
    """How many things are overdue or due today, for the menu. Raises NotAllowed."""
    query = DueQuery(work.person.id, visible_regions(work.person))
    until = _bounds(Span.TODAY, work.now)[1]
    waiting = await recommendations.unanswered(work, query.regions)
    ours = sum(_within(one, None, until) for one in waiting)
    return ours + await rows.count(await work.db(), query, after=None, until=until)


def _bounds(span: Span, now: datetime) -> tuple[datetime | None, datetime]:
    today = now.astimezone(ALMATY).date()
    tonight = datetime.combine(today + timedelta(days=1), time(), ALMATY)
    match span:
        case Span.LATE:
            return None, now
        case Span.TODAY:
            return now, tonight
        case Span.WEEK:
            return tonight, tonight + timedelta(days=7)


async def of_case(work: Work, case_id: int) -> list[Due]:
    """What is waited for in a case. Raises NotFound."""
    case = await desk_case(work, case_id)
    return await rows.of_case(await work.db(), case.id)


async def find(work: Work, due_id: int) -> tuple[Due, Case]:
    """One thing that is due, with its case. Raises NotFound, also once it is settled."""
    one = await rows.find(await work.db(), due_id)
    if one is None or one.settled_at is not None:
        raise NotFound
    return one, await desk_case(work, one.case_id)


async def extend(work: Work, due_id: int, days: int, reason: Reason) -> Due:
    """So many working days more; noted in the history, told to the citizen where they wait for it too.

    Raises NotFound, TakenBy; ValueError for less than one day or more than LONGEST_DAYS.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError("an extension has a length")
    one, case = await find(work, due_id)
    await life.mine(work, case.id)
    conn = await work.db()
    longer = rules.extended(one, days, work.now, await due.overrides(work))
    if one.stopped_at is not None:
        longer = rules.stopped(longer, one.stopped_at)
    await rows.save(conn, longer)
    await referrals.put_due(conn, letter_of(one.ref), longer.due_at)
    moved = await save(work, _with_date(case, longer))
    payload = {"kind": one.kind.value, "days": str(days), "reason": reason.value}
    await cases.record(
        conn, work.vault, case.id, CaseEvent(EXTENDED, work.now, actor_id=work.person.id, payload=payload)
    )
    if one.kind in PROMISED:
        told = notices_due.DateMoved(case.id, case.code, T(one.kind.name_key), longer.due_at, T(reason.name_key))
        await tell_reporter(work, moved, told)
    return longer


def _with_date(case: Case, one: Due) -> Case:
    match one.kind:
        case DueKind.FIRST_ANSWER:
            return replace(case, first_answer_due=one.due_at)
        case DueKind.DECISION:
            return replace(case, decision_due=one.due_at)
        case _:
            return case


async def done(work: Work, due_id: int) -> None:
    """It came; for what no move of the case settles. Raises NotFound, TakenBy, StaleMove for the other kinds."""
    one, case = await find(work, due_id)
    await life.mine(work, case.id)
    if one.kind in notices_due.ACTS:
        raise StaleMove(case.state)
    await rows.save(await work.db(), rules.settled(one, work.now))


async def take_over(work: Work, due_id: int) -> Case:
    """Takes the case over from whoever let it be overdue; only after that was escalated. Raises NotFound, StaleMove."""
    one, case = await find(work, due_id)
    if one.said not in ESCALATED or not one.is_late(work.now) or case.state in ENDED:
        raise StaleMove(case.state)
    if case.assignee_id == work.person.id:
        return case
    return await handing.take_over(work, case, notices_due.CaseTakenOver)
