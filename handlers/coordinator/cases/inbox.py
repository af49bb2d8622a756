"""The inbox: new, mine, waiting, overdue; a page of cases, each line a button."""

from __future__ import annotations

from datetime import datetime

from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from domain.geography import region
from domain.people import Role
from handlers.coordinator.phrases import age, place
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, Named, T, Text, Words
from services.cases import desk, tagging
from services.cases.common import visible_regions
from services.cases.desk import PAGE, Filter, Inbox, Within
from storage.cases.tags import Tag

routes = Routes()

TAGS = 20
"""Tags that are offered, the most used."""

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
    return await _inbox(turn, shown, Within(), page)


@routes.tap("inbox.in", role=Role.COORDINATOR)
async def narrowed(turn: Turn, shown: Filter, region: str, tag: int, page: int) -> Screen:
    """The same for one region or one tag only."""
    return await _inbox(turn, shown, Within(region, tag), page)


async def _inbox(turn: Turn, shown: Filter, within: Within, page: int) -> Screen:
    listed = await desk.inbox(turn.work, shown, page, within=within)
    counts = await desk.counts(turn.work, within=within)
    words: list[Words] = [T(TITLES[shown])]
    if within.region:
        whole = region(within.region)
        words.append(T("inbox-within", what=Named(whole.kk, whole.ru)))
    if within.tag and (tag := next((one for one in await _tags(turn) if one.id == within.tag), None)):
        words.append(T("inbox-within", what=f"#{tag.name}"))
    rows: Rows = (*_cases(listed), *_pages(listed, within), *_filters(counts, within))
    if shown is Filter.MINE and listed.total and within == Within():
        rows += ((Button(T("triage-hand-all"), route("hand.all", turn.person.id)),),)
    rows += (await _ways(turn, shown, within),)
    return Screen(
        words=(*words, *_lines(listed, turn.now)),
        buttons=(*rows, *back_to_menu()),
        at=_to(shown, within, listed.page),
        takes="idle",
    )


def _to(shown: Filter, within: Within, page: int = 0) -> str:
    if within == Within():
        return route("case.inbox", shown, page)
    return route("inbox.in", shown, within.region, within.tag, page)


async def _tags(turn: Turn) -> list[Tag]:
    return await tagging.mine(turn.work, visible_regions(turn.person))


async def _ways(turn: Turn, shown: Filter, within: Within) -> tuple[Button, ...]:
    """Searching, and narrowing where there is something to choose."""
    ways = [Button(T("search-button"), "search")]
    seen = visible_regions(turn.person)
    if seen is None or len(seen) > 1:
        ways.append(Button(T("inbox-regions"), route("inbox.regions", shown, within.tag)))
    if await _tags(turn):
        ways.append(Button(T("inbox-tags"), route("inbox.tags", shown, within.region)))
    return tuple(ways)


@routes.tap("inbox.regions", role=Role.COORDINATOR)
async def choose_region(turn: Turn, shown: Filter, tag: int) -> Screen:
    """The regions that have such cases, with how many."""
    counts = await desk.region_counts(turn.work, shown)
    buttons = [
        Button(
            T("inbox-region", region=Named(region(code).short_kk, region(code).short_ru), count=count),
            _to(shown, Within(code, tag)),
        )
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return _choice(T("inbox-regions-title"), buttons, _to(shown, Within(tag=tag)), route("inbox.regions", shown, tag))


@routes.tap("inbox.tags", role=Role.COORDINATOR)
async def choose_tag(turn: Turn, shown: Filter, code: str) -> Screen:
    """The tags in use, the most used first."""
    within = Within(code)
    buttons = [
        Button(T("inbox-tag", tag=tag.name, count=tag.used), _to(shown, Within(code, tag.id)))
        for tag in (await _tags(turn))[:TAGS]
        if code in ("", tag.region)
    ]
    return _choice(T("inbox-tags-title"), buttons, _to(shown, within), route("inbox.tags", shown, code))


def _choice(title: Text, buttons: list[Button], all_of_it: str, here: str) -> Screen:
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Screen((title,), (*rows, (Button(T("inbox-all"), all_of_it),), *back_to_menu()), at=here, takes="idle")


def _lines(listed: Inbox, now: datetime) -> tuple[Words, ...]:
    if not listed.cases:
        return (T(EMPTY[listed.shown]),)
    first = listed.page * PAGE + 1
    return tuple(line(number, case, now) for number, case in enumerate(listed.cases, first))


def line(number: int, case: Case, now: datetime) -> Words:
    """A case in two lines of a list."""
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


def _pages(listed: Inbox, within: Within) -> Rows:
    if listed.pages == 1:
        return ()

    def at(page: int, label: str) -> Button:
        return Button(label, _to(listed.shown, within, page % listed.pages))

    here = f"{listed.page + 1} / {listed.pages}"
    return ((at(listed.page - 1, "‹"), at(listed.page, here), at(listed.page + 1, "›")),)


def _filters(counts: dict[Filter, int], within: Within) -> Rows:
    def to(shown: Filter) -> str:
        return _to(shown, within)

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
