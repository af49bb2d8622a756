"""Volunteers, places, campaigns, assignments, visits and what was found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Flag, Moment, Number

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "volunteer",
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("district", sa.Text),
        sa.Column("sealed_profile", sa.LargeBinary, nullable=False),
        sa.Column("applied_at", Moment, nullable=False),
        sa.Column("rules_at", Moment),
        sa.Column("code_version", Number),
        sa.Column("code_at", Moment),
        sa.Column("decided_by", Number, sa.ForeignKey("person.id")),
        sa.Column("changed_at", Moment),
        sa.Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_volunteer_region", "volunteer", ["region", "state"])
    op.create_table(
        "place",
        sa.Column("id", Number, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("kk", sa.Text, nullable=False),
        sa.Column("ru", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("district", sa.Text),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("latitude", Number),
        sa.Column("longitude", Number),
        sa.Column("hours", sa.Text),
        sa.Column("sealed_contact", sa.LargeBinary, nullable=False),
        sa.Column("route_id", Number, sa.ForeignKey("place.id")),
        sa.Column("position", Number),
        sa.Column("merged_into", Number, sa.ForeignKey("place.id")),
        sa.Column("retired_at", Moment),
        sa.Column("made_by", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_place_region", "place", ["region", "kind"])
    op.create_index("ix_place_route_id", "place", ["route_id"])
    op.create_table(
        "place_conflict",
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "campaign",
        sa.Column("id", Number, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("form_version", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("visits", Number, nullable=False),
        sa.Column("blind", Flag, nullable=False),
        sa.Column("team_size", Number, nullable=False),
        sa.Column("repeat", sa.Text, nullable=False),
        sa.Column("instructions", sa.Text, nullable=False),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("education", Flag, nullable=False),
        sa.Column("offer_minutes", Number, nullable=False),
        sa.Column("repeat_reason", sa.Text, nullable=False),
        sa.Column("made_by", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_campaign_region", "campaign", ["region", "state"])
    op.create_table(
        "campaign_place",
        sa.Column("campaign_id", Number, sa.ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), primary_key=True, autoincrement=False),
        sqlite_strict=True,
    )
    op.create_table(
        "task",
        sa.Column("id", Number, primary_key=True),
        sa.Column("campaign_id", Number, sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("round", Number, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("opens_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tried_at", Moment),
        sa.Column("gap", sa.Text),
        sa.UniqueConstraint("campaign_id", "place_id", "round", "number"),
        sqlite_strict=True,
    )
    op.create_index("ix_task_place_id", "task", ["place_id"])
    op.create_index("ix_task_state", "task", ["state", "opens_at"])
    op.create_table(
        "organisation",
        sa.Column("id", Number, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("kk", sa.Text, nullable=False),
        sa.Column("ru", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "team",
        sa.Column("id", Number, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("organisation_id", Number, sa.ForeignKey("organisation.id")),
        sa.Column("lead_id", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
        sqlite_strict=True,
    )
    op.create_table(
        "membership",
        sa.Column("id", Number, primary_key=True),
        sa.Column("person_id", Number, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("team_id", Number, sa.ForeignKey("team.id")),
        sa.Column("organisation_id", Number, sa.ForeignKey("organisation.id")),
        sa.Column("at", Moment, nullable=False),
        sa.UniqueConstraint("person_id", "organisation_id"),
        sa.UniqueConstraint("person_id", "team_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_membership_organisation_id", "membership", ["organisation_id"])
    op.create_index("ix_membership_team_id", "membership", ["team_id"])
    op.create_table(
        "assignment",
        sa.Column("id", Number, primary_key=True),
        sa.Column("task_id", Number, sa.ForeignKey("task.id"), nullable=False),
        sa.Column("campaign_id", Number, sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("volunteer_id", Number, sa.ForeignKey("person.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("offered_at", Moment, nullable=False),
        sa.Column("answer_by", Moment),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("replaces_id", Number, sa.ForeignKey("assignment.id")),
        sa.Column("team_id", Number, sa.ForeignKey("team.id")),
        sa.Column("swap_to", Number, sa.ForeignKey("person.id")),
        sa.Column("since", Moment, nullable=False),
        sa.Column("remind_at", Moment),
        sa.Column("reminded", sa.Text, nullable=False),
        sa.Column("version", Number, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_assignment_answer", "assignment", ["state", "answer_by"])
    op.create_index("ix_assignment_campaign", "assignment", ["campaign_id", "state"])
    op.create_index("ix_assignment_place_id", "assignment", ["place_id"])
    op.create_index("ix_assignment_remind_at", "assignment", ["remind_at"])
    op.create_index("ix_assignment_task", "assignment", ["task_id", "state"])
    op.create_index("ix_assignment_volunteer", "assignment", ["volunteer_id", "state"])
    op.create_table(
        "assignment_event",
        sa.Column("id", Number, primary_key=True),
        sa.Column("assignment_id", Number, sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text),
        sa.Column("to_state", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("actor_id", Number, sa.ForeignKey("person.id")),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary),
        sqlite_strict=True,
    )
    op.create_index("ix_assignment_event_assignment_id", "assignment_event", ["assignment_id"])
    op.create_table(
        "visit",
        sa.Column("assignment_id", Number, sa.ForeignKey("assignment.id"), primary_key=True, autoincrement=False),
        sa.Column("checked_in_at", Moment),
        sa.Column("sealed_location", sa.LargeBinary),
        sa.Column("metres", Number),
        sa.Column("started_at", Moment),
        sa.Column("finished_at", Moment),
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id")),
        sa.Column("outcome", sa.Text),
        sa.Column("sealed_words", sa.LargeBinary),
        sa.UniqueConstraint("submission_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_visit_finished_at", "visit", ["finished_at"])
    op.create_table(
        "visit_flag",
        sa.Column("assignment_id", Number, sa.ForeignKey("assignment.id"), primary_key=True, autoincrement=False),
        sa.Column("flag", sa.Text, primary_key=True),
        sa.Column("value", Number, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "photo_print",
        sa.Column("evidence_id", Number, sa.ForeignKey("evidence.id"), primary_key=True, autoincrement=False),
        sa.Column("assignment_id", Number, sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("bits", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_photo_print_assignment_id", "photo_print", ["assignment_id"])
    op.create_table(
        "finding",
        sa.Column("id", Number, primary_key=True),
        sa.Column("campaign_id", Number, sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("place_id", Number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("assignment_id", Number, sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("submission_id", Number, sa.ForeignKey("submission.id")),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("value", Number, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary, nullable=False),
        sa.Column("complaint_id", Number, sa.ForeignKey("complaint.id")),
        sa.Column("version", Number, nullable=False),
        sa.UniqueConstraint("assignment_id", "question"),
        sqlite_strict=True,
    )
    op.create_index("ix_finding_campaign", "finding", ["campaign_id", "state"])
    op.create_table(
        "certificate",
        sa.Column("id", Number, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("person_id", Number, sa.ForeignKey("person.id")),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("made_by", Number, sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("revoked_at", Moment),
        sa.UniqueConstraint("code"),
        sqlite_strict=True,
    )
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])


def downgrade() -> None:
    """Drops them with what is in them."""
    op.drop_table("certificate")
    op.drop_table("finding")
    op.drop_table("photo_print")
    op.drop_table("visit_flag")
    op.drop_table("visit")
    op.drop_table("assignment_event")
    op.drop_table("assignment")
    op.drop_table("membership")
    op.drop_table("team")
    op.drop_table("organisation")
    op.drop_table("task")
    op.drop_table("campaign_place")
    op.drop_table("campaign")
    op.drop_table("place_conflict")
    op.drop_table("place")
    op.drop_table("volunteer")
