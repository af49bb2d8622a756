"""Seeded shuffling that gives the same order as ODK Collect and Enketo for the same seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

LARGEST_SEED = 2**31 - 1
_MULTIPLIER = 16_807


def shuffled(items: Sequence[Item], seed: float) -> list[Item]:
    """Fisher-Yates (inside-out) over the Park-Miller generator. A seed that is no number counts as 0."""
    state = int(seed) if math.isfinite(seed) else 0
    state = int(math.fmod(state, LARGEST_SEED))
    if state <= 0:
        state += LARGEST_SEED - 1
    result: list[Item] = []
    for place, item in enumerate(items):
        state = state * _MULTIPLIER % LARGEST_SEED
        other = int((state - 1) / (LARGEST_SEED - 1) * (place + 1))
        result.append(item)
        result[place], result[other] = result[other], item
    return result
