"""Cases as the desk needs them: the inbox with its filters and pages, what is late, how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import ENDED, State
from storage.case_rows import opened
from storage.due import late_cases
from storage.tables import complaint
from storage.vault import Vault

_OPEN = complaint.c.state.not_in(sorted(ENDED))
_NOBODYS = complaint.c.assignee_id.is_(None)
_NEW = (complaint.c.state == State.RECEIVED) | ((complaint.c.state == State.REOPENED) & _NOBODYS)


@dataclass(frozen=True)
class InboxQuery:
    """Which cases: `shown` is new, mine, waiting (for the reporter's answer) or overdue; `regions` None: all."""

    shown: str
    regions: frozenset[str] | None
    person_id: int
    now: datetime

    def condition(self) -> sa.ColumnElement[bool]:
        """As SQL. Raises ValueError for an unknown `shown`."""
        which: sa.ColumnElement[bool]
        mine = _OPEN & (complaint.c.assignee_id == self.person_id)
        match self.shown:
            case "new":
                which = _NEW
            case "mine":
                which = mine
            case "waiting":
                which = mine & complaint.c.question_open.is_(True)
            case "overdue":
                which = late_cases(self.now)
            case _:
                raise ValueError("an inbox shows new, mine, waiting or overdue")
        return which if self.regions is None else which & complaint.c.region.in_(sorted(self.regions))


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


async def state_counts(connection: AsyncConnection, regions: frozenset[str] | None = None) -> dict[State, int]:
    """How many cases stand in each state; `regions` None: everywhere."""
    counted = sa.select(complaint.c.state, sa.func.count().label("number")).group_by(complaint.c.state)
    if regions is not None:
        counted = counted.where(complaint.c.region.in_(sorted(regions)))
    return {State(row.state): row.number for row in await connection.execute(counted)}


async def _cases(connection: AsyncConnection, vault: Vault, query: sa.Select[Any]) -> list[Case]:
    return [opened(vault, row) for row in await connection.execute(query)]
