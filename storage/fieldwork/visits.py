"""What happened at a place: check-in, outcome, what was noticed, fingerprints of photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import Visit, VisitOutcome
from domain.place import Point
from domain.quality import Flag, Sign
from storage.schema.tables import evidence
from storage.schema.volunteer_tables import assignment, campaign, photo_print, visit, visit_flag
from storage.vault import Vault

_PLAIN = ("checked_in_at", "metres", "started_at", "finished_at", "submission_id")
_FIND = sa.select(visit).where(visit.c.assignment_id == sa.bindparam("id"))


async def find(connection: AsyncConnection, vault: Vault, assignment_id: int) -> Visit:
    """What is known of a visit; an empty one where nothing has begun."""
    row = (await connection.execute(_FIND, {"id": assignment_id})).first()
    return Visit(assignment_id) if row is None else _opened(vault, row)


async def of_assignments(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> dict[int, Visit]:
    """Visits by assignment."""
    rows = await connection.execute(sa.select(visit).where(visit.c.assignment_id.in_(sorted(set(ids)))))
    return {row.assignment_id: _opened(vault, row) for row in rows}


def _opened(vault: Vault, row: sa.Row[Any]) -> Visit:
    words = row.sealed_words
    return Visit(
        assignment_id=row.assignment_id,
        outcome=None if row.outcome is None else VisitOutcome(row.outcome),
        words=vault.open_text("visit", str(row.assignment_id), words) if words else "",
        **{name: getattr(row, name) for name in _PLAIN},
    )


async def save(connection: AsyncConnection, vault: Vault, one: Visit, *, location: Point | None = None) -> None:
    """Stores what is known of a visit. `location`, where the volunteer was, is sealed and only ever written."""
    identity = str(one.assignment_id)
    values: dict[str, Any] = {"assignment_id": one.assignment_id, **{name: getattr(one, name) for name in _PLAIN}}
    values["outcome"] = one.outcome
    values["sealed_words"] = vault.seal_text("visit", identity, one.words) if one.words else None
    if location is not None:
        where = [location.latitude, location.longitude]
        values["sealed_location"] = vault.seal_json("visit-location", identity, where)
    await connection.execute(_saving(connection.dialect.name, location is not None), values)


@cache
def _saving(dialect: str, with_location: bool) -> sa.Insert:
    """Built once for each kind; what is stored is known when it is executed."""
    make = sqlite_insert if dialect == "sqlite" else postgresql_insert
    names = [*_PLAIN, "outcome", "sealed_words", *(["sealed_location"] if with_location else [])]
    adding = make(visit)
    return adding.on_conflict_do_update(
        index_elements=["assignment_id"], set_={name: adding.excluded[name] for name in names}
    )


async def put_flags(connection: AsyncConnection, assignment_id: int, signs: Iterable[Sign], *, at: datetime) -> None:
    """Adds what was noticed; what was noticed before is replaced by the new measure."""
    for sign in signs:
        same = (visit_flag.c.assignment_id == assignment_id) & (visit_flag.c.flag == sign.flag)
        await connection.execute(sa.delete(visit_flag).where(same))
        row = {"assignment_id": assignment_id, "flag": sign.flag, "value": sign.value, "at": at}
        await connection.execute(sa.insert(visit_flag).values(**row))


async def drop_flag(connection: AsyncConnection, assignment_id: int, flag: Flag) -> None:
    """It is no longer so: an answer was changed."""
    same = (visit_flag.c.assignment_id == assignment_id) & (visit_flag.c.flag == flag)
    await connection.execute(sa.delete(visit_flag).where(same))


async def flags(connection: AsyncConnection, ids: Collection[int]) -> dict[int, tuple[Sign, ...]]:
    """What was noticed, by assignment."""
    query = sa.select(visit_flag).where(visit_flag.c.assignment_id.in_(sorted(set(ids)))).order_by(visit_flag.c.flag)
    found: dict[int, list[Sign]] = defaultdict(list)
    for row in await connection.execute(query):
        found[row.assignment_id].append(Sign(Flag(row.flag), row.value))
    return {number: tuple(signs) for number, signs in found.items()}


async def put_prints(connection: AsyncConnection, assignment_id: int, prints: Mapping[int, int]) -> None:
    """Keeps the fingerprints of a visit's photos, by evidence id."""
    rows = [
        {"evidence_id": number, "assignment_id": assignment_id, "bits": f"{bits:016x}"}
        for number, bits in prints.items()
    ]
    if rows:
        await connection.execute(sa.insert(photo_print), rows)


async def photos_without_print(connection: AsyncConnection, *, limit: int) -> list[tuple[int, int]]:
    """Photos of visits that are kept and have no fingerprint yet: assignment and evidence ids."""
    query = (
        sa.select(visit.c.assignment_id, evidence.c.id)
        .join(evidence, evidence.c.submission_id == visit.c.submission_id)
        .outerjoin(photo_print, photo_print.c.evidence_id == evidence.c.id)
        .where(photo_print.c.evidence_id.is_(None), evidence.c.state == "stored", evidence.c.kind == "photo")
        .order_by(evidence.c.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in await connection.execute(query)]


async def prints(connection: AsyncConnection, *, besides: int) -> list[int]:
    """The fingerprints of all photos but those of this assignment."""
    query = sa.select(photo_print.c.bits).where(photo_print.c.assignment_id != besides)
    return [int(bits, 16) for bits in (await connection.execute(query)).scalars()]


async def submission_ids(
    connection: AsyncConnection, form: str, *, besides: int, since: datetime, limit: int = 500
) -> list[int]:
    """The latest submissions of other visits with this form, for comparing texts."""
    query = (
        sa.select(visit.c.submission_id)
        .join(assignment, assignment.c.id == visit.c.assignment_id)
        .join(campaign, campaign.c.id == assignment.c.campaign_id)
        .where(campaign.c.form == form, visit.c.assignment_id != besides, visit.c.submission_id.is_not(None))
        .where(visit.c.finished_at >= since)
        .order_by(visit.c.finished_at.desc())
        .limit(limit)
    )
    return list((await connection.execute(query)).scalars())


async def forget_locations(connection: AsyncConnection, assignment_ids: Collection[int]) -> None:
    """Forgets where the volunteer was."""
    which = visit.c.assignment_id.in_(sorted(assignment_ids))
    await connection.execute(sa.update(visit).where(which).values(sealed_location=None, sealed_words=None))
