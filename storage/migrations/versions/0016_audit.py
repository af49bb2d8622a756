"""The audit log: rows that are only added, each linked to the one before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NO_UPDATE = """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
NO_DELETE = """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
FUNCTION = """CREATE FUNCTION audit_entry_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$ LANGUAGE plpgsql"""
TRIGGER = """CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only()"""

# From now on a line of a case's history may be sealed anew with another key, and only that.
HISTORY = """CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
WHEN (NEW.id IS OLD.id AND NEW.complaint_id IS OLD.complaint_id AND NEW.kind IS OLD.kind
  AND NEW.from_state IS OLD.from_state AND NEW.to_state IS OLD.to_state AND NEW.actor_id IS OLD.actor_id
  AND NEW.at IS OLD.at AND substr(NEW.sealed_payload, 2, 1) <> substr(OLD.sealed_payload, 2, 1)) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
HISTORY_BEFORE = """CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
HISTORY_FUNCTION = """CREATE OR REPLACE FUNCTION case_event_immutable() RETURNS trigger AS $$
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


def upgrade() -> None:
    """Makes the table; the bot writes the first line at its start."""
    op.create_table(
        "audit_entry",
        sa.Column("id", Number, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("actor_id", Number),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("case_code", sa.Text),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_entry_case", "audit_entry", ["case_code", "action", "actor_id"])
    for statement in (NO_UPDATE, NO_DELETE) if op.get_bind().dialect.name == "sqlite" else (FUNCTION, TRIGGER):
        op.execute(statement)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER case_event_no_update")
        op.execute(HISTORY)
    else:
        op.execute(HISTORY_FUNCTION)


def downgrade() -> None:
    """Drops the log with what is in it, and the seal of its end."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute("DROP TRIGGER audit_entry_no_update")
        op.execute("DROP TRIGGER case_event_no_update")
        op.execute(HISTORY_BEFORE)
    else:
        op.execute("DROP TRIGGER audit_entry_append_only ON audit_entry")
        op.execute("DROP FUNCTION audit_entry_append_only")
    op.drop_table("audit_entry")
    op.execute("DELETE FROM setting WHERE key = 'audit-head'")
