"""What each coordinator wants to be told when, and up to when they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.digest import DigestChoice, DigestKind, Theme
from domain.people import Role
from storage.schema.digest_tables import digest_choice as table
from storage.schema.tables import role_grant

_DONE = {DigestKind.WEEKLY: table.c.weekly_at, DigestKind.DAILY: table.c.daily_at}
_STAFF = (Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True)
class Reader:
    """A coordinator or admin. What came due up to `done` is done with: told, or from before they had the role or chose
    this hour. `asked_at`: they want the last week now."""

    person_id: int
    choice: DigestChoice
    done: Mapping[DigestKind, datetime]
    asked_at: datetime | None


async def readers(connection: AsyncConnection) -> list[Reader]:
    """Everybody who may get a digest."""
    since = sa.func.min(role_grant.c.granted_at, type_=role_grant.c.granted_at.type).label("since")
    held = (
        sa.select(role_grant.c.person_id, since)
        .where(role_grant.c.role.in_(_STAFF), role_grant.c.revoked_at.is_(None))
        .group_by(role_grant.c.person_id)
        .subquery()
    )
    query = sa.select(held.c.person_id.label("number"), held.c.since, table)
    joined = query.join_from(held, table, table.c.person_id == held.c.person_id, isouter=True)
    return [_reader(row) for row in await connection.execute(joined.order_by(held.c.person_id))]


def _reader(row: sa.Row[Any]) -> Reader:
    choice = DigestChoice() if row.person_id is None else _choice(row)
    kept = {DigestKind.WEEKLY: row.weekly_at, DigestKind.DAILY: row.daily_at}
    done = {kind: max(at, row.since) if at else row.since for kind, at in kept.items()}
    return Reader(row.number, choice, done, row.asked_at)


def _choice(row: sa.Row[Any]) -> DigestChoice:
    return DigestChoice(row.weekly, row.daily, row.weekday, row.hour, row.language, Theme(row.theme))


async def find(connection: AsyncConnection, person_id: int) -> DigestChoice:
    """What somebody has chosen; what holds for everybody where they have not."""
    row = (await connection.execute(sa.select(table).where(table.c.person_id == person_id))).first()
    return DigestChoice() if row is None else _choice(row)


async def save(connection: AsyncConnection, person_id: int, choice: DigestChoice, *, at: datetime) -> None:
    """Keeps what somebody has chosen; what would have come due before now does not come any more."""
    values = {
        "weekly": choice.weekly,
        "daily": choice.daily,
        "weekday": choice.weekday,
        "hour": choice.hour,
        "language": choice.language,
        "theme": choice.theme,
        "weekly_at": at,
        "daily_at": at,
    }
    await _put(connection, person_id, values)


async def mark(connection: AsyncConnection, person_id: int, kind: DigestKind, at: datetime) -> None:
    """They were told what came due up to then."""
    await _put(connection, person_id, {_DONE[kind].name: at})


async def ask(connection: AsyncConnection, person_id: int, at: datetime | None) -> None:
    """They want the last week now (None: they have it)."""
    await _put(connection, person_id, {"asked_at": at})


async def _put(connection: AsyncConnection, person_id: int, values: Mapping[str, Any]) -> None:
    updated = await connection.execute(sa.update(table).where(table.c.person_id == person_id).values(**values))
    if updated.rowcount:
        return
    usual = DigestChoice()
    row = {
        "person_id": person_id,
        "weekly": usual.weekly,
        "daily": usual.daily,
        "weekday": usual.weekday,
        "hour": usual.hour,
        "theme": usual.theme,
        **values,
    }
    await connection.execute(sa.insert(table).values(**row))


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """Erases what somebody has chosen."""
    await connection.execute(sa.delete(table).where(table.c.person_id == person_id))
