"""Filled forms: handed in once, listed for whoever filled them, read out for exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.evidence import Evidence
from domain.geography import UnknownPlace, region
from domain.people import EVERYWHERE, Person, Role
from domain.submission import Submission
from forms.conversation.collecting import collections
from forms.conversation.dialog import Dialog
from forms.conversation.reopening import edited
from forms.definition import MEDIA, Form
from services.refusals import NoConsent, NotFound
from services.trust import consent, evidence
from storage import evidence as file_rows
from storage.questionnaires import pushes
from storage.questionnaires import submissions as rows
from storage.vault import Vault
from storage.work import Work

FINDINGS = "findings"
"""The calculated question of our checklists that counts what was found."""


@dataclass(frozen=True)
class SubmissionRow:
    """One submission as an export needs it. Values and XML name each file by `name_of` its attachment."""

    submission: Submission
    attachments: tuple[Evidence, ...]

    @staticmethod
    def name_of(attachment: Evidence) -> str:
        """The value by which the answers name the file; its bytes: `services.trust.evidence.original(cellar, id)`."""
        return str(attachment.id)


async def submit(work: Work, dialog: Dialog, *, corrects: int | None = None) -> Submission:
    """Stores what the open draft has answered, with its files, and closes the draft. Files of the submission that it
    `corrects`, one of the person's own, go over to the new one, which stands for both from then on.

    The dialog has said READY. Raises NoConsent; NotFound without a draft or for files that are not the person's.
    """
    draft = work.draft
    if consent.is_needed(work.person):
        raise NoConsent
    if draft is None:
        raise NotFound
    values, xml = dialog.values(), dialog.instance_xml()
    earlier = None if corrects is None else await own(work, corrects)
    if earlier is not None:
        values = {**values, _beside_instance_id(values): earlier.instance_id}
        xml = edited(xml, earlier.instance_id)
    captions = attached(dialog.session.form, values)
    files = await evidence.of_draft(work, captions, corrects)
    made = Submission(
        id=0,
        instance_id=_named(values, "meta/instanceID") or f"uuid:{uuid.uuid4()}",
        form=draft.form,
        version=draft.version,
        language=work.person.language or "kk",
        started_at=draft.opened_at,
        finished_at=work.now,
        values=values,
        xml=xml,
        region=_region(values, work.person),
        findings=findings(values),
        audit=dialog.audit_csv(),
    )
    kept = await rows.insert(await work.db(), work.vault, made, submitter=work.person.id)
    await evidence.join_submission(work, kept.id, files, captions)
    if earlier is not None:
        await pushes.supersede(await work.db(), earlier.id, work.now)
    work.close_draft()
    return kept


def attached(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """The files among the answers: caption by name, in the form's order."""
    asked = {question.path for question in form.questions() if question.kind in MEDIA}
    captions = {c.file.path: c.caption.name for c in collections(form).values() if c.caption is not None}
    found: dict[str, str] = {}
    for ref, value in values.items():
        path = _generic(ref)
        if value and path in asked:
            beside = f"{ref.rpartition('/')[0]}/{captions[path]}" if path in captions else ""
            found[value] = values.get(beside, "")
    return found


def _generic(ref: str) -> str:
    return "/".join(part.partition("[")[0] for part in ref.split("/"))


def _beside_instance_id(values: Mapping[str, str]) -> str:
    """Where an edited submission names the one before it."""
    found = next((ref for ref in values if ref.endswith("/meta/instanceID")), "/data/meta/instanceID")
    return found.removesuffix("instanceID") + "deprecatedID"


def _named(values: Mapping[str, str], name: str) -> str:
    """The answer at the end of this path outside of repeats; '' when there is none."""
    return next((value for ref, value in values.items() if ref.endswith(f"/{name}") and "[" not in ref), "")


def findings(values: Mapping[str, str]) -> int | None:
    """How many things were found, as the form itself counts; None where it does not."""
    value = _named(values, FINDINGS)
    try:
        return int(float(value)) if value else None
    except (ValueError, OverflowError):
        return None


def _region(values: Mapping[str, str], person: Person) -> str | None:
    """Where it was: as answered, else the one region of the volunteer."""
    try:
        return region(_named(values, "region")).code
    except UnknownPlace:
        own = {grant.region for grant in person.grants if grant.role is Role.VOLUNTEER} - {EVERYWHERE}
        return own.pop() if len(own) == 1 else None


async def mine(work: Work) -> list[Submission]:
    """What the person has handed in, newest first."""
    return await rows.of_submitter(await work.db(), work.vault, work.person.id)


async def own(work: Work, submission_id: int) -> Submission:
    """What the person has handed in. Raises NotFound for anybody else's, as for none."""
    conn = await work.db()
    found = await rows.find(conn, work.vault, submission_id)
    if found is None or await rows.submitter_of(conn, work.vault, submission_id) != work.person.id:
        raise NotFound
    return found


async def of_form(
    connection: AsyncConnection, vault: Vault, form: str, version: str | None = None
) -> list[SubmissionRow]:
    """Everything handed in of a form (None: of all its versions), oldest first. For exports, from `store.read()`;
    who may ask is the caller's to check."""
    found = await rows.of_form(connection, vault, form, version)
    beside = await file_rows.of_submissions(connection, vault, [one.id for one in found])
    return [SubmissionRow(one, tuple(beside.get(one.id, ()))) for one in found]
