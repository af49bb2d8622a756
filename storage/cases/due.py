"""What is due in cases: kept, settled, found by case, by who works on it, and by what the clock has to say."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import ENDED
from domain.due import Due, Stage
from domain.service_levels import DueKind
from storage.cases.case_conditions import bare_number, in_regions
from storage.cases.case_rows import opened
from storage.schema.columns import EPOCH, MICROSECOND, microseconds
from storage.schema.due_tables import due_item
from storage.schema.tables import complaint
from storage.vault import Vault

_OPEN = due_item.c.settled_at.is_(None)
_RUNNING = _OPEN & due_item.c.stopped_at.is_(None)


@dataclass(frozen=True)
class DueQuery:
    """Whose: `person_id` for the cases of one coordinator and those of nobody in `regions` (None: all regions)."""

    person_id: int
    regions: frozenset[str] | None

    def condition(self) -> sa.ColumnElement[bool]:
        """As SQL over complaint joined to due_item."""
        assignee = bare_number(complaint.c.assignee_id)  # what is due is little, a coordinator's cases are many
        return (assignee == self.person_id) | (assignee.is_(None) & in_regions(self.regions))


async def insert(connection: AsyncConnection, due: Due) -> Due:
    """Keeps something new to wait for; returns it with its id. Raises IntegrityError where the same is open."""
    row = {**_row(due), "complaint_id": due.case_id, "kind": due.kind, "ref": due.ref}
    return replace(due, id=(await connection.execute(_INSERT, row)).scalar_one())


_INSERT = sa.insert(due_item).returning(due_item.c.id)


async def save(connection: AsyncConnection, due: Due) -> None:
    """Stores what has changed."""
    await connection.execute(sa.update(due_item).where(due_item.c.id == due.id).values(**_row(due)))


async def find(connection: AsyncConnection, due_id: int) -> Due | None:
    """The one with this id."""
    row = (await connection.execute(sa.select(due_item).where(due_item.c.id == due_id))).first()
    return None if row is None else _due(row)


async def of_case(connection: AsyncConnection, case_id: int) -> list[Due]:
    """Everything that is waited for in a case, the first due on top."""
    query = sa.select(due_item).where(due_item.c.complaint_id == case_id, _OPEN)
    return [_due(row) for row in await connection.execute(query.order_by(due_item.c.due_at, due_item.c.id))]


async def all_of_case(connection: AsyncConnection, case_id: int) -> list[Due]:
    """Also what has come."""
    query = sa.select(due_item).where(due_item.c.complaint_id == case_id).order_by(due_item.c.id)
    return [_due(row) for row in await connection.execute(query)]


async def all_open(connection: AsyncConnection) -> list[Due]:
    """Everything that is waited for anywhere."""
    return [_due(row) for row in await connection.execute(sa.select(due_item).where(_OPEN).order_by(due_item.c.id))]


async def to_look_at(connection: AsyncConnection, now: datetime) -> list[Due]:
    """What the clock may have to say something about."""
    query = sa.select(due_item).where(due_item.c.look_at <= now, _RUNNING).order_by(due_item.c.look_at, due_item.c.id)
    return [_due(row) for row in await connection.execute(query)]


async def listed(
    connection: AsyncConnection, vault: Vault, query: DueQuery, *, after: datetime | None, until: datetime,
    offset: int = 0, limit: int = 10,
) -> list[tuple[Due, Case]]:  # fmt: skip
    """What is due from `after` (None: ever) up to `until`, the first on top, with its case."""
    joined = sa.select(due_item, complaint).join(complaint, complaint.c.id == due_item.c.complaint_id)
    wanted = joined.where(*_between(query, after, until)).order_by(due_item.c.due_at, due_item.c.id)
    found = (await connection.execute(wanted.offset(offset).limit(limit).with_only_columns(due_item))).all()
    cases = await _cases(connection, vault, {row.complaint_id for row in found})
    return [(_due(row), cases[row.complaint_id]) for row in found]


async def count(connection: AsyncConnection, query: DueQuery, *, after: datetime | None, until: datetime) -> int:
    """How many there are of those on all pages."""
    counted = sa.select(sa.func.count()).select_from(due_item)
    counted = counted.join(complaint, complaint.c.id == due_item.c.complaint_id)
    return (await connection.execute(counted.where(*_between(query, after, until)))).scalar_one()


def _between(query: DueQuery, after: datetime | None, until: datetime) -> Sequence[sa.ColumnElement[bool]]:
    found = [_RUNNING, due_item.c.due_at <= until, query.condition()]
    return found if after is None else [*found, due_item.c.due_at > after]


async def _cases(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> dict[int, Case]:
    query = sa.select(complaint).where(complaint.c.id.in_(ids))
    return {row.id: opened(vault, row) for row in await connection.execute(query)}


def late_cases(now: datetime) -> sa.ColumnElement[bool]:
    """Cases in which something is overdue, as a condition on complaint."""
    return complaint.c.id.in_(sa.select(due_item.c.complaint_id).where(_RUNNING, due_item.c.due_at < now))


def _row(due: Due) -> dict[str, Any]:
    return {
        "since": due.since,
        "days": due.days,
        "extra": due.extra,
        "stops": json.dumps([[microseconds(start), microseconds(end)] for start, end in due.stops]),
        "stopped_at": due.stopped_at,
        "due_at": due.due_at,
        "set_at": due.set_at,
        "said": due.said or "",
        "look_at": due.look_at,
        "settled_at": due.settled_at,
    }


def _due(row: sa.Row[Any]) -> Due:
    return Due(
        id=row.id,
        case_id=row.complaint_id,
        kind=DueKind(row.kind),
        ref=row.ref,
        since=row.since,
        days=row.days,
        due_at=row.due_at,
        set_at=row.set_at,
        extra=row.extra,
        stops=tuple((EPOCH + start * MICROSECOND, EPOCH + end * MICROSECOND) for start, end in json.loads(row.stops)),
        stopped_at=row.stopped_at,
        settled_at=row.settled_at,
        said=Stage(row.said) if row.said else None,
        look_at=row.look_at,
    )


async def open_cases(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, int]:
    """How many open cases each of them has; those who have none are left out."""
    query = (
        sa.select(complaint.c.assignee_id, sa.func.count().label("number"))
        .where(complaint.c.assignee_id.in_(person_ids), complaint.c.state.not_in(sorted(ENDED)))
        .group_by(complaint.c.assignee_id)
    )
    return {row.assignee_id: row.number for row in await connection.execute(query)}
