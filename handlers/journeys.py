"""All journeys in one table of routes. The form runner stands first: most updates are answers."""

from __future__ import annotations

from chat.screen import Button, Screen
from domain.rights import right_of
from handlers import admin, audit, calendar, coordinator, forms, menu, news, staff_menu
from handlers.citizen import (
    consent,
    fixed,
    follow,
    genuine,
    intake,
    keeping,
    naming,
    own,
    pages,
    quiet,
    reports,
    start,
    threads,
)
from handlers.form import taker, taps
from handlers.routing import AGAIN, Routes
from handlers.volunteer import cannot, checklists, conflicts, join, profile, rules, tasks, thanks, visit
from locales.texts import T

FAILED = Screen(words=(T("failed"),), buttons=((Button(T("failed-retry"), AGAIN),),), fresh=True)
"""What a person sees when answering them failed: their answers are kept, and a button shows where they are."""
UNSAVED = Screen(words=(T("unsaved"),), fresh=True)
"""What they see while nothing can be stored: it is tried again without them."""


def all_routes() -> Routes:
    """Every button, message and command the bot understands. Raises ValueError when two claim the same route,
    or one is open to others than domain/rights.py says."""
    routes = Routes()
    for journey in (
        taps,
        taker,
        start,
        menu,
        staff_menu,
        pages,
        consent,
        intake,
        reports,
        naming,
        follow,
        fixed,
        keeping,
        news,
        own,
        threads,
        quiet,
        coordinator,
        admin,
        audit,
        calendar,
        forms,
        checklists,
        join,
        rules,
        profile,
        tasks,
        cannot,
        conflicts,
        visit,
        thanks,
        genuine,
    ):
        routes.include(journey.routes)
    _check_rights(routes)
    return routes


def _check_rights(routes: Routes) -> None:
    """No handler may be open to others than the table of rights says."""
    for table in (routes.taps, routes.takers, routes.commands):
        for name, entry in table.items():
            right = right_of(name)
            if right is not None and right.role is not entry.role:
                raise ValueError(f"route {name} is for {entry.role}, domain/rights.py says {right.role}")
