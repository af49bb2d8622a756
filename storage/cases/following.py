"""Who else a case concerns: those whose complaints were merged into it, and those who said «me too».

As with reporters, a person stands here sealed and under a keyed hash only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from storage.cases.case_rows import identity, opened
from storage.schema.tables import complaint, reporter_link
from storage.schema.triage_tables import case_merge, me_too, shared_case
from storage.vault import Vault


@dataclass(frozen=True)
class Follower:
    """Somebody who hears how a case goes. `case_id` and `code` are those they know: their own complaint's, or (where
    `joined`) the case itself and the code they joined by. `link` tells them apart without naming anybody."""

    person_id: int
    case_id: int
    code: str
    joined: bool
    link: str


@dataclass(frozen=True)
class Shared:
    """A case that others may join, with the words they read. `code` is not the reporter's."""

    case_id: int
    code: str
    words: str
    is_open: bool


# ------------------------------------------------------------------ merged


async def merge(connection: AsyncConnection, case_id: int, into_id: int, *, by: int, at: datetime) -> None:
    """Notes where a case went; what was merged into it goes along."""
    follow = sa.update(case_merge).where(case_merge.c.into_id == case_id).values(into_id=into_id)
    await connection.execute(follow)
    row = {"complaint_id": case_id, "into_id": into_id, "merged_by": by, "at": at}
    await connection.execute(sa.insert(case_merge).values(row))


async def split(connection: AsyncConnection, case_id: int) -> None:
    """The case stands for itself again."""
    await connection.execute(sa.delete(case_merge).where(case_merge.c.complaint_id == case_id))


async def point(connection: AsyncConnection, case_id: int, into_id: int) -> None:
    """A merged case belongs to another one than before."""
    await connection.execute(sa.update(case_merge).where(case_merge.c.complaint_id == case_id).values(into_id=into_id))


async def merged_into(connection: AsyncConnection, case_id: int) -> int | None:
    """Where a merged case went."""
    query = sa.select(case_merge.c.into_id).where(case_merge.c.complaint_id == case_id)
    found: int | None = await connection.scalar(query)
    return found


async def merged_at(connection: AsyncConnection, case_id: int) -> datetime | None:
    """When a case was merged into another."""
    found: datetime | None = await connection.scalar(
        sa.select(case_merge.c.at).where(case_merge.c.complaint_id == case_id)
    )
    return found


async def merged_cases(connection: AsyncConnection, into_id: int) -> list[tuple[int, str]]:
    """Ids and codes of the cases that were merged into this one, the oldest first."""
    query = (
        sa.select(complaint.c.id, complaint.c.code)
        .join(case_merge, case_merge.c.complaint_id == complaint.c.id)
        .where(case_merge.c.into_id == into_id)
        .order_by(complaint.c.id)
    )
    return [(row.id, row.code) for row in await connection.execute(query)]


# ------------------------------------------------------------------ everybody concerned


async def followers(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Follower]:
    """Everybody but the case's own reporter, each once: reporters of what was merged into it, and who joined."""
    merged = await connection.execute(
        sa.select(complaint.c.id, complaint.c.code, reporter_link.c.lookup, reporter_link.c.sealed_reporter)
        .join(case_merge, case_merge.c.complaint_id == complaint.c.id)
        .join(reporter_link, reporter_link.c.complaint_id == complaint.c.id)
        .where(case_merge.c.into_id == case_id)
        .order_by(complaint.c.id)
    )
    found: dict[bytes, Follower] = {}
    for row in merged:
        person = int(vault.open_text("reporter", identity(row.id), row.sealed_reporter))
        found.setdefault(row.lookup, Follower(person, row.id, row.code, joined=False, link=f"merged-{row.id}"))
    joined = await connection.execute(
        sa.select(me_too, shared_case.c.code)
        .join(shared_case, shared_case.c.complaint_id == me_too.c.complaint_id)
        .where(me_too.c.complaint_id.in_(_family(case_id)))
        .order_by(me_too.c.id)
    )
    for row in joined:
        one = Follower(_person(vault, row), row.complaint_id, row.code, joined=True, link=f"joined-{row.id}")
        found.setdefault(row.lookup, one)
    own = sa.select(reporter_link.c.lookup).where(reporter_link.c.complaint_id == case_id)
    found.pop(await connection.scalar(own) or b"", None)
    return list(found.values())


