"""Cases that were closed, so that those concerned can be asked about them later: services/cases/follow_ups.py."""

from __future__ import annotations

from collections.abc import Collection

from domain.case import Case
from domain.complaint import State
from domain.follow_up import next_look
from storage.cases import follow_ups
from storage.work import Job


def question_key(number: int) -> str:
    """The deduplication key of a question's letter."""
    return f"is-it-fixed:{number}"


async def follow(job: Job, case: Case) -> None:
    """After a move: a case just closed is asked about later; one that is not closed any more is not."""
    conn = await job.db()
    if case.state is State.CLOSED:
        await follow_ups.watch(conn, case.id, job.now, next_at=next_look(job.now, job.now))
    elif await follow_ups.closed_at(conn, case.id) is not None:
        await follow_ups.forget(conn, case.id)
        await _take_back(job, await follow_ups.unanswered(conn, case.id))


async def erase(job: Job, case_id: int) -> None:
    """Before the case is erased: nobody is asked about it any more."""
    await _take_back(job, await follow_ups.unanswered(await job.db(), case_id))


async def leave(job: Job, case_id: int, person_id: int) -> None:
    """The person does not belong to the case any more: what they were about to be asked is not asked."""
    conn = await job.db()
    await _take_back(job, await follow_ups.open_questions(conn, case_id, job.vault, person_id))


async def _take_back(job: Job, numbers: Collection[int]) -> None:
    await job.withdraw(*map(question_key, numbers))
    for number in numbers:
        await job.take_back(question_key(number))
