"""Cutting the thread to one's report, and opening it again with the secret words, from any account."""

from __future__ import annotations

from chat.screen import Button, CopyButton, Screen, route
from domain.code import BadCode, parse_code
from handlers.citizen import reports
from handlers.citizen.consent import agreed
from handlers.menu import menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Words
from services.cases import complaints
from services.trust import consent, threads
from services.trust.threads import Opened

routes = Routes()


@routes.tap("thread.cut")
async def ask_cut(turn: Turn, case_id: int) -> Screen:
    """What it means, before the words are shown."""
    case = (await complaints.open_report(turn.work, case_id)).case
    rows = (
        (Button(T("thread-show-words"), route("thread.words", case_id)),),
        (Button(T("button-back"), route("report.open", case_id)),),
    )
    return Screen((T("thread-sure", code=case.code),), rows, at=route("thread.cut", case_id), takes="idle")


@routes.tap("thread.words")
async def show_words(turn: Turn, case_id: int) -> Screen:
    """Code and words, once: shown again is the warning, with other words behind it."""
    case = (await complaints.open_report(turn.work, case_id)).case
    words = " ".join(await threads.words_for(turn.work, case_id))
    rows = (
        (CopyButton(T("thread-copy"), f"{case.code} {words}"),),
        (Button(T("thread-yes"), route("thread.gone", case_id)),),
        (Button(T("button-back"), route("report.open", case_id)),),
    )
    here = route("thread.cut", case_id)
    return Screen((T("thread-words", code=case.code, words=words),), rows, at=here, takes="idle")


@routes.tap("thread.gone")
async def gone(turn: Turn, case_id: int) -> Screen:
    """Cut. The message with the words becomes this one."""
    await threads.cut(turn.work, case_id)
    return await menu(turn, T("thread-gone"))


@routes.tap("thread.open")
async def ask_code(turn: Turn) -> Screen | None:
    """First the code."""
    return await agreed(turn, "thread") if consent.is_needed(turn.person) else _code()


def _code(*before: Words) -> Screen:
    back = ((Button(T("button-back"), "reports"),),)
    return Screen((*before, T("thread-code-how")), back, at="thread.open", takes="thread.code")


@routes.take("thread.code")
async def typed_code(turn: Turn) -> Screen | None:
    if turn.said.edited:
        return None
    try:
        return _words(parse_code(turn.said.text))
    except BadCode:
        return _code(T("thread-no-code"))


@routes.tap("thread.type")
async def ask_words(turn: Turn, code: str) -> Screen:
    """Then the words."""
    try:
        return _words(parse_code(code))
    except BadCode:
        return _code()


def _words(code: str, *before: Words) -> Screen:
    back = ((Button(T("button-back"), "thread.open"),),)
    here = route("thread.type", code)
    return Screen((*before, T("thread-words-how", code=code)), back, at=here, takes=route("thread.typed", code))


@routes.take("thread.typed")
async def typed_words(turn: Turn, code: str) -> Screen | None:
    """Opens it, or says that something was wrong, and not what."""
    if turn.said.edited:
        return None
    came, case_id = await threads.open_by_words(turn.work, code, turn.said.text)
    match came:
        case Opened.YES:
            return await reports.opened_with(turn, case_id, T("thread-opened"))
        case Opened.LOCKED:
            return await menu(turn, T("thread-locked"))
    return _words(code, T("thread-wrong"))
