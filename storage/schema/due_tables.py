"""The tables of time: what is due in a case, days that differ from the calendar, and what keeps history as it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, ForeignKey, Index, Table, event

from storage.schema.columns import Code, Flag, Id, Moment, Number, Sealed
from storage.schema.metadata import metadata

due_item = Table(
    "due_item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), nullable=False),
    Column("kind", Code, nullable=False),
    Column("ref", Code, nullable=False, comment="tells apart things of one kind; empty where there is one"),
    Column("since", Moment, nullable=False),
    Column("days", Number, nullable=False, comment="working days of the term"),
    Column("extra", Number, nullable=False, comment="working days it was extended by"),
    Column("stops", Code, nullable=False, comment="JSON: [from, to] in microseconds, when time stood still"),
    Column("stopped_at", Moment, comment="time stands still since then"),
    Column("due_at", Moment, nullable=False),
    Column("set_at", Moment, nullable=False, comment="since when due_at is what it is"),
    Column("said", Code, nullable=False, comment="the last reminder given for this due_at; empty: none"),
    Column("look_at", Moment, comment="when the clock has to look again"),
    Column("settled_at", Moment),
    sqlite_strict=True,
)
_OPEN = due_item.c.settled_at.is_(None)
_RUNNING = _OPEN & due_item.c.stopped_at.is_(None)
Index(
    "uq_due_item_open",
    due_item.c.complaint_id,
    due_item.c.kind,
    due_item.c.ref,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index("ix_due_item_complaint_id", due_item.c.complaint_id)
Index("ix_due_item_running", due_item.c.due_at, sqlite_where=_RUNNING, postgresql_where=_RUNNING)
Index("ix_due_item_look_at", due_item.c.look_at)

day_override = Table(
    "day_override",
    metadata,
    Column("day", Code, primary_key=True, comment="2026-11-28"),
    Column("works", Flag, nullable=False, comment="a working day, whatever the calendar says; or a day off"),
    Column("set_by", Id, ForeignKey("person.id")),
    Column("set_at", Moment, nullable=False),
    sqlite_strict=True,
)

# One row for the last move of a case, for as long as it can be undone; replaced by the next.
last_move = Table(
    "last_move",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id"), primary_key=True, autoincrement=False),
    Column("case_version", Number, nullable=False, comment="the version the move made; also names the notice about it"),
    Column("actor", Code, nullable=False),
    Column("actor_id", Id, ForeignKey("person.id"), comment="staff only"),
    Column("at", Moment, nullable=False),
    Column("sealed_before", Sealed, nullable=False, comment="the case's fields and what was due before"),
    sqlite_strict=True,
)

case_erasure = Table(
    "case_erasure",
    metadata,
    Column("complaint_id", Id, primary_key=True, autoincrement=False, comment="its history may be erased with it"),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

# History is immutable: the database itself refuses. Only a case that is erased as a whole takes its history with it.
# Sealing a line anew with another key (the second byte says which) is no change of what it says.
SQLITE_NO_UPDATE = """CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
WHEN (NEW.id IS OLD.id AND NEW.complaint_id IS OLD.complaint_id AND NEW.kind IS OLD.kind
  AND NEW.from_state IS OLD.from_state AND NEW.to_state IS OLD.to_state AND NEW.actor_id IS OLD.actor_id
  AND NEW.at IS OLD.at AND substr(NEW.sealed_payload, 2, 1) <> substr(OLD.sealed_payload, 2, 1)) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
SQLITE_NO_DELETE = """CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event
WHEN NOT EXISTS (SELECT 1 FROM case_erasure WHERE case_erasure.complaint_id = OLD.complaint_id)
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
POSTGRESQL_FUNCTION = """CREATE FUNCTION case_event_immutable() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM case_erasure WHERE case_erasure.complaint_id = OLD.complaint_id) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id, NEW.complaint_id, NEW.kind, NEW.from_state, NEW.to_state, NEW.actor_id, NEW.at)
    IS NOT DISTINCT FROM (OLD.id, OLD.complaint_id, OLD.kind, OLD.from_state, OLD.to_state, OLD.actor_id, OLD.at)
    AND substr(NEW.sealed_payload, 2, 1) <> substr(OLD.sealed_payload, 2, 1) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'history is immutable';
END $$ LANGUAGE plpgsql"""
POSTGRESQL_TRIGGER = """CREATE TRIGGER case_event_immutable BEFORE UPDATE OR DELETE ON case_event
FOR EACH ROW EXECUTE FUNCTION case_event_immutable()"""

for _dialect, _statements in (
    ("sqlite", (SQLITE_NO_UPDATE, SQLITE_NO_DELETE)),
    ("postgresql", (POSTGRESQL_FUNCTION, POSTGRESQL_TRIGGER)),
):
    for _statement in _statements:
        _made: Any = DDL  # SQLAlchemy has no type hints for it
        event.listen(metadata, "after_create", _made(_statement).execute_if(dialect=_dialect))
