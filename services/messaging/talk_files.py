"""Files of coordinators for reporters: fetched and sealed first, then sent with their message.

The row of such a file has a purpose of its own, so that it is never taken for evidence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.evidence import Evidence, Failure, Purpose, Stage
from locales.texts import T, Text
from services.messaging.talk_notices import CoordinatorWrote, ReplyFileLost, packed_files
from services.questionnaires.form_inbox import Dealt
from services.trust.cellar import Cellar
from storage import evidence as rows
from storage.cases import cases
from storage.messaging import talk
from storage.work import Job

UNSENT = timedelta(days=1)
"""How long a file waits for its message before it is forgotten."""


class ReplyFiles:
    """Puts fetched files into the cellar."""

    def __init__(self, cellar: Cellar) -> None:
        self._cellar = cellar

    async def take_in(self, one: Evidence, content: bytes) -> Dealt:
        """Seals the file; then its message may leave."""
        kept = await self._cellar.put(one.id, content)
        gone = False

        async def write(job: Job) -> None:
            nonlocal gone
            row = await rows.find(await job.db(), job.vault, one.id)
            gone = row is None
            if row is not None:
                stored = replace(row, stage=Stage.STORED, sha256=kept.sha256, size=kept.size, mime=kept.mime)
                await rows.save(await job.db(), job.vault, stored)
                await _message_may_leave(job, one.id)

        async def after() -> None:
            if gone:
                await self._cellar.erase(one.id)

        return Dealt(write, after)


async def _message_may_leave(job: Job, evidence_id: int) -> None:
    found = await talk.message_of(await job.db(), evidence_id)
    if found is not None:
        await queue(job, *found)


async def queue(job: Job, message_id: int, case_id: int) -> None:
    """Queues a message's letter once all its files lie in the cellar; before that nothing happens."""
    conn = await job.db()
    case, goes_at = await cases.find(conn, job.vault, case_id), await talk.goes_at(conn, message_id)
    reporter = await cases.reporter_of(conn, job.vault, case_id)
    if case is None or goes_at is None or reporter is None:
        return
    found = [
        await rows.find(conn, job.vault, one.id) for one in (await talk.files(conn, [message_id])).get(message_id, ())
    ]
    files = [row for row in found if row is not None]
    if len(files) < len(found) or any(row.stage is not Stage.STORED for row in files):
        return
    said = next(one.text for one in await cases.messages(conn, job.vault, case_id) if one.id == message_id)
    notice = CoordinatorWrote(case.id, case.code, words_of(said), packed_files(files))
    job.notify(reporter, notice, key=talk.letter_key(message_id), at=max(goes_at, job.now))
    await talk.set_queued(conn, message_id, job.now)


def words_of(text: str) -> Text:
    """What stands in the message: the words, or that there are only files."""
    return T("talk-words", text=text) if text else T("talk-files-only")


async def lost(job: Job, row: Evidence, failure: Failure, limit_mb: int) -> None:
    """The file cannot be had: nothing of its message goes, and its author is told."""
    conn = await job.db()
    found = await talk.message_of(conn, row.id)
    if found is not None:
        await talk.set_failed(conn, found[0])
    await rows.drop(conn, row.id)
    if row.person_id is not None:
        why = T("forms-lost-big", limit=limit_mb) if failure is Failure.TOO_BIG else T("forms-lost-gone")
        notice = ReplyFileLost(found[1] if found else 0, T(row.kind.name_key), why)
        job.notify(row.person_id, notice, key=f"reply-file-lost:{row.id}")


async def forget_unsent(job: Job) -> int:
    """Files that were never sent on become orphans, which are erased; how many."""
    conn = await job.db()
    forgotten = 0
    for number in await rows.older(conn, Purpose.TALK, before=job.now - UNSENT):
        row = await rows.find(conn, job.vault, number)
        if row is not None and await talk.message_of(conn, number) is None:
            await rows.save(conn, job.vault, replace(row, person_id=None, purpose=None))
            forgotten += 1
    return forgotten
