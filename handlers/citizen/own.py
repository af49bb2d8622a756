"""My data: what is kept of me, as a file; and to be forgotten."""

from __future__ import annotations

from chat.screen import Button, Screen
from handlers.citizen.consent import after
from handlers.citizen.greeting import choose_language
from handlers.citizen.threads import ask_code
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.trust import forgetting, own_data
from services.trust.forgetting import Traces

routes = Routes()


@after("thread")
async def agreed_to_open(turn: Turn) -> Screen | None:
    """The person has agreed, and goes on to the code."""
    return await ask_code(turn)


@routes.tap("own")
async def page(turn: Turn) -> Screen:
    """What can be done about one's data."""
    rows = (
        (Button(T("own-file"), "own.file"),),
        (Button(T("about-consent"), "consent.read"),),
        (Button(T("own-forget"), "own.forget"),),
        *back_to_menu(),
    )
    return Screen((T("own-title"),), rows, at="own", takes="idle")


@routes.command("mydata")
async def mydata_command(turn: Turn, payload: str) -> Screen:
    return await file(turn)


@routes.tap("own.file")
async def file(turn: Turn) -> Screen:
    """The file comes as a message of its own."""
    own_data.ask(turn.work)
    return Screen((T("own-file-coming"),), back_to_menu(), at="own", takes="idle")


@routes.command("forget")
async def forget_command(turn: Turn, payload: str) -> Screen:
    return await ask_forget(turn)


@routes.tap("own.forget")
async def ask_forget(turn: Turn) -> Screen:
    """One screen: what goes, what stays and why."""
    found = await forgetting.traces(turn.work)
    rows = ((Button(T("forget-yes"), "own.forgotten"),), *back_to_menu())
    words = (T("forget-title"), _goes(found), *_stays(found), T("forget-last"))
    return Screen(words, rows, at="own.forget", takes="idle")


def _goes(found: Traces) -> Words:
    lines: list[Words] = [T("forget-goes")]
    if found.erased:
        lines.append(T("forget-reports", count=found.erased))
    if found.has_draft:
        lines.append(T("forget-draft"))
    if found.forms:
        lines.append(T("forget-forms", count=found.forms))
    if found.follows:
        lines.append(T("forget-follows", count=found.follows))
    if found.is_volunteer:
        lines.append(T("forget-volunteer"))
    if found.is_staff:
        lines.append(T("forget-staff"))
    lines.append(T("forget-account"))
    return Lines(tuple(lines))


def _stays(found: Traces) -> tuple[Words, ...]:
    lines: list[Words] = []
    if found.kept:
        lines.append(T("forget-kept", count=found.kept))
    if found.is_volunteer:
        lines.append(T("forget-visits"))
    if found.is_staff:
        lines.append(T("forget-history"))
    return (Lines((T("forget-stays"), *lines, T("forget-numbers"))),)


@routes.tap("own.forgotten")
async def forgotten(turn: Turn) -> Screen:
    """Done; what comes next is the very first screen."""
    turn.house.waiting.pop(turn.person.id, None)
    first = choose_language()
    await forgetting.forget(turn.work)
    return Screen((T("forgotten"), *first.words), first.buttons, at=first.at, takes=first.takes)
