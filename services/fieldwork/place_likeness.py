"""Which rows of a table are probably objects we have: pure and slow for large tables, so done apart from the bot.

A small table is read in a thread. A large one would take the processor from everybody else for minutes: it is read in a
process of its own.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from domain.duplicates import duplicates
from domain.likeness import Looks
from domain.place import Place
from services.fieldwork.place_files import Sheet, read_places
from services.fieldwork.place_rows import folded_names
from services.volunteering.volunteer_refusals import Unreadable

LARGE_BYTES, LARGE_OBJECTS = 100_000, 3_000
"""From here on a process is worth its start."""


@dataclass(frozen=True)
class Pair:
    """Row `row` is probably the object with the id `known`, or the same as an earlier row (`known` is minus that)."""

    row: int
    known: int
    score: float


@dataclass(frozen=True)
class Examined:
    """What a file holds, and which of it we have."""

    sheet: Sheet
    pairs: tuple[Pair, ...]


def looks(place: Place) -> Looks:
    """What is compared of an object."""
    return Looks(place.id, place.kind, place.region, place.district, folded_names(place), place.point)


def compare(rows: Mapping[int, Place], known: Iterable[Looks]) -> tuple[Pair, ...]:
    """Rows that are probably objects we have, or the same as an earlier row."""
    new = [Looks(-row, one.kind, one.region, one.district, folded_names(one), one.point) for row, one in rows.items()]
    return tuple(Pair(-row, other, score) for row, other, score in duplicates(new, list(known)))


def examine(content: bytes, filename: str, region: str | None, known: Sequence[Looks]) -> Examined | None:
    """Reads and compares; None for what is no table of objects."""
    try:
        sheet = read_places(content, filename, region=region)
    except Unreadable:
        return None
    return Examined(sheet, compare(sheet.places, known))


async def examined(content: bytes, filename: str, region: str | None, known: Sequence[Looks]) -> Examined | None:
    """`examine`, without holding up the bot."""
    if len(content) < LARGE_BYTES and len(known) < LARGE_OBJECTS:
        return await asyncio.to_thread(examine, content, filename, region, known)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        loop = asyncio.get_running_loop()
        told = await loop.run_in_executor(apart, _apart, content, filename, region, await _packed(known))
    if told is None:
        return None
    rows, pairs, problems = [await _unpacked(one) for one in told]
    return Examined(Sheet(dict(rows), tuple(problems)), tuple(pairs))


AT_ONCE = 1_000
"""What goes to the process and comes back is packed by so many: packing all at once would hold up the bot."""


def _apart(content: bytes, filename: str, region: str | None, known: list[bytes]) -> list[list[bytes]] | None:
    """`examine` in the process: rows, pairs and problems, packed."""
    found = examine(content, filename, region, [one for some in known for one in pickle.loads(some)])  # noqa: S301 - packed by ourselves
    if found is None:
        return None
    told: tuple[Sequence[Any], ...] = (list(found.sheet.places.items()), found.pairs, found.sheet.problems)
    return [[pickle.dumps(some) for some in _portions(those)] for those in told]


def _portions(those: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(those), AT_ONCE):
        yield those[start : start + AT_ONCE]


async def _packed(those: Sequence[Any]) -> list[bytes]:
    packed = []
    for some in _portions(those):
        packed.append(pickle.dumps(some))
        await asyncio.sleep(0)
    return packed


async def _unpacked(packed: Sequence[bytes]) -> list[Any]:
    those: list[Any] = []
    for some in packed:
        those += pickle.loads(some)  # noqa: S301 - from our own process, as the executor does itself
        await asyncio.sleep(0)
    return those
