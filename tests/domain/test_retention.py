"""How long ended cases are kept, and that nobody is surprised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.complaint import ENDED, State
from domain.retention import DEFAULT, OF_STATE, WARNED_BEFORE, Ended, Periods, Step

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def ended(state: State = State.CLOSED, *, handed_over: bool = False, reachable: bool = True) -> Ended:
    return Ended(1, state, NOW, handed_over, reachable)


def test_every_state_is_in_the_table_and_open_ones_are_never_erased() -> None:
    assert set(OF_STATE) == set(State)
    for state in set(State) - ENDED:
        assert ended(state).step(NOW + timedelta(days=10_000), DEFAULT) is Step.WAIT


@pytest.mark.parametrize(
    ("state", "handed_over", "days"),
    [
        (State.CLOSED, False, 365),
        (State.CLOSED, True, 1095),
        (State.REJECTED, False, 90),
        (State.WITHDRAWN, True, 1095),
    ],
)
def test_the_reporter_is_warned_two_weeks_before(state: State, handed_over: bool, days: int) -> None:
    one = ended(state, handed_over=handed_over)
    warn = NOW + timedelta(days=days) - WARNED_BEFORE
    assert one.step(warn - timedelta(seconds=1), DEFAULT) is Step.WAIT
    assert one.step(warn, DEFAULT) is Step.WARN
    warned = replace(one, warned_at=warn)
    assert warned.step(warn + WARNED_BEFORE - timedelta(seconds=1), DEFAULT) is Step.WAIT
    assert warned.step(warn + WARNED_BEFORE, DEFAULT) is Step.ERASE


@given(late=st.integers(0, 4000), closed=st.integers(30, 900), reachable=st.booleans())
def test_whoever_can_be_told_has_two_weeks_however_late_the_clock_is(late: int, closed: int, reachable: bool) -> None:
    periods, now = Periods(closed=closed), NOW + timedelta(days=late)
    one = ended(reachable=reachable)
    if one.step(now, periods) is Step.ERASE:
        assert not reachable
        assert late >= closed
    warned = replace(one, warned_at=now)
    assert not reachable or warned.step(now + WARNED_BEFORE - timedelta(hours=1), periods) is Step.WAIT


def test_kept_longer_is_a_whole_period_more_and_is_asked_again() -> None:
    at = NOW + timedelta(days=360)
    until = ended().kept_until(at, DEFAULT)
    assert until == NOW + timedelta(days=730)
    kept = replace(ended(), keep_until=until)
    assert kept.step(at, DEFAULT) is Step.WAIT
    assert kept.step(until - WARNED_BEFORE, DEFAULT) is Step.WARN
    assert ended(State.ACCEPTED).kept_until(at, DEFAULT) is None
