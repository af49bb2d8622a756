"""What is queued for the groups of a region: a new case, and what becomes of it there."""

from __future__ import annotations

import secrets

from chat.notice import Notice
from domain.case import Case
from domain.staff_group import CasePost
from locales.texts import T
from services.messaging.group_notices import CaseMovedInGroup
from storage import people
from storage.messaging import groups
from storage.work import Job


async def announce(job: Job, case: Case, notice: Notice, *, key: str) -> None:
    """Shows a new case in the groups of its region; what was announced there under the same `key` is not repeated."""
    conn = await job.db()
    for group in await groups.of_region(conn, job.vault, case.region):
        post = CasePost(group.id, case.id)
        await groups.keep_post(conn, post)
        await groups.enqueue(conn, job.vault, post, notice, key=key, at=job.now)


async def follow(job: Job, case: Case, notice: Notice, *, key: str | None = None) -> None:
    """Says what became of a case where it was shown before; nothing elsewhere."""
    conn = await job.db()
    for group in await groups.of_region(conn, job.vault, case.region):
        post = await groups.post_of(conn, group.id, case.id)
        if post is not None:
            await groups.enqueue(conn, job.vault, post, notice, key=key or secrets.token_hex(16), at=job.now)


async def moved(job: Job, case: Case, by: int | None) -> None:
    """Says in the groups that the case has moved, and which coordinator did it; a reporter is never named."""
    conn = await job.db()
    if not await groups.of_region(conn, job.vault, case.region):
        return
    alias = None if by is None else (await people.get(conn, job.vault, by)).alias
    who = T("group-by", alias=alias or "—") if by is not None else T("group-by-itself")
    await follow(job, case, CaseMovedInGroup(case.id, case.code, T(case.state.name_key), who))
