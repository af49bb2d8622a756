"""`python -m tests.torture --kills 200 [--seed 7] [--json]`: 1 when something was lost or told untruly, else 0."""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys
import tempfile
from pathlib import Path

import structlog

from transport.quick_import import import_aiogram

import_aiogram()

from tests.torture.run import CITIZENS, Torture  # noqa: E402 - after the quick import


def main() -> int:
    """Runs the torture and prints what was tried and what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--citizens", type=int, default=CITIZENS)
    parser.add_argument("--seed", type=int, help="the same citizens and the same ways to die again")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the bot's data and log here")
    asked = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        torture = Torture(folder, kills=asked.kills, seed=seed, citizens=asked.citizens)
        report = asyncio.run(torture.run())
    print(json.dumps(report.as_json(), ensure_ascii=False) if asked.json else report.table())
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
