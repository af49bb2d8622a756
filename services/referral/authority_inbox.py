"""Tables of authorities that coordinators send, and the papers of authorities' answers.

As with objects (place_inbox.py), a message only notes the file; the fetcher hands row and bytes to `take_in`,
which reads the table outside of any transaction and says what loading it would do. Loading is asked for by a button:
the row becomes due once more, and everything good in it is kept in one transaction.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Rows, route
from domain.evidence import Evidence, Incoming, Kind, Purpose, Stage
from locales.texts import ALMATY, Language, T, Text, render
from services.questionnaires.form_inbox import Dealt
from services.referral import authorities
from services.referral.authority_rows import Directory, read_authorities
from services.refusals import NotAllowed, NotFound
from services.trust.cellar import Cellar
from services.volunteering.volunteer_refusals import Unreadable
from storage import evidence as files
from storage import people
from storage.work import Job, Work

ENDINGS = (".xlsx", ".csv", ".tsv")
SHOWN = 10
"""Problems said in the message."""
LOAD = "load"


@dataclass(frozen=True)
class AuthoritiesRead(Notice):
    """What loading the table would do."""

    file: int
    name: str
    good: int
    known: int
    bad: int
    lines: Text

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"file"})

    def buttons(self) -> Rows:
        load = ((Button(T("authorities-button-load"), route("authorities.load", self.file)),),) if self.good else ()
        return (*load, *_to_directory())


@dataclass(frozen=True)
class AuthoritiesFaulty(Notice):
    """The file is no table of authorities that we can read."""

    name: str

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        return _to_directory()


@dataclass(frozen=True)
class AuthoritiesKept(Notice):
    """The table is loaded."""

    name: str
    count: int

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        return _to_directory()


def _to_directory() -> Rows:
    return ((Button(T("authorities-button"), route("authorities", 0)),),)


def is_table(file: Incoming) -> bool:
    """Whether a file may be a table, going by its name."""
    return file.kind == Kind.DOCUMENT and PurePath(file.name).suffix.lower() in ENDINGS


async def receive(work: Work, file: Incoming) -> None:
    """Notes a table that a coordinator sent; one that was read before and not loaded gives way. Raises NotAllowed."""
    if not work.person.is_staff:
        raise NotAllowed
    conn = await work.db()
    for old in await files.of_purpose(conn, work.vault, work.person.id, Purpose.AUTHORITIES):
        await files.drop(conn, old.id)
    noted = Evidence.upload(file, work.person.id, Purpose.AUTHORITIES)
    await files.insert(conn, work.vault, noted, at=work.now)


async def ask_load(work: Work, number: int) -> str:
    """Loads a table that was read; gives its name. Raises NotFound for one that is not the person's, is loaded, or has
    given way to another."""
    conn = await work.db()
    row = await files.find(conn, work.vault, number)
    theirs = row is not None and row.purpose is Purpose.AUTHORITIES and row.person_id == work.person.id
    if row is None or not theirs or row.stage is not Stage.STORED:
        raise NotFound
    await files.save(conn, work.vault, replace(row, stage=Stage.PENDING, caption=LOAD))
    return row.name


async def take_in(row: Evidence, content: bytes) -> Dealt:
    """Reads the table; `write` then says what is in it, or loads it."""
    try:
        found: Directory | None = await asyncio.to_thread(read_authorities, content, row.name)
    except Unreadable:
        found = None

    async def write(job: Job) -> None:
        await _write(job, row, found)

    return Dealt(write, _nothing)


async def _nothing() -> None:
    """No file is kept of a table."""


async def _write(job: Job, row: Evidence, found: Directory | None) -> None:
    conn = await job.db()
    if row.person_id is None or await files.find(conn, job.vault, row.id) is None:
        return
    reader = await people.get(conn, job.vault, row.person_id)
    if found is None or not reader.is_staff:
        await files.drop(conn, row.id)
        job.notify(reader.id, AuthoritiesFaulty(row.name), key=f"authorities:{row.id}:faulty")
        return
    those = tuple(found.authorities.values())
    if row.caption == LOAD:
        await files.drop(conn, row.id)
        kept = AuthoritiesKept(row.name, await authorities.load(job, reader, those))
        job.notify(reader.id, kept, key=f"authorities:{row.id}:kept")
        return
    sorted_ = await authorities.sort(job, reader, those)
    language: Language = "ru" if reader.language == "ru" else "kk"
    problems = [one.text() for one in found.problems]
    problems += [T("authorities-foreign", name=one.name(language)) for one in sorted_.foreign]
    said = "\n".join(f"• {render(one, language, zone=ALMATY, markup=False)}" for one in problems[:SHOWN])
    lines = T("places-lines", lines=said) if said else T("places-all-good")
    read = AuthoritiesRead(row.id, row.name, len(sorted_.new), len(sorted_.known), len(problems), lines)
    job.notify(reader.id, read, key=f"authorities:{row.id}:read")
    if sorted_.new:
        await files.save(conn, job.vault, replace(row, stage=Stage.STORED))
    else:
        await files.drop(conn, row.id)


class ReplyInbox:
    """Puts away the papers of authorities' answers."""

    def __init__(self, cellar: Cellar) -> None:
        self._cellar = cellar

    async def take_in(self, row: Evidence, content: bytes) -> Dealt:
        """The file lies in the cellar under the row's number; `write` notes it. Raises OSError."""
        kept = await self._cellar.put(row.id, content)

        async def write(job: Job) -> None:
            conn = await job.db()
            if (now := await files.find(conn, job.vault, row.id)) is not None:
                stored = replace(now, stage=Stage.STORED, size=kept.size, mime=kept.mime, sha256=kept.sha256)
                await files.save(conn, job.vault, stored)

        return Dealt(write, _nothing)
