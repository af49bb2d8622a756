"""Taking back the last move of a case, within ten minutes and by who made it.

The history keeps the move and gets a line of its own; deadlines stand as they stood. Whoever had been told of the move
is told that it was a mistake; a notice that has not left is simply not sent.
"""

from __future__ import annotations

from datetime import timedelta

from domain import due as rules
from domain.case import Case, CaseEvent
from domain.complaint import Actor, State
from locales.texts import T
from services import due, notices_due
from services.common import UNDONE, desk_case, move_key, own_case, save, tell_desk, tell_reporter
from services.refusals import StaleMove
from storage import cases, last_moves
from storage import due as rows
from storage.last_moves import LastMove
from storage.work import Work

UNDO_FOR = timedelta(minutes=10)
LINKED = frozenset({State.MERGED, State.REFERRED})
"""Moves that leave more behind than a state: a link to another case, a letter. Each has a way of its own back."""


async def undoable(work: Work, case: Case) -> LastMove | None:
    """The last move of the case if the person made it just now and nothing has changed since."""
    last = await last_moves.find(await work.db(), work.vault, case)
    if last is None or work.now - last.at > UNDO_FOR or case.state in LINKED:
        return None
    if last.actor is Actor.COORDINATOR:
        return last if last.actor_id == work.person.id else None
    mine = await cases.reporter_of(await work.db(), work.vault, case.id) == work.person.id
    return last if last.actor is Actor.CITIZEN and case.state is State.WITHDRAWN and mine else None


async def undo(work: Work, case_id: int) -> Case:
    """Takes the coordinator's own last move back. Raises NotFound, StaleMove where that is not possible any more."""
    case = await desk_case(work, case_id)
    restored = await _undone(work, case)
    key = move_key(case)
    if not await work.take_back(key):
        was, state = T(case.state.name_key), T(restored.state.name_key)
        means = T(restored.state.explanation_key)
        await tell_reporter(work, restored, notices_due.MoveUndone(case.id, case.code, was, state, means))
    return restored


async def undo_withdrawal(work: Work, case_id: int) -> Case:
    """The reporter did not mean to withdraw; the desk hears of it. Raises NotFound, StaleMove."""
    restored = await _undone(work, await own_case(work, case_id))
    await tell_desk(work, restored, notices_due.WithdrawalUndone(restored.id, restored.code))
    return restored


async def _undone(work: Work, case: Case) -> Case:
    last = await undoable(work, case)
    if last is None:
        raise StaleMove(case.state)
    conn = await work.db()
    await _restore_dues(work, last)
    by = work.person.id if last.actor is Actor.COORDINATOR else None
    restored = await save(work, await due.follow(work, last.before))
    await cases.record(conn, work.vault, case.id, CaseEvent(UNDONE, work.now, case.state, restored.state, by))
    await last_moves.forget(conn, case.id)
    return restored


async def _restore_dues(work: Work, last: LastMove) -> None:
    """What the move began is waited for no more; what it settled or stopped goes on as it was."""
    conn = await work.db()
    before = {one.id: one for one in last.dues}
    now = {one.id: one for one in await rows.all_of_case(conn, last.case_id)}
    for one in now.values():
        if one.id not in before and one.settled_at is None:
            await rows.save(conn, rules.settled(one, work.now))
    for number, one in before.items():
        meanwhile = now[number]
        if (meanwhile.settled_at, meanwhile.stopped_at, meanwhile.due_at) != (None, one.stopped_at, one.due_at):
            await rows.save(conn, one)
