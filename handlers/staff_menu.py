"""The rows that volunteers, coordinators and admins see on top of the main menu."""

from __future__ import annotations

from chat.screen import Button, Rows, route
from domain.assignment import WITH_VOLUNTEER
from domain.people import Role
from domain.volunteer import VolunteerState
from handlers.turn import Turn
from locales.texts import T
from services import assignments, desk, due_desk, joining
from services.desk import Filter


async def task_row(turn: Turn) -> Rows:
    """A volunteer's own tasks, with how many wait for them."""
    if not turn.person.has(Role.VOLUNTEER):
        return ()
    waiting = len(await assignments.mine(turn.work, *WITH_VOLUNTEER))
    return ((Button(T("menu-tasks", count=waiting), "tasks:0"),),)


async def staff_rows(turn: Turn) -> Rows:
    """What observers can fill, the inbox with the number of new cases and the forms; for an admin also the people."""
    fill: Rows = (*await task_row(turn), (Button(T("menu-checklists"), route("checklists", 0)),))
    if not turn.person.is_staff:
        return fill if turn.person.has(Role.VOLUNTEER) else ()
    new = (await desk.counts(turn.work, Filter.NEW))[Filter.NEW]
    rows: Rows = ((Button(T("inbox-menu-row", count=new), route("case.inbox", Filter.NEW, 0)),),)
    rows += ((Button(T("due-menu-row", count=await due_desk.pressing(turn.work)), "due"),),)
    applied = (await joining.counts(turn.work))[VolunteerState.APPLIED]
    volunteers = Button(T("applicants-menu-row", count=applied), route("volunteers", VolunteerState.APPLIED, 0))
    rows += ((volunteers,), *fill, (Button(T("menu-forms"), route("forms", 0)),))
    rows += ((Button(T("menu-campaigns"), route("campaigns", 0)),),)
    letters = Button(T("authorities-button"), route("authorities", 0))
    rows += ((letters, Button(T("recommendations-button-menu"), route("recommendations", 0))),)
    rows += ((Button(T("group-menu"), "groups"), Button(T("digest-menu-row"), "digest")),)
    if turn.person.has(Role.ADMIN):
        rows += ((Button(T("admin-menu-row"), route("admin.people", 0)),),)
    return rows
