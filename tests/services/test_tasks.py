"""A volunteer's task from the offer to the end: answering, swapping, going, handing in, honest outcomes, danger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.assignment import AssignmentState, DeclineReason, VisitOutcome
from domain.place import Point
from domain.quality import Flag
from services.fieldwork import assignments, notices_coordinators, review, task_desk
from services.refusals import NotAllowed, NotFound, NothingSaid
from services.volunteering import volunteers
from services.volunteering.volunteer_refusals import BadPeriod, OfferOver, StaleTask
from storage.schema import tables
from tests.services.conftest import AIGUL, GULNAR, SAULE, Town
from tests.services.volunteering import (
    ASKAR,
    BOTA,
    DANA,
    HERE,
    adds,
    all_of,
    joins,
    kinds,
    only,
    starts,
    submission,
    tasks_of,
    three_join,
    ticks,
    visits,
    whose,
)


async def test_a_declined_offer_goes_on_to_the_next_until_nobody_is_left(town: Town) -> None:
    await three_join(town)
    made, _ = await starts(town, await adds(town, 1))
    asked = []
    for _ in range(3):
        (one,) = [one for one in await all_of(town, made.id) if one.state is AssignmentState.OFFERED]
        asked.append(await whose(town, one))
        async with town.acts(asked[-1]) as work:
            await assignments.decline(work, one.id, DeclineReason.NO_TIME, "Емтихан")
        await ticks(town)
    assert sorted(asked) == [ASKAR, BOTA, DANA]
    assert not [one for one in await all_of(town, made.id) if one.state is AssignmentState.OFFERED]


async def test_an_unanswered_offer_goes_on_after_its_time(town: Town) -> None:
    await three_join(town)
    made, _ = await starts(town, await adds(town, 1))
    (first,) = await all_of(town, made.id)
    who = await whose(town, first)
    await ticks(town, timedelta(hours=23, minutes=59))
    assert len(await all_of(town, made.id)) == 1
    await ticks(town, timedelta(minutes=2), times=3)
    expired, second = await all_of(town, made.id)
    assert (expired.state, second.state) == (AssignmentState.EXPIRED, AssignmentState.OFFERED)
    assert second.volunteer_id != expired.volunteer_id
    assert "offer-passed" in await kinds(town, who)
    async with town.acts(who) as work:
        with pytest.raises(OfferOver):
            await assignments.accept(work, first.id, no_conflict=True)


async def test_a_conflict_at_accepting_declines_and_is_remembered(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        declined = await assignments.accept(work, task.id, no_conflict=False)
        assert (declined.state, declined.reason) == (AssignmentState.DECLINED, "conflict")
        assert [place.id for place in await volunteers.my_conflicts(work)] == [task.place_id]


@pytest.mark.parametrize("who", [AIGUL, BOTA, GULNAR])
async def test_somebody_elses_task_is_not_found(town: Town, who: int) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    for act in (
        lambda work: assignments.open_task(work, task.id),
        lambda work: assignments.accept(work, task.id, no_conflict=True),
        lambda work: assignments.check_in(work, task.id, HERE),
        lambda work: assignments.impossible(work, task.id, VisitOutcome.CLOSED, "?"),
        lambda work: assignments.ask_time(work, task.id),
        lambda work: assignments.danger(work, task.id),
        lambda work: task_desk.colleagues(work, task.id),
    ):
        with pytest.raises(NotFound):
            async with town.acts(who) as work:
                await act(work)


async def test_here_i_am_measures_and_never_refuses(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        with pytest.raises(StaleTask):
            await assignments.check_in(work, task.id, HERE)
        await assignments.accept(work, task.id, no_conflict=True)
        far = await assignments.check_in(work, task.id, Point(43.26, 76.8897))
        assert far.metres == pytest.approx(2346, abs=5)
        assert assignments.sign_of_distance(far) is not None
        near = await assignments.check_in(work, task.id, HERE)
        assert (near.metres, near.checked_in_at) == (0, far.checked_in_at)
        assert (await assignments.open_task(work, task.id)).assignment.state is AssignmentState.STARTED
    (row,) = await town.rows(tables.volunteer_tables.visit)
    assert "43.2" not in str(row)


async def test_a_visit_is_handed_in_and_its_coordinator_told(town: Town) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    await visits(town, ASKAR, task, finding_limit_prices="1", findings="1", open_hours="yes")
    (told,) = only(notices_coordinators.VisitArrived, await town.mail(GULNAR))
    assert isinstance(told, notices_coordinators.VisitArrived)
    assert (told.findings, told.signs, told.alias) == (1, 0, "Асқар")
    async with town.acts(GULNAR) as work:
        page = await review.open_visit(work, task.id)
    assert page.visit.minutes == 12
    assert (page.visit.outcome, page.submission is not None, page.signs) == (VisitOutcome.OBSERVED, True, ())
    assert [finding.question for finding in page.findings] == ["limit_prices"]
    assert made.id


async def test_somebody_elses_submission_is_not_taken(town: Town) -> None:
    await joins(town, ASKAR)
    await joins(town, BOTA, "Бота")
    await starts(town, await adds(town, 1))
    mine = ASKAR if await tasks_of(town, ASKAR) else BOTA
    (task,) = await tasks_of(town, mine)
    other = await submission(town, AIGUL)
    async with town.acts(mine) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        await assignments.begin(work, task.id)
        for number in (other, 999_999):
            with pytest.raises(NotFound):
                await assignments.finish(work, task.id, number)


@pytest.mark.parametrize("outcome", [VisitOutcome.NO_ACCESS, VisitOutcome.CLOSED, VisitOutcome.UNSAFE])
async def test_an_honest_outcome_counts_as_a_visit(town: Town, outcome: VisitOutcome) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        with pytest.raises(NothingSaid):
            await assignments.impossible(work, task.id, outcome, " ")
        with pytest.raises(ValueError, match="form"):
            await assignments.impossible(work, task.id, VisitOutcome.OBSERVED, "жоқ")
        await assignments.impossible(work, task.id, outcome, "Есік жабық")
    assert "visit-not-possible" in await kinds(town, GULNAR)
    async with town.acts(GULNAR) as work:
        assert [card.assignment.id for card in await review.queue(work, made.id)] == [task.id]
        await review.approve(work, task.id)
        assert (await review.open_visit(work, task.id)).visit.words == "Есік жабық"


async def test_more_time_is_asked_for_and_given(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        with pytest.raises(StaleTask):
            await assignments.ask_time(work, task.id)
        await assignments.accept(work, task.id, no_conflict=True)
        await assignments.ask_time(work, task.id, "Ауырып қалдым")
        await assignments.ask_time(work, task.id, "Ауырып қалдым")
    assert (await kinds(town, GULNAR)).count("time-asked") == 1
    until = task.due_at + timedelta(days=3)
    with pytest.raises(NotFound):
        async with town.acts(SAULE) as work:
            await task_desk.extend(work, task.id, until)
    async with town.acts(GULNAR) as work:
        with pytest.raises(BadPeriod):
            await task_desk.extend(work, task.id, town.now)
        await task_desk.extend(work, task.id, until)
    assert (await tasks_of(town, ASKAR))[0].due_at == until
    assert "task-moved" in await kinds(town, ASKAR)


async def test_a_task_is_handed_to_a_colleague_only_by_leave_and_only_when_they_take_it(town: Town) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    bota = await joins(town, BOTA, "Бота")
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        assert [line.alias for line in await task_desk.colleagues(work, task.id)] == ["Бота"]
        with pytest.raises(NotFound):
            await task_desk.ask_swap(work, task.id, 999_999)
        await task_desk.ask_swap(work, task.id, bota)
    (asked,) = only(notices_coordinators.SwapAsked, await town.mail(GULNAR))
    assert isinstance(asked, notices_coordinators.SwapAsked)
    assert (asked.alias, asked.colleague) == ("Асқар", "Бота")
    async with town.acts(GULNAR) as work:
        await task_desk.allow_swap(work, task.id)
        with pytest.raises(StaleTask):
            await task_desk.allow_swap(work, task.id)
    assert (await tasks_of(town, ASKAR))[0].state is AssignmentState.ACCEPTED
    (offered,) = await tasks_of(town, BOTA)
    async with town.acts(BOTA) as work:
        await assignments.accept(work, offered.id, no_conflict=True)
    assert await tasks_of(town, ASKAR) == []
    assert "task-handed-over" in await kinds(town, ASKAR)
    await ticks(town)
    live = [one for one in await all_of(town, made.id) if one.state is AssignmentState.ACCEPTED]
    assert [one.id for one in live] == [offered.id]


async def test_a_swap_that_fails_leaves_the_task_where_it_was(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    bota = await joins(town, BOTA, "Бота")
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        await task_desk.ask_swap(work, task.id, bota)
    async with town.acts(GULNAR) as work:
        await task_desk.refuse_swap(work, task.id)
        with pytest.raises(StaleTask):
            await task_desk.refuse_swap(work, task.id)
    async with town.acts(ASKAR) as work:
        await task_desk.ask_swap(work, task.id, bota)
    async with town.acts(GULNAR) as work:
        await task_desk.allow_swap(work, task.id)
    (offered,) = await tasks_of(town, BOTA)
    await town.mail(ASKAR)
    async with town.acts(BOTA) as work:
        await assignments.decline(work, offered.id, DeclineReason.TOO_FAR)
    assert await kinds(town, ASKAR) == ["task-stays"]
    await ticks(town)
    assert [one.id for one in await tasks_of(town, ASKAR)] == [task.id]
    assert await tasks_of(town, BOTA) == []


async def test_danger_reaches_the_coordinators_first(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    await town.mail(GULNAR)
    async with town.acts(ASKAR) as work:
        await assignments.danger(work, task.id)
        await assignments.danger(work)
    told = await town.mail(GULNAR)
    assert [notice.kind() for notice in told] == ["volunteer-in-danger"] * 2
    assert "№ 1 дәріхана" in told[0].to_json()
    with pytest.raises(NotAllowed):
        async with town.acts(AIGUL) as work:
            await assignments.danger(work)


async def test_signs_are_for_the_coordinator_only(town: Town) -> None:
    words = "Бағасы көрсетілмеген, кезек ұзақ, бірақ сатушы сыпайы."
    await joins(town, ASKAR)
    await starts(town, await adds(town, 2))
    first, second = await tasks_of(town, ASKAR)
    await visits(town, ASKAR, first, notes=words)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, second.id, no_conflict=True)
        await assignments.check_in(work, second.id, Point(43.30, 76.8897))
    number = await submission(town, ASKAR, minutes=1, notes=words.upper())
    async with town.acts(ASKAR) as work:
        await assignments.finish(work, second.id, number, expected=timedelta(minutes=20))
        page = await assignments.open_task(work, second.id)
    assert not hasattr(page, "signs")
    async with town.acts(GULNAR) as work:
        queue = await review.queue(work)
    assert [card.assignment.id for card in queue] == [second.id, first.id]
    assert {sign.flag for sign in queue[0].signs} == {Flag.TOO_FAST, Flag.FAR_AWAY, Flag.SAME_TEXTS}
    assert queue[1].signs == ()
