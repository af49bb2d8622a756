"""Rows of volunteers' work: what goes in comes out, nobody overwrites anybody, places of secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import (
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentState,
    Visit,
    VisitOutcome,
)
from domain.campaign import Campaign, CampaignState, Coverage, Repeat, Task, TaskState
from domain.certificate import Certificate, Record
from domain.finding import Finding, FindingState
from domain.matching import GapWhy
from domain.place import Place, PlaceKind, Point
from domain.quality import Flag, Sign
from domain.team import Organisation, OrganisationKind, Team
from domain.volunteer import Interest, Profile, Volunteer, VolunteerState
from domain.week import HourRange, WeekHours
from storage import people
from storage.fieldwork import assignments, campaigns, certificates, findings, places, teams, visits, volunteers
from storage.fieldwork.places import PlaceQuery
from storage.schema.volunteer_tables import task
from storage.store import Store
from storage.vault import Vault
from tests.storage.conftest import NOW

CITY = "KZ-75"
HOURS = WeekHours.of([HourRange(0, 9, 18), HourRange(5, 10, 14)])
PROFILE = Profile(
    CITY,
    "751110000",
    frozenset({"kk", "ru"}),
    frozenset({Interest.HEALTH}),
    HOURS,
    adult=True,
    travels=True,
    weekly=5,
    near=Point(43.2, 76.9),
    about="Дәрігермін",
)
PHARMACY = Place(
    0, PlaceKind.PHARMACY, "Дәрігер", "Лекарь", CITY, "751110000", "Абай, 1", Point(43.2389, 76.8897), HOURS, "Айым"
)
CAMPAIGN = Campaign(
    0,
    "Баға",
    "pharmacy",
    "1",
    CITY,
    NOW,
    NOW + timedelta(days=14),
    visits=2,
    blind=True,
    team_size=3,
    repeat=Repeat.WEEKLY,
    instructions="Асықпаңыз",
    project="Г-1",
    offer_time=timedelta(hours=6),
)


async def three(connection: AsyncConnection, vault: Vault) -> list[int]:
    """Three people's ids."""
    return [known.person.id for known in (await people.load(connection, vault, [1, 2, 3], NOW)).values()]


async def a_task(connection: AsyncConnection, vault: Vault) -> Task:
    """A task at a place of a campaign."""
    (kept,) = await places.insert(connection, vault, [PHARMACY], by=None, at=NOW)
    made = await campaigns.insert(connection, CAMPAIGN, at=NOW)
    await campaigns.put_places(connection, made.id, [kept.id])
    await campaigns.add_tasks(connection, [Task(0, made.id, kept.id, 1, 1, NOW, NOW + timedelta(days=7))])
    return (await campaigns.tasks(connection, made.id))[0]


async def an_assignment(connection: AsyncConnection, vault: Vault, volunteer: int) -> Assignment:
    """An offer."""
    of = await a_task(connection, vault)
    offer = Assignment(
        0,
        of.id,
        of.campaign_id,
        of.place_id,
        volunteer,
        AssignmentState.OFFERED,
        NOW + timedelta(days=1),
        of.due_at,
        NOW,
        NOW,
        NOW + timedelta(hours=6),
        ("same_district", "near:1200"),
        remind_at=NOW + timedelta(days=1),
    )
    return (await assignments.insert(connection, [offer]))[0]


async def test_a_volunteer_comes_out_as_they_went_in(store: Store) -> None:
    async with store.write() as connection:
        me, *_ = await three(connection, store.vault)
        one = Volunteer(me, VolunteerState.APPLIED, PROFILE, NOW, NOW, 3, NOW)
        await volunteers.insert(connection, store.vault, one)
        assert await volunteers.find(connection, store.vault, me) == one
        with pytest.raises(IntegrityError):
            async with connection.begin_nested():
                await volunteers.insert(connection, store.vault, one)
        assert await volunteers.save(connection, store.vault, replace(one, state=VolunteerState.APPROVED))
        assert not await volunteers.save(connection, store.vault, one)
        assert await volunteers.counts(connection) == {VolunteerState.APPROVED: 1}
        states = [VolunteerState.APPROVED]
        assert len(await volunteers.listed(connection, store.vault, states=states, regions=[CITY])) == 1
        assert await volunteers.listed(connection, store.vault, states=states, regions=["KZ-71"]) == []
        await volunteers.erase(connection, me)
        assert await volunteers.find(connection, store.vault, me) is None


