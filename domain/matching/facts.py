"""What goes into a plan and what comes out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.place import Point
from domain.volunteer import Profile
from domain.week import ALWAYS, WeekHours


@dataclass(frozen=True)
class Need:
    """A visit to be made within `opens_at` and `due_at`, in the `hours` the object is open; it takes an hour.

    Needs with the same `pair` are for different people and must agree in everything but `id`. `besides` are volunteers
    who have declined, or who have the other half of the pair.
    """

    id: int
    place_id: int
    form: str
    region: str
    district: str | None
    opens_at: datetime
    due_at: datetime
    hours: WeekHours = ALWAYS
    point: Point | None = None
    pair: int | None = None
    adults_only: bool = True
    besides: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A volunteer as far as planning needs them. `conflicts` are places they must not visit, `busy` the hours of what
    they have already (they count against the week), `load` how many visits they were given lately."""

    id: int
    profile: Profile
    conflicts: frozenset[int] = frozenset()
    busy: Collection[datetime] = field(default=())
    load: int = 0


class Why(StrEnum):
    """What spoke for a choice; a code with at most one number."""

    SAME_DISTRICT = "same_district"
    SAME_REGION = "same_region"
    INTEREST = "interest"
    FREE = "free"
    """Hours in which the volunteer is free and the object open."""
    NEAR = "near"
    """Metres from where the volunteer said to be."""
    LOAD = "load"
    """Visits they had before this one."""
    GROUP = "group"
    """They lead a group that goes together."""

    @property
    def name_key(self) -> str:
        """Fluent key: `why-same-district`."""
        return f"why-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Reason:
    """One reason, with its number where it has one. Written as `near:1200`."""

    why: Why
    number: int | None = None

    def __str__(self) -> str:
        return str(self.why) if self.number is None else f"{self.why}:{self.number}"

    @classmethod
    def read(cls, written: str) -> Reason:
        """Back from text. Raises ValueError."""
        name, _, number = written.partition(":")
        return cls(Why(name), int(number) if number else None)


@dataclass(frozen=True)
class Offer:
    """This need for this volunteer, at this hour; with a `team_id`, for the group they lead."""

    need_id: int
    volunteer_id: int
    at: datetime
    reasons: tuple[Reason, ...]
    team_id: int | None = None


class GapWhy(StrEnum):
    """Why nobody could be found."""

    NOBODY_NEAR = "nobody_near"
    CONFLICT = "conflict"
    NO_HOURS = "no_hours"
    LIMITS = "limits"

    @property
    def name_key(self) -> str:
        """Fluent key: `gap-nobody-near`."""
        return f"gap-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Gap:
    """A need that stays uncovered, and why."""

    need_id: int
    why: GapWhy


@dataclass(frozen=True)
class Plan:
    """Offers and gaps; every need is in exactly one of them, in the order of their ids."""

    offers: tuple[Offer, ...]
    gaps: tuple[Gap, ...]
