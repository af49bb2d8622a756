"""Certificates, and the record of visits they are made from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import AssignmentState, Visit
from domain.certificate import Certificate, Paper, Record
from storage import versioned
from storage.fieldwork import findings
from storage.schema.volunteer_tables import assignment, visit, volunteer
from storage.schema.volunteer_tables import certificate as table
from storage.vault import Vault


async def insert(connection: AsyncConnection, vault: Vault, one: Certificate, *, by: int | None) -> Certificate:
    """Keeps a new certificate; `id` of the one given is ignored. Raises IntegrityError for a code that is taken."""
    said = {
        "initials": one.initials,
        "paper": one.paper,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "visits": one.record.visits,
        "minutes": one.record.minutes,
        "findings": one.record.findings,
    }
    values = {
        "code": one.code,
        "person_id": one.person_id,
        "sealed_content": vault.seal_json("certificate", one.code, said),
        "made_by": by,
        "made_at": one.made_at,
    }
    return replace(one, id=await versioned.add(connection, table, values))


def _opened(vault: Vault, row: sa.Row[Any]) -> Certificate:
    if not row.sealed_content:
        nothing = row.made_at.date()
        return Certificate(row.id, row.code, None, "", nothing, nothing, Record(), row.made_at, row.revoked_at)
    said = vault.open_json("certificate", row.code, row.sealed_content)
    return Certificate(
        row.id,
        row.code,
        row.person_id,
        said["initials"],
        date.fromisoformat(said["first"]),
        date.fromisoformat(said["last"]),
        Record(said["visits"], said["minutes"], said["findings"]),
        row.made_at,
        row.revoked_at,
        Paper(said["paper"]),
    )


async def find(connection: AsyncConnection, vault: Vault, code: str) -> Certificate | None:
    """The certificate with this code; an empty one, not genuine, where the person was erased."""
    row = (await connection.execute(sa.select(table).where(table.c.code == code))).first()
    return None if row is None else _opened(vault, row)


async def of_person(connection: AsyncConnection, vault: Vault, person_id: int) -> list[Certificate]:
    """Somebody's certificates, newest first."""
    query = sa.select(table).where(table.c.person_id == person_id).order_by(table.c.id.desc())
    return [_opened(vault, row) for row in await connection.execute(query)]


async def revoke(connection: AsyncConnection, code: str, *, at: datetime) -> bool:
    """It no longer counts; False if it did not before."""
    which = (table.c.code == code) & table.c.revoked_at.is_(None)
    return (await connection.execute(sa.update(table).where(which).values(revoked_at=at))).rowcount > 0


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """Initials are erased; that there was a certificate with this code stays known."""
    values = {"person_id": None, "sealed_content": b""}
    await connection.execute(sa.update(table).where(table.c.person_id == person_id).values(**values))


async def record(connection: AsyncConnection, person_id: int, *, since: datetime, until: datetime) -> Record:
    """What somebody did in this time: approved visits, their minutes, findings confirmed."""
    query = (
        sa.select(visit.c.checked_in_at, visit.c.started_at, visit.c.finished_at)
        .join(assignment, assignment.c.id == visit.c.assignment_id)
        .where(assignment.c.volunteer_id == person_id, assignment.c.state == AssignmentState.APPROVED)
        .where(visit.c.finished_at >= since, visit.c.finished_at < until)
    )
    visits = [Visit(0, row[0], None, row[1], row[2]) for row in await connection.execute(query)]
    confirmed = await findings.confirmed_of(connection, person_id, since=since, until=until)
    return Record(len(visits), sum(one.minutes for one in visits), confirmed)


async def records(
    connection: AsyncConnection, *, since: datetime, until: datetime, regions: Collection[str] | None = None
) -> dict[int, Record]:
    """What everybody did in this time by person, as `record`; of volunteers of these regions (None: of all)."""
    query = (
        sa.select(assignment.c.volunteer_id, visit.c.checked_in_at, visit.c.started_at, visit.c.finished_at)
        .join(assignment, assignment.c.id == visit.c.assignment_id)
        .join(volunteer, volunteer.c.person_id == assignment.c.volunteer_id)
        .where(assignment.c.state == AssignmentState.APPROVED)
        .where(visit.c.finished_at >= since, visit.c.finished_at < until)
    )
    if regions is not None:
        query = query.where(volunteer.c.region.in_(sorted(regions)))
    minutes: dict[int, list[int]] = {}
    for person_id, checked_in, started, finished in await connection.execute(query):
        minutes.setdefault(person_id, []).append(Visit(0, checked_in, None, started, finished).minutes)
    confirmed = await findings.confirmed(connection, since=since, until=until)
    return {one: Record(len(each), sum(each), confirmed.get(one, 0)) for one, each in minutes.items()}
