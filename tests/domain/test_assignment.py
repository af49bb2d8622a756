"""What may follow what: assignments, volunteers, campaigns, findings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest

from domain.assignment import (
    LIVE,
    MOVES,
    AssignmentActor,
    AssignmentMoveRefused,
    AssignmentState,
    Visit,
    check,
    moves,
)
from domain.campaign import CAMPAIGN_MOVES, Campaign, CampaignState, Coverage, Repeat
from domain.finding import FINDING_MOVES, FindingState, found
from domain.team import Team
from domain.volunteer import (
    FORMS,
    VOLUNTEER_MOVES,
    Interest,
    Profile,
    VolunteerActor,
    VolunteerMoveRefused,
    VolunteerState,
    check_volunteer_move,
)
from forms import library

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def campaign(**other: object) -> Campaign:
    facts: dict[str, object] = {
        "id": 1,
        "title": "Дәріханалар",
        "form": "pharmacy",
        "form_version": "1",
        "region": "KZ-75",
        "starts_at": NOW,
        "ends_at": NOW + timedelta(days=14),
        **other,
    }
    return Campaign(**facts)  # type: ignore[arg-type]


EVERY = list(product(AssignmentState, AssignmentState, AssignmentActor))


@pytest.mark.parametrize(("start", "to", "actor"), EVERY)
def test_the_table_decides(start: AssignmentState, to: AssignmentState, actor: AssignmentActor) -> None:
    if actor in MOVES[start].get(to, ()):
        check(start, to, actor)
        assert to in moves(start, actor)
    else:
        with pytest.raises(AssignmentMoveRefused):
            check(start, to, actor)
        assert to not in moves(start, actor)


def test_what_is_not_live_has_ended_and_everything_else_can_end() -> None:
    for state in AssignmentState:
        assert bool(MOVES[state]) is (state in LIVE)


def test_nobody_judges_their_own_visit() -> None:
    judging = {AssignmentState.APPROVED, AssignmentState.REJECTED, AssignmentState.RETURNED}
    for state in AssignmentState:
        assert not judging & moves(state, AssignmentActor.VOLUNTEER)
        assert not judging & moves(state, AssignmentActor.SYSTEM)


def test_only_a_coordinator_approves_a_volunteer() -> None:
    for state in VolunteerState:
        to = VOLUNTEER_MOVES[state].get(VolunteerState.APPROVED, frozenset())
        assert (VolunteerActor.VOLUNTEER in to) is (state is VolunteerState.PAUSED)
    with pytest.raises(VolunteerMoveRefused):
        check_volunteer_move(VolunteerState.APPLIED, VolunteerState.APPROVED, VolunteerActor.VOLUNTEER)


def test_every_checklist_of_ours_belongs_to_one_interest() -> None:
    named = [form for forms in FORMS.values() for form in forms]
    assert len(named) == len(set(named))
    assert set(named) <= set(library.names())
    assert set(FORMS) == set(Interest)
    likes = Profile("KZ-75", interests=frozenset({Interest.HEALTH, Interest.EDUCATION})).forms
    assert likes == {"pharmacy", "school", "college"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": NOW},
        {"visits": 0},
        {"team_size": 6},
        {"blind": True},
        {"offer_time": timedelta(0)},
    ],
)
def test_a_campaign_that_contradicts_itself_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        campaign(**wrong)


def test_rounds_cover_the_period_without_gaps() -> None:
    for repeat in Repeat:
        one = campaign(repeat=repeat, ends_at=NOW + timedelta(days=60))
        rounds = one.rounds()
        assert (rounds[0][0], rounds[-1][1]) == (one.starts_at, one.ends_at)
        assert all(end == start for (_, end), (start, _) in pairwise(rounds))
    assert len(campaign(repeat=Repeat.WEEKLY).rounds()) == 2


def test_a_finished_campaign_stays_finished() -> None:
    assert not CAMPAIGN_MOVES[CampaignState.FINISHED]
    assert Coverage(7, 2, 3, 2).percent == 28
    assert Coverage(0, 0, 0, 0).percent == 0


def test_a_group_has_at_most_five_and_its_lead_belongs_to_it() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        Team(0, "Топ", "KZ-75", tuple(range(6)))
    with pytest.raises(ValueError, match="lead"):
        Team(0, "Топ", "KZ-75", (1, 2), lead_id=3)


def test_findings_are_confirmed_before_they_leave_the_campaign() -> None:
    leaving = {FindingState.RECOMMENDED, FindingState.REFERRED}
    assert not leaving & FINDING_MOVES[FindingState.NEW]
    assert not leaving & FINDING_MOVES[FindingState.DISMISSED]


def test_a_form_says_what_it_found() -> None:
    values = {
        "/data/finding_open_hours": "1",
        "/data/inside/medicine[1]/finding_in_stock": "1",
        "/data/inside/medicine[2]/finding_in_stock": "1",
        "/data/finding_informal_payment": "0",
        "/data/finding_broken": "",
        "/data/findings": "3",
    }
    assert found(values) == {"open_hours": 1, "in_stock": 2}


def test_a_visit_lasts_at_least_a_minute_once_it_is_over() -> None:
    assert Visit(1, checked_in_at=NOW).minutes == 0
    assert Visit(1, checked_in_at=NOW, finished_at=NOW + timedelta(seconds=10)).minutes == 1
    assert Visit(1, started_at=NOW, finished_at=NOW + timedelta(minutes=42, seconds=50)).minutes == 42
