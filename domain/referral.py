"""A letter to an authority about a case: prepared, handed over, answered or not, and what comes when it is late.

Terms are those of the Administrative Procedural Code (29.06.2020 № 350-VI): 15 working days for the answer (art. 76), a
complaint within three months (art. 92), decided in 20 working days (art. 99); silence counts as a refusal (art. 100).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from domain.workdays import ALMATY, Overrides, add_working_days

ANSWER_DAYS = 15
"""Working days for the authority's answer (art. 76), from the day after registration."""
REMINDER_DAYS = 5
"""Working days that a reminder is given before the complaint is prepared: a house rule."""
COMPLAINT_DAYS = 20
"""Working days for the decision on a complaint (art. 99)."""
LONGEST_TALON = 40


class ReferralState(StrEnum):
    """Where a letter stands."""

    PREPARED = "prepared"
    SENT = "sent"
    REMINDED = "reminded"
    COMPLAINED = "complained"
    ANSWERED = "answered"
    DROPPED = "dropped"

    @property
    def name_key(self) -> str:
        """Fluent key: `referral-state-sent`."""
        return f"referral-state-{self}"


REFERRAL_MOVES: Mapping[ReferralState, frozenset[ReferralState]] = {
    ReferralState.PREPARED: frozenset({ReferralState.SENT, ReferralState.DROPPED}),
    ReferralState.SENT: frozenset({ReferralState.SENT, ReferralState.REMINDED, ReferralState.ANSWERED}),
    ReferralState.REMINDED: frozenset({ReferralState.SENT, ReferralState.COMPLAINED, ReferralState.ANSWERED}),
    ReferralState.COMPLAINED: frozenset({ReferralState.ANSWERED}),
    ReferralState.ANSWERED: frozenset(),
    ReferralState.DROPPED: frozenset(),
}
"""A reminder comes before a complaint. An authority whose matter it is not sends the letter on: it is sent again."""

WAITING = frozenset({ReferralState.SENT, ReferralState.REMINDED, ReferralState.COMPLAINED})
"""States in which the authority owes an answer."""


class Naming(StrEnum):
    """Whether the reporter may be named in the letter. Only AGREED puts the contact into it."""

    ANONYMOUS = "anonymous"
    """They left no contact: nobody is asked, and nothing can be included."""
    UNASKED = "unasked"
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def name_key(self) -> str:
        """Fluent key: `letter-naming-agreed`."""
        return f"letter-naming-{self}"


@dataclass(frozen=True)
class Referral:
    """A letter about a case. `facts` are what it tells, in the coordinator's words; `contact` is filled only while the
    reporter agrees. `letter_on` is the date on the letter, `sent_on` the day the authority registered it under `talon`,
    `since` the day the running term counts from, `due_at` when it ends.
    """

    id: int
    case_id: int
    number: str
    authority_id: int
    language: str
    state: ReferralState
    naming: Naming
    facts: str
    contact: str = ""
    naming_at: datetime | None = None
    letter_on: date | None = None
    talon: str = ""
    sent_on: date | None = None
    due_at: datetime | None = None
    reminded_on: date | None = None
    complained_on: date | None = None
    answer: str = ""
    answer_file: int | None = None
    answered_at: datetime | None = None
    made_by: int | None = None
    made_at: datetime | None = None
    version: int = 1

    @property
    def may_name(self) -> bool:
        """Whether the letter carries the reporter's contact."""
        return self.naming is Naming.AGREED and bool(self.contact)

    def is_late(self, now: datetime) -> bool:
        """Whether the authority owes an answer and its term is over."""
        return self.state in WAITING and self.due_at is not None and now > self.due_at


def due(start: date, state: ReferralState, overrides: Overrides | None = None) -> datetime:
    """When the term that begins with this state ends, counted from the day after `start`. Raises ValueError for a state
    in which none runs."""
    days = {
        ReferralState.SENT: ANSWER_DAYS,
        ReferralState.REMINDED: REMINDER_DAYS,
        ReferralState.COMPLAINED: COMPLAINT_DAYS,
    }
    if state not in days:
        raise ValueError("no term runs in this state")
    return add_working_days(datetime.combine(start, time(12), ALMATY), days[state], overrides)


def waiting_again(one: Referral, overrides: Overrides | None = None) -> Referral:
    """The letter as it was before its answer was noted, with its term. Raises ValueError for one that never went."""
    steps = (
        (one.complained_on, ReferralState.COMPLAINED),
        (one.reminded_on, ReferralState.REMINDED),
        (one.sent_on, ReferralState.SENT),
    )
    for day, state in steps:
        if day is not None:
            until = due(day, state, overrides)
            return replace(one, state=state, due_at=until, answer="", answer_file=None, answered_at=None)
    raise ValueError("the letter was never handed over")


def unregistered(one: Referral) -> Referral:
    """The letter as it was before the authority took it."""
    return replace(one, state=ReferralState.PREPARED, talon="", sent_on=None, due_at=None)


_REF = "referral:"


def ref_of(referral_id: int) -> str:
    """What tells the terms of this letter from those of another about the same case."""
    return f"{_REF}{referral_id}"


def letter_of(ref: str) -> int:
    """The letter that a term belongs to; 0 where it belongs to none."""
    return int(ref.removeprefix(_REF)) if ref.startswith(_REF) else 0


class BadTalon(ValueError):
    """Not what a registration number looks like."""


def talon(typed: str) -> str:
    """The registration number as it was given, blanks aside. Authorities number in their own ways, so only what cannot
    be one is refused: no digit, too long, or signs no register uses. Raises BadTalon."""
    said = " ".join(typed.split()).removeprefix("№").strip()
    plain = all(sign.isalnum() or sign in "-/. –№()" for sign in said)
    if not said or len(said) > LONGEST_TALON or not plain or not any(sign.isdigit() for sign in said):
        raise BadTalon
    return said
