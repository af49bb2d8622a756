"""The numbers of a digest: totals of the bot's own data. They name nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

from domain.digest import Span


@dataclass(frozen=True)
class Flow:
    """What came and went in some days. `minutes` is the median time to the first answer in whole minutes, None where
    nobody was answered. `fixed`, `partly` and `unfixed` are answers to «Is it fixed?» some days after a closing."""

    new: int = 0
    answered: int = 0
    closed: int = 0
    minutes: int | None = None
    visits: int = 0
    fixed: int = 0
    partly: int = 0
    unfixed: int = 0

    @property
    def asked(self) -> int:
        """Answers to «Is it fixed?»"""
        return self.fixed + self.partly + self.unfixed


@dataclass(frozen=True)
class Saving:
    """Money saved by a closed case, in whole tenge, and the document or count it comes from."""

    code: str
    tenge: int
    basis: str


@dataclass(frozen=True)
class Area:
    """A district (or, where `district` is None, a region without one): approved volunteers, new cases, visits."""

    region: str
    district: str | None
    volunteers: int = 0
    new: int = 0
    visits: int = 0


@dataclass(frozen=True)
class Figures:
    """Everything a digest tells of `span`; `before` are the same days before. Tops are counts by code or name, the
    largest first; `received` and `replied` are counts of each day."""

    span: Span
    now: Flow
    before: Flow
    overdue: int
    received: tuple[int, ...]
    replied: tuple[int, ...]
    categories: tuple[tuple[str, int], ...] = ()
    institutions: tuple[tuple[str, int], ...] = ()
    areas: tuple[Area, ...] = ()
    findings: int = 0
    confirmed: int = 0
    savings: tuple[Saving, ...] = ()
    active: int = 0
    """Volunteers who made a visit in these days."""
    volunteers: int = 0
    """Approved ones."""

    @property
    def saved(self) -> int:
        """All money saved, in whole tenge."""
        return sum(one.tenge for one in self.savings)

    @property
    def uncovered(self) -> tuple[Area, ...]:
        """Districts without an approved volunteer, those with the most new cases first."""
        without = [one for one in self.areas if one.district is not None and not one.volunteers]
        return tuple(sorted(without, key=lambda one: -one.new))

    @property
    def districts(self) -> int:
        """How many districts there are."""
        return sum(one.district is not None for one in self.areas)

    @property
    def is_quiet(self) -> bool:
        """Nothing happened and nothing is overdue."""
        flow = self.now
        done = (flow.new, flow.answered, flow.closed, flow.visits, flow.asked)
        return not any((*done, self.overdue, self.findings, self.savings))

    def packed(self) -> str:
        """For the outbox."""
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def unpacked(cls, text: str) -> Figures:
        """From `packed`."""
        values: dict[str, Any] = json.loads(text)
        span = Span(*(date.fromisoformat(values["span"][end]) for end in ("first", "last")))
        pairs = {name: tuple((key, number) for key, number in values[name]) for name in ("categories", "institutions")}
        made: Mapping[str, Any] = {
            **values,
            **pairs,
            "span": span,
            "now": Flow(**values["now"]),
            "before": Flow(**values["before"]),
            "received": tuple(values["received"]),
            "replied": tuple(values["replied"]),
            "areas": tuple(Area(**one) for one in values["areas"]),
            "savings": tuple(Saving(**one) for one in values["savings"]),
        }
        return cls(**made)


def middle(minutes: list[int]) -> int | None:
    """The median, in whole minutes."""
    return round(median(minutes)) if minutes else None
