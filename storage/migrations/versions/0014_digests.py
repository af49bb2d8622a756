"""Digests: what each coordinator wants and was told; indexes for lists of open cases and for counting by time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OPEN = sa.text("(state NOT IN ('closed', 'merged', 'rejected', 'withdrawn'))")
PARTIAL = {"ix_complaint_open": "region", "ix_complaint_mine": "assignee_id"}
PLAIN = {
    "ix_complaint_received_at": ("complaint", "received_at"),
    "ix_case_event_at": ("case_event", "at"),
    "ix_finding_at": ("finding", "at"),
}


def upgrade() -> None:
    """Makes the table and the indexes."""
    op.create_table(
        "digest_choice",
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False),
        sa.Column("weekly", Flag, nullable=False),
        sa.Column("daily", Flag, nullable=False),
        sa.Column("weekday", Number, nullable=False),
        sa.Column("hour", Number, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("weekly_at", Moment),
        sa.Column("daily_at", Moment),
        sa.Column("asked_at", Moment),
        sqlite_strict=True,
    )
    for name, column in PARTIAL.items():
        op.create_index(name, "complaint", [column, "decision_due"], sqlite_where=OPEN, postgresql_where=OPEN)
    for name, (table, column) in PLAIN.items():
        op.create_index(name, table, [column])


def downgrade() -> None:
    """Drops them."""
    for name, (table, _) in PLAIN.items():
        op.drop_index(name, table)
    for name in PARTIAL:
        op.drop_index(name, "complaint")
    op.drop_table("digest_choice")
