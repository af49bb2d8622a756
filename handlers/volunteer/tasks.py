"""A volunteer's tasks: the list, one of them, taking it."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import AnyButton, Button, Media, Rows, Screen, route
from domain.assignment import TO_VISIT, AssignmentState
from domain.people import Role
from handlers.citizen.consent import after
from handlers.forms.listing import pager
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from handlers.volunteer.words import MARKS, label_of, place_lines, when_lines
from locales.texts import Lines, T, Words
from services.fieldwork import assignments
from services.fieldwork.assignments import TaskCard, TaskPage
from services.volunteering import volunteers
from services.volunteering.volunteer_common import place_name, titled
from services.volunteering.volunteer_refusals import OfferOver, StaleTask

routes = Routes()

PAGE = 8
PAST = (AssignmentState.APPROVED, AssignmentState.REJECTED)
OVER = (AssignmentState.EXPIRED, AssignmentState.CANCELLED)


@routes.command("tasks", Role.VOLUNTEER)
async def tasks_command(turn: Turn, payload: str) -> Screen:
    return await tasks(turn, 0)


@routes.tap("tasks", Role.VOLUNTEER)
async def tasks(turn: Turn, page: int) -> Screen:
    """What waits for the volunteer, then what the coordinator is looking at."""
    return await listed(turn, page)


@after("tasks")
async def agreed_tasks(turn: Turn) -> Screen:
    return await listed(turn, 0)


async def listed(turn: Turn, page: int, *before: Words) -> Screen:
    """The list, with a word about what just happened before it."""
    order = list(MARKS)
    found = sorted(await assignments.mine(turn.work), key=lambda card: order.index(card.assignment.state))
    rows = _rows(turn, "tasks", found, page)
    past = Button(T("tasks-past"), route("tasks.past", 0))
    danger = Button(T("task-danger"), "task.alarm")
    said = T("tasks-about") if found else T("tasks-none")
    return Screen(
        (*before, T("tasks-title"), said), (*rows, (past, danger), *back_to_menu()), at="tasks:0", takes="idle"
    )


@routes.tap("tasks.past", Role.VOLUNTEER)
async def past(turn: Turn, page: int) -> Screen:
    """Visits that were accepted, or not."""
    found = (await assignments.mine(turn.work, *PAST))[::-1]
    rows = (*_rows(turn, "tasks.past", found, page), (Button(T("tasks-back"), "tasks:0"),), *back_to_menu())
    words = (T("tasks-past-title"), T("tasks-past-count", count=len(found)))
    return Screen(words, rows, at=route("tasks.past", page), takes="idle")


def _rows(turn: Turn, name: str, found: list[TaskCard], page: int) -> Rows:
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(label_of(turn, card.assignment, card.place), route("task.open", card.assignment.id)),)
        for card in found[page * PAGE : (page + 1) * PAGE]
    )
    return (*rows, pager(name, page, pages)) if pages > 1 else rows


# ------------------------------------------------------------------ one task


@routes.tap("task.open", Role.VOLUNTEER)
async def open_task(turn: Turn, task: int) -> Screen:
    """One's own task: where, when, what to do."""
    return await shown(turn, task)


async def shown(turn: Turn, task: int, *before: Words) -> Screen:
    """The page of a task, with a word about what just happened before it."""
    page = await assignments.open_task(turn.work, task)
    one, own = page.assignment, await volunteers.mine(turn.work)
    mark = MARKS.get(one.state, "·")
    words: list[Words] = [
        *before,
        T("task-head", mark=mark, place=place_name(page.place), state=T(one.state.name_key)),
        place_lines(turn, page.place, own),
        Lines((T("task-campaign", campaign=titled(page.campaign.title)), *_said(when_lines(turn, one)))),
    ]
    if page.campaign.instructions:
        words.append(T("task-instructions", words=page.campaign.instructions))
    if page.companions:
        words.append(T("task-companions", who=", ".join(page.companions)))
    words.extend(_remarks(page))
    return Screen(tuple(words), _ways(turn, page), at=route("task.open", task), takes="idle")


