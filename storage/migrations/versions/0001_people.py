"""People, their roles, invites, consent and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "person",
        sa.Column("id", Number, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("sealed_address", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("consent_version", Number),
        sa.Column("sealed_state", sa.LargeBinary, nullable=False),
        sa.Column("blocked_at", Moment),
        sa.Column("created_at", Moment, nullable=False),
        sa.UniqueConstraint("key"),
        sqlite_strict=True,
    )
    op.create_table(
        "consent",
        sa.Column("id", Number, primary_key=True),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("version", Number, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])
    op.create_table(
        "role_grant",
        sa.Column("id", Number, primary_key=True),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("granted_by", Number, sa.ForeignKey("person.id")),
        sa.Column("granted_at", Moment, nullable=False),
        sa.Column("revoked_at", Moment),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_role_grant_in_force",
        "role_grant",
        ["person_id", "role", "region"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "invite",
        sa.Column("id", Number, primary_key=True),
        sa.Column("token", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("regions", sa.Text, nullable=False),
        sa.Column("made_by", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_by", Number, sa.ForeignKey("person.id")),
        sa.Column("used_at", Moment),
        sa.UniqueConstraint("token"),
        sqlite_strict=True,
    )
    op.create_table(
        "draft",
        sa.Column("id", Number, primary_key=True, autoincrement=False),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("sealed_state", sa.LargeBinary, nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("reminded_at", Moment),
        sa.UniqueConstraint("person_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_draft_updated_at", "draft", ["updated_at"])


def downgrade() -> None:
    """Drops them with what is in them."""
    op.drop_table("draft")
    op.drop_table("invite")
    op.drop_table("role_grant")
    op.drop_table("consent")
    op.drop_table("person")
