"""Complaints: kept, found, changed under an optimistic lock, and the sealed thread to who reported them.

The desk's lists are in case_lists.py, what is said about a case in storage/cases/case_talk.py; both are offered
here as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case, Direction
from domain.complaint import State
from domain.service_levels import DueKind
from storage.cases import case_words
from storage.cases.case_lists import InboxQuery, inbox, inbox_size, state_counts
from storage.cases.case_rows import identity, opened, sealed_row
from storage.cases.case_talk import events, messages, note, notes, record, say
from storage.schema.tables import complaint, reporter_link
from storage.trust.erasing import next_id
from storage.vault import Vault

__all__ = [
    "InboxQuery", "claim", "code_taken", "cut_link", "events", "find", "find_by_code", "inbox", "inbox_size", "insert",
    "messages", "note", "notes", "of_reporter", "put_date", "record", "reporter_of", "save", "say", "state_counts",
    "tie",
]  # fmt: skip


async def insert(connection: AsyncConnection, vault: Vault, case: Case, *, reporter: int | None) -> Case:
    """Keeps a new case and the thread to its reporter (a person's id; None for a case that staff open from a finding).
    Returns the case with its id; `id` and `version` of the one given are ignored."""
    dates = {"received_at": case.received_at, "updated_at": case.received_at}
    row = {**sealed_row(vault, case), **dates, "code": case.code, "version": 1}
    adds = _INSERT_SQLITE if connection.dialect.name == "sqlite" else _INSERT
    case_id: int = (await connection.execute(adds, row)).scalar_one()
    if reporter is not None:
        await tie(connection, vault, case_id, reporter)
    kept = replace(case, id=case_id, version=1)
    await case_words.index(connection, vault, kept)
    return kept


# Built once: SQLAlchemy takes as long to build and hash a statement as SQLite does to run it.
_INSERT = sa.insert(complaint).returning(complaint.c.id)
_INSERT_SQLITE = sa.insert(complaint).values(id=next_id(complaint)).returning(complaint.c.id)
_LINK = sa.insert(reporter_link)
_WITH_CODE = sa.select(complaint.c.id).where(complaint.c.code == sa.bindparam("code"))


async def save(connection: AsyncConnection, vault: Vault, case: Case, *, at: datetime) -> bool:
    """Stores the case over the version it was read at; the stored version is one more.

    False, and nothing is stored, if somebody changed it meanwhile. `code` and `received_at` never change.
    """
    done = await connection.execute(
        sa.update(complaint)
        .where(complaint.c.id == case.id, complaint.c.version == case.version)
        .values(**sealed_row(vault, case), updated_at=at, version=case.version + 1)
    )
    if done.rowcount and not await case_words.is_fresh(connection, vault, case):
        await take_words(connection, vault, case)
    return done.rowcount == 1


async def take_words(connection: AsyncConnection, vault: Vault, case: Case) -> None:
    """Takes the case's words for search anew, with what its reporter added."""
    said = [one.text for one in await messages(connection, vault, case.id) if one.direction is Direction.FROM_CITIZEN]
    await case_words.remove(connection, case.id)
    await case_words.index(connection, vault, case, said)


async def put_date(connection: AsyncConnection, case_id: int, kind: DueKind, at: datetime) -> None:
    """The date of the first answer or the decision, after the calendar has changed. Counts as a change of the case."""
    column = "first_answer_due" if kind is DueKind.FIRST_ANSWER else "decision_due"
    await connection.execute(
        sa.update(complaint).where(complaint.c.id == case_id).values(**{column: at}, version=complaint.c.version + 1)
    )


async def claim(connection: AsyncConnection, case_id: int, person_id: int, *, at: datetime) -> bool:
    """Accepts a received case that is nobody's. Of several who claim it one gets True, the others False."""
    done = await connection.execute(
        sa.update(complaint)
        .where(complaint.c.id == case_id, complaint.c.assignee_id.is_(None), complaint.c.state == State.RECEIVED)
        .values(assignee_id=person_id, state=State.ACCEPTED, updated_at=at, version=complaint.c.version + 1)
    )
    return done.rowcount == 1


async def find(connection: AsyncConnection, vault: Vault, case_id: int) -> Case | None:
    """The case with this id."""
    return await _one(connection, vault, complaint.c.id == case_id)


async def find_by_code(connection: AsyncConnection, vault: Vault, code: str) -> Case | None:
    """The case with this code, written as domain.code writes it."""
    return await _one(connection, vault, complaint.c.code == code)


async def _one(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> Case | None:
    row: sa.Row[Any] | None = (await connection.execute(sa.select(complaint).where(which))).first()
    return None if row is None else opened(vault, row)


async def code_taken(connection: AsyncConnection, code: str) -> bool:
    """Whether a case has this code."""
    return await connection.scalar(_WITH_CODE, {"code": code}) is not None


async def reporter_of(connection: AsyncConnection, vault: Vault, case_id: int) -> int | None:
    """The id of the person who reported; None once they have cut the thread."""
    query = sa.select(reporter_link.c.sealed_reporter).where(reporter_link.c.complaint_id == case_id)
    sealed = await connection.scalar(query)
    return None if sealed is None else int(vault.open_text("reporter", identity(case_id), sealed))


async def of_reporter(connection: AsyncConnection, vault: Vault, person_id: int) -> list[Case]:
    """What the person has reported, newest first."""
    query = (
        sa.select(complaint)
        .join(reporter_link, reporter_link.c.complaint_id == complaint.c.id)
        .where(reporter_link.c.lookup == _lookup(vault, person_id))
        .order_by(complaint.c.received_at.desc(), complaint.c.id.desc())
    )
    return [opened(vault, row) for row in await connection.execute(query)]


async def tie(connection: AsyncConnection, vault: Vault, case_id: int, reporter: int) -> None:
    """Keeps the thread to a person, sealed. Raises IntegrityError where there is one."""
    thread = {
        "complaint_id": case_id,
        "lookup": _lookup(vault, reporter),
        "sealed_reporter": vault.seal_text("reporter", identity(case_id), str(reporter)),
    }
    await connection.execute(_LINK, thread)


async def cut_link(connection: AsyncConnection, case_id: int) -> None:
    """Cuts the thread: from now on nobody can find out or reach who reported this case."""
    await connection.execute(sa.delete(reporter_link).where(reporter_link.c.complaint_id == case_id))


def _lookup(vault: Vault, person_id: int) -> bytes:
    return vault.hash_of("reporter", str(person_id))
