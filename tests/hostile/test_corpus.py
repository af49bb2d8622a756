"""What once broke what reads it (tests/hostile/targets.py), and the fuzzer's own beginnings: read or refused, soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.fuzz import CORPUS, seeds
from tests.hostile.targets import TARGETS

FOUND = sorted(CORPUS.glob("*/*"))
SEEDED = sorted(TARGETS.keys() - {"xform"})
"""Compiling every form of the library takes seconds, and other tests do it."""


@pytest.mark.parametrize("file", FOUND, ids=[f"{file.parent.name}-{file.name}" for file in FOUND])
def test_what_was_found_breaks_nothing(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", SEEDED)
def test_what_the_fuzzer_begins_with(target: str) -> None:
    for seed in seeds(target):
        TARGETS[target](seed)
