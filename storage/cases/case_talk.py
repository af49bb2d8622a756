"""What is said and done about a case. Internal notes live in a table and a type of their own.

Every sealed part is bound to its case and moment, so it cannot be moved to another case unseen.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.audit import CASE
from domain.case import CaseEvent, CaseMessage, Direction, InternalNote
from domain.complaint import State
from storage.cases import case_words
from storage.cases.case_rows import identity
from storage.messaging import talk
from storage.schema.columns import microseconds
from storage.schema.tables import case_event, case_message, internal_note
from storage.trust import audit
from storage.vault import Vault


def _bound(case_id: int, at: datetime) -> str:
    return f"{identity(case_id)}/{microseconds(at)}"


async def record(connection: AsyncConnection, vault: Vault, case_id: int, event: CaseEvent) -> None:
    """Adds a line to the case's history and to the audit log; nothing ever changes it."""
    payload = None if event.payload is None else dict(event.payload)
    sealed = None if payload is None else vault.seal_json("event", _bound(case_id, event.at), payload)
    row = {
        "complaint_id": case_id,
        "kind": event.kind,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "actor_id": event.actor_id,
        "at": event.at,
        "sealed_payload": sealed,
    }
    await connection.execute(_RECORD, row)
    to = event.to_state or ""
    await audit.append(
        connection, vault, CASE + event.kind, at=event.at, actor=event.actor_id, case_id=case_id, about=to
    )


_RECORD = sa.insert(case_event)


async def events(connection: AsyncConnection, vault: Vault, case_id: int) -> list[CaseEvent]:
    """The case's history, oldest first."""
    query = sa.select(case_event).where(case_event.c.complaint_id == case_id).order_by(case_event.c.id)
    return [
        CaseEvent(
            kind=row.kind,
            at=row.at,
            from_state=None if row.from_state is None else State(row.from_state),
            to_state=None if row.to_state is None else State(row.to_state),
            actor_id=row.actor_id,
            payload=None
            if row.sealed_payload is None
            else vault.open_json("event", _bound(case_id, row.at), row.sealed_payload),
        )
        for row in await connection.execute(query)
    ]


async def say(
    connection: AsyncConnection,
    vault: Vault,
    case_id: int,
    direction: Direction,
    text: str,
    *,
    at: datetime,
    asks: bool = False,
    answers_id: int | None = None,
    author_id: int | None = None,
) -> int:
    """Keeps a message between staff and the reporter; its id. `author_id` names staff only: ValueError otherwise."""
    if direction is Direction.FROM_CITIZEN and author_id is not None:
        raise ValueError("a reporter is not named in a message")
    added = await connection.execute(
        sa.insert(case_message)
        .values(
            complaint_id=case_id,
            direction=direction,
            author_id=author_id,
            sealed_text=vault.seal_text("message", _bound(case_id, at), text),
            asks=asks,
            answers_id=answers_id,
            at=at,
        )
        .returning(case_message.c.id)
    )
    if direction is Direction.FROM_CITIZEN:
        await case_words.add(connection, vault, case_id, text)
    number: int = added.scalar_one()
    return number


async def messages(connection: AsyncConnection, vault: Vault, case_id: int) -> list[CaseMessage]:
    """What staff and the reporter said to each other, oldest first."""
    query = sa.select(case_message).where(case_message.c.complaint_id == case_id).order_by(case_message.c.id)
    rows = (await connection.execute(query)).all()
    files = await talk.files(connection, [row.id for row in rows])
    return [
        CaseMessage(
            id=row.id,
            case_id=case_id,
            direction=Direction(row.direction),
            text=vault.open_text("message", _bound(case_id, row.at), row.sealed_text),
            at=row.at,
            asks=row.asks,
            answers_id=row.answers_id,
            author_id=row.author_id,
            files=files.get(row.id, ()),
        )
        for row in rows
    ]


async def note(
    connection: AsyncConnection, vault: Vault, case_id: int, text: str, *, author_id: int, at: datetime
) -> InternalNote:
    """Keeps a note of staff for staff."""
    added = await connection.execute(
        sa.insert(internal_note)
        .values(
            complaint_id=case_id,
            author_id=author_id,
            sealed_text=vault.seal_text("note", _bound(case_id, at), text),
            at=at,
        )
        .returning(internal_note.c.id)
    )
    return InternalNote(added.scalar_one(), case_id, author_id, text, at)


async def notes(connection: AsyncConnection, vault: Vault, case_id: int) -> list[InternalNote]:
    """The staff's notes, oldest first."""
    query = sa.select(internal_note).where(internal_note.c.complaint_id == case_id).order_by(internal_note.c.id)
    return [
        InternalNote(
            row.id, case_id, row.author_id, vault.open_text("note", _bound(case_id, row.at), row.sealed_text), row.at
        )
        for row in await connection.execute(query)
    ]
