"""When a coordinator's digest is due, and which whole days it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.workdays import ALMATY, Overrides, is_working_day

HOURS = range(7, 22)
"""What can be chosen; nobody wants it by night."""
DAYS = 7
LONGEST_SEARCH = 31
"""Days to look back for a working day; no holidays last as long."""


class DigestKind(StrEnum):
    """The long one of a week, and the short one of a day."""

    WEEKLY = "weekly"
    DAILY = "daily"


class Theme(StrEnum):
    """The ground of the picture."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class DigestChoice:
    """What a coordinator wants. `weekday` counts from Monday, 0; `hour` is Almaty's; `language` None: their own."""

    weekly: bool = True
    daily: bool = False
    weekday: int = 0
    hour: int = 9
    language: str | None = None
    theme: Theme = Theme.LIGHT

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < DAYS or self.hour not in HOURS:
            raise ValueError("a day of the week and an hour of the day")

    def wants(self, kind: DigestKind) -> bool:
        """Whether this digest is to come by itself."""
        return self.weekly if kind is DigestKind.WEEKLY else self.daily


@dataclass(frozen=True)
class Span:
    """Whole days in Almaty, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("the last day is not before the first")

    @property
    def since(self) -> datetime:
        """The midnight it begins with."""
        return datetime.combine(self.first, time(), ALMATY)

    @property
    def until(self) -> datetime:
        """The midnight after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), ALMATY)

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def before(self) -> Span:
        """As many days right before it, to compare with."""
        length = self.last - self.first + timedelta(days=1)
        return Span(self.first - length, self.last - length)


def last_due(choice: DigestChoice, kind: DigestKind, now: datetime, overrides: Overrides | None = None) -> datetime:
    """The latest moment up to `now` at which this digest came due, wanted or not. The short one comes on working days.

    Raises ValueError for a naive moment.
    """
    if now.tzinfo is None:
        raise ValueError("an aware moment is needed")
    local = now.astimezone(ALMATY)
    for back in range(LONGEST_SEARCH):
        day = local.date() - timedelta(days=back)
        at = datetime.combine(day, time(choice.hour), ALMATY)
        if at <= local and _is_its_day(choice, kind, day, overrides):
            return at
    raise ValueError("a month without a working day")


def _is_its_day(choice: DigestChoice, kind: DigestKind, day: date, overrides: Overrides | None) -> bool:
    if kind is DigestKind.WEEKLY:
        return day.weekday() == choice.weekday
    return is_working_day(day, overrides)


def told_of(kind: DigestKind, at: datetime, overrides: Overrides | None = None) -> Span:
    """The whole days that a digest due at this moment tells of: the seven before its day, or all since the last working
    day, that day included."""
    day = at.astimezone(ALMATY).date()
    if kind is DigestKind.WEEKLY:
        return Span(day - timedelta(days=DAYS), day - timedelta(days=1))
    first = day - timedelta(days=1)
    while not is_working_day(first, overrides):
        first -= timedelta(days=1)
    return Span(first, day - timedelta(days=1))
