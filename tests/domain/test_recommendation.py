"""What a recommendation waits for, and from when its term counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from domain.recommendation import Recommendation, RecommendationState, handed_over, term_of, terms
from domain.service_levels import DueKind

MONDAY = datetime(2027, 2, 1, 5, 0, tzinfo=UTC)
DOCUMENT, ANSWER = terms(MONDAY)
SEEN = Recommendation(
    1, "1/2027", "KZ-71", "№ 5 мектеп", "", "kk", "Мәзірді іліп қою.", RecommendationState.ISSUED, MONDAY, DOCUMENT,
    ANSWER, None, finding_id=3,
)  # fmt: skip


def test_the_object_is_owed_a_document_then_owes_an_answer() -> None:
    """Seven working days, then ten from the day it was really handed over (law on public control, art. 13)."""
    assert SEEN.waits_for == (DueKind.FINAL_DOCUMENT, datetime(2027, 2, 10, 13, tzinfo=UTC))
    assert not SEEN.is_late(DOCUMENT)
    assert SEEN.is_late(datetime(2027, 2, 11, tzinfo=UTC))
    gone = handed_over(SEEN, datetime(2027, 2, 3, 5, tzinfo=UTC))
    assert gone.waits_for == (DueKind.RECOMMENDATION_ANSWER, datetime(2027, 2, 17, 13, tzinfo=UTC))


def test_who_was_not_visited_is_owed_none_and_an_answer_ends_it() -> None:
    told = replace(SEEN, finding_id=None)
    assert told.waits_for == (DueKind.RECOMMENDATION_ANSWER, ANSWER)
    assert replace(SEEN, state=RecommendationState.CONSIDERED).waits_for == (DueKind.RECOMMENDATION_ANSWER, ANSWER)
    assert replace(SEEN, state=RecommendationState.ANSWERED).waits_for is None
    assert term_of(replace(SEEN, state=RecommendationState.ANSWERED)) is None
