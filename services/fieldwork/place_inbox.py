"""Tables of objects that coordinators send, from the message to the objects.

As with forms (form_inbox.py), a message only notes the file. The fetcher hands row and bytes to `take_in`,
which reads the table and compares it with the objects we have, outside of any transaction, and says what loading it
would do. Loading is asked for by a button:
the row becomes due once more, with what to do in its caption, the file is fetched again, and everything good in it is
kept, some rows at a time (place_loading.py). What was begun before a crash is ended after it, and
nothing is loaded twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import PurePath

from domain.evidence import Evidence, Incoming, Kind, Purpose, Stage
from domain.people import Person
from locales.texts import ALMATY, Language, T, render
from services.fieldwork import places
from services.fieldwork.place_likeness import PACKED, examined, looks, pack
from services.fieldwork.place_loading import Mode, Progress, load
from services.fieldwork.place_notices import PlacesFaulty, PlacesLoaded, PlacesRead
from services.fieldwork.places import Preview
from services.questionnaires.form_inbox import Dealt
from services.refusals import NotAllowed, NotFound, TooMuch
from services.volunteering.volunteer_common import regions_of
from storage import evidence as files
from storage import people
from storage.fieldwork import places as rows
from storage.fieldwork.places import PlaceQuery
from storage.store import Store
from storage.work import Job, Work

WAITING = 5
"""Tables of one coordinator that may be on their way at once."""
ENDINGS = (".xlsx", ".csv", ".tsv", ".geojson")
SHOWN = 10
"""Problems and likenesses said in the message; all problems are in a file."""


def is_table(file: Incoming) -> bool:
    """Whether a file may be a table of objects, going by its name."""
    return file.kind == Kind.DOCUMENT and PurePath(file.name).suffix.lower() in ENDINGS


async def receive(work: Work, file: Incoming) -> None:
    """Notes a table that a coordinator sent; one that was read before and not loaded gives way. Raises NotAllowed,
    TooMuch."""
    if not work.person.is_staff:
        raise NotAllowed
    conn = await work.db()
    before = await files.of_purpose(conn, work.vault, work.person.id, Purpose.PLACES)
    waiting = [one for one in before if one.stage is Stage.PENDING]
    if len(waiting) >= WAITING:
        raise TooMuch(WAITING)
    for old in before:
        if old.stage is not Stage.PENDING:
            await files.drop(conn, old.id)
    noted = Evidence(
        id=0,
        kind=Kind.DOCUMENT,
        position=1,
        stage=Stage.PENDING,
        file_id=file.file_id,
        name=file.name,
        caption=Progress(_home(work.person)).packed(),
        person_id=work.person.id,
        purpose=Purpose.PLACES,
        size=file.size,
    )
    await files.insert(conn, work.vault, noted, at=work.now)


async def ask_load(work: Work, number: int, mode: Mode) -> str:
    """Loads a table that was read; gives its name. Raises NotFound for one that is not the person's, is loaded, or has
    given way to another."""
    conn = await work.db()
    row = await files.find(conn, work.vault, number)
    if (
        row is None
        or row.purpose is not Purpose.PLACES
        or row.person_id != work.person.id
        or row.stage is not Stage.STORED
    ):
        raise NotFound
    asked = Progress(Progress.unpacked(row.caption).region, mode, await rows.newest(conn))
    await files.save(conn, work.vault, replace(row, stage=Stage.PENDING, caption=asked.packed()))
    return row.name


def _home(person: Person) -> str:
    """The region of rows that name none: the coordinator's, where there is only one."""
    own = regions_of(person)
    return next(iter(own)) if own is not None and len(own) == 1 else ""


