"""Accepting a case, asking its reporter, and noting something the reporter never sees."""

from __future__ import annotations

from datetime import datetime

from chat.screen import Screen, route
from domain.people import Role
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first, unusable
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, T, Text, Words
from services.cases import desk
from services.messaging import talk

routes = Routes()


@routes.tap("case.accept", role=Role.COORDINATOR)
async def accept(turn: Turn, case_id: int) -> Screen:
    """The case is theirs, or they are told whose it is."""
    done = await outcome(desk.accept(turn.work, case_id), T("case-accepted"))
    return said_first(turn, await case_screen(turn, case_id), done)


@routes.tap("case.ask", role=Role.COORDINATOR)
async def ask(turn: Turn, case_id: int) -> Screen:
    """The next message becomes a question to the reporter."""
    return await _asking(turn, case_id)


async def _asking(turn: Turn, case_id: int, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    here = route("case.ask", case_id)
    words = (*before, T("case-ask-how", code=case.code), T("case-ask-careful"))
    return Screen(words=words, buttons=cancel(case), at=here, takes=here)


@routes.take("case.ask", role=Role.COORDINATOR)
async def asked(turn: Turn, case_id: int) -> Screen | None:
    """Sends the question. A correction of an older message asks nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _asking(turn, case_id, why)
    later = await talk.waits_until(turn.work, case_id)
    done = await outcome(desk.ask(turn.work, case_id, turn.said.text), asked_text(later))
    return said_first(turn, await case_screen(turn, case_id), done)


def asked_text(later: datetime | None) -> Text:
    """That the question has gone, or when it will."""
    return T("case-asked") if later is None else T("case-asked-later", at=Brief(later))


@routes.tap("case.note", role=Role.COORDINATOR)
async def note(turn: Turn, case_id: int) -> Screen:
    """The next message becomes an internal note."""
    return await _noting(turn, case_id)


async def _noting(turn: Turn, case_id: int, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    here = route("case.note", case_id)
    words = (*before, T("case-note-how", code=case.code), T("case-note-write"))
    return Screen(words=words, buttons=cancel(case), at=here, takes=here)


@routes.take("case.note", role=Role.COORDINATOR)
async def noted(turn: Turn, case_id: int) -> Screen | None:
    """Keeps the note. A correction of an older message notes nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _noting(turn, case_id, why)
    await desk.write_note(turn.work, case_id, turn.said.text)
    return said_first(turn, await case_screen(turn, case_id), T("case-noted"))
