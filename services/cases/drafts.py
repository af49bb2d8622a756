"""Following up on reports that were begun and left."""

from __future__ import annotations

from datetime import timedelta

from services.cases.notices import DraftWaiting
from storage.cases import drafts
from storage.work import Job

SILENCE = timedelta(days=1)


async def remind_silent(job: Job) -> int:
    """Reminds, once for each silence, everybody whose draft has not moved for a day; returns how many."""
    conn = await job.db()
    silent = await drafts.silent(conn, since=job.now - SILENCE)
    for draft in silent:
        job.notify(draft.person_id, DraftWaiting(), key=f"draft-waiting:{draft.id}:{draft.updated_at.isoformat()}")
    await drafts.mark_reminded(conn, [draft.id for draft in silent], job.now)
    return len(silent)
