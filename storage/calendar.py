"""The days on which offices work, or do not, whatever the calendar says."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.due_tables import day_override


async def overrides(connection: AsyncConnection) -> dict[date, bool]:
    """Every such day, and whether it is a working day."""
    return {date.fromisoformat(row.day): row.works for row in await connection.execute(_ALL)}


_ALL = sa.select(day_override.c.day, day_override.c.works).order_by(day_override.c.day)


async def put(connection: AsyncConnection, day: date, *, works: bool, by: int, at: datetime) -> None:
    """Sets one day, in place of what was set for it before."""
    await remove(connection, day)
    await connection.execute(sa.insert(day_override).values(day=day.isoformat(), works=works, set_by=by, set_at=at))


async def remove(connection: AsyncConnection, day: date) -> bool:
    """The day is again what the calendar says. False where nothing was set."""
    done = await connection.execute(sa.delete(day_override).where(day_override.c.day == day.isoformat()))
    return done.rowcount > 0
