"""Triage: blind words for search, what is merged, who else is concerned, tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ("case_tag", "tag", "me_too", "shared_case", "case_merge", "case_indexed", "case_word")


def upgrade() -> None:
    """Makes the tables; the clock takes the words of cases that are there already."""
    op.create_table(
        "case_word",
        sa.Column("token", sa.LargeBinary, primary_key=True),
        sa.Column("complaint_id", Number, _case(), primary_key=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_word_complaint_id", "case_word", ["complaint_id"])
    op.create_table(
        "case_indexed",
        sa.Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        sa.Column("rules", Number, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "case_merge",
        sa.Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        sa.Column("into_id", Number, _case(), nullable=False),
        sa.Column("merged_by", Number, _person(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_case_merge_into_id", "case_merge", ["into_id"])
    _people()
    _tags()


def _people() -> None:
    op.create_table(
        "shared_case",
        sa.Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary, nullable=False),
        sa.Column("opened_by", Number, _person(), nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("closed_at", Moment),
        sa.UniqueConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "me_too",
        sa.Column("id", Number, primary_key=True),
        sa.Column("complaint_id", Number, _case(), nullable=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("sealed_person", sa.LargeBinary, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.UniqueConstraint("complaint_id", "lookup"),
        sqlite_strict=True,
    )
    op.create_index("ix_me_too_lookup", "me_too", ["lookup"])


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("id", Number, primary_key=True),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("hidden", Flag, nullable=False),
        sa.Column("made_by", Number, _person(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.UniqueConstraint("region", "lookup"),
        sqlite_strict=True,
    )
    op.create_table(
        "case_tag",
        sa.Column("tag_id", Number, sa.ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("complaint_id", Number, _case(), primary_key=True),
        sa.Column("tagged_by", Number, _person(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_tag_complaint_id", "case_tag", ["complaint_id"])


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("complaint.id", ondelete="CASCADE")


def _person() -> sa.ForeignKey:
    return sa.ForeignKey("person.id")


def downgrade() -> None:
    """Drops them; merged cases stay merged, their words are taken again after the next upgrade."""
    for table in TABLES:
        op.drop_table(table)
