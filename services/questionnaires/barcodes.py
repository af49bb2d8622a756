"""Bar codes on photos: read in the background, like every file; whoever sent the photo confirms what was read.

A message only notes the file, with the purpose BARCODE. The fetcher hands row and bytes to `take_in`, which reads the
code; the photo itself is not kept. The answer is a message with the code and a button that answers the question.
"""

from __future__ import annotations

import asyncio

from domain.evidence import Evidence, Incoming, Kind, Purpose
from services.pictures.picture_room import read_code
from services.questionnaires.form_inbox import Dealt
from services.questionnaires.form_notices import CodeRead, CodeUnread
from services.refusals import TooMuch
from storage import evidence as files
from storage.work import Job, Work

WAITING = 5
"""Photos of one person that may be read at once."""


def is_picture(file: Incoming) -> bool:
    """Whether a file may show a bar code."""
    return file.kind in (Kind.PHOTO, Kind.DOCUMENT)


async def receive(work: Work, file: Incoming) -> None:
    """Notes a photo whose bar code is to be read. Raises TooMuch."""
    conn = await work.db()
    if await files.uploads(conn, work.person.id, Purpose.BARCODE) >= WAITING:
        raise TooMuch(WAITING)
    noted = Evidence.upload(file, work.person.id, Purpose.BARCODE)
    await files.insert(conn, work.vault, noted, at=work.now)


async def take_in(row: Evidence, content: bytes) -> Dealt:
    """Reads the code; nothing is written to the database yet."""
    code = await asyncio.to_thread(read_code, content)

    async def write(job: Job) -> None:
        conn = await job.db()
        if row.person_id is None or await files.find(conn, job.vault, row.id) is None:
            return
        await files.drop(conn, row.id)
        job.notify(row.person_id, CodeRead(code) if code else CodeUnread(), key=f"code:{row.id}")

    return Dealt(write, _nothing_more)


async def _nothing_more() -> None:
    """The photo was not put away, so there is nothing to erase."""
