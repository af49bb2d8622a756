"""Signs that a coordinator may want to look at a visit again. Hints, not accusations: each has honest causes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

FAR_METRES = 500
FAST_SHARE = 0.25
FAST_FLOOR = timedelta(minutes=2)
"""Quicker than a quarter of the estimated time, and in any case than two minutes."""
TEXT_LETTERS = 20
"""Shorter texts («жоқ», «всё хорошо») are the same in many honest visits."""
TEXT_WORDS, WORD_LETTERS = 4, 3
"""So many words of so many letters make a sentence; fewer are a name («Парацетамол 500 мг, 10 таблетка»), which many
write alike."""
PAIR_DIFFERS = 0.3
PHOTO_BITS = 6
"""Of 64: copies, crops of the edge and other compression stay below; two photos of one street are above."""


class Flag(StrEnum):
    """What was noticed."""

    TOO_FAST = "too_fast"
    FAR_AWAY = "far_away"
    PHOTO_SEEN = "photo_seen"
    SAME_TEXTS = "same_texts"
    PAIR_DIFFERS = "pair_differs"

    @property
    def name_key(self) -> str:
        """Fluent key: `flag-too-fast`."""
        return f"flag-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Sign:
    """A flag with its measure: seconds, metres, bits, letters or percent."""

    flag: Flag
    value: int


def too_fast(taken: timedelta, expected: timedelta) -> Sign | None:
    """The questionnaire was filled much faster than it is estimated to take."""
    if taken < max(FAST_FLOOR, expected * FAST_SHARE):
        return Sign(Flag.TOO_FAST, int(taken.total_seconds()))
    return None


def far_away(metres: int | None) -> Sign | None:
    """The check-in was far from the object; None also where the distance is unknown."""
    return Sign(Flag.FAR_AWAY, metres) if metres is not None and metres > FAR_METRES else None


def plain_text(text: str) -> str:
    """For comparing: lower case, letters and digits only."""
    return "".join(char for char in text.casefold() if char.isalnum())


def same_texts(own: Mapping[str, str], others: Collection[str]) -> Sign | None:
    """A longer answer that is word for word in somebody else's visit; `others` are texts from `plain_text`."""
    told = [plain_text(text) for text in own.values() if _is_told(text)]
    longest = max((len(said) for said in told if said in others), default=0)
    return Sign(Flag.SAME_TEXTS, longest) if longest >= TEXT_LETTERS else None


def _is_told(text: str) -> bool:
    words = [word for word in text.split() if sum(char.isalpha() for char in word) >= WORD_LETTERS]
    return len(words) >= TEXT_WORDS


_OWN = frozenset({"start", "end", "today", "location", "findings", "assessed", "score", "rules"})
_CALCULATED = ("finding_", "assessed_")


def comparable(values: Mapping[str, str]) -> set[str]:
    """Paths of answers on which two observers can be compared: no times, places, free words or calculations."""
    return {path for path, value in values.items() if value and not _is_own(path) and not _is_prose(value)}


def prose(values: Mapping[str, str]) -> dict[str, str]:
    """Answers in free words, by path."""
    return {path: value for path, value in values.items() if not _is_own(path) and _is_prose(value)}


def _is_own(path: str) -> bool:
    name = path.rsplit("/", 1)[-1].partition("[")[0]
    return "/meta/" in path or name in _OWN or name.startswith(_CALCULATED)


def _is_prose(value: str) -> bool:
    """Several words of people; chosen names are small Latin letters, numbers and moments have one word or none."""
    words = sum(any(char.isalpha() for char in word) for word in value.split())
    chosen = value.isascii() and all(char.islower() or char.isdigit() or char in "_- " for char in value)
    return words > 1 and not chosen


def disagreement(one: Mapping[str, str], other: Mapping[str, str], questions: Collection[str]) -> float:
    """Share of the questions, answered by both, on which two observers of one object differ; 0 to 1.

    Numbers differ by how far they are apart, relative to the larger; an answer of several choices by the share that
    only one has.
    """
    both = [name for name in questions if one.get(name) and other.get(name)]
    if not both:
        return 0.0
    return sum(_apart(one[name], other[name]) for name in both) / len(both)


def _apart(one: str, other: str) -> float:
    try:
        a, b = float(one), float(other)
    except ValueError:
        mine, theirs = set(one.split()), set(other.split())
        return len(mine ^ theirs) / len(mine | theirs) if mine | theirs else 0.0
    largest = max(abs(a), abs(b))
    return min(1.0, abs(a - b) / largest) if largest else 0.0


def pair_differs(score: float) -> Sign | None:
    """Two observers saw different things."""
    return Sign(Flag.PAIR_DIFFERS, round(score * 100)) if score >= PAIR_DIFFERS else None


def difference_hash(grey: Sequence[Sequence[int]]) -> int:
    """A 64-bit fingerprint of a picture reduced to 8 rows of 9 grey levels (dHash): a bit where a point is darker than
    its right neighbour. Raises ValueError for another size."""
    if len(grey) != 8 or any(len(row) != 9 for row in grey):
        raise ValueError("8 rows of 9 levels are needed")
    bits = 0
    for row in grey:
        for left, right in pairwise(row):
            bits = bits << 1 | (left < right)
    return bits


def photo_distance(one: int, other: int) -> int:
    """Bits in which two fingerprints differ, 0 to 64."""
    return (one ^ other).bit_count()


def photo_seen(hashes: Collection[int], others: Collection[int]) -> Sign | None:
    """A photo of this visit looks like one sent before. Even pictures (0 or all bits) say nothing."""
    telling = [mine for mine in hashes if 4 <= mine.bit_count() <= 60]
    nearest = min((photo_distance(mine, theirs) for mine in telling for theirs in others), default=64)
    return Sign(Flag.PHOTO_SEEN, nearest) if nearest <= PHOTO_BITS else None
