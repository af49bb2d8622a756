"""The tables of triage: which words a case has (blindly), what is merged, who else is concerned, tags.

Everything here goes with its case: `ondelete="CASCADE"`.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint

from storage.schema.columns import Code, Flag, Hash, Id, Moment, Sealed, Small
from storage.schema.metadata import metadata

CASCADE = "CASCADE"

case_word = Table(
    "case_word",
    metadata,
    Column(
        "token", Hash, primary_key=True, comment="keyed hash of region and stem, 8 bytes: storage/cases/case_words.py"
    ),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

case_indexed = Table(
    "case_indexed",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, autoincrement=False),
    Column("rules", Small, nullable=False, comment="by which version of the rules the words were taken"),
    Column("digest", Hash, nullable=False, comment="keyed hash of the words, to see whether they changed"),
    sqlite_strict=True,
)

case_merge = Table(
    "case_merge",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, autoincrement=False),
    Column("into_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), nullable=False, index=True),
    Column("merged_by", Id, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

shared_case = Table(
    "shared_case",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, autoincrement=False),
    Column("code", Code, nullable=False, unique=True, comment="another one than the reporter's"),
    Column("sealed_words", Sealed, nullable=False, comment="what it is about, in the coordinator's words"),
    Column("opened_by", Id, ForeignKey("person.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    sqlite_strict=True,
)

me_too = Table(
    "me_too",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), nullable=False),
    Column("lookup", Hash, nullable=False, index=True, comment="as in reporter_link"),
    Column("sealed_person", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("complaint_id", "lookup"),
    sqlite_strict=True,
)

tag = Table(
    "tag",
    metadata,
    Column("id", Id, primary_key=True),
    Column("region", Code, nullable=False),
    Column("lookup", Hash, nullable=False, comment="keyed hash of the folded name: one tag, however spelt"),
    Column("sealed_name", Sealed, nullable=False),
    Column("hidden", Flag, nullable=False, comment="no longer offered"),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("region", "lookup"),
    sqlite_strict=True,
)

case_tag = Table(
    "case_tag",
    metadata,
    Column("tag_id", Id, ForeignKey("tag.id", ondelete=CASCADE), primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete=CASCADE), primary_key=True, index=True),
    Column("tagged_by", Id, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
