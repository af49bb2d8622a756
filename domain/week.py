"""Hours of a week: when a volunteer is free, when a place is open. Almaty time, whole hours.

A moment is counted as an hour number (hours since the calendar's first Monday, local time), so a set of hours is one
integer and "free and open" is an `&`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.workdays import ALMATY

DAY = 24
WEEK = 7 * DAY
_FULL = (1 << WEEK) - 1
_FIRST_DAY = date(1, 1, 1).toordinal()
"""A Monday, so the remainder of an hour number by WEEK is the hour of the week."""


@dataclass(frozen=True, order=True)
class HourRange:
    """From `start` to before `end` (0 to 24) on one weekday, 0 for Monday. Raises ValueError for an empty range."""

    day: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.day < 7 and 0 <= self.start < self.end <= DAY):
            raise ValueError("a range lies within one day and is not empty")


@dataclass(frozen=True)
class WeekHours:
    """A set of hours of the week; bit 0 is Monday from 00:00 to 01:00."""

    mask: int = 0

    @classmethod
    def of(cls, ranges: Iterable[HourRange]) -> WeekHours:
        """The hours of these ranges together."""
        mask = 0
        for one in ranges:
            mask |= ((1 << (one.end - one.start)) - 1) << (one.day * DAY + one.start)
        return cls(mask)

    @classmethod
    def unpacked(cls, packed: Iterable[Iterable[int]]) -> WeekHours:
        """From what `packed` gave. Raises ValueError for anything else."""
        return cls.of(HourRange(*one) for one in packed)

    def packed(self) -> list[list[int]]:
        """For JSON: [day, start, end] of each range."""
        return [[one.day, one.start, one.end] for one in self.ranges()]

    def ranges(self) -> list[HourRange]:
        """As ranges, Monday first."""
        found: list[HourRange] = []
        for day in range(7):
            hours = [hour for hour in range(DAY) if self.mask >> (day * DAY + hour) & 1]
            for hour in hours:
                if found and found[-1].day == day and found[-1].end == hour:
                    found[-1] = HourRange(day, found[-1].start, hour + 1)
                else:
                    found.append(HourRange(day, hour, hour + 1))
        return found

    def __bool__(self) -> bool:
        return self.mask != 0

    def has(self, at: datetime) -> bool:
        """Whether the hour of this moment is in it."""
        return bool(self.mask >> (hour_number(at) % WEEK) & 1)

    def over(self, first: int, count: int) -> int:
        """The hours from number `first` on, as a mask of `count` bits; bit 0 is `first`."""
        if count <= 0:
            return 0
        offset = first % WEEK
        turned = (self.mask >> offset) | (self.mask << (WEEK - offset) & _FULL)
        times = -(-count // WEEK)
        repeated = turned * (((1 << WEEK * times) - 1) // _FULL)
        return repeated & ((1 << count) - 1)


ALWAYS = WeekHours(_FULL)
DAYTIME = WeekHours.of(HourRange(day, 9, 20) for day in range(7))
"""When nothing else is said: no visits by night."""


def hour_number(at: datetime) -> int:
    """The number of the hour that this moment lies in. Raises ValueError for a naive moment."""
    if at.tzinfo is None:
        raise ValueError("an aware moment is needed")
    local = at.astimezone(ALMATY)
    return (local.toordinal() - _FIRST_DAY) * DAY + local.hour


def first_full_hour(at: datetime) -> int:
    """The number of the first hour that begins at or after this moment."""
    number = hour_number(at)
    return number if at_hour(number) == at else number + 1


def at_hour(number: int) -> datetime:
    """When the hour with this number begins."""
    day, hour = divmod(number, DAY)
    return datetime.combine(date.fromordinal(_FIRST_DAY + day), time(hour), ALMATY)


def week_number(hour: int) -> int:
    """The week, Monday to Sunday, that an hour number belongs to."""
    return hour // WEEK


def local_day(at: datetime) -> date:
    """The day in Almaty."""
    return at.astimezone(ALMATY).date()


def end_of(day: date) -> datetime:
    """The end of a day in Almaty: the midnight after it."""
    return datetime.combine(day + timedelta(days=1), time(0), ALMATY)
