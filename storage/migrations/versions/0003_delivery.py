"""The outbox, seen and failed updates, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number, Small

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "outbox",
        sa.Column("id", Number, primary_key=True),
        sa.Column("recipient_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary, nullable=False),
        sa.Column("dedup", sa.LargeBinary, nullable=False),
        sa.Column("priority", Small, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("attempts", Number, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("sent_at", Moment),
        sa.UniqueConstraint("dedup"),
        sqlite_strict=True,
    )
    op.create_index("ix_outbox_queue", "outbox", ["state", "priority", "id"])
    op.create_index("ix_outbox_recipient", "outbox", ["recipient_id", "state"])
    op.create_table(
        "seen_update",
        sa.Column("update_id", Number, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_seen_update_at", "seen_update", ["at"])
    op.create_table(
        "set_aside",
        sa.Column("update_id", Number, primary_key=True, autoincrement=False),
        sa.Column("sealed_raw", sa.LargeBinary, nullable=False),
        sa.Column("sealed_traceback", sa.LargeBinary, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drops them with what is in them."""
    op.drop_table("setting")
    op.drop_table("set_aside")
    op.drop_table("seen_update")
    op.drop_table("outbox")
