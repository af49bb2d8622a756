"""A form's submissions as tables of typed cells, which xlsx.py and csv_files.py write down.

The keys are those of ODK's exports: KEY is the instanceID, and a row of a repeat has a KEY of its own and its parent's
as PARENT_KEY.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from typing import Literal

from forms.definition import SELECTS, Bind, DataType, Form, Kind, Template
from forms.engine.values import parse_date, parse_datetime, parse_time
from forms.xform.xmltree import Element, read_xml
from reports.columns import MAIN, Column, Layout, columns, layout, table_label
from reports.submission import Submission

Cell = str | int | float | date | datetime | time | None
"""None is an empty cell. Datetimes are local to the report's zone, without a zone of their own, as in a spreadsheet."""

KEY, PARENT_KEY, RECEIVED, VERSION = "KEY", "PARENT_KEY", "SubmissionDate", "FormVersion"
SEPARATOR = "; "
"""Between the labels of several choices."""
_CANONICAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?\Z", re.ASCII)
MOST_DIGITS = 15
"""A spreadsheet's numbers have no more."""


@dataclass(frozen=True)
class Style:
    """How a report reads: questions and choices in words or by their names, in which language, in which zone."""

    show: Literal["labels", "values"]
    language: str
    zone: tzinfo


@dataclass(frozen=True)
class Table:
    """One sheet; every row has as many cells as the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(form: Form, submissions: Sequence[Submission], style: Style) -> tuple[Table, ...]:
    """The main rows first, then each repeat's. `form` is the present version; older ones may add columns at the end.

    FormError for an instance that is not XML.
    """
    versions = list(dict.fromkeys([form, *(submission.form for submission in submissions)]))
    plan = layout(versions)
    roots = [read_xml(submission.xml) for submission in submissions]
    for submission, root in zip(submissions, roots, strict=True):
        _add_unknown(plan, root, submission.form.root, MAIN, MAIN)
    described = {version: {c.path: c for _, c in columns(version) if c is not None} for version in versions}
    rows: dict[str, list[tuple[Cell, ...]]] = {table: [] for table in plan.tables}
    for submission, root in zip(submissions, roots, strict=True):
        _Filled(plan, described[submission.form], style, rows).take(submission, root)
    return tuple(
        Table(_name(versions, path, style), _header(plan, path, style), tuple(rows[path])) for path in plan.tables
    )


def _name(versions: Sequence[Form], path: str, style: Style) -> str:
    if path != MAIN and style.show == "values":
        return path.rsplit("/", 1)[-1]
    return table_label(versions[0], path, style.language)


def _header(plan: Layout, path: str, style: Style) -> tuple[str, ...]:
    keys = (KEY, RECEIVED, VERSION) if path == MAIN else (PARENT_KEY, KEY)
    inner = plan.tables[path]
    if style.show == "labels":
        return (*keys, *(plan.columns[column].header(style.language) for column in inner))
    return (*keys, *(column.removeprefix(path).removeprefix("/").replace("/", "-") for column in inner))


@dataclass(frozen=True)
class _Place:
    """Where in a submission: the table, the key of its present row, and the path of the group in it."""

    table: str
    key: str
    path: str


class _Filled:
    """Reads one submission into the rows of all tables."""

    def __init__(
        self,
        plan: Layout,
        described: Mapping[str, Column],
        style: Style,
        rows: Mapping[str, list[tuple[Cell, ...]]],
    ) -> None:
        self._plan, self._described, self._style, self._rows = plan, described, style, rows

    def take(self, submission: Submission, root: Element) -> None:
        received = submission.received_at.astimezone(self._style.zone).replace(tzinfo=None, microsecond=0)
        keys = (submission.instance_id, received, submission.form.version or None)
        self._row(MAIN, keys, submission.instance_id, root, submission.form.root)

    def _row(self, table: str, keys: tuple[Cell, ...], key: str, element: Element, template: Template) -> None:
        cells: dict[str, Cell] = {}
        self._inside(_Place(table, key, table), element, template, cells)
        self._rows[table].append((*keys, *(cells.get(path) for path in self._plan.tables[table])))

    def _inside(self, place: _Place, element: Element, template: Template | None, cells: dict[str, Cell]) -> None:
        children = {child.name: child for child in template.children} if template else {}
        counts: Counter[str] = Counter()
        for found in element.children:
            child, here = children.get(found.name), f"{place.path}/{found.name}"
            if child is not None and child.repeats:
                counts[here] += 1
                own = f"{place.key}{here.removeprefix(place.table)}[{counts[here]}]"
                self._row(here, (place.key, own), own, found, child)
            elif found.children:
                self._inside(replace(place, path=here), found, child, cells)
            elif here in self._plan.columns:
                column = self._described.get(here, self._plan.columns[here])
                said = cell(column, "".join(part for part in found.content if isinstance(part, str)), self._style)
                # What is no repeat in this version of the form may have been one in the version it was filled with.
                cells[here] = said if cells.get(here) is None else SEPARATOR.join((str(cells[here]), str(said or "")))


def _add_unknown(plan: Layout, element: Element, template: Template | None, path: str, table: str) -> None:
    """Columns for what the form does not know: an instance may be older than all versions that are left of it."""
    children = {child.name: child for child in template.children} if template else {}
    for found in element.children:
        child, here = children.get(found.name), f"{path}/{found.name}"
        inner = here if child is not None and child.repeats else table
        if found.children:
            _add_unknown(plan, found, child, here, inner)
        elif child is None and found.text and here not in plan.columns:
            plan.columns[here] = Column(here, Bind(here), None)
            plan.tables[table].append(here)


def cell(column: Column, text: str, style: Style) -> Cell:
    """The stored text as the spreadsheet should hold it; a text that is not of its type stays text."""
    if text == "":
        return None
    question = column.question
    if question is not None and question.kind in SELECTS:
        return _chosen(column, text, style)
    kind = column.bind.type
    if kind in (DataType.INTEGER, DataType.DECIMAL) or (question is None and column.bind.calculate is not None):
        return _number(text)
    local: Cell = text
    match kind:
        case DataType.DATE:
            local = parse_date(text)
        case DataType.DATETIME:
            moment = parse_datetime(text, style.zone)
            local = moment.astimezone(style.zone).replace(tzinfo=None) if moment else None
        case DataType.TIME:
            clock = parse_time(text)
            local = clock.replace(tzinfo=None) if clock else None
    return text if local is None else local


def _chosen(column: Column, text: str, style: Style) -> str:
    if style.show == "values":
        return text
    several = column.question is not None and column.question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK)
    return SEPARATOR.join(column.label_of(value, style.language) for value in (text.split() if several else [text]))


def _number(text: str) -> Cell:
    """A number where a spreadsheet shows it as it is written; '007' and twenty digits stay text."""
    if not _CANONICAL.match(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return text
    return float(text) if "." in text else int(text)
