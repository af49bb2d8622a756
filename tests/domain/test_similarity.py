"""Likeness of cases: symmetric, between 0 and 1, and with a reason that a coordinator understands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.complaint import Category
from domain.similarity import Features, Reason, likeness

AT = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
WORDS = st.sampled_from(["mektep", "auruh", "akş", "par", "dar", "5", "12", "direktor", "kezek", "jon", "emh", "kujat"])
FEATURES = st.builds(
    Features,
    category=st.sampled_from(Category),
    region=st.sampled_from(["KZ-71", "KZ-75"]),
    district=st.sampled_from([None, "711110000", "711210000"]),
    institution=st.lists(WORDS, max_size=5).map(tuple),
    words=st.frozensets(WORDS),
    at=st.integers(0, 400).map(lambda days: AT - timedelta(days=days)),
)


def case(institution: str = "", words: str = "", *, days: int = 0, district: str | None = "711110000") -> Features:
    at = AT - timedelta(days=days)
    return Features(Category.BRIBE, "KZ-71", district, tuple(institution.split()), frozenset(words.split()), at)


@given(FEATURES, FEATURES)
def test_the_same_whichever_comes_first_and_bounded(one: Features, other: Features) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert there == back
    assert 0.0 <= there.score <= 1.0
    assert there.days_apart >= 0


@given(FEATURES)
def test_a_case_is_most_like_itself(one: Features) -> None:
    itself = likeness(one, one)
    assert itself.score == (1.0 if one.institution and itself.reasons and one.district else itself.score)
    assert likeness(one, replace(one, region="KZ-10")).score == 0.0


@given(FEATURES, FEATURES, st.integers(1, 300))
def test_more_time_between_never_makes_them_more_alike(one: Features, other: Features, more: int) -> None:
    later = max(one, other, key=lambda each: each.at)
    earlier = one if later is other else other
    farther = replace(earlier, at=earlier.at - timedelta(days=more))
    assert likeness(later, farther).score <= likeness(later, earlier).score


def test_the_same_institution_three_days_apart() -> None:
    found = likeness(case("mektep 5"), case("mektep 5", days=3))
    assert found.is_worth_showing
    assert (found.reasons, found.days_apart) == ((Reason.SAME_INSTITUTION,), 3)


def test_a_name_with_a_word_more_is_near() -> None:
    found = likeness(case("kalalik auruh 2"), case("auruh 2"))
    assert found.is_worth_showing
    assert found.reasons == (Reason.LIKE_INSTITUTION,)


def test_another_number_is_another_school() -> None:
    assert not likeness(case("mektep 5"), case("mektep 12")).is_worth_showing


def test_school_5_of_another_district_is_not_enough() -> None:
    assert not likeness(case("mektep 5"), case("mektep 5", district="711210000")).is_worth_showing


def test_the_same_words_without_an_institution() -> None:
    story = "direktor akş jinap perd jon sinip"
    found = likeness(case(words=story), case(words=f"{story} ata ana", days=1))
    assert found.is_worth_showing
    assert found.reasons == (Reason.SAME_WORDS,)


def test_three_common_words_are_no_likeness() -> None:
    assert likeness(case(words="akş par kujat"), case(words="akş par kujat")).score == 0.0
