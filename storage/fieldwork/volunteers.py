"""Volunteers: their profiles, sealed but for where they work, and the places they must not visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.place import Point
from domain.volunteer import Interest, Profile, Volunteer, VolunteerState
from domain.week import WeekHours
from storage import versioned
from storage.schema.volunteer_tables import place_conflict
from storage.schema.volunteer_tables import volunteer as table
from storage.vault import Vault

_PLAIN = ("applied_at", "rules_at", "code_version", "code_at", "decided_by", "changed_at")


async def insert(connection: AsyncConnection, vault: Vault, one: Volunteer) -> None:
    """Keeps a new volunteer. Raises IntegrityError for a person who is one already."""
    await connection.execute(sa.insert(table).values(person_id=one.person_id, version=1, **_row(vault, one)))


async def save(connection: AsyncConnection, vault: Vault, one: Volunteer) -> bool:
    """Stores the volunteer over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.person_id, one.version, _row(vault, one))


def _row(vault: Vault, one: Volunteer) -> dict[str, Any]:
    own = one.profile
    said = {
        "languages": sorted(own.languages),
        "interests": sorted(own.interests),
        "free": own.free.packed(),
        "adult": own.adult,
        "travels": own.travels,
        "weekly": own.weekly,
        "near": None if own.near is None else [own.near.latitude, own.near.longitude],
        "about": own.about,
    }
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "state": one.state,
        "region": own.region,
        "district": own.district,
        "sealed_profile": vault.seal_json("volunteer", str(one.person_id), said),
    }


def _opened(vault: Vault, row: sa.Row[Any]) -> Volunteer:
    said = vault.open_json("volunteer", str(row.person_id), row.sealed_profile)
    profile = Profile(
        region=row.region,
        district=row.district,
        languages=frozenset(said["languages"]),
        interests=frozenset(map(Interest, said["interests"])),
        free=WeekHours.unpacked(said["free"]),
        adult=said["adult"],
        travels=said["travels"],
        weekly=said["weekly"],
        near=None if said["near"] is None else Point(*said["near"]),
        about=said["about"],
    )
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Volunteer(row.person_id, VolunteerState(row.state), profile, version=row.version, **plain)


async def find(connection: AsyncConnection, vault: Vault, person_id: int) -> Volunteer | None:
    """The volunteer record of a person."""
    row = (await connection.execute(sa.select(table).where(table.c.person_id == person_id))).first()
    return None if row is None else _opened(vault, row)


async def listed(
    connection: AsyncConnection,
    vault: Vault,
    *,
    states: Collection[VolunteerState],
    regions: Collection[str] | None = None,
) -> list[Volunteer]:
    """Volunteers in these states, of these regions (None: all), the first applied first."""
    query = sa.select(table).where(table.c.state.in_(sorted(states))).order_by(table.c.applied_at, table.c.person_id)
    if regions is not None:
        query = query.where(table.c.region.in_(sorted(regions)))
    return [_opened(vault, row) for row in await connection.execute(query)]


async def counts(connection: AsyncConnection, regions: Collection[str] | None = None) -> dict[VolunteerState, int]:
    """How many volunteers stand in each state."""
    query = sa.select(table.c.state, sa.func.count()).group_by(table.c.state)
    if regions is not None:
        query = query.where(table.c.region.in_(sorted(regions)))
    return {VolunteerState(state): number for state, number in await connection.execute(query)}


async def add_conflict(connection: AsyncConnection, person_id: int, place_id: int, *, at: datetime) -> None:
    """The person or their relatives work there; marking it again changes nothing."""
    where = (place_conflict.c.person_id == person_id) & (place_conflict.c.place_id == place_id)
    if await connection.scalar(sa.select(place_conflict.c.person_id).where(where)) is None:
        await connection.execute(sa.insert(place_conflict).values(person_id=person_id, place_id=place_id, at=at))


async def drop_conflict(connection: AsyncConnection, person_id: int, place_id: int) -> None:
    """They no longer work there."""
    where = (place_conflict.c.person_id == person_id) & (place_conflict.c.place_id == place_id)
    await connection.execute(sa.delete(place_conflict).where(where))


async def conflicts(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The places each must not visit, by person."""
    query = sa.select(place_conflict.c.person_id, place_conflict.c.place_id)
    query = query.where(place_conflict.c.person_id.in_(sorted(person_ids)))
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, place_id in await connection.execute(query):
        found[person_id].add(place_id)
    return {person_id: frozenset(places) for person_id, places in found.items()}


async def erase(connection: AsyncConnection, person_id: int) -> None:
    """Forgets the profile and the conflicts."""
    await connection.execute(sa.delete(place_conflict).where(place_conflict.c.person_id == person_id))
    await connection.execute(sa.delete(table).where(table.c.person_id == person_id))
