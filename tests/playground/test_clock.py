"""The movable clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from playground.clock import MovableClock

ALMATY = ZoneInfo("Asia/Almaty")


def frozen(*moment: int) -> MovableClock:
    return MovableClock(lambda: datetime(*moment, tzinfo=UTC))  # type: ignore[misc, arg-type]


def test_it_moves_forward_only() -> None:
    clock = frozen(2026, 5, 14, 4, 0)
    clock.advance(timedelta(hours=1))
    assert clock() == datetime(2026, 5, 14, 5, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ((2026, 5, 14, 4, 0), datetime(2026, 5, 18, 4, 0, tzinfo=UTC)),  # a Thursday
        ((2026, 5, 18, 3, 59), datetime(2026, 5, 18, 4, 0, tzinfo=UTC)),  # Monday 08:59 in Almaty
        ((2026, 5, 18, 4, 0), datetime(2026, 5, 25, 4, 0, tzinfo=UTC)),  # Monday 09:00 sharp
        ((2026, 5, 17, 20, 0), datetime(2026, 5, 18, 4, 0, tzinfo=UTC)),  # Sunday in UTC, Monday in Almaty
    ],
)
def test_next_monday_at_nine_in_almaty(now: tuple[int, ...], monday: datetime) -> None:
    clock = frozen(*now)
    clock.advance_to(clock.next_weekday(0, time(9), ALMATY))
    assert clock() == monday
