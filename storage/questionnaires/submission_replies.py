"""What was answered to those who sent a small form, one answer each."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.submission_tables import submission_reply
from storage.vault import Vault


async def insert(
    connection: AsyncConnection, vault: Vault, submission_id: int, text: str, *, by: int, at: datetime
) -> None:
    """Keeps the answer. Raises IntegrityError where there is one."""
    sealed = vault.seal_text("reply", str(submission_id), text)
    values = {"submission_id": submission_id, "sealed_text": sealed, "author_id": by, "at": at}
    await connection.execute(sa.insert(submission_reply).values(**values))


async def of(connection: AsyncConnection, vault: Vault, submission_id: int) -> str:
    """What was answered; '' so far."""
    sealed = await connection.scalar(
        sa.select(submission_reply.c.sealed_text).where(submission_reply.c.submission_id == submission_id)
    )
    return "" if sealed is None else vault.open_text("reply", str(submission_id), sealed)
