"""Working days around weekends, holidays and moved days off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import ALMATY, add_working_days, is_working_day, working_days_between

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(ALMATY))  # noqa: DTZ001


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (at(2026, 11, 23), 3, date(2026, 11, 26)),  # Monday
        (at(2026, 11, 20), 3, date(2026, 11, 25)),  # Friday, over a weekend
        (at(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday
        (at(2026, 12, 15), 1, date(2026, 12, 17)),  # Independence Day on the 16th
        (at(2026, 3, 20), 1, date(2026, 3, 26)),  # Nauryz; Saturday and Sunday of it are moved on
        (at(2026, 10, 23), 1, date(2026, 10, 27)),  # Republic Day on a Sunday, off on Monday
        (at(2026, 11, 23), 15, date(2026, 12, 14)),
    ],
)
def test_due(start: datetime, days: int, due: date) -> None:
    assert add_working_days(start, days) == datetime(due.year, due.month, due.day, 18, tzinfo=ALMATY)


def test_the_day_is_that_of_almaty() -> None:
    late_in_utc = datetime(2026, 11, 23, 20, tzinfo=UTC)  # already Tuesday in Almaty
    assert add_working_days(late_in_utc, 1).date() == date(2026, 11, 25)


def test_overrides_win() -> None:
    saturday_worked = {date(2026, 11, 28): True, date(2026, 11, 27): False}
    assert add_working_days(at(2026, 11, 26), 1, saturday_worked).date() == date(2026, 11, 28)


def test_naive_moments_and_no_days_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        add_working_days(datetime(2026, 11, 23), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="one day"):
        add_working_days(at(2026, 11, 23), 0)


@given(MOMENTS, st.integers(1, 40))
def test_due_day_is_a_working_day_with_as_many_between(start: datetime, days: int) -> None:
    due = add_working_days(start, days)
    assert is_working_day(due.date())
    assert working_days_between(start, due) == days


@given(MOMENTS, st.integers(1, 30))
def test_more_days_are_later(start: datetime, days: int) -> None:
    assert add_working_days(start, days) < add_working_days(start, days + 1)
