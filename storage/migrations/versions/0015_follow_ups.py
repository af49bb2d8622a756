"""Tables of follow-ups and broadcasts; letters of the outbox know the broadcast they belong to."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Moment, Number

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Column, Hash, Sealed, Text = sa.Column, sa.LargeBinary, sa.LargeBinary, sa.Text
DAY = 24 * 60 * 60 * 1_000_000
"""In microseconds, as moments are stored on SQLite."""
BROADCAST = sa.text("broadcast_id IS NOT NULL")


def upgrade() -> None:
    """Makes the tables. Of what is closed already, those concerned are asked as if it had always been so."""
    _follow_ups()
    _news()
    # Copied on SQLite, so that the table reads as one made from the models.
    again: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("outbox", recreate=again, table_kwargs={"sqlite_strict": True}) as outbox:
        outbox.add_column(Column("broadcast_id", Number))
    op.create_index(
        "ix_outbox_broadcast",
        "outbox",
        ["broadcast_id", "state", "reason"],
        sqlite_where=BROADCAST,
        postgresql_where=BROADCAST,
    )


def _follow_ups() -> None:
    op.create_table(
        "closing",
        Column("complaint_id", Number, _case(), primary_key=True, autoincrement=False),
        Column("closed_at", Moment, nullable=False),
        Column("next_at", Moment),
        sqlite_strict=True,
    )
    op.create_index("ix_closing_next_at", "closing", ["next_at"])
    op.create_table(
        "follow_up",
        Column("id", Number, primary_key=True),
        Column("complaint_id", Number, _case(), nullable=False),
        Column("closed_at", Moment, nullable=False),
        Column("days", Number, nullable=False),
        Column("lookup", Hash),
        Column("asked_at", Moment, nullable=False),
        Column("answer", Text),
        Column("answered_at", Moment),
        sa.UniqueConstraint("complaint_id", "closed_at", "days", "lookup"),
        sqlite_strict=True,
    )
    op.create_index("ix_follow_up_lookup", "follow_up", ["lookup"])
    op.create_index("ix_follow_up_answered_at", "follow_up", ["answered_at"])
    week = f"{7 * DAY}" if op.get_bind().dialect.name == "sqlite" else "interval '7 days'"
    op.execute(
        "INSERT INTO closing (complaint_id, closed_at, next_at) "  # noqa: S608 - nothing in it comes from outside
        f"SELECT complaint.id, max(case_event.at), max(case_event.at) + {week} FROM complaint "
        "JOIN case_event ON case_event.complaint_id = complaint.id AND case_event.to_state = 'closed' "
        "WHERE complaint.state = 'closed' GROUP BY complaint.id"
    )


def _news() -> None:
    person = sa.ForeignKey("person.id", ondelete="CASCADE")
    op.create_table(
        "news_choice",
        Column("person_id", Number, person, primary_key=True, autoincrement=False),
        Column("region", Text),
        Column("version", Number),
        Column("language", Text),
        Column("agreed_at", Moment),
        Column("stopped_at", Moment),
        Column("asked_at", Moment),
        sqlite_strict=True,
    )
    op.create_index("ix_news_choice_region", "news_choice", ["region", "person_id"])
    op.create_table(
        "broadcast",
        Column("id", Number, primary_key=True),
        Column("audience", Text, nullable=False),
        Column("region", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("sealed_words", Sealed, nullable=False),
        Column("made_by", Number, sa.ForeignKey("person.id"), nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("starts_at", Moment),
        Column("begun_at", Moment),
        Column("ended_at", Moment),
        Column("last_person", Number, nullable=False),
        Column("total", Number),
        Column("queued", Number, nullable=False),
        Column("delivered", Number),
        Column("blocked", Number),
        Column("failed", Number),
        Column("sealed_progress", Sealed),
        Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_broadcast_state", "broadcast", ["state", "starts_at"])


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("complaint.id", ondelete="CASCADE")


def downgrade() -> None:
    """Drops them with what is in them; letters of broadcasts go too."""
    op.execute("DELETE FROM outbox WHERE broadcast_id IS NOT NULL")
    op.drop_index("ix_outbox_broadcast", "outbox")
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_strict": True}) as outbox:
        outbox.drop_column("broadcast_id")
    for table in ("broadcast", "news_choice", "follow_up", "closing"):
        op.drop_table(table)
