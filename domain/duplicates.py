"""Finding the objects that are probably one among tens of thousands.

Comparing each with each would take hours, so only those are compared that can reach the score: objects in the same or
a neighbouring cell of a grid, and where coordinates or calm are lacking, those that share one of their rarest groups of
three letters. What stands in every twentieth name («аптека») says nothing and is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import cos, floor, radians

from domain.likeness import (
    FAR_METRES,
    NAME_WEIGHT,
    NEAR_METRES,
    NEAR_WEIGHT,
    SAME,
    Looks,
    Spelling,
    alike,
    apart,
    nearness,
    spelling,
)
from domain.place import KAZAKHSTAN, METRES_A_DEGREE, Point

CELL_METRES = FAR_METRES - (SAME - NAME_WEIGHT) / NEAR_WEIGHT * (FAR_METRES - NEAR_METRES)
"""Further apart even the same name does not reach the score."""
COMMON_SHARE, COMMON_LEAST = 0.05, 20
"""A word in so many names of a kind, and at least in so many objects, does not tell them apart."""
STEM = 5
"""Letters of a word by which its forms are one: «дәріхана», «дәріханасы»."""
RARE = 8
"""Groups of letters by which a name is found."""
CROWD = 20
"""Where more than this stand close together, only names that share something rare are compared, and no more of them."""
SHARED = 2
"""So many of their rare groups two names share, unless one has few."""
BUCKET = 200
"""So many names are looked at for one rare group."""

_NARROWEST = cos(radians(KAZAKHSTAN[1]))
"""Degrees of longitude are shortest in the north."""
_Cell = tuple[int, int]
_Key = tuple[object, ...]


def duplicates(new: Sequence[Looks], known: Sequence[Looks]) -> list[tuple[int, int, float]]:
    """For each of `new` the most alike among `known` and the new ones before it: (new id, its likeness' id, score)."""
    groups: dict[tuple[str, str], _Group] = {}
    for one in chain(known, new):
        groups.setdefault((one.region, one.kind), _Group()).count(one)
    for one in known:
        groups[one.region, one.kind].enter(one)
    found = []
    for one in new:
        group = groups[one.region, one.kind]
        best = group.best(one)
        if best is not None:
            found.append((one.id, *best))
        group.enter(one)
    return found


class _Group:
    """Objects of one kind in one region. All are counted before the first is entered."""

    def __init__(self) -> None:
        self._objects = 0
        self._words: Counter[str] = Counter()
        self._grams: Counter[str] = Counter()
        self._entries: list[tuple[Looks, Spelling]] = []
        self._found: dict[_Key, list[int]] = defaultdict(list)
        """Entries by («cell», cell, numbers), («near», cell, letters, numbers), («all» or «lost», letters, numbers)."""
        self._entered: set[_Key] = set()

    def count(self, one: Looks) -> None:
        """Words and letters are rare or common among all."""
        self._objects += 1
        self._words.update({word[:STEM] for name in one.names for word in name.split()})
        self._grams.update({gram for name in one.names for gram in _grams(name)})

    def enter(self, one: Looks) -> None:
        """It can be found from now on. A second one that looks the same would only be found after the first."""
        one = self._bared(one)
        looks = (one.names, one.district, one.point)
        if looks in self._entered:
            return
        self._entered.add(looks)
        for name in one.names:
            written = spelling(name)
            for key in self._keys(one.point, written):
                self._found[key].append(len(self._entries))
            self._entries.append((one, written))

    def _keys(self, point: Point | None, written: Spelling) -> Iterator[_Key]:
        cell = None if point is None else _cell(point)
        if cell is not None:
            yield "cell", cell, written.numbers
        for gram in self._rare(written):
            yield "all", gram, written.numbers
            yield ("lost", gram, written.numbers) if cell is None else ("near", cell, gram, written.numbers)

    def best(self, one: Looks) -> tuple[int, float] | None:
        """The id of the most alike that was entered before, and the score; None where none reaches SAME."""
        one, best = self._bared(one), None
        least = SAME
        for name in one.names:
            written = spelling(name)
            for other, its in map(self._entries.__getitem__, self._rivals(one, written)):
                if apart(one, other):
                    continue
                near = NEAR_WEIGHT * nearness(one.point, other.point)
                if near == 0 or near + NAME_WEIGHT < least:
                    continue
                like = alike(written, its, at_least=(least - near) / NAME_WEIGHT - 1e-9)
                total = NAME_WEIGHT * like + near
                if total > least or (best is None and total >= least):
                    best, least = (other.id, total), total
        return best

    def _rivals(self, one: Looks, written: Spelling) -> Iterator[int]:
        rare = self._rare(written)
        if one.point is None:
            yield from self._sharing(rare, [("all", gram, written.numbers) for gram in rare])
            return
        cells = _around(_cell(one.point))
        close = [self._found.get(("cell", cell, written.numbers), ()) for cell in cells]
        if sum(map(len, close)) <= CROWD:
            yield from chain.from_iterable(close)
        else:
            yield from self._sharing(rare, [("near", cell, gram, written.numbers) for cell in cells for gram in rare])
        yield from self._sharing(rare, [("lost", gram, written.numbers) for gram in rare])

    def _sharing(self, rare: Sequence[str], keys: Sequence[_Key]) -> list[int]:
        """Entries found under several of the keys, those under the most first."""
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(self._found.get(key, ())[:BUCKET])
        least = SHARED if len(rare) > RARE // 2 else 1
        enough = [entry for entry, times in shared.items() if times >= least]
        if len(enough) > CROWD:
            enough.sort(key=lambda entry: (-shared[entry], entry))
        return enough[:CROWD]

    def _rare(self, written: Spelling) -> list[str]:
        return sorted(_grams(written.text), key=lambda gram: (self._grams[gram], gram))[:RARE]

    def _bared(self, one: Looks) -> Looks:
        """Without the common words, unless there are no others."""
        limit = max(COMMON_LEAST, COMMON_SHARE * self._objects)
        names = {
            " ".join(left) if (left := [word for word in name.split() if self._words[word[:STEM]] <= limit]) else name
            for name in one.names
            if name
        }
        return replace(one, names=tuple(sorted(names)))


def _grams(text: str) -> set[str]:
    """Groups of three letters, also at the edges of words."""
    return {padded[at : at + 3] for word in text.split() for padded in (f" {word} ",) for at in range(len(padded) - 2)}


def _cell(point: Point) -> _Cell:
    """Where in a grid whose cells are nowhere in the country narrower than CELL_METRES."""
    row = floor(point.latitude * METRES_A_DEGREE / CELL_METRES)
    return row, floor(point.longitude * METRES_A_DEGREE * _NARROWEST / CELL_METRES)


def _around(cell: _Cell) -> list[_Cell]:
    row, column = cell
    return [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
