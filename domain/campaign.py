"""Campaigns: which form is filled at which objects, when, how often and by how many. A task is one visit to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.matching.facts import GapWhy
from domain.volunteer import TEAM_LARGEST

OFFER_TIME = timedelta(hours=24)
"""How long an offer waits for an answer before it goes on to the next."""
MOST_VISITS = 10


class CampaignState(StrEnum):
    """A draft is planned, a running one gives tasks; a paused one gives no new ones."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def name_key(self) -> str:
        """Fluent key: `campaign-state-draft`."""
        return f"campaign-state-{self}"


CAMPAIGN_MOVES: Mapping[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.RUNNING, CampaignState.CANCELLED}),
    CampaignState.RUNNING: frozenset({CampaignState.PAUSED, CampaignState.FINISHED, CampaignState.CANCELLED}),
    CampaignState.PAUSED: frozenset({CampaignState.RUNNING, CampaignState.FINISHED, CampaignState.CANCELLED}),
    CampaignState.FINISHED: frozenset(),
    CampaignState.CANCELLED: frozenset(),
}
"""What may follow what; only coordinators move a campaign, and the clock finishes it."""


class Repeat(StrEnum):
    """Whether the visits are made again and again while the campaign runs."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def name_key(self) -> str:
        """Fluent key: `repeat-weekly`."""
        return f"repeat-{self}"


@dataclass(frozen=True)
class Campaign:
    """A campaign of one region. `visits` to each object in each round; with `blind` they are made by different people
    who do not know of each other. `education`: no observation, so under-18s may take part. `repeat_reason` is why a
    coordinator visits objects again within six months. Raises ValueError for what contradicts itself."""

    id: int
    title: str
    form: str
    form_version: str
    region: str
    starts_at: datetime
    ends_at: datetime
    state: CampaignState = CampaignState.DRAFT
    visits: int = 1
    blind: bool = False
    team_size: int = 1
    repeat: Repeat = Repeat.ONCE
    instructions: str = ""
    project: str = ""
    education: bool = False
    offer_time: timedelta = OFFER_TIME
    repeat_reason: str = ""
    made_by: int | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("a campaign ends after it starts")
        if not 1 <= self.visits <= MOST_VISITS:
            raise ValueError(f"from 1 to {MOST_VISITS} visits for each object")
        if not 1 <= self.team_size <= TEAM_LARGEST:
            raise ValueError(f"a group has at most {TEAM_LARGEST} people (law on public control, art. 6(3))")
        if self.blind and self.visits < 2:
            raise ValueError("a blind pair is at least two visits")
        if self.offer_time <= timedelta(0):
            raise ValueError("an offer waits some time")

    def rounds(self) -> list[tuple[datetime, datetime]]:
        """The periods in which every object is visited: one, or one for each week or month (28 days)."""
        if self.repeat is Repeat.ONCE:
            return [(self.starts_at, self.ends_at)]
        step = timedelta(days=7 if self.repeat is Repeat.WEEKLY else 28)
        found, start = [], self.starts_at
        while start < self.ends_at:
            found.append((start, min(start + step, self.ends_at)))
            start += step
        return found


class TaskState(StrEnum):
    """Whether a visit still needs somebody, has somebody, was made, or is not needed any more."""

    OPEN = "open"
    GIVEN = "given"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Task:
    """One visit to be made: visit `number` (from 1) to an object in one round (from 1) of a campaign. `gap` is why
    nobody was found when it was last tried."""

    id: int
    campaign_id: int
    place_id: int
    round: int
    number: int
    opens_at: datetime
    due_at: datetime
    state: TaskState = TaskState.OPEN
    gap: GapWhy | None = None


@dataclass(frozen=True)
class Coverage:
    """How far a campaign is, in tasks."""

    total: int
    done: int
    given: int
    open: int

    @property
    def percent(self) -> int:
        """Visits made of those wanted, rounded down."""
        return 100 * self.done // self.total if self.total else 0
