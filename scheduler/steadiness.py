"""Whether the machine's clock can be believed enough to erase by it."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger("scheduler")

JUMP_SECONDS = 3600.0
"""The date may be set right by more than this only when it was badly wrong, or is now; or the machine slept."""
HOLD_SECONDS = 24 * 3600.0


class Steadiness:
    """Compares the wall clock with time as it passes. After a jump nothing is erased for a day: the operator can still
    set right a date that is years ahead, which would end every period at once."""

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._apart = wall() - monotonic()
        self._held_until = monotonic()

    def look(self) -> bool:
        """To be called at each tick; whether what is over may be erased now."""
        now = self._monotonic()
        apart = self._wall() - now
        if abs(apart - self._apart) > JUMP_SECONDS:
            self._held_until = now + HOLD_SECONDS
            log.warning("the clock has jumped", seconds=round(apart - self._apart), erasing="not for a day")
        self._apart = apart
        return now >= self._held_until
