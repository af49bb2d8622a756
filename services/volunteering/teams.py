"""Organisations and monitoring groups, kept by coordinators of their region."""

from __future__ import annotations

from dataclasses import replace

from domain.campaign import Campaign
from domain.people import Person, Role, of_region
from domain.team import Organisation, Team
from domain.volunteer import TEAM_LARGEST
from services.refusals import NotAllowed, NotFound
from services.volunteering.volunteer_common import coordinates, regions_of
from services.volunteering.volunteer_refusals import GroupFull
from storage import people
from storage.fieldwork import teams, volunteers
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


async def open_team(work: Work, team_id: int) -> Team:
    """A group of the person's regions. Raises NotFound."""
    return await _theirs(work, team_id)


async def attach(work: Work, team_id: int, organisation_id: int | None) -> Team:
    """Whose group it is; None: nobody's. Raises NotFound."""
    team = await _theirs(work, team_id)
    known = {one.id for one in await organisations(work) if one.region == team.region}
    if organisation_id is not None and organisation_id not in known:
        raise NotFound
    changed = replace(team, organisation_id=organisation_id)
    await teams.save_team(await work.db(), changed, at=work.now)
    return changed


async def staff_for(work: Work, one: Organisation) -> list[Person]:
    """Who may coordinate an organisation: the coordinators of its region, by alias. Raises NotAllowed."""
    regions_of(work.person)
    found = await people.with_role(await work.db(), work.vault, [Role.COORDINATOR])
    theirs = of_region(found, Role.COORDINATOR, one.region)
    return sorted(theirs, key=lambda person: ((person.alias or "").casefold(), person.id))


async def for_task(work: Work, campaign: Campaign, place_id: int) -> list[Team]:
    """Groups that could make a visit: of the region, with a lead, no larger than the campaign allows, and nobody with
    a conflict of interest there. Raises NotFound."""
    coordinates(work, campaign.region)
    conn = await work.db()
    found = await teams.teams(conn, regions=[campaign.region])
    fit = [one for one in found if one.lead_id is not None and len(one.members) <= campaign.team_size]
    at_odds = await volunteers.conflicts(conn, {number for one in fit for number in one.members})
    return [one for one in fit if not any(place_id in at_odds.get(number, ()) for number in one.members)]


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
