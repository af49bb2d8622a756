"""Rows that several people may change: saved only over the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


async def save(
    connection: AsyncConnection, table: sa.Table, row_id: int, version: int, values: Mapping[str, Any]
) -> bool:
    """Stores the values over that version of the row (by its only primary key column); the stored one is one more.

    False, and nothing is stored, if somebody changed it meanwhile.
    """
    (key,) = table.primary_key.columns
    done = await connection.execute(
        sa.update(table).where(key == row_id, table.c.version == version).values(**values, version=version + 1)
    )
    return done.rowcount == 1


async def add(connection: AsyncConnection, table: sa.Table, values: Mapping[str, Any]) -> int:
    """Adds a row; its id."""
    (key,) = table.primary_key.columns
    added: int = (await connection.execute(sa.insert(table).values(**values).returning(key))).scalar_one()
    return added
