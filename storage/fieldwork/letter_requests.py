"""Requests for letters of recommendation. Once decided, the name that was to be printed is gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.certificate import LetterRequest, RequestState
from storage import versioned
from storage.schema.thanks_tables import letter_request as table
from storage.vault import Vault


async def insert(connection: AsyncConnection, vault: Vault, one: LetterRequest) -> LetterRequest:
    """Keeps a new request; `id` of the one given is ignored."""
    values = {
        "person_id": one.person_id,
        "region": one.region,
        "state": one.state,
        "sealed_content": _sealed(vault, one),
        "asked_at": one.asked_at,
    }
    return replace(one, id=await versioned.add(connection, table, values))


def _sealed(vault: Vault, one: LetterRequest) -> bytes:
    said = {
        "name": one.name,
        "language": one.language,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "words": one.words,
    }
    return vault.seal_json("letter-request", str(one.person_id), said)


def _opened(vault: Vault, row: sa.Row[Any]) -> LetterRequest:
    said = vault.open_json("letter-request", str(row.person_id), row.sealed_content)
    return LetterRequest(
        row.id,
        row.person_id,
        row.region,
        said["name"],
        said["language"],
        date.fromisoformat(said["first"]),
        date.fromisoformat(said["last"]),
        row.asked_at,
        RequestState(row.state),
        said.get("words", ""),
    )


async def find(connection: AsyncConnection, vault: Vault, request_id: int) -> LetterRequest | None:
    """The request that waits under this id; None where there is none, or it was decided."""
    waits = (table.c.id == request_id) & (table.c.state == RequestState.ASKED)
    row = (await connection.execute(sa.select(table).where(waits))).first()
    return None if row is None else _opened(vault, row)


async def waiting(
    connection: AsyncConnection,
    vault: Vault,
    *,
    regions: Collection[str] | None = None,
    person_id: int | None = None,
) -> list[LetterRequest]:
    """Requests that wait, the oldest first: of regions (None: of all), of one person."""
    query = sa.select(table).where(table.c.state == RequestState.ASKED).order_by(table.c.id)
    if regions is not None:
        query = query.where(table.c.region.in_(sorted(regions)))
    if person_id is not None:
        query = query.where(table.c.person_id == person_id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def save(connection: AsyncConnection, vault: Vault, one: LetterRequest) -> bool:
    """Stores what is to be printed; False if it was decided meanwhile."""
    waits = (table.c.id == one.id) & (table.c.state == RequestState.ASKED)
    put = sa.update(table).where(waits).values(sealed_content=_sealed(vault, one))
    return (await connection.execute(put)).rowcount > 0


async def decide(connection: AsyncConnection, request_id: int, state: RequestState, *, by: int, at: datetime) -> bool:
    """Signed or declined, and its words erased; False if somebody was faster."""
    waits = (table.c.id == request_id) & (table.c.state == RequestState.ASKED)
    values = {"state": state, "decided_by": by, "decided_at": at, "sealed_content": b""}
    return (await connection.execute(sa.update(table).where(waits).values(**values))).rowcount > 0


async def forget_person(connection: AsyncConnection, person_id: int) -> None:
    """Erases somebody's requests."""
    await connection.execute(sa.delete(table).where(table.c.person_id == person_id))
