"""The inbox: new, mine, waiting, overdue; a page of cases, each line a button."""

from __future__ import annotations

from datetime import datetime

from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from domain.people import Role
from handlers.coordinator.phrases import age, place
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services import desk
from services.desk import PAGE, Filter, Inbox

routes = Routes()

TITLES = {
    Filter.NEW: "inbox-title-new",
    Filter.MINE: "inbox-title-mine",
    Filter.WAITING: "inbox-title-waiting",
    Filter.OVERDUE: "inbox-title-overdue",
}
EMPTY = {
    Filter.NEW: "inbox-empty-new",
    Filter.MINE: "inbox-empty-mine",
    Filter.WAITING: "inbox-empty-waiting",
    Filter.OVERDUE: "inbox-empty-overdue",
}


@routes.command("inbox", role=Role.COORDINATOR)
async def inbox_command(turn: Turn, payload: str) -> Screen:
    return await inbox(turn, Filter.NEW, 0)


@routes.tap("case.inbox", role=Role.COORDINATOR)
async def inbox(turn: Turn, shown: Filter, page: int) -> Screen:
    """A page of cases with the filters below; the other filters' counts are always in sight."""
    listed = await desk.inbox(turn.work, shown, page)
    counts = await desk.counts(turn.work)
    return Screen(
        words=(T(TITLES[shown]), *_lines(listed, turn.now)),
        buttons=(*_cases(listed), *_pages(listed), *_filters(counts), *back_to_menu()),
        at=route("case.inbox", shown, listed.page),
        takes="idle",
    )


def _lines(listed: Inbox, now: datetime) -> tuple[Words, ...]:
    if not listed.cases:
        return (T(EMPTY[listed.shown]),)
    first = listed.page * PAGE + 1
    return tuple(_line(number, case, now) for number, case in enumerate(listed.cases, first))


def _line(number: int, case: Case, now: datetime) -> Words:
    category = T(case.category.name_key)
    about = T("inbox-line-about", place=place(case), age=age(case.received_at, now))
    return Lines((T("inbox-line", number=number, code=case.code, category=category), about))


def _cases(listed: Inbox) -> Rows:
    """Two buttons in a row: number and code."""
    first = listed.page * PAGE + 1
    buttons = [
        Button(T("inbox-open", number=number, code=case.code), route("case.open", case.id))
        for number, case in enumerate(listed.cases, first)
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _pages(listed: Inbox) -> Rows:
    if listed.pages == 1:
        return ()

    def at(page: int, label: str) -> Button:
        return Button(label, route("case.inbox", listed.shown, page % listed.pages))

    here = f"{listed.page + 1} / {listed.pages}"
    return ((at(listed.page - 1, "‹"), at(listed.page, here), at(listed.page + 1, "›")),)


def _filters(counts: dict[Filter, int]) -> Rows:
    def to(shown: Filter) -> str:
        return route("case.inbox", shown, 0)

    return (
        (
            Button(T("inbox-filter-new", count=counts[Filter.NEW]), to(Filter.NEW)),
            Button(T("inbox-filter-mine", count=counts[Filter.MINE]), to(Filter.MINE)),
        ),
        (
            Button(T("inbox-filter-waiting", count=counts[Filter.WAITING]), to(Filter.WAITING)),
            Button(T("inbox-filter-overdue", count=counts[Filter.OVERDUE]), to(Filter.OVERDUE)),
        ),
    )
