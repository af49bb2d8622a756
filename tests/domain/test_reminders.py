"""Reminders: each once, none at night, the last one only after a clock that stood still."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import QUIET, Quiet, Remindable, Reminder, due, moments, next_look
from domain.workdays import ALMATY

DAY = datetime(2026, 11, 24, tzinfo=ALMATY)
TASK = Remindable(at=DAY + timedelta(days=2, hours=11), due_at=DAY + timedelta(days=4, hours=18), since=DAY)
ORDER = list(Reminder)


def lived(task: Remindable, steps: list[timedelta]) -> list[tuple[datetime, Reminder]]:
    """The clock ticks after each of these steps, from the moment the task was given."""
    now, said = task.since, []
    for step in steps:
        now += step
        for what in due(task, now):
            said.append((now, what))
            task = replace(task, reminded=what)
    return said


def test_a_quiet_week_brings_each_reminder_in_turn() -> None:
    said = lived(TASK, [timedelta(minutes=1)] * (60 * 24 * 7))
    assert said == [
        (DAY + timedelta(days=2, hours=9), Reminder.ON_THE_DAY),
        (DAY + timedelta(days=3, hours=18), Reminder.DAY_BEFORE),
        (DAY + timedelta(days=4, hours=15), Reminder.HOURS_BEFORE),
        (DAY + timedelta(days=4, hours=18), Reminder.OVERDUE),
        (DAY + timedelta(days=5, hours=18), Reminder.COORDINATOR),
    ]


def test_after_a_standstill_only_the_last_is_said() -> None:
    assert due(TASK, DAY + timedelta(days=4, hours=16)) == [Reminder.HOURS_BEFORE]
    assert due(TASK, DAY + timedelta(days=4, hours=19)) == [Reminder.OVERDUE]
    assert due(TASK, DAY + timedelta(days=30, hours=12)) == [Reminder.OVERDUE, Reminder.COORDINATOR]


def test_a_deadline_in_the_early_morning_is_recalled_the_evening_before() -> None:
    early = replace(TASK, due_at=DAY + timedelta(days=4, hours=8))
    when = {what: at for at, what in moments(early)}
    assert when[Reminder.HOURS_BEFORE] == DAY + timedelta(days=3, hours=20)
    assert when[Reminder.OVERDUE] == DAY + timedelta(days=4, hours=9)


def test_what_would_come_before_the_task_was_taken_is_left_out() -> None:
    late = replace(TASK, since=TASK.due_at - timedelta(hours=2))
    assert [what for _, what in moments(late)] == [Reminder.OVERDUE, Reminder.COORDINATOR]


steps = st.lists(st.integers(1, 60 * 30).map(lambda minutes: timedelta(minutes=minutes)), max_size=60)
tasks = st.builds(
    lambda visit, deadline: Remindable(DAY + timedelta(hours=visit), DAY + timedelta(hours=max(visit, deadline)), DAY),
    st.integers(1, 24 * 9),
    st.integers(2, 24 * 10),
)


@given(tasks, steps)
def test_however_the_clock_runs(task: Remindable, ticks: list[timedelta]) -> None:
    """Nothing twice, nothing at night, the coordinator last, no look missed."""
    said = lived(task, ticks)
    kinds = [what for _, what in said]
    assert len(set(kinds)) == len(kinds)
    assert not any(QUIET.covers(at) for at, _ in said)
    assert kinds[-1:] == [Reminder.COORDINATOR] or Reminder.COORDINATOR not in kinds
    for at, what in said:
        assert (at >= task.due_at) is (what in (Reminder.OVERDUE, Reminder.COORDINATOR))


@given(tasks, st.integers(0, 24 * 14))
def test_the_next_look_is_never_too_late(task: Remindable, hours: int) -> None:
    now = DAY + timedelta(hours=hours)
    look = next_look(task)
    assert look is not None
    if due(task, now):
        assert look <= now


def test_quiet_hours_pass_midnight_or_do_not() -> None:
    assert QUIET.over(DAY + timedelta(hours=22)) == DAY + timedelta(days=1, hours=9)
    assert QUIET.over(DAY + timedelta(hours=3)) == DAY + timedelta(hours=9)
    assert QUIET.before(DAY + timedelta(hours=3)) == DAY - timedelta(hours=4)
    noon = Quiet(time(12), time(14))
    assert noon.over(DAY + timedelta(hours=13)) == DAY + timedelta(hours=14)
    assert not Quiet(time(0), time(0)).covers(DAY)
