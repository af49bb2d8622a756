"""`python -m tests.torture --kills 200 [--seed 7] [--json]`: 1 when something was lost or told untruly, else 0."""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import structlog

from transport.quick_import import import_aiogram

import_aiogram()

from tests.torture.run import Torture  # noqa: E402 - after the quick import

BEGIN, END = "<!-- written by make torture: begin -->", "<!-- end -->"


def main() -> int:
    """Runs the torture and prints what was tried and what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, help="the same citizens and the same ways to die again")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the bot's data and log here")
    parser.add_argument("--write", type=Path, metavar="DOC", help="put the result between the marks in this document")
    asked = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        torture = Torture(folder, kills=asked.kills, seed=seed)
        report = asyncio.run(torture.run())
    print(json.dumps(report.as_json(), ensure_ascii=False) if asked.json else report.table())
    if asked.write is not None:
        write_down(asked.write, f"{datetime.now(UTC):%Y-%m-%d}\n\n{report.markdown()}")
    return 1 if report.problems else 0


def write_down(document: Path, result: str) -> None:
    """Replaces what stands between the marks. Raises ValueError for a document without them."""
    before, begin, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{document} has no place for the result")
    document.write_text(f"{before}{BEGIN}\n{result}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
