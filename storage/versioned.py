"""Rows that several people may change: saved only over the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


async def save(
    connection: AsyncConnection, table: sa.Table, row_id: int, version: int, values: Mapping[str, Any]
) -> bool:
    """Stores the values over that version of the row (by its only primary key column); the stored one is one more.

    False, and nothing is stored, if somebody changed it meanwhile.
    """
    given = {**values, "version": version + 1, "b_row": row_id, "b_version": version}
    return (await connection.execute(_saving(table), given)).rowcount == 1


@cache
def _saving(table: sa.Table) -> sa.Update:
    """Built once: SQLAlchemy takes as long to build and hash a statement as SQLite does to run it. What is set is known
    when it is executed."""
    (key,) = table.primary_key.columns
    return sa.update(table).where(key == sa.bindparam("b_row"), table.c.version == sa.bindparam("b_version"))


async def add(connection: AsyncConnection, table: sa.Table, values: Mapping[str, Any]) -> int:
    """Adds a row; its id."""
    (key,) = table.primary_key.columns
    added: int = (await connection.execute(sa.insert(table).values(**values).returning(key))).scalar_one()
    return added
