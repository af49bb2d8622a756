"""A case given to a colleague, and all cases of somebody handed over."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first
from handlers.menu import menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.cases import desk, handing
from services.cases.handing import Colleague

routes = Routes()

MOST = 20
"""Colleagues that are offered, the least loaded first."""


@routes.tap("hand", role=Role.COORDINATOR)
async def to_whom(turn: Turn, case_id: int) -> Screen:
    """The region's coordinators, each a button with how much they have."""
    case = (await desk.open_case(turn.work, case_id)).case
    found = await handing.colleagues(turn.work, case_id)
    rows: Rows = tuple((_button(turn, one, route("hand.to", case_id, one.id)),) for one in found[:MOST])
    words = T("triage-assign", code=case.code) if found else T("triage-assign-nobody", code=case.code)
    return Screen((words,), (*rows, *cancel(case)), at=route("hand", case_id), takes="idle")


def _button(turn: Turn, one: Colleague, to: str) -> Button:
    if one.id == turn.person.id:
        return Button(T("triage-colleague-me", count=one.load), to)
    return Button(T("triage-colleague", alias=one.alias, count=one.load), to)


@routes.tap("hand.to", role=Role.COORDINATOR)
async def assign(turn: Turn, case_id: int, person_id: int) -> Screen:
    """The colleague has it and is told."""
    done = await outcome(handing.assign(turn.work, case_id, person_id), T("triage-assigned"))
    return said_first(turn, await case_screen(turn, case_id), done)


@routes.tap("hand.all", role=Role.COORDINATOR)
async def all_to_whom(turn: Turn, giver_id: int) -> Screen:
    """Who takes over everything somebody has."""
    count = await handing.load_of(turn.work, giver_id)
    found = await handing.takers(turn.work, giver_id) if count else []
    rows: Rows = tuple((_button(turn, one, route("hand.sure", giver_id, one.id)),) for one in found[:MOST])
    words = T("triage-hand", count=count) if found else T("triage-hand-nobody", count=count)
    return Screen((words,), (*rows, (Button(T("button-menu"), "menu"),)), at=route("hand.all", giver_id), takes="idle")


@routes.tap("hand.sure", role=Role.COORDINATOR)
async def sure(turn: Turn, giver_id: int, taker_id: int) -> Screen:
    """What goes and what stays, before it is done."""
    planned = await handing.plan(turn.work, giver_id, taker_id)
    words = [T("triage-hand-sure", count=len(planned.goes), alias=planned.taker.alias or "—")]
    if planned.stays:
        words.append(T("triage-hand-stays", count=planned.stays))
    confirm = (Button(T("triage-hand-confirm"), route("hand.do", giver_id, taker_id)),) if planned.goes else ()
    back = (Button(T("button-back"), route("hand.all", giver_id)), Button(T("button-menu"), "menu"))
    rows: Rows = (*((confirm,) if confirm else ()), back)
    return Screen(tuple(words), rows, at=route("hand.sure", giver_id, taker_id), takes="idle")


@routes.tap("hand.do", role=Role.COORDINATOR)
async def hand_over(turn: Turn, giver_id: int, taker_id: int) -> Screen:
    """Done; the colleague got one list."""
    done = await handing.hand_over(turn.work, giver_id, taker_id)
    return await menu(turn, T("triage-handed", count=len(done.goes), alias=done.taker.alias or "—"))
