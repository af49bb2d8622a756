"""The rows that coordinators and admins see on top of the main menu."""

from __future__ import annotations

from chat.screen import Button, Rows, route
from domain.people import Role
from handlers.turn import Turn
from locales.texts import T
from services import desk
from services.desk import Filter


async def staff_rows(turn: Turn) -> Rows:
    """The inbox with the number of new cases; for an admin also the people. Nothing for everybody else."""
    if not turn.person.is_staff:
        return ()
    new = (await desk.counts(turn.work, Filter.NEW))[Filter.NEW]
    rows: Rows = ((Button(T("inbox-menu-row", count=new), route("case.inbox", Filter.NEW, 0)),),)
    if turn.person.has(Role.ADMIN):
        rows += ((Button(T("admin-menu-row"), route("admin.people", 0)),),)
    return rows
