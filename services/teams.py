"""Organisations and monitoring groups, kept by coordinators of their region."""

from __future__ import annotations

from dataclasses import replace

from domain.people import Role
from domain.team import Organisation, Team
from domain.volunteer import TEAM_LARGEST
from services.refusals import NotAllowed, NotFound
from services.volunteer_common import coordinates, regions_of
from services.volunteer_refusals import GroupFull
from storage import teams, volunteers
from storage.work import Work


async def organisations(work: Work) -> list[Organisation]:
    """Of the person's regions, by name. Raises NotAllowed."""
    return await teams.organisations(await work.db(), regions=regions_of(work.person))


async def save_organisation(work: Work, one: Organisation) -> Organisation:
    """Adds (id 0) or changes an organisation; who it coordinates by are staff. Raises NotAllowed for anybody but
    admins, NotFound."""
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
    if one.id == 0:
        return await teams.add_organisation(await work.db(), one, at=work.now)
    if one.id not in {known.id for known in await organisations(work)}:
        raise NotFound
    await teams.save_organisation(await work.db(), one, at=work.now)
    return one


async def listed(work: Work) -> list[Team]:
    """Groups of the person's regions, by name. Raises NotAllowed."""
    return await teams.teams(await work.db(), regions=regions_of(work.person))


async def mine(work: Work) -> list[Team]:
    """The groups one belongs to."""
    return await teams.teams_of(await work.db(), work.person.id)


async def form(work: Work, name: str, region: str, *, organisation_id: int | None = None) -> Team:
    """A new, empty group. Raises NotFound for a foreign region."""
    coordinates(work, region)
    made = Team(0, " ".join(name.split())[:80], region, organisation_id=organisation_id)
    return await teams.add_team(await work.db(), made, at=work.now)


async def _theirs(work: Work, team_id: int) -> Team:
    found = await teams.find_team(await work.db(), team_id)
    if found is None:
        raise NotFound
    coordinates(work, found.region)
    return found


async def join(work: Work, team_id: int, person_id: int, *, lead: bool = False) -> Team:
    """Puts an approved volunteer into a group, or makes a member its lead. Raises NotFound, GroupFull (five at most,
    law on public control, art. 6(3))."""
    team = await _theirs(work, team_id)
    one = await volunteers.find(await work.db(), work.vault, person_id)
    if one is None or not one.works or one.profile.region != team.region:
        raise NotFound
    members = team.members if person_id in team.members else (*team.members, person_id)
    if len(members) > TEAM_LARGEST:
        raise GroupFull
    changed = replace(team, members=members, lead_id=person_id if lead else team.lead_id)
    await teams.save_team(await work.db(), changed, at=work.now)
    return changed


async def drop(work: Work, team_id: int, person_id: int) -> Team:
    """Takes somebody out of a group. Raises NotFound."""
    team = await _theirs(work, team_id)
    members = tuple(one for one in team.members if one != person_id)
    changed = replace(team, members=members, lead_id=None if team.lead_id == person_id else team.lead_id)
    await teams.save_team(await work.db(), changed, at=work.now)
    return changed


async def end(work: Work, team_id: int) -> None:
    """Dissolves a group. Raises NotFound."""
    team = await _theirs(work, team_id)
    await teams.end_team(await work.db(), team.id, at=work.now)
