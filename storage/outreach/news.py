"""Who wants news: agreed to which text, when and in which language; stopped; asked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.outreach_tables import news_choice as table


@dataclass(frozen=True)
class NewsChoice:
    """What a person has said about news. `region` empty: news of the whole country only."""

    region: str | None = None
    agreed_at: datetime | None = None
    stopped_at: datetime | None = None
    asked_at: datetime | None = None

    @property
    def has_agreed(self) -> bool:
        """Whether they get news as a citizen."""
        return self.agreed_at is not None and self.stopped_at is None


async def find(connection: AsyncConnection, person_id: int) -> NewsChoice:
    """What the person has said; nothing is a choice as well."""
    columns = (table.c.region, table.c.agreed_at, table.c.stopped_at, table.c.asked_at)
    row = (await connection.execute(sa.select(*columns).where(table.c.person_id == person_id))).first()
    return NewsChoice() if row is None else NewsChoice(*row)


async def agree(
    connection: AsyncConnection, person_id: int, region: str, *, version: int, language: str, at: datetime
) -> None:
    """They want news of this region (empty: of the country); kept as proof with text, language and time."""
    said = {"region": region, "version": version, "language": language, "agreed_at": at, "stopped_at": None}
    await _put(connection, person_id, said)


async def stop(connection: AsyncConnection, person_id: int, at: datetime) -> None:
    """No more news, as a volunteer neither."""
    await _put(connection, person_id, {"stopped_at": at})


async def resume(connection: AsyncConnection, person_id: int) -> None:
    """As before they stopped."""
    await _put(connection, person_id, {"stopped_at": None})


async def mark_asked(connection: AsyncConnection, person_id: int, at: datetime) -> None:
    """The bot has asked of its own accord."""
    await _put(connection, person_id, {"asked_at": at})


async def _put(connection: AsyncConnection, person_id: int, said: dict[str, Any]) -> None:
    done = await connection.execute(sa.update(table).where(table.c.person_id == person_id).values(said))
    if not done.rowcount:
        await connection.execute(sa.insert(table).values(person_id=person_id, **said))
