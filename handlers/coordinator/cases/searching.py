"""One box for everything: a code, an institution, a place, words; what is found is narrowed by a tap."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.cases.inbox import line
from handlers.coordinator.phrases import snip
from handlers.menu import back_to_menu
from handlers.packing import packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.cases import searching
from services.cases.desk import Filter
from services.cases.searching import MOST, PAGE, Only

routes = Routes()

LONGEST = 200
CHIPS = {Only.ALL: "search-all", Only.OPEN: "search-open", Only.ENDED: "search-ended", Only.MINE: "search-mine"}


@routes.command("search", role=Role.COORDINATOR)
async def command(turn: Turn, payload: str) -> Screen:
    return await _found(turn, payload[:LONGEST], Only.ALL, 0) if payload.strip() else await asked(turn)


@routes.tap("search", role=Role.COORDINATOR)
async def asked(turn: Turn) -> Screen:
    """What to look for; anything typed is looked for."""
    back = (Button(T("inbox-back"), route("case.inbox", Filter.NEW, 0)), *back_to_menu()[0])
    return Screen((T("search-how"),), (back,), at="search", takes="search")


@routes.take("search", role=Role.COORDINATOR)
async def typed(turn: Turn) -> Screen | None:
    if turn.said.edited:
        return None
    if not turn.said.text.strip():
        return await asked(turn)
    return await _found(turn, turn.said.text.strip()[:LONGEST], Only.ALL, 0)


@routes.tap("search.found", role=Role.COORDINATOR)
async def found(turn: Turn, words: str, only: Only, page: int) -> Screen:
    """The same results again, after a restart or an old button."""
    return await _found(turn, unpacked(words), only, page)


@routes.tap("search.turn", role=Role.COORDINATOR)
async def turned(turn: Turn, only: Only, page: int) -> Screen:
    """Another page or another chip of what is on the screen."""
    name, *args = turn.person.at.split(":")
    if name != "search.found" or len(args) != 3:
        raise Stale
    return await _found(turn, unpacked(args[0]), only, page)


async def _found(turn: Turn, words: str, only: Only, page: int) -> Screen:
    listed = await searching.search(turn.work, words, only, page)
    first = listed.page * PAGE + 1
    said: list[Words] = [T("search-title", words=snip(words, 80))]
    if not listed.cases:
        said.append(T("search-nothing"))
    else:
        said.append(T("search-many", count=MOST) if listed.total >= MOST else T("search-count", count=listed.total))
    if listed.cases and listed.nearly:
        said.append(T("search-nearly"))
    said += [line(number, case, turn.now) for number, case in enumerate(listed.cases, first)]
    buttons = [
        Button(T("inbox-open", number=number, code=case.code), route("case.open", case.id))
        for number, case in enumerate(listed.cases, first)
    ]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    if listed.pages > 1:
        rows += (_pages(only, listed.page, listed.pages),)
    chips = [_chip(one, key, one is only) for one, key in CHIPS.items()]
    rows += (tuple(chips[:2]), tuple(chips[2:]), (Button(T("search-again"), "search"), *back_to_menu()[0]))
    return Screen(tuple(said), rows, at=route("search.found", packed(words), only, listed.page), takes="search")


def _chip(one: Only, key: str, chosen: bool) -> Button:
    return Button(T("search-chip-on", chip=T(key)) if chosen else T(key), route("search.turn", one, 0))


def _pages(only: Only, page: int, pages: int) -> tuple[Button, ...]:
    before, after = (page - 1) % pages, (page + 1) % pages
    return (
        Button("‹", route("search.turn", only, before)),
        Button(f"{page + 1} / {pages}", route("search.turn", only, page)),
        Button("›", route("search.turn", only, after)),
    )
