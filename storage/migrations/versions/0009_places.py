"""What coordinators ask applicants, and the answers; who was only invited is no volunteer yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INVITED = """
    UPDATE role_grant SET role = 'invited' WHERE role = 'volunteer'
    AND person_id NOT IN (SELECT person_id FROM volunteer WHERE state IN ('approved', 'paused'))
"""


def upgrade() -> None:
    """Makes the table; volunteers' roles of people without rules and quiz become invitations."""
    op.create_table(
        "applicant_question",
        sa.Column("id", Number, primary_key=True),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asked_by", Number, sa.ForeignKey("person.id")),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("sealed_question", sa.LargeBinary, nullable=False),
        sa.Column("answered_at", Moment),
        sa.Column("sealed_answer", sa.LargeBinary),
        sqlite_strict=True,
    )
    op.create_index("ix_applicant_question_person_id", "applicant_question", ["person_id"])
    op.execute(_INVITED)


def downgrade() -> None:
    """Drops the table; invitations are roles again."""
    op.execute("UPDATE role_grant SET role = 'volunteer' WHERE role = 'invited'")
    op.drop_table("applicant_question")
