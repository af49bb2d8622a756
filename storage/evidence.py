"""Rows of evidence: what was sent, whether the file is with us yet. The files themselves lie encrypted on disk.

While it belongs to a draft a row knows its person; in a case or a submission it must not, so that no table says who
reported what.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.complaint import ENDED
from domain.evidence import Evidence, Failure, Kind, Purpose, Stage
from storage.schema.tables import complaint, draft, evidence
from storage.schema.triage_tables import case_merge
from storage.vault import Vault

_ABOUT = ("file_id", "name", "caption", "mime", "sha256", "sealed_on")
"""Sealed: a file id leads to the file, a hash shows whoever has the file that it is here."""


def _row(vault: Vault, one: Evidence, number: int) -> dict[str, Any]:
    handed_in = one.case_id is not None or one.submission_id is not None
    if handed_in and (one.person_id is not None or one.draft_id is not None):
        raise ValueError("a file of a case or a submission does not name its sender")
    return {
        "person_id": one.person_id,
        "draft_id": one.draft_id,
        "complaint_id": one.case_id,
        "submission_id": one.submission_id,
        "purpose": one.purpose,
        "kind": one.kind,
        "position": one.position,
        "state": one.stage,
        "reason": one.failure,
        "size": one.size,
        "sealed_about": vault.seal_json("evidence", str(number), {name: getattr(one, name) for name in _ABOUT}),
        "attempts": one.attempts,
    }


def _opened(vault: Vault, row: sa.Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        kind=Kind(row.kind),
        position=row.position,
        stage=Stage(row.state),
        failure=None if row.reason is None else Failure(row.reason),
        person_id=row.person_id,
        draft_id=row.draft_id,
        case_id=row.complaint_id,
        submission_id=row.submission_id,
        purpose=None if row.purpose is None else Purpose(row.purpose),
        size=row.size,
        attempts=row.attempts,
        **vault.open_json("evidence", str(row.id), row.sealed_about),
    )


async def insert(connection: AsyncConnection, vault: Vault, one: Evidence, *, at: datetime) -> int:
    """Keeps a new row, due to be fetched at once; its id. `one.id` is ignored.

    Raises ValueError for a row that belongs to a case or a submission and still names its sender.
    """
    number = secrets.randbits(52)
    values = _row(vault, one, number)
    await connection.execute(sa.insert(evidence).values(**values, id=number, created_at=at, due_at=at))
    return number


async def save(connection: AsyncConnection, vault: Vault, one: Evidence) -> None:
    """Stores the changed row. Raises LookupError if there is none; ValueError as `insert`."""
    done = await connection.execute(
        sa.update(evidence).where(evidence.c.id == one.id).values(**_row(vault, one, one.id))
    )
    if done.rowcount == 0:
        raise LookupError("no such evidence")


async def find(connection: AsyncConnection, vault: Vault, evidence_id: int) -> Evidence | None:
    """The row with this id."""
    row = (await connection.execute(sa.select(evidence).where(evidence.c.id == evidence_id))).first()
    return None if row is None else _opened(vault, row)


async def of_case(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Evidence]:
    """The evidence of a case, in order."""
    return await _listed(connection, vault, evidence.c.complaint_id == case_id)


async def received(connection: AsyncConnection, case_id: int) -> dict[int, datetime]:
    """When each file of a case was received."""
    query = sa.select(evidence.c.id, evidence.c.created_at).where(evidence.c.complaint_id == case_id)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def of_draft(connection: AsyncConnection, vault: Vault, draft_id: int) -> list[Evidence]:
    """The evidence of an open draft, in order."""
    return await _listed(connection, vault, evidence.c.draft_id == draft_id)


async def of_submissions(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> dict[int, list[Evidence]]:
    """The files of these submissions, in order."""
    found: dict[int, list[Evidence]] = {}
    for one in await _listed(connection, vault, evidence.c.submission_id.in_(ids)):
        found.setdefault(one.submission_id or 0, []).append(one)
    return found


async def share(connection: AsyncConnection, submission_id: int, case_id: int) -> int:
    """The files of a submission are evidence of a case as well; those that belong to another case stay there. How
    many."""
    which = (evidence.c.submission_id == submission_id) & evidence.c.complaint_id.is_(None)
    return (await connection.execute(sa.update(evidence).where(which).values(complaint_id=case_id))).rowcount


async def uploads(connection: AsyncConnection, person_id: int, purpose: Purpose) -> int:
    """How many files of this purpose are on their way from the person."""
    counted = sa.select(sa.func.count()).where(evidence.c.person_id == person_id, evidence.c.purpose == purpose)
    return (await connection.execute(counted)).scalar_one()


async def of_purpose(connection: AsyncConnection, vault: Vault, person_id: int, purpose: Purpose) -> list[Evidence]:
    """The files that a person has sent for this purpose and that are still there."""
    return await _listed(connection, vault, (evidence.c.person_id == person_id) & (evidence.c.purpose == purpose))


async def older(connection: AsyncConnection, purpose: Purpose, *, before: datetime, limit: int = 100) -> list[int]:
    """Files of this purpose that came before then."""
    query = sa.select(evidence.c.id).where(evidence.c.purpose == purpose, evidence.c.created_at < before).limit(limit)
    return list((await connection.execute(query)).scalars())


async def _listed(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> list[Evidence]:
    query = sa.select(evidence).where(which).order_by(evidence.c.position, evidence.c.created_at, evidence.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def count(connection: AsyncConnection, *, draft_id: int | None = None, case_id: int | None = None) -> int:
    """How many rows belong to the draft, or else to the case. Raises ValueError without either."""
    if draft_id is None and case_id is None:
        raise ValueError("of a draft or of a case")
    which = evidence.c.draft_id == draft_id if draft_id is not None else evidence.c.complaint_id == case_id
    counted = sa.select(sa.func.count()).select_from(evidence).where(which)
    return (await connection.execute(counted)).scalar_one()


async def weight(connection: AsyncConnection, *, draft_id: int | None = None, case_id: int | None = None) -> int:
    """The bytes of all files of the draft, or else of the case, as far as they are known."""
    which = evidence.c.draft_id == draft_id if draft_id is not None else evidence.c.complaint_id == case_id
    summed = sa.select(sa.func.coalesce(sa.func.sum(evidence.c.size), 0)).where(which)
    return int((await connection.execute(summed)).scalar_one())


async def due(connection: AsyncConnection, vault: Vault, now: datetime, *, limit: int = 20) -> list[Evidence]:
    """Files that should be fetched now, the one that waits longest first."""
    query = (
        sa.select(evidence)
        .where(evidence.c.state == Stage.PENDING, evidence.c.due_at <= now)
        .order_by(evidence.c.due_at, evidence.c.id)
        .limit(limit)
    )
    return [_opened(vault, row) for row in await connection.execute(query)]


async def postpone(connection: AsyncConnection, evidence_id: int, *, at: datetime) -> None:
    """It could not be fetched: one attempt more, due again at `at`."""
    await connection.execute(
        sa.update(evidence).where(evidence.c.id == evidence_id).values(due_at=at, attempts=evidence.c.attempts + 1)
    )


async def drop(connection: AsyncConnection, evidence_id: int) -> None:
    """Erases the row; erasing the file is the caller's."""
    await connection.execute(sa.delete(evidence).where(evidence.c.id == evidence_id))


