"""News to many: to volunteers, or to citizens who have asked for it, of a region or of the whole country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST = 1500
"""Characters of the text in one language."""


class Audience(StrEnum):
    """Who is written to."""

    VOLUNTEERS = "volunteers"
    """They agreed when they joined, until they stop it."""
    CITIZENS = "citizens"
    """Only those who have switched news on."""

    @property
    def name_key(self) -> str:
        """Fluent key: `audience-volunteers`."""
        return f"audience-{self}"


class BroadcastState(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def name_key(self) -> str:
        """Fluent key: `broadcast-state-running`."""
        return f"broadcast-state-{self}"


@dataclass(frozen=True)
class Numbers:
    """How far a broadcast is, in people. `waiting`: queued and not sent yet."""

    delivered: int = 0
    blocked: int = 0
    failed: int = 0
    waiting: int = 0

    @property
    def settled(self) -> int:
        """Those of whom it is known how it went."""
        return self.delivered + self.blocked + self.failed


@dataclass(frozen=True)
class Broadcast:
    """News as they are kept. `region` empty: everywhere. `last_person`: letters are queued for all up to this id, and
    for nobody after it. `total`: people when it began; `numbers`: once it has ended. `version` grows with every
    change."""

    id: int
    audience: Audience
    region: str
    made_by: int
    made_at: datetime
    state: BroadcastState = BroadcastState.DRAFT
    kk: str = ""
    ru: str = ""
    starts_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    last_person: int = 0
    total: int | None = None
    queued: int = 0
    numbers: Numbers | None = None
    version: int = 1

    @property
    def is_written(self) -> bool:
        """Whether there is something to send in at least one language."""
        return bool(self.kk or self.ru)

    @property
    def speaks_both(self) -> bool:
        """Whether everybody reads it in their own language."""
        return bool(self.kk and self.ru)
