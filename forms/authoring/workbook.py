"""An XLSForm as its author sees it: sheets, rows, columns. Guards against harmful files before opening them."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from forms.authoring.letters import misspelt_sheets
from forms.authoring.problems import AuthoringError, Problem

FILE_TYPES = (".md", ".xlsx", ".xlsm", ".xls", ".csv")
MOST_BYTES = 10_000_000
BROKEN_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, NotImplementedError, RuntimeError, EOFError, ValueError),
)
"""What zipfile raises on a damaged archive: its own error, its decompressors' and some of Python's."""
_MOST_UNPACKED = 60_000_000
_MOST_RATIO = 200  # compressed text rarely packs better than 1:100
_MOST_PARTS = 500
_MOST_ROWS: Mapping[str, int] = {"survey": 3_000, "choices": 60_000, "settings": 100}
_MOST_CELL = 20_000
_SHEETS = ("survey", "choices", "settings")

# How Markdown tables are read; the same rules as pyxform's, so that rows agree.
_MD_ROW = re.compile(r"\s*\|(.*)\|\s*")
_MD_PIPE = re.compile(r"(?<!\\)\|")
_MD_RULE = re.compile(r"[\s|:\-=+]*")


@dataclass(frozen=True)
class Row:
    """One row below the header. `number` is the row on the sheet, or the line of the file for Markdown."""

    sheet: str
    number: int | None
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Workbook:
    """The sheets that matter, with what pyxform needs (`data`) and where every row stands."""

    data: Mapping[str, Any]
    sheets: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet, () when it is absent."""
        return self.sheets.get(sheet, ())

    def row_number(self, sheet: str, counted: int) -> int | None:
        """Where the author finds the row that pyxform counts as `counted` (the header is 1)."""
        rows = self.rows(sheet)
        return rows[counted - 2].number if 0 <= counted - 2 < len(rows) else None

    def questions(self) -> Iterator[tuple[str, Row]]:
        """Every named row of the survey with its path of group names, '/group/name'."""
        groups: list[str] = []
        for row in self.rows("survey"):
            kind = row.cells.get("type", "").strip().lower().replace("_", " ")
            name = row.cells.get("name", "").strip()
            if kind.startswith("end "):
                groups = groups[:-1]
            elif name:
                yield "/".join(["", *groups, name]), row
                if kind.startswith("begin "):
                    groups.append(name)

    def choice_row(self, list_name: str, value: str) -> Row | None:
        """The row of one choice."""
        for row in self.rows("choices"):
            cells = row.cells
            if cells.get("name") == value and (cells.get("list_name") or cells.get("list name")) == list_name:
                return row
        return None


def read_workbook(content: bytes, suffix: str) -> Workbook:
    """Open an XLSForm file. Raises AuthoringError for a file that is not one, is too large, or is a trap."""
    suffix = suffix.lower()
    if suffix not in FILE_TYPES:
        raise AuthoringError(Problem("file-type", {"allowed": ", ".join(FILE_TYPES)}))
    if len(content) > MOST_BYTES:
        raise AuthoringError(Problem("file-too-large", {"limit": MOST_BYTES // 1_000_000}))
    if not content.strip():
        raise AuthoringError(Problem("file-empty"))
    if suffix in (".xlsx", ".xlsm"):
        _guard_archive(content)
    data = _open(content, suffix)
    lines = _markdown_lines(content) if suffix == ".md" else {}
    sheets = {name: _rows(name, data.get(name) or (), lines.get(name)) for name in _SHEETS}
    for name, rows in sheets.items():
        _guard_rows(name, rows)
    if not sheets["survey"]:
        misspelt = misspelt_sheets(data.get("sheet_names") or ()).get("survey")
        named = Problem("sheet-misspelt", {"sheet": "survey", "found": misspelt}) if misspelt else None
        raise AuthoringError(named or Problem("no-survey"))
    headers = {name: tuple(str(h) for h in (data.get(f"{name}_header") or [{}])[0]) for name in _SHEETS}
    return Workbook(data, sheets, headers)


def plain(content: bytes, suffix: str) -> bytes:
    """The file as pyxform reads it: text without a byte order mark, Markdown without rules under the headers.

    Lines stay where they are.
    """
    if suffix not in (".md", ".csv"):
        return content
    text = content.removeprefix(b"\xef\xbb\xbf")
    if suffix == ".csv":
        return text
    lines = text.decode("utf-8").split("\n")
    return "\n".join(
        "" if (row := _MD_ROW.match(line)) and _MD_RULE.fullmatch(row[1]) else line for line in lines
    ).encode()


def _open(content: bytes, suffix: str) -> Mapping[str, Any]:
    # pyxform costs a quarter of a second to import; only those who compile a form pay.
    from pyxform.xls2json_backends import get_xlsform

    if suffix in (".md", ".csv"):
        try:
            content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise AuthoringError(Problem("not-utf8")) from error
    try:
        definition = get_xlsform(BytesIO(plain(content, suffix)), file_type=suffix)
    # What a spreadsheet library raises on a damaged file is anybody's guess (zlib, struct, index, XML errors …).
    except Exception as error:
        raise AuthoringError(Problem("file-unreadable", {"type": suffix})) from error
    return {name: getattr(definition, name) for name in definition.__dataclass_fields__ if hasattr(definition, name)}


def _guard_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or unpacked / packed > _MOST_RATIO:
                raise AuthoringError(Problem("file-bomb"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        # A spreadsheet has no document type; one that has may define exploding entities.
                        if b"<!DOCTYPE" in opened.read(4096).replace(b"\0", b"").upper():
                            raise AuthoringError(Problem("file-bomb"))
    except BROKEN_ARCHIVE as error:
        raise AuthoringError(Problem("file-unreadable", {"type": ".xlsx"})) from error


def _guard_rows(name: str, rows: Sequence[Row]) -> None:
    limit = _MOST_ROWS[name]
    if len(rows) > limit:
        raise AuthoringError(Problem("too-many-rows", {"limit": limit}, sheet=name))
    for row in rows:
        for column, cell in row.cells.items():
            if len(cell) > _MOST_CELL:
                raise AuthoringError(
                    Problem("cell-too-long", {"limit": _MOST_CELL}, sheet=name, row=row.number, column=column)
                )


def _rows(sheet: str, rows: Sequence[Mapping[str, Any]], lines: Sequence[int] | None) -> tuple[Row, ...]:
    cells = [{str(key): str(value) for key, value in row.items()} for row in rows]
    if lines is None:
        return tuple(Row(sheet, i + 2, row) for i, row in enumerate(cells))
    known = len(lines) == len(cells) + 1  # a line for the header too
    return tuple(Row(sheet, lines[i + 1] if known else None, row) for i, row in enumerate(cells))


def _markdown_lines(content: bytes) -> dict[str, list[int]]:
    """Sheet to the line numbers of its rows, the header's first."""
    found: dict[str, list[int]] = {}
    sheet = ""
    for number, line in enumerate(content.decode("utf-8-sig").split("\n"), start=1):
        match = None if line.lstrip().startswith("#") else _MD_ROW.match(line)
        if match is None or _MD_RULE.fullmatch(match[1]):
            continue
        first, *rest = _MD_PIPE.split(match[1])
        if first.strip():
            sheet = first.strip().lower()
            found[sheet] = []
        if sheet and any(cell.strip() for cell in rest):
            found[sheet].append(number)
    return found
