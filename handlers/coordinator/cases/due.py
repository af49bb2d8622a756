"""What is due: overdue, today, this week; each line can be opened, given more time or settled where it stands."""

from __future__ import annotations

from collections.abc import Awaitable

from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from domain.due import Due, Reason
from domain.people import Role
from domain.referral import letter_of
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Text, Words
from services.cases import due_desk, life, notices_due
from services.cases.due_desk import PAGE, Listed, Span
from services.refusals import NoQuestion

routes = Routes()

TITLES = {Span.LATE: "due-title-late", Span.TODAY: "due-title-today", Span.WEEK: "due-title-week"}
EMPTY = {Span.LATE: "due-empty-late", Span.TODAY: "due-empty-today", Span.WEEK: "due-empty-week"}
TABS = {Span.LATE: "due-tab-late", Span.TODAY: "due-tab-today", Span.WEEK: "due-tab-week"}
MORE = (1, 3, 5, 10)
"""Working days more that are a button each."""


@routes.command("due", role=Role.COORDINATOR)
async def due_command(turn: Turn, payload: str) -> Screen:
    """What presses most: what is overdue, else today, else this week."""
    return await pressing(turn)


@routes.tap("due", role=Role.COORDINATOR)
async def pressing(turn: Turn) -> Screen:
    """The first part in which there is something."""
    found = await due_desk.listed(turn.work, Span.LATE)
    first = next((span for span in Span if found.counts[span]), Span.LATE)
    return await listed(turn, first, 0)


@routes.tap("due.list", role=Role.COORDINATOR)
async def listed(turn: Turn, span: Span, page: int) -> Screen:
    """A page of lines with their buttons, and the other parts with their counts."""
    found = await due_desk.listed(turn.work, span, page)
    numbered = list(enumerate(found.lines, found.page * PAGE + 1))
    lines = tuple(_line(number, one, case) for number, (one, case) in numbered)
    ours, more = _recommendations(found)
    words: tuple[Words, ...] = (T(TITLES[span]), *(lines or (() if ours else (T(EMPTY[span]),))), *ours)
    rows: Rows = tuple(_line_buttons(number, one, case) for number, (one, case) in numbered)
    rows += (*more, *_pages(found))
    rows += (tuple(Button(T(TABS[each], count=found.counts[each]), route("due.list", each, 0)) for each in Span),)
    return Screen(words, (*rows, *back_to_menu()), at=route("due.list", span, found.page), takes="idle")


def _line(number: int, one: Due, case: Case) -> Words:
    head = T("due-line", number=number, code=case.code, what=T(one.kind.name_key))
    return Lines((head, T("due-line-until", due=Brief(one.due_at), category=T(case.category.name_key))))


def _line_buttons(number: int, one: Due, case: Case) -> tuple[Button, ...]:
    more = Button(T("due-button-more"), route("due.extend", one.id))
    act = notices_due.act_button(one.kind, case.id, one.id, letter_of(one.ref))
    return Button(f"{number} 📂", route("case.open", case.id)), more, act


def _recommendations(found: Listed) -> tuple[tuple[Words, ...], Rows]:
    """What recommendations wait for, with a button for each of the first ones."""
    lines, buttons = [], []
    for one in found.recommendations[:PAGE]:
        if one.waits_for is not None:
            kind, until = one.waits_for
            what = T(kind.name_key)
            lines.append(T("due-recommendation-line", number=one.number, what=what, due=Brief(until)))
            buttons.append(Button(f"📌 {one.number}", route("recommendation.open", one.id)))
    if not lines:
        return (), ()
    rows: Rows = tuple(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3))
    if len(found.recommendations) > PAGE:
        rows += ((Button(T("recommendations-button-list"), route("recommendations", 0)),),)
    return (T("due-recommendations"), Lines(tuple(lines))), rows


def _pages(found: Listed) -> Rows:
    if found.pages == 1:
        return ()

    def at(page: int, label: str) -> Button:
        return Button(label, route("due.list", found.span, page % found.pages))

    here = f"{found.page + 1} / {found.pages}"
    return ((at(found.page - 1, "‹"), at(found.page, here), at(found.page + 1, "›")),)


# ------------------------------------------------------------------ more time


@routes.tap("due.extend", role=Role.COORDINATOR)
async def how_long(turn: Turn, due_id: int) -> Screen:
    """How many working days more?"""
    one, case = await due_desk.find(turn.work, due_id)
    rows = tuple((Button(T("due-extend-days", days=days), route("due.why", due_id, days)),) for days in MORE)
    words = (_about(one, case), T("due-extend-how"))
    return Screen(words, (*rows, *_back(case)), at=route("due.extend", due_id), takes="idle")


def _about(one: Due, case: Case) -> Text:
    return T("due-about", code=case.code, what=T(one.kind.name_key), due=one.due_at)


def _back(case: Case) -> Rows:
    return cancel(case, Button(T("due-button-list"), "due"))


@routes.tap("due.why", role=Role.COORDINATOR)
async def why(turn: Turn, due_id: int, days: int) -> Screen:
    """Why; where the citizen waits for it too, they read the reason."""
    one, case = await due_desk.find(turn.work, due_id)
    if days not in MORE:
        raise Stale
    rows = tuple((Button(T(each.name_key), route("due.longer", due_id, days, each)),) for each in Reason)
    told = T("due-extend-told") if one.kind in due_desk.PROMISED else T("due-extend-noted")
    words = (_about(one, case), T("due-extend-why", days=days), told)
    return Screen(words, (*rows, *_back(case)), at=route("due.why", due_id, days), takes="idle")


@routes.tap("due.longer", role=Role.COORDINATOR)
async def longer(turn: Turn, due_id: int, days: int, reason: Reason) -> Screen:
    """It has more time."""
    if days not in MORE:
        raise Stale
    return await _did(turn, due_desk.extend(turn.work, due_id, days, reason), T("due-extended"))


async def _did(turn: Turn, action: Awaitable[object], done: Text) -> Screen:
    """Does it, says so, and shows what else is due."""
    try:
        said = await outcome(action, done)
    except NoQuestion as refusal:
        said = refusal.text()
    return said_first(turn, await pressing(turn), said)


# ------------------------------------------------------------------ settled where it stands


@routes.tap("due.without", role=Role.COORDINATOR)
async def without(turn: Turn, case_id: int) -> Screen:
    """On without the citizen's answer."""
    return await _did(turn, life.without_answer(turn.work, case_id), T("due-without-done"))


@routes.tap("due.done", role=Role.COORDINATOR)
async def done(turn: Turn, due_id: int) -> Screen:
    """It came."""
    return await _did(turn, due_desk.done(turn.work, due_id), T("due-done"))


@routes.tap("due.take-over", role=Role.COORDINATOR)
async def take_over(turn: Turn, due_id: int) -> Screen:
    """The overdue case is theirs now."""
    _, case = await due_desk.find(turn.work, due_id)
    said = await outcome(due_desk.take_over(turn.work, due_id), T("due-taken-over"))
    return said_first(turn, await case_screen(turn, case.id), said)
