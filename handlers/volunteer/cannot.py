"""When a task cannot be done: declining, giving back, more time, a colleague instead, an object not to be seen."""

from __future__ import annotations

from chat.screen import AnyButton, Button, Rows, Screen, route
from domain.assignment import TO_VISIT, AssignmentState, DeclineReason, VisitOutcome
from domain.people import Role
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from handlers.volunteer.tasks import listed, shown
from handlers.volunteer.words import short_moment
from locales.texts import T, Text, render
from services.fieldwork import assignments, task_desk
from services.fieldwork.assignments import TaskPage
from services.volunteering.volunteer_common import place_name
from services.volunteering.volunteer_refusals import OfferOver, StaleTask

routes = Routes()

DAYS = (1, 3, 7)
"""How much more time is asked for with one tap."""
COLLEAGUES = 8
REASONS: dict[VisitOutcome, tuple[str, ...]] = {
    VisitOutcome.NO_ACCESS: ("task-reason-not-let-in", "task-reason-permit"),
    VisitOutcome.CLOSED: ("task-reason-repair", "task-reason-not-working", "task-reason-gone"),
    VisitOutcome.UNSAFE: ("task-reason-people", "task-reason-place"),
}
"""Reasons with a button of their own, by the keys of their texts; any other is typed."""


# ------------------------------------------------------------------ declining, giving back


@routes.tap("task.decline", Role.VOLUNTEER)
async def decline(turn: Turn, task: int) -> Screen:
    """Why not? Each answer is a button."""
    return await cannot(turn, task)


@routes.tap("task.cant", Role.VOLUNTEER)
async def cannot(turn: Turn, task: int) -> Screen:
    """What is in the way; for a task already taken there is also more time, a colleague, an honest outcome."""
    page = await assignments.open_task(turn.work, task)
    state = page.assignment.state
    if state is AssignmentState.EXPIRED:
        raise OfferOver
    if AssignmentState.DECLINED not in page.moves:
        raise StaleTask(state)
    key = "task-decline-why" if state is AssignmentState.OFFERED else "task-cannot-why"
    rows = (*_instead(page), *_reasons(task), (Button(T("button-back"), route("task.open", task)),))
    return Screen((T(key, place=place_name(page.place)),), rows, at=route("task.cant", task), takes="idle")


def _instead(page: TaskPage) -> Rows:
    task, state = page.assignment.id, page.assignment.state
    if state not in TO_VISIT:
        return ()
    more: tuple[AnyButton, ...] = (Button(T("button-task-more-time"), route("task.time", task)),)
    rows: Rows = ((*more, Button(T("task-swap"), route("task.swap", task))),)
    if AssignmentState.IMPOSSIBLE in page.moves:
        rows += ((Button(T("task-not-possible"), route("task.outcome", task)),),)
    return rows


def _reasons(task: int) -> Rows:
    return tuple((Button(T(reason.name_key), route("task.no", task, reason)),) for reason in DeclineReason)


@routes.tap("task.no", Role.VOLUNTEER)
async def because(turn: Turn, task: int, reason: DeclineReason) -> Screen:
    """Given back for this reason; another reason may be said in words."""
    if reason is DeclineReason.OTHER:
        return await other_reason(turn, task)
    return await _given_back(turn, task, reason)


@routes.tap("task.other", Role.VOLUNTEER)
async def other_reason(turn: Turn, task: int) -> Screen:
    """In their own words, or without any."""
    await assignments.open_task(turn.work, task)
    rows = (
        (Button(T("task-no-words"), route("task.no-words", task)),),
        (Button(T("button-back"), route("task.cant", task)),),
    )
    return Screen((T("task-other-why"),), rows, at=route("task.other", task), takes=route("task.because", task))


@routes.tap("task.no-words", Role.VOLUNTEER)
async def without_words(turn: Turn, task: int) -> Screen:
    return await _given_back(turn, task, DeclineReason.OTHER)


@routes.take("task.because", Role.VOLUNTEER)
async def because_said(turn: Turn, task: int) -> Screen | None:
    """The reason as typed."""
    words = typed(turn)
    if words is None:
        return None
    return await _given_back(turn, task, DeclineReason.OTHER, words) if words else await other_reason(turn, task)


async def _given_back(turn: Turn, task: int, reason: DeclineReason, words: str = "") -> Screen:
    await assignments.decline(turn.work, task, reason, words)
    drop_answers(turn, task)
    return await listed(turn, 0, T("task-declined"))


def drop_answers(turn: Turn, task: int) -> None:
    """Answers begun for a task that is over for the person."""
    draft = turn.work.draft
    if draft is not None and draft.state.get("visit") == task:
        turn.work.close_draft()


def typed(turn: Turn) -> str | None:
    """The words of a message; '' for what has none, None for a correction of an older one."""
    return None if turn.said.edited else turn.said.text.strip()


