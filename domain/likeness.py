"""Whether two objects are probably one: names alike and places near. Names come folded to one spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.place import Point, metres_between

SAME = 0.75
"""A score from here on is offered for merging."""
NEAR_METRES, FAR_METRES = 100.0, 2_000.0
UNKNOWN_DISTANCE = 0.6
"""How near two objects count when one has no coordinates; the same name alone makes 0.84."""
NAME_WEIGHT, NEAR_WEIGHT = 0.6, 0.4


@dataclass(frozen=True)
class Looks:
    """What is compared of an object: its names folded (forms/inputs/search.py), where it is, where it belongs."""

    id: int
    kind: str
    region: str
    district: str | None
    names: tuple[str, ...]
    point: Point | None = None


@dataclass(frozen=True)
class Spelling:
    """A name made ready for comparing: its words in order of the alphabet but for numbers, the numbers, and for each
    letter the bits of where it stands."""

    text: str
    words: frozenset[str]
    numbers: tuple[str, ...]
    where: Mapping[str, int]


@lru_cache(maxsize=65_536)
def spelling(name: str) -> Spelling:
    """A folded name, made ready."""
    said = sorted(name.split())
    words = [word for word in said if not word.isdigit()] or said
    text = " ".join(words)
    where: dict[str, int] = {}
    for at, letter in enumerate(text):
        where[letter] = where.get(letter, 0) | 1 << at
    return Spelling(text, frozenset(words), tuple(word for word in said if word.isdigit()), where)


def name_likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """0 to 1, the best over the languages. Numbers must agree: school 12 is not school 21."""
    return max((alike(spelling(a), spelling(b)) for a in one for b in other if a and b), default=0.0)


def alike(one: Spelling, other: Spelling, *, at_least: float = 0.0) -> float:
    """0 to 1: words in common, or letters in common in the same order, whatever is more; 0 for less than `at_least`."""
    if one.numbers != other.numbers:
        return 0.0
    if one.text == other.text:
        return 1.0
    shared = len(one.words & other.words) / len(one.words | other.words)
    both = len(one.text) + len(other.text)
    if 2 * min(len(one.text), len(other.text)) / both >= max(at_least, shared):
        shared = max(shared, 2 * _common(one, other) / both)
    return shared if shared >= at_least else 0.0


def _common(one: Spelling, other: Spelling) -> int:
    """The length of the longest common subsequence, all positions at once (Hyyrö 2004)."""
    everywhere = left = (1 << len(one.text)) - 1
    for letter in other.text:
        hit = left & one.where.get(letter, 0)
        left = ((left + hit) | (left - hit)) & everywhere
    return len(one.text) - left.bit_count()


def nearness(one: Point | None, other: Point | None) -> float:
    """1 within 100 m, 0 from 2 km on, UNKNOWN_DISTANCE where one has no coordinates."""
    if one is None or other is None:
        return UNKNOWN_DISTANCE
    metres = metres_between(one, other)
    return min(1.0, max(0.0, (FAR_METRES - metres) / (FAR_METRES - NEAR_METRES)))


def apart(one: Looks, other: Looks) -> bool:
    """Whether they cannot be one: different regions, kinds or districts."""
    districts = one.district and other.district and one.district != other.district
    return one.region != other.region or one.kind != other.kind or bool(districts)


def score(one: Looks, other: Looks) -> float:
    """0 to 1 that both are the same object; 0 in different regions, of different kinds or more than 2 km apart."""
    if apart(one, other):
        return 0.0
    near = nearness(one.point, other.point)
    return 0.0 if near == 0 else NAME_WEIGHT * name_likeness(one.names, other.names) + NEAR_WEIGHT * near
