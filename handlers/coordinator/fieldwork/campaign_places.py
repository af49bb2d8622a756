"""The objects of a campaign picked one by one: search and tap, beside the filters."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.place import Place
from handlers.coordinator.fieldwork.making import MOST_PICKED, Making, making_at
from handlers.coordinator.phrases import snip
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.fieldwork import places

routes = Routes()

PAGE = 8
PART = "places"


async def pick_screen(turn: Turn, one: Making, page: int, *before: Words) -> Screen:
    """What a search has found, then what is picked; a tap picks, or lets go. Words typed here search."""
    found = await places.picked(turn.work, one.found)
    others = [each for each in await places.picked(turn.work, one.picked) if each.id not in one.found]
    pages = max(1, -(-len(others) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = (*found, *others[page * PAGE : (page + 1) * PAGE])
    rows: Rows = tuple((_toggle(turn, one, each),) for each in shown)
    if pages > 1:
        rows += (_turns(page, pages),)
    way = [Button(T("campaign-pick-none"), route("campaign.put", PART, ""))] if one.picked else []
    rows += (*((each,) for each in way), (Button(T("campaign-pick-done"), "campaign.back"),))
    words = (T("campaign-pick", count=len(one.picked)), T("campaign-pick-how"), *before)
    return Screen(words, rows, at=one.at(PART), takes=route("campaign.typed", PART))


def _toggle(turn: Turn, one: Making, place: Place) -> Button:
    mark = "☑" if place.id in one.picked else "☐"
    return Button(f"{mark} {snip(place.name(turn.language), 36)}", route("campaign.pick", place.id))


def _turns(page: int, pages: int) -> tuple[Button, ...]:
    before, after = (page - 1) % pages, (page + 1) % pages
    here = Button(f"{page + 1} / {pages}", route("campaign.part", PART, page))
    return Button("‹", route("campaign.part", PART, before)), here, Button("›", route("campaign.part", PART, after))


async def sought(turn: Turn, one: Making, typed: str) -> Screen:
    """Objects of the region by what was typed, however spelt."""
    found = await places.search(turn.work, typed, region=one.region, limit=PAGE)
    said = T("places-found", typed=typed) if found else T("places-not-found", typed=typed)
    return await pick_screen(turn, replace(one, found=tuple(each.id for each in found)), 0, said)


@routes.tap("campaign.pick", Role.COORDINATOR)
async def pick(turn: Turn, place_id: int) -> Screen:
    """One object more, or less."""
    one = making_at(turn.person.at)
    if place_id not in one.picked and len(one.picked) >= MOST_PICKED:
        return replace(await pick_screen(turn, one, 0), toast=T("campaign-pick-full", limit=MOST_PICKED))
    known = await places.picked(turn.work, [place_id])
    if not known or known[0].region != one.region:
        raise Stale
    return await pick_screen(turn, one.toggled(place_id), 0)
