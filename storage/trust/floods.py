"""How much came lately, what came again, and which reporters are silenced: what limits are decided by."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Direction
from storage.schema.abuse_tables import case_mute, message_repeat
from storage.schema.tables import case_message, complaint


async def arrived(connection: AsyncConnection, region: str, *, since: datetime, until: datetime) -> int:
    """How many complaints of a region have come from then on, and before the end; later ones are there when the clock
    went back."""
    between = (complaint.c.received_at >= since, complaint.c.received_at < until)
    query = sa.select(sa.func.count()).where(complaint.c.region == region, *between)
    return (await connection.execute(query)).scalar_one()


async def written(connection: AsyncConnection, case_id: int, *, since: datetime) -> int:
    """How many messages the reporter of a case has written since then."""
    query = sa.select(sa.func.count()).where(
        case_message.c.complaint_id == case_id,
        case_message.c.direction == Direction.FROM_CITIZEN,
        case_message.c.at >= since,
    )
    return (await connection.execute(query)).scalar_one()


async def came_again(connection: AsyncConnection, message_id: int, at: datetime) -> None:
    """The words of this message came once more."""
    which = message_repeat.c.message_id == message_id
    counted = sa.update(message_repeat).where(which).values(times=message_repeat.c.times + 1, last_at=at)
    if (await connection.execute(counted)).rowcount == 0:
        await connection.execute(sa.insert(message_repeat).values(message_id=message_id, times=2, last_at=at))


async def times(connection: AsyncConnection, message_ids: Collection[int]) -> dict[int, int]:
    """How often the words of these messages came; those that came once are left out."""
    query = sa.select(message_repeat.c.message_id, message_repeat.c.times)
    found = await connection.execute(query.where(message_repeat.c.message_id.in_(message_ids)))
    return {row[0]: row[1] for row in found}


async def mute(connection: AsyncConnection, case_id: int, by: int, until: datetime) -> None:
    """Silences the notices of a case until then, in place of an earlier term."""
    await unmute(connection, case_id)
    await connection.execute(sa.insert(case_mute).values(complaint_id=case_id, muted_by=by, until=until))


async def unmute(connection: AsyncConnection, case_id: int) -> None:
    """Its notices are heard again."""
    await connection.execute(sa.delete(case_mute).where(case_mute.c.complaint_id == case_id))


async def muted_until(connection: AsyncConnection, case_id: int, now: datetime) -> datetime | None:
    """Until when a case is silenced; None when it is not."""
    query = sa.select(case_mute.c.until).where(case_mute.c.complaint_id == case_id, case_mute.c.until > now)
    until: datetime | None = await connection.scalar(query)
    return until
