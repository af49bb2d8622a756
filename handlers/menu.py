"""The main menu: what everybody sees when nothing else is going on."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen
from domain.people import Role
from handlers.routing import Routes
from handlers.staff_menu import observer_rows, staff_rows
from handlers.turn import Turn
from locales.texts import T, Words

routes = Routes()
LANGUAGE = Button(T("menu-language"), "lang")
ABOUT = Button(T("menu-about"), "about")
OWN = Button(T("menu-own"), "own")
CITIZEN: Rows = (
    (Button(T("menu-emergency"), "emergency"),),
    (Button(T("menu-report"), "report"),),
    (Button(T("menu-reports"), "reports"), Button(T("menu-rights"), "rights")),
    (Button(T("menu-small"), "small"),),
)


async def menu(turn: Turn, *before: Words) -> Screen:
    """The menu, with a word about what just happened before it. Staff see their desk, and the rest behind a button."""
    goes_on: Rows = () if turn.work.draft is None else ((Button(T("menu-continue"), "draft.continue"),),)
    if turn.person.is_staff:
        own: Rows = ((Button(T("menu-citizen"), "menu.citizen"), LANGUAGE),)
        return Screen(
            (*before, T("menu-title-desk")), (*await staff_rows(turn), *goes_on, *own), at="menu", takes="idle"
        )
    joining = Button(T("menu-volunteering") if turn.person.has(Role.VOLUNTEER) else T("menu-volunteer"), "join")
    rows: Rows = (*await observer_rows(turn), *goes_on, *CITIZEN, (joining,), (LANGUAGE, ABOUT), (OWN,))
    return Screen((*before, T("menu-title")), rows, at="menu", takes="idle")


@routes.tap("menu.citizen")
async def as_citizen(turn: Turn) -> Screen:
    """For staff: what everybody else sees in the menu."""
    return Screen((T("menu-title"),), (*CITIZEN, (ABOUT, OWN), *back_to_menu()), at="menu.citizen", takes="idle")


def back_to_menu() -> Rows:
    """The row that leads home."""
    return ((Button(T("button-menu"), "menu"),),)
