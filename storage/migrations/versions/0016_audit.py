"""The audit log: rows that are only added, each linked to the one before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Moment, Number

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


def downgrade() -> None:
    """Drops the log with what is in it, and the seal of its end."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute("DROP TRIGGER audit_entry_no_update")
    else:
        op.execute("DROP TRIGGER audit_entry_append_only ON audit_entry")
        op.execute("DROP FUNCTION audit_entry_append_only")
    op.drop_table("audit_entry")
    op.execute("DELETE FROM setting WHERE key = 'audit-head'")
