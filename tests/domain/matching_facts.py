"""Needs and volunteers of a small invented region, and how good a plan can be at best, by trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.matching import Candidate, Need, Plan
from domain.place import Point
from domain.volunteer import Interest, Profile
from domain.week import DAYTIME, HourRange, WeekHours, first_full_hour, hour_number, week_number
from domain.workdays import ALMATY

MONDAY = datetime(2026, 11, 23, tzinfo=ALMATY)
REGION, OTHER = "KZ-10", "KZ-75"
DISTRICTS = ("north", "south")

hours = st.lists(
    st.builds(lambda day, start: HourRange(day, start, start + 1), st.integers(0, 1), st.integers(9, 11)),
    min_size=1,
    max_size=3,
).map(WeekHours.of)
points = st.none() | st.builds(Point, st.just(51.1), st.sampled_from([71.4, 71.5, 71.6]))


@st.composite
def needs(draw: st.DrawFn, most: int = 6) -> list[Need]:
    """A few needs; some in blind pairs."""
    found: list[Need] = []
    for place in range(draw(st.integers(1, most))):
        common: dict[str, Any] = {
            "place_id": place,
            "form": draw(st.sampled_from(["pharmacy", "school"])),
            "region": REGION,
            "district": draw(st.sampled_from([*DISTRICTS, None])),
            "opens_at": MONDAY,
            "due_at": MONDAY + timedelta(days=draw(st.sampled_from([1, 2, 9]))),
            "hours": draw(hours),
            "point": draw(points),
            "adults_only": draw(st.booleans()),
            "besides": frozenset(draw(st.sets(st.integers(0, 3), max_size=1))),
        }
        paired = draw(st.booleans()) and len(found) + 2 <= most
        for _ in range(2 if paired else 1):
            found.append(Need(id=len(found), pair=place if paired else None, **common))
        if len(found) >= most:
            break
    return found


@st.composite
def candidates(draw: st.DrawFn, most: int = 4) -> list[Candidate]:
    """A few volunteers with narrow hours and small limits."""
    found = []
    for number in range(draw(st.integers(0, most))):
        profile = Profile(
            region=draw(st.sampled_from([REGION, REGION, REGION, OTHER])),
            district=draw(st.sampled_from([*DISTRICTS, None])),
            interests=frozenset(draw(st.sets(st.sampled_from([Interest.HEALTH, Interest.EDUCATION])))),
            free=draw(hours),
            adult=draw(st.booleans()) or draw(st.booleans()),
            travels=draw(st.booleans()),
            weekly=draw(st.integers(1, 3)),
            near=draw(points),
        )
        busy = draw(st.lists(st.integers(9, 11).map(lambda hour: MONDAY + timedelta(hours=hour)), max_size=1))
        conflicts = frozenset(draw(st.sets(st.integers(0, 3), max_size=1)))
        found.append(Candidate(number, profile, conflicts, tuple(busy), draw(st.integers(0, 4))))
    return found


def goes_to(one: Candidate, need: Need) -> bool:
    """By the rules as they are told to people, apart from hours and limits."""
    own = one.profile
    near = own.region == need.region and (
        need.district is None or own.district in (need.district, None) or own.travels or own.region == OTHER
    )
    allowed = need.place_id not in one.conflicts and one.id not in need.besides
    return near and allowed and (own.adult or not need.adults_only)


def possible_hours(one: Candidate, need: Need) -> Iterator[int]:
    """Hours in which both can."""
    busy = {hour_number(at) for at in one.busy}
    for hour in range(first_full_hour(need.opens_at), hour_number(need.due_at)):
        at = hour % (7 * 24)
        if (one.profile.free or DAYTIME).mask >> at & need.hours.mask >> at & 1 and hour not in busy:
            yield hour


def best(wanted: Sequence[Need], people: Sequence[Candidate]) -> int:
    """By trying everything: the most needs that can be covered."""
    hours_of = {
        (one.id, need.id): list(possible_hours(one, need)) if goes_to(one, need) else []
        for one in people
        for need in wanted
    }
    found = 0

    def go(index: int, used: frozenset[tuple[int, int]], pairs: frozenset[tuple[int, int]], covered: int) -> None:
        nonlocal found
        if covered + len(wanted) - index <= found:
            return
        if index == len(wanted):
            found = covered
            return
        need = wanted[index]
        for one in people:
            if need.pair is not None and (one.id, need.pair) in pairs:
                continue
            for hour in hours_of[one.id, need.id]:
                if (one.id, hour) in used or not within_limit(one, [*(h for who, h in used if who == one.id), hour]):
                    continue
                taken = pairs | {(one.id, need.pair)} if need.pair is not None else pairs
                go(index + 1, used | {(one.id, hour)}, taken, covered + 1)
        go(index + 1, used, pairs, covered)

    go(0, frozenset(), frozenset(), 0)
    return found


def within_limit(one: Candidate, given: Sequence[int]) -> bool:
    """Whether the hours, with what they have already, keep to the weekly limit."""
    weeks = Counter(week_number(hour) for hour in (*given, *(hour_number(at) for at in one.busy)))
    return max(weeks.values(), default=0) <= one.profile.weekly


def loads(plan: Plan, people: Sequence[Candidate]) -> dict[int, int]:
    """Visits of each volunteer after the plan."""
    counted = Counter(offer.volunteer_id for offer in plan.offers)
    return {one.id: one.load + counted[one.id] for one in people}
