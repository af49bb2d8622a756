"""What is due in a case, and who must hear of it when.

A working day before the due time, at it, and the working day after, whoever works on the case hears of it; then a
second coordinator of the region, then the admins. A clock that stood still makes up for nothing that is no longer so:
of several reminders for the same people that have come due together, only the last is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.reminders import QUIET, Quiet
from domain.service_levels import TERMS, DueKind
from domain.workdays import (
    ALMATY,
    Overrides,
    add_working_days,
    is_working_day,
    whole_working_days,
    working_days_between,
    working_time,
)


class Stage(StrEnum):
    """A reminder; in the order in which they come due."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"
    SECOND = "second"
    """To a second coordinator of the region."""
    ADMIN = "admin"


class Reason(StrEnum):
    """Why something takes longer; the citizen reads it. Few, so that each is a button."""

    PAPERS = "papers"
    COMPLEX = "complex"
    AUTHORITY = "authority"
    AWAY = "away"

    @property
    def name_key(self) -> str:
        """Fluent key of the reason as the citizen reads it: `due-reason-papers`."""
        return f"due-reason-{self}"


ESCALATED = frozenset({Stage.SECOND, Stage.ADMIN})
SECOND_AFTER, ADMIN_AFTER = 3, 5
"""Working days overdue until a second coordinator, and until the admins hear of it."""
MORNING = time(10, 0)

Stop = tuple[datetime, datetime]
"""From when to when time stood still."""


@dataclass(frozen=True)
class Due:
    """Something that is waited for in a case. Times aware UTC; `since` is what the term is counted from.

    `days` are the working days of the term, `extra` those it was extended by. `ref` tells apart things of one kind (two
    letters to two authorities). `stopped_at`: time stands still since then. `set_at`: since when `due_at` is as it is;
    `said` is the last reminder given for it, `look_at` when the clock has to look again.
    """

    id: int
    case_id: int
    kind: DueKind
    ref: str
    since: datetime
    days: int
    due_at: datetime
    set_at: datetime
    extra: int = 0
    stops: tuple[Stop, ...] = ()
    stopped_at: datetime | None = None
    settled_at: datetime | None = None
    said: Stage | None = None
    look_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Not settled, and its time does not stand still."""
        return self.settled_at is None and self.stopped_at is None

    def is_late(self, now: datetime) -> bool:
        """Running and past its time."""
        return self.is_running and self.due_at < now


def reckoned(since: datetime, days: int, stops: Sequence[Stop] = (), overrides: Overrides | None = None) -> datetime:
    """The end of the working day on which a term of so many days is over; the working time that stood still, taken
    together and to the nearest day, comes on top."""
    due = add_working_days(since, days, overrides)
    asked = sum((working_time(start, end, overrides) for start, end in stops), timedelta(0))
    more = whole_working_days(asked)
    return add_working_days(due, more, overrides) if more else due


def expected(
    case_id: int, kind: DueKind, since: datetime, days: int, *, now: datetime, ref: str = "",
    overrides: Overrides | None = None,
) -> Due:  # fmt: skip
    """A new thing to wait for. Raises ValueError for a naive moment or less than one day."""
    due = Due(0, case_id, kind, ref, since, days, reckoned(since, days, (), overrides), now)
    return _looked(due, overrides)


def again(due: Due, now: datetime, overrides: Overrides | None = None) -> Due:
    """Reckoned once more, after an extension, a stop or a change of the calendar. Reminders begin anew only when the
    due time has moved."""
    at = reckoned(due.since, due.days + due.extra, due.stops, overrides)
    if at == due.due_at:
        return _looked(due, overrides)
    return _looked(replace(due, due_at=at, set_at=now, said=None), overrides)


def extended(due: Due, days: int, now: datetime, overrides: Overrides | None = None) -> Due:
    """So many working days more: from the due time, or from now where it has passed, so that an extension is never
    over before it begins."""
    goal = add_working_days(max(now, due.due_at), days, overrides)
    extra = due.extra + working_days_between(due.due_at, goal, overrides)
    return again(replace(due, extra=extra), now, overrides)


def stopped(due: Due, now: datetime) -> Due:
    """Time stands still from now on; nothing is said meanwhile."""
    return replace(due, stopped_at=now, look_at=None)


def resumed(due: Due, now: datetime, overrides: Overrides | None = None) -> Due:
    """Time runs on; the due time moves by the working time that it stood still."""
    if due.stopped_at is None:
        return due
    stops = (*due.stops, (due.stopped_at, max(now, due.stopped_at)))
    return again(replace(due, stops=stops, stopped_at=None), now, overrides)


def settled(due: Due, now: datetime) -> Due:
    """It came, or is waited for no more."""
    return replace(due, settled_at=now, stopped_at=None, look_at=None)


def stands_still(kind: DueKind) -> bool:
    """Whether its clock stops while the citizen is asked."""
    return TERMS[kind].stands_still


# ------------------------------------------------------------------ reminders


def moments(due: Due, overrides: Overrides | None = None) -> list[tuple[datetime, Stage]]:
    """When each reminder comes due, in order. The one before is left out where the time was set later than that."""
    day_before = _working_morning(due.due_at, -1, overrides)
    found = [(day_before, Stage.BEFORE)] if due.set_at < day_before else []
    return [
        *found,
        (due.due_at, Stage.AT),
        (_working_morning(due.due_at, 1, overrides), Stage.AFTER),
        (_working_morning(due.due_at, SECOND_AFTER, overrides), Stage.SECOND),
        (_working_morning(due.due_at, ADMIN_AFTER, overrides), Stage.ADMIN),
    ]


def come(due: Due, now: datetime, overrides: Overrides | None = None, quiet: Quiet = QUIET) -> list[Stage]:
    """What is to be said now: of those for the desk the last that came due, and each escalation. Empty in quiet hours,
    and while time stands still."""
    if not due.is_running or quiet.covers(now):
        return []
    open_ = [stage for at, stage in _left(due, overrides) if at <= now]
    desk = [stage for stage in open_ if stage not in ESCALATED]
    return [*desk[-1:], *(stage for stage in open_ if stage in ESCALATED)]


def said(due: Due, stages: Sequence[Stage], now: datetime, overrides: Overrides | None = None) -> Due:
    """After these were given: when to look again."""
    given = _looked(replace(due, said=stages[-1]) if stages else due, overrides)
    if given.look_at is not None and given.look_at <= now:  # it is night: look again in the morning
        return replace(given, look_at=QUIET.over(now))
    return given


def _left(due: Due, overrides: Overrides | None) -> list[tuple[datetime, Stage]]:
    """What comes after the last one given."""
    order = list(Stage)
    after = -1 if due.said is None else order.index(due.said)
    return [(at, stage) for at, stage in moments(due, overrides) if order.index(stage) > after]


def _looked(due: Due, overrides: Overrides | None) -> Due:
    """With the moment of the next reminder."""
    left = _left(due, overrides) if due.is_running else []
    return replace(due, look_at=left[0][0] if left else None)


def _working_morning(at: datetime, steps: int, overrides: Overrides | None) -> datetime:
    """The morning of the working day so many after (or before) the day of this moment."""
    day, step = at.astimezone(ALMATY).date(), timedelta(days=1 if steps > 0 else -1)
    left = abs(steps)
    while left:
        day += step
        left -= is_working_day(day, overrides)
    return datetime.combine(day, MORNING, ALMATY)
