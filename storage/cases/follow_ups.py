"""Questions after a closing: which cases are closed since when, who was asked, what they answered."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.follow_up import Answer
from storage.schema.outreach_tables import closing, follow_up
from storage.schema.tables import complaint
from storage.vault import Vault


@dataclass(frozen=True)
class Closing:
    """A closed case whose people are to be asked."""

    case_id: int
    closed_at: datetime


@dataclass(frozen=True)
class Asked:
    """A question to one person, and what they answered."""

    id: int
    case_id: int
    closed_at: datetime
    days: int
    answer: Answer | None


async def watch(connection: AsyncConnection, case_id: int, closed_at: datetime, *, next_at: datetime | None) -> None:
    """Notes that a case was closed (again)."""
    await forget(connection, case_id)
    row = {"complaint_id": case_id, "closed_at": closed_at, "next_at": next_at}
    await connection.execute(sa.insert(closing).values(row))


async def set_next(connection: AsyncConnection, case_id: int, at: datetime | None) -> None:
    """When its people are asked next."""
    await connection.execute(sa.update(closing).where(closing.c.complaint_id == case_id).values(next_at=at))


async def forget(connection: AsyncConnection, case_id: int) -> None:
    """The case is not closed any more."""
    await connection.execute(sa.delete(closing).where(closing.c.complaint_id == case_id))


async def due(connection: AsyncConnection, now: datetime, *, limit: int) -> list[Closing]:
    """Closed cases whose people are to be asked now, those that have waited longest first."""
    query = (
        sa.select(closing.c.complaint_id, closing.c.closed_at)
        .where(closing.c.next_at <= now)
        .order_by(closing.c.next_at, closing.c.complaint_id)
        .limit(limit)
    )
    return [Closing(row.complaint_id, row.closed_at) for row in await connection.execute(query)]


async def closed_at(connection: AsyncConnection, case_id: int) -> datetime | None:
    """When the case was closed; None for one that is not."""
    at: datetime | None = await connection.scalar(
        sa.select(closing.c.closed_at).where(closing.c.complaint_id == case_id)
    )
    return at


async def ask(
    connection: AsyncConnection, vault: Vault, one: Closing, days: int, person_id: int, *, at: datetime
) -> int | None:
    """Notes that the person is asked; the question's id. None where they were asked this before, or want no questions
    about this case."""
    lookup = _lookup(vault, person_id)
    query = sa.select(follow_up.c.id).where(
        follow_up.c.complaint_id == one.case_id,
        follow_up.c.lookup == lookup,
        ((follow_up.c.closed_at == one.closed_at) & (follow_up.c.days == days)) | (follow_up.c.answer == Answer.NEVER),
    )
    if await connection.scalar(query) is not None:
        return None
    number = secrets.randbits(52)  # never given twice, also not after an erasure: the outbox remembers its key
    row = {"complaint_id": one.case_id, "closed_at": one.closed_at, "days": days, "lookup": lookup, "asked_at": at}
    await connection.execute(sa.insert(follow_up).values(id=number, **row))
    return number


async def find(connection: AsyncConnection, vault: Vault, number: int, person_id: int) -> Asked | None:
    """A question that this person was asked."""
    query = sa.select(follow_up).where(follow_up.c.id == number, follow_up.c.lookup == _lookup(vault, person_id))
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    return Asked(row.id, row.complaint_id, row.closed_at, row.days, Answer(row.answer) if row.answer else None)


async def answer(connection: AsyncConnection, number: int, said: Answer, *, at: datetime) -> None:
    """Keeps an answer; a later one takes its place."""
    values = {"answer": said, "answered_at": at}
    await connection.execute(sa.update(follow_up).where(follow_up.c.id == number).values(values))


async def noes(connection: AsyncConnection, case_id: int, since: datetime) -> int:
    """How many «no» were said about this closing."""
    query = sa.select(sa.func.count()).where(
        follow_up.c.complaint_id == case_id, follow_up.c.closed_at == since, follow_up.c.answer == Answer.NO
    )
    return (await connection.execute(query)).scalar_one()


async def open_questions(connection: AsyncConnection, case_id: int, vault: Vault, person_id: int) -> list[int]:
    """Questions about a case that the person has not answered."""
    query = sa.select(follow_up.c.id).where(
        follow_up.c.complaint_id == case_id,
        follow_up.c.lookup == _lookup(vault, person_id),
        follow_up.c.answer.is_(None),
    )
    return list((await connection.execute(query)).scalars())


async def unanswered(connection: AsyncConnection, case_id: int) -> list[int]:
    """Questions about a case that nobody has answered."""
    query = sa.select(follow_up.c.id).where(follow_up.c.complaint_id == case_id, follow_up.c.answer.is_(None))
    return list((await connection.execute(query)).scalars())


async def counts(
    connection: AsyncConnection, since: datetime, until: datetime, *, regions: Collection[str] | None = None
) -> dict[Answer, int]:
    """How often each answer was given from `since` up to `until`, about cases of these regions (None: all)."""
    query = (
        sa.select(follow_up.c.answer, sa.func.count())
        .where(follow_up.c.answered_at >= since, follow_up.c.answered_at < until)
        .group_by(follow_up.c.answer)
    )
    if regions is not None:
        query = query.join(complaint, complaint.c.id == follow_up.c.complaint_id)
        query = query.where(complaint.c.region.in_(sorted(regions)))
    found = {Answer(said): number for said, number in await connection.execute(query)}
    return {said: found.get(said, 0) for said in Answer}


async def forget_person(connection: AsyncConnection, vault: Vault, person_id: int, case_id: int | None = None) -> None:
    """Forgets who was asked (about one case, or all); what they answered stays counted."""
    which = follow_up.c.lookup == _lookup(vault, person_id)
    if case_id is not None:
        which &= follow_up.c.complaint_id == case_id
    await connection.execute(sa.update(follow_up).where(which).values(lookup=None))


def _lookup(vault: Vault, person_id: int) -> bytes:
    return vault.hash_of("reporter", str(person_id))
