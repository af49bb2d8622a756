"""Tables of correspondence and groups."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Column, Hash, Sealed, Flag = sa.Column, sa.LargeBinary, sa.LargeBinary, Number


def upgrade() -> None:
    """Makes the tables."""
    _talk()
    _groups()


def _talk() -> None:
    message = sa.ForeignKey("case_message.id", ondelete="CASCADE")
    op.create_table(
        "message_state",
        Column("message_id", Number, message, primary_key=True, autoincrement=False),
        Column("goes_at", Moment, nullable=False),
        Column("queued_at", Moment),
        Column("failed", Flag, nullable=False),
        Column("seen_at", Moment),
        sqlite_strict=True,
    )
    op.create_table(
        "message_file",
        Column("evidence_id", Number, primary_key=True, autoincrement=False),
        Column("message_id", Number, sa.ForeignKey("case_message.id", ondelete="CASCADE"), nullable=False),
        Column("kind", sa.Text, nullable=False),
        Column("position", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_message_file_message_id", "message_file", ["message_id"])
    person = sa.ForeignKey("person.id", ondelete="CASCADE")
    op.create_table(
        "quiet_hours",
        Column("person_id", Number, person, primary_key=True, autoincrement=False),
        Column("starts", Number, nullable=False),
        Column("ends", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "canned_answer",
        Column("id", Number, primary_key=True, autoincrement=False),
        Column("owner_id", Number, sa.ForeignKey("person.id")),
        Column("sealed_words", Sealed, nullable=False),
        Column("made_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_canned_answer_owner_id", "canned_answer", ["owner_id"])


def _groups() -> None:
    op.create_table(
        "staff_group",
        Column("id", Number, primary_key=True),
        Column("lookup", Hash, nullable=False, unique=True),
        Column("sealed_chat", Sealed, nullable=False),
        Column("region", sa.Text, nullable=False),
        Column("language", sa.Text, nullable=False),
        Column("forum", Flag, nullable=False),
        Column("bound_by", Number, sa.ForeignKey("person.id")),
        Column("bound_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_staff_group_region", "staff_group", ["region"])
    op.create_table(
        "group_code",
        Column("token", Hash, primary_key=True),
        Column("region", sa.Text, nullable=False),
        Column("made_by", Number, sa.ForeignKey("person.id"), nullable=False),
        Column("expires_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "group_case",
        *_group_and_case(primary_key=True, autoincrement=False),
        Column("thread", Number),
        Column("message", Number),
        sqlite_strict=True,
    )
    op.create_table(
        "group_letter",
        Column("id", Number, primary_key=True),
        *_group_and_case(nullable=False),
        Column("kind", sa.Text, nullable=False),
        Column("sealed_payload", Sealed, nullable=False),
        Column("dedup", Hash, nullable=False),
        Column("state", sa.Text, nullable=False),
        Column("reason", sa.Text),
        Column("attempts", Number, nullable=False),
        Column("due_at", Moment, nullable=False),
        Column("message", Number),
        sa.UniqueConstraint("group_id", "dedup"),
        sqlite_strict=True,
    )
    op.create_index("ix_group_letter_due", "group_letter", ["state", "due_at"])
    op.create_index("ix_group_letter_message", "group_letter", ["group_id", "message"])


def _group_and_case(**options: Any) -> tuple[sa.Column[int], sa.Column[int]]:
    group = sa.ForeignKey("staff_group.id", ondelete="CASCADE")
    case = sa.ForeignKey("complaint.id", ondelete="CASCADE")
    return Column("group_id", Number, group, **options), Column("complaint_id", Number, case, **options)


def downgrade() -> None:
    """Drops them."""
    for table in (
        "group_letter", "group_case", "group_code", "staff_group", "canned_answer", "quiet_hours", "message_file",
        "message_state",
    ):  # fmt: skip
        op.drop_table(table)
