"""A route object (a railway line): its stations in order, added by search and tap, taken out by a tap."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.place import Place
from handlers.coordinator.phrases import said_first, snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.fieldwork import place_routes, places
from services.fieldwork.place_routes import NoRoute
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import place_name

routes = Routes()


@routes.tap("route.stations", Role.COORDINATOR)
async def stations(turn: Turn, route_id: int) -> Screen:
    """The stations along the route; words typed here search for the next one."""
    return await _screen(turn, route_id, [])


@routes.take("route.search", Role.COORDINATOR)
async def search(turn: Turn, route_id: int) -> Screen | None:
    """Objects that may become a station, by what was typed, however spelt."""
    if turn.said.edited:
        return None
    typed = turn.said.text.strip()[:100]
    if not typed or turn.said.file is not None or turn.said.spot is not None:
        return await _screen(turn, route_id, [], T("case-words-only"))
    page = await places.open_place(turn.work, route_id)
    out = {route_id, *(one.id for one in page.stations)}
    found = [one for one in await places.search(turn.work, typed) if one.id not in out]
    said = T("places-found", typed=typed) if found else T("places-not-found", typed=typed)
    return await _screen(turn, route_id, found, said)


@routes.tap("route.add", Role.COORDINATOR)
async def add(turn: Turn, route_id: int, place_id: int) -> Screen:
    """The next station."""
    return await _done(turn, route_id, place_id, into=True, said=T("route-added"))


@routes.tap("route.drop", Role.COORDINATOR)
async def drop(turn: Turn, route_id: int, place_id: int) -> Screen:
    """No station of it any more; the object stays."""
    return await _done(turn, route_id, place_id, into=False, said=T("route-dropped"))


async def _done(turn: Turn, route_id: int, place_id: int, *, into: bool, said: Text) -> Screen:
    action = place_routes.add_station if into else place_routes.drop_station
    try:
        await action(turn.work, route_id, place_id)
    except (NoRoute, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await _screen(turn, route_id, []), said)


async def _screen(turn: Turn, route_id: int, found: list[Place], *before: Words) -> Screen:
    page = await places.open_place(turn.work, route_id)
    lines = [T("place-station", number=number, place=place_name(one)) for number, one in enumerate(page.stations, 1)]
    listed: Words = Lines(tuple(lines)) if lines else T("route-empty")
    offers = tuple(
        (Button(f"＋ {snip(one.name(turn.language), 36)}", route("route.add", route_id, one.id)),) for one in found
    )
    drops = tuple(
        (Button(f"✖️ {snip(one.name(turn.language), 36)}", route("route.drop", route_id, one.id)),)
        for one in page.stations
    )
    rows: Rows = (*offers, *drops, (Button(T("button-back"), route("place.open", route_id)),))
    words = (T("route-title", place=place_name(page.place)), listed, T("route-how"), *before)
    return Screen(words, rows, at=route("route.stations", route_id), takes=route("route.search", route_id))
