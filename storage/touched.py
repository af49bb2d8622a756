"""Which tables a step writes to, so that nothing staff change goes past the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Delete, Insert, Update, event
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.audit_tables import audit_entry


@dataclass
class Touched:
    """What was written: the names of tables that have other rows now, and what was noted in the audit log."""

    tables: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)


@contextmanager
def watching(connection: AsyncConnection) -> Iterator[Touched]:
    """Collects what is written on the connection in this block."""
    touched = Touched()

    def see(_: object, clause: object, many: Any, params: Any, options: object, result: Any) -> None:
        if isinstance(clause, Insert) and clause.table is audit_entry:
            touched.noted.update(one["action"] for one in (*many, params) if "action" in one)
        elif isinstance(clause, Insert) or (isinstance(clause, Update | Delete) and result.rowcount != 0):
            touched.tables.add(str(clause.table))

    watched = connection.sync_connection
    event.listen(watched, "after_execute", see)
    try:
        yield touched
    finally:
        event.remove(watched, "after_execute", see)
