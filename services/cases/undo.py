"""Taking back the last move of a case, within ten minutes and by who made it.

The history keeps the move and gets a line of its own; deadlines stand as they stood, and so do the letters to
authorities and what was merged. Whoever had been told of the move is told that it was a mistake; a notice that has not
left is simply not sent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain import due as rules
from domain.case import Case, CaseEvent
from domain.complaint import Actor, State
from domain.referral import ReferralState, letter_of, unregistered, waiting_again
from domain.service_levels import DueKind
from locales.texts import T
from services.cases import closings, due, notices_due
from services.cases.common import UNDONE, desk_case, move_key, others_key, own_case, save, tell_desk, untell
from services.messaging import group_posts
from services.refusals import ChangedMeanwhile, StaleMove
from storage import evidence as files
from storage.cases import cases, following, last_moves
from storage.cases import due as rows
from storage.cases.last_moves import LastMove
from storage.referral import referrals
from storage.work import Work

UNDO_FOR = timedelta(minutes=10)


async def undoable(work: Work, case: Case) -> LastMove | None:
    """The last move of the case if the person made it just now and nothing has changed since."""
    last = await last_moves.find(await work.db(), work.vault, case)
    if last is None or work.now - last.at > UNDO_FOR:
        return None
    if last.actor is Actor.COORDINATOR:
        return last if last.actor_id == work.person.id else None
    mine = await cases.reporter_of(await work.db(), work.vault, case.id) == work.person.id
    return last if last.actor is Actor.CITIZEN and case.state is State.WITHDRAWN and mine else None


async def undo(work: Work, case_id: int) -> Case:
    """Takes the coordinator's own last move back. Raises NotFound, StaleMove where that is not possible any more."""
    case = await desk_case(work, case_id)
    await work.take_back(others_key(case))
    restored = await _undone(work, case)
    was, state, means = T(case.state.name_key), T(restored.state.name_key), T(restored.state.explanation_key)
    await untell(work, restored, move_key(case), notices_due.MoveUndone(case.id, case.code, was, state, means))
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
    if case.state is State.MERGED:
        await _unmerge(work, case)
    await _restore_letters(work, last, await _restore_dues(work, last))
    by = work.person.id if last.actor is Actor.COORDINATOR else None
    restored = await save(work, await due.follow(work, last.before))
    await cases.record(conn, work.vault, case.id, CaseEvent(UNDONE, work.now, case.state, restored.state, by))
    await last_moves.forget(conn, case.id)
    await closings.follow(work, restored)
    await group_posts.moved(work, restored, by)
    return restored


async def _unmerge(work: Work, case: Case) -> None:
    """The case stands for itself again, with what had been merged into it before."""
    conn = await work.db()
    into = await following.merged_into(conn, case.id)
    await following.split(conn, case.id)
    for number, _ in () if into is None else await following.merged_cases(conn, into):
        told = [one for one in await cases.events(conn, work.vault, number) if one.to_state is State.MERGED]
        if told and (told[-1].payload or {}).get("into") == case.code:
            await following.point(conn, number, case.id)


async def _restore_dues(work: Work, last: LastMove) -> frozenset[int]:
    """What the move began is waited for no more; what it settled or stopped goes on as it was. Returns the letters
    whose term it began."""
    conn = await work.db()
    before = {one.id: one for one in last.dues}
    now = {one.id: one for one in await rows.all_of_case(conn, last.case_id)}
    begun: set[int] = set()
    for one in now.values():
        if one.id not in before and one.settled_at is None:
            await rows.save(conn, rules.settled(one, work.now))
            begun.add(letter_of(one.ref))
    for number, one in before.items():
        meanwhile = now[number]
        if (meanwhile.settled_at, meanwhile.stopped_at, meanwhile.due_at) != (None, one.stopped_at, one.due_at):
            await rows.save(conn, one)
    return frozenset(begun)


async def _restore_letters(work: Work, last: LastMove, begun: frozenset[int]) -> None:
    """A letter whose registration is taken back is prepared again; one that was answered waits again, with its term."""
    conn, waited = await work.db(), {letter_of(one.ref): one for one in last.dues}
    for letter in await referrals.of_case(conn, work.vault, last.case_id):
        if letter.id in begun:
            before = unregistered(letter)
        elif letter.id in waited and letter.due_at is None:
            before = waiting_again(letter, await due.overrides(work))
            if waited[letter.id].kind is DueKind.FORWARDING:  # no answer is due before the next authority has it
                before = replace(before, due_at=None)
            elif before.state is not ReferralState.REMINDED:  # it may have been extended
                before = replace(before, due_at=waited[letter.id].due_at)
            await _drop_paper(work, letter.answer_file)
        else:
            continue
        if not await referrals.save(conn, work.vault, before):
            raise ChangedMeanwhile


async def _drop_paper(work: Work, number: int | None) -> None:
    """The file of an answer that was taken back is nobody's, and goes with the orphans."""
    row = None if number is None else await files.find(await work.db(), work.vault, number)
    if row is not None:
        await files.save(await work.db(), work.vault, replace(row, person_id=None, purpose=None))
