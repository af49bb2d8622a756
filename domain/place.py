"""Objects of observation: what is visited. A route (a railway line) is an object too, with its stations as objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from domain.week import WeekHours

EARTH_METRES = 6_371_008.8
METRES_A_DEGREE = radians(1) * EARTH_METRES
"""Of latitude."""
KAZAKHSTAN = (40.5, 55.5, 46.4, 87.4)
"""Latitude from, to, longitude from, to."""
REPEAT_MONTHS = 6
"""Law on public control of 2 October 2023, art. 12: a repeat visit to the same object or on the same issue within six
months may be refused."""


@dataclass(frozen=True)
class Point:
    """WGS 84 degrees. Raises ValueError for what is not on the earth."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError("no such point")

    @property
    def in_kazakhstan(self) -> bool:
        """Within the rectangle around the country."""
        south, north, west, east = KAZAKHSTAN
        return south <= self.latitude <= north and west <= self.longitude <= east


def metres_between(one: Point, other: Point) -> float:
    """Along the earth's surface (haversine, sphere; wrong by at most 0.5 %)."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))


class PlaceKind(StrEnum):
    """What an object is; the names of the checklists, where there is one for it."""

    SERVICE_CENTRE = "service_centre"
    SCHOOL = "school"
    COLLEGE = "college"
    PHARMACY = "pharmacy"
    SUBSIDIES = "subsidies"
    ROAD_REPAIR = "road_repair"
    PLAYGROUND = "playground"
    PARK = "park"
    PROCUREMENT = "procurement"
    RAILWAY = "railway"
    MARKET = "market"
    CHECKPOINT = "checkpoint"
    INTEGRITY_SHOP = "integrity_shop"
    WEB_RESOURCE = "web_resource"
    OTHER = "other"

    @property
    def name_key(self) -> str:
        """Fluent key: `place-kind-service-centre`."""
        return f"place-kind-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Place:
    """An object. `route_id` is the route it is a station of, `position` its number there from 1.

    `contact` is the partner who agreed to the visits (sealed in storage); `hours` None: not known. `version` grows
    with every change.
    """

    id: int
    kind: PlaceKind
    kk: str
    ru: str
    region: str
    district: str | None = None
    address: str = ""
    point: Point | None = None
    hours: WeekHours | None = None
    contact: str = ""
    route_id: int | None = None
    position: int | None = None
    merged_into: int | None = None
    retired_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if not (self.kk.strip() or self.ru.strip()):
            raise ValueError("an object has a name in at least one language")

    def name(self, language: str) -> str:
        """In Kazakh or Russian; in the other one where it has only that."""
        first, second = (self.ru, self.kk) if language == "ru" else (self.kk, self.ru)
        return first or second

    @property
    def is_active(self) -> bool:
        """Whether it can be visited: not put away, not merged into another."""
        return self.retired_at is None and self.merged_into is None


def repeats_within_six_months(last_visit: datetime | None, next_visit: datetime) -> bool:
    """Whether a visit on the same issue would come less than six months after the last one (art. 12), or beside it."""
    return last_visit is not None and next_visit < _months_later(last_visit, REPEAT_MONTHS)


def _months_later(at: datetime, months: int) -> datetime:
    """The same day of a later month; the last of that month where it is shorter."""
    year, month = divmod(at.month - 1 + months, 12)
    first = at.replace(year=at.year + year, month=month + 1, day=1)
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.replace(day=min(at.day, (following - timedelta(days=1)).day))
