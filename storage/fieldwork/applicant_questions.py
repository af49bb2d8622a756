"""What coordinators ask applicants, and the answers: sealed, gone with the volunteer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.applicant_tables import applicant_question as table
from storage.vault import Vault

_KIND = "applicant-question"


@dataclass(frozen=True)
class Asked:
    """A question and, once it is there, its answer."""

    question: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


async def ask(
    connection: AsyncConnection, vault: Vault, person_id: int, question: str, *, by: int, at: datetime
) -> None:
    """Keeps a question to this person."""
    sealed = vault.seal_text(_KIND, str(person_id), question)
    row = {"person_id": person_id, "asked_by": by, "asked_at": at, "sealed_question": sealed}
    await connection.execute(sa.insert(table).values(row))


async def answer(connection: AsyncConnection, vault: Vault, person_id: int, words: str, *, at: datetime) -> None:
    """Puts the answer to the oldest question that waits for one; to the last one, where none waits; nothing where
    nothing was asked."""
    own = sa.select(table.c.id).where(table.c.person_id == person_id)
    waiting = own.where(table.c.answered_at.is_(None)).order_by(table.c.id).limit(1)
    number = await connection.scalar(waiting)
    if number is None:
        number = await connection.scalar(own.order_by(table.c.id.desc()).limit(1))
    sealed = vault.seal_text(_KIND, str(person_id), words)
    put = sa.update(table).where(table.c.id == number).values(answered_at=at, sealed_answer=sealed)
    await connection.execute(put)


async def of_person(connection: AsyncConnection, vault: Vault, person_id: int) -> list[Asked]:
    """What they were asked, the oldest first."""
    rows = await connection.execute(sa.select(table).where(table.c.person_id == person_id).order_by(table.c.id))
    who = str(person_id)
    return [
        Asked(
            vault.open_text(_KIND, who, row.sealed_question),
            row.asked_at,
            vault.open_text(_KIND, who, row.sealed_answer) if row.sealed_answer else "",
            row.answered_at,
        )
        for row in rows
    ]


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """Erases what was asked and answered."""
    await connection.execute(sa.delete(table).where(table.c.person_id == person_id))
