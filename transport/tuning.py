"""Python's garbage collector, set for a process that holds large libraries and handles many small updates."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 50


def tune_memory() -> None:
    """To be called once everything is started. With the defaults, full collections over pydantic's schemas took half
    of the CPU of an update and stopped the process for up to 213 ms; what is there now will not be looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
