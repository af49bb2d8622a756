"""Which rows of a table are probably objects we have: pure and slow for large tables, so done apart from the bot.

A small table is read in a thread. A large one would take the processor from everybody else for minutes: it is read in a
process of its own (place_work.py), which is killed when the bot stops.

Rows and objects go there and come back packed, some at a time, and stay packed until their turn comes: a hundred
thousand objects lying about would make each full garbage collection stop the bot for a second.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.duplicates import duplicates
from domain.likeness import Looks
from domain.place import Place
from services import apart
from services.fieldwork.place_files import Sheet, read_places
from services.fieldwork.place_rows import folded_names
from services.volunteering.volunteer_refusals import Unreadable

LARGE_BYTES, LARGE_KNOWN = 100_000, 6
"""From so large a file, or so many packages of objects, on a process is worth its start."""
PACKED = 500
"""What goes into one package: unpacked in some milliseconds."""
LONGEST_SECONDS = 3_600.0
"""A hundred thousand rows against as many objects take minutes."""
WORK = "services.fieldwork.place_work"


@dataclass(frozen=True)
class Pair:
    """Row `row` is probably the object with the id `known`, or the same as an earlier row (`known` is minus that)."""

    row: int
    known: int
    score: float


@dataclass(frozen=True)
class Portion:
    """Some rows of a file, and some of what is wrong in it; `pairs` are of these rows, `earlier` has those rows of the
    portions before that they look like."""

    sheet: Sheet
    pairs: tuple[Pair, ...]
    earlier: Mapping[int, Place]

    @property
    def rows(self) -> dict[int, Place]:
        """All rows that pairs speak of."""
        return {**self.earlier, **self.sheet.places}


@dataclass(frozen=True)
class Examined:
    """What a file holds, and which of it we have: portions, packed. `merging` has one row for each object we have that
    some row looks like."""

    packed: tuple[bytes, ...]
    merging: Mapping[int, int]

    def portions(self) -> Iterator[Portion]:
        """The rows in their order, some at a time."""
        for one in self.packed:
            yield pickle.loads(one)  # noqa: S301 - packed by ourselves


def looks(place: Place) -> Looks:
    """What is compared of an object."""
    return Looks(place.id, place.kind, place.region, place.district, folded_names(place), place.point)


def pack(known: Sequence[Looks]) -> bytes:
    """At most PACKED objects, for `examined`."""
    return pickle.dumps(known)


def compare(rows: Mapping[int, Place], known: Iterable[Looks]) -> tuple[Pair, ...]:
    """Rows that are probably objects we have, or the same as an earlier row."""
    new = [Looks(-row, one.kind, one.region, one.district, folded_names(one), one.point) for row, one in rows.items()]
    return tuple(Pair(-row, other, score) for row, other, score in duplicates(new, list(known)))


def examine(content: bytes, filename: str, region: str | None, known: Sequence[bytes]) -> Examined | None:
    """Reads and compares; None for what is no table of objects."""
    try:
        sheet = read_places(content, filename, region=region)
    except Unreadable:
        return None
    pairs = compare(sheet.places, [one for some in known for one in pickle.loads(some)])  # noqa: S301 - as above
    packed = tuple(pickle.dumps(one) for one in _portions(sheet, pairs))
    return Examined(packed, {pair.known: pair.row for pair in pairs if pair.known > 0})


def _portions(sheet: Sheet, pairs: Iterable[Pair]) -> Iterator[Portion]:
    """The sheet cut into portions, good rows in order."""
    by_row, numbers = {pair.row: pair for pair in pairs}, sorted(sheet.places)
    for start in range(0, max(len(numbers), len(sheet.problems)), PACKED):
        places = {number: sheet.places[number] for number in numbers[start : start + PACKED]}
        some = tuple(by_row[number] for number in places if number in by_row)
        earlier = {-one.known: sheet.places[-one.known] for one in some if one.known < 0}
        yield Portion(Sheet(places, sheet.problems[start : start + PACKED]), some, earlier)


async def examined(content: bytes, filename: str, region: str | None, known: Sequence[bytes]) -> Examined | None:
    """`examine`, without holding up the bot."""
    if len(content) < LARGE_BYTES and len(known) < LARGE_KNOWN:
        return await asyncio.to_thread(examine, content, filename, region, known)
    asked = pickle.dumps((content, filename, region, known))
    found: Examined | None = pickle.loads(await apart.run(WORK, content=asked, seconds=LONGEST_SECONDS))  # noqa: S301 - as above
    return found
