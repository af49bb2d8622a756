"""Tables as an Excel workbook: a sheet for each, typed cells, and no text that a spreadsheet would compute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.tables import Cell, Table

MOST_CHARACTERS = 32_767
"""Excel's limit for one cell; a longer text goes on in the columns to the right."""
MOST_ROWS = 1_048_575
"""Excel's limit for one sheet, without the header; more rows go on in a second sheet."""
NAME_CHARACTERS = 31
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year, so earlier days are written as text."""
WIDTH = 18
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def workbook(tables: Sequence[Table]) -> bytes:
    """The file. Nothing is put on disk meanwhile."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        formats = _Formats(book)
        used: set[str] = set()
        for table in tables:
            header, rows = _fitting(table)
            for start in range(0, max(len(rows), 1), MOST_ROWS):
                sheet = book.add_worksheet(_unique(table.name, used))
                sheet.set_column(0, len(header) - 1, WIDTH)
                sheet.freeze_panes(1, 0)
                for column, text in enumerate(header):
                    sheet.write_string(0, column, text[:MOST_CHARACTERS], bold)
                _write(sheet, rows[start : start + MOST_ROWS], formats)
    return content.getvalue()


class _Formats:
    """How days and times look."""

    def __init__(self, book: Workbook) -> None:
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.clock: Format = book.add_format({"num_format": "hh:mm:ss"})


def _write(sheet: Worksheet, rows: Iterable[Sequence[Cell]], formats: _Formats) -> None:
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    pass
                case str():
                    sheet.write_string(number, column, cell)
                case datetime() if cell.date() >= FIRST_DAY:
                    sheet.write_datetime(number, column, cell, formats.moment)
                case datetime():
                    sheet.write_string(number, column, cell.isoformat())
                case date() if cell >= FIRST_DAY:
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), formats.day)
                case date():
                    sheet.write_string(number, column, cell.isoformat())
                case time():
                    sheet.write_number(number, column, _day_part(cell), formats.clock)
                case _:
                    sheet.write_number(number, column, cell)


def _day_part(clock: time) -> float:
    """A time of day as spreadsheets keep it: the part of the day that has passed."""
    return (clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6) / 86_400


def _fitting(table: Table) -> tuple[list[str], list[list[Cell]]]:
    """The table with as many columns as its longest texts need."""
    widths = [max(1, *(_pieces(row[i]) for row in table.rows)) if table.rows else 1 for i in range(len(table.header))]
    header = [
        name if part == 0 else f"{name} ({part + 1})"
        for name, width in zip(table.header, widths, strict=True)
        for part in range(width)
    ]
    rows = [
        list(chain.from_iterable(_split(cell, width) for cell, width in zip(row, widths, strict=True)))
        for row in table.rows
    ]
    return header, rows


def _pieces(cell: Cell) -> int:
    return -(-len(cell) // MOST_CHARACTERS) if isinstance(cell, str) else 1


def _split(cell: Cell, width: int) -> list[Cell]:
    if width == 1 or not isinstance(cell, str):
        return [cell, *[None] * (width - 1)]
    parts: list[Cell] = [cell[i : i + MOST_CHARACTERS] for i in range(0, len(cell), MOST_CHARACTERS)]
    return [*parts, *[None] * (width - len(parts))]


def _unique(name: str, used: set[str]) -> str:
    """A sheet's name as Excel takes it: short, without some signs, not used before in any case."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip("'") or "sheet"
    if plain.lower() == "history":  # Excel keeps this name to itself
        plain += "_"
    number, made = 1, plain[:NAME_CHARACTERS]
    while made.lower() in used:
        number += 1
        ending = f" ({number})"
        made = plain[: NAME_CHARACTERS - len(ending)] + ending
    used.add(made.lower())
    return made
