"""Plans with monitoring groups: what holds of every one, and when a group is chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Candidate, Need, Plan, Reason, Why, plan
from domain.matching.groups import plan_with_groups
from domain.team import Team
from domain.week import HourRange, WeekHours, hour_number
from tests.domain.matching_facts import REGION, best, candidates, goes_to, needs, possible_hours, within_limit
from tests.domain.test_matching import need, volunteer

MORNING, EVENING = (WeekHours.of([HourRange(day, *span) for day in range(7)]) for span in ((9, 12), (15, 18)))


@st.composite
def teams(draw: st.DrawFn) -> list[Team]:
    """Groups of some of six people; one may be in several."""
    found = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        members = tuple(draw(st.lists(st.integers(0, 5), min_size=1, max_size=5, unique=True)))
        lead = draw(st.sampled_from([*members, None]))
        found.append(Team(number, f"Топ {number}", REGION, members, lead))
    return found


def check(made: Plan, wanted: Sequence[Need], people: Sequence[Candidate], groups: Sequence[Team], size: int) -> None:
    """Everybody of a group can go there at that hour, and has no other visit then; nobody is over their limit."""
    by_need, by_id = {one.id: one for one in wanted}, {one.id: one for one in people}
    by_team = {one.id: one for one in groups}
    assert sorted([*(one.need_id for one in made.offers), *(one.need_id for one in made.gaps)]) == sorted(by_need)
    hours: dict[int, list[int]] = defaultdict(list)
    for offer in made.offers:
        one = by_need[offer.need_id]
        members: tuple[int, ...] = (offer.volunteer_id,)
        if offer.team_id is not None:
            team = by_team[offer.team_id]
            members = team.members
            assert (team.lead_id, one.pair) == (offer.volunteer_id, None)
            assert 2 <= len(members) <= size
            assert offer.reasons[0] == Reason(Why.GROUP)
        for number in members:
            person = by_id[number]
            assert one.place_id not in person.conflicts
            assert number not in one.besides
            assert person.profile.adult or not one.adults_only
            assert hour_number(offer.at) in possible_hours(person, one)
            hours[number].append(hour_number(offer.at))
        assert offer.team_id is not None or goes_to(by_id[offer.volunteer_id], one)
    for number, those in hours.items():
        assert len(set(those)) == len(those), "two visits in one hour"
        assert within_limit(by_id[number], those)


@settings(max_examples=200, deadline=None)
@given(needs(8), candidates(6), teams(), st.integers(2, 5))
def test_rules_hold_for_everybody_in_a_group(
    wanted: list[Need], people: list[Candidate], groups: list[Team], size: int
) -> None:
    sizes = {one.id: size for one in wanted if one.id % 2 == 0}
    made = plan_with_groups(wanted, people, groups, sizes)
    check(made, wanted, people, groups, size)
    assert all(offer.need_id in sizes for offer in made.offers if offer.team_id is not None)


@settings(max_examples=60, deadline=None)
@given(needs(), candidates(4), teams())
def test_without_groups_it_is_the_plan_for_people(
    wanted: list[Need], people: list[Candidate], groups: list[Team]
) -> None:
    assert plan_with_groups(wanted, people, groups, {}) == plan(wanted, people)
    made = plan_with_groups(wanted, people, [], {one.id: 5 for one in wanted})
    assert len(made.offers) == best(wanted, people)


def test_a_group_goes_before_one_person_and_at_an_hour_that_all_have() -> None:
    people = [
        volunteer(1, free=MORNING),
        volunteer(2, free=WeekHours(MORNING.mask | EVENING.mask), load=3),
        volunteer(3, free=EVENING),
    ]
    wide = replace(people[0], profile=replace(people[0].profile, free=WeekHours(MORNING.mask | EVENING.mask)))
    together = Team(7, "Топ", REGION, (1, 2), 2)
    (offer,) = plan_with_groups([need(1)], [wide, *people[1:]], [together], {1: 2}).offers
    assert (offer.volunteer_id, offer.team_id) == (2, 7)
    (offer,) = plan_with_groups([need(1)], people, [replace(together, members=(2, 3), lead_id=3)], {1: 2}).offers
    assert (offer.volunteer_id, offer.team_id, offer.at.hour) == (3, 7, 15)
    apart = Team(8, "Топ", REGION, (1, 3), 1)
    for group, size in ((apart, 2), (replace(apart, members=(1, 2, 3)), 2), (replace(together, lead_id=None), 2)):
        (offer,) = plan_with_groups([need(1)], people, [group], {1: size}).offers
        assert offer.team_id is None, "no common hour, too large, nobody leads it"


def test_who_is_in_two_groups_is_not_sent_to_two_places_at_once() -> None:
    people = [volunteer(number, free=WeekHours.of([HourRange(0, 9, 10)])) for number in (1, 2, 3)]
    groups = [Team(1, "Бір", REGION, (1, 2), 1), Team(2, "Екі", REGION, (2, 3), 3)]
    wanted = [need(number, due_at=need(number).opens_at + timedelta(days=6)) for number in (1, 2)]
    made = plan_with_groups(wanted, people, groups, {1: 2, 2: 2})
    assert [offer.team_id is None for offer in made.offers].count(True) == 1
    check(made, wanted, people, groups, 2)
