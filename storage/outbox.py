"""The outbox: notices queued in the transaction that caused them, sent by the courier after its commit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chat.notice import Notice, Priority
from storage.schema.retention_tables import told
from storage.schema.tables import outbox, person
from storage.vault import Vault

QUEUED, SENT, FAILED = "queued", "sent", "failed"
AT_ONCE = 500
"""Keys of one query."""
BLOCKED = "blocked"
"""The reason of a letter whose recipient has blocked the bot; it is queued again when they come back."""


@dataclass(frozen=True)
class NewLetter:
    """A notice for one person; `dedup_key` says which letters are the same."""

    recipient_id: int
    notice: Notice
    dedup_key: str
    due_at: datetime


@dataclass(frozen=True)
class Letter:
    """A queued notice as the courier takes it out; `language` is None if the recipient has not chosen."""

    id: int
    recipient_id: int
    chat_id: int
    language: str | None
    kind: str
    packed: str
    priority: Priority
    attempts: int

    def notice(self) -> Notice:
        """The notice as it was queued. Raises KeyError for a kind that no longer exists."""
        return Notice.from_json(self.kind, self.packed)


def _upsert(connection: AsyncConnection, table: Table = outbox) -> Insert:
    make = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    return make(table).on_conflict_do_nothing(index_elements=["dedup"])


def row(vault: Vault, letter: NewLetter, now: datetime) -> dict[str, Any]:
    """A letter as `enqueue` takes it. Raises TypeError for a notice that JSON cannot say."""
    dedup = vault.hash_of("outbox", letter.dedup_key)
    return {
        "recipient_id": letter.recipient_id,
        "kind": letter.notice.kind(),
        "sealed_payload": vault.seal_text("outbox", dedup.hex(), letter.notice.to_json()),
        "dedup": dedup,
        "priority": int(letter.notice.priority),
        "due_at": letter.due_at,
        "attempts": 0,
        "state": QUEUED,
        "created_at": now,
    }


async def enqueue(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Queues letters; one whose key was queued or sent before, however long ago, is left out."""
    known = await _told(connection, [one["dedup"] for one in rows])
    fresh = [one for one in rows if one["dedup"] not in known]
    if fresh:
        await connection.execute(_upsert(connection), fresh)


async def _told(connection: AsyncConnection, dedups: Sequence[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(dedups), AT_ONCE):
        query = select(told.c.dedup).where(told.c.dedup.in_(dedups[start : start + AT_ONCE]))
        found.update((await connection.execute(query)).scalars())
    return found


async def due(
    connection: AsyncConnection, vault: Vault, now: datetime, *, limit: int = 100, besides: Collection[int] = ()
) -> list[Letter]:
    """What should leave now: by priority, then in the order it was queued. `besides` are letters already in hand."""
    query = (
        select(outbox, person.c.key, person.c.sealed_address, person.c.language)
        .join(person, person.c.id == outbox.c.recipient_id)
        .where(outbox.c.state == QUEUED, outbox.c.due_at <= now, outbox.c.id.not_in(besides))
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(limit)
    )
    return [
        Letter(
            row.id,
            row.recipient_id,
            int(vault.open_text("address", row.key.hex(), row.sealed_address)),
            row.language,
            row.kind,
            vault.open_text("outbox", row.dedup.hex(), row.sealed_payload),
            Priority(row.priority),
            row.attempts,
        )
        for row in await connection.execute(query)
    ]


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the earliest queued letter should leave; None if nothing waits."""
    at: datetime | None = await connection.scalar(select(func.min(outbox.c.due_at)).where(outbox.c.state == QUEUED))
    return at


async def mark_sent(connection: AsyncConnection, ids: Collection[int], at: datetime) -> None:
    """They were delivered: their words are erased, the key stays so that nothing is sent twice."""
    await connection.execute(
        update(outbox).where(outbox.c.id.in_(ids)).values(state=SENT, sent_at=at, sealed_payload=b"")
    )


async def retry(connection: AsyncConnection, letter_id: int, *, at: datetime, reason: str) -> None:
    """It could not be delivered now; it is due again at `at`. `reason` is a short code, never content."""
    await connection.execute(
        update(outbox).where(outbox.c.id == letter_id).values(due_at=at, attempts=outbox.c.attempts + 1, reason=reason)
    )


async def mark_failed(connection: AsyncConnection, letter_id: int, *, reason: str) -> None:
    """It cannot be delivered; it is kept with its reason (a short code, never content)."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id == letter_id)
        .values(state=FAILED, attempts=outbox.c.attempts + 1, reason=reason)
    )


