"""Rules of letters: terms in working days, numbers of registration, which authority stands first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.authority import Authority, suggested
from domain.complaint import Category
from domain.recommendation import OPEN, RECOMMENDATION_MOVES, RecommendationState, next_look, terms
from domain.referral import REFERRAL_MOVES, BadTalon, ReferralState, due, talon
from domain.workdays import ALMATY


def test_fifteen_working_days_pass_over_a_holiday() -> None:
    """16 December is Independence Day; counting starts the day after registration."""
    assert due(date(2026, 12, 1), ReferralState.SENT).date() == date(2026, 12, 23)
    moved = {date(2026, 12, 23): False}
    assert due(date(2026, 12, 1), ReferralState.SENT, moved).date() == date(2026, 12, 24)


@pytest.mark.parametrize("state", [ReferralState.PREPARED, ReferralState.ANSWERED, ReferralState.DROPPED])
def test_no_term_runs_before_or_after(state: ReferralState) -> None:
    with pytest.raises(ValueError, match="no term"):
        due(date(2026, 12, 1), state)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ZT-2026-0147", "ZT-2026-0147"), (" № 15/77 ", "15/77"), ("ҚО-12 (3)", "ҚО-12 (3)"), ("№15", "15")],
)
def test_numbers_of_registration(typed: str, kept: str) -> None:
    assert talon(typed) == kept


@pytest.mark.parametrize("typed", ["", "жоқ", "№", "1" * 41, "12<b>", "12\n=1+1", "1;2"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(BadTalon):
        talon(typed)


def test_every_letter_and_recommendation_can_come_to_an_end() -> None:
    for state in ReferralState:
        reach, before = {state}, set[ReferralState]()
        while reach != before:
            before = set(reach)
            reach |= {to for one in before for to in REFERRAL_MOVES[one]}
        assert reach & {ReferralState.ANSWERED, ReferralState.DROPPED}
    assert all(RECOMMENDATION_MOVES[state] for state in OPEN)
    assert not RECOMMENDATION_MOVES[RecommendationState.DONE]


def test_the_fitting_authority_of_the_region_stands_first() -> None:
    def body(number: int, region: str | None, *takes: Category, retired: bool = False) -> Authority:
        at = datetime(2026, 1, 1, tzinfo=UTC) if retired else None
        return Authority(number, str(number), "", region, frozenset(takes), retired_at=at)

    those = [
        body(1, None, Category.YARD),
        body(2, None),
        body(3, None, Category.BRIBE),
        body(4, "KZ-71", Category.BRIBE),
        body(5, "KZ-79", Category.BRIBE),
        body(6, "KZ-71", Category.BRIBE, retired=True),
    ]
    assert [one.id for one in suggested(those, Category.BRIBE, "KZ-71")] == [4, 3, 2, 1]


def test_terms_of_public_control_and_the_quarter() -> None:
    document, answer = terms(datetime(2026, 11, 20, 12, tzinfo=ALMATY))
    assert (document.date(), answer.date()) == (date(2026, 12, 1), date(2026, 12, 15))
    assert next_look(datetime(2026, 11, 30, 12, tzinfo=ALMATY)).date() == date(2027, 2, 28)
