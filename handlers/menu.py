"""The main menu: what everybody sees when nothing else is going on."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen
from domain.people import Role
from handlers.staff_menu import staff_rows
from handlers.turn import Turn
from locales.texts import T, Words


async def menu(turn: Turn, *before: Words) -> Screen:
    """The menu, with a word about what just happened before it."""
    rows: Rows = await staff_rows(turn)
    if turn.work.draft is not None:
        rows += ((Button(T("menu-continue"), "draft.continue"),),)
    rows += (
        (Button(T("menu-emergency"), "emergency"),),
        (Button(T("menu-report"), "report"),),
        (Button(T("menu-reports"), "reports"), Button(T("menu-rights"), "rights")),
        (Button(T("menu-small"), "small"),),
        *_volunteering(turn),
        (Button(T("menu-language"), "lang"), Button(T("menu-about"), "about")),
    )
    return Screen(words=(*before, T("menu-title")), buttons=rows, at="menu", takes="idle")


def _volunteering(turn: Turn) -> Rows:
    """The way to join, or to one's own page; those who coordinate volunteers have theirs elsewhere."""
    if turn.person.is_staff:
        return ()
    is_one = turn.person.has(Role.VOLUNTEER)
    return ((Button(T("menu-volunteering") if is_one else T("menu-volunteer"), "join"),),)


def back_to_menu() -> Rows:
    """The row that leads home."""
    return ((Button(T("button-menu"), "menu"),),)
