"""The log of a submission, and what is answered to whoever sent one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "submission_log",
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id"), primary_key=True, autoincrement=False),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "submission_reply",
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id"), primary_key=True, autoincrement=False),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
        sa.Column("author_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drops both; the logs and the replies are lost."""
    op.drop_table("submission_reply")
    op.drop_table("submission_log")
