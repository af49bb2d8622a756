"""A case on its way: looked into, with an authority, answered; and on without an answer of the citizen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.case import Case
from domain.complaint import Actor, State
from domain.referral import WAITING, ref_of
from domain.service_levels import DueKind
from services.cases import due, notices_due
from services.cases.common import desk_case, move, save, tell_move, tell_reporter
from services.cases.desk import in_hand, not_taken
from services.refusals import ChangedMeanwhile, NoQuestion
from storage.referral import referrals
from storage.work import Work


async def look_into(work: Work, case_id: int) -> Case:
    """The desk looks into the case (again, when an authority has had it). Raises NotFound, TakenBy, StaleMove."""
    return await _moved(work, await in_hand(work, case_id), State.IN_PROGRESS)


async def refer(work: Work, case_id: int, registered_at: datetime, *, ref: str = "") -> Case:
    """An authority has the case; its answer is due from its registration. Raises NotFound, TakenBy, StaleMove."""
    case = await in_hand(work, case_id)
    moved = await _moved(work, case, State.REFERRED)
    await due.expect(work, moved, DueKind.AUTHORITY_ANSWER, since=registered_at, ref=ref)
    return moved


async def answered(work: Work, case_id: int) -> Case:
    """The authority's answer has come; letters that wait for one are not late any more, what was answered can still be
    written to them. Raises NotFound, TakenBy, StaleMove, ChangedMeanwhile."""
    moved = await _moved(work, await in_hand(work, case_id), State.ANSWERED)
    conn = await work.db()
    for letter in await referrals.of_case(conn, work.vault, case_id):
        if letter.state not in WAITING:
            continue
        if not await referrals.save(conn, work.vault, replace(letter, due_at=None)):
            raise ChangedMeanwhile
        await due.settle(work, moved, ref=ref_of(letter.id))
    return moved


async def _moved(work: Work, case: Case, to: State) -> Case:
    moved = await move(work, case, to, Actor.COORDINATOR, by=work.person.id)
    await tell_move(work, moved)
    return moved


async def without_answer(work: Work, case_id: int) -> Case:
    """Goes on without the citizen's answer; time runs again, they are told. Raises NotFound, TakenBy, NoQuestion."""
    case = await in_hand(work, case_id)
    if not case.question_open:
        raise NoQuestion
    going = await save(work, await due.follow(work, replace(case, question_open=False)))
    await tell_reporter(work, going, notices_due.QuestionDropped(going.id, going.code))
    return going


async def mine(work: Work, case_id: int) -> Case:
    """A case whose deadlines the person may change: their own, or nobody's. Raises NotFound, TakenBy."""
    return await not_taken(work, await desk_case(work, case_id))
