"""Who gets a role, once, in time, and how it is taken away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.geography import UnknownPlace
from domain.people import Grant, Role
from services.cases.notices import InviteUsed, RoleTaken
from services.refusals import InviteSpent, NotAllowed, NotFound, NotFromAdmin
from services.trust import invites
from storage.schema import tables
from tests.services.conftest import ABAI, AIGUL, ASTANA, ERLAN, MARAT, SAULE, Town


async def invitation(town: Town, role: Role = Role.COORDINATOR) -> str:
    async with town.acts(ERLAN) as work:
        return await invites.make(work, role, [ABAI, ASTANA])


async def test_an_invitation_gives_its_role_in_its_regions(town: Town) -> None:
    token = await invitation(town)
    async with town.acts(MARAT) as work:
        given = await invites.redeem(work, token, " Марат ")
    assert (given.role, given.regions) == (Role.COORDINATOR, (ABAI, ASTANA))
    async with town.acts(MARAT) as work:
        assert work.person.grants == {Grant(Role.COORDINATOR, ABAI), Grant(Role.COORDINATOR, ASTANA)}
        assert work.person.alias == "Марат"
    (told,) = await town.mail(ERLAN)
    assert isinstance(told, InviteUsed)
    assert told.alias == "Марат"


async def test_a_link_works_once(town: Town) -> None:
    token = await invitation(town)
    async with town.acts(MARAT) as work:
        await invites.redeem(work, token, "Марат")
    with pytest.raises(InviteSpent):
        async with town.acts(AIGUL) as work:
            await invites.redeem(work, token, "Айгүл")
    async with town.acts(AIGUL) as work:
        assert work.person.grants == frozenset()


@pytest.mark.parametrize(("hours", "works"), [(71, True), (73, False)])
async def test_a_link_expires_after_72_hours(town: Town, hours: int, works: bool) -> None:
    token = await invitation(town)
    town.now += timedelta(hours=hours)
    async with town.acts(MARAT) as work:
        if works:
            await invites.redeem(work, token, "Марат")
        else:
            with pytest.raises(InviteSpent):
                await invites.redeem(work, token, "Марат")


async def test_the_token_itself_is_not_kept(town: Town) -> None:
    token = await invitation(town)
    (row,) = await town.rows(tables.invite)
    assert token.encode() not in {value for value in row.values() if isinstance(value, bytes)}
    assert token not in {value for value in row.values() if isinstance(value, str)}
    with pytest.raises(InviteSpent):
        async with town.acts(MARAT) as work:
            await invites.redeem(work, token + "x", "Марат")


async def test_only_admins_invite_list_and_take_away(town: Town) -> None:
    for who in (AIGUL, SAULE):
        async with town.acts(who) as work:
            with pytest.raises(NotAllowed):
                await invites.make(work, Role.VOLUNTEER, [])
            with pytest.raises(NotAllowed):
                await invites.staff(work)
            with pytest.raises(NotAllowed):
                await invites.take_away(work, work.person.id, Role.COORDINATOR)


async def test_admins_and_unknown_regions_are_not_invited(town: Town) -> None:
    async with town.acts(ERLAN) as work:
        with pytest.raises(NotFromAdmin):
            await invites.make(work, Role.ADMIN, [])
        with pytest.raises(UnknownPlace):
            await invites.make(work, Role.VOLUNTEER, ["KZ-00"])
        with pytest.raises(NotFromAdmin):
            await invites.take_away(work, work.person.id, Role.ADMIN)


async def test_taking_away_one_region_leaves_the_others(town: Town) -> None:
    token = await invitation(town)
    async with town.acts(MARAT) as work:
        await invites.redeem(work, token, "Марат")
        marat = work.person.id
    async with town.acts(ERLAN) as work:
        assert [person.alias for person in await invites.staff(work)].count("Марат") == 1
        await invites.take_away(work, marat, Role.COORDINATOR, ABAI)
    async with town.acts(MARAT) as work:
        assert work.person.grants == {Grant(Role.COORDINATOR, ASTANA)}
    assert [type(notice) for notice in await town.mail(MARAT)] == [RoleTaken]
    async with town.acts(ERLAN) as work:
        with pytest.raises(NotFound):
            await invites.take_away(work, marat, Role.COORDINATOR, ABAI)
