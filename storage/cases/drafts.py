"""Open drafts: one per person, its state sealed, erased when it is submitted or dropped."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.tables import draft
from storage.vault import Vault


@dataclass(frozen=True)
class Draft:
    """A questionnaire somebody is answering. `state` is JSON; never change it in place, assign a new one."""

    id: int
    person_id: int
    form: str
    version: str
    state: Mapping[str, Any]
    opened_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Silent:
    """A draft nobody has touched for a while."""

    id: int
    person_id: int
    form: str
    updated_at: datetime


def new_id() -> int:
    """A random id: known before the row is written, and silent about how many drafts there are."""
    return secrets.randbits(52)


def opened(vault: Vault, row: Sequence[Any]) -> Draft:
    """The draft in a row with the columns COLUMNS."""
    number, person_id, form, version, sealed, opened_at, updated_at = row
    return Draft(number, person_id, form, version, vault.open_json("draft", str(number), sealed), opened_at, updated_at)


COLUMNS = (
    draft.c.id,
    draft.c.person_id,
    draft.c.form,
    draft.c.version,
    draft.c.sealed_state,
    draft.c.opened_at,
    draft.c.updated_at,
)


def row(vault: Vault, one: Draft) -> dict[str, Any]:
    """A draft as `save` takes it. Raises TypeError for a state that JSON cannot say."""
    return {
        "id": one.id,
        "person_id": one.person_id,
        "form": one.form,
        "version": one.version,
        "sealed_state": vault.seal_json("draft", str(one.id), dict(one.state)),
        "opened_at": one.opened_at,
        "updated_at": one.updated_at,
        "reminded_at": None,
    }


async def of_person(connection: AsyncConnection, vault: Vault, person_id: int) -> Draft | None:
    """Somebody's open draft."""
    row = (await connection.execute(select(*COLUMNS).where(draft.c.person_id == person_id))).first()
    return None if row is None else opened(vault, row)


async def save(
    connection: AsyncConnection, *, before: Mapping[int, int], after: Mapping[int, int], rows: Sequence[dict[str, Any]]
) -> None:
    """Makes the table say `after` where it said `before` (draft ids by person id); `rows` are the changed ones."""
    gone = [old for person_id, old in before.items() if after.get(person_id) != old]
    kept_ids = {old for person_id, old in before.items() if after.get(person_id) == old}
    made = [row for row in rows if row["id"] not in kept_ids]
    kept = [row for row in rows if row["id"] in kept_ids]
    if gone:
        await connection.execute(delete(draft).where(draft.c.id.in_(gone)))
    if made:
        await connection.execute(_INSERT, made)
    if kept:
        await connection.execute(_UPDATE, [{f"b_{name}": row[name] for name in _UPDATED} for row in kept])


_INSERT = insert(draft)
_UPDATED = ("id", "form", "version", "sealed_state", "updated_at", "reminded_at")
_UPDATE = (
    update(draft)
    .where(draft.c.id == bindparam("b_id"))
    .values({name: bindparam(f"b_{name}") for name in _UPDATED if name != "id"})
)


async def silent(connection: AsyncConnection, *, since: datetime, limit: int = 100) -> list[Silent]:
    """Drafts untouched since then whose people were not reminded yet, the oldest first."""
    query = (
        select(draft.c.id, draft.c.person_id, draft.c.form, draft.c.updated_at)
        .where(draft.c.updated_at < since, draft.c.reminded_at.is_(None))
        .order_by(draft.c.updated_at)
        .limit(limit)
    )
    return [Silent(*row) for row in await connection.execute(query)]


async def mark_reminded(connection: AsyncConnection, ids: list[int], at: datetime) -> None:
    """Their people were reminded; the next answer starts the wait anew."""
    await connection.execute(update(draft).where(draft.c.id.in_(ids)).values(reminded_at=at))


async def erase_abandoned(connection: AsyncConnection, *, since: datetime) -> int:
    """Erases drafts untouched since then; returns how many."""
    gone = await connection.execute(delete(draft).where(draft.c.updated_at < since))
    return gone.rowcount
