"""Authorities, letters to them, and recommendations to institutions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Id, Moment, Number

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "authority",
        sa.Column("id", Id, primary_key=True),
        sa.Column("kk", sa.Text, nullable=False),
        sa.Column("ru", sa.Text, nullable=False),
        sa.Column("region", sa.Text),
        sa.Column("takes", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("checked_on", sa.Text),
        sa.Column("retired_at", Moment),
        sa.Column("made_by", Id, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_authority_region", "authority", ["region"])
    op.create_table(
        "referral",
        sa.Column("id", Id, primary_key=True),
        sa.Column("complaint_id", Id, sa.ForeignKey("complaint.id"), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("authority_id", Id, sa.ForeignKey("authority.id"), nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("naming", sa.Text, nullable=False),
        sa.Column("naming_at", Moment),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("letter_on", sa.Text),
        sa.Column("sent_on", sa.Text),
        sa.Column("reminded_on", sa.Text),
        sa.Column("complained_on", sa.Text),
        sa.Column("due_at", Moment),
        sa.Column("answer_file", Id),
        sa.Column("answered_at", Moment),
        sa.Column("made_by", Id, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("version", Number, nullable=False),
        sa.UniqueConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("ix_referral_complaint_id", "referral", ["complaint_id"])
    op.create_index("ix_referral_authority_id", "referral", ["authority_id"])
    op.create_index("ix_referral_due", "referral", ["state", "due_at"])
    op.create_table(
        "recommendation",
        sa.Column("id", Id, primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("finding_id", Id, sa.ForeignKey("finding.id")),
        sa.Column("complaint_id", Id, sa.ForeignKey("complaint.id")),
        sa.Column("issued_at", Moment, nullable=False),
        sa.Column("document_due", Moment, nullable=False),
        sa.Column("answer_due", Moment, nullable=False),
        sa.Column("look_at", Moment),
        sa.Column("made_by", Id, sa.ForeignKey("person.id")),
        sa.Column("version", Number, nullable=False),
        sa.UniqueConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("ix_recommendation_finding_id", "recommendation", ["finding_id"])
    op.create_index("ix_recommendation_complaint_id", "recommendation", ["complaint_id"])
    op.create_index("ix_recommendation_region", "recommendation", ["region", "state"])
    op.create_index("ix_recommendation_look", "recommendation", ["look_at"])
    op.create_table(
        "recommendation_event",
        sa.Column("id", Id, primary_key=True),
        sa.Column("recommendation_id", Id, sa.ForeignKey("recommendation.id"), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary, nullable=False),
        sa.Column("actor_id", Id, sa.ForeignKey("person.id")),
        sqlite_strict=True,
    )
    op.create_index("ix_recommendation_event_recommendation_id", "recommendation_event", ["recommendation_id"])


def downgrade() -> None:
    """Drops them."""
    for table in ("recommendation_event", "recommendation", "referral", "authority"):
        op.drop_table(table)
