"""How alike two cases are, and why: the same institution or nearly, the same words, the same time and place.

Words come as stems of folded text (forms/inputs/stems.py), so Kazakh, Russian and Latin spelling are compared alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.complaint import Category
from domain.likeness import name_likeness

ALIKE = 0.6
"""A likeness from here on is shown to the coordinator."""
SAME_NAME, LIKE_NAME = 0.95, 0.6
"""From here on two names are the same institution; are probably one. Less says nothing."""
FEWEST_WORDS, ALIKE_WORDS = 4, 0.4
"""Two stories share words if at least so many, and this part of the shorter one's, are in both."""
FAR_DAYS = 60
"""Further apart, the time says nothing for them."""
ELSEWHERE = 0.5
"""Of an institution's likeness that is left in another district: every one has a school No. 5."""


class Reason(StrEnum):
    """Why two cases are shown together, the strongest first."""

    SAME_INSTITUTION = "same_institution"
    LIKE_INSTITUTION = "like_institution"
    SAME_WORDS = "same_words"

    @property
    def name_key(self) -> str:
        """Fluent key: `alike-same-institution`."""
        return f"alike-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Features:
    """What is compared of a case. `institution` and `words` are stems; the institution's in their order."""

    category: Category
    region: str
    district: str | None
    institution: tuple[str, ...]
    words: frozenset[str]
    at: datetime


@dataclass(frozen=True)
class Likeness:
    """From 0 to 1, with the reasons and the time between both in whole days."""

    score: float
    reasons: tuple[Reason, ...]
    days_apart: int

    @property
    def is_worth_showing(self) -> bool:
        """Whether a coordinator should look at it."""
        return self.score >= ALIKE and bool(self.reasons)


def likeness(one: Features, other: Features) -> Likeness:
    """The same whichever comes first; 0 in different regions.

    Institution and words each speak for it (either is enough); time, district and category add up to a third.
    """
    apart = abs(one.at - other.at)
    if one.region != other.region:
        return Likeness(0.0, (), apart.days)
    name, words = _institutions(one, other), _words(one.words, other.words)
    subject = 1 - (1 - name) * (1 - words)
    near = max(0.0, 1 - apart.total_seconds() / 86_400 / FAR_DAYS)
    around = 0.5 * near + 0.3 * _districts(one, other) + 0.2 * (one.category is other.category)
    return Likeness(subject * (2 + around) / 3, tuple(_reasons(name, words)), apart.days)


def _institutions(one: Features, other: Features) -> float:
    first, second = sorted((" ".join(one.institution), " ".join(other.institution)))
    alike = name_likeness([first], [second])
    if alike < LIKE_NAME and _is_within(one.institution, other.institution):
        alike = LIKE_NAME
    if alike < LIKE_NAME:
        return 0.0
    return alike * ELSEWHERE if _districts(one, other) == 0 else alike


def _is_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with a word more: «hospital 2», «city hospital 2»."""
    shorter, longer = sorted((set(one), set(other)), key=len)
    return len(shorter) > 1 and shorter < longer and len(longer) - len(shorter) == 1


def _districts(one: Features, other: Features) -> float:
    """1 the same, 0 another, between them where one is not known."""
    if one.district is None or other.district is None:
        return 0.5
    return 1.0 if one.district == other.district else 0.0


def _words(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    part = shared / max(1, min(len(one), len(other)))
    return part if shared >= FEWEST_WORDS and part >= ALIKE_WORDS else 0.0


def _reasons(name: float, words: float) -> list[Reason]:
    reasons = []
    if name >= SAME_NAME:
        reasons.append(Reason.SAME_INSTITUTION)
    elif name >= LIKE_NAME:
        reasons.append(Reason.LIKE_INSTITUTION)
    if words:
        reasons.append(Reason.SAME_WORDS)
    return reasons
