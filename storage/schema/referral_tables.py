"""The tables of letters: authorities, referrals to them, recommendations to institutions.

Authorities are public. What a letter tells, who is named in it and what was answered is sealed.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.schema.columns import Code, Id, Moment, Number, Sealed
from storage.schema.metadata import metadata

authority = Table(
    "authority",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kk", Text, nullable=False),
    Column("ru", Text, nullable=False),
    Column("region", Code, index=True, comment="empty: the whole country"),
    Column("takes", Text, nullable=False, comment="categories, separated by blanks; empty: all"),
    Column("address", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("checked_on", Code, comment="ISO date"),
    Column("retired_at", Moment),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)

referral = Table(
    "referral",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), nullable=False, index=True),
    Column("number", Code, nullable=False, unique=True),
    Column("authority_id", Id, ForeignKey("authority.id"), nullable=False, index=True),
    Column("language", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("naming", Code, nullable=False, comment="whether the reporter agreed to be named"),
    Column("naming_at", Moment),
    Column("sealed_content", Sealed, nullable=False, comment="facts, contact, talon, answer"),
    Column("letter_on", Code, comment="ISO date, as the ones below"),
    Column("sent_on", Code),
    Column("reminded_on", Code),
    Column("complained_on", Code),
    Column("due_at", Moment),
    Column("answer_file", Id, comment="evidence.id"),
    Column("answered_at", Moment),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_referral_due", referral.c.state, referral.c.due_at)

recommendation = Table(
    "recommendation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("language", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("sealed_content", Sealed, nullable=False, comment="institution, address, words"),
    Column("finding_id", Id, ForeignKey("finding.id"), index=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), index=True),
    Column("issued_at", Moment, nullable=False),
    Column("document_due", Moment, nullable=False),
    Column("answer_due", Moment, nullable=False),
    Column("look_at", Moment, comment="the next quarterly look"),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    Column("sent_at", Moment, comment="when the document was handed over"),
    UniqueConstraint("number"),
    sqlite_strict=True,
)
Index("ix_recommendation_region", recommendation.c.region, recommendation.c.state)
Index("ix_recommendation_look", recommendation.c.look_at)

recommendation_event = Table(
    "recommendation_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("recommendation_id", Id, ForeignKey("recommendation.id"), nullable=False, index=True),
    Column("state", Code, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed_words", Sealed, nullable=False),
    Column("actor_id", Id, ForeignKey("person.id"), comment="staff"),
    sqlite_strict=True,
)
