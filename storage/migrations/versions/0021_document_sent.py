"""When the final document was handed over: the institution's term counts from then.

The column is added in place: a table that others refer to cannot be copied on SQLite while its rows are guarded.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("recommendation", sa.Column("sent_at", Moment))


def downgrade() -> None:
    """Drops it."""
    op.drop_column("recommendation", "sent_at")
