"""What is due in a case, the calendar's exceptions, undoing, and a history that cannot be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NO_UPDATE = """CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
NO_DELETE = """CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event
WHEN NOT EXISTS (SELECT 1 FROM case_erasure WHERE case_erasure.complaint_id = OLD.complaint_id)
BEGIN SELECT RAISE(ABORT, 'history is immutable'); END"""
FUNCTION = """CREATE FUNCTION case_event_immutable() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM case_erasure WHERE case_erasure.complaint_id = OLD.complaint_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'history is immutable';
END $$ LANGUAGE plpgsql"""
TRIGGER = """CREATE TRIGGER case_event_immutable BEFORE UPDATE OR DELETE ON case_event
FOR EACH ROW EXECUTE FUNCTION case_event_immutable()"""

ENDED = "('closed', 'rejected', 'merged', 'withdrawn')"
TAKE_OVER = """
INSERT INTO due_item (complaint_id, kind, ref, since, days, extra, stops, due_at, set_at, said, look_at)
SELECT id, '{kind}', '', received_at, {days}, 0, '[]', {column}, received_at, '', {column} FROM complaint
WHERE {column} IS NOT NULL AND state {states}"""


def upgrade() -> None:
    """Makes the tables; the dates that open cases have become things to wait for."""
    op.create_table(
        "due_item",
        sa.Column("id", Number, primary_key=True),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("days", Number, nullable=False),
        sa.Column("extra", Number, nullable=False),
        sa.Column("stops", sa.Text, nullable=False),
        sa.Column("stopped_at", Moment),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("set_at", Moment, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("look_at", Moment),
        sa.Column("settled_at", Moment),
        sqlite_strict=True,
    )
    running = sa.text("settled_at IS NULL AND stopped_at IS NULL")
    open_ = sa.text("settled_at IS NULL")
    op.create_index(
        "uq_due_item_open",
        "due_item",
        ["complaint_id", "kind", "ref"],
        unique=True,
        sqlite_where=open_,
        postgresql_where=open_,
    )
    op.create_index("ix_due_item_complaint_id", "due_item", ["complaint_id"])
    op.create_index("ix_due_item_running", "due_item", ["due_at"], sqlite_where=running, postgresql_where=running)
    op.create_index("ix_due_item_look_at", "due_item", ["look_at"])
    op.create_table(
        "day_override",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("works", Flag, nullable=False),
        sa.Column("set_by", Number, sa.ForeignKey("person.id")),
        sa.Column("set_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "last_move",
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), primary_key=True, autoincrement=False),
        sa.Column("case_version", Number, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("actor_id", Number, sa.ForeignKey("person.id")),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sealed_before", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "case_erasure",
        sa.Column("complaint_id", Number, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    first = TAKE_OVER.format(kind="first_answer", days=3, column="first_answer_due", states="= 'received'")
    decision = TAKE_OVER.format(kind="decision", days=15, column="decision_due", states=f"NOT IN {ENDED}")
    op.execute(first)
    op.execute(decision)
    for statement in (NO_UPDATE, NO_DELETE) if op.get_bind().dialect.name == "sqlite" else (FUNCTION, TRIGGER):
        op.execute(statement)


def downgrade() -> None:
    """Drops them with what is in them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER case_event_no_delete")
        op.execute("DROP TRIGGER case_event_no_update")
    else:
        op.execute("DROP TRIGGER case_event_immutable ON case_event")
        op.execute("DROP FUNCTION case_event_immutable")
    for table in ("case_erasure", "last_move", "day_override", "due_item"):
        op.drop_table(table)