class PlaceInbox:
    """Deals with the tables that were fetched."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def take_in(self, row: Evidence, content: bytes) -> Dealt:
        """Reads the table, and loads it if that was asked for; `write` then says what is in it, or what was loaded."""
        progress = Progress.unpacked(row.caption)
        found = await examined(content, row.name, progress.region or None, await self._known(row, progress))
        if found is None:
            return Dealt(partial(_write, row, _faulty), _nothing)
        if progress.mode is not None:
            await load(self._store, self._now, row, found)
            return Dealt(partial(_write, row, _loaded), _nothing)
        reader = await self._reader(row)
        if reader is None:
            return Dealt(partial(_write, row, _faulty), _nothing)
        said = Said()
        for some in found.portions():
            async with self._store.read() as conn:
                seen = await places.preview(conn, self._store.vault, reader, some)
            # A hundred thousand bad rows take long to put into words: not in the bot's thread.
            await asyncio.to_thread(said.add, seen, reader)
        notice = await asyncio.to_thread(said.notice, row)
        return Dealt(partial(_write, row, partial(_said, notice)), _nothing)

    async def _known(self, row: Evidence, progress: Progress) -> list[bytes]:
        """What the sender's regions have, as it was when loading was asked for, packed."""
        known: list[bytes] = []
        reader = await self._reader(row)
        if reader is None:
            return known
        query = PlaceQuery(regions_of(reader), until=progress.newest)
        last = 0
        while True:
            async with self._store.read() as conn:
                some = await rows.by_age(conn, self._store.vault, query, after=last, limit=PACKED)
            known.append(pack([looks(place) for place in some]))
            if len(some) < PACKED:
                return known
            last = some[-1].id

    async def _reader(self, row: Evidence) -> Person | None:
        """Who has sent the table, as long as they are staff."""
        if row.person_id is None:
            return None
        async with self._store.read() as conn:
            reader = await people.get(conn, self._store.vault, row.person_id)
        return reader if reader.is_staff else None


async def _nothing() -> None:
    """No file is kept of a table."""


Ending = Callable[[Job, Evidence, Person], Awaitable[None]]


async def _write(row: Evidence, ending: Ending, job: Job) -> None:
    """Ends as `ending` does, if the row is still there."""
    conn = await job.db()
    stored = await files.find(conn, job.vault, row.id)
    if stored is None or stored.person_id is None:
        return
    reader = await people.get(conn, job.vault, stored.person_id)
    await (ending if reader.is_staff else _faulty)(job, stored, reader)


async def _faulty(job: Job, row: Evidence, reader: Person) -> None:
    await files.drop(await job.db(), row.id)
    job.notify(reader.id, PlacesFaulty(row.name), key=f"places:{row.id}:faulty")


async def _loaded(job: Job, row: Evidence, reader: Person) -> None:
    done = Progress.unpacked(row.caption)
    await files.drop(await job.db(), row.id)
    notice = PlacesLoaded(row.name, done.kept, done.merged, done.skipped)
    job.notify(reader.id, notice, key=f"places:{row.id}:loaded")


async def _said(notice: PlacesRead, job: Job, row: Evidence, reader: Person) -> None:
    job.notify(reader.id, notice, key=f"places:{row.id}:read")
    if notice.good:
        await files.save(await job.db(), job.vault, replace(row, stage=Stage.STORED))
    else:
        await files.drop(await job.db(), row.id)


class Said:
    """What is said of a file, put together portion by portion."""

    def __init__(self) -> None:
        self.good = 0
        self.problems: list[str] = []
        self.foreign: list[str] = []
        self.alike: list[str] = []

    def add(self, seen: Preview, reader: Person) -> None:
        """Puts some rows into the reader's words."""
        language: Language = "ru" if reader.language == "ru" else "kk"
        alike = [
            T("places-row-alike", row=number, name=one.new.name(language), known=one.known.name(language))
            for number, one in sorted(seen.likenesses.items())
        ]
        self.good += seen.new
        for words, texts in (
            (self.problems, [one.text() for one in seen.problems]),
            (self.foreign, [T("places-row-foreign", row=number) for number in seen.foreign]),
            (self.alike, alike),
        ):
            words += [render(one, language, zone=ALMATY, markup=False) for one in texts]

    def notice(self, row: Evidence) -> PlacesRead:
        """All of it."""
        problems, alike = [*self.problems, *self.foreign], self.alike
        said = [f"• {one}" for one in (*problems[:SHOWN], *alike[:SHOWN])]
        return PlacesRead(
            file=row.id,
            name=row.name,
            good=self.good,
            bad=len(problems),
            alike=len(alike),
            lines=T("places-lines", lines="\n".join(said)) if said else T("places-all-good"),
            report="\n".join((*problems, *alike, "")) if len(problems) > SHOWN or len(alike) > SHOWN else "",
        )
