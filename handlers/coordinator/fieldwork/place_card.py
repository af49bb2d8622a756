"""What was said so far of an object that is being added or changed: it lives in the route of the screen (`Person.at`,
sealed at rest)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import ClassVar

from domain.geography import UnknownPlace, region
from domain.place import Place, PlaceKind, Point
from domain.week import WeekHours
from handlers.packing import Card
from handlers.routing import Stale

PAIR = re.compile(r"\s*(-?\d{1,2}[.,]\d+)\s*[,;\s]\s*(-?\d{1,3}[.,]\d+)\s*$")


@dataclass(frozen=True)
class PlaceCard(Card):
    """What was said of an object; `id` 0: a new one. Empty: not said. `point` is «lat lon», `hours` the packed ranges
    as JSON."""

    steps: ClassVar[str] = "place.step"

    id: int = 0
    kind: str = ""
    kk: str = ""
    ru: str = ""
    region: str = ""
    district: str = ""
    address: str = ""
    point: str = ""
    hours: str = ""
    contact: str = ""

    @staticmethod
    def of(place: Place) -> PlaceCard:
        """An object that is there already."""
        point = "" if place.point is None else f"{place.point.latitude} {place.point.longitude}"
        hours = "" if place.hours is None else json.dumps(place.hours.packed())
        return PlaceCard(
            place.id, place.kind.value, place.kk, place.ru, place.region, place.district or "", place.address, point,
            hours, place.contact,
        )  # fmt: skip

    def place(self) -> Place:
        """The object. Raises Stale where no name was said."""
        try:
            latitude, _, longitude = self.point.partition(" ")
            return Place(
                id=self.id,
                kind=PlaceKind(self.kind),
                kk=self.kk,
                ru=self.ru,
                region=region(self.region).code,
                district=self.district or None,
                address=self.address,
                point=Point(float(latitude), float(longitude)) if self.point else None,
                hours=WeekHours.unpacked(json.loads(self.hours)) if self.hours else None,
                contact=self.contact,
            )
        except (ValueError, UnknownPlace):
            raise Stale from None


def read_point(words: str) -> Point | None:
    """«43.238, 76.945», latitude first, within the country; None for anything else."""
    found = PAIR.match(words)
    if found is None:
        return None
    try:
        point = Point(float(found[1].replace(",", ".")), float(found[2].replace(",", ".")))
    except ValueError:
        return None
    return point if point.in_kazakhstan else None
