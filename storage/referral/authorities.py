"""The directory of authorities: kept, changed, put away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.authority import Authority
from domain.complaint import Category
from storage import versioned
from storage.schema.referral_tables import authority as table

_PLAIN = ("kk", "ru", "region", "address", "email", "source", "retired_at")


def _row(one: Authority) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "takes": " ".join(sorted(one.takes)),
        "checked_on": None if one.checked_on is None else one.checked_on.isoformat(),
    }


def _opened(row: sa.Row[Any]) -> Authority:
    return Authority(
        id=row.id,
        takes=frozenset(Category(name) for name in row.takes.split()),
        checked_on=None if row.checked_on is None else date.fromisoformat(row.checked_on),
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN},
    )


async def insert(
    connection: AsyncConnection, those: Sequence[Authority], *, by: int | None, at: datetime
) -> list[Authority]:
    """Keeps new entries; `id` and `version` of those given are ignored."""
    kept = []
    for one in those:
        number = await versioned.add(connection, table, {**_row(one), "made_by": by, "made_at": at, "version": 1})
        kept.append(replace(one, id=number, version=1))
    return kept


async def save(connection: AsyncConnection, one: Authority) -> bool:
    """Stores the entry over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(one))


async def find(connection: AsyncConnection, authority_id: int) -> Authority | None:
    """The entry with this id, also a retired one."""
    row = (await connection.execute(sa.select(table).where(table.c.id == authority_id))).first()
    return None if row is None else _opened(row)


async def listed(
    connection: AsyncConnection, *, regions: Collection[str] | None = None, retired: bool = False
) -> list[Authority]:
    """Those of these regions (None: all) and of the whole country, by name; retired ones only if asked."""
    query = sa.select(table).order_by(table.c.kk, table.c.ru, table.c.id)
    if regions is not None:
        query = query.where(table.c.region.is_(None) | table.c.region.in_(sorted(regions)))
    if not retired:
        query = query.where(table.c.retired_at.is_(None))
    return [_opened(row) for row in await connection.execute(query)]
