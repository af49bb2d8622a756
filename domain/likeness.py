"""Whether two objects are probably one: names alike and places near. Names come folded to one spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.place import Point, metres_between

SAME = 0.75
"""A score from here on is offered for merging."""
NEAR_METRES, FAR_METRES = 100.0, 2_000.0
UNKNOWN_DISTANCE = 0.6
"""How near two objects count when one has no coordinates; the same name alone makes 0.84."""


@dataclass(frozen=True)
class Looks:
    """What is compared of an object: its names folded (forms/inputs/search.py), where it is, where it belongs."""

    id: int
    kind: str
    region: str
    district: str | None
    names: tuple[str, ...]
    point: Point | None = None


def name_likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """0 to 1, the best over the languages. Numbers must agree: school 12 is not school 21."""
    return max((_alike(a, b) for a in one for b in other if a and b), default=0.0)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    words, others = one.split(), other.split()
    if sorted(w for w in words if w.isdigit()) != sorted(w for w in others if w.isdigit()):
        return 0.0
    shared = len(set(words) & set(others)) / len(set(words) | set(others))
    written = SequenceMatcher(None, " ".join(sorted(words)), " ".join(sorted(others)), autojunk=False).ratio()
    return max(shared, written)


def nearness(one: Point | None, other: Point | None) -> float:
    """1 within 100 m, 0 from 2 km on, UNKNOWN_DISTANCE where one has no coordinates."""
    if one is None or other is None:
        return UNKNOWN_DISTANCE
    metres = metres_between(one, other)
    return min(1.0, max(0.0, (FAR_METRES - metres) / (FAR_METRES - NEAR_METRES)))


def score(one: Looks, other: Looks) -> float:
    """0 to 1 that both are the same object; 0 in different regions, of different kinds or more than 2 km apart."""
    apart = one.district and other.district and one.district != other.district
    if one.region != other.region or one.kind != other.kind or apart:
        return 0.0
    near = nearness(one.point, other.point)
    return 0.0 if near == 0 else 0.6 * name_likeness(one.names, other.names) + 0.4 * near


def duplicates(new: Sequence[Looks], known: Sequence[Looks]) -> list[tuple[int, int, float]]:
    """For each of `new` the most alike among `known` and the new ones before it: (new id, its likeness' id, score).

    Only those that share a word of a name are compared, so ten thousand objects take seconds, not hours.
    """
    by_word: dict[tuple[str, str, str], list[Looks]] = defaultdict(list)
    often: dict[str, int] = defaultdict(int)
    for one in (*known, *new):
        for word in _words(one):
            often[word] += 1
    for one in known:
        _enter(by_word, one, often)
    found = []
    for one in new:
        rivals = {other.id: other for key in _keys(one, often) for other in by_word[key]}
        best = max(((score(one, other), -other.id) for other in rivals.values()), default=(0.0, 0))
        if best[0] >= SAME:
            found.append((one.id, -best[1], best[0]))
        _enter(by_word, one, often)
    return found


def _words(one: Looks) -> set[str]:
    return {word for name in one.names for word in name.split()}


def _keys(one: Looks, often: dict[str, int]) -> list[tuple[str, str, str]]:
    """The three rarest words: «аптека» alone would compare everything with everything."""
    rare = sorted(_words(one), key=lambda word: (often[word], word))[:3]
    return [(one.region, one.kind, word) for word in rare]


def _enter(by_word: dict[tuple[str, str, str], list[Looks]], one: Looks, often: dict[str, int]) -> None:
    for key in _keys(one, often):
        by_word[key].append(one)
