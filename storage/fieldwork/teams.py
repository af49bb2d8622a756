"""Organisations, their coordinators, and monitoring groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.team import Organisation, OrganisationKind, Team
from storage import versioned
from storage.schema.volunteer_tables import membership, organisation, team


async def add_organisation(connection: AsyncConnection, one: Organisation, *, at: datetime) -> Organisation:
    """Keeps a new organisation; `id` of the one given is ignored."""
    values = {"kind": one.kind, "kk": one.kk, "ru": one.ru, "region": one.region, "made_at": at}
    kept = replace(one, id=await versioned.add(connection, organisation, values))
    await _put(connection, membership.c.organisation_id, kept.id, kept.coordinators, at)
    return kept


async def save_organisation(connection: AsyncConnection, one: Organisation, *, at: datetime) -> None:
    """Stores names and coordinators."""
    where = organisation.c.id == one.id
    await connection.execute(sa.update(organisation).where(where).values(kind=one.kind, kk=one.kk, ru=one.ru))
    await _put(connection, membership.c.organisation_id, one.id, one.coordinators, at)


async def organisations(connection: AsyncConnection, *, regions: Collection[str] | None = None) -> list[Organisation]:
    """By name."""
    query = sa.select(organisation).order_by(organisation.c.kk, organisation.c.id)
    if regions is not None:
        query = query.where(organisation.c.region.in_(sorted(regions)))
    rows = (await connection.execute(query)).all()
    people = await _members(connection, membership.c.organisation_id, [row.id for row in rows])
    return [
        Organisation(row.id, OrganisationKind(row.kind), row.kk, row.ru, row.region, people.get(row.id, ()))
        for row in rows
    ]


async def add_team(connection: AsyncConnection, one: Team, *, at: datetime) -> Team:
    """Keeps a new group; `id` of the one given is ignored."""
    kept = replace(one, id=await versioned.add(connection, team, {**_row(one), "made_at": at}))
    await _put(connection, membership.c.team_id, kept.id, kept.members, at)
    return kept


async def save_team(connection: AsyncConnection, one: Team, *, at: datetime) -> None:
    """Stores name, lead and members."""
    await connection.execute(sa.update(team).where(team.c.id == one.id).values(**_row(one)))
    await _put(connection, membership.c.team_id, one.id, one.members, at)


async def end_team(connection: AsyncConnection, team_id: int, *, at: datetime) -> None:
    """The group is no more."""
    await connection.execute(sa.update(team).where(team.c.id == team_id).values(ended_at=at))


async def find_team(connection: AsyncConnection, team_id: int) -> Team | None:
    """The group with this id, unless it has ended."""
    found = await _teams(connection, team.c.id == team_id)
    return found[0] if found else None


async def teams(connection: AsyncConnection, *, regions: Collection[str] | None = None) -> list[Team]:
    """Groups by name."""
    return await _teams(connection, sa.true() if regions is None else team.c.region.in_(sorted(regions)))


async def teams_of(connection: AsyncConnection, person_id: int) -> list[Team]:
    """The groups somebody belongs to."""
    own = sa.select(membership.c.team_id).where(membership.c.person_id == person_id, membership.c.team_id.is_not(None))
    return await _teams(connection, team.c.id.in_(own))


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """They belong to nothing any more."""
    await connection.execute(sa.update(team).where(team.c.lead_id == person_id).values(lead_id=None))
    await connection.execute(sa.delete(membership).where(membership.c.person_id == person_id))


def _row(one: Team) -> dict[str, Any]:
    return {
        "name": one.name,
        "region": one.region,
        "organisation_id": one.organisation_id,
        "lead_id": one.lead_id,
    }


async def _teams(connection: AsyncConnection, which: sa.ColumnElement[bool]) -> list[Team]:
    query = sa.select(team).where(which, team.c.ended_at.is_(None)).order_by(team.c.name, team.c.id)
    rows = (await connection.execute(query)).all()
    people = await _members(connection, membership.c.team_id, [row.id for row in rows])
    return [
        Team(row.id, row.name, row.region, people.get(row.id, ()), row.lead_id, row.organisation_id) for row in rows
    ]


async def _members(
    connection: AsyncConnection, column: sa.Column[Any], ids: Collection[int]
) -> dict[int, tuple[int, ...]]:
    query = sa.select(column, membership.c.person_id).where(column.in_(sorted(ids))).order_by(membership.c.id)
    found: dict[int, tuple[int, ...]] = {}
    for number, person_id in await connection.execute(query):
        found[number] = (*found.get(number, ()), person_id)
    return found


async def _put(
    connection: AsyncConnection, column: sa.Column[Any], number: int, people: Collection[int], at: datetime
) -> None:
    """Exactly these people belong to it; who did before keeps their place."""
    before = (await _members(connection, column, [number])).get(number, ())
    gone = [one for one in before if one not in people]
    if gone:
        await connection.execute(sa.delete(membership).where(column == number, membership.c.person_id.in_(gone)))
    rows = [{"person_id": one, column.name: number, "at": at} for one in people if one not in before]
    if rows:
        await connection.execute(sa.insert(membership), rows)
