"""Tables of objects that coordinators send, from the message to the objects.

As with forms (services/form_inbox.py), a message only notes the file. The fetcher hands row and bytes to `take_in`,
which reads the table and compares it with the objects we have, outside of any transaction, and says what loading it
would do. Loading is asked for by a button:
the row becomes due once more, with what to do in its caption, the file is fetched again, and everything good in it is
kept in one transaction. So nothing is half loaded, and nothing is loaded twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath

from domain.evidence import Evidence, Incoming, Kind, Purpose, Stage
from domain.likeness import Looks
from domain.people import Person
from locales.texts import ALMATY, Language, T, render
from services import places
from services.form_inbox import Dealt
from services.place_likeness import Examined, examined, looks
from services.place_notices import PlacesFaulty, PlacesLoaded, PlacesRead
from services.places import Likeness, Preview
from services.refusals import NotAllowed, NotFound, TooMuch
from services.volunteer_common import regions_of
from storage import evidence as files
from storage import people
from storage import places as rows
from storage.places import PlaceQuery
from storage.store import Store
from storage.work import Job, Work

WAITING = 5
"""Tables of one coordinator that may be on their way at once."""
ENDINGS = (".xlsx", ".csv", ".tsv", ".geojson")
SHOWN = 10
"""Problems and likenesses said in the message; all problems are in a file."""


class Mode(StrEnum):
    """What is done with rows that look like objects we have."""

    SKIP = "skip"
    MERGE = "merge"
    ALL = "all"


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
        caption=_caption(_home(work.person), ""),
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
    await files.save(conn, work.vault, replace(row, stage=Stage.PENDING, caption=_caption(_region(row), mode)))
    return row.name


def _home(person: Person) -> str:
    """The region of rows that name none: the coordinator's, where there is only one."""
    own = regions_of(person)
    return next(iter(own)) if own is not None and len(own) == 1 else ""


def _caption(region: str, mode: str) -> str:
    """What is kept with the row: the region of rows that name none, and what to do; '' to read only."""
    return f"{region}|{mode}"


def _region(row: Evidence) -> str:
    return row.caption.partition("|")[0]


def _mode(row: Evidence) -> str:
    return row.caption.partition("|")[2]


class PlaceInbox:
    """Deals with the tables that were fetched."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def take_in(self, row: Evidence, content: bytes) -> Dealt:
        """Reads the table; `write` then says what is in it, or loads it."""
        found = await examined(content, row.name, _region(row) or None, await self._known(row))

        async def write(job: Job) -> None:
            await _write(job, row, found)

        return Dealt(write, _nothing)

    async def _known(self, row: Evidence) -> list[Looks]:
        """What the sender's regions have."""
        if row.person_id is None:
            return []
        async with self._store.read() as conn:
            reader = await people.get(conn, self._store.vault, row.person_id)
            if not reader.is_staff:
                return []
            there = await rows.listed(conn, self._store.vault, PlaceQuery(regions_of(reader)))
        return [looks(place) for place in there]


async def _nothing() -> None:
    """No file is kept of a table."""


async def _write(job: Job, row: Evidence, found: Examined | None) -> None:
    conn = await job.db()
    if row.person_id is None or await files.find(conn, job.vault, row.id) is None:
        return
    reader = await people.get(conn, job.vault, row.person_id)
    if found is None or not reader.is_staff:
        await files.drop(conn, row.id)
        job.notify(reader.id, PlacesFaulty(row.name), key=f"places:{row.id}:faulty")
        return
    seen = await places.preview(job, reader, found.sheet, found.pairs)
    if _mode(row):
        await files.drop(conn, row.id)
        await _load(job, row, reader, found, seen)
        return
    job.notify(reader.id, _read(row, seen, reader), key=f"places:{row.id}:read")
    if seen.new:
        await files.save(conn, job.vault, replace(row, stage=Stage.STORED))
    else:
        await files.drop(conn, row.id)


async def _load(job: Job, row: Evidence, reader: Person, found: Examined, seen: Preview) -> None:
    mode = Mode(_mode(row))
    skip = frozenset() if mode is Mode.ALL else frozenset(seen.likenesses)
    kept = await places.load(job, reader, found.sheet, skip=skip)
    merged = 0
    if mode is Mode.MERGE:
        for likeness in _known(seen.likenesses).values():
            await places.complete(job, likeness)
            merged += 1
    notice = PlacesLoaded(row.name, len(kept), merged, len(skip) - merged)
    job.notify(reader.id, notice, key=f"places:{row.id}:loaded")


def _known(likenesses: Mapping[int, Likeness]) -> dict[int, Likeness]:
    """One row for each place we have: likenesses among the rows of the file itself are left out."""
    return {one.known.id: one for one in likenesses.values() if one.known.id > 0}


def _read(row: Evidence, seen: Preview, reader: Person) -> PlacesRead:
    language: Language = "ru" if reader.language == "ru" else "kk"
    problems = [one.text() for one in seen.problems]
    problems += [T("places-row-foreign", row=number) for number in seen.foreign]
    alike = [
        T("places-row-alike", row=number, name=one.new.name(language), known=one.known.name(language))
        for number, one in sorted(seen.likenesses.items())
    ]
    said = [f"• {render(one, language, zone=ALMATY, markup=False)}" for one in (*problems[:SHOWN], *alike[:SHOWN])]
    report = "\n".join(render(one, language, zone=ALMATY, markup=False) for one in (*problems, *alike))
    return PlacesRead(
        file=row.id,
        name=row.name,
        good=seen.new,
        bad=len(problems),
        alike=len(alike),
        lines=T("places-lines", lines="\n".join(said)) if said else T("places-all-good"),
        report=report + "\n" if len(problems) > SHOWN or len(alike) > SHOWN else "",
    )
