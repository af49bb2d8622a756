"""How long things are kept. OF_STATE is the only table of it for cases; the days themselves the operator may change.

Cases that somebody still works on are kept: their deadlines and reminders see to it that they end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.complaint import State


class Keep(StrEnum):
    """Why an ended case is still there; each has a period."""

    CLOSED = "closed"
    """The reporter may come back to it, the desk compares new complaints with it."""
    HANDED_OVER = "handed_over"
    """An authority has a letter about it: its answer can be complained of, and taken to a court."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """Taken back: nobody needs it, but a slip of the finger can be put right."""


OF_STATE: Mapping[State, Keep | None] = {
    State.RECEIVED: None,
    State.ACCEPTED: None,
    State.IN_PROGRESS: None,
    State.REFERRED: None,
    State.ANSWERED: None,
    State.REOPENED: None,
    State.CLOSED: Keep.CLOSED,
    State.REJECTED: Keep.REJECTED,
    State.WITHDRAWN: Keep.WITHDRAWN,
    State.MERGED: None,  # lives on in another case and is erased with it
}
"""By which period a case in this state is erased; None: not by the clock."""

WARNED_BEFORE = timedelta(days=14)
"""How long before the end its reporter is asked."""


@dataclass(frozen=True)
class Periods:
    """Days an ended case is kept, from the day it ended. House rules: no law sets them for a volunteer movement, except
    that personal data is kept no longer than its purpose needs (law of 21.05.2013, art. 12)."""

    closed: int = 365
    handed_over: int = 1095
    rejected: int = 90
    withdrawn: int = 30

    def of(self, keep: Keep) -> timedelta:
        """The period by its name."""
        return timedelta(days=getattr(self, keep.value))


DEFAULT = Periods()


class Step(StrEnum):
    """What the clock has to do about an ended case."""

    WAIT = "wait"
    WARN = "warn"
    ERASE = "erase"


@dataclass(frozen=True)
class Ended:
    """An ended case, as far as its keeping needs it. `reachable`: its reporter can be told."""

    case_id: int
    state: State
    ended_at: datetime
    handed_over: bool
    reachable: bool
    keep_until: datetime | None = None
    warned_at: datetime | None = None

    def ends_at(self, periods: Periods) -> datetime | None:
        """When its period is over; None where the clock erases nothing. A letter to an authority makes it longer."""
        keep = OF_STATE[self.state]
        if keep is None:
            return None
        if self.handed_over:
            keep = Keep.HANDED_OVER
        ends = self.ended_at + periods.of(keep)
        return max(ends, self.keep_until) if self.keep_until is not None else ends

    def erased_at(self, periods: Periods) -> datetime | None:
        """When it is erased: at the end of its period, and never less than WARNED_BEFORE after the warning."""
        ends = self.ends_at(periods)
        if ends is None or self.warned_at is None or not self.reachable:
            return ends
        return max(ends, self.warned_at + WARNED_BEFORE)

    def step(self, now: datetime, periods: Periods) -> Step:
        """What is due now."""
        at = self.erased_at(periods)
        if at is None:
            return Step.WAIT
        if self.reachable and self.warned_at is None:
            return Step.WARN if now >= at - WARNED_BEFORE else Step.WAIT
        return Step.ERASE if now >= at else Step.WAIT

    def kept_until(self, now: datetime, periods: Periods) -> datetime | None:
        """Until when it stays if its reporter asks to keep it longer: a whole period more."""
        at = self.erased_at(periods)
        keep = OF_STATE[self.state]
        if at is None or keep is None:
            return None
        return max(at, now) + periods.of(Keep.HANDED_OVER if self.handed_over else keep)


# ------------------------------------------------------------------ what is short-lived

DRAFTS = timedelta(days=30)
"""An unfinished report or form that nobody has touched."""
SENT_LETTERS = timedelta(days=90)
"""The trace of a notice that was sent: to whom, when. Its words go at once; a hash of its key stays for good, so that
nothing is told twice."""
UNSENT_LETTERS = timedelta(days=30)
"""A notice that could not be delivered, with its words."""
SEEN_UPDATES = timedelta(days=7)
"""Numbers of updates: Telegram repeats one for a day at most."""
SET_ASIDE = timedelta(days=30)
"""An update that a handler failed at, with what was said in it."""
UNDOING = timedelta(hours=1)
"""How a case stood before its last move; undone within ten minutes."""
INVITES = timedelta(days=90)
"""Invitations that were used or have expired."""
