"""The audit log: each line carries a keyed hash over itself and the line before; how many there are and how the last
one ends is sealed apart from them. Whoever lacks the key can neither write a line nor take one away unseen.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain import audit
from domain.audit import Entry, Verdict, fingerprint
from storage.schema.audit_tables import audit_entry
from storage.schema.columns import microseconds
from storage.schema.tables import complaint, setting
from storage.vault import Tampered, Vault

HEAD = "audit-head"
SECOND_LOOK = timedelta(hours=24)
"""Looking at the same case again within this time is one line in the log."""

_LAST = sa.select(audit_entry.c.id, audit_entry.c.link).order_by(audit_entry.c.id.desc()).limit(1)
_ADD = sa.insert(audit_entry)


async def append(
    connection: AsyncConnection,
    vault: Vault,
    action: str,
    *,
    at: datetime,
    actor: int | None = None,
    case_id: int | None = None,
    about: str = "",
) -> None:
    """Adds a line, in the transaction of what it is about. Only codes and numbers: never anybody's words."""
    code = await connection.scalar(sa.select(complaint.c.code).where(complaint.c.id == case_id)) if case_id else None
    last = (await connection.execute(_LAST)).first()
    number, before = (last.id + 1, last.link) if last is not None else (1, b"")
    link = _link(vault, number, at, actor, action, code, about, before)
    values = {"id": number, "at": at, "actor_id": actor, "action": action, "case_code": code, "about": about}
    await connection.execute(_ADD, {**values, "link": link})
    await _seal_head(connection, vault, number, link)


def _link(
    vault: Vault, number: int, at: datetime, actor: int | None, action: str, code: str | None, about: str, before: bytes
) -> bytes:
    said = json.dumps([number, microseconds(at), actor, action, code, about, before.hex()], ensure_ascii=False)
    return vault.hash_of("audit", said)


async def _seal_head(connection: AsyncConnection, vault: Vault, count: int, link: bytes) -> None:
    make = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    value = vault.seal_json("setting", HEAD, {"count": count, "link": link.hex()})
    kept = make(setting).values(key=HEAD, value=value)
    await connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": kept.excluded.value}))


async def begin(connection: AsyncConnection, vault: Vault, now: datetime) -> None:
    """The first line of a new log; from then on a log without lines is a deleted one."""
    begun = await connection.scalar(sa.select(setting.c.key).where(setting.c.key == HEAD))
    if begun is None and (await connection.execute(_LAST)).first() is None:
        await append(connection, vault, audit.LOG_BEGUN, at=now)


async def seen_lately(connection: AsyncConnection, actor: int, case_id: int, action: str, now: datetime) -> bool:
    """Whether the same person did the same to the same case within SECOND_LOOK."""
    query = (
        sa.select(audit_entry.c.id)
        .join(complaint, complaint.c.code == audit_entry.c.case_code)
        .where(complaint.c.id == case_id, audit_entry.c.action == action, audit_entry.c.actor_id == actor)
        .where(audit_entry.c.at > now - SECOND_LOOK)
    )
    return await connection.scalar(query.limit(1)) is not None


async def count(connection: AsyncConnection, *, case: str | None = None) -> int:
    """How many lines there are, of one case where its code is given."""
    found = await connection.scalar(_of(sa.select(sa.func.count()).select_from(audit_entry), case))
    return int(found or 0)


async def listed(connection: AsyncConnection, *, case: str | None = None, offset: int, limit: int) -> list[Entry]:
    """Lines, the newest first."""
    query = _of(sa.select(audit_entry), case).order_by(audit_entry.c.id.desc()).offset(offset).limit(limit)
    return [_entry(row) for row in await connection.execute(query)]


def _of(query: sa.Select[Any], case: str | None) -> sa.Select[Any]:
    return query if case is None else query.where(audit_entry.c.case_code == case)


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(row.id, row.at, row.actor_id, row.action, row.case_code, row.about, row.link)


async def verify(connection: AsyncConnection, vault: Vault, *, known: tuple[int, str] | None = None) -> Verdict:
    """Reads the whole log and says whether it is as it was written.

    `known` is a line's number and fingerprint noted down earlier, outside of this machine: it shows a log (and its
    sealed end) that was put back to an older state as a whole.
    """
    before, seen, noted = b"", 0, known is None
    result = await connection.stream(sa.select(audit_entry).order_by(audit_entry.c.id))
    async for row in result:
        seen += 1
        if row.id != seen:
            return Verdict(seen - 1, fingerprint(before), seen, "it is missing")
        expected = _link(vault, row.id, row.at, row.actor_id, row.action, row.case_code, row.about, before)
        if row.link != expected:
            return Verdict(seen - 1, fingerprint(before), row.id, "it is not as it was written")
        before = row.link
        noted = noted or (known == (row.id, fingerprint(row.link)))
    broken = await _against_head(connection, vault, seen, before)
    if broken is not None:
        return Verdict(seen, fingerprint(before), *broken)
    if not noted and known is not None:
        return Verdict(seen, fingerprint(before), known[0], "it is not the one whose fingerprint you noted")
    return Verdict(seen, fingerprint(before))


async def _against_head(connection: AsyncConnection, vault: Vault, seen: int, link: bytes) -> tuple[int, str] | None:
    """The first line that is missing or too much at the end, by what is sealed apart."""
    sealed = await connection.scalar(sa.select(setting.c.value).where(setting.c.key == HEAD))
    if sealed is None:
        return seen + 1, "the seal of the log's end is missing"
    try:
        head = vault.open_json("setting", HEAD, sealed)
    except Tampered:
        return seen + 1, "the seal of the log's end was changed"
    if head["count"] != seen:
        missing = head["count"] > seen
        return (seen if missing else head["count"]) + 1, "it is missing" if missing else "it is not in the sealed count"
    return None if head["link"] == link.hex() else (seen, "it does not fit the seal of the log's end")
