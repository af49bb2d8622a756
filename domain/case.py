"""A complaint as it is kept, and what is said around it. Who reported it is in none of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.complaint import Category, Outcome, State
from domain.talk import TalkFile


@dataclass(frozen=True)
class Case:
    """A complaint. Amounts in whole tenge, times aware UTC.

    `values` are the form's answers by question name (`story`, `institution`, `contact` …); `language` is the
    reporter's. `version` grows with every change: the store refuses to save over a change it has not seen.
    """

    id: int
    code: str
    category: Category
    region: str
    district: str | None
    state: State
    language: str
    amount: int | None
    anonymous: bool
    received_at: datetime
    first_answer_due: datetime | None
    decision_due: datetime | None
    values: Mapping[str, str]
    assignee_id: int | None = None
    outcome: Outcome | None = None
    saved_tenge: int | None = None
    saved_basis: str | None = None
    reopened: bool = False
    question_open: bool = False
    version: int = 1

    @property
    def story(self) -> str:
        """What happened, in the reporter's words; empty where only evidence was sent."""
        return self.values.get("story", "")


@dataclass(frozen=True)
class CaseEvent:
    """One line of a case's history; never changed. `actor_id` names staff only."""

    kind: str
    at: datetime
    from_state: State | None = None
    to_state: State | None = None
    actor_id: int | None = None
    payload: Mapping[str, str] | None = None


class Direction(StrEnum):
    """Which way a message goes."""

    TO_CITIZEN = "to_citizen"
    FROM_CITIZEN = "from_citizen"


@dataclass(frozen=True)
class CaseMessage:
    """What staff and the reporter said to each other. `asks` marks a question, `answers_id` the question it answers."""

    id: int
    case_id: int
    direction: Direction
    text: str
    at: datetime
    asks: bool = False
    answers_id: int | None = None
    author_id: int | None = None
    files: tuple[TalkFile, ...] = ()


@dataclass(frozen=True)
class InternalNote:
    """What staff note for staff. No function that speaks to a reporter takes this type."""

    id: int
    case_id: int
    author_id: int
    text: str
    at: datetime


class ContactReason(StrEnum):
    """Why a coordinator needs the reporter's contact; the reporter reads it."""

    CLARIFY = "clarify"
    LETTER = "letter"
    MEETING = "meeting"
    URGENT = "urgent"
    OTHER = "other"
    """In the coordinator's own words."""

    @property
    def name_key(self) -> str:
        """Fluent key: `contact-why-letter`."""
        return f"contact-why-{self}"
