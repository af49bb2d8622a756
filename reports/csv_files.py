"""Tables as CSV, in UTF-8 with the mark that makes Excel read it as such."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from io import StringIO

from reports.tables import Cell, Table

_COMPUTED = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
"""What a spreadsheet may take for a formula (OWASP, «CSV Injection»), also behind blanks."""
_NUMBERS = re.compile(r"-?\d+(\.\d+)?([ ;]+-?\d+(\.\d+)?)*\Z", re.ASCII)
"""A negative number or places on Earth: nothing to compute."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def csv_file(table: Table) -> bytes:
    """One table. A text that a spreadsheet would compute gets an apostrophe in front."""
    content = StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow([_text(name) for name in table.header])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return content.getvalue().encode("utf-8-sig")


def csv_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """File name to content, a file for each table; names differ also where tables are called the same."""
    files: dict[str, bytes] = {}
    for table in tables:
        name = " ".join(_NOT_IN_NAMES.sub(" ", table.name).split()).strip(".")[:80] or "table"
        number, made = 1, name
        while f"{made}.csv".lower() in map(str.lower, files):
            number += 1
            made = f"{name} ({number})"
        files[f"{made}.csv"] = csv_file(table)
    return files


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case str():
            return f"'{cell}" if _COMPUTED.match(cell) and not _NUMBERS.match(cell) else cell
        case int() | float():
            return str(cell)
    return cell.isoformat()
