"""Which updates were seen, and those that made their handler fail (sealed, with the traceback)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.tables import seen_update, set_aside
from storage.vault import Vault


@dataclass(frozen=True)
class SetAside:
    """An update as it came (JSON) and why it could not be handled."""

    update_id: int
    raw: bytes
    traceback: str
    at: datetime


_SEEN = select(seen_update.c.update_id).where(seen_update.c.update_id.in_(bindparam("ids", expanding=True)))
_MARK = insert(seen_update)


async def seen_among(connection: AsyncConnection, update_ids: Sequence[int]) -> frozenset[int]:
    """Those of the updates that were applied or set aside before."""
    return frozenset((await connection.execute(_SEEN, {"ids": list(update_ids)})).scalars())


async def mark_seen(connection: AsyncConnection, update_ids: Collection[int], at: datetime) -> None:
    """They were applied in this transaction."""
    if update_ids:
        await connection.execute(_MARK, [{"update_id": one, "at": at} for one in sorted(update_ids)])


async def forget_seen(connection: AsyncConnection, *, before: datetime) -> int:
    """Forgets updates seen before then; Telegram redelivers for a day at most. Returns how many."""
    return (await connection.execute(delete(seen_update).where(seen_update.c.at < before))).rowcount


async def keep(connection: AsyncConnection, vault: Vault, failed: Sequence[SetAside]) -> None:
    """Stores failed updates, sealed."""
    if failed:
        rows = [
            {
                "update_id": one.update_id,
                "sealed_raw": vault.seal("set-aside", f"{one.update_id}/raw", one.raw),
                "sealed_traceback": vault.seal_text("set-aside", f"{one.update_id}/traceback", one.traceback),
                "at": one.at,
            }
            for one in failed
        ]
        await connection.execute(insert(set_aside), rows)


async def all_set_aside(connection: AsyncConnection, vault: Vault, *, limit: int = 100) -> list[SetAside]:
    """The latest failed updates, opened."""
    query = select(set_aside).order_by(set_aside.c.at.desc(), set_aside.c.update_id.desc()).limit(limit)
    return [
        SetAside(
            row.update_id,
            vault.open("set-aside", f"{row.update_id}/raw", row.sealed_raw),
            vault.open_text("set-aside", f"{row.update_id}/traceback", row.sealed_traceback),
            row.at,
        )
        for row in await connection.execute(query)
    ]


async def forget_old(connection: AsyncConnection, *, before: datetime) -> int:
    """Erases failed updates from before then. Returns how many."""
    return (await connection.execute(delete(set_aside).where(set_aside.c.at < before))).rowcount
