"""Silencing a case whose reporter writes too much: for a while, without knowing them, and nothing is lost."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.people import Role
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, said_first
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T
from services.cases import desk
from services.trust import limits

routes = Routes()


@routes.tap("case.mute", role=Role.COORDINATOR)
async def for_how_long(turn: Turn, case_id: int) -> Screen:
    """For how long, and what it means for the reporter."""
    opened = await desk.open_case(turn.work, case_id)
    row = tuple(Button(T("mute-days", days=days), route("case.muted", case_id, days)) for days in limits.MUTE_DAYS)
    words = (T("mute-how-long", code=opened.case.code), T("mute-means"))
    return Screen(words, (row, *cancel(opened.case)), at=route("case.mute", case_id), takes="idle")


@routes.tap("case.muted", role=Role.COORDINATOR)
async def muted(turn: Turn, case_id: int, days: int) -> Screen:
    """It is silenced."""
    if days not in limits.MUTE_DAYS:
        raise Stale
    until = await limits.mute(turn.work, case_id, days)
    return said_first(turn, await case_screen(turn, case_id), T("mute-done", until=until))


@routes.tap("case.unmute", role=Role.COORDINATOR)
async def heard(turn: Turn, case_id: int) -> Screen:
    """It is heard again."""
    await limits.unmute(turn.work, case_id)
    return said_first(turn, await case_screen(turn, case_id), T("mute-over"))
