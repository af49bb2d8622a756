"""What a coordinator does with a case from a group besides what services/desk.py has."""

from __future__ import annotations

from dataclasses import replace

from domain.case import Case, CaseEvent
from domain.complaint import ENDED, State
from services import desk, group_posts
from services.common import desk_case, save
from services.group_notices import CaseTakenInGroup, TakenOverInGroup
from services.refusals import StaleMove
from storage import cases
from storage.work import Work

TAKEN_OVER = "taken-over"


async def take_over(work: Work, case_id: int) -> Case:
    """Takes a case on, from a colleague if it is theirs: they are told.

    Raises NotFound, StaleMove, ChangedMeanwhile.
    """
    case, me = await desk_case(work, case_id), work.person.id
    if case.assignee_id == me:
        return case
    if case.state in ENDED:
        raise StaleMove(case.state)
    if case.assignee_id is None and case.state in (State.RECEIVED, State.REOPENED):
        return await desk.accept(work, case_id)
    taken = await save(work, replace(case, assignee_id=me))
    await cases.record(await work.db(), work.vault, case.id, CaseEvent(TAKEN_OVER, work.now, actor_id=me))
    alias = work.person.alias or "—"
    if case.assignee_id is not None:
        work.notify(case.assignee_id, CaseTakenInGroup(case.id, case.code, alias))
    await group_posts.follow(work, case, TakenOverInGroup(case.id, case.code, alias))
    return taken
