"""`python -m tests.hostile --minutes N`: storms with new seeds; the seed of one that breaks something is printed."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
import traceback
from pathlib import Path

import structlog

from tests.hostile.test_updates import storm

UPDATES = 200
LONGEST = 4_000
"""Characters printed of one failure."""


def main() -> int:
    """0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1000)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    until, seed, broke = time.monotonic() + given.minutes * 60, given.seed, 0
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            try:
                asyncio.run(storm(Path(folder), seed, UPDATES))
            except Exception as error:  # noqa: BLE001 - whatever broke is what we are here for
                broke += 1
                print(f"seed {seed}: {type(error).__name__}: {str(error)[:LONGEST]}")
                print("".join(traceback.format_exception(error)[-3:])[:LONGEST], flush=True)
        seed += 1
    print(f"{seed - given.seed} storms of {UPDATES} updates, {broke} broke something")
    return int(broke > 0)


if __name__ == "__main__":
    sys.exit(main())