async def test_places_keep_their_coordinates_to_a_centimetre_and_their_contact_sealed(store: Store) -> None:
    async with store.write() as connection:
        plain = Place(0, PlaceKind.SCHOOL, "", "Школа № 5", CITY)
        first, second, twin = await places.insert(connection, store.vault, [PHARMACY, plain, PHARMACY], by=None, at=NOW)
        assert await places.find(connection, store.vault, first.id) == replace(PHARMACY, id=first.id)
        found = await places.by_ids(connection, store.vault, [second.id, twin.id, 999])
        assert found == {second.id: replace(plain, id=second.id), twin.id: replace(PHARMACY, id=twin.id)}
        kind = PlaceQuery(frozenset({CITY}), kind=PlaceKind.SCHOOL)
        assert [one.id for one in await places.listed(connection, store.vault, kind)] == [second.id]
        assert await places.save(connection, store.vault, replace(second, retired_at=NOW))
        assert await places.count(connection, kind) == 0
        assert await places.count(connection, replace(kind, with_retired=True)) == 1
        raw = (await connection.exec_driver_sql("SELECT sealed_contact FROM place")).scalars().all()
        assert not any("Айым".encode() in sealed for sealed in raw)


async def test_a_campaign_and_its_tasks(store: Store) -> None:
    async with store.write() as connection:
        of = await a_task(connection, store.vault)
        kept = await campaigns.find(connection, of.campaign_id)
        assert kept == replace(CAMPAIGN, id=of.campaign_id)
        assert await campaigns.open_tasks(connection, NOW, tried_before=NOW) == []
        assert kept is not None
        assert await campaigns.save(connection, replace(kept, state=CampaignState.RUNNING))
        assert not await campaigns.save(connection, kept)
        assert await campaigns.open_tasks(connection, NOW, tried_before=NOW) == [of]
        await campaigns.note_gaps(connection, {of.id: GapWhy.LIMITS}, at=NOW)
        hour_ago = NOW - timedelta(hours=1)
        assert await campaigns.open_tasks(connection, NOW, tried_before=hour_ago) == []
        found = await campaigns.find_task(connection, of.id)
        assert found is not None
        assert found.gap is GapWhy.LIMITS
        await campaigns.try_again(connection, [CITY])
        assert len(await campaigns.open_tasks(connection, NOW, tried_before=hour_ago)) == 1
        await campaigns.set_task(connection, [of.id], TaskState.GIVEN)
        assert await campaigns.coverage(connection, [of.campaign_id]) == {of.campaign_id: Coverage(1, 0, 1, 0)}
        with pytest.raises(IntegrityError):
            async with connection.begin_nested():
                await campaigns.add_tasks(connection, [of])
        assert len((await connection.execute(sa.select(task))).all()) == 1


async def test_an_assignment_with_its_history(store: Store) -> None:
    async with store.write() as connection:
        me, coordinator, _ = await three(connection, store.vault)
        one = await an_assignment(connection, store.vault, me)
        assert await assignments.find(connection, one.id) == one
        taken = replace(one, state=AssignmentState.ACCEPTED)
        assert await assignments.save(connection, taken)
        assert not await assignments.save(connection, taken)
        event = AssignmentEvent(
            "moved", NOW, AssignmentActor.COORDINATOR, one.state, AssignmentState.RETURNED, coordinator, "Баға қайда?"
        )
        await assignments.record(connection, store.vault, one.id, event)
        assert await assignments.events(connection, store.vault, one.id) == [event]
        assert await assignments.to_remind(connection, NOW) == []
        assert len(await assignments.to_remind(connection, NOW + timedelta(days=1))) == 1
        assert await assignments.loads(connection, since=NOW) == {me: 1}
        assert await assignments.busy_hours(connection, since=NOW) == {me: [one.at]}
        assert await assignments.had(connection, task_ids=[one.task_id]) == {one.task_id: {me}}
        await assignments.forget_volunteer(connection, me)
        assert await assignments.loads(connection, since=NOW) == {}
        assert await assignments.of_volunteer(connection, me, states=tuple(AssignmentState)) == []


