"""Erasing a case for good: every row that knows it, however many tables there are by now.

Which rows those are is read from the foreign keys, so that a table added later is not forgotten: a row that cannot be
without its case goes with it, one that can loses the link (a finding stays, a file becomes an orphan, which the clock
removes from the disk). SQLite overwrites what is deleted (`secure_delete`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.due_tables import case_erasure
from storage.schema.metadata import metadata
from storage.schema.referral_tables import referral
from storage.schema.retention_tables import used_id
from storage.schema.tables import case_message, complaint, evidence, submission
from storage.schema.talk_tables import message_file


async def erase_case(connection: AsyncConnection, case_id: int, *, at: datetime) -> None:
    """Erases the case and whatever belongs to it. Its files are orphans then."""
    await _orphan_replies(connection, case_id)
    allowed = sa.select(case_erasure.c.complaint_id).where(case_erasure.c.complaint_id == case_id)
    if await connection.scalar(allowed) is None:
        await connection.execute(sa.insert(case_erasure).values(complaint_id=case_id, at=at))
    await _remember(connection, complaint, case_id)
    await _erase(connection, complaint, complaint.c.id == case_id)


async def erase_submission(connection: AsyncConnection, submission_id: int) -> None:
    """Erases a filled form and whatever belongs to it. Its files are orphans then."""
    await _remember(connection, submission, submission_id)
    await _erase(connection, submission, submission.c.id == submission_id)


async def _orphan_replies(connection: AsyncConnection, case_id: int) -> None:
    """Files that are not evidence but of the case: what coordinators sent its reporter, what authorities answered."""
    sent = (
        sa.select(message_file.c.evidence_id)
        .join(case_message, case_message.c.id == message_file.c.message_id)
        .where(case_message.c.complaint_id == case_id)
    )
    answered = sa.select(referral.c.answer_file).where(
        referral.c.complaint_id == case_id, referral.c.answer_file.is_not(None)
    )
    await connection.execute(
        sa.update(evidence)
        .where(evidence.c.id.in_(sent) | evidence.c.id.in_(answered), evidence.c.submission_id.is_(None))
        .values(person_id=None, draft_id=None, complaint_id=None, purpose=None)
    )


async def _remember(connection: AsyncConnection, table: sa.Table, number: int) -> None:
    """Numbers are not given again (storage/schema/retention_tables.py)."""
    which = used_id.c.name == table.name
    before = await connection.scalar(sa.select(used_id.c.highest).where(which))
    if before is None:
        await connection.execute(sa.insert(used_id).values(name=table.name, highest=number))
    elif before < number:
        await connection.execute(sa.update(used_id).where(which).values(highest=number))


def next_id(table: sa.Table) -> sa.ScalarSelect[int]:
    """A number that no row of the table has or had, for SQLite; PostgreSQL's own sequence does not repeat itself."""
    newest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0)).scalar_subquery()
    erased = sa.select(used_id.c.highest).where(used_id.c.name == table.name).scalar_subquery()
    return sa.select(sa.func.max(newest, sa.func.coalesce(erased, 0)) + 1).scalar_subquery()


async def _erase(connection: AsyncConnection, table: sa.Table, which: sa.ColumnElement[bool]) -> None:
    """Deletes these rows and those that hang on them; what the database deletes by itself is left to it."""
    for child, column in _hanging_on(table):
        ids = sa.select(table.c.id).where(which)
        if column.nullable:
            await connection.execute(sa.update(child).where(column.in_(ids)).values({column.name: None}))
        else:
            await _erase(connection, child, column.in_(ids))
    await connection.execute(sa.delete(table).where(which))


def _hanging_on(table: sa.Table) -> list[tuple[sa.Table, sa.Column[Any]]]:
    """Tables with a foreign key to this one that does not cascade, each with its column."""
    return [
        (child, column)
        for child in metadata.tables.values()
        for column in child.c
        for key in column.foreign_keys
        if child is not table and key.column.table is table and key.ondelete != "CASCADE"
    ]
