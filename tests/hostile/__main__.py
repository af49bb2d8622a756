"""`python -m tests.hostile --minutes N`: storms with new seeds; the seed of one that breaks something is printed."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.test_updates import storm

UPDATES = 200


def main() -> int:
    """0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1000)
    given = parser.parse_args()
    until, seed, broke = time.monotonic() + given.minutes * 60, given.seed, 0
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            try:
                asyncio.run(storm(Path(folder), seed, UPDATES))
            except Exception as error:  # noqa: BLE001 - whatever broke is what we are here for
                broke += 1
                print(f"seed {seed}: {type(error).__name__}: {error}")
        seed += 1
    print(f"{seed - given.seed} storms of {UPDATES} updates, {broke} broke something")
    return int(broke > 0)


if __name__ == "__main__":
    sys.exit(main())
