"""Requests for letters of recommendation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "letter_request",
        sa.Column("id", Number, primary_key=True),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("decided_by", Number, sa.ForeignKey("person.id")),
        sa.Column("decided_at", Moment),
        sqlite_strict=True,
    )
    op.create_index("ix_letter_request_person_id", "letter_request", ["person_id"])
    op.create_index("ix_letter_request_region", "letter_request", ["region", "state"])


def downgrade() -> None:
    """Drops it."""
    op.drop_table("letter_request")
