"""Objects where the volunteer or relatives work: found by their name, marked and unmarked by a tap, never offered."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.place import Place
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.fieldwork import places
from services.volunteering import volunteers
from services.volunteering.volunteer_common import place_name, where_is

routes = Routes()

LONGEST = 40
"""Characters of a name on a button."""


@routes.tap("conflicts", Role.VOLUNTEER)
async def page(turn: Turn) -> Screen:
    """What is marked, each with a button to unmark; words typed here search."""
    return _screen(turn, await volunteers.my_conflicts(turn.work), [])


@routes.take("conflicts", Role.VOLUNTEER)
async def search(turn: Turn) -> Screen | None:
    """What was typed, however spelt."""
    if turn.said.edited:
        return None
    typed = turn.said.text.strip()[:100]
    marked = await volunteers.my_conflicts(turn.work)
    if not typed or turn.said.file is not None or turn.said.spot is not None:
        return _screen(turn, marked, [], T("conflicts-words"))
    known = {place.id for place in marked}
    found = [place for place in await places.search(turn.work, typed) if place.id not in known]
    said = T("conflicts-found", typed=typed) if found else T("conflicts-not-found", typed=typed)
    return _screen(turn, marked, found, said)


@routes.tap("conflict.mark", Role.VOLUNTEER)
async def mark(turn: Turn, place_id: int) -> Screen:
    """It is not offered from now on."""
    await volunteers.mark_conflict(turn.work, place_id)
    return replace(await page(turn), toast=T("conflict-marked"))


@routes.tap("conflict.drop", Role.VOLUNTEER)
async def drop(turn: Turn, place_id: int) -> Screen:
    """It may be offered again."""
    await volunteers.drop_conflict(turn.work, place_id)
    return replace(await page(turn), toast=T("conflict-dropped"))


def _screen(turn: Turn, marked: list[Place], found: list[Place], *before: Words) -> Screen:
    lines = Lines(tuple(T("conflict-line", place=place_name(one), where=where_is(one)) for one in marked))
    words = (T("conflicts-title"), lines if marked else T("conflicts-none"), T("conflicts-how"), *before)
    offers = (_row(turn, "conflict.mark", "＋", one) for one in found)
    drops = (_row(turn, "conflict.drop", "✖️", one) for one in marked)
    rows: Rows = (*offers, *drops, (Button(T("button-back"), "volunteering"),))
    return Screen(words, rows, at="conflicts", takes="conflicts")


def _row(turn: Turn, name: str, sign: str, place: Place) -> tuple[Button, ...]:
    called = place.name(turn.language)
    short = called if len(called) <= LONGEST else called[: LONGEST - 1].rstrip() + "…"
    return (Button(f"{sign} {short}", route(name, place.id)),)
