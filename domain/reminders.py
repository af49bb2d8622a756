"""Which reminder a task needs now, and when to look again. Nobody is woken: quiet hours are kept.

Before the deadline 24 and 3 hours, on the morning of the visit, when overdue, and a day later to the coordinator.
A clock that stood still makes up for nothing: of several reminders that have become due, only the last is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.quiet import VOLUNTEERS
from domain.quiet import Quiet as Quiet
from domain.week import local_day
from domain.workdays import ALMATY


class Reminder(StrEnum):
    """What is said; in the order in which they come due."""

    DAY_BEFORE = "day_before"
    ON_THE_DAY = "on_the_day"
    HOURS_BEFORE = "hours_before"
    OVERDUE = "overdue"
    COORDINATOR = "coordinator"


QUIET = VOLUNTEERS
MORNING = time(9, 0)
LEAD = {Reminder.DAY_BEFORE: timedelta(hours=24), Reminder.HOURS_BEFORE: timedelta(hours=3)}
ESCALATION = timedelta(hours=24)
"""How long after the deadline the coordinator is told."""


@dataclass(frozen=True)
class Remindable:
    """A task somebody has taken and not finished: the hour of the visit, the deadline, since when they have it, and the
    last reminder given for this deadline."""

    at: datetime
    due_at: datetime
    since: datetime
    reminded: Reminder | None = None


def moments(task: Remindable, quiet: Quiet = QUIET) -> list[tuple[datetime, Reminder]]:
    """When each reminder is due, in order. One that would come before the person had the task is left out, and so is
    one that would fall on or after what follows it."""
    due = task.due_at
    day_before = quiet.over(due - LEAD[Reminder.DAY_BEFORE])
    hours_before = quiet.over(due - LEAD[Reminder.HOURS_BEFORE])
    if hours_before >= due:
        hours_before = quiet.before(due - LEAD[Reminder.HOURS_BEFORE])
    morning = quiet.over(datetime.combine(local_day(task.at), MORNING, ALMATY))
    found = [
        (at, what)
        for at, what in (
            (day_before, Reminder.DAY_BEFORE),
            (morning, Reminder.ON_THE_DAY),
            (hours_before, Reminder.HOURS_BEFORE),
        )
        if task.since < at < due
    ]
    found.sort(key=lambda pair: pair[0])
    overdue = quiet.over(due)
    return [*found, (overdue, Reminder.OVERDUE), (max(overdue, quiet.over(due + ESCALATION)), Reminder.COORDINATOR)]


def due(task: Remindable, now: datetime, quiet: Quiet = QUIET) -> list[Reminder]:
    """What is to be said at this moment: the last reminder that has come due and was not given, and with it the
    coordinator's. Empty in quiet hours."""
    if quiet.covers(now):
        return []
    left = _left(task, quiet)
    come = [what for at, what in left if at <= now]
    if Reminder.COORDINATOR in come:
        return [what for what in come if what in (Reminder.OVERDUE, Reminder.COORDINATOR)]
    return come[-1:]


def next_look(task: Remindable, quiet: Quiet = QUIET) -> datetime | None:
    """When the clock has to look again; None when everything was said."""
    left = _left(task, quiet)
    return left[0][0] if left else None


def _left(task: Remindable, quiet: Quiet) -> list[tuple[datetime, Reminder]]:
    """What comes after the last one given."""
    planned = moments(task, quiet)
    given = [index for index, (_, what) in enumerate(planned) if what is task.reminded]
    return planned[given[-1] + 1 :] if given else planned