async def people_concerned(connection: AsyncConnection, case_id: int) -> int:
    """How many people reported this or joined, each counted once; who cut the thread is no longer counted."""
    links = sa.select(reporter_link.c.lookup).where(reporter_link.c.complaint_id.in_(_family(case_id)))
    joins = sa.select(me_too.c.lookup).where(me_too.c.complaint_id.in_(_family(case_id)))
    every = sa.union(links, joins).subquery()
    return (await connection.execute(sa.select(sa.func.count()).select_from(every))).scalar_one()


def _family(case_id: int) -> sa.ScalarSelect[int] | sa.CompoundSelect[tuple[int]]:
    """The case and what was merged into it."""
    merged = sa.select(case_merge.c.complaint_id).where(case_merge.c.into_id == case_id)
    return sa.union_all(sa.select(sa.literal(case_id)), merged)


def _person(vault: Vault, row: Any) -> int:
    return int(vault.open_text("me-too", f"{identity(row.complaint_id)}/{row.lookup.hex()}", row.sealed_person))


# ------------------------------------------------------------------ me too


async def join(connection: AsyncConnection, vault: Vault, case_id: int, person_id: int, *, at: datetime) -> None:
    """Adds a person to those concerned."""
    lookup = vault.hash_of("reporter", str(person_id))
    sealed = vault.seal_text("me-too", f"{identity(case_id)}/{lookup.hex()}", str(person_id))
    row = {"complaint_id": case_id, "lookup": lookup, "sealed_person": sealed, "at": at}
    await connection.execute(sa.insert(me_too).values(row))


async def leave(connection: AsyncConnection, vault: Vault, case_id: int, person_id: int) -> None:
    """The person no longer belongs to it."""
    mine = (me_too.c.complaint_id == case_id) & (me_too.c.lookup == vault.hash_of("reporter", str(person_id)))
    await connection.execute(sa.delete(me_too).where(mine))


async def has_joined(connection: AsyncConnection, vault: Vault, case_id: int, person_id: int) -> bool:
    """Whether the person said «me too»."""
    mine = (me_too.c.complaint_id == case_id) & (me_too.c.lookup == vault.hash_of("reporter", str(person_id)))
    return await connection.scalar(sa.select(me_too.c.id).where(mine)) is not None


async def joined_by(connection: AsyncConnection, vault: Vault, person_id: int) -> list[tuple[Shared, Case]]:
    """What the person has joined, the newest first."""
    query = (
        sa.select(complaint)
        .join(me_too, me_too.c.complaint_id == complaint.c.id)
        .where(me_too.c.lookup == vault.hash_of("reporter", str(person_id)))
        .order_by(me_too.c.id.desc())
    )
    found = [opened(vault, row) for row in await connection.execute(query)]
    pages = [(await shared(connection, vault, case.id), case) for case in found]
    return [(page, case) for page, case in pages if page is not None]


# ------------------------------------------------------------------ cases that others may join


async def share(
    connection: AsyncConnection, vault: Vault, case_id: int, code: str, words: str, *, by: int, at: datetime
) -> None:
    """Opens a case for others; opened again, it keeps its code."""
    sealed = vault.seal_text("shared", identity(case_id), words)
    changed = {"sealed_words": sealed, "opened_by": by, "opened_at": at, "closed_at": None}
    done = await connection.execute(
        sa.update(shared_case).where(shared_case.c.complaint_id == case_id).values(**changed)
    )
    if not done.rowcount:
        await connection.execute(sa.insert(shared_case).values(complaint_id=case_id, code=code, **changed))


async def unshare(connection: AsyncConnection, case_id: int, *, at: datetime) -> None:
    """Nobody joins any more; who has, still hears."""
    await connection.execute(sa.update(shared_case).where(shared_case.c.complaint_id == case_id).values(closed_at=at))


async def shared(connection: AsyncConnection, vault: Vault, case_id: int) -> Shared | None:
    """What others read of the case, if it was ever opened for them."""
    return await _shared(connection, vault, shared_case.c.complaint_id == case_id)


async def shared_as(connection: AsyncConnection, vault: Vault, code: str) -> Shared | None:
    """By the code for joining."""
    return await _shared(connection, vault, shared_case.c.code == code)


async def _shared(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> Shared | None:
    row = (await connection.execute(sa.select(shared_case).where(which))).first()
    if row is None:
        return None
    words = vault.open_text("shared", identity(row.complaint_id), row.sealed_words)
    return Shared(row.complaint_id, row.code, words, row.closed_at is None)
