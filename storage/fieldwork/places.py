"""Objects of observation: kept, found by where and what they are, merged."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import cos, radians
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.place import METRES_A_DEGREE, Place, PlaceKind, Point
from domain.week import WeekHours
from storage import versioned
from storage.fieldwork import place_words
from storage.schema.volunteer_tables import campaign, campaign_place, place_conflict, task
from storage.schema.volunteer_tables import place as table
from storage.vault import Vault

_PLAIN = ("kk", "ru", "region", "district", "address", "route_id", "position", "merged_into", "retired_at")
_DEGREE = 10_000_000
_FIND = sa.select(table).where(table.c.id == sa.bindparam("id"))
_TOLD = ("kind", "kk", "ru", "region", "district", "address", "latitude", "longitude", "hours", "position")
_ADD = sa.insert(table).returning(table.c.id, *(table.c[name] for name in _TOLD))
_MOST_IDS = 900
"""Variables in one statement."""


@dataclass(frozen=True)
class PlaceQuery:
    """Which places: of these regions (None: all), district, and kind, with ids `until` this one; put away ones only if
    asked."""

    regions: frozenset[str] | None = None
    district: str | None = None
    kind: PlaceKind | None = None
    with_retired: bool = False
    until: int | None = None

    def condition(self) -> sa.ColumnElement[bool]:
        """As SQL."""
        which: list[sa.ColumnElement[bool]] = [sa.true()]
        if not self.with_retired:
            which = [table.c.retired_at.is_(None), table.c.merged_into.is_(None)]
        if self.regions is not None:
            which.append(table.c.region.in_(sorted(self.regions)))
        if self.district is not None:
            which.append(table.c.district == self.district)
        if self.kind is not None:
            which.append(table.c.kind == self.kind)
        if self.until is not None:
            which.append(table.c.id <= self.until)
        return sa.and_(*which)


async def insert(
    connection: AsyncConnection, vault: Vault, those: Sequence[Place], *, by: int | None, at: datetime
) -> list[Place]:
    """Keeps new places; `id` and `version` of those given are ignored."""
    if not those:
        return []
    rows = [{**_row(one), "sealed_contact": b"", "made_by": by, "made_at": at, "version": 1} for one in those]
    ids: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in await connection.execute(_ADD, rows):  # in any order: in parameter order SQLite takes one at a time
        ids[tuple(row[1:])].append(row[0])
    numbers = [ids[tuple(row[name] for name in _TOLD)].pop(0) for row in rows]
    kept = [replace(one, id=number, version=1) for one, number in zip(those, numbers, strict=True)]
    contacts = [
        {"b_id": one.id, "b_contact": vault.seal_text("place", str(one.id), one.contact)} for one in kept if one.contact
    ]
    if contacts:
        put = sa.update(table).where(table.c.id == sa.bindparam("b_id"))
        await connection.execute(put.values(sealed_contact=sa.bindparam("b_contact")), contacts)
    await place_words.add(connection, kept)
    return kept


async def save(connection: AsyncConnection, vault: Vault, one: Place) -> bool:
    """Stores the place over the version read; False if somebody changed it meanwhile."""
    before = await find(connection, vault, one.id)
    sealed = vault.seal_text("place", str(one.id), one.contact) if one.contact else b""
    values = {**_row(one), "sealed_contact": sealed}
    if before is None or not await versioned.save(connection, table, one.id, one.version, values):
        return False
    await place_words.change(connection, before, one)
    return True


def _row(one: Place) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "kind": one.kind,
        "latitude": None if one.point is None else _whole(one.point.latitude),
        "longitude": None if one.point is None else _whole(one.point.longitude),
        "hours": None if one.hours is None else json.dumps(one.hours.packed()),
    }


def _whole(degrees: float) -> int:
    return round(degrees * _DEGREE)


def _opened(vault: Vault, row: sa.Row[Any]) -> Place:
    plain = {name: getattr(row, name) for name in _PLAIN}
    known = row.latitude is not None and row.longitude is not None
    return Place(
        id=row.id,
        kind=PlaceKind(row.kind),
        point=Point(row.latitude / _DEGREE, row.longitude / _DEGREE) if known else None,
        hours=None if row.hours is None else WeekHours.unpacked(json.loads(row.hours)),
        contact=vault.open_text("place", str(row.id), row.sealed_contact) if row.sealed_contact else "",
        version=row.version,
        **plain,
    )


async def find(connection: AsyncConnection, vault: Vault, place_id: int) -> Place | None:
    """The place with this id."""
    row = (await connection.execute(_FIND, {"id": place_id})).first()
    return None if row is None else _opened(vault, row)


async def by_ids(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> dict[int, Place]:
    """Places by id; unknown ids are left out."""
    found, wanted = {}, sorted(set(ids))
    for start in range(0, len(wanted), _MOST_IDS):
        query = sa.select(table).where(table.c.id.in_(wanted[start : start + _MOST_IDS]))
        found.update({row.id: _opened(vault, row) for row in await connection.execute(query)})
    return found


async def names(connection: AsyncConnection, ids: Sequence[int]) -> list[tuple[int, str, str, str]]:
    """Id, both names and the address of each of these places."""
    found: list[tuple[int, str, str, str]] = []
    columns = (table.c.id, table.c.kk, table.c.ru, table.c.address)
    for start in range(0, len(ids), _MOST_IDS):
        query = sa.select(*columns).where(table.c.id.in_(ids[start : start + _MOST_IDS]))
        found += [tuple(row) for row in await connection.execute(query)]
    return found


async def listed(
    connection: AsyncConnection, vault: Vault, query: PlaceQuery, *, offset: int = 0, limit: int | None = None
) -> list[Place]:
    """Places by name, a page of them or all."""
    chosen = sa.select(table).where(query.condition()).order_by(table.c.kk, table.c.ru, table.c.id)
    chosen = chosen.offset(offset).limit(limit) if limit is not None else chosen
    return [_opened(vault, row) for row in await connection.execute(chosen)]


async def around(
    connection: AsyncConnection, vault: Vault, region: str, kind: PlaceKind, point: Point, *, metres: float
) -> list[Place]:
    """Places of a kind in a square of twice so many metres around a point."""
    up = metres / METRES_A_DEGREE
    right = up / cos(radians(min(abs(point.latitude) + up, 89)))
    query = sa.select(table).where(
        PlaceQuery(frozenset({region}), kind=kind).condition(),
        table.c.latitude.between(_whole(point.latitude - up), _whole(point.latitude + up)),
        table.c.longitude.between(_whole(point.longitude - right), _whole(point.longitude + right)),
    )
    return [_opened(vault, row) for row in await connection.execute(query)]


async def by_age(
    connection: AsyncConnection, vault: Vault, query: PlaceQuery, *, after: int, limit: int
) -> list[Place]:
    """The oldest places with ids behind `after`, in order of their ids."""
    chosen = sa.select(table).where(query.condition(), table.c.id > after).order_by(table.c.id).limit(limit)
    return [_opened(vault, row) for row in await connection.execute(chosen)]


async def newest(connection: AsyncConnection) -> int:
    """The id of the place made last; 0 without any."""
    last: int | None = (await connection.execute(sa.select(sa.func.max(table.c.id)))).scalar_one()
    return last or 0


async def ids(connection: AsyncConnection, query: PlaceQuery) -> list[int]:
    """The ids of all of them."""
    return list((await connection.execute(sa.select(table.c.id).where(query.condition()))).scalars())


async def count(connection: AsyncConnection, query: PlaceQuery) -> int:
    """How many there are on all pages."""
    counted = sa.select(sa.func.count()).select_from(table).where(query.condition())
    return (await connection.execute(counted)).scalar_one()


async def stations(connection: AsyncConnection, vault: Vault, route_ids: Sequence[int]) -> list[Place]:
    """The stations of routes, along them."""
    found: list[Place] = []
    for start in range(0, len(route_ids), _MOST_IDS):
        query = sa.select(table).where(PlaceQuery().condition()).order_by(table.c.position, table.c.id)
        query = query.where(table.c.route_id.in_(route_ids[start : start + _MOST_IDS]))
        found += [_opened(vault, row) for row in await connection.execute(query)]
    return found


async def move_to(connection: AsyncConnection, merged: int, kept: int) -> None:
    """What hangs on a place that was merged hangs on the one kept: conflicts, stations, and visits still open of
    campaigns that do not have that one already. Past visits stay where they were made."""
    own = sa.select(place_conflict.c.person_id).where(place_conflict.c.place_id == kept)
    await _moved(connection, place_conflict, merged, kept, place_conflict.c.person_id.not_in(own))
    there = sa.select(campaign_place.c.campaign_id).where(campaign_place.c.place_id == kept)
    await _moved(connection, task, merged, kept, (task.c.state == "open") & task.c.campaign_id.not_in(there))
    await _moved(connection, campaign_place, merged, kept, campaign_place.c.campaign_id.not_in(there))
    await connection.execute(sa.update(table).where(table.c.route_id == merged).values(route_id=kept))


async def _moved(
    connection: AsyncConnection, rows: sa.Table, merged: int, kept: int, which: sa.ColumnElement[bool]
) -> None:
    await connection.execute(sa.update(rows).where(rows.c.place_id == merged, which).values(place_id=kept))


async def form_visits(
    connection: AsyncConnection, form: str, place_ids: Sequence[int], *, besides: int | None = None
) -> dict[int, datetime]:
    """When each place was last to be visited with this form in other campaigns (`besides` this one), by the end of the
    task; tasks that were dropped do not count. Places without are left out."""
    found: dict[int, datetime] = {}
    for start in range(0, len(place_ids), _MOST_IDS):
        query = (
            sa.select(task.c.place_id, sa.func.max(task.c.due_at))
            .join(campaign, campaign.c.id == task.c.campaign_id)
            .where(campaign.c.form == form, task.c.place_id.in_(place_ids[start : start + _MOST_IDS]))
            .where(task.c.state.in_(["given", "done"]), campaign.c.id != (besides or 0))
            .group_by(task.c.place_id)
        )
        found.update({row[0]: row[1] for row in await connection.execute(query)})
    return found
