"""Cases as the desk needs them: the inbox with its filters and pages, what is late, how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import State
from storage.cases.case_conditions import OPEN, in_regions
from storage.cases.case_rows import opened
from storage.cases.due import late_cases
from storage.schema.tables import complaint
from storage.schema.triage_tables import case_tag
from storage.vault import Vault

_NOBODYS = complaint.c.assignee_id.is_(None)
_UNTAKEN = complaint.c.state.in_([State.RECEIVED, State.REOPENED])


@dataclass(frozen=True)
class InboxQuery:
    """Which cases: `shown` is new, mine, waiting (for the reporter's answer) or overdue; `regions` None: all;
    `tag_id` None: with any tags or none. New is what nobody has taken up, or what a colleague gave the person."""

    shown: str
    regions: frozenset[str] | None
    person_id: int
    now: datetime
    tag_id: int | None = None

    def condition(self) -> sa.ColumnElement[bool]:
        """As SQL. Raises ValueError for an unknown `shown`."""
        which: sa.ColumnElement[bool]
        mine = OPEN & (complaint.c.assignee_id == self.person_id)
        match self.shown:
            case "new":
                given = (complaint.c.state == State.RECEIVED) & (complaint.c.assignee_id == self.person_id)
                which = OPEN & (given | (_UNTAKEN & _NOBODYS))
            case "mine":
                which = mine
            case "waiting":
                which = mine & complaint.c.question_open.is_(True)
            case "overdue":
                which = late_cases(self.now)
            case _:
                raise ValueError("an inbox shows new, mine, waiting or overdue")
        if self.tag_id is not None:
            tagged = sa.select(case_tag.c.complaint_id).where(case_tag.c.tag_id == self.tag_id)
            which &= complaint.c.id.in_(tagged)
        if self.shown == "new" and self.regions is not None:
            return which & complaint.c.region.in_(sorted(self.regions))
        return which & in_regions(self.regions)


async def inbox(
    connection: AsyncConnection, vault: Vault, query: InboxQuery, *, offset: int = 0, limit: int = 10
) -> list[Case]:
    """A page of cases, the one that is due first on top."""
    due_first = sa.select(complaint).where(query.condition()).order_by(complaint.c.decision_due, complaint.c.id)
    return await _cases(connection, vault, due_first.offset(offset).limit(limit))


async def inbox_size(connection: AsyncConnection, query: InboxQuery) -> int:
    """How many cases there are on all pages."""
    counted = sa.select(sa.func.count()).select_from(complaint).where(query.condition())
    return (await connection.execute(counted)).scalar_one()


async def region_counts(connection: AsyncConnection, query: InboxQuery) -> dict[str, int]:
    """How many of these cases lie in each region."""
    counted = (
        sa.select(complaint.c.region, sa.func.count().label("number"))
        .where(query.condition())
        .group_by(complaint.c.region)
    )
    return {row.region: row.number for row in await connection.execute(counted)}


async def loads(connection: AsyncConnection) -> dict[int, int]:
    """How many open cases each coordinator has who has any."""
    counted = (
        sa.select(complaint.c.assignee_id, sa.func.count().label("number"))
        .where(OPEN, complaint.c.assignee_id.is_not(None))
        .group_by(complaint.c.assignee_id)
    )
    return {row.assignee_id: row.number for row in await connection.execute(counted)}


async def open_of(connection: AsyncConnection, vault: Vault, person_id: int) -> list[Case]:
    """Somebody's open cases, the one that is due first on top."""
    held = sa.select(complaint).where(OPEN, complaint.c.assignee_id == person_id)
    return await _cases(connection, vault, held.order_by(complaint.c.decision_due, complaint.c.id))


async def state_counts(connection: AsyncConnection, regions: frozenset[str] | None = None) -> dict[State, int]:
    """How many cases stand in each state; `regions` None: everywhere."""
    counted = sa.select(complaint.c.state, sa.func.count().label("number")).group_by(complaint.c.state)
    if regions is not None:
        counted = counted.where(complaint.c.region.in_(sorted(regions)))
    return {State(row.state): row.number for row in await connection.execute(counted)}


async def _cases(connection: AsyncConnection, vault: Vault, query: sa.Select[Any]) -> list[Case]:
    return [opened(vault, row) for row in await connection.execute(query)]
