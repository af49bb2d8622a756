"""Tables of the correspondence with reporters and of the groups of coordinators."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from storage.schema.columns import Code, Flag, Hash, Id, Moment, Number, Sealed
from storage.schema.metadata import metadata

__all__ = [
    "canned_answer", "group_case", "group_code", "group_letter", "message_file", "message_state", "quiet_hours",
    "staff_group",
]  # fmt: skip

# How far a message to a reporter has come is read from the outbox; here is what the outbox does not know.
message_state = Table(
    "message_state",
    metadata,
    Column("message_id", Id, ForeignKey("case_message.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("goes_at", Moment, nullable=False, comment="not before: the end of the quiet hours"),
    Column("queued_at", Moment, comment="when its letter was queued; empty while a file of it is fetched"),
    Column("failed", Flag, nullable=False, comment="a file of it could not be had"),
    Column("seen_at", Moment),
    sqlite_strict=True,
)

message_file = Table(
    "message_file",
    metadata,
    Column("evidence_id", Id, primary_key=True, autoincrement=False, comment="no foreign key: files may be erased"),
    Column("message_id", Id, ForeignKey("case_message.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Code, nullable=False),
    Column("position", Number, nullable=False),
    sqlite_strict=True,
)

quiet_hours = Table(
    "quiet_hours",
    metadata,
    Column("person_id", Id, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("starts", Number, nullable=False, comment="minutes since midnight in Almaty"),
    Column("ends", Number, nullable=False),
    sqlite_strict=True,
)

canned_answer = Table(
    "canned_answer",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("owner_id", Id, ForeignKey("person.id"), index=True, comment="empty: the whole organisation's"),
    Column("sealed_words", Sealed, nullable=False),
    Column("made_at", Moment, nullable=False),
    sqlite_strict=True,
)

staff_group = Table(
    "staff_group",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lookup", Hash, nullable=False, unique=True, comment="keyed hash of the group's number"),
    Column("sealed_chat", Sealed, nullable=False),
    Column("region", Code, nullable=False, index=True),
    Column("language", Code, nullable=False),
    Column("forum", Flag, nullable=False),
    Column("bound_by", Id, ForeignKey("person.id")),
    Column("bound_at", Moment, nullable=False),
    sqlite_strict=True,
)

group_code = Table(
    "group_code",
    metadata,
    Column("token", Hash, primary_key=True, comment="keyed hash of a code that binds a group, once"),
    Column("region", Code, nullable=False),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    sqlite_strict=True,
)

group_case = Table(
    "group_case",
    metadata,
    Column("group_id", Id, ForeignKey("staff_group.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("thread", Number, comment="the topic"),
    Column("message", Number, comment="the first message about the case"),
    sqlite_strict=True,
)

# The outbox of groups: what is queued here was caused in the same transaction, and goes once.
group_letter = Table(
    "group_letter",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group_id", Id, ForeignKey("staff_group.id", ondelete="CASCADE"), nullable=False),
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Code, nullable=False),
    Column("sealed_payload", Sealed, nullable=False, comment="emptied once sent"),
    Column("dedup", Hash, nullable=False),
    Column("state", Code, nullable=False, comment="queued, sent or failed"),
    Column("reason", Code),
    Column("attempts", Number, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("message", Number, comment="its number in the group: replies to it are about the case"),
    UniqueConstraint("group_id", "dedup"),
    sqlite_strict=True,
)
Index("ix_group_letter_due", group_letter.c.state, group_letter.c.due_at)
Index("ix_group_letter_message", group_letter.c.group_id, group_letter.c.message)
