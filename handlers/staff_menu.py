"""The rows that volunteers, coordinators and admins see on top of the main menu, and what lies behind «More»."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.assignment import WITH_VOLUNTEER
from domain.people import Role
from domain.volunteer import VolunteerState
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.cases import desk, due_desk
from services.cases.desk import Filter
from services.fieldwork import assignments
from services.volunteering import joining

routes = Routes()
CHECKLISTS = Button(T("menu-checklists"), route("checklists", 0))


async def task_row(turn: Turn) -> Rows:
    """A volunteer's own tasks, with how many wait for them."""
    if not turn.person.has(Role.VOLUNTEER):
        return ()
    waiting = len(await assignments.mine(turn.work, *WITH_VOLUNTEER))
    return ((Button(T("menu-tasks", count=waiting), "tasks:0"),),)


async def observer_rows(turn: Turn) -> Rows:
    """A volunteer's tasks and what can be filled without one."""
    return (*await task_row(turn), (CHECKLISTS,)) if turn.person.has(Role.VOLUNTEER) else ()


async def staff_rows(turn: Turn) -> Rows:
    """A coordinator's desk: what waits, by number; the rest of it is one tap away."""
    new = (await desk.counts(turn.work, Filter.NEW))[Filter.NEW]
    pressing = await due_desk.pressing(turn.work)
    applied = (await joining.counts(turn.work))[VolunteerState.APPLIED]
    return (
        (Button(T("inbox-menu-row", count=new), route("case.inbox", Filter.NEW, 0)),),
        (Button(T("due-menu-row", count=pressing), "due"),),
        (Button(T("applicants-menu-row", count=applied), route("volunteers", VolunteerState.APPLIED, 0)),),
        (Button(T("menu-campaigns"), route("campaigns", 0)),),
        *await task_row(turn),
        (Button(T("menu-forms"), route("forms", 0)), Button(T("menu-more"), "desk.more")),
    )


@routes.tap("desk.more", role=Role.COORDINATOR)
async def more(turn: Turn) -> Screen:
    """What a coordinator needs now and then."""
    rows: Rows = (
        (Button(T("digest-menu-row"), "digest"), Button(T("broadcasts-menu-row"), route("broadcasts", 0))),
        (Button(T("authorities-button"), route("authorities", 0)), Button(T("group-menu"), "groups")),
        (Button(T("recommendations-button-menu"), route("recommendations", 0)),),
        (CHECKLISTS,),
    )
    if turn.person.has(Role.ADMIN):
        rows += ((Button(T("admin-menu-row"), route("admin.people", 0)),),)
    rows += ((Button(T("button-menu"), "menu"),),)
    return Screen((T("menu-more-title"),), rows, at="desk.more", takes="idle")
