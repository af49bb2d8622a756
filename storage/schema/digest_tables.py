"""The table of digests: what each coordinator wants, and up to when they were told."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from storage.schema.columns import Code, Flag, Id, Moment, Number
from storage.schema.metadata import metadata

# A row for each coordinator who has chosen something, or was told something.
digest_choice = Table(
    "digest_choice",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("weekly", Flag, nullable=False),
    Column("daily", Flag, nullable=False),
    Column("weekday", Number, nullable=False, comment="Monday is 0"),
    Column("hour", Number, nullable=False, comment="in Almaty"),
    Column("language", Code, comment="empty: the person's own"),
    Column("theme", Code, nullable=False),
    Column("weekly_at", Moment, comment="what came due up to then is done with"),
    Column("daily_at", Moment),
    Column("asked_at", Moment, comment="wants the last week now"),
    sqlite_strict=True,
)
