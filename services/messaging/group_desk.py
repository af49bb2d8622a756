"""What a coordinator does with a case from a group besides what services/cases/desk.py has."""

from __future__ import annotations

from domain.case import Case
from domain.complaint import ENDED, State
from services.cases import desk, handing
from services.cases.common import desk_case
from services.messaging import group_posts
from services.messaging.group_notices import CaseTakenInGroup, TakenOverInGroup
from services.refusals import StaleMove
from storage.work import Work


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
    taken = await handing.take_over(work, case, CaseTakenInGroup)
    await group_posts.follow(work, case, TakenOverInGroup(case.id, case.code, work.person.alias or "—"))
    return taken