# ------------------------------------------------------------------ more time


@routes.tap("task.time", Role.VOLUNTEER)
async def more_time(turn: Turn, task: int) -> Screen:
    """How much more, by a button or in words; the coordinator decides."""
    page = await assignments.open_task(turn.work, task)
    if page.assignment.state not in TO_VISIT:
        raise StaleTask(page.assignment.state)
    rows: Rows = tuple((Button(T("task-days", count=days), route("task.days", task, days)),) for days in DAYS)
    words = (T("task-time", place=place_name(page.place), due=short_moment(turn, page.assignment.due_at)),)
    back = (Button(T("button-back"), route("task.open", task)),)
    return Screen(words, (*rows, back), at=route("task.time", task), takes=route("task.time-said", task))


@routes.tap("task.days", Role.VOLUNTEER)
async def ask_days(turn: Turn, task: int, days: int) -> Screen:
    if days not in DAYS:
        raise Stale
    return await _time_asked(turn, task, in_words(turn, T("task-days", count=days)))


@routes.take("task.time-said", Role.VOLUNTEER)
async def ask_in_words(turn: Turn, task: int) -> Screen | None:
    words = typed(turn)
    if words is None:
        return None
    return await _time_asked(turn, task, words) if words else await more_time(turn, task)


async def _time_asked(turn: Turn, task: int, words: str) -> Screen:
    await assignments.ask_time(turn.work, task, words)
    return await shown(turn, task, T("task-time-asked"))


def in_words(turn: Turn, text: Text) -> str:
    """A button's text as if it had been typed."""
    return render(text, turn.language, zone=turn.house.zone, markup=False)


# ------------------------------------------------------------------ a colleague instead


@routes.tap("task.swap", Role.VOLUNTEER)
async def swap(turn: Turn, task: int) -> Screen:
    """Who could take it over; the coordinator must agree, and the colleague too."""
    found = (await task_desk.colleagues(turn.work, task))[:COLLEAGUES]
    rows: Rows = tuple((Button(line.alias[:30], route("task.swap-to", task, line.person_id)),) for line in found)
    words = T("task-swap-who") if found else T("task-swap-nobody")
    back = (Button(T("button-back"), route("task.cant", task)),)
    return Screen((words,), (*rows, back), at=route("task.swap", task), takes="idle")


@routes.tap("task.swap-to", Role.VOLUNTEER)
async def swap_to(turn: Turn, task: int, person: int) -> Screen:
    """Asked; until both agree the task stays."""
    await task_desk.ask_swap(turn.work, task, person)
    return await shown(turn, task, T("task-swap-asked"))


# ------------------------------------------------------------------ an object that cannot be observed


@routes.tap("task.outcome", Role.VOLUNTEER)
async def outcome(turn: Turn, task: int) -> Screen:
    """No access, closed, unsafe: an honest end of a visit."""
    page = await assignments.open_task(turn.work, task)
    if AssignmentState.IMPOSSIBLE not in page.moves:
        raise StaleTask(page.assignment.state)
    rows: Rows = tuple((Button(T(one.name_key), route("task.ended", task, one)),) for one in REASONS)
    back = (Button(T("button-back"), route("task.open", task)),)
    words = (T("task-outcome", place=place_name(page.place)), T("task-outcome-honest"))
    return Screen(words, (*rows, back), at=route("task.outcome", task), takes="idle")


@routes.tap("task.ended", Role.VOLUNTEER)
async def ended(turn: Turn, task: int, how: VisitOutcome) -> Screen:
    """The reason: a button, or words."""
    page = await assignments.open_task(turn.work, task)
    if how not in REASONS or AssignmentState.IMPOSSIBLE not in page.moves:
        raise Stale
    rows: Rows = tuple((Button(T(name), route("task.over", task, how, name)),) for name in REASONS[how])
    back = (Button(T("button-back"), route("task.outcome", task)),)
    words = (T("task-ended", outcome=T(how.name_key)),)
    return Screen(words, (*rows, back), at=route("task.ended", task, how), takes=route("task.ended-said", task, how))


@routes.tap("task.over", Role.VOLUNTEER)
async def over(turn: Turn, task: int, how: VisitOutcome, name: str) -> Screen:
    if name not in REASONS.get(how, ()):
        raise Stale
    return await _over(turn, task, how, in_words(turn, T(name)))


@routes.take("task.ended-said", Role.VOLUNTEER)
async def ended_said(turn: Turn, task: int, how: VisitOutcome) -> Screen | None:
    words = typed(turn)
    if words is None:
        return None
    return await _over(turn, task, how, words) if words else await ended(turn, task, how)


async def _over(turn: Turn, task: int, how: VisitOutcome, words: str) -> Screen:
    await assignments.impossible(turn.work, task, how, words)
    drop_answers(turn, task)
    return await listed(turn, 0, T("task-over"))