async def test_a_visit_grows_and_its_location_is_only_written(store: Store) -> None:
    async with store.write() as connection:
        me, *_ = await three(connection, store.vault)
        one = await an_assignment(connection, store.vault, me)
        assert await visits.find(connection, store.vault, one.id) == Visit(one.id)
        begun = Visit(one.id, checked_in_at=NOW, metres=30, started_at=NOW)
        await visits.save(connection, store.vault, begun, location=Point(43.2, 76.9))
        ended = replace(begun, finished_at=NOW, outcome=VisitOutcome.CLOSED, words="Есік жабық")
        await visits.save(connection, store.vault, ended)
        assert await visits.find(connection, store.vault, one.id) == ended
        query = "SELECT sealed_location IS NOT NULL FROM visit"
        assert (await connection.exec_driver_sql(query)).scalar_one() == 1
        await visits.put_flags(connection, one.id, [Sign(Flag.FAR_AWAY, 800), Sign(Flag.TOO_FAST, 60)], at=NOW)
        await visits.put_flags(connection, one.id, [Sign(Flag.FAR_AWAY, 900)], at=NOW)
        await visits.drop_flag(connection, one.id, Flag.TOO_FAST)
        assert await visits.flags(connection, [one.id]) == {one.id: (Sign(Flag.FAR_AWAY, 900),)}
        await visits.forget_locations(connection, [one.id])
        assert (await connection.exec_driver_sql(query)).scalar_one() == 0


async def test_findings_are_counted_where_they_belong(store: Store) -> None:
    async with store.write() as connection:
        me, *_ = await three(connection, store.vault)
        one = await an_assignment(connection, store.vault, me)
        new = Finding(
            0, one.campaign_id, one.place_id, one.id, None, "limit_prices", 2, FindingState.NEW, NOW, "Баға жоқ"
        )
        kept = await findings.insert(connection, store.vault, new)
        assert await findings.find(connection, store.vault, kept.id) == kept
        confirmed = replace(kept, state=FindingState.CONFIRMED)
        assert await findings.save(connection, store.vault, confirmed)
        assert not await findings.save(connection, store.vault, confirmed)
        tomorrow = NOW + timedelta(days=1)
        assert await findings.counts(connection, regions=[CITY], since=NOW, until=tomorrow) == {
            FindingState.CONFIRMED: 1
        }
        assert await findings.counts(connection, regions=["KZ-71"]) == {}
        assert await findings.counts(connection, since=tomorrow) == {}
        assert await findings.confirmed_of(connection, me, since=NOW, until=tomorrow) == 1
        raw = (await connection.exec_driver_sql("SELECT sealed_words FROM finding")).scalar_one()
        assert "Баға".encode() not in raw


async def test_a_certificate_outlives_the_name_on_it(store: Store) -> None:
    async with store.write() as connection:
        me, *_ = await three(connection, store.vault)
        made = Certificate(
            0, "AD-7K4M-29QX", me, "А. Ә.", date(2026, 11, 1), date(2026, 11, 30), Record(3, 125, 2), NOW
        )
        kept = await certificates.insert(connection, store.vault, made, by=me)
        assert await certificates.find(connection, store.vault, made.code) == kept
        assert kept.is_genuine
        raw = (await connection.exec_driver_sql("SELECT sealed_content FROM certificate")).scalar_one()
        assert "А. Ә.".encode() not in raw
        await certificates.forget_person(connection, me)
        left = await certificates.find(connection, store.vault, made.code)
        assert left is not None
        assert (left.initials, left.is_genuine) == ("", False)
        assert await certificates.record(connection, me, since=NOW, until=NOW + timedelta(days=1)) == Record()


async def test_groups_and_organisations_remember_who_belongs(store: Store) -> None:
    async with store.write() as connection:
        first, second, third = await three(connection, store.vault)
        club = await teams.add_organisation(
            connection, Organisation(0, OrganisationKind.CLUB, "Адал клуб", "", CITY, (first,)), at=NOW
        )
        group = await teams.add_team(connection, Team(0, "Медеу", CITY, (first, second), first, club.id), at=NOW)
        changed = replace(group, members=(second, third), lead_id=third)
        await teams.save_team(connection, changed, at=NOW)
        assert await teams.find_team(connection, group.id) == changed
        assert await teams.teams_of(connection, first) == []
        assert await teams.organisations(connection, regions=[CITY]) == [club]
        await teams.forget_person(connection, third)
        assert await teams.teams(connection) == [replace(changed, members=(second,), lead_id=None)]
        await teams.end_team(connection, group.id, at=NOW)
        assert await teams.find_team(connection, group.id) is None
