"""The table of requests for letters of recommendation."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from storage.schema.columns import Code, Id, Moment, Sealed
from storage.schema.metadata import metadata

letter_request = Table(
    "letter_request",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("region", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("sealed_content", Sealed, nullable=False, comment="name to be printed, language, period, words"),
    Column("asked_at", Moment, nullable=False),
    Column("decided_by", Id, ForeignKey("person.id")),
    Column("decided_at", Moment),
    sqlite_strict=True,
)
Index("ix_letter_request_region", letter_request.c.region, letter_request.c.state)
