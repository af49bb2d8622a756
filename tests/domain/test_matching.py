"""Plans: what holds of every plan, and what the best plan is in small cases."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Candidate, Gap, GapWhy, Need, Plan, Reason, Why, plan
from domain.place import Point
from domain.volunteer import Interest, Profile
from domain.week import ALWAYS, HourRange, WeekHours, hour_number
from tests.domain.matching_facts import (
    MONDAY,
    REGION,
    best,
    candidates,
    goes_to,
    loads,
    needs,
    possible_hours,
    within_limit,
)

WEEK = timedelta(days=7)


def need(number: int, **other: object) -> Need:
    facts: dict[str, object] = {
        "id": number,
        "place_id": number,
        "form": "pharmacy",
        "region": REGION,
        "district": "north",
        "opens_at": MONDAY,
        "due_at": MONDAY + WEEK,
    }
    return Need(**{**facts, **other})  # type: ignore[arg-type]


def volunteer(number: int, load: int = 0, conflicts: frozenset[int] = frozenset(), **other: object) -> Candidate:
    facts: dict[str, object] = {"region": REGION, "district": "north", "adult": True, **other}
    return Candidate(number, Profile(**facts), conflicts, load=load)  # type: ignore[arg-type]


def check(made: Plan, wanted: Sequence[Need], people: Sequence[Candidate]) -> None:
    """What holds of every plan."""
    needs_by_id, people_by_id = {one.id: one for one in wanted}, {one.id: one for one in people}
    assert sorted([*(one.need_id for one in made.offers), *(one.need_id for one in made.gaps)]) == sorted(needs_by_id)
    given: dict[int, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for offer in made.offers:
        one, to = needs_by_id[offer.need_id], people_by_id[offer.volunteer_id]
        assert goes_to(to, one)
        assert hour_number(offer.at) in possible_hours(to, one)
        given[to.id].append(hour_number(offer.at))
        if one.pair is not None:
            assert (one.pair, to.id) not in pairs
            pairs.add((one.pair, to.id))
    for number, hours in given.items():
        assert len(set(hours)) == len(hours), "two visits in one hour"
        assert within_limit(people_by_id[number], hours)


@settings(max_examples=150, deadline=None)
@given(needs(), candidates())
def test_rules_hold_and_as_many_are_covered_as_can_be(wanted: list[Need], people: list[Candidate]) -> None:
    made = plan(wanted, people)
    check(made, wanted, people)
    assert len(made.offers) == best(wanted, people)


@settings(max_examples=150, deadline=None)
@given(needs(12), candidates(6))
def test_rules_hold_in_larger_cases(wanted: list[Need], people: list[Candidate]) -> None:
    check(plan(wanted, people), wanted, people)


@settings(max_examples=120, deadline=None)
@given(needs(12), candidates(6))
def test_nobody_could_hand_a_visit_to_somebody_with_three_less(wanted: list[Need], people: list[Candidate]) -> None:
    """Load is fair within two wherever one visit alone could make it fairer."""
    made = plan(wanted, people)
    after, by_id = loads(made, people), {one.id: one for one in wanted}
    hours: dict[int, list[int]] = defaultdict(list)
    whose: dict[object, set[int]] = defaultdict(set)
    for offer in made.offers:
        hours[offer.volunteer_id].append(hour_number(offer.at))
        whose[by_id[offer.need_id].pair].add(offer.volunteer_id)
    for offer in made.offers:
        one = by_id[offer.need_id]
        for other in people:
            if after[offer.volunteer_id] - after[other.id] < 3 or not goes_to(other, one):
                continue
            if one.pair is not None and other.id in whose[one.pair]:
                continue
            free = set(possible_hours(other, one)) - set(hours[other.id])
            assert not any(within_limit(other, [*hours[other.id], hour]) for hour in free)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6), st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_loads_are_within_two_where_everybody_can_everything(visits: int, count: int, before: list[int]) -> None:
    people = [volunteer(number, before[number], weekly=14) for number in range(count)]
    made = plan([need(number) for number in range(visits)], people)
    assert len(made.offers) == visits
    after = loads(made, people)
    grown = [after[one.id] for one in people if after[one.id] > one.load]
    assert max(grown) - min(after.values()) <= 2


@settings(max_examples=60, deadline=None)
@given(needs(10), candidates(6), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    wanted: list[Need], people: list[Candidate], dice: random.Random
) -> None:
    made = plan(wanted, people)
    dice.shuffle(wanted)
    dice.shuffle(people)
    assert plan(wanted, people) == made


def test_the_district_comes_before_the_region_and_interest_before_distance() -> None:
    here = Point(51.1, 71.4)
    people = [
        volunteer(1, district="south", travels=True, near=here),
        volunteer(2, interests=frozenset({Interest.EDUCATION}), near=here),
        volunteer(3, interests=frozenset({Interest.HEALTH}), near=Point(51.2, 71.4)),
        volunteer(4, interests=frozenset({Interest.HEALTH}), near=Point(51.11, 71.4)),
    ]
    (offer,) = plan([need(1, point=here)], people).offers
    assert offer.volunteer_id == 4
    assert [reason.why for reason in offer.reasons] == [
        Why.SAME_DISTRICT,
        Why.INTEREST,
        Why.NEAR,
        Why.FREE,
        Why.LOAD,
    ]
    assert offer.reasons[2] == Reason(Why.NEAR, 1112)
    assert [Reason.read(str(reason)) for reason in offer.reasons] == list(offer.reasons)


def test_a_volunteer_is_not_sent_to_another_district_against_their_will() -> None:
    assert plan([need(1)], [volunteer(1, district="south")]).gaps == (Gap(1, GapWhy.NOBODY_NEAR),)
    assert plan([need(1)], [volunteer(1, district="south", travels=True)]).offers
    inside = [need(1, region="KZ-75", district="751110000")]
    assert plan(inside, [volunteer(1, region="KZ-75", district="751210000")]).offers


def test_it_says_why_nobody_was_found() -> None:
    sunday = WeekHours.of([HourRange(6, 10, 12)])
    assert plan([need(1)], []).gaps == (Gap(1, GapWhy.NOBODY_NEAR),)
    assert plan([need(1)], [volunteer(1, adult=False)]).gaps == (Gap(1, GapWhy.NOBODY_NEAR),)
    assert plan([need(1)], [volunteer(1, conflicts=frozenset({1}))]).gaps == (Gap(1, GapWhy.CONFLICT),)
    early = [need(1, due_at=MONDAY + timedelta(days=2))]
    assert plan(early, [volunteer(1, free=sunday)]).gaps == (Gap(1, GapWhy.NO_HOURS),)
    full = plan([need(1), need(2)], [volunteer(1, weekly=1)])
    assert full.gaps == (Gap(2, GapWhy.LIMITS),)


def test_a_blind_pair_is_two_people() -> None:
    pair = [need(1, place_id=7, pair=7), need(2, place_id=7, pair=7)]
    two = plan(pair, [volunteer(1), volunteer(2)])
    assert {offer.volunteer_id for offer in two.offers} == {1, 2}
    assert len(plan(pair, [volunteer(1)]).offers) == 1


def test_visits_change_hands_along_a_chain_to_cover_one_more() -> None:
    """Each can only be moved on if the next one moves: greedy alone leaves the last uncovered."""
    count = 30
    people = [
        volunteer(number, weekly=1, conflicts=frozenset(set(range(count + 1)) - {number, number + 1}))
        for number in range(count)
    ]
    made = plan([need(number) for number in range(count)], people)
    assert not made.gaps


def test_a_visit_a_day_where_there_are_days() -> None:
    made = plan([need(number, hours=ALWAYS) for number in range(3)], [volunteer(1)])
    assert len({offer.at.date() for offer in made.offers}) == 3


def test_five_hundred_visits_for_two_hundred_people_are_all_covered() -> None:
    dice = random.Random(7)
    districts = [f"d{number}" for number in range(8)]
    people = [
        volunteer(number, district=dice.choice(districts), travels=dice.random() < 0.3, weekly=3)
        for number in range(200)
    ]
    wanted = [need(number, district=dice.choice(districts)) for number in range(500)]
    made = plan(wanted, people)
    check(made, wanted, people)
    assert Counter(gap.why for gap in made.gaps) == {}
