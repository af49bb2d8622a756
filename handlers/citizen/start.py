"""The first word: language, consent, the menu and its pages."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Screen, route
from handlers import admin
from handlers.citizen import consent, follow, genuine, intake, reports
from handlers.citizen.greeting import OFFER, choose_language, is_payload
from handlers.coordinator.cases.case import case_screen
from handlers.incoming import Said
from handlers.menu import back_to_menu, menu
from handlers.routing import OUTDATED, Routes, Stale
from handlers.turn import Turn
from locales.texts import LANGUAGES, T
from services.trust import consent as consents
from services.volunteering.thanks_papers import CHECKING

routes = Routes()


@routes.command("start")
async def start(turn: Turn, payload: str) -> Screen | None:
    """«/start», with what a deep link carries: `complaint`, `c_CODE`, `m_CODE`, `i_INVITE`, `v_PAPER`."""
    payload = payload if is_payload(payload) else ""
    if turn.person.language is None:
        return choose_language(payload)
    if payload == "" and consents.is_outdated(turn.person):
        return consent.ask(turn, "home")
    return await arrive(turn, payload)


@consent.after("home")
async def home(turn: Turn) -> Screen | None:
    """They have agreed to the new text, and go on where a start leads."""
    return await arrive(turn, "")


@routes.take(OUTDATED)
async def outdated(turn: Turn) -> Screen | None:
    """The text has changed since they agreed: asked before anything more is stored. What they sent waits in memory."""
    if isinstance(turn.came, Said):
        if turn.came.edited:
            return None
        intake.wait(turn, turn.came)
    return consent.ask(turn, "rest")


@consent.after("rest")
async def rest(turn: Turn) -> Screen | None:
    """They have agreed, and go on with what they had sent, or with what they had begun."""
    return await arrive(turn, OFFER)


async def arrive(turn: Turn, then: str) -> Screen | None:
    """Where a deep link leads once the language is known."""
    if then == OFFER and turn.house.waiting.get(turn.person.id):
        return await intake.offer(turn)
    if then == "complaint":
        return await intake.begin(turn)
    if then.startswith("c_"):
        return await reports.open_by_code(turn, then[2:])
    if then.startswith("m_"):
        return await follow.open_by_code(turn, then[2:])
    if then.startswith("k_") and then[2:].isdecimal() and turn.person.is_staff:
        return await case_screen(turn, int(then[2:]))
    if then.startswith("i_"):
        return await admin.redeem_screen(turn, then[2:])
    if then.startswith(CHECKING):
        return await genuine.check(turn, then.removeprefix(CHECKING))
    if turn.work.draft is not None:
        return intake.unfinished()
    return await menu(turn)


@routes.tap("lang.first")
async def first(turn: Turn, then: str) -> Screen:
    if not is_payload(then):
        raise Stale
    return choose_language(then)


@routes.tap("lang")
async def languages(turn: Turn) -> Screen:
    """Changes the language later; the way back is the menu."""
    row = tuple(Button(T(f"language-{code}"), route("lang.set", code, "")) for code in LANGUAGES)
    return Screen(words=(T("language-choose"),), buttons=(row, *back_to_menu()), at="lang", takes="idle")


@routes.tap("lang.set")
async def set_language(turn: Turn, code: str, then: str) -> Screen | None:
    """From now on everything is in this language."""
    if code not in LANGUAGES:
        raise Stale
    turn.person = replace(turn.person, language=code)
    return await arrive(turn, then) if then else await menu(turn)


@routes.command("language")
async def language_command(turn: Turn, payload: str) -> Screen:
    return await languages(turn)


@routes.tap("menu")
async def main_menu(turn: Turn) -> Screen:
    """Home; before a language is chosen, the choice."""
    return choose_language() if turn.person.language is None else await menu(turn)


@routes.command("menu")
async def menu_command(turn: Turn, payload: str) -> Screen:
    return await main_menu(turn)


@routes.command("report")
async def report_command(turn: Turn, payload: str) -> Screen | None:
    return await arrive(turn, "complaint")


@routes.command("reports")
async def reports_command(turn: Turn, payload: str) -> Screen | None:
    return await reports.listed(turn, 1)
