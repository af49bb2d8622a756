"""The tables beside submissions: the log of a form that asks for one, and what was answered to whoever sent it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from storage.schema.columns import Id, Moment, Sealed
from storage.schema.metadata import metadata

submission_log = Table(
    "submission_log",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("sealed_text", Sealed, nullable=False, comment="audit.csv"),
    sqlite_strict=True,
)

submission_reply = Table(
    "submission_reply",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("sealed_text", Sealed, nullable=False),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)
