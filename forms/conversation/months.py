"""One month as a grid of the days a form accepts."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from forms.conversation.prompt import Calendar
from forms.definition import Question
from forms.engine.session import Session
from forms.expression import Expression

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
