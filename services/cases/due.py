"""What is waited for in a case: begun, come, extended, standing still while somebody else has to act.

    await due.expect(job, case, DueKind.AUTHORITY_ANSWER, since=registered_at, ref=f"referral:{number}")
    await due.settle(job, case, DueKind.AUTHORITY_ANSWER, ref=f"referral:{number}")

Reminders, escalation and the lists follow from that by themselves (services/cases/due_clock.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain import due as rules
from domain.case import Case
from domain.complaint import ENDED, Category, State
from domain.due import Due
from domain.service_levels import DueKind, term_of
from storage import calendar
from storage.cases import due as rows
from storage.work import Job

Overrides = dict[date, bool]


async def overrides(job: Job) -> Overrides:
    """The days that an admin has set apart from the calendar."""
    return await calendar.overrides(await job.db())


async def expect(
    job: Job, case: Case, kind: DueKind, since: datetime, *, ref: str = "", days: int | None = None
) -> Due:
    """Waits for something from now on. `since` is what its term is counted from (the day of a registration, say),
    `days` stand in place of the term of its category. Where the same is already waited for, its term begins anew.

    Raises ValueError for a naive moment or less than one day.
    """
    await settle(job, case, kind, ref=ref)
    term = days or term_of(kind, case.category).days
    made = rules.expected(case.id, kind, since, term, now=job.now, ref=ref, overrides=await overrides(job))
    return await rows.insert(await job.db(), made)


async def promised(job: Job, category: Category) -> tuple[datetime, datetime]:
    """Until when a complaint of this category that comes now is taken up, and until when it is decided on."""
    known = await overrides(job)
    first, decision = (
        rules.reckoned(job.now, term_of(kind, category).days, (), known)
        for kind in (DueKind.FIRST_ANSWER, DueKind.DECISION)
    )
    return first, decision


async def begin(job: Job, case: Case) -> None:
    """Waits for the first answer and the decision of a new case."""
    for kind in (DueKind.FIRST_ANSWER, DueKind.DECISION):
        await expect(job, case, kind, since=job.now)


async def settle(job: Job, case: Case, kind: DueKind | None = None, *, ref: str | None = None) -> int:
    """It came, or is waited for no more: of this kind (None: everything), with this `ref` (None: all); how many."""
    found = [one for one in await rows.of_case(await job.db(), case.id) if kind in (None, one.kind)]
    ended = [one for one in found if ref in (None, one.ref)]
    for one in ended:
        await rows.save(await job.db(), rules.settled(one, job.now))
    return len(ended)


async def waited_for(job: Job, case: Case, kind: DueKind, *, ref: str | None = None) -> Due | None:
    """What is waited for of this kind, with this `ref` (None: any)."""
    found = await rows.of_case(await job.db(), case.id)
    return next((one for one in found if one.kind is kind and ref in (None, one.ref)), None)


async def follow(job: Job, case: Case) -> Case:
    """After a case has changed: what is over is settled, a reopened case is to be decided anew, and the desk's own time
    stands still while the citizen is asked or an authority has the case. Returns the case with its dates as they are
    now; the caller saves it."""
    if case.state is State.REOPENED and await waited_for(job, case, DueKind.DECISION) is None:
        await expect(job, case, DueKind.DECISION, since=job.now)
    dates = {DueKind.FIRST_ANSWER: case.first_answer_due, DueKind.DECISION: case.decision_due}
    others_turn = case.question_open or case.state is State.REFERRED
    known: Overrides | None = None
    for one in await rows.of_case(await job.db(), case.id):
        changed = one
        if _is_over(one, case):
            changed = rules.settled(one, job.now)
        elif rules.stands_still(one.kind) and others_turn and one.stopped_at is None:
            changed = rules.stopped(one, job.now)
        elif one.stopped_at is not None and not others_turn:
            known = await overrides(job) if known is None else known
            changed = rules.resumed(one, job.now, known)
        if changed is not one:
            await rows.save(await job.db(), changed)
        if one.kind in dates and not one.ref:
            dates[one.kind] = changed.due_at
    return replace(case, first_answer_due=dates[DueKind.FIRST_ANSWER], decision_due=dates[DueKind.DECISION])


def _is_over(one: Due, case: Case) -> bool:
    """Whether the state of the case says that nobody waits for this any more. What an object of public control owes is
    waited for also after the case has ended."""
    match one.kind:
        case DueKind.FINAL_DOCUMENT | DueKind.RECOMMENDATION_ANSWER:
            return False
        case _ if case.state in ENDED:
            return True
        case DueKind.FIRST_ANSWER:
            return case.state is not State.RECEIVED
        case DueKind.CITIZEN_ANSWER:
            return not case.question_open
        case DueKind.FORWARDING | DueKind.AUTHORITY_ANSWER | DueKind.COMPLAINT_ANSWER:
            return case.state is State.ANSWERED and not one.ref  # a letter has a life of its own
        case _:
            return False
