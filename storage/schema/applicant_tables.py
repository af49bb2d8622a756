"""The table of what coordinators ask applicants, and of what these answer."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from storage.schema.columns import Id, Moment, Sealed
from storage.schema.metadata import metadata

applicant_question = Table(
    "applicant_question",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("asked_by", Id, ForeignKey("person.id")),
    Column("asked_at", Moment, nullable=False),
    Column("sealed_question", Sealed, nullable=False),
    Column("answered_at", Moment),
    Column("sealed_answer", Sealed),
    sqlite_strict=True,
)
