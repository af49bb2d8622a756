"""Identity, retention and erasure: how long cases are kept, what is left of them, keys of cut threads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = ("used_id", "past_consent", "case_key", "case_statistic", "case_keeping")


def upgrade() -> None:
    """Makes the tables, and the index by which ended cases are found."""
    op.create_table(
        "case_keeping",
        sa.Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        sa.Column("keep_until", Moment),
        sa.Column("warned_at", Moment),
        sqlite_strict=True,
    )
    op.create_table(
        "case_statistic",
        sa.Column("id", Number, primary_key=True),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("handed_over", Flag, nullable=False),
        sa.Column("saved_tenge", Number),
        sa.Column("received_on", sa.Text, nullable=False),
        sa.Column("ended_on", sa.Text),
        sa.Column("erased_on", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "case_key",
        sa.Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("verifier", sa.LargeBinary, nullable=False),
        sa.Column("tries", Number, nullable=False),
        sa.Column("first_try_at", Moment),
        sqlite_strict=True,
    )
    op.create_table(
        "past_consent",
        sa.Column("id", Number, primary_key=True),
        sa.Column("version", Number, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("given_on", sa.Text, nullable=False),
        sa.Column("ended_on", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "used_id",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("highest", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_complaint_ended", "complaint", ["state", "updated_at"])


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("complaint.id", ondelete="CASCADE")


def downgrade() -> None:
    """Drops them. What was erased stays erased."""
    op.drop_index("ix_complaint_ended", "complaint")
    for table in TABLES:
        op.drop_table(table)
