"""Distances and areas of 'lat lon alt acc' points, traces and shapes, on a sphere of the Earth's size."""

from __future__ import annotations

import itertools
import math

from forms.engine.values import NAN, to_number
from forms.functions.registry import over_nodes
from forms.functions.strings import strings
from forms.xpath.context import Argument, Context

EARTH_RADIUS = 6_378_100.0
"""Metres; the figure JavaRosa computes with."""

_MOST_CORNERS = 1_000

Point = tuple[float, float]


def points(argument: Argument) -> list[Point] | None:
    """Latitude and longitude of every point written in the text or the nodes, None if one cannot be read."""
    texts = strings((argument,))
    found: list[Point] = []
    for text in ";".join(texts).split(";"):
        parts = text.split()
        if not parts:
            continue
        pair = [to_number(part) for part in parts[:2]]
        if len(pair) < 2 or any(value != value for value in pair):
            return None
        found.append((pair[0], pair[1]))
    return found


@over_nodes("distance", arity=(1, None))
def distance(_: Context, *places: Argument) -> float:
    """Metres along the points."""
    found: list[Point] = []
    for place in places:
        some = points(place)
        if some is None:
            return NAN
        found += some
    return math.fsum(_between(a, b) for a, b in itertools.pairwise(found))


def _between(a: Point, b: Point) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


@over_nodes("area", "enclosed-area", arity=1)
def area(_: Context, shape: Argument) -> float:
    """Square metres inside the points, on a plane through the first; 0 for fewer than three."""
    corners = points(shape)
    if corners is None:
        return NAN
    if len(corners) < 3:
        return 0.0
    flat = [_flat(corner, corners[0]) for corner in corners[1:]]
    return abs(math.fsum((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in itertools.pairwise(flat)))


def _flat(place: Point, origin: Point) -> tuple[float, float]:
    """Metres east and north of the origin."""
    degree = math.pi * EARTH_RADIUS / 180
    east = (place[1] - origin[1]) * degree * math.cos(math.radians(place[0]))
    return east, (place[0] - origin[0]) * degree


@over_nodes("geofence", arity=2)
def geofence(_: Context, place: Argument, shape: Argument) -> bool:
    """Whether the point lies inside the shape; false where either cannot be read."""
    spot, corners = points(place), points(shape)
    if not spot or not corners:
        return False
    latitude, longitude = spot[0]
    inside = False
    for (lat1, lon1), (lat2, lon2) in itertools.pairwise([*corners, corners[0]]):
        crosses = (lat2 > latitude) != (lat1 > latitude)
        if crosses and longitude < (lon1 - lon2) * (latitude - lat2) / (lat1 - lat2) + lon2:
            inside = not inside
    return inside


@over_nodes("intersects", arity=1)
def intersects(_: Context, line: Argument) -> bool:
    """Whether a line or the edge of an area crosses itself; false where it cannot be read. As on a plane."""
    corners = points(line)
    if not corners or len(corners) > _MOST_CORNERS:
        return False
    edges = list(itertools.pairwise(corners))
    closed = corners[0] == corners[-1]
    for i, one in enumerate(edges):
        # Neighbours share a corner, and so do the first and the last edge of an area.
        for other in edges[i + 2 : len(edges) - (closed and i == 0)]:
            if _cross(one, other):
                return True
    return False


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    sides = (_side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b))
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    touching = ((sides[0], a, b, c), (sides[1], a, b, d), (sides[2], c, d, a), (sides[3], c, d, b))
    return any(side == 0 and _between_ends(start, end, spot) for side, start, end, spot in touching)


def _side(start: Point, end: Point, spot: Point) -> float:
    return (end[0] - start[0]) * (spot[1] - start[1]) - (end[1] - start[1]) * (spot[0] - start[0])


def _between_ends(start: Point, end: Point, spot: Point) -> bool:
    return all(min(start[i], end[i]) <= spot[i] <= max(start[i], end[i]) for i in (0, 1))
