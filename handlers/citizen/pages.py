"""Pages to read: what to do right now, one's rights, who runs the bot, help."""

from __future__ import annotations

from chat.screen import Button, Screen
from handlers.commands import help_texts
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T

routes = Routes()


@routes.tap("emergency")
async def emergency(turn: Turn) -> Screen:
    """What to say, keep and do while money is being demanded: at once, before any question."""
    rows = (
        (Button(T("emergency-write"), "report.bribe"),),
        *back_to_menu(),
    )
    return Screen(words=(T("law-emergency"), T("law-not-advice")), buttons=rows, at="emergency", takes="idle")


@routes.tap("rights")
async def rights(turn: Turn) -> Screen:
    """What a citizen should know, in a short page."""
    rows = ((Button(T("menu-report"), "report"),), *back_to_menu())
    words = (T("law-rights"), T("law-anonymous"), T("law-not-advice"))
    return Screen(words=words, buttons=rows, at="rights", takes="idle")


@routes.tap("about")
async def about(turn: Turn) -> Screen:
    """Not a state body; who runs it; whom to call."""
    rows = ((Button(T("menu-news"), "news"),), (Button(T("about-consent"), "consent.read"),), *back_to_menu())
    words = (T("law-about", operator=turn.house.operator), T("law-phones"))
    return Screen(words=words, buttons=rows, at="about", takes="idle")


@routes.command("help")
async def help_command(turn: Turn, payload: str) -> Screen:
    return await help_page(turn)


@routes.tap("help")
async def help_page(turn: Turn) -> Screen:
    """What the bot can do for this person, by role."""
    words = (T("help-citizen"), *help_texts(turn.person))
    return Screen(words=words, buttons=back_to_menu(), at="help", takes="idle")
