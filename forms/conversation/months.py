"""One month as a grid of the days a form accepts."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from forms.conversation.prompt import Calendar, Months, Years
from forms.definition import Kind, Question
from forms.engine.session import Session
from forms.expression import Expression

YEARS = 12
"""Years on a page."""
_MOST_TRIED = 2_000
_TIMELESS = frozenset({"today", "date", "not", "true", "false", "format-date"})
_tried: dict[Expression, dict[tuple[date, date], bool]] = {}
_FIRST, _LAST = (1900, 1), (2100, 12)


def month_grid(
    shown: tuple[int, int] | None, today: date, chosen: date | None, accepts: Callable[[date], bool]
) -> Calendar:
    """The month to show: the one turned to, else the chosen day's, else this one."""
    year, month = shown or ((chosen.year, chosen.month) if chosen else (today.year, today.month))
    weeks = tuple(
        tuple(day if day.month == month and accepts(day) else None for day in week)
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(year, month)
    )
    yesterday = today - timedelta(days=1)
    return Calendar(
        today if accepts(today) else None,
        yesterday if accepts(yesterday) else None,
        year,
        month,
        weeks,
        _turned(year, month, -1, accepts),
        _turned(year, month, 1, accepts),
        chosen,
    )


def days(session: Session, ref: str, question: Question, today: date) -> Callable[[date], bool]:
    """Whether the form takes a day. Days are only tried where it has something to say about them.

    A constraint on nothing but the answer and today gives the same for everybody, so it is tried once a day.
    """
    constraint = question.bind.constraint
    if constraint is None:
        return lambda _: True
    if not _same_for_all(constraint):
        return lambda day: session.accepts(ref, day.isoformat())
    known = _tried.setdefault(constraint, {})

    def accepts(day: date) -> bool:
        if (today, day) not in known:
            if len(known) > _MOST_TRIED:
                known.clear()
            known[today, day] = session.accepts(ref, day.isoformat())
        return known[today, day]

    return accepts


def _same_for_all(constraint: Expression) -> bool:
    own = all(path.start == "." and not any(s.axis != "self" for s in path.steps) for path in constraint.paths())
    return own and all(call.name in _TIMELESS for call in constraint.calls())


def _turned(year: int, month: int, by: int, accepts: Callable[[date], bool]) -> tuple[int, int] | None:
    """The neighbouring month, None when neither its first nor its last day would do."""
    count = year * 12 + month - 1 + by
    there = (count // 12, count % 12 + 1)
    if not _FIRST <= there <= _LAST:
        return None
    last = calendar.monthrange(*there)[1]
    return there if accepts(date(*there, 1)) or accepts(date(*there, last)) else None


def span_of(question: Question) -> Literal["day", "month", "year"]:
    """How much of a date is asked: appearance month-year or year leaves the rest at its first day."""
    if question.kind is not Kind.DATE:
        return "day"
    return "year" if "year" in question.appearance else "month" if "month-year" in question.appearance else "day"


def months_of(
    shown: tuple[int, int] | None, today: date, chosen: date | None, accepts: Callable[[date], bool]
) -> Months:
    """The months of a year: the one turned to, else the chosen one's, else this one."""
    year = shown[0] if shown else (chosen or today).year
    found = tuple(first if accepts(first := date(year, month, 1)) else None for month in range(1, 13))
    before, after = date(year - 1, 12, 1), date(year + 1, 1, 1)
    return Months(
        year,
        found,
        year - 1 if year > _FIRST[0] and (accepts(before) or accepts(date(year - 1, 1, 1))) else None,
        year + 1 if year < _LAST[0] and (accepts(after) or accepts(date(year + 1, 12, 1))) else None,
        chosen,
    )


def years_from(
    shown: tuple[int, int] | None, today: date, chosen: date | None, accepts: Callable[[date], bool]
) -> Years:
    """Twelve years: from the one turned to, else those up to the chosen one or this one, so that the last is it."""
    first = shown[0] if shown else (chosen or today).year - YEARS + 1
    first = min(max(first, _FIRST[0]), _LAST[0] - YEARS + 1)
    found = tuple(day if accepts(day := date(year, 1, 1)) else None for year in range(first, first + YEARS))

    def turned(start: int) -> int | None:
        start = min(max(start, _FIRST[0]), _LAST[0] - YEARS + 1)
        there = (date(start, 1, 1), date(start + YEARS - 1, 1, 1))
        return start if start != first and any(map(accepts, there)) else None

    return Years(found, turned(first - YEARS), turned(first + YEARS), chosen)
