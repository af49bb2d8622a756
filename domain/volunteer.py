"""A volunteer: where, when and what they observe, and whether they may. No name, no Telegram id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.place import Point
from domain.week import WeekHours

DEFAULT_WEEKLY, MOST_WEEKLY = 3, 14
"""Visits a week: what is proposed, and the most anybody may take."""
TEAM_LARGEST = 5
"""Law on public control of 2 October 2023, art. 6(3): a group has at most five people."""


class VolunteerState(StrEnum):
    """Where somebody stands. Only the approved are shown anything and given tasks."""

    APPLIED = "applied"
    APPROVED = "approved"
    DECLINED = "declined"
    PAUSED = "paused"
    LEFT = "left"

    @property
    def name_key(self) -> str:
        """Fluent key: `volunteer-state-applied`."""
        return f"volunteer-state-{self}"


class VolunteerActor(StrEnum):
    """In what capacity a volunteer's state is changed."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"


def _table() -> Mapping[VolunteerState, Mapping[VolunteerState, frozenset[VolunteerActor]]]:
    s, own, staff = VolunteerState, frozenset({VolunteerActor.VOLUNTEER}), frozenset({VolunteerActor.COORDINATOR})
    return {
        s.APPLIED: {s.APPROVED: staff, s.DECLINED: staff, s.LEFT: own},
        s.APPROVED: {s.PAUSED: own | staff, s.LEFT: own | staff},
        s.PAUSED: {s.APPROVED: own | staff, s.LEFT: own | staff},
        s.DECLINED: {s.APPLIED: own, s.APPROVED: staff},
        s.LEFT: {s.APPLIED: own},
    }


VOLUNTEER_MOVES = _table()
"""VOLUNTEER_MOVES[from][to] = who may. What is not in it is not allowed."""


class VolunteerMoveRefused(Exception):
    """The table has no such move, or not for this actor."""


def check_volunteer_move(start: VolunteerState, to: VolunteerState, actor: VolunteerActor) -> None:
    """Raises VolunteerMoveRefused unless VOLUNTEER_MOVES has it."""
    if actor not in VOLUNTEER_MOVES[start].get(to, frozenset()):
        raise VolunteerMoveRefused(f"{actor}: {start} → {to}")


class NotNow(StrEnum):
    """Why a coordinator does not take an applicant; few, so that each is a button."""

    ENOUGH = "enough"
    UNCLEAR = "unclear"
    SERVES = "serves"
    """They serve in a body that is observed."""

    @property
    def name_key(self) -> str:
        """Fluent key: `not-now-enough`; words that the person reads."""
        return f"not-now-{self}"


class Interest(StrEnum):
    """What a volunteer likes to observe: the checklists, grouped."""

    SERVICES = "services"
    EDUCATION = "education"
    HEALTH = "health"
    ROADS = "roads"
    YARDS = "yards"
    MONEY = "money"
    PRICES = "prices"
    INTEGRITY = "integrity"
    CYBER = "cyber"

    @property
    def name_key(self) -> str:
        """Fluent key: `interest-services`."""
        return f"interest-{self}"


FORMS: Mapping[Interest, frozenset[str]] = {
    Interest.SERVICES: frozenset({"service_centre", "service_rating", "subsidies"}),
    Interest.EDUCATION: frozenset({"school", "college"}),
    Interest.HEALTH: frozenset({"pharmacy"}),
    Interest.ROADS: frozenset({"road_repair", "railway", "checkpoint"}),
    Interest.YARDS: frozenset({"playground", "park"}),
    Interest.MONEY: frozenset({"procurement"}),
    Interest.PRICES: frozenset({"market"}),
    Interest.INTEGRITY: frozenset({"integrity_shop"}),
    Interest.CYBER: frozenset({"web_resource"}),
}
"""Form ids of each interest; a form of the coordinators' own belongs to none."""


@dataclass(frozen=True)
class Profile:
    """What a volunteer said of themselves. `adult` is their own declaration that they are 18 or older (law on public
    control, art. 6(2): observing is for adults); the others get education tasks only.

    No `interests`: anything. No `free` hours: daytime. `travels`: also outside their district, within the region.
    `near` is a point they chose to name, rounded; `about` their words to the coordinator.
    """

    region: str
    district: str | None = None
    languages: frozenset[str] = frozenset()
    interests: frozenset[Interest] = frozenset()
    free: WeekHours = field(default_factory=WeekHours)
    adult: bool = False
    travels: bool = False
    weekly: int = DEFAULT_WEEKLY
    near: Point | None = None
    about: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.weekly <= MOST_WEEKLY:
            raise ValueError(f"from 1 to {MOST_WEEKLY} visits a week")

    @property
    def forms(self) -> frozenset[str]:
        """The ids of the forms they like; empty: all."""
        return frozenset(form for interest in self.interests for form in FORMS[interest])


@dataclass(frozen=True)
class Volunteer:
    """A person's record as a volunteer. `rules_at`: the quiz passed; `code_version` and `code_at`: what code of conduct
    was accepted and when. `version` grows with every change."""

    person_id: int
    state: VolunteerState
    profile: Profile
    applied_at: datetime
    rules_at: datetime | None = None
    code_version: int | None = None
    code_at: datetime | None = None
    decided_by: int | None = None
    changed_at: datetime | None = None
    version: int = 1

    @property
    def works(self) -> bool:
        """Whether tasks may be offered."""
        return self.state is VolunteerState.APPROVED
