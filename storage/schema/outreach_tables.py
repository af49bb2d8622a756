"""The tables of what the bot says of its own accord: follow-ups after a closing, and news.

Who was asked about a case stands here as in reporter_link: under a keyed hash, which is emptied when they are erased.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from storage.schema.columns import Code, Hash, Id, Moment, Number, Sealed, Small
from storage.schema.metadata import metadata

CASCADE = "CASCADE"

closing = Table(
    "closing",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, autoincrement=False),
    Column("closed_at", Moment, nullable=False),
    Column("next_at", Moment, index=True, comment="when those concerned are asked next; empty: never"),
    sqlite_strict=True,
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), nullable=False),
    Column("closed_at", Moment, nullable=False, comment="which closing"),
    Column("days", Small, nullable=False, comment="after the closing: 7, 30, 90"),
    Column("lookup", Hash, index=True, comment="as in reporter_link; empty once the person is erased"),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Code, comment="yes, partly, no or never"),
    Column("answered_at", Moment, index=True),
    UniqueConstraint("complaint_id", "closed_at", "days", "lookup"),
    sqlite_strict=True,
)

news_choice = Table(
    "news_choice",
    metadata,
    Column("person_id", Id, ForeignKey("person.id", ondelete=CASCADE), primary_key=True, autoincrement=False),
    Column("region", Code, comment="whose news; empty: the country's; none: never agreed"),
    Column("version", Small, comment="of the text they agreed to"),
    Column("language", Code, comment="they agreed in"),
    Column("agreed_at", Moment),
    Column("stopped_at", Moment, comment="no news since then, as a volunteer neither"),
    Column("asked_at", Moment, comment="the bot asks of its own accord only once"),
    sqlite_strict=True,
)
Index("ix_news_choice_region", news_choice.c.region, news_choice.c.person_id)

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Id, primary_key=True),
    Column("audience", Code, nullable=False),
    Column("region", Code, nullable=False, comment="empty: everywhere"),
    Column("state", Code, nullable=False, comment="draft, scheduled, running, stopped, done or dropped"),
    Column("sealed_words", Sealed, nullable=False, comment="by language"),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("starts_at", Moment),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Column("last_person", Id, nullable=False, comment="letters are queued for everybody up to this id"),
    Column("total", Number, comment="people when it began"),
    Column("queued", Number, nullable=False),
    Column("delivered", Number),
    Column("blocked", Number),
    Column("failed", Number),
    Column("sealed_progress", Sealed, comment="the message that shows the progress to who sent it"),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_broadcast_state", broadcast.c.state, broadcast.c.starts_at)
