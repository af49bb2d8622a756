"""The tables of limits: reporters whose notices are silenced for a while, words that were sent again and again."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from storage.schema.columns import Id, Moment, Number
from storage.schema.metadata import metadata

case_mute = Table(
    "case_mute",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("muted_by", Id, ForeignKey("person.id"), nullable=False),
    Column("until", Moment, nullable=False),
    sqlite_strict=True,
)

message_repeat = Table(
    "message_repeat",
    metadata,
    Column("message_id", Id, ForeignKey("case_message.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("times", Number, nullable=False, comment="how often the same words came, the first time included"),
    Column("last_at", Moment, nullable=False),
    sqlite_strict=True,
)
