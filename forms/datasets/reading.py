"""CSV, GeoJSON and XML as a Dataset, the way ODK Collect reads them. Hostile files get a FormError."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from xml.parsers import expat

from forms.datasets.dataset import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Dataset
from forms.definition import FormError

ENDINGS = (".csv", ".geojson", ".xml")
_Rows = Iterable[Mapping[str, str]]


def read_dataset(name: str, content: bytes) -> Dataset:
    """The table in a file; its name's ending says which kind.

    FormError('file-…') for a file that is not such a table, or is too large.
    """
    if len(content) > MAX_BYTES:
        raise FormError("file-too-many-bytes", file=name, limit=MAX_BYTES // 1_000_000)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise FormError("file-not-a-table", file=name)
    try:
        return reader(name, content)
    except (UnicodeDecodeError, csv.Error, ValueError, RecursionError, expat.ExpatError):
        raise FormError("file-broken", file=name) from None


def _csv(name: str, content: bytes) -> Dataset:
    text = content.decode("utf-8-sig")
    first = text.split("\n", 1)[0]
    comma = ";" if first.count(";") > first.count(",") else "\t" if first.count("\t") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    columns = tuple(cell.strip() for cell in next(lines, []))
    if not any(columns):
        raise FormError("file-broken", file=name)
    width = _bounded(name, len(columns))
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if any(line):
            rows.append(tuple(line[:width]) if len(line) >= width else (*line, *[""] * (width - len(line))))
            _counted(name, len(rows))
    return Dataset(columns, tuple(rows))


def _geojson(name: str, content: bytes) -> Dataset:
    document = json.loads(content.decode("utf-8-sig"))
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise FormError("file-broken", file=name)
    return _table(name, (_feature(feature) for feature in features if isinstance(feature, dict)))


def _feature(feature: Mapping[str, Any]) -> Mapping[str, str]:
    """ODK Collect's view of a feature: its properties, and `geometry` as a geopoint, geotrace or geoshape."""
    properties = feature.get("properties")
    cells = {str(k): _plain(v) for k, v in properties.items()} if isinstance(properties, dict) else {}
    if "id" in feature:
        cells["id"] = _plain(feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        cells["geometry"] = _places(geometry)
    return cells


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)


def _places(geometry: Mapping[str, Any]) -> str:
    found = geometry.get("coordinates")
    match geometry.get("type"):
        case "Point":
            points = [found]
        case "LineString":
            points = list(found or ())
        case "Polygon":
            points = list((found or [[]])[0])
        case _:
            return ""
    return "; ".join(f"{float(p[1])} {float(p[0])} {float(p[2]) if len(p) > 2 else 0.0} 0.0" for p in points if p)


def _xml(name: str, content: bytes) -> Dataset:
    """<root><item><name>…</name></item></root>: rows two levels deep; read as a stream, without document types."""
    reader = _XmlRows(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.Parse(content, True)
    return _table(name, reader.rows)


class _XmlRows:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[dict[str, str]] = []
        self.depth = 0
        self.cell: list[str] = []

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth == 2:
            self.rows.append({})
            _counted(self.name, len(self.rows))
        self.cell = []

    def end(self, tag: str) -> None:
        if self.depth == 3:
            self.rows[-1].setdefault(tag.rsplit(":", 1)[-1], "".join(self.cell).strip())
        self.depth -= 1

    def text(self, text: str) -> None:
        self.cell.append(text)

    def doctype(self, *_: object) -> None:
        raise FormError("xml-doctype", file=self.name)


def _table(name: str, rows: _Rows) -> Dataset:
    """Rows of different columns as one table."""
    columns: dict[str, int] = {}
    found: list[Mapping[str, str]] = []
    for row in rows:
        for column in row:
            columns.setdefault(column, len(columns))
        found.append(row)
        _counted(name, len(found))
    _bounded(name, len(columns))
    return Dataset(tuple(columns), tuple(_cells(found, tuple(columns))))


def _cells(rows: _Rows, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (tuple(row.get(column, "") for column in columns) for row in rows)


def _counted(name: str, rows: int) -> None:
    if rows > MAX_ROWS:
        raise FormError("file-too-many-rows", file=name, limit=MAX_ROWS)


def _bounded(name: str, columns: int) -> int:
    if columns > MAX_COLUMNS:
        raise FormError("file-too-many-columns", file=name, limit=MAX_COLUMNS)
    return columns


_READERS: Mapping[str, Callable[[str, bytes], Dataset]] = {".csv": _csv, ".geojson": _geojson, ".xml": _xml}
