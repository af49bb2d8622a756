"""How the bot's data are doing: numbers for the operator, never about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import outbox as outbox_rows
from storage.schema.tables import evidence, outbox, set_aside
from storage.store import Store


@dataclass(frozen=True)
class Health:
    """`oldest_due`: how many seconds the letter that waits longest is late, 0 for none."""

    queued: int
    oldest_due: float
    failed: int
    files_pending: int
    updates_set_aside: int


async def health(store: Store, now: datetime) -> Health:
    """The numbers as they are now. Raises what the database raises."""
    async with store.read() as connection:
        letters = await outbox_rows.counts(connection)
        due = await connection.scalar(
            select(func.min(outbox.c.due_at)).where(outbox.c.state == "queued", outbox.c.due_at <= now)
        )
        pending = await connection.scalar(
            select(func.count()).select_from(evidence).where(evidence.c.state == "pending")
        )
        aside = await connection.scalar(select(func.count()).select_from(set_aside))
    late = 0.0 if due is None else max(0.0, (now - due).total_seconds())
    return Health(letters.get("queued", 0), late, letters.get("failed", 0), pending or 0, aside or 0)
