"""A finding: a shortcoming that a volunteer saw, as it is counted, confirmed and carried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FindingState(StrEnum):
    """What became of it."""

    NEW = "new"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    RECOMMENDED = "recommended"
    REFERRED = "referred"

    @property
    def name_key(self) -> str:
        """Fluent key: `finding-state-new`."""
        return f"finding-state-{self}"


FINDING_MOVES: Mapping[FindingState, frozenset[FindingState]] = {
    FindingState.NEW: frozenset({FindingState.CONFIRMED, FindingState.DISMISSED}),
    FindingState.CONFIRMED: frozenset({FindingState.RECOMMENDED, FindingState.REFERRED, FindingState.DISMISSED}),
    FindingState.RECOMMENDED: frozenset({FindingState.REFERRED}),
    FindingState.REFERRED: frozenset(),
    FindingState.DISMISSED: frozenset({FindingState.CONFIRMED}),
}
"""A finding is confirmed before it leaves the campaign; only coordinators decide."""

COUNTED = frozenset({FindingState.CONFIRMED, FindingState.RECOMMENDED, FindingState.REFERRED})
"""Findings that reports and certificates count."""

_MARK = "finding_"


@dataclass(frozen=True)
class Finding:
    """`question` is the form's question that raised it (`limit_prices`), `value` how many times; `words` what the
    coordinator adds: the recommendation, or why it is dismissed. `case_id` is the complaint it became."""

    id: int
    campaign_id: int
    place_id: int
    assignment_id: int
    submission_id: int | None
    question: str
    value: int
    state: FindingState
    at: datetime
    words: str = ""
    case_id: int | None = None
    version: int = 1


def found(values: Mapping[str, str]) -> dict[str, int]:
    """What a form's own calculations call a finding: questions `finding_<name>` above zero, by `<name>`, summed over
    repeats. `values` are answers by path."""
    counted: dict[str, int] = {}
    for path, value in values.items():
        name = path.rsplit("/", 1)[-1]
        if name.startswith(_MARK) and (number := _whole(value)) > 0:
            counted[name.removeprefix(_MARK)] = counted.get(name.removeprefix(_MARK), 0) + number
    return counted


def _whole(value: str) -> int:
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        return 0
