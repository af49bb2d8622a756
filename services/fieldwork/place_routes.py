"""Routes: a railway line is an object, and its stations are objects along it. A campaign at the route visits each."""

from __future__ import annotations

from dataclasses import replace

from services.fieldwork.places import edit, open_place
from services.refusals import Refusal
from storage.work import Work

MOST_STATIONS = 40
"""More do not fit on a screen."""


class NoRoute(Refusal):
    """The one is no route that the other could be a station of."""

    key = "refused-no-route"


async def add_station(work: Work, route_id: int, place_id: int) -> None:
    """Makes an object the last station of a route in the same region; one of another route goes over to this one. A
    route has no route of its own. Raises NotFound, NoRoute, ChangedMeanwhile."""
    line, page = await open_place(work, route_id), await open_place(work, place_id)
    station = page.place
    fits = station.region == line.place.region and station.is_active and line.place.is_active
    if not fits or station.id == route_id or page.stations or line.place.route_id is not None:
        raise NoRoute
    if len(line.stations) >= MOST_STATIONS:
        raise NoRoute
    if station.route_id != route_id:
        last = max((one.position or 0 for one in line.stations), default=0)
        await edit(work, replace(station, route_id=route_id, position=last + 1))


async def drop_station(work: Work, route_id: int, place_id: int) -> None:
    """The object belongs to no route any more. Raises NotFound, ChangedMeanwhile."""
    station = (await open_place(work, place_id)).place
    if station.route_id == route_id:
        await edit(work, replace(station, route_id=None, position=None))
