"""Erasing what is somebody's own, table by table; cases and volunteers' work are the services'."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.complaint import ENDED
from domain.workdays import ALMATY
from storage import outbox
from storage.cases import follow_ups
from storage.outreach import digests
from storage.schema.outreach_tables import news_choice
from storage.schema.retention_tables import past_consent
from storage.schema.tables import complaint, consent, evidence, submitter_link
from storage.schema.talk_tables import canned_answer, quiet_hours
from storage.schema.triage_tables import me_too
from storage.schema.volunteer_tables import visit
from storage.vault import Vault


async def forget(connection: AsyncConnection, vault: Vault, person_id: int, *, at: datetime) -> None:
    """Erases what ties the person to anything: what they follow, what they handed in, what was sent to them, what they
    chose. Their files become orphans; that somebody agreed stays, without who. Cases in their hands are nobody's."""
    await follow_ups.forget_person(connection, vault, person_id)
    await digests.forget_person(connection, person_id)
    await connection.execute(sa.delete(me_too).where(me_too.c.lookup == vault.hash_of("reporter", str(person_id))))
    mine = submitter_link.c.lookup == vault.hash_of("submitter", str(person_id))
    await connection.execute(sa.delete(submitter_link).where(mine))
    await connection.execute(
        sa.update(evidence).where(evidence.c.person_id == person_id).values(person_id=None, draft_id=None, purpose=None)
    )
    for column in (quiet_hours.c.person_id, news_choice.c.person_id, canned_answer.c.owner_id):
        await connection.execute(sa.delete(column.table).where(column == person_id))
    await outbox.forget_person(connection, person_id)
    await _let_go(connection, person_id)
    await _end_consents(connection, person_id, at)


async def _let_go(connection: AsyncConnection, person_id: int) -> None:
    """A coordinator's open cases wait for another."""
    held = (complaint.c.assignee_id == person_id) & complaint.c.state.not_in(sorted(ENDED))
    freed = {"assignee_id": None, "version": complaint.c.version + 1}
    await connection.execute(sa.update(complaint).where(held).values(freed))


async def _end_consents(connection: AsyncConnection, person_id: int, at: datetime) -> None:
    rows = (await connection.execute(sa.select(consent).where(consent.c.person_id == person_id))).all()
    ended = [
        {"version": row.version, "language": row.language, "given_on": _day(row.at), "ended_on": _day(at)}
        for row in rows
    ]
    if ended:
        await connection.execute(sa.insert(past_consent), ended)
        await connection.execute(sa.delete(consent).where(consent.c.person_id == person_id))


async def visited(connection: AsyncConnection, submission_ids: list[int]) -> set[int]:
    """Those of the filled forms that belong to a visit: they are findings, not somebody's words."""
    query = sa.select(visit.c.submission_id).where(visit.c.submission_id.in_(submission_ids))
    return set((await connection.execute(query)).scalars())


def _day(at: datetime) -> str:
    return at.astimezone(ALMATY).date().isoformat()
