"""Campaigns: made, started, paused, ended; who is offered what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.assignment import AssignmentState, DeclineReason
from domain.campaign import CampaignState, Repeat, TaskState
from domain.matching import GapWhy
from services.fieldwork import assignments, campaigns, places, task_desk
from services.refusals import NotAllowed, NotFound
from services.volunteering import notices_volunteers, teams
from services.volunteering.volunteer_refusals import BadPeriod, NothingToVisit, SixMonths, StaleCampaign, Unfit
from storage.fieldwork import assignments as assignment_rows
from storage.fieldwork import campaigns as rows
from tests.services.conftest import AIGUL, GULNAR, SAULE, Town
from tests.services.volunteering import (
    ASKAR,
    BOTA,
    CITY,
    DANA,
    adds,
    all_of,
    campaign,
    joins,
    kinds,
    only,
    place,
    starts,
    tasks_of,
    three_join,
    ticks,
    visits,
    whose,
)

WEEK = timedelta(days=7)


async def test_a_campaign_is_previewed_then_started_and_says_why(town: Town) -> None:
    await three_join(town)
    ids = await adds(town, 3)
    async with town.acts(GULNAR) as work:
        made = await campaigns.create(work, campaign(town), ids)
        preview = await campaigns.preview(work, made.id)
    assert (len(preview.offers), len(preview.gaps)) == (3, 0)
    assert await all_of(town, made.id) == []
    async with town.acts(GULNAR) as work:
        planned = await campaigns.start(work, made.id)
        page = await campaigns.open_campaign(work, made.id)
    assert (planned.offered, planned.gaps) == (3, 0)
    assert (page.coverage.total, page.coverage.given, page.coverage.percent) == (3, 3, 0)
    assert page.states == {AssignmentState.OFFERED: 3}
    given = await all_of(town, made.id)
    assert {await whose(town, one) for one in given} == {ASKAR, BOTA, DANA}
    assert given[0].why[0] == "same_district"
    (offered,) = only(notices_volunteers.TaskOffered, await town.mail(ASKAR))
    assert isinstance(offered, notices_volunteers.TaskOffered)
    assert offered.why.key == "why-same-district"


async def test_a_foreign_coordinator_and_a_citizen_find_no_campaign(town: Town) -> None:
    made, _ = await starts(town, await adds(town, 1))
    for who in (SAULE, AIGUL):
        for act in (campaigns.open_campaign, campaigns.preview, campaigns.pause, campaigns.finish, task_desk.gaps):
            with pytest.raises(NotFound):
                async with town.acts(who) as work:
                    await act(work, made.id)
        with pytest.raises(NotFound):
            async with town.acts(who) as work:
                await campaigns.create(work, campaign(town), [1])
    with pytest.raises(NotAllowed):
        async with town.acts(AIGUL) as work:
            await campaigns.listed(work)
    async with town.acts(SAULE) as work:
        assert await campaigns.listed(work) == []


async def test_what_cannot_be_a_campaign_is_refused(town: Town) -> None:
    ids = await adds(town, 1)
    async with town.acts(GULNAR) as work:
        with pytest.raises(NothingToVisit):
            await campaigns.create(work, campaign(town), [])
        past = campaign(town, starts_at=town.now - 2 * WEEK, ends_at=town.now - WEEK)
        with pytest.raises(BadPeriod):
            await campaigns.create(work, past, ids)
        await places.retire(work, ids[0])
        with pytest.raises(NothingToVisit):
            await campaigns.create(work, campaign(town), ids)


async def test_the_same_issue_within_six_months_needs_a_reason(town: Town) -> None:
    await joins(town, ASKAR)
    ids = await adds(town, 2)
    await starts(town, ids[:1])
    (task,) = await tasks_of(town, ASKAR)
    await visits(town, ASKAR, task)
    town.now += timedelta(days=60)
    async with town.acts(GULNAR) as work:
        with pytest.raises(SixMonths) as refused:
            await campaigns.create(work, campaign(town), ids)
        assert refused.value.count == 1
        assert await campaigns.create(work, campaign(town, form="school"), ids)
        made = await campaigns.create(work, campaign(town, repeat_reason="Шағым түсті"), ids)
        assert (await campaigns.start(work, made.id)).offered
    town.now += timedelta(days=200)
    async with town.acts(GULNAR) as work:
        assert await campaigns.create(work, campaign(town), ids)


async def test_a_route_brings_its_stations(town: Town) -> None:
    async with town.acts(GULNAR) as work:
        stations = [place(number) for number in (1, 2, 3)]
        route = await places.add_route(work, place(0, kk="Алматы – Қапшағай", ru=""), stations)
        made = await campaigns.create(work, campaign(town), [route.id])
        page = await places.open_place(work, route.id)
        covered = await rows.place_ids(await work.db(), made.id)
    assert [station.position for station in page.stations] == [1, 2, 3]
    assert covered == [station.id for station in page.stations]


async def test_weekly_prices_are_offered_week_by_week(town: Town) -> None:
    await three_join(town)
    made, planned = await starts(town, await adds(town, 1), repeat=Repeat.WEEKLY)
    assert planned.offered == 1
    await ticks(town, WEEK, times=2)
    tasks = {one.task_id for one in await all_of(town, made.id)}
    assert len(tasks) == 2


async def test_a_blind_pair_is_two_people_who_do_not_know_of_each_other(town: Town) -> None:
    await three_join(town)
    made, planned = await starts(town, await adds(town, 1), visits=2, blind=True)
    assert planned.offered == 2
    pair = await all_of(town, made.id)
    assert len({one.volunteer_id for one in pair}) == 2
    who = [await whose(town, one) for one in pair]
    async with town.acts(who[0]) as work:
        await assignments.accept(work, pair[0].id, no_conflict=False)
    await ticks(town)
    again = [one for one in await all_of(town, made.id) if one.state is AssignmentState.OFFERED]
    assert len({one.volunteer_id for one in again}) == 2
    third = next(one for one in again if one.id not in {one.id for one in pair})
    assert await whose(town, third) not in who
    async with town.acts(who[1]) as work:
        page = await assignments.open_task(work, pair[1].id)
        with pytest.raises(NotFound):
            await assignments.open_task(work, third.id)
    assert page.companions == ()


async def test_nobody_found_is_told_once_a_day_and_tried_again(town: Town) -> None:
    made, planned = await starts(town, await adds(town, 2))
    assert (planned.offered, planned.gaps) == (0, 2)
    await ticks(town, timedelta(hours=1, minutes=1), times=3)
    assert (await kinds(town, GULNAR)).count("nobody-found") == 1
    async with town.acts(GULNAR) as work:
        lines = await task_desk.gaps(work, made.id)
    assert {line.why for line in lines} == {GapWhy.NOBODY_NEAR}
    await joins(town, ASKAR)
    await ticks(town)
    assert len(await tasks_of(town, ASKAR)) == 2


async def test_paused_offers_nothing_finished_calls_off(town: Town) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(GULNAR) as work:
        await campaigns.pause(work, made.id)
    await town.mail(ASKAR)
    await joins(town, BOTA, "Бота")
    await ticks(town, timedelta(hours=25))
    assert await tasks_of(town, BOTA) == []
    async with town.acts(GULNAR) as work:
        assert (await campaigns.resume(work, made.id)).offered == 1
        await campaigns.finish(work, made.id)
        with pytest.raises(StaleCampaign):
            await campaigns.resume(work, made.id)
        assert (await campaigns.open_campaign(work, made.id)).campaign.state is CampaignState.FINISHED
        left = await rows.tasks(await work.db(), made.id)
    assert {one.state for one in left} == {TaskState.DROPPED}
    assert "task-called-off" in await kinds(town, BOTA)
    assert task.id


async def test_the_clock_ends_a_campaign_some_days_after_its_end(town: Town) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
    await ticks(town, timedelta(days=14, hours=3))
    assert (await tasks_of(town, ASKAR))[0].state is AssignmentState.ACCEPTED
    await ticks(town, timedelta(days=3), times=2)
    assert await tasks_of(town, ASKAR) == []
    async with town.acts(GULNAR) as work:
        (card,) = await campaigns.listed(work, CampaignState.FINISHED)
    assert card.campaign.id == made.id
    assert (await kinds(town, GULNAR)).count("campaign-over") == 1


async def test_a_draft_may_change_a_running_one_only_in_words(town: Town) -> None:
    ids = await adds(town, 2)
    async with town.acts(GULNAR) as work:
        made = await campaigns.create(work, campaign(town), ids)
        changed = await campaigns.change(work, replace(made, visits=3), ids[:1])
        await campaigns.start(work, changed.id)
        running = (await campaigns.open_campaign(work, changed.id)).campaign
        assert (await campaigns.open_campaign(work, changed.id)).coverage.total == 3
        renamed = await campaigns.change(work, replace(running, title="Баға"))
        with pytest.raises(StaleCampaign):
            await campaigns.change(work, replace(renamed, visits=1))


async def test_by_hand_nobody_with_a_conflict_and_nobody_over_the_limit(town: Town) -> None:
    ids = await adds(town, 2)
    made, _ = await starts(town, ids, ends_at=town.now + timedelta(days=5))
    asqar = await joins(town, ASKAR, weekly=1)
    bota = await joins(town, BOTA, "Бота", adult=False)
    async with town.acts(GULNAR) as work:
        first, second = (line.task for line in await task_desk.gaps(work, made.id))
        assert [line.alias for line in await task_desk.candidates(work, first.id)] == ["Асқар"]
        given = await task_desk.assign(work, first.id, asqar)
        assert await task_desk.candidates(work, second.id) == []
        for who in (asqar, bota):
            with pytest.raises(Unfit):
                await task_desk.assign(work, second.id, who)
    assert [one.id for one in await tasks_of(town, ASKAR)] == [given.id]


async def test_a_visit_for_a_group_is_offered_to_a_group_by_itself(town: Town) -> None:
    await three_join(town)
    members = {number: await town.id_of(number) for number in (ASKAR, BOTA, DANA)}
    async with town.acts(GULNAR) as work:
        team = await teams.form(work, "Медеу тобы", CITY)
        for number in (ASKAR, BOTA):
            await teams.join(work, team.id, members[number], lead=number == BOTA)
    ids = await adds(town, 2)
    made, planned = await starts(town, ids, team_size=2)
    assert planned.offered == 2
    given = await all_of(town, made.id)
    assert {one.team_id for one in given} == {team.id}
    assert {await whose(town, one) for one in given} == {BOTA}
    assert given[0].at != given[1].at
    assert all(one.why[0] == "group" for one in given)
    async with town.store.read() as conn:
        busy = await assignment_rows.busy_hours(conn, since=town.now)
        load = await assignment_rows.loads(conn, since=town.now)
    assert sorted(busy[members[ASKAR]]) == sorted(one.at for one in given), "who goes along has these hours too"
    assert (load[members[ASKAR]], load.get(members[DANA], 0)) == (2, 0)
    async with town.acts(BOTA) as work:
        await assignments.accept(work, given[0].id, no_conflict=True)
        await assignments.decline(work, given[1].id, DeclineReason.NO_TIME)
    assert "group-visit" in await kinds(town, ASKAR)
    await ticks(town, timedelta(hours=2))
    assert [await whose(town, one) for one in await all_of(town, made.id) if one.state == "offered"] == [DANA]
