"""The life of a complaint: every walk through the table, and who may walk."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.complaint import ENDED, MOVES, Actor, MoveRefused, State, check, moves

STATES = st.sampled_from(State)
ACTORS = st.sampled_from(Actor)


def test_the_straight_way() -> None:
    way = [State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS, State.REFERRED, State.ANSWERED, State.CLOSED]
    for start, to in pairwise(way):
        check(start, to, Actor.COORDINATOR)


@given(STATES, STATES, ACTORS, st.booleans())
def test_buttons_offer_exactly_what_is_allowed(start: State, to: State, actor: Actor, before: bool) -> None:
    offered = to in moves(start, actor, reopened_before=before)
    if offered:
        check(start, to, actor, reopened_before=before)
    else:
        with pytest.raises(MoveRefused):
            check(start, to, actor, reopened_before=before)


@given(st.data())
def test_any_walk_reopens_at_most_once_and_never_leaves_an_end(data: st.DataObject) -> None:
    state, reopened = State.RECEIVED, False
    for _ in range(20):
        ways = sorted({(to, actor) for actor in Actor for to in moves(state, actor, reopened_before=reopened)})
        if not ways:
            assert state in ENDED
            return
        to, _ = data.draw(st.sampled_from(ways))
        if to is State.REOPENED:
            assert not reopened
            assert state is State.CLOSED
            reopened = True
        state = to


def test_a_citizen_may_only_withdraw_and_reopen() -> None:
    theirs = {to for start in State for to in moves(start, Actor.CITIZEN)}
    assert theirs == {State.WITHDRAWN, State.REOPENED}


def test_staff_cannot_withdraw_or_reopen_for_the_citizen() -> None:
    staff = {to for start in State for to in moves(start, Actor.COORDINATOR)}
    assert not staff & {State.WITHDRAWN, State.REOPENED}


@pytest.mark.parametrize("state", [state for state in State if state not in ENDED])
def test_from_every_open_state_the_citizen_can_withdraw_and_staff_can_end(state: State) -> None:
    assert State.WITHDRAWN in moves(state, Actor.CITIZEN)
    assert moves(state, Actor.COORDINATOR)


def test_no_state_leads_to_itself_and_every_state_is_reached() -> None:
    assert not [state for state in State if state in MOVES[state]]
    assert {to for ways in MOVES.values() for to in ways} == set(State), "a merged one split off is received again"
