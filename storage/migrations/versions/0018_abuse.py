"""Tables of limits: silenced cases, words sent again and again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    case = sa.ForeignKey("complaint.id", ondelete="CASCADE")
    op.create_table(
        "case_mute",
        sa.Column("complaint_id", Number, case, primary_key=True, autoincrement=False),
        sa.Column("muted_by", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("until", Moment, nullable=False),
        sqlite_strict=True,
    )
    message = sa.ForeignKey("case_message.id", ondelete="CASCADE")
    op.create_table(
        "message_repeat",
        sa.Column("message_id", Number, message, primary_key=True, autoincrement=False),
        sa.Column("times", Number, nullable=False),
        sa.Column("last_at", Moment, nullable=False),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drops them."""
    op.drop_table("message_repeat")
    op.drop_table("case_mute")
