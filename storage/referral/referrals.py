"""Letters to authorities. Who is named in one, what it tells and what was answered is sealed to its case and number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.referral import WAITING, Naming, Referral, ReferralState
from storage import versioned
from storage.schema.referral_tables import referral as table
from storage.vault import Vault

_PLAIN = (
    "number", "authority_id", "language", "state", "naming", "naming_at", "due_at", "answer_file", "answered_at",
    "made_by", "made_at",
)  # fmt: skip
_DAYS = ("letter_on", "sent_on", "reminded_on", "complained_on")
_SEALED = ("facts", "contact", "talon", "answer")


def _row(vault: Vault, one: Referral) -> dict[str, Any]:
    days: dict[str, date | None] = {name: getattr(one, name) for name in _DAYS}
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "complaint_id": one.case_id,
        "sealed_content": vault.seal_json("referral", one.number, {name: getattr(one, name) for name in _SEALED}),
    }


def _opened(vault: Vault, row: sa.Row[Any]) -> Referral:
    days = {name: getattr(row, name) for name in _DAYS}
    plain = {name: getattr(row, name) for name in _PLAIN if name not in ("state", "naming")}
    return Referral(
        id=row.id,
        case_id=row.complaint_id,
        state=ReferralState(row.state),
        naming=Naming(row.naming),
        version=row.version,
        **plain,
        **{name: _day(day) for name, day in days.items()},
        **vault.open_json("referral", row.number, row.sealed_content),
    )


def _day(stored: str | None) -> Any:
    return None if stored is None else date.fromisoformat(stored)


async def insert(connection: AsyncConnection, vault: Vault, one: Referral) -> Referral:
    """Keeps a new letter; `id` and `version` of the one given are ignored."""
    number = await versioned.add(connection, table, {**_row(vault, one), "version": 1})
    return replace(one, id=number, version=1)


async def save(connection: AsyncConnection, vault: Vault, one: Referral) -> bool:
    """Stores the letter over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(vault, one))


async def find(connection: AsyncConnection, vault: Vault, referral_id: int) -> Referral | None:
    """The letter with this id."""
    row = (await connection.execute(sa.select(table).where(table.c.id == referral_id))).first()
    return None if row is None else _opened(vault, row)


async def of_case(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Referral]:
    """Letters about a case, the first first."""
    query = sa.select(table).where(table.c.complaint_id == case_id).order_by(table.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def put_due(connection: AsyncConnection, referral_id: int, at: datetime, *, was: datetime | None = None) -> None:
    """Another end of the running term; `was`: only where it ended then. Counts as a change of the letter."""
    which = (table.c.id == referral_id) & table.c.state.in_(sorted(WAITING)) & table.c.due_at.is_not(None)
    which = which if was is None else which & (table.c.due_at == was)
    await connection.execute(sa.update(table).where(which).values(due_at=at, version=table.c.version + 1))


async def late(connection: AsyncConnection, vault: Vault, now: datetime) -> list[Referral]:
    """Letters whose authority owes an answer and is late with it."""
    which = table.c.state.in_(sorted(WAITING)) & (table.c.due_at <= now)
    return [_opened(vault, row) for row in await connection.execute(sa.select(table).where(which).order_by(table.c.id))]


async def counts(connection: AsyncConnection, case_ids: Collection[int]) -> dict[int, int]:
    """How many letters each of these cases has."""
    query = (
        sa.select(table.c.complaint_id, sa.func.count())
        .where(table.c.complaint_id.in_(sorted(case_ids)))
        .group_by(table.c.complaint_id)
    )
    return {row[0]: row[1] for row in await connection.execute(query)}
