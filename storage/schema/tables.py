"""All tables. What identifies somebody or quotes them is sealed; what queries filter and count by is plain.

`sealed_…` columns and keyed hashes come from storage/vault.py. Times are aware UTC.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.schema import (
    abuse_tables,
    applicant_tables,
    audit_tables,
    digest_tables,
    due_tables,
    outreach_tables,
    referral_tables,
    retention_tables,
    submission_tables,
    talk_tables,
    thanks_tables,
    triage_tables,
    volunteer_tables,
)
from storage.schema.columns import Code, Flag, Hash, Id, Moment, Number, Sealed, Small
from storage.schema.metadata import metadata

__all__ = [
    "abuse_tables",
    "applicant_tables",
    "audit_tables",
    "case_event",
    "case_message",
    "complaint",
    "consent",
    "digest_tables",
    "draft",
    "due_tables",
    "evidence",
    "form_version",
    "internal_note",
    "invite",
    "metadata",
    "outbox",
    "outreach_tables",
    "person",
    "referral_tables",
    "reporter_link",
    "retention_tables",
    "role_grant",
    "seen_update",
    "set_aside",
    "setting",
    "submission",
    "submission_tables",
    "submitter_link",
    "talk_tables",
    "thanks_tables",
    "triage_tables",
    "volunteer_tables",
]  # fmt: skip

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Hash, nullable=False, unique=True, comment="keyed hash of the Telegram id"),
    Column("sealed_address", Sealed, nullable=False, comment="the Telegram id itself"),
    Column("language", Code),
    Column("consent_version", Number),
    Column("sealed_state", Sealed, nullable=False, comment="at, awaiting, has_keys, alias"),
    Column("blocked_at", Moment),
    Column("created_at", Moment, nullable=False),
    sqlite_strict=True,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("version", Number, nullable=False),
    Column("language", Code, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

role_grant = Table(
    "role_grant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("role", Code, nullable=False),
    Column("region", Code, nullable=False, comment="empty: everywhere"),
    Column("granted_by", Id, ForeignKey("person.id")),
    Column("granted_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    sqlite_strict=True,
)
Index(
    "uq_role_grant_in_force",
    role_grant.c.person_id,
    role_grant.c.role,
    role_grant.c.region,
    unique=True,
    sqlite_where=role_grant.c.revoked_at.is_(None),
    postgresql_where=role_grant.c.revoked_at.is_(None),
)

invite = Table(
    "invite",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token", Hash, nullable=False, unique=True),
    Column("role", Code, nullable=False),
    Column("regions", Text, nullable=False, comment="comma separated codes; empty: everywhere"),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", Id, ForeignKey("person.id")),
    Column("used_at", Moment),
    sqlite_strict=True,
)

draft = Table(
    "draft",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, unique=True),
    Column("form", Code, nullable=False),
    Column("version", Code, nullable=False),
    Column("sealed_state", Sealed, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    Column("reminded_at", Moment),
    sqlite_strict=True,
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Code, nullable=False, unique=True),
    Column("category", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("district", Code),
    Column("state", Code, nullable=False),
    Column("language", Code, nullable=False),
    Column("amount", Number, comment="whole tenge"),
    Column("anonymous", Flag, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("first_answer_due", Moment),
    Column("decision_due", Moment),
    Column("assignee_id", Id, ForeignKey("person.id")),
    Column("sealed_content", Sealed, nullable=False, comment="the form's values"),
    Column("outcome", Code),
    Column("saved_tenge", Number),
    Column("sealed_saved_basis", Sealed),
    Column("reopened", Flag, nullable=False),
    Column("question_open", Flag, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("version", Number, nullable=False, comment="grows with every change: optimistic lock"),
    sqlite_strict=True,
)
Index("ix_complaint_inbox", complaint.c.region, complaint.c.state, complaint.c.received_at)
Index("ix_complaint_assignee", complaint.c.assignee_id, complaint.c.state)
Index("ix_complaint_due", complaint.c.state, complaint.c.decision_due)
Index("ix_complaint_received_at", complaint.c.received_at)
# Most cases have ended; lists of those that have not stay as quick as they are, however many there are.
_OPEN = complaint.c.state.not_in(["closed", "merged", "rejected", "withdrawn"])
Index("ix_complaint_open", complaint.c.region, complaint.c.decision_due, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index(
    "ix_complaint_mine", complaint.c.assignee_id, complaint.c.decision_due, sqlite_where=_OPEN, postgresql_where=_OPEN
)
Index("ix_complaint_ended", complaint.c.state, complaint.c.updated_at)

reporter_link = Table(
    "reporter_link",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id"), primary_key=True, autoincrement=False),
    Column("lookup", Hash, nullable=False, index=True, comment="keyed hash of the person's id"),
    Column("sealed_reporter", Sealed, nullable=False),
    sqlite_strict=True,
)

case_event = Table(
    "case_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), nullable=False, index=True),
    Column("kind", Code, nullable=False),
    Column("from_state", Code),
    Column("to_state", Code),
    Column("actor_id", Id, ForeignKey("person.id"), comment="staff only: a citizen is never named here"),
    Column("at", Moment, nullable=False),
    Column("sealed_payload", Sealed),
    sqlite_strict=True,
)

Index("ix_case_event_at", case_event.c.at)

case_message = Table(
    "case_message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), nullable=False, index=True),
    Column("direction", Code, nullable=False, comment="to_citizen or from_citizen"),
    Column("author_id", Id, ForeignKey("person.id"), comment="staff only"),
    Column("sealed_text", Sealed, nullable=False),
    Column("asks", Flag, nullable=False, comment="a question that waits for an answer"),
    Column("answers_id", Id, ForeignKey("case_message.id")),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

internal_note = Table(
    "internal_note",
    metadata,
    Column("id", Id, primary_key=True),
    Column("complaint_id", Id, ForeignKey("complaint.id"), nullable=False, index=True),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("sealed_text", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

form_version = Table(
    "form_version",
    metadata,
    Column("id", Id, primary_key=True),
    Column("form", Code, nullable=False),
    Column("version", Code, nullable=False),
    Column("state", Code, nullable=False, comment="draft, published or retired"),
    Column("sealed_about", Sealed, nullable=False, comment="title, file name, languages, size, files in the cellar"),
    Column("sealed_xform", Sealed, nullable=False, comment="the compiled XForm, compressed"),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("form", "version"),
    sqlite_strict=True,
)
Index("ix_form_version_state", form_version.c.state, form_version.c.form)

submission = Table(
    "submission",
    metadata,
    Column("id", Id, primary_key=True),
    Column("instance_id", Code, nullable=False, unique=True),
    Column("form", Code, nullable=False),
    Column("version", Code, nullable=False),
    Column("language", Code, nullable=False),
    Column("region", Code),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    Column("findings", Number),
    Column("sealed_values", Sealed, nullable=False),
    Column("sealed_instance", Sealed, nullable=False, comment="the XForm instance as XML"),
    sqlite_strict=True,
)
Index("ix_submission_form", submission.c.form, submission.c.finished_at)

submitter_link = Table(
    "submitter_link",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("lookup", Hash, nullable=False, index=True, comment="keyed hash of the person's id"),
    Column("sealed_submitter", Sealed, nullable=False),
    sqlite_strict=True,
)

# Checklists that go on to an OpenRosa server (ODK Central, KoboToolbox, Ona), when the operator has named one.
openrosa_push = Table(
    "openrosa_push",
    metadata,
    Column("submission_id", Id, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("state", Code, nullable=False, comment="queued, sent, refused or superseded"),
    Column("attempts", Number, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", Code, comment="the status of the last answer that was no success"),
    Column("sealed_answer", Sealed, comment="the server's words with a refusal"),
    Column("settled_at", Moment),
    sqlite_strict=True,
)
Index("ix_openrosa_push_due", openrosa_push.c.state, openrosa_push.c.due_at)

# While it belongs to a draft, a row knows its person; in a case or a submission it must not name the sender.
evidence = Table(
    "evidence",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("draft_id", Id, index=True, comment="no foreign key: drafts are written when the batch ends"),
    Column("complaint_id", Id, ForeignKey("complaint.id"), index=True),
    Column("submission_id", Id, ForeignKey("submission.id"), index=True),
    Column("purpose", Code, comment="what for, when it is no answer and no evidence"),
    Column("kind", Code, nullable=False),
    Column("position", Number, nullable=False),
    Column("state", Code, nullable=False, comment="pending, stored or failed"),
    Column("reason", Code, comment="why it failed"),
    Column("size", Number, comment="bytes of the file as sent"),
    Column("sealed_about", Sealed, nullable=False, comment="caption, name, MIME type, Telegram file id, SHA-256"),
    Column("attempts", Number, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_strict=True,
)
Index("ix_evidence_state", evidence.c.state, evidence.c.due_at)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("recipient_id", Id, ForeignKey("person.id"), nullable=False),
    Column("kind", Code, nullable=False),
    Column("sealed_payload", Sealed, nullable=False, comment="emptied once sent"),
    Column("dedup", Hash, nullable=False, unique=True, comment="keyed hash of the deduplication key"),
    Column("priority", Small, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Number, nullable=False),
    Column("state", Code, nullable=False, comment="queued, sent or failed"),
    Column("reason", Code),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("broadcast_id", Id, comment="the broadcast it belongs to"),
    sqlite_strict=True,
)
Index(
    "ix_outbox_broadcast",
    outbox.c.broadcast_id,
    outbox.c.state,
    outbox.c.reason,
    sqlite_where=outbox.c.broadcast_id.is_not(None),
    postgresql_where=outbox.c.broadcast_id.is_not(None),
)
Index("ix_outbox_queue", outbox.c.state, outbox.c.priority, outbox.c.id)
Index("ix_outbox_recipient", outbox.c.recipient_id, outbox.c.state)

seen_update = Table(
    "seen_update",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
    sqlite_strict=True,
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("sealed_raw", Sealed, nullable=False),
    Column("sealed_traceback", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

setting = Table(
    "setting",
    metadata,
    Column("key", Code, primary_key=True),
    Column("value", Sealed, nullable=False),
    sqlite_strict=True,
)
