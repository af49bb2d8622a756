"""Consent in plain words, asked before the first data is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from chat.screen import Button, Screen, route
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Text
from services.trust import consent

routes = Routes()

After = Callable[[Turn], Awaitable[Screen | None]]
AFTER: dict[str, After] = {}
"""Where a yes leads, by the name that the buttons carry."""


def after(name: str) -> Callable[[After], After]:
    """Registers what goes on once the person has agreed."""

    def keep(go_on: After) -> After:
        AFTER[name] = go_on
        return go_on

    return keep


async def agreed(turn: Turn, then: str) -> Screen | None:
    """Goes on at once if the person has agreed to the present text; else asks."""
    if turn.person.consent_version == consent.VERSION:
        return await AFTER[then](turn)
    return ask(turn, then)


@routes.tap("consent")
async def again(turn: Turn, then: str) -> Screen:
    if then not in AFTER:
        raise Stale
    return ask(turn, then)


def text(turn: Turn) -> Text:
    """What is stored, why, who sees it, for how long; with the operator's name and periods in it."""
    kept = turn.house.periods
    return T(
        "law-consent",
        operator=turn.house.operator,
        closed=kept.closed,
        handed_over=kept.handed_over,
        rejected=kept.rejected,
        withdrawn=kept.withdrawn,
    )


def ask(turn: Turn, then: str) -> Screen:
    """What is stored, that Telegram carries it abroad, how to erase it."""
    rows = (
        (Button(T("consent-agree"), route("consent.yes", then)),),
        (Button(T("consent-refuse"), "consent.no"),),
    )
    return Screen(words=(text(turn),), buttons=rows, at=route("consent", then), takes="idle")


@routes.tap("consent.yes")
async def yes(turn: Turn, then: str) -> Screen | None:
    """Kept as proof with the text's version, language and time (law on personal data, art. 25)."""
    if then not in AFTER:
        raise Stale
    if turn.person.consent_version != consent.VERSION:
        await consent.give(turn.work)
    return await AFTER[then](turn)


@routes.tap("consent.no")
async def no(turn: Turn) -> Screen:
    """Nothing was stored, and the ways to report without us are named."""
    turn.house.waiting.pop(turn.person.id, None)
    return await menu(turn, T("consent-refused"))


@routes.tap("consent.read")
async def read(turn: Turn) -> Screen:
    """The text once more, from the page about the bot."""
    return Screen(words=(text(turn),), buttons=back_to_menu(), at="consent.read", takes="idle")
