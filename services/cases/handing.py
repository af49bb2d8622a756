"""Who has a case: given to a colleague of the region, or all of somebody's cases at once when they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.case import Case, CaseEvent
from domain.complaint import ENDED
from domain.people import Person, Role
from locales.texts import T
from services.cases.common import TAKEN_OVER, desk_case, place_of, save
from services.cases.notices_due import CaseTakenOver
from services.cases.notices_triage import CaseAssigned, CasesHandedOver
from services.messaging.group_notices import CaseTakenInGroup
from services.refusals import NotAllowed, NotFound, StaleMove, TakenBy
from storage import people
from storage.cases import case_lists, cases
from storage.work import Work

ASSIGNED = "assigned"
LISTED = 40
"""Codes in the list of what was handed over; more are only counted."""


@dataclass(frozen=True)
class Colleague:
    """A coordinator who may take a case, with how many open ones they have."""

    id: int
    alias: str
    load: int


@dataclass(frozen=True)
class HandOver:
    """What would go to a colleague, and what stays because it lies in regions that are not theirs."""

    giver: Person
    taker: Person
    goes: tuple[Case, ...]
    stays: int


async def colleagues(work: Work, case_id: int) -> list[Colleague]:
    """Whom the case can be given to, the least loaded first. Raises NotFound."""
    case = await desk_case(work, case_id)
    return [one for one in await _coordinators(work, {case.region}) if one.id != case.assignee_id]


async def _coordinators(work: Work, regions: set[str]) -> list[Colleague]:
    """Those who coordinate any of the regions, the least loaded first."""
    conn = await work.db()
    staff = await people.with_role(conn, work.vault, [Role.COORDINATOR, Role.ADMIN])
    fit = [one for one in staff if any(one.may(Role.COORDINATOR, region) for region in regions)]
    loads = await case_lists.loads(conn)
    found = [Colleague(one.id, one.alias or "—", loads.get(one.id, 0)) for one in fit]
    return sorted(found, key=lambda one: (one.load, one.alias.casefold()))


async def assign(work: Work, case_id: int, to: int) -> Case:
    """Gives a case that is nobody's or one's own (an admin: any) to a colleague, who is told.

    Raises NotFound, TakenBy, StaleMove once it has ended.
    """
    case = await desk_case(work, case_id)
    if case.state in ENDED:
        raise StaleMove(case.state)
    if case.assignee_id not in (None, work.person.id) and not work.person.has(Role.ADMIN):
        raise TakenBy((await _person(work, case.assignee_id or 0)).alias or "—")
    taker = await _person(work, to)
    if not taker.may(Role.COORDINATOR, case.region):
        raise NotFound
    given = await _give(work, case, taker)
    if taker.id != work.person.id:
        category = T(case.category.name_key)
        by = work.person.alias or "—"
        work.notify(taker.id, CaseAssigned(case.id, case.code, by, category, place_of(case)))
    return given


async def takers(work: Work, giver_id: int) -> list[Colleague]:
    """Who could take over cases of this person: oneself, or as an admin anybody. Raises NotAllowed."""
    _may_give(work, giver_id)
    held = await case_lists.open_of(await work.db(), work.vault, giver_id)
    return [one for one in await _coordinators(work, {case.region for case in held}) if one.id != giver_id]


async def load_of(work: Work, giver_id: int) -> int:
    """How many open cases somebody has. Raises NotAllowed unless it is oneself or an admin asks."""
    _may_give(work, giver_id)
    return (await case_lists.loads(await work.db())).get(giver_id, 0)


async def plan(work: Work, giver_id: int, taker_id: int) -> HandOver:
    """What would go over. Raises NotAllowed, NotFound."""
    _may_give(work, giver_id)
    giver, taker = await _person(work, giver_id), await _person(work, taker_id)
    held = await case_lists.open_of(await work.db(), work.vault, giver_id)
    goes = tuple(case for case in held if taker.may(Role.COORDINATOR, case.region))
    if not taker.is_staff or giver_id == taker_id:
        raise NotFound
    return HandOver(giver, taker, goes, len(held) - len(goes))


async def hand_over(work: Work, giver_id: int, taker_id: int) -> HandOver:
    """Gives all of somebody's open cases to a colleague, who is told once, with the list.

    Raises NotAllowed unless it is oneself or an admin asks, NotFound.
    """
    planned = await plan(work, giver_id, taker_id)
    for case in planned.goes:
        await _give(work, case, planned.taker)
    if planned.goes and taker_id != work.person.id:
        codes = [case.code for case in planned.goes]
        shown = "\n".join((*codes[:LISTED], "…")) if len(codes) > LISTED else "\n".join(codes)
        work.notify(taker_id, CasesHandedOver(planned.giver.alias or "—", len(codes), shown))
    return planned


async def take_over(work: Work, case: Case, told: type[CaseTakenOver] | type[CaseTakenInGroup]) -> Case:
    """Takes a case on that is nobody's or a colleague's; they hear of it as long as they work in its region. Raises
    ChangedMeanwhile."""
    taken = await _passed(work, case, work.person.id, TAKEN_OVER)
    if case.assignee_id is not None:
        had = await _person(work, case.assignee_id)
        if had.may(Role.COORDINATOR, case.region):
            work.notify(had.id, told(case.id, case.code, work.person.alias or "—"))
    return taken


async def _give(work: Work, case: Case, taker: Person) -> Case:
    return await _passed(work, case, taker.id, ASSIGNED, {"to": str(taker.id)})


async def _passed(work: Work, case: Case, to: int, how: str, payload: Mapping[str, str] | None = None) -> Case:
    """The case has another assignee, with a line in its history."""
    passed = await save(work, replace(case, assignee_id=to))
    event = CaseEvent(how, work.now, actor_id=work.person.id, payload=payload or {})
    await cases.record(await work.db(), work.vault, case.id, event)
    return passed


def _may_give(work: Work, giver_id: int) -> None:
    if not work.person.is_staff or (giver_id != work.person.id and not work.person.has(Role.ADMIN)):
        raise NotAllowed


async def _person(work: Work, person_id: int) -> Person:
    try:
        return await people.get(await work.db(), work.vault, person_id)
    except LookupError:
        raise NotFound from None
