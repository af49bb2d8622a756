"""Hours of a week, and opening hours as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.opening_hours import UnclearHours, read_hours
from domain.week import (
    ALWAYS,
    WEEK,
    HourRange,
    WeekHours,
    at_hour,
    end_of,
    first_full_hour,
    hour_number,
    local_day,
    week_number,
)
from domain.workdays import ALMATY

MONDAY = datetime(2026, 11, 23, tzinfo=ALMATY)
ranges = st.lists(
    st.builds(
        lambda day, start, length: HourRange(day, start, min(24, start + length)),
        st.integers(0, 6),
        st.integers(0, 23),
        st.integers(1, 24),
    ),
    max_size=8,
)


def spans(written: str) -> list[tuple[int, int, int]]:
    return [(one.day, one.start, one.end) for one in read_hours(written).ranges()]


@given(ranges)
def test_packing_loses_nothing(some: list[HourRange]) -> None:
    hours = WeekHours.of(some)
    assert WeekHours.unpacked(hours.packed()) == hours


@given(ranges, st.integers(0, 2 * WEEK), st.integers(0, 3 * WEEK))
def test_over_a_stretch_each_bit_is_the_hour_of_the_week(some: list[HourRange], first: int, count: int) -> None:
    hours = WeekHours.of(some)
    mask = hours.over(first, count)
    assert mask.bit_length() <= count
    for bit in range(0, count, 5):
        assert mask >> bit & 1 == hours.mask >> (first + bit) % WEEK & 1


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_hours_are_numbered_in_almaty_from_a_monday(at: datetime) -> None:
    number = hour_number(at)
    assert at_hour(number) <= at < at_hour(number) + timedelta(hours=1)
    assert (number % WEEK) // 24 == local_day(at).weekday()
    assert at_hour(first_full_hour(at)) - at < timedelta(hours=1)


def test_weeks_begin_on_monday_and_days_end_at_midnight() -> None:
    assert week_number(hour_number(MONDAY)) == week_number(hour_number(MONDAY - timedelta(hours=1))) + 1
    assert end_of(local_day(MONDAY)) == MONDAY + timedelta(days=1)
    assert WeekHours.of([HourRange(0, 9, 10)]).has(MONDAY + timedelta(hours=9, minutes=59))
    with pytest.raises(ValueError, match="aware"):
        hour_number(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Дс–Жм 09:00–18:00", [(day, 9, 18) for day in range(5)]),
        ("пн-пт 9-18; сб 10:30 - 14", [*((day, 9, 18) for day in range(5)), (5, 11, 14)]),
        ("пн-пт 9-18, сб 10-14", [*((day, 9, 18) for day in range(5)), (5, 10, 14)]),
        ("08:00-20:00", [(day, 8, 20) for day in range(7)]),
        ("ежедневно 8-00:00", [(day, 8, 24) for day in range(7)]),
        ("пн, ср 9-13 14-18", [(0, 9, 13), (0, 14, 18), (2, 9, 13), (2, 14, 18)]),
        ("сб-дс 10-12", [(0, 10, 12), (5, 10, 12), (6, 10, 12)]),
    ],
)
def test_opening_hours_are_read(written: str, found: list[tuple[int, int, int]]) -> None:
    assert spans(written) == found


def test_round_the_clock() -> None:
    assert read_hours("24/7") == read_hours("Тәулік бойы") == ALWAYS


@pytest.mark.parametrize("written", ["", "кейде", "пн-пт", "мн-пт 9-18", "18-9", "9-25", "9:75-18", "=A1"])
def test_unclear_hours_are_refused(written: str) -> None:
    with pytest.raises(UnclearHours):
        read_hours(written)
