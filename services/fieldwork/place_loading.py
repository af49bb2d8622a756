"""A table of objects on its way into the objects we have: some rows at a time, each time in a transaction of its own.

Nobody waits longer than for one of them. How far it has come is kept with the file's row in the same transaction as the
rows themselves: after a crash the file is fetched and compared again and loading goes on behind the last row that was
dealt with. Objects that loading itself has made are not compared with (`newest`), or its own rows would look known.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.evidence import Evidence
from domain.people import Person
from services.fieldwork import places
from services.fieldwork.place_files import Sheet
from services.fieldwork.place_likeness import Examined, Portion
from storage import evidence as files
from storage import people
from storage.store import Store
from storage.work import Job, begin

ROWS_AT_ONCE = 100
"""Rows in one transaction, on the thread that answers everybody: a merged one takes a millisecond, on a busy machine
three."""


class Mode(StrEnum):
    """What is done with rows that look like objects we have."""

    SKIP = "skip"
    MERGE = "merge"
    ALL = "all"


@dataclass(frozen=True)
class Progress:
    """What is kept with the file: the region of rows that name none, what to do (None: read only), the newest object
    when loading was asked for, the last row dealt with, and what came of the rows so far."""

    region: str
    mode: Mode | None = None
    newest: int | None = None
    row: int = 0
    kept: int = 0
    merged: int = 0
    skipped: int = 0

    def packed(self) -> str:
        """As the caption of the file's row."""
        if self.mode is None:
            return f"{self.region}|"
        numbers = ("" if self.newest is None else self.newest, self.row, self.kept, self.merged, self.skipped)
        return "|".join((self.region, self.mode, *map(str, numbers)))

    @staticmethod
    def unpacked(caption: str) -> Progress:
        """From the caption. Raises ValueError for one that `packed` did not make."""
        region, _, rest = caption.partition("|")
        mode, *numbers = rest.split("|")
        if not mode or not numbers:
            return Progress(region, Mode(mode) if mode else None)
        newest, row, kept, merged, skipped = numbers
        return Progress(
            region, Mode(mode), int(newest) if newest else None, int(row), int(kept), int(merged), int(skipped)
        )


async def load(store: Store, now: Callable[[], datetime], row: Evidence, found: Examined) -> None:
    """Loads what is not loaded yet. Ends early where the file was taken back or its sender is staff no more."""
    progress = Progress.unpacked(row.caption)
    for portion in found.portions():
        left = [number for number in portion.sheet.places if number > progress.row]
        for start in range(0, len(left), ROWS_AT_ONCE):
            numbers = left[start : start + ROWS_AT_ONCE]
            async with begin(store, now=now()) as batch, batch.job() as job:
                here = await _sender(job, row.id)
                if here is None:
                    return
                stored, sender = here
                if Progress.unpacked(stored.caption) != progress:
                    return
                progress = await _some(job, sender, portion, numbers, found.merging, progress)
                await files.save(await job.db(), job.vault, replace(stored, caption=progress.packed()))
            await asyncio.sleep(0)  # whoever waits for the database comes first


async def _sender(job: Job, file_id: int) -> tuple[Evidence, Person] | None:
    """The file's row as it is now, with its sender."""
    conn = await job.db()
    stored = await files.find(conn, job.vault, file_id)
    if stored is None or stored.person_id is None:
        return None
    sender = await people.get(conn, job.vault, stored.person_id)
    return (stored, sender) if sender.is_staff else None


async def _some(
    job: Job, sender: Person, portion: Portion, numbers: list[int], merging: Mapping[int, int], before: Progress
) -> Progress:
    """Keeps some rows. `merging` has one row for each object we have: likenesses among the rows of the file itself are
    left out."""
    some = {number: portion.sheet.places[number] for number in numbers}
    pairs = [pair for pair in portion.pairs if pair.row in some]
    alike = await places.likenesses(job, sender, portion.rows, pairs)
    skip = frozenset() if before.mode is Mode.ALL else frozenset(alike)
    kept = await places.load(job, sender, Sheet(some, ()), skip=skip)
    merged = 0
    for number, likeness in alike.items() if before.mode is Mode.MERGE else ():
        if merging.get(likeness.known.id) == number:
            await places.complete(job, likeness)
            merged += 1
    return replace(
        before,
        row=numbers[-1],
        kept=before.kept + len(kept),
        merged=before.merged + merged,
        skipped=before.skipped + len(skip) - merged,
    )
