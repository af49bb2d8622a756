"""The life of a complaint: its states, who may move it where, how it ends.

received → accepted → in_progress → referred → answered → closed(outcome), and on the way rejected(reason), merged,
withdrawn, reopened. MOVES is the only table of what may follow what.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a complaint stands. Each has a name and a public explanation for its reporter."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    REFERRED = "referred"
    ANSWERED = "answered"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"

    @property
    def name_key(self) -> str:
        """Fluent key of the state's name: `state-in-progress`."""
        return f"state-{_dashed(self)}"

    @property
    def explanation_key(self) -> str:
        """Fluent key of what the state means, for the reporter: `state-in-progress-means`."""
        return f"{self.name_key}-means"


class Outcome(StrEnum):
    """How a closed complaint ended."""

    FIXED = "fixed"
    DISCIPLINARY = "disciplinary"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NOT_CONFIRMED = "not_confirmed"

    @property
    def name_key(self) -> str:
        """Fluent key: `outcome-no-answer`."""
        return f"outcome-{_dashed(self)}"


class RejectReason(StrEnum):
    """Why a complaint is not taken up; few, so that each is a button."""

    UNCLEAR = "unclear"
    NOT_OURS = "not_ours"
    PRIVATE_DISPUTE = "private_dispute"
    INSULTS = "insults"
    SPAM = "spam"

    @property
    def name_key(self) -> str:
        """Fluent key of the reason as the reporter reads it: `reject-not-ours`."""
        return f"reject-{_dashed(self)}"


class Category(StrEnum):
    """What a complaint is about; also the choice names of the complaint form."""

    BRIBE = "bribe"
    MIDDLEMAN = "middleman"
    SCHOOL_MONEY = "school_money"
    MEDICINE = "medicine"
    SERVICE = "service"
    BUDGET = "budget"
    YARD = "yard"
    LAND = "land"
    SUBSIDY = "subsidy"
    ROAD_POLICE = "road_police"
    CYBER = "cyber"
    OTHER = "other"

    @property
    def name_key(self) -> str:
        """Fluent key: `category-school-money`."""
        return f"category-{_dashed(self)}"


class Actor(StrEnum):
    """In what capacity a move is made. SYSTEM is the clock."""

    CITIZEN = "citizen"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


_STAFF = frozenset({Actor.COORDINATOR})
_REPORTER = frozenset({Actor.CITIZEN})


def _table() -> Mapping[State, Mapping[State, frozenset[Actor]]]:
    """From each state: where to, and by whom."""
    s = State
    leave = {s.REJECTED: _STAFF, s.MERGED: _STAFF, s.WITHDRAWN: _REPORTER}
    finish = {s.CLOSED: _STAFF, s.WITHDRAWN: _REPORTER}
    work = {s.IN_PROGRESS: _STAFF, s.REFERRED: _STAFF}
    return {
        s.RECEIVED: {s.ACCEPTED: _STAFF, **leave},
        s.ACCEPTED: {**work, s.CLOSED: _STAFF, **leave},
        s.IN_PROGRESS: {s.REFERRED: _STAFF, s.CLOSED: _STAFF, **leave},
        s.REFERRED: {s.ANSWERED: _STAFF, s.IN_PROGRESS: _STAFF, **finish},
        s.ANSWERED: {**work, **finish},
        s.CLOSED: {s.REOPENED: _REPORTER | {Actor.SYSTEM}},
        s.REOPENED: {s.ACCEPTED: _STAFF, **work, **finish},
        s.REJECTED: {},
        s.MERGED: {s.RECEIVED: _STAFF},
        s.WITHDRAWN: {},
    }


MOVES = _table()
"""MOVES[from][to] = who may. What is not in it is not allowed."""

ENDED = frozenset({State.CLOSED, State.REJECTED, State.MERGED, State.WITHDRAWN})
"""States nobody works on; a closed complaint can still be reopened once."""


class MoveRefused(Exception):
    """The table has no such move, or not for this actor."""

    def __init__(self, start: State, to: State, actor: Actor) -> None:
        super().__init__(f"{actor}: {start} → {to}")
        self.start, self.to, self.actor = start, to, actor


def check(start: State, to: State, actor: Actor, *, reopened_before: bool = False) -> None:
    """Raises MoveRefused unless MOVES has it; a complaint is reopened only once."""
    if actor not in MOVES[start].get(to, frozenset()) or (to is State.REOPENED and reopened_before):
        raise MoveRefused(start, to, actor)


def moves(start: State, actor: Actor, *, reopened_before: bool = False) -> frozenset[State]:
    """Where this actor may take a complaint from here: what the buttons offer."""
    allowed = {to for to, actors in MOVES[start].items() if actor in actors}
    return frozenset(allowed - {State.REOPENED} if reopened_before else allowed)


def _dashed(name: str) -> str:
    return name.replace("_", "-")