async def mark_blocked(connection: AsyncConnection, person_id: int, at: datetime) -> None:
    """The person has blocked the bot: all their letters wait as failed until they come back."""
    await connection.execute(update(person).where(person.c.id == person_id).values(blocked_at=at))
    await connection.execute(
        update(outbox)
        .where(outbox.c.recipient_id == person_id, outbox.c.state == QUEUED)
        .values(state=FAILED, reason=BLOCKED)
    )


async def withdraw(connection: AsyncConnection, dedups: Collection[bytes]) -> None:
    """Takes back letters that have not left: what they would say is no longer so. Their keys are free again."""
    if dedups:
        await connection.execute(delete(outbox).where(outbox.c.dedup.in_(dedups), outbox.c.state == QUEUED))


async def take_back(connection: AsyncConnection, dedup: bytes, now: datetime) -> bool:
    """Takes back a letter that cannot have left: it waits for later, or its recipient has blocked the bot. False where
    there is none, or the courier may have it in hand."""
    waits = ((outbox.c.state == QUEUED) & (outbox.c.due_at > now)) | (outbox.c.state == FAILED)
    gone = await connection.execute(delete(outbox).where(outbox.c.dedup == dedup, waits))
    return gone.rowcount > 0


async def requeue_blocked(connection: AsyncConnection, person_ids: Collection[int], now: datetime) -> None:
    """They came back: what waited for them is due now, except for old news."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.recipient_id.in_(person_ids), outbox.c.state == FAILED, outbox.c.reason == BLOCKED)
        .where(outbox.c.broadcast_id.is_(None))
        .values(state=QUEUED, reason=None, due_at=now)
    )


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """How many letters are in each state."""
    query = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
    return {row.state: row.number for row in await connection.execute(query)}


async def forget_sent(connection: AsyncConnection, *, before: datetime) -> int:
    """Erases letters sent before then; only their keys stay, so that nothing is told twice. Returns how many."""
    return await _keys_only(connection, outbox.c.sent_at < before)


async def _keys_only(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Sent letters are erased but for their keys. A broadcast knows itself how far it came and needs none."""
    sent = which & (outbox.c.state == SENT)
    keys = (await connection.execute(select(outbox.c.dedup).where(sent, outbox.c.broadcast_id.is_(None)))).scalars()
    await _remember(connection, keys)
    return (await connection.execute(delete(outbox).where(sent))).rowcount


async def _remember(connection: AsyncConnection, dedups: Iterable[bytes]) -> None:
    rows = [{"dedup": one} for one in dedups]
    if rows:
        await connection.execute(_upsert(connection, told), rows)


async def forget_unsent(connection: AsyncConnection, *, before: datetime) -> int:
    """Erases letters from before then that could not be delivered, with their words. Returns how many."""
    gone = await connection.execute(delete(outbox).where(outbox.c.state == FAILED, outbox.c.created_at < before))
    return gone.rowcount


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """Erases everything that was sent to somebody, or waits for them."""
    await connection.execute(delete(outbox).where(outbox.c.recipient_id == person_id))


async def forget_case(connection: AsyncConnection, vault: Vault, person_id: int, case_id: int) -> None:
    """Erases what ties somebody to a case: the traces of letters to them, which say when they heard of something, and
    letters about this case that wait for them. Keys stay: a key does not hold whose case it is about."""
    mine = outbox.c.recipient_id == person_id
    await _keys_only(connection, mine)
    rows = await connection.execute(
        select(outbox.c.id, outbox.c.kind, outbox.c.dedup, outbox.c.sealed_payload).where(mine)
    )
    about = [
        row.id
        for row in rows
        if json.loads(vault.open_text("outbox", row.dedup.hex(), row.sealed_payload)).get("case") == case_id
    ]
    await connection.execute(delete(outbox).where(outbox.c.id.in_(about)))
