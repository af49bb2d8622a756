"""Documents as PDF, tables as XLSX and charts as PNG, made outside the event loop and any transaction, with a limit.

A service does not make them: it puts a recipe, with all the words, into a notice (`Made(letters.recipe(...))`), which
lies sealed in the outbox. Transport asks `made` for the bytes at the moment it sends them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from reports.chart import Chart
from reports.pdf import Job, Value
from reports.tables import Cell, Table
from reports.xlsx import workbook
from services import apart

SECONDS = 20.0
"""How long one document may take; a page takes about 0.4 s with the start of the process."""
AT_A_TIME = asyncio.Semaphore(2)


async def pdf(template: str, data: Mapping[str, Value], at: datetime, *, seconds: float = SECONDS) -> bytes:
    """The PDF that the template (a name in reports/letters) makes of the data. The same data and time give the same
    bytes. Raises TimeoutError, services.apart.Failed."""
    async with AT_A_TIME:
        packed = Job(template, data, int(at.timestamp())).packed()
        return await apart.run("reports.pdf", content=packed, seconds=seconds)


LETTER, SHEET, BOOK, CHART = "letter", "sheet", "book", "chart"
"""What a recipe begins with, so that it is told from the recipes of results."""


def recipe(template: str, data: Mapping[str, Value], at: datetime) -> str:
    """A document for a notice's `Made`."""
    return f"{LETTER} {Job(template, data, int(at.timestamp())).packed().decode()}"


def sheet_recipe(name: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A spreadsheet of texts and numbers for a notice's `Made`."""
    return f"{SHEET} {json.dumps([name, list(header), [list(row) for row in rows]], ensure_ascii=False)}"


def book_recipe(tables: Sequence[Table]) -> str:
    """A spreadsheet of several sheets with texts and numbers for a notice's `Made`."""
    packed = [[one.name, one.header, one.rows] for one in tables]
    return f"{BOOK} {json.dumps(packed, ensure_ascii=False)}"


def chart_recipe(chart: Chart) -> str:
    """A picture for a notice's `Made`."""
    return f"{CHART} {chart.packed()}"


async def picture(packed: str) -> bytes:
    """The PNG of a packed chart. Raises as `pdf`."""
    async with AT_A_TIME:
        return await apart.run("reports.chart", content=packed.encode(), seconds=SECONDS)


def is_ours(made: str) -> bool:
    """Whether a recipe is one of these."""
    return made.partition(" ")[0] in (LETTER, SHEET, BOOK, CHART)


async def made(packed: str) -> bytes:
    """The bytes of a recipe. Raises as `pdf`."""
    kind, _, content = packed.partition(" ")
    if kind == CHART:
        return await picture(content)
    if kind in (SHEET, BOOK):
        found = json.loads(content)
        tables = [
            Table(name, tuple(header), tuple(tuple(row) for row in rows))
            for name, header, rows in (found if kind == BOOK else [found])
        ]
        return await asyncio.to_thread(workbook, tables)
    job = Job.unpacked(content.encode())
    return await pdf(job.template, job.data, datetime.fromtimestamp(job.at, UTC))
