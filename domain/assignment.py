"""The life of an assignment: one volunteer, one visit. MOVES is the only table of what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AssignmentState(StrEnum):
    """Where an assignment stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    STARTED = "started"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    IMPOSSIBLE = "impossible"

    @property
    def name_key(self) -> str:
        """Fluent key: `assignment-state-offered`."""
        return f"assignment-state-{self}"


class AssignmentActor(StrEnum):
    """In what capacity a move is made. SYSTEM is the clock."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


class DeclineReason(StrEnum):
    """Why a volunteer does not take a task or gives it back; few, so that each is a button."""

    NO_TIME = "no_time"
    TOO_FAR = "too_far"
    CONFLICT = "conflict"
    """They or relatives work there: the object is never offered to them again."""
    UNWELL = "unwell"
    LEAVING = "leaving"
    OTHER = "other"

    @property
    def name_key(self) -> str:
        """Fluent key: `decline-no-time`."""
        return f"decline-{self.replace('_', '-')}"


class VisitOutcome(StrEnum):
    """How a visit ended. All but OBSERVED are honest outcomes too."""

    OBSERVED = "observed"
    NO_ACCESS = "no_access"
    CLOSED = "closed"
    UNSAFE = "unsafe"

    @property
    def name_key(self) -> str:
        """Fluent key: `visit-no-access`."""
        return f"visit-{self.replace('_', '-')}"


_VOLUNTEER = frozenset({AssignmentActor.VOLUNTEER})
_STAFF = frozenset({AssignmentActor.COORDINATOR})
_CLOCK = frozenset({AssignmentActor.SYSTEM})


def _table() -> Mapping[AssignmentState, Mapping[AssignmentState, frozenset[AssignmentActor]]]:
    s = AssignmentState
    leave = {s.DECLINED: _VOLUNTEER, s.CANCELLED: _STAFF | _CLOCK}
    judge = {s.APPROVED: _STAFF, s.REJECTED: _STAFF, s.CANCELLED: _STAFF}
    return {
        s.OFFERED: {s.ACCEPTED: _VOLUNTEER, s.EXPIRED: _CLOCK, **leave},
        s.ACCEPTED: {s.STARTED: _VOLUNTEER, s.IMPOSSIBLE: _VOLUNTEER, **leave},
        s.STARTED: {s.SUBMITTED: _VOLUNTEER, s.IMPOSSIBLE: _VOLUNTEER, **leave},
        s.SUBMITTED: {s.RETURNED: _STAFF, **judge},
        s.RETURNED: {s.SUBMITTED: _VOLUNTEER, **leave},
        s.IMPOSSIBLE: judge,
        s.APPROVED: {},
        s.REJECTED: {},
        s.DECLINED: {},
        s.CANCELLED: {},
        s.EXPIRED: {},
    }


MOVES = _table()
"""MOVES[from][to] = who may. What is not in it is not allowed."""

WITH_VOLUNTEER = frozenset(
    {AssignmentState.OFFERED, AssignmentState.ACCEPTED, AssignmentState.STARTED, AssignmentState.RETURNED}
)
"""The volunteer has something to do."""
TO_VISIT = frozenset({AssignmentState.ACCEPTED, AssignmentState.STARTED, AssignmentState.RETURNED})
"""Taken and not finished: what reminders are about."""
TO_JUDGE = frozenset({AssignmentState.SUBMITTED, AssignmentState.IMPOSSIBLE})
"""A coordinator has to look."""
LIVE = WITH_VOLUNTEER | TO_JUDGE
"""The task is somebody's."""
COUNTS = LIVE | {AssignmentState.APPROVED, AssignmentState.REJECTED}
"""What counts as a volunteer's load: everything but what they declined, let pass or was called off."""


class AssignmentMoveRefused(Exception):
    """The table has no such move, or not for this actor."""

    def __init__(self, start: AssignmentState, to: AssignmentState, actor: AssignmentActor) -> None:
        super().__init__(f"{actor}: {start} → {to}")
        self.start, self.to, self.actor = start, to, actor


def check(start: AssignmentState, to: AssignmentState, actor: AssignmentActor) -> None:
    """Raises AssignmentMoveRefused unless MOVES has it."""
    if actor not in MOVES[start].get(to, frozenset()):
        raise AssignmentMoveRefused(start, to, actor)


def moves(start: AssignmentState, actor: AssignmentActor) -> frozenset[AssignmentState]:
    """Where this actor may take an assignment from here: what the buttons offer."""
    return frozenset(to for to, actors in MOVES[start].items() if actor in actors)


@dataclass(frozen=True)
class Assignment:
    """One volunteer's task. `at` is the hour proposed for the visit, `due_at` the deadline, `answer_by` until when an
    offer waits. `why` are the reasons of the choice, `replaces_id` the assignment that ends when this one is accepted
    (a swap), `swap_to` the colleague a volunteer would like to hand it to. Reminders count from `since`: taken, given
    more time, sent back; `remind_at` is when the clock looks at it next, `reminded` the last reminder given.
    `volunteer_id` is None once the person was erased."""

    id: int
    task_id: int
    campaign_id: int
    place_id: int
    volunteer_id: int | None
    state: AssignmentState
    at: datetime
    due_at: datetime
    offered_at: datetime
    since: datetime
    answer_by: datetime | None = None
    why: tuple[str, ...] = ()
    reason: str = ""
    replaces_id: int | None = None
    team_id: int | None = None
    swap_to: int | None = None
    remind_at: datetime | None = None
    reminded: str = ""
    version: int = 1


@dataclass(frozen=True)
class AssignmentEvent:
    """One line of an assignment's history; never changed. `words` are a comment or a reason."""

    kind: str
    at: datetime
    actor: AssignmentActor
    from_state: AssignmentState | None = None
    to_state: AssignmentState | None = None
    actor_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Visit:
    """What happened at the object. `metres` is how far from it the volunteer checked in, None where unknown."""

    assignment_id: int
    checked_in_at: datetime | None = None
    metres: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    submission_id: int | None = None
    outcome: VisitOutcome | None = None
    words: str = ""

    @property
    def minutes(self) -> int:
        """Whole minutes from check-in to the end, at least 1 for a finished visit; 0 for an unfinished one."""
        begun = self.checked_in_at or self.started_at
        if begun is None or self.finished_at is None:
            return 0
        return max(1, int((self.finished_at - begun).total_seconds()) // 60)
