"""Moving a case on: looked into, with an authority, answered; and taking the last move back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.workdays import ALMATY
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Text
from services.cases import desk, life, undo

routes = Routes()

LONGEST_AGO = 30
DAYS_AGO = (0, 1, 2, 3, 5, 7)


@routes.tap("case.look", role=Role.COORDINATOR)
async def look_into(turn: Turn, case_id: int) -> Screen:
    """The desk looks into it."""
    said = await outcome(life.look_into(turn.work, case_id), T("life-told"))
    return said_first(turn, await case_screen(turn, case_id), said)


@routes.tap("case.referred", role=Role.COORDINATOR)
async def when_registered(turn: Turn, case_id: int) -> Screen:
    """On which day did the authority register it? Its term is counted from then."""
    case = (await desk.open_case(turn.work, case_id)).case
    buttons = [Button(_ago(days), route("case.referred-on", case_id, days)) for days in DAYS_AGO]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    here = route("case.referred", case_id)
    return Screen((T("life-registered-when", code=case.code),), (*rows, *cancel(case)), at=here, takes="idle")


def _ago(days: int) -> Text:
    return T("life-ago-today") if days == 0 else T("life-ago-days", days=days)


@routes.tap("case.referred-on", role=Role.COORDINATOR)
async def referred(turn: Turn, case_id: int, days: int) -> Screen:
    """An authority has it since so many days ago."""
    if not 0 <= days <= LONGEST_AGO:
        raise Stale
    day = turn.now.astimezone(ALMATY).date() - timedelta(days=days)
    since = turn.now if days == 0 else datetime.combine(day, time(12), ALMATY)
    said = await outcome(life.refer(turn.work, case_id, since), T("life-told"))
    return said_first(turn, await case_screen(turn, case_id), said)


@routes.tap("case.answered", role=Role.COORDINATOR)
async def answered(turn: Turn, case_id: int) -> Screen:
    """The authority has answered."""
    said = await outcome(life.answered(turn.work, case_id), T("life-told"))
    return said_first(turn, await case_screen(turn, case_id), said)


@routes.tap("case.undo", role=Role.COORDINATOR)
async def undo_sure(turn: Turn, case_id: int) -> Screen:
    """Once more for sure: the citizen hears of it."""
    opened = await desk.open_case(turn.work, case_id)
    words = (T("life-undo-sure", code=opened.case.code, state=T(opened.case.state.name_key)), T("life-undo-told"))
    yes = Button(T("life-undo-yes"), route("case.undo-do", case_id))
    return Screen(words, ((yes,), *cancel(opened.case)), at=route("case.undo", case_id), takes="idle")


@routes.tap("case.undo-do", role=Role.COORDINATOR)
async def undone(turn: Turn, case_id: int) -> Screen:
    """It is as it was before."""
    said = await outcome(undo.undo(turn.work, case_id), T("life-undone"))
    return said_first(turn, await case_screen(turn, case_id), said)
