"""Broadcasts: their words sealed, whom they are for, how far they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.broadcast import Audience, Broadcast, BroadcastState, Numbers
from domain.volunteer import VolunteerState
from storage import versioned
from storage.outbox import BLOCKED, FAILED, QUEUED, SENT
from storage.schema.outreach_tables import broadcast as table
from storage.schema.outreach_tables import news_choice
from storage.schema.tables import outbox, person
from storage.schema.volunteer_tables import volunteer
from storage.vault import Vault

STOPPED = "stopped"
"""The reason of a letter that was called off."""
_PLAIN = ("region", "made_by", "made_at", "starts_at", "begun_at", "ended_at", "last_person", "total", "queued")


async def insert(connection: AsyncConnection, vault: Vault, one: Broadcast) -> Broadcast:
    """Keeps a new one; returns it with its id."""
    values = {**_row(vault, 0, one), "version": 1}
    number: int = (await connection.execute(sa.insert(table).values(values).returning(table.c.id))).scalar_one()
    kept = replace(one, id=number)
    await connection.execute(sa.update(table).where(table.c.id == number).values(sealed_words=_sealed(vault, kept)))
    return kept


async def save(connection: AsyncConnection, vault: Vault, one: Broadcast) -> bool:
    """Stores it over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(vault, one.id, one))


def _row(vault: Vault, number: int, one: Broadcast) -> dict[str, Any]:
    ended = one.numbers
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "audience": one.audience,
        "state": one.state,
        "sealed_words": _sealed(vault, replace(one, id=number)),
        "delivered": ended.delivered if ended else None,
        "blocked": ended.blocked if ended else None,
        "failed": ended.failed if ended else None,
    }


def _sealed(vault: Vault, one: Broadcast) -> bytes:
    return vault.seal_json("broadcast", str(one.id), {"kk": one.kk, "ru": one.ru})


def _opened(vault: Vault, row: sa.Row[Any]) -> Broadcast:
    words = vault.open_json("broadcast", str(row.id), row.sealed_words)
    ended = None if row.delivered is None else Numbers(row.delivered, row.blocked, row.failed)
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Broadcast(
        row.id,
        Audience(row.audience),
        state=BroadcastState(row.state),
        kk=words["kk"],
        ru=words["ru"],
        numbers=ended,
        version=row.version,
        **plain,
    )


async def find(connection: AsyncConnection, vault: Vault, number: int) -> Broadcast | None:
    """The broadcast with this id."""
    row = (await connection.execute(sa.select(table).where(table.c.id == number))).first()
    return None if row is None else _opened(vault, row)


async def listed(
    connection: AsyncConnection, vault: Vault, *, regions: Collection[str] | None, limit: int = 10
) -> list[Broadcast]:
    """The newest of these regions (None: all) that were not dropped."""
    query = sa.select(table).where(table.c.state != BroadcastState.DROPPED).order_by(table.c.id.desc()).limit(limit)
    if regions is not None:
        query = query.where(table.c.region.in_(sorted(regions)))
    return [_opened(vault, row) for row in await connection.execute(query)]


# ------------------------------------------------------------------ what is to be done


async def in_progress(connection: AsyncConnection, vault: Vault, now: datetime) -> list[Broadcast]:
    """What has to begin, what is running, and what was stopped and not counted yet; the oldest first."""
    return [_opened(vault, row) for row in await connection.execute(sa.select(table).where(_at_work(now)))]


