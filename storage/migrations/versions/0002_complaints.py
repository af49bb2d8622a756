"""Complaints, what is said about them, and their evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "complaint",
        sa.Column("id", Number, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("district", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("amount", Number),
        sa.Column("anonymous", Flag, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("first_answer_due", Moment),
        sa.Column("decision_due", Moment),
        sa.Column("assignee_id", Number, sa.ForeignKey("person.id")),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("saved_tenge", Number),
        sa.Column("sealed_saved_basis", sa.LargeBinary),
        sa.Column("reopened", Flag, nullable=False),
        sa.Column("question_open", Flag, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("version", Number, nullable=False),
        sa.UniqueConstraint("code"),
        sqlite_strict=True,
    )
    op.create_index("ix_complaint_assignee", "complaint", ["assignee_id", "state"])
    op.create_index("ix_complaint_due", "complaint", ["state", "decision_due"])
    op.create_index("ix_complaint_inbox", "complaint", ["region", "state", "received_at"])
    op.create_table(
        "reporter_link",
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), primary_key=True, autoincrement=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("sealed_reporter", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_reporter_link_lookup", "reporter_link", ["lookup"])
    op.create_table(
        "case_event",
        sa.Column("id", Number, primary_key=True),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text),
        sa.Column("to_state", sa.Text),
        sa.Column("actor_id", Number, sa.ForeignKey("person.id")),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sealed_payload", sa.LargeBinary),
        sqlite_strict=True,
    )
    op.create_index("ix_case_event_complaint_id", "case_event", ["complaint_id"])
    op.create_table(
        "case_message",
        sa.Column("id", Number, primary_key=True),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("author_id", Number, sa.ForeignKey("person.id")),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
        sa.Column("asks", Flag, nullable=False),
        sa.Column("answers_id", Number, sa.ForeignKey("case_message.id")),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_case_message_complaint_id", "case_message", ["complaint_id"])
    op.create_table(
        "internal_note",
        sa.Column("id", Number, primary_key=True),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id"), nullable=False),
        sa.Column("author_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_internal_note_complaint_id", "internal_note", ["complaint_id"])
    op.create_table(
        "evidence",
        sa.Column("id", Number, primary_key=True, autoincrement=False),
        sa.Column("person_id", Number, sa.ForeignKey("person.id")),
        sa.Column("draft_id", Number),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("position", Number, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("size", Number),
        sa.Column("sealed_about", sa.LargeBinary, nullable=False),
        sa.Column("attempts", Number, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_evidence_complaint_id", "evidence", ["complaint_id"])
    op.create_index("ix_evidence_draft_id", "evidence", ["draft_id"])
    op.create_index("ix_evidence_state", "evidence", ["state", "due_at"])


def downgrade() -> None:
    """Drops them with what is in them."""
    op.drop_table("evidence")
    op.drop_table("internal_note")
    op.drop_table("case_message")
    op.drop_table("case_event")
    op.drop_table("reporter_link")
    op.drop_table("complaint")