async def to_seal(connection: AsyncConnection, *, ended_before: datetime, limit: int) -> list[int]:
    """Files of cases that ended before then and are not closed to the offline key yet. A case that was merged ends
    with the one it was merged into; photos of visits are not among them: they are findings, and nobody's secret."""
    main = complaint.alias("main")
    state = sa.func.coalesce(main.c.state, complaint.c.state)
    query = (
        sa.select(evidence.c.id)
        .join(complaint, complaint.c.id == evidence.c.complaint_id)
        .outerjoin(case_merge, case_merge.c.complaint_id == complaint.c.id)
        .outerjoin(main, main.c.id == case_merge.c.into_id)
        .where(evidence.c.state == Stage.STORED, evidence.c.submission_id.is_(None), evidence.c.purpose.is_(None))
        .where(state.in_(sorted(ENDED)), sa.func.coalesce(main.c.updated_at, complaint.c.updated_at) < ended_before)
        .order_by(evidence.c.complaint_id, evidence.c.id)
        .limit(limit)
    )
    return list((await connection.execute(query)).scalars())


async def orphans(connection: AsyncConnection, *, since: datetime, limit: int = 100) -> list[int]:
    """Rows older than `since` whose draft was dropped: ids of files to erase, then to `drop`. Files sent for a
    purpose of their own are not among them: their row goes when they are dealt with."""
    open_drafts = sa.select(draft.c.id)
    query = (
        sa.select(evidence.c.id)
        .where(evidence.c.complaint_id.is_(None), evidence.c.submission_id.is_(None), evidence.c.purpose.is_(None))
        .where(evidence.c.created_at < since)
        .where(evidence.c.draft_id.is_(None) | evidence.c.draft_id.not_in(open_drafts))
        .limit(limit)
    )
    return list((await connection.execute(query)).scalars())
