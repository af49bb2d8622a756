"""The tables of volunteers' work: places, campaigns, who visits what, and what came of it.

Places and campaigns are public; what says something of a person, or quotes one, is sealed.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.schema.columns import Code, Flag, Id, Moment, Number, Sealed
from storage.schema.metadata import metadata

volunteer = Table(
    "volunteer",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("state", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("district", Code),
    Column("sealed_profile", Sealed, nullable=False, comment="languages, interests, hours, age, where from, words"),
    Column("applied_at", Moment, nullable=False),
    Column("rules_at", Moment, comment="the quiz on the rules was passed"),
    Column("code_version", Number, comment="of the code of conduct"),
    Column("code_at", Moment),
    Column("decided_by", Id, ForeignKey("person.id")),
    Column("changed_at", Moment),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_volunteer_region", volunteer.c.region, volunteer.c.state)

place = Table(
    "place",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("kk", Text, nullable=False),
    Column("ru", Text, nullable=False),
    Column("region", Code, nullable=False),
    Column("district", Code),
    Column("address", Text, nullable=False),
    Column("latitude", Number, comment="ten-millionths of a degree, as longitude"),
    Column("longitude", Number),
    Column("hours", Text, comment="JSON: [weekday, from, to] of each range"),
    Column("sealed_contact", Sealed, nullable=False),
    Column("route_id", Id, ForeignKey("place.id"), index=True, comment="the route it is a station of"),
    Column("position", Number),
    Column("merged_into", Id, ForeignKey("place.id")),
    Column("retired_at", Moment),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_place_region", place.c.region, place.c.kind, place.c.latitude, place.c.longitude)

place_word = Table(
    "place_word",
    metadata,
    Column("region", Code, primary_key=True),
    Column("word", Text, primary_key=True, comment="folded, of a name or the address of a place in use"),
    Column("place_id", Id, ForeignKey("place.id"), primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

place_conflict = Table(
    "place_conflict",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("place_id", Id, ForeignKey("place.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", Text, nullable=False),
    Column("form", Code, nullable=False),
    Column("form_version", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("state", Code, nullable=False),
    Column("visits", Number, nullable=False, comment="to each place in each round"),
    Column("blind", Flag, nullable=False),
    Column("team_size", Number, nullable=False),
    Column("repeat", Code, nullable=False),
    Column("instructions", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("education", Flag, nullable=False),
    Column("offer_minutes", Number, nullable=False),
    Column("repeat_reason", Text, nullable=False, comment="why again within six months"),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_campaign_region", campaign.c.region, campaign.c.state)

campaign_place = Table(
    "campaign_place",
    metadata,
    Column("campaign_id", Id, ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("place_id", Id, ForeignKey("place.id"), primary_key=True, autoincrement=False),
    sqlite_strict=True,
)

task = Table(
    "task",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", Id, ForeignKey("campaign.id"), nullable=False),
    Column("place_id", Id, ForeignKey("place.id"), nullable=False, index=True),
    Column("round", Number, nullable=False),
    Column("number", Number, nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Code, nullable=False),
    Column("tried_at", Moment, comment="when somebody was last looked for"),
    Column("gap", Code, comment="why nobody was found"),
    UniqueConstraint("campaign_id", "place_id", "round", "number"),
    sqlite_strict=True,
)
Index("ix_task_state", task.c.state, task.c.opens_at)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("kk", Text, nullable=False),
    Column("ru", Text, nullable=False),
    Column("region", Code, nullable=False),
    Column("made_at", Moment, nullable=False),
    sqlite_strict=True,
)

team = Table(
    "team",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("region", Code, nullable=False),
    Column("organisation_id", Id, ForeignKey("organisation.id")),
    Column("lead_id", Id, ForeignKey("person.id"), comment="one of its members"),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    sqlite_strict=True,
)

membership = Table(
    "membership",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("team_id", Id, ForeignKey("team.id"), index=True),
    Column("organisation_id", Id, ForeignKey("organisation.id"), index=True, comment="as its coordinator"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("person_id", "team_id"),
    UniqueConstraint("person_id", "organisation_id"),
    sqlite_strict=True,
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("task_id", Id, ForeignKey("task.id"), nullable=False),
    Column("campaign_id", Id, ForeignKey("campaign.id"), nullable=False),
    Column("place_id", Id, ForeignKey("place.id"), nullable=False, index=True),
    Column("volunteer_id", Id, ForeignKey("person.id"), comment="empty once the person was erased"),
    Column("state", Code, nullable=False),
    Column("at", Moment, nullable=False, comment="the hour proposed for the visit"),
    Column("due_at", Moment, nullable=False),
    Column("offered_at", Moment, nullable=False),
    Column("answer_by", Moment),
    Column("why", Text, nullable=False, comment="codes of the reasons of the choice"),
    Column("reason", Code, nullable=False, comment="why declined or called off"),
    Column("replaces_id", Id, ForeignKey("assignment.id"), comment="ends when this one is accepted: a swap"),
    Column("team_id", Id, ForeignKey("team.id")),
    Column("swap_to", Id, ForeignKey("person.id")),
    Column("since", Moment, nullable=False, comment="reminders count from here: taken, given more time, sent back"),
    Column("remind_at", Moment),
    Column("reminded", Code, nullable=False),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    sqlite_strict=True,
)
Index("ix_assignment_task", assignment.c.task_id, assignment.c.state)
Index("ix_assignment_campaign", assignment.c.campaign_id, assignment.c.state)
Index("ix_assignment_volunteer", assignment.c.volunteer_id, assignment.c.state)
Index("ix_assignment_answer", assignment.c.state, assignment.c.answer_by)
Index("ix_assignment_remind_at", assignment.c.remind_at)

assignment_event = Table(
    "assignment_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("assignment_id", Id, ForeignKey("assignment.id"), nullable=False, index=True),
    Column("kind", Code, nullable=False),
    Column("from_state", Code),
    Column("to_state", Code),
    Column("actor", Code, nullable=False, comment="volunteer, coordinator or system"),
    Column("actor_id", Id, ForeignKey("person.id"), comment="staff only"),
    Column("at", Moment, nullable=False),
    Column("sealed_words", Sealed),
    sqlite_strict=True,
)

visit = Table(
    "visit",
    metadata,
    Column("assignment_id", Id, ForeignKey("assignment.id"), primary_key=True, autoincrement=False),
    Column("checked_in_at", Moment),
    Column("sealed_location", Sealed, comment="where the volunteer was when checking in"),
    Column("metres", Number, comment="from there to the place"),
    Column("started_at", Moment),
    Column("finished_at", Moment, index=True),
    Column("submission_id", Id, ForeignKey("submission.id"), unique=True),
    Column("outcome", Code),
    Column("sealed_words", Sealed),
    sqlite_strict=True,
)

visit_flag = Table(
    "visit_flag",
    metadata,
    Column("assignment_id", Id, ForeignKey("assignment.id"), primary_key=True, autoincrement=False),
    Column("flag", Code, primary_key=True),
    Column("value", Number, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

photo_print = Table(
    "photo_print",
    metadata,
    Column("evidence_id", Id, ForeignKey("evidence.id"), primary_key=True, autoincrement=False),
    Column("assignment_id", Id, ForeignKey("assignment.id"), nullable=False, index=True),
    Column("bits", Code, nullable=False, comment="perceptual hash, 16 hexadecimal digits"),
    sqlite_strict=True,
)

finding = Table(
    "finding",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", Id, ForeignKey("campaign.id"), nullable=False),
    Column("place_id", Id, ForeignKey("place.id"), nullable=False),
    Column("assignment_id", Id, ForeignKey("assignment.id"), nullable=False),
    Column("submission_id", Id, ForeignKey("submission.id")),
    Column("question", Code, nullable=False),
    Column("value", Number, nullable=False),
    Column("state", Code, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed_words", Sealed, nullable=False),
    Column("complaint_id", Id, ForeignKey("complaint.id")),
    Column("version", Number, nullable=False, comment="optimistic lock"),
    UniqueConstraint("assignment_id", "question"),
    sqlite_strict=True,
)
Index("ix_finding_campaign", finding.c.campaign_id, finding.c.state)
Index("ix_finding_at", finding.c.at)

certificate = Table(
    "certificate",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Code, nullable=False, unique=True),
    Column("person_id", Id, ForeignKey("person.id"), index=True),
    Column("sealed_content", Sealed, nullable=False, comment="the name, and what is certified"),
    Column("made_by", Id, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    sqlite_strict=True,
)