def _said(words: Words) -> tuple[Words, ...]:
    return words.parts if isinstance(words, Lines) else (words,)


def _remarks(page: TaskPage) -> list[Words]:
    """What the coordinator said, and how far the matter is."""
    state = page.assignment.state
    if page.comment:
        return [T("task-returned", words=page.comment)]
    if state in (AssignmentState.SUBMITTED, AssignmentState.IMPOSSIBLE):
        return [T("task-looked-at")]
    last = page.history[-1].words if page.history else ""
    return [T("task-coordinator-said", words=last)] if state in PAST and last else []


def _ways(turn: Turn, page: TaskPage) -> Rows:
    """What can be done from where the task stands."""
    task, state = page.assignment.id, page.assignment.state
    rows: list[tuple[AnyButton, ...]] = []
    if AssignmentState.ACCEPTED in page.moves:
        accept = Button(T("button-task-accept"), route("task.accept", task))
        rows.append((accept, Button(T("button-task-decline"), route("task.decline", task))))
    if state in TO_VISIT:
        rows.append((Button(T(_begin_key(turn, page)), route("task.start", task)),))
        cannot = Button(T("button-task-cannot"), route("task.cant", task))
        rows.append((cannot, Button(T("button-task-more-time"), route("task.time", task))))
    beside: list[AnyButton] = []
    if page.place.point is not None:
        beside.append(Button(T("task-map"), route("task.map", task)))
    if state in TO_VISIT:
        beside.append(Button(T("task-danger"), route("task.danger", task)))
    if beside:
        rows.append(tuple(beside))
    return (*rows, (Button(T("tasks-back"), "tasks:0"),), *back_to_menu())


def _begin_key(turn: Turn, page: TaskPage) -> str:
    draft = turn.work.draft
    if draft is not None and draft.state.get("visit") == page.assignment.id:
        return "task-go-on"
    if page.assignment.state is AssignmentState.RETURNED:
        return "task-correct" if page.visit.submission_id is not None else "task-go-on"
    return "button-task-start" if page.assignment.state is AssignmentState.ACCEPTED else "task-go-on"


@routes.tap("task.map", Role.VOLUNTEER)
async def on_map(turn: Turn, task: int) -> Screen:
    """The place as a location, which any map on the phone opens."""
    page = await assignments.open_task(turn.work, task)
    point = page.place.point
    if point is None:
        raise Stale
    spot = Media("location", f"{point.latitude} {point.longitude}".encode(), "place")
    return replace(await shown(turn, task), media=(spot,), fresh=True)


# ------------------------------------------------------------------ taking it


@routes.tap("task.accept", Role.VOLUNTEER)
async def accept(turn: Turn, task: int) -> Screen:
    """Asked each time: do they or relatives work there?"""
    page = await assignments.open_task(turn.work, task)
    if page.assignment.state in OVER:
        raise OfferOver
    if AssignmentState.ACCEPTED not in page.moves:
        raise StaleTask(page.assignment.state)
    rows = (
        (Button(T("task-conflict-no"), route("task.accept-yes", task)),),
        (Button(T("task-conflict-yes"), route("task.conflict", task)),),
        (Button(T("button-back"), route("task.open", task)),),
    )
    words = (T("task-conflict", place=place_name(page.place)), T("task-conflict-why"))
    return Screen(words, rows, at=route("task.accept", task), takes="idle")


@routes.tap("task.accept-yes", Role.VOLUNTEER)
async def accepted(turn: Turn, task: int) -> Screen:
    """Theirs now; the reminders follow."""
    await assignments.accept(turn.work, task, no_conflict=True)
    return await shown(turn, task, T("task-accepted"))


@routes.tap("task.conflict", Role.VOLUNTEER)
async def conflict(turn: Turn, task: int) -> Screen:
    """Honest: the object is never offered to them again."""
    await assignments.accept(turn.work, task, no_conflict=False)
    return await listed(turn, 0, T("task-conflict-noted"))
