"""The queue of submissions for an OpenRosa server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "openrosa_push",
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id"), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", Number, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("sealed_answer", sa.LargeBinary),
        sa.Column("settled_at", Moment),
        sqlite_strict=True,
    )
    op.create_index("ix_openrosa_push_due", "openrosa_push", ["state", "due_at"])


def downgrade() -> None:
    """Drops it; what the server has, it keeps."""
    op.drop_table("openrosa_push")
