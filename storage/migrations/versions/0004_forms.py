"""Forms that coordinators send, what is filled in, and the files of both."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; a file may belong to a submission or have a purpose of its own."""
    op.create_table(
        "form_version",
        sa.Column("id", Number, primary_key=True),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sealed_about", sa.LargeBinary, nullable=False),
        sa.Column("sealed_xform", sa.LargeBinary, nullable=False),
        sa.Column("made_by", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.UniqueConstraint("form", "version"),
        sqlite_strict=True,
    )
    op.create_index("ix_form_version_state", "form_version", ["state", "form"])
    op.create_table(
        "submission",
        sa.Column("id", Number, primary_key=True),
        sa.Column("instance_id", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("region", sa.Text),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("finished_at", Moment, nullable=False),
        sa.Column("findings", Number),
        sa.Column("sealed_values", sa.LargeBinary, nullable=False),
        sa.Column("sealed_instance", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("instance_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_submission_form", "submission", ["form", "finished_at"])
    op.create_table(
        "submitter_link",
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id"), primary_key=True, autoincrement=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("sealed_submitter", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_submitter_link_lookup", "submitter_link", ["lookup"])
    # SQLite adds a column with a foreign key only by copying the table.
    with op.batch_alter_table("evidence", table_kwargs={"sqlite_strict": True}) as evidence:
        evidence.add_column(sa.Column("submission_id", Number))
        evidence.add_column(sa.Column("purpose", sa.Text))
        evidence.create_foreign_key("fk_evidence_submission_id", "submission", ["submission_id"], ["id"])
    op.create_index("ix_evidence_submission_id", "evidence", ["submission_id"])


def downgrade() -> None:
    """Drops them with what is in them."""
    op.execute("DELETE FROM evidence WHERE submission_id IS NOT NULL OR purpose IS NOT NULL")
    op.drop_index("ix_evidence_submission_id", "evidence")
    with op.batch_alter_table("evidence", table_kwargs={"sqlite_strict": True}) as evidence:
        evidence.drop_constraint("fk_evidence_submission_id", type_="foreignkey")
        evidence.drop_column("purpose")
        evidence.drop_column("submission_id")
    op.drop_table("submitter_link")
    op.drop_table("submission")
    op.drop_table("form_version")
