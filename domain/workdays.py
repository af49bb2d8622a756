"""Working days of Kazakhstan. What is counted in them says domain/service_levels.py.

Public holidays come from the `holidays` package; the government also moves days off each year by decree, so whoever
runs the bot keeps those as `overrides` (date → whether it is a working day), and the overrides win.

The state's own terms are in the Administrative Procedural Code (29.06.2020 № 350-VI): art. 65 gives 3 working days to
send an appeal on, art. 76 gives 15 to decide; counting starts the day after registration. A message to the bot is
not an appeal under that code: volunteers hold themselves to the same terms as a house rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

ALMATY = ZoneInfo("Asia/Almaty")
BEGIN_OF_WORK = time(9, 0)
END_OF_WORK = time(18, 0)
"""Deadlines fall at the end of the working day."""
WORKING_DAY = timedelta(hours=9)

Overrides = Mapping[date, bool]


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KZ", years=year))


def is_working_day(day: date, overrides: Overrides | None = None) -> bool:
    """Whether offices work on this day."""
    if overrides and day in overrides:
        return overrides[day]
    return day.weekday() < 5 and day not in _holidays_of(day.year)


def add_working_days(moment: datetime, days: int, overrides: Overrides | None = None) -> datetime:
    """The end of the `days`-th working day after `moment` (18:00 in Almaty); the day of `moment` does not count.

    Raises ValueError for a naive moment or for less than one day.
    """
    if moment.tzinfo is None or days < 1:
        raise ValueError("an aware moment and at least one day are needed")
    day = moment.astimezone(ALMATY).date()
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, overrides)
    return datetime.combine(day, END_OF_WORK, ALMATY)


def working_days_between(start: datetime, end: datetime, overrides: Overrides | None = None) -> int:
    """How many working days have begun after the day of `start` up to the day of `end`."""
    day, last = (moment.astimezone(ALMATY).date() for moment in (start, end))
    count = 0
    while day < last:
        day += timedelta(days=1)
        count += is_working_day(day, overrides)
    return count


def working_time(start: datetime, end: datetime, overrides: Overrides | None = None) -> timedelta:
    """How much of the time between lies in working hours, 09:00 to 18:00 of working days; nothing where `end` is
    earlier."""
    begun, over = start.astimezone(ALMATY), end.astimezone(ALMATY)
    total, day = timedelta(0), begun.date()
    while day <= over.date():
        if is_working_day(day, overrides):
            opens, closes = (datetime.combine(day, hour, ALMATY) for hour in (BEGIN_OF_WORK, END_OF_WORK))
            total += max(min(over, closes) - max(begun, opens), timedelta(0))
        day += timedelta(days=1)
    return total


def whole_working_days(spent: timedelta) -> int:
    """This much working time in days, to the nearest."""
    return (spent + WORKING_DAY / 2) // WORKING_DAY
