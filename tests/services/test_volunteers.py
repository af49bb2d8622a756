"""Joining, being approved, pausing, leaving, being forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.assignment import AssignmentState
from domain.people import EVERYWHERE, Grant, Role
from domain.volunteer import Profile, VolunteerState
from services.cases.notices import RoleTaken
from services.fieldwork import assignments, notices_coordinators
from services.refusals import NotAllowed, NotFound, NothingSaid
from services.trust import invites
from services.volunteering import teams, volunteer_desk, volunteers
from services.volunteering.volunteer_refusals import GroupFull, RulesFirst, StaleVolunteer
from storage.fieldwork import volunteers as rows
from storage.schema import tables
from tests.services.conftest import AIGUL, ASTANA, ERLAN, GULNAR, SAULE, Town
from tests.services.volunteering import (
    ASKAR,
    BOTA,
    CITY,
    DANA,
    DISTRICT,
    adds,
    all_of,
    joins,
    kinds,
    only,
    starts,
    tasks_of,
    three_join,
    ticks,
)

PROFILE = Profile(CITY, DISTRICT, adult=True)


async def test_who_applies_is_shown_nothing_until_a_coordinator_says_yes(town: Town) -> None:
    async with town.acts(ASKAR) as work:
        await volunteers.apply(work, PROFILE, alias="Асқар", code_version=1)
        assert not work.person.has(Role.VOLUNTEER)
        person_id = work.person.id
    (told,) = await town.mail(GULNAR)
    assert isinstance(told, notices_coordinators.VolunteerApplied)
    assert (told.person, told.alias) == (person_id, "Асқар")
    assert await town.mail(SAULE) == []
    async with town.acts(GULNAR) as work:
        assert [card.alias for card in await volunteer_desk.listed(work, VolunteerState.APPLIED)] == ["Асқар"]
        await volunteer_desk.approve(work, person_id)
    async with town.acts(ASKAR) as work:
        assert work.person.may(Role.VOLUNTEER, CITY)
        own = await volunteers.mine(work)
    assert own is not None
    assert (own.state, own.code_version, own.profile) == (VolunteerState.APPROVED, 1, PROFILE)
    assert await kinds(town, ASKAR) == ["volunteer-approved"]


async def test_the_rules_and_the_code_come_first(town: Town) -> None:
    for passed, code in ((False, 1), (True, None)):
        with pytest.raises(RulesFirst):
            async with town.acts(ASKAR) as work:
                await volunteers.apply(work, PROFILE, alias="Асқар", code_version=code, rules_passed=passed)
    assert await town.rows(tables.volunteer_tables.volunteer) == []


async def test_who_was_invited_is_approved_at_once(town: Town) -> None:
    async with town.acts(ERLAN) as work:
        token = await invites.make(work, Role.VOLUNTEER, [CITY])
    async with town.acts(ASKAR) as work:
        await invites.redeem(work, token, "Асқар")
        assert (await volunteers.apply(work, PROFILE, alias="Асқар", code_version=1)).works


@pytest.mark.parametrize("who", [AIGUL, SAULE])
async def test_other_regions_and_citizens_know_nothing_of_an_applicant(town: Town, who: int) -> None:
    async with town.acts(ASKAR) as work:
        await volunteers.apply(work, PROFILE, alias="Асқар", code_version=1)
        person_id = work.person.id
    for act in (
        lambda work: volunteer_desk.open_volunteer(work, person_id),
        lambda work: volunteer_desk.approve(work, person_id),
        lambda work: volunteer_desk.ask(work, person_id, "?"),
        lambda work: volunteer_desk.decline(work, person_id, "?"),
    ):
        with pytest.raises(NotFound):
            async with town.acts(who) as work:
                await act(work)
    if who == AIGUL:
        with pytest.raises(NotAllowed):
            async with town.acts(who) as work:
                await volunteer_desk.listed(work)


async def test_a_question_and_its_answer_before_deciding(town: Town) -> None:
    async with town.acts(ASKAR) as work:
        await volunteers.apply(work, PROFILE, alias="Асқар", code_version=1)
        person_id = work.person.id
    async with town.acts(GULNAR) as work:
        await volunteer_desk.ask(work, person_id, "Қай күндері боссыз?")
    assert await kinds(town, ASKAR) == ["volunteer-asked"]
    await town.mail(GULNAR)
    with pytest.raises(NothingSaid):
        async with town.acts(ASKAR) as work:
            await volunteers.answer(work, " ")
    async with town.acts(ASKAR) as work:
        await volunteers.answer(work, "Сенбіде")
    (answered,) = only(notices_coordinators.VolunteerAnswered, await town.mail(GULNAR))
    assert answered.to_json().count("Сенбіде") == 1
    async with town.acts(GULNAR) as work:
        await volunteer_desk.decline(work, person_id, "Топ толды")
        with pytest.raises(StaleVolunteer):
            await volunteer_desk.decline(work, person_id, "Топ толды")
    assert await kinds(town, ASKAR) == ["volunteer-not-approved"]
    async with town.acts(ASKAR) as work:
        assert (await volunteers.apply(work, PROFILE, alias="x", code_version=1)).state is VolunteerState.APPLIED


async def test_a_pause_keeps_tasks_and_stops_offers(town: Town) -> None:
    await joins(town, ASKAR)
    ids = await adds(town, 2)
    campaign, planned = await starts(town, ids[:1])
    assert planned.offered == 1
    async with town.acts(ASKAR) as work:
        await volunteers.pause(work)
    assert len(await tasks_of(town, ASKAR)) == 1
    _, planned = await starts(town, ids[1:], title="Екінші")
    assert planned.offered == 0
    async with town.acts(ASKAR) as work:
        await volunteers.resume(work)
        with pytest.raises(StaleVolunteer):
            await volunteers.resume(work)
    await ticks(town)
    assert len(await tasks_of(town, ASKAR)) == 2
    assert campaign.id


async def test_who_leaves_gives_the_tasks_to_others(town: Town) -> None:
    await joins(town, ASKAR)
    campaign, _ = await starts(town, await adds(town, 2))
    await joins(town, BOTA, "Бота")
    await town.mail(GULNAR)
    async with town.acts(ASKAR) as work:
        await volunteers.leave(work)
        assert not work.person.has(Role.VOLUNTEER)
    assert "volunteer-gone" in await kinds(town, GULNAR)
    await ticks(town)
    assert await tasks_of(town, ASKAR) == []
    assert len(await tasks_of(town, BOTA)) == 2
    declined = [one for one in await all_of(town, campaign.id) if one.state is AssignmentState.DECLINED]
    assert {one.reason for one in declined} == {"leaving"}


async def test_another_district_is_changed_at_once_another_region_is_asked_for(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    async with town.acts(ASKAR) as work:
        changed = await volunteers.change(work, replace(PROFILE, district="751210000"))
        assert changed.works
    assert len(await tasks_of(town, ASKAR)) == 1
    async with town.acts(ASKAR) as work:
        moved = await volunteers.change(work, replace(PROFILE, region=ASTANA, district=None))
        assert moved.state is VolunteerState.APPLIED
        assert not work.person.has(Role.VOLUNTEER)
    assert await tasks_of(town, ASKAR) == []
    assert await kinds(town, SAULE) == ["volunteer-applied"]


async def test_a_conflict_of_interest_is_never_offered(town: Town) -> None:
    await joins(town, ASKAR)
    first, second = await adds(town, 2)
    async with town.acts(ASKAR) as work:
        await volunteers.mark_conflict(work, first)
        await volunteers.mark_conflict(work, first)
        assert [place.id for place in await volunteers.my_conflicts(work)] == [first]
    _, planned = await starts(town, [first, second])
    assert (planned.offered, planned.gaps) == (1, 1)
    assert {one.place_id for one in await tasks_of(town, ASKAR)} == {second}
    async with town.acts(ASKAR) as work:
        await volunteers.drop_conflict(work, first)
    await ticks(town, timedelta(hours=2))
    assert {one.place_id for one in await tasks_of(town, ASKAR)} == {first, second}


async def test_who_is_erased_leaves_no_trace_but_the_visits(town: Town) -> None:
    person_id = await joins(town, ASKAR, about="Мен Асқармын, дәрігермін")
    ids = await adds(town, 1)
    await starts(town, ids)
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        await volunteers.erase(work)
        assert await volunteers.mine(work) is None
        assert (work.person.alias, work.person.grants) == (None, frozenset())
    async with town.store.read() as conn:
        assert await rows.find(conn, town.store.vault, person_id) is None
    for table in ("assignment", "place_conflict", "membership", "volunteer"):
        for row in await town.rows(tables.metadata.tables[table]):
            assert person_id not in {row.get("volunteer_id"), row.get("person_id"), row.get("swap_to")}
    async with town.acts(ASKAR) as work:
        with pytest.raises(NotFound):
            await volunteers.erase(work)


async def test_nothing_of_a_profile_is_readable_in_the_database(town: Town) -> None:
    await joins(town, ASKAR, about="Мен Асқармын, дәрігермін")
    for row in await town.rows(tables.volunteer_tables.volunteer):
        assert "дәрігер" not in str(row)
        sealed = row["sealed_profile"]
        assert isinstance(sealed, bytes)
        assert "дәрігер".encode() not in sealed


async def test_groups_have_five_at_most_of_their_own_region(town: Town) -> None:
    await three_join(town)
    async with town.acts(GULNAR) as work:
        team = await teams.form(work, "Медеу тобы", CITY)
        for number in (ASKAR, BOTA, DANA):
            team = await teams.join(work, team.id, await person(town, work, number), lead=number == BOTA)
        with pytest.raises(NotFound):
            await teams.join(work, team.id, work.person.id)
    async with town.acts(BOTA) as work:
        assert [(one.name, one.lead_id) for one in await teams.mine(work)] == [("Медеу тобы", work.person.id)]
    for number in (501, 502):
        person_id = await joins(town, number, f"e{number}")
        async with town.acts(GULNAR) as work:
            await teams.join(work, team.id, person_id)
    sixth = await joins(town, 503, "e503")
    async with town.acts(GULNAR) as work:
        with pytest.raises(GroupFull):
            await teams.join(work, team.id, sixth)
        left = await teams.drop(work, team.id, (await teams.listed(work))[0].members[1])
        assert (len(left.members), left.lead_id) == (4, None)
        await teams.end(work, team.id)
        assert await teams.listed(work) == []
    async with town.acts(SAULE) as work:
        with pytest.raises(NotFound):
            await teams.form(work, "Басқа", CITY)


async def person(town: Town, work: object, telegram_id: int) -> int:
    """Within a step, another transaction cannot begin: read the id beside it."""
    async with town.store.read() as conn:
        found = await conn.execute(
            tables.person.select().where(tables.person.c.key == town.store.vault.key_of(telegram_id))
        )
        return int(found.one().id)


async def test_a_grant_everywhere_counts_as_invited(town: Town) -> None:
    await town.settle(ASKAR, "Асқар", Role.VOLUNTEER, [EVERYWHERE])
    async with town.acts(ASKAR) as work:
        assert Grant(Role.VOLUNTEER, EVERYWHERE) in work.person.grants
        assert (await volunteers.apply(work, PROFILE, alias="", code_version=1)).works


async def test_who_loses_the_role_is_offered_nothing_and_the_tasks_go_on(town: Town) -> None:
    person_id = await joins(town, ASKAR)
    await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
    async with town.acts(ERLAN) as work:
        await invites.take_away(work, person_id, Role.VOLUNTEER)
    async with town.acts(ASKAR) as work:
        mine = await volunteers.mine(work)
        assert mine is not None
        assert mine.state is VolunteerState.LEFT
        assert not work.person.has(Role.VOLUNTEER)
    assert {one.state for one in await all_of(town, task.campaign_id)} == {AssignmentState.DECLINED}
    await joins(town, DANA, "Дана")
    await ticks(town, times=2)
    assert await tasks_of(town, DANA)
    assert {one.state for one in await tasks_of(town, ASKAR)} <= {AssignmentState.DECLINED}
    assert only(RoleTaken, await town.mail(ASKAR))
