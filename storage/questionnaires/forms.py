"""Forms that coordinators sent: one row for each version, with the compiled XForm beside it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.form_version import FormState, FormVersion
from storage.schema.tables import form_version as table
from storage.vault import Vault

_ABOUT = ("title", "file_name", "languages", "questions", "minutes", "source", "media")


def _identity(form: str, version: str) -> str:
    """What seals are bound to: a row's form and version never change."""
    return f"{len(form)}|{form}|{version}"


def _opened(vault: Vault, row: sa.Row[Any]) -> FormVersion:
    about = vault.open_json("form", _identity(row.form, row.version), row.sealed_about)
    about["languages"] = tuple(about["languages"])
    return FormVersion(row.id, row.form, row.version, FormState(row.state), made_at=row.made_at, **about)


async def insert(
    connection: AsyncConnection, vault: Vault, one: FormVersion, xform: str, *, by: int | None, at: datetime
) -> FormVersion:
    """Keeps a new version; `id` and `made_at` of the one given are ignored. Raises IntegrityError for one that is
    there already."""
    identity = _identity(one.form, one.version)
    row = {
        "form": one.form,
        "version": one.version,
        "state": one.state,
        "sealed_about": _sealed(vault, one),
        "sealed_xform": vault.seal("xform", identity, zlib.compress(xform.encode())),
        "made_by": by,
        "made_at": at,
        "changed_at": at,
    }
    added = await connection.execute(sa.insert(table).values(**row).returning(table.c.id))
    return replace(one, id=added.scalar_one(), made_at=at)


def _sealed(vault: Vault, one: FormVersion) -> bytes:
    about = {name: getattr(one, name) for name in _ABOUT}
    about["media"] = dict(one.media)
    return vault.seal_json("form", _identity(one.form, one.version), about)


async def find(connection: AsyncConnection, vault: Vault, version_id: int) -> FormVersion | None:
    """The version with this row id."""
    return await _first(connection, vault, table.c.id == version_id)


async def version_of(connection: AsyncConnection, vault: Vault, form: str, version: str) -> FormVersion | None:
    """This version of the form."""
    return await _first(connection, vault, (table.c.form == form) & (table.c.version == version))


async def published(connection: AsyncConnection, vault: Vault, form: str) -> FormVersion | None:
    """The version that new visits use."""
    return await _first(connection, vault, (table.c.form == form) & (table.c.state == FormState.PUBLISHED))


async def _first(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> FormVersion | None:
    row = (await connection.execute(sa.select(table).where(which))).first()
    return None if row is None else _opened(vault, row)


async def listed(connection: AsyncConnection, vault: Vault, states: Sequence[FormState]) -> list[FormVersion]:
    """Every version in one of these states, the newest first."""
    query = sa.select(table).where(table.c.state.in_(states)).order_by(table.c.changed_at.desc(), table.c.id.desc())
    return [_opened(vault, row) for row in await connection.execute(query)]


async def xform(connection: AsyncConnection, vault: Vault, form: str, version: str) -> str | None:
    """The XForm of a version, None where there is no such."""
    query = sa.select(table.c.sealed_xform).where(table.c.form == form, table.c.version == version)
    sealed = await connection.scalar(query)
    return None if sealed is None else zlib.decompress(vault.open("xform", _identity(form, version), sealed)).decode()


async def set_state(
    connection: AsyncConnection, version_id: int, to: FormState, *, among: Sequence[FormState], at: datetime
) -> bool:
    """Moves a version on; False where it is in none of the states `among`."""
    done = await connection.execute(
        sa.update(table).where(table.c.id == version_id, table.c.state.in_(among)).values(state=to, changed_at=at)
    )
    return done.rowcount > 0


async def retire_others(connection: AsyncConnection, form: str, kept: int, *, at: datetime) -> int:
    """Retires what was published of the form before; returns how many."""
    done = await connection.execute(
        sa.update(table)
        .where(table.c.form == form, table.c.id != kept, table.c.state == FormState.PUBLISHED)
        .values(state=FormState.RETIRED, changed_at=at)
    )
    return done.rowcount


async def drop(connection: AsyncConnection, version_id: int) -> None:
    """Erases a version; erasing its files is the caller's."""
    await connection.execute(sa.delete(table).where(table.c.id == version_id))