async def next_start(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When there is something to do: `now` where there is already; None where nothing is planned."""
    if await connection.scalar(sa.select(table.c.id).where(_at_work(now)).limit(1)) is not None:
        return now
    scheduled = table.c.state == BroadcastState.SCHEDULED
    at: datetime | None = await connection.scalar(sa.select(sa.func.min(table.c.starts_at)).where(scheduled))
    return at


def _at_work(now: datetime) -> sa.ColumnElement[bool]:
    return (
        (table.c.state == BroadcastState.RUNNING)
        | ((table.c.state == BroadcastState.SCHEDULED) & (table.c.starts_at <= now))
        | ((table.c.state == BroadcastState.STOPPED) & table.c.delivered.is_(None))
    )


# ------------------------------------------------------------------ whom


async def audience(
    connection: AsyncConnection, whom: Audience, region: str, *, after: int = 0, limit: int
) -> list[int]:
    """Ids of people who get it, in order, from the one after `after` on."""
    column, where = _whom(whom, region)
    query = sa.select(column).join(person, person.c.id == column).where(*where, column > after)
    return list((await connection.execute(query.order_by(column).limit(limit))).scalars())


async def audience_size(connection: AsyncConnection, whom: Audience, region: str) -> int:
    """How many people get it. Who has blocked the bot is not counted."""
    column, where = _whom(whom, region)
    query = sa.select(sa.func.count()).select_from(column.table.join(person, person.c.id == column)).where(*where)
    return (await connection.execute(query)).scalar_one()


def _whom(whom: Audience, region: str) -> tuple[sa.Column[Any], list[sa.ColumnElement[bool]]]:
    reachable = person.c.blocked_at.is_(None)
    if whom is Audience.CITIZENS:
        agreed = [news_choice.c.agreed_at.is_not(None), news_choice.c.stopped_at.is_(None), reachable]
        return news_choice.c.person_id, agreed + ([news_choice.c.region == region] if region else [])
    stopped = sa.select(news_choice.c.person_id).where(
        news_choice.c.person_id == volunteer.c.person_id, news_choice.c.stopped_at.is_not(None)
    )
    where = [volunteer.c.state == VolunteerState.APPROVED, ~stopped.exists(), reachable]
    return volunteer.c.person_id, where + ([volunteer.c.region == region] if region else [])


# ------------------------------------------------------------------ its letters


async def numbers(connection: AsyncConnection, number: int) -> Numbers:
    """What became of the letters so far; those that were called off are in none of the numbers."""
    query = (
        sa.select(outbox.c.state, outbox.c.reason, sa.func.count())
        .where(outbox.c.broadcast_id == number)
        .group_by(outbox.c.state, outbox.c.reason)
    )
    delivered = blocked = failed = waiting = 0
    for state, reason, count in await connection.execute(query):
        match state, reason:
            case (str(said), _) if said == SENT:
                delivered += count
            case (str(said), _) if said == QUEUED:
                waiting += count
            case (_, str(why)) if why == BLOCKED:
                blocked += count
            case (_, str(why)) if why == STOPPED:
                pass
            case _:
                failed += count
    return Numbers(delivered, blocked, failed, waiting)


async def call_off(connection: AsyncConnection, *, number: int | None = None, person_id: int | None = None) -> None:
    """Letters of a broadcast, or of all broadcasts to a person, that have not left will not; their words go."""
    which = outbox.c.broadcast_id == number if number is not None else outbox.c.broadcast_id.is_not(None)
    if person_id is not None:
        which &= outbox.c.recipient_id == person_id
    values = {"state": FAILED, "reason": STOPPED, "sealed_payload": b""}
    await connection.execute(sa.update(outbox).where(which, outbox.c.state == QUEUED).values(values))


# ------------------------------------------------------------------ the message that shows the progress


async def progress_message(connection: AsyncConnection, vault: Vault, number: int) -> int | None:
    """The message in the chat of who sent it that shows how far it is."""
    sealed = await connection.scalar(sa.select(table.c.sealed_progress).where(table.c.id == number))
    return None if sealed is None else int(vault.open_text("broadcast-progress", str(number), sealed))


async def set_progress_message(connection: AsyncConnection, vault: Vault, number: int, message_id: int) -> None:
    """Another message shows it now."""
    sealed = vault.seal_text("broadcast-progress", str(number), str(message_id))
    await connection.execute(sa.update(table).where(table.c.id == number).values(sealed_progress=sealed))
