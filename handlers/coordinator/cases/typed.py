"""Words typed while a case is open: for its reporter, or for colleagues only? Nothing is guessed."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.people import Role
from handlers.coordinator.cases import tell
from handlers.coordinator.cases.ask import asked_text
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first, unusable
from handlers.packing import carried, packed, unpacked
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.cases import desk
from services.cases.desk import Desk
from services.messaging import talk

routes = Routes()


@routes.take("case.said", role=Role.COORDINATOR)
async def said(turn: Turn, case_id: int) -> Screen | None:
    """Asks what the words are for. A correction of an older message is none of them."""
    if turn.said.edited:
        return None
    if turn.said.file is not None:
        return await tell.received(turn, case_id, tell.Letter())
    if (why := unusable(turn)) is not None:
        return said_first(turn, await case_screen(turn, case_id), why)
    return _which(await desk.open_case(turn.work, case_id), turn.said.text)


@routes.tap("case.which", role=Role.COORDINATOR)
async def which(turn: Turn, case_id: int, argument: str) -> Screen:
    """The same question again, after a restart or an old button."""
    return _which(await desk.open_case(turn.work, case_id), unpacked(argument))


def _which(opened: Desk, words: str) -> Screen:
    case = opened.case
    asked = (T("case-which", code=case.code), T("case-which-words", words=words))
    rows = (
        (Button(T("case-which-ask"), route("case.which-ask", case.id)),),
        (Button(T("case-which-tell"), route("case.which-tell", case.id)),),
        (Button(T("case-which-note"), route("case.which-note", case.id)),),
        *cancel(case),
    )
    return Screen(asked, rows, at=route("case.which", case.id, packed(words)), takes=route("case.said", case.id))


@routes.tap("case.which-ask", role=Role.COORDINATOR)
async def ask(turn: Turn, case_id: int) -> Screen:
    """They go to the reporter."""
    later = await talk.waits_until(turn.work, case_id)
    done = await outcome(desk.ask(turn.work, case_id, _words(turn, case_id)), asked_text(later))
    return said_first(turn, await case_screen(turn, case_id), done)


@routes.tap("case.which-tell", role=Role.COORDINATOR)
async def write(turn: Turn, case_id: int) -> Screen:
    """They go to the reporter, who need not answer."""
    later = await talk.waits_until(turn.work, case_id)
    done = await outcome(talk.tell(turn.work, case_id, _words(turn, case_id)), tell.sent_text(later))
    return said_first(turn, await case_screen(turn, case_id), done)


@routes.tap("case.which-note", role=Role.COORDINATOR)
async def note(turn: Turn, case_id: int) -> Screen:
    """They stay among colleagues."""
    await desk.write_note(turn.work, case_id, _words(turn, case_id))
    return said_first(turn, await case_screen(turn, case_id), T("case-noted"))


def _words(turn: Turn, case_id: int) -> str:
    """What the screen in front of them shows; Stale when that is another one."""
    return carried(turn.person.at, route("case.which", case_id))
