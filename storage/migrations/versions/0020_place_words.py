"""The words by which objects are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from forms.inputs.search import fold_lines
from storage.schema.columns import Number

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

AT_ONCE = 2_000


def upgrade() -> None:
    """Makes the table, fills it for the objects there are, and lets objects be found by where they stand."""
    op.create_table(
        "place_word",
        sa.Column("region", sa.Text, primary_key=True),
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), primary_key=True, autoincrement=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_place_region", "place")
    op.create_index("ix_place_region", "place", ["region", "kind", "latitude", "longitude"])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    add = sa.text("INSERT INTO place_word (region, word, place_id) VALUES (:region, :word, :id)")
    some = sa.text(
        "SELECT id, region, kk, ru, address FROM place"
        " WHERE id > :last AND retired_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT :most"
    )
    last = 0
    while those := connection.execute(some, {"last": last, "most": AT_ONCE}).all():
        folded = fold_lines([" ".join((row.kk, row.ru, row.address)) for row in those])
        rows = [
            {"region": row.region, "word": word, "id": row.id}
            for row, words in zip(those, folded, strict=True)
            for word in sorted(set(words.split()))
        ]
        if rows:
            connection.execute(add, rows)
        last = those[-1].id


def downgrade() -> None:
    """Objects are found by reading them all again."""
    op.drop_index("ix_place_region", "place")
    op.create_index("ix_place_region", "place", ["region", "kind"])
    op.drop_table("place_word")
