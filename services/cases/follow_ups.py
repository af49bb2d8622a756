"""Some days after a closing: is it really fixed? Asked of the reporter, of those whose complaints were merged into the
case and of those who said «me too»; enough «no» open the case again.

What is due is kept with the closing, each question is a row of its own with a key of its own in the outbox: neither a
restart nor a clock that jumps asks anybody twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from chat.notice import Notice
from domain import follow_up as rules
from domain.case import Case
from domain.complaint import Actor, State
from domain.follow_up import REOPENING_NOES, Answer
from services.cases.closings import question_key
from services.cases.common import move, tell_desk, tell_move
from services.cases.notices_follow_ups import IsItFixed, NotFixedReopened, NotFixedStill, ReopenedByAnswers
from services.refusals import NotFound, StaleMove
from storage.cases import cases, follow_ups, following
from storage.cases.follow_ups import Asked, Closing
from storage.messaging import talk
from storage.work import Job, Work

AT_ONCE = 100
"""Cases whose people are asked in one tick."""
BY_ANSWERS = "answers"


@dataclass(frozen=True)
class Answered:
    """What an answer led to; `report_id` is the person's own complaint, if it is theirs."""

    asked: Asked
    case: Case
    reopened: bool
    report_id: int | None
    code: str


async def ask(job: Job) -> int:
    """Asks everybody concerned whose time has come; how many questions."""
    conn, count = await job.db(), 0
    for one in await follow_ups.due(conn, job.now, limit=AT_ONCE):
        case = await cases.find(conn, job.vault, one.case_id)
        if case is None or case.state is not State.CLOSED:
            await follow_ups.forget(conn, one.case_id)  # the closing was taken back
            continue
        days = rules.asks_now(one.closed_at, job.now)
        if days is not None:
            count += await _ask_all(job, case, one, days)
        await follow_ups.set_next(conn, one.case_id, rules.next_look(one.closed_at, job.now))
    return count


async def _ask_all(job: Job, case: Case, one: Closing, days: int) -> int:
    conn, count = await job.db(), 0
    for person_id, code in await _concerned(job, case):
        number = await follow_ups.ask(conn, job.vault, one, days, person_id, at=job.now)
        if number is not None:
            at = (await talk.quiet_of(conn, person_id)).over(job.now)
            job.notify(person_id, IsItFixed(number, code, days), key=question_key(number), at=at)
            count += 1
    return count


async def _concerned(job: Job, case: Case) -> list[tuple[int, str]]:
    """Everybody whose case it is, each with the code they know; who has cut the thread is none of them."""
    conn = await job.db()
    reporter = await cases.reporter_of(conn, job.vault, case.id)
    own = [] if reporter is None else [(reporter, case.code)]
    return own + [(each.person_id, each.code) for each in await following.followers(conn, job.vault, case.id)]


async def question(work: Work, number: int) -> Answered:
    """A question the person was asked. Raises NotFound; StaleMove when the case is not closed any more."""
    conn = await work.db()
    asked = await follow_ups.find(conn, work.vault, number, work.person.id)
    case = None if asked is None else await cases.find(conn, work.vault, asked.case_id)
    if asked is None or case is None:
        raise NotFound
    codes = dict(await _concerned(work, case))
    if work.person.id not in codes:
        raise NotFound
    if case.state is not State.CLOSED or await follow_ups.closed_at(conn, case.id) != asked.closed_at:
        raise StaleMove(case.state)
    mine = await cases.reporter_of(conn, work.vault, case.id) == work.person.id
    return Answered(asked, case, reopened=False, report_id=case.id if mine else None, code=codes[work.person.id])


async def answer(work: Work, number: int, said: Answer, *, enough: int = REOPENING_NOES) -> Answered:
    """Keeps the answer; `enough` «no» open the case again, and everybody concerned hears why.

    Raises NotFound; StaleMove when the case is not closed any more.
    """
    found = await question(work, number)
    conn, case = await work.db(), found.case
    await follow_ups.answer(conn, number, said, at=work.now)
    asked = replace(found.asked, answer=said)
    noes = await follow_ups.noes(conn, case.id, asked.closed_at) if said is Answer.NO else 0
    if noes < enough:
        return replace(found, asked=asked)
    if case.reopened:
        still = NotFixedStill(case.id, case.code, noes)
        await tell_desk(work, case, still, key=f"not-fixed-still:{case.id}:{asked.closed_at.isoformat()}")
        return replace(found, asked=asked)
    return replace(found, asked=asked, case=await _reopened(work, case, noes), reopened=True)


async def _reopened(work: Work, case: Case, noes: int) -> Case:
    changed = replace(case, outcome=None, saved_tenge=None, saved_basis=None)
    moved = await move(work, changed, State.REOPENED, Actor.SYSTEM, payload={"by": BY_ANSWERS, "count": str(noes)})
    said: Notice = ReopenedByAnswers(moved.id, moved.code, noes)
    await tell_move(work, moved, said)
    await tell_desk(work, moved, NotFixedReopened(moved.id, moved.code, noes), key=f"not-fixed:{moved.id}")
    return moved
