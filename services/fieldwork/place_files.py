"""Objects from a file: XLSX, CSV or GeoJSON. Everything that can be read is read; what cannot is named by its row.

Pure and slow for large files: call it outside the transaction, in a thread.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice
from pathlib import PurePath
from typing import Any

from openpyxl.reader.excel import load_workbook

from domain.place import Place
from services.fieldwork.place_rows import RowFault, RowProblem, checked, columns
from services.volunteering.volunteer_refusals import Unreadable

MOST_ROWS = 100_000
MOST_BYTES = 20_000_000
_MOST_UNPACKED = 400_000_000
HEADER_WITHIN = 10
"""Titles often stand above the header."""
_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')

_open: Any = load_workbook
"""Has no type hints."""


@dataclass(frozen=True)
class Sheet:
    """What a file holds: good rows by their number in it, and what is wrong with the others."""

    places: Mapping[int, Place]
    problems: tuple[RowProblem, ...]


Row = tuple[int, list[str]]


def read_places(content: bytes, filename: str, *, region: str | None = None) -> Sheet:
    """The objects in a file; `region` (a code) for rows that name none. Raises Unreadable for what is no such file."""
    rows, problems = rows_of(content, filename)
    return _sheet(rows, problems, region)


def rows_of(content: bytes, filename: str) -> tuple[Iterator[Row], list[RowProblem]]:
    """The rows of any table, header and titles included, as text, with their numbers; and what is wrong with the file.
    Raises Unreadable, also while the rows are read."""
    readers: dict[str, Callable[[bytes], tuple[Iterable[Row], list[RowProblem]]]] = {
        ".xlsx": _xlsx,
        ".csv": _csv,
        ".txt": _csv,
        ".tsv": _csv,
        ".geojson": _geojson,
        ".json": _geojson,
    }
    reader = readers.get(PurePath(filename).suffix.lower())
    if reader is None or len(content) > MOST_BYTES:
        raise Unreadable
    rows, problems = reader(content)
    return iter(rows), problems


def _sheet(rows: Iterator[Row], problems: list[RowProblem], region: str | None) -> Sheet:
    index: dict[str, int] = {}
    for _, header in islice(rows, HEADER_WITHIN):
        index = columns(header)
        if "kk" in index or "ru" in index:
            break
    else:
        raise Unreadable
    merged = {problem.row for problem in problems if problem.fault is RowFault.MERGED}
    found: dict[int, Place] = {}
    seen: dict[Place, int] = {}
    taken = 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells) or number in merged:
            continue
        taken += 1
        if taken > MOST_ROWS:
            problems.append(RowProblem(0, RowFault.TOO_MANY, str(MOST_ROWS)))
            break
        one = checked(number, {name: cells[at] if at < len(cells) else "" for name, at in index.items()}, region=region)
        if isinstance(one, RowProblem):
            problems.append(one)
        elif one in seen:
            problems.append(RowProblem(number, RowFault.REPEATED, str(seen[one])))
        else:
            seen[one] = number
            found[number] = one
    return Sheet(found, tuple(sorted(problems, key=lambda problem: problem.row)))


def _xlsx(content: bytes) -> tuple[Iterator[Row], list[RowProblem]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise Unreadable
            merged = _merged_rows(packed)
        sheet = _open(io.BytesIO(content), read_only=True).worksheets[0]
    except Exception:  # noqa: BLE001 - openpyxl lets through whatever its parts raise on a broken file
        raise Unreadable from None
    problems = [RowProblem(number, RowFault.MERGED) for number in sorted(merged) if number > HEADER_WITHIN]
    return _xlsx_rows(sheet), problems


def _xlsx_rows(sheet: Any) -> Iterator[Row]:
    rows = sheet.iter_rows(values_only=True)
    for number in count(1):
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - as above: rows are unpacked one by one
            raise Unreadable from None
        yield number, [_text(cell) for cell in row]


def _merged_rows(packed: zipfile.ZipFile) -> set[int]:
    """Rows in which cells are merged: only the first of them keeps its value, so the row cannot be read."""
    names = sorted(name for name in packed.namelist() if name.startswith("xl/worksheets/sheet"))
    if not names:
        return set()
    with packed.open(names[0]) as part:
        tail = part.read()
    rows: set[int] = set()
    for first, last in _MERGED.findall(tail[tail.rfind(b"<mergeCells") :] if b"<mergeCells" in tail else b""):
        rows |= set(range(int(first), min(int(last), int(first) + MOST_ROWS) + 1))
    return rows


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _csv(content: bytes) -> tuple[Iterator[Row], list[RowProblem]]:
    text, remark = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return _csv_rows(reader), remark


def _csv_rows(reader: Any) -> Iterator[Row]:
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise Unreadable from None


def _decoded(content: bytes) -> tuple[str, list[RowProblem]]:
    """UTF-8 or UTF-16; else an old Windows code page, Kazakh (PT154) or Russian, which is remarked."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    if content.count(b"\0") > len(content) // 10:
        raise Unreadable
    for code in ("ptcp154", "cp1251"):
        try:
            return content.decode(code), [RowProblem(0, RowFault.ENCODING, code)]
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace"), [RowProblem(0, RowFault.ENCODING, "utf-8")]


def _geojson(content: bytes) -> tuple[Iterator[Row], list[RowProblem]]:
    """Points with properties; the row is the number of the feature, from 1."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
        features = told["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable from None
    if not isinstance(features, list):
        raise Unreadable
    properties = [_properties(feature) for feature in features]
    names = sorted({name for one in properties for name in one})
    problems = [
        RowProblem(number, RowFault.COORDINATES)
        for number, feature in enumerate(features, start=1)
        if _coordinates(feature) is None
    ]
    good = [
        (number, [*(_text(one.get(name)) for name in names), *map(str, at)])
        for number, (one, feature) in enumerate(zip(properties, features, strict=True), start=1)
        if (at := _coordinates(feature)) is not None
    ]
    return iter([(0, [*names, "longitude", "latitude"]), *good]), problems


def _properties(feature: Any) -> dict[str, Any]:
    told = feature.get("properties") if isinstance(feature, dict) else None
    return {str(name): value for name, value in told.items()} if isinstance(told, dict) else {}


def _coordinates(feature: Any) -> tuple[float, float] | None:
    """Longitude and latitude, as GeoJSON has them; None for anything but a point."""
    match feature:
        case {"geometry": {"type": "Point", "coordinates": [int() | float() as east, int() | float() as north, *_]}}:
            return float(east), float(north)
        case _:
            return None
