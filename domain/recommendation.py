"""A recommendation to an institution, from being issued to being done or refused.

The law on public control (2.10.2023, art. 13) gives the institution the final document within 7 working days after the
control ends, and asks of it a reasoned answer to each recommendation within 10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from domain.due import Due
from domain.service_levels import DueKind
from domain.workdays import ALMATY, Overrides, add_working_days

DOCUMENT_DAYS = 7
"""Working days in which the institution gets the final document."""
ANSWER_DAYS = 10
"""Working days in which it answers, with reasons."""
QUARTER = 3
"""Months between two looks at what is promised and not done."""
MORNING = time(10, 0)


class RecommendationState(StrEnum):
    """How far it has come."""

    ISSUED = "issued"
    CONSIDERED = "considered"
    ANSWERED = "answered"
    DONE = "done"
    REFUSED = "refused"

    @property
    def name_key(self) -> str:
        """Fluent key: `recommendation-state-issued`."""
        return f"recommendation-state-{self}"


RECOMMENDATION_MOVES: Mapping[RecommendationState, frozenset[RecommendationState]] = {
    RecommendationState.ISSUED: frozenset({RecommendationState.CONSIDERED, RecommendationState.ANSWERED}),
    RecommendationState.CONSIDERED: frozenset({RecommendationState.ANSWERED}),
    RecommendationState.ANSWERED: frozenset({RecommendationState.DONE, RecommendationState.REFUSED}),
    RecommendationState.DONE: frozenset(),
    RecommendationState.REFUSED: frozenset({RecommendationState.DONE}),
}
"""What was refused may still be done later."""

OPEN = frozenset({RecommendationState.ISSUED, RecommendationState.CONSIDERED, RecommendationState.ANSWERED})
"""States that are looked at every quarter."""
UNANSWERED = frozenset({RecommendationState.ISSUED, RecommendationState.CONSIDERED})
"""States in which the institution owes an answer."""


@dataclass(frozen=True)
class Recommendation:
    """What an institution is advised to do. Made from a finding or from a case (or neither). `document_due` is when the
    final document has to be with the institution, `answer_due` when its answer is; `look_at` is the next quarterly
    look, None once it is settled."""

    id: int
    number: str
    region: str
    institution: str
    address: str
    language: str
    words: str
    state: RecommendationState
    issued_at: datetime
    document_due: datetime
    answer_due: datetime
    look_at: datetime | None
    finding_id: int | None = None
    case_id: int | None = None
    made_by: int | None = None
    version: int = 1
    sent_at: datetime | None = None

    @property
    def waits_for(self) -> tuple[DueKind, datetime] | None:
        """What comes next and until when: the document that public control owes the object it has visited, then the
        answer; None once it has come. An institution that citizens told of is owed no document."""
        if self.state not in UNANSWERED:
            return None
        if self.finding_id is not None and self.sent_at is None and self.state is RecommendationState.ISSUED:
            return DueKind.FINAL_DOCUMENT, self.document_due
        return DueKind.RECOMMENDATION_ANSWER, self.answer_due

    def is_late(self, now: datetime) -> bool:
        """Whether what is waited for has not come in its term."""
        return self.waits_for is not None and now > self.waits_for[1]


def handed_over(one: Recommendation, now: datetime, overrides: Overrides | None = None) -> Recommendation:
    """The document is with the institution: its ten working days count from now."""
    return replace(one, sent_at=now, answer_due=add_working_days(now, ANSWER_DAYS, overrides))


def term_of(one: Recommendation) -> Due | None:
    """What is waited for, with the moments of its reminders."""
    if one.waits_for is None:
        return None
    kind, until = one.waits_for
    set_at = one.sent_at or one.issued_at
    days = DOCUMENT_DAYS if kind is DueKind.FINAL_DOCUMENT else ANSWER_DAYS
    return Due(one.id, one.case_id or 0, kind, "", set_at, days, until, set_at)


@dataclass(frozen=True)
class RecommendationEvent:
    """One line of its history; `words`: where and by whom it was considered, what was answered, what was done."""

    state: RecommendationState
    at: datetime
    words: str = ""
    actor_id: int | None = None


def terms(issued: datetime, overrides: Overrides | None = None) -> tuple[datetime, datetime]:
    """When the document has to be there, and the answer if it is: ten working days after that."""
    document = add_working_days(issued, DOCUMENT_DAYS, overrides)
    return document, add_working_days(document, ANSWER_DAYS, overrides)


def next_look(at: datetime) -> datetime:
    """Three months on, in the morning; the last day of a shorter month."""
    local = at.astimezone(ALMATY).date()
    month = local.month + QUARTER
    year, month = local.year + (month - 1) // 12, (month - 1) % 12 + 1
    day = local.day
    while True:
        try:
            return datetime.combine(date(year, month, day), MORNING, ALMATY)
        except ValueError:
            day -= 1
