"""How far a person has got in looking at one question: page, search, month, ticks not yet confirmed. Plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class View:
    """What is remembered about the question on screen and forgotten when it is left."""

    page: int = 1
    search: str = ""
    month: tuple[int, int] | None = None
    day: date | None = None  # of a date and time, while the time is awaited
    chosen: tuple[str, ...] | None = None  # ticks or order not confirmed yet; None: as stored
    points: tuple[str, ...] | None = None  # of a line or area, as geopoint values; None: as stored
    removing: str = ""  # ref of an entry that is about to be taken away
    anew: bool = False  # the next typed line replaces the text

    def to_json(self) -> dict[str, Any]:
        """Only what differs from a fresh view."""
        stored: dict[str, Any] = {}
        if self.page != 1:
            stored["page"] = self.page
        if self.search:
            stored["search"] = self.search
        if self.month:
            stored["month"] = list(self.month)
        if self.day:
            stored["day"] = self.day.isoformat()
        if self.chosen is not None:
            stored["chosen"] = list(self.chosen)
        if self.points is not None:
            stored["points"] = list(self.points)
        if self.removing:
            stored["removing"] = self.removing
        if self.anew:
            stored["anew"] = True
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> View:
        """The view that `to_json` wrote."""
        month = stored.get("month")
        return cls(
            page=int(stored.get("page", 1)),
            search=str(stored.get("search", "")),
            month=(int(month[0]), int(month[1])) if month else None,
            day=date.fromisoformat(stored["day"]) if "day" in stored else None,
            chosen=tuple(map(str, stored["chosen"])) if "chosen" in stored else None,
            points=tuple(map(str, stored["points"])) if "points" in stored else None,
            removing=str(stored.get("removing", "")),
            anew=bool(stored.get("anew", False)),
        )
