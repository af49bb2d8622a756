"""The table of the audit log. Rows are only ever added: the database refuses to change or delete them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, Index, Table, event

from storage.schema.columns import Code, Hash, Id, Moment
from storage.schema.metadata import metadata

# No foreign keys: who is gone and what is erased stays in the log as a number or a code.
audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False, comment="1, 2, 3 … without a gap"),
    Column("at", Moment, nullable=False),
    Column("actor_id", Id, comment="staff only"),
    Column("action", Code, nullable=False),
    Column("case_code", Code),
    Column("about", Code, nullable=False),
    Column("link", Hash, nullable=False, comment="keyed hash over this row and the link before it"),
    sqlite_strict=True,
)
Index("ix_audit_entry_case", audit_entry.c.case_code, audit_entry.c.action, audit_entry.c.actor_id)

NO_UPDATE = """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
NO_DELETE = """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
FUNCTION = """CREATE FUNCTION audit_entry_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$ LANGUAGE plpgsql"""
TRIGGER = """CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only()"""


for _dialect, _statements in (("sqlite", (NO_UPDATE, NO_DELETE)), ("postgresql", (FUNCTION, TRIGGER))):
    for _statement in _statements:
        _made: Any = DDL  # SQLAlchemy has no type hints for it
        event.listen(audit_entry, "after_create", _made(_statement).execute_if(dialect=_dialect))
