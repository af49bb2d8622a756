"""Faults in the letters of a table, which the eye does not see and which a compiler explains badly.

A non-breaking space inside a name, a Cyrillic «а» in a Latin word, a hundred groups one in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from forms.authoring.letters import ALIKE, misspelt_sheets
from forms.authoring.problems import Problem
from forms.authoring.workbook import Row, Workbook

DEEPEST = 30
"""Groups and repeats one in another; pages of a paper have rarely more than four."""

MOST = 100
"""Faults told at once."""

_NAMES = ("type", "name", "list_name", "list name", "trigger", "save_to")
_EXPRESSIONS = ("relevant", "constraint", "calculation", "required", "choice_filter", "repeat_count", "read_only")
_INVISIBLE = {
    "\N{NO-BREAK SPACE}": "U+00A0",
    "\N{NARROW NO-BREAK SPACE}": "U+202F",
    "\N{FIGURE SPACE}": "U+2007",
    "\N{ZERO WIDTH SPACE}": "U+200B",
    "\N{ZERO WIDTH NON-JOINER}": "U+200C",
    "\N{ZERO WIDTH JOINER}": "U+200D",
    "\N{WORD JOINER}": "U+2060",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "U+FEFF",
    "\N{SOFT HYPHEN}": "U+00AD",
    "\N{LEFT-TO-RIGHT MARK}": "U+200E",
    "\N{RIGHT-TO-LEFT MARK}": "U+200F",
}
_HIDDEN = re.compile(f"[{''.join(_INVISIBLE)}]")
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORD = re.compile(r"\w+")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u052f]")


def guard(workbook: Workbook) -> tuple[Problem, ...]:
    """Everything found, in the order of the sheets; () for a clean table."""
    found = (_sheet_names(workbook), _headers(workbook), _cells(workbook), _references(workbook), _depth(workbook))
    return tuple(islice(chain.from_iterable(found), MOST))


def _sheet_names(workbook: Workbook) -> Iterator[Problem]:
    for sheet, found in misspelt_sheets(workbook.data.get("sheet_names") or ()).items():
        yield Problem("sheet-misspelt", {"sheet": sheet, "found": found})


def _headers(workbook: Workbook) -> Iterator[Problem]:
    for sheet, headers in workbook.headers.items():
        for header in headers:
            for word, foreign in _mixed(header):
                yield Problem("mixed-letters", {"word": word, "letters": foreign}, sheet=sheet, row=1, column=header)


def _references(workbook: Workbook) -> Iterator[Problem]:
    """${а} with a Cyrillic letter where the question is called «a»."""
    names = {path.rsplit("/", 1)[-1] for path, _ in workbook.questions()}
    latin = {name.translate(ALIKE): name for name in names}
    for row in workbook.rows("survey"):
        for column, cell in row.cells.items():
            for word in _REFERENCE.findall(cell):
                meant = latin.get(word.translate(ALIKE))
                if word not in names and meant is not None:
                    args: dict[str, str | int] = {"word": word, "meant": meant}
                    yield Problem("look-alike", args, sheet=row.sheet, row=row.number, column=column)


def _mixed(text: str) -> Iterator[tuple[str, str]]:
    """The words of Latin and Cyrillic letters, and which are Cyrillic."""
    for word in _WORD.findall(text):
        if _LATIN.search(word) and (foreign := _CYRILLIC.findall(word)):
            yield word, ", ".join(dict.fromkeys(foreign))


def _cells(workbook: Workbook) -> Iterator[Problem]:
    for sheet in workbook.sheets:
        for row in workbook.rows(sheet):
            for column, cell in row.cells.items():
                yield from _cell(row, column, cell)


def _cell(row: Row, column: str, cell: str) -> Iterator[Problem]:
    plain = column.strip().lower()
    if plain in _NAMES:
        read = cell.strip()
    elif plain in _EXPRESSIONS and row.sheet == "survey":
        # What stands in quotes is text for people, or a value that is compared with a name.
        read = _QUOTED.sub("", cell)
    else:
        return
    for sign in dict.fromkeys(_HIDDEN.findall(read)):
        # A non-breaking space between the parts of an expression is a space.
        if plain in _NAMES or not sign.isspace():
            args: dict[str, str | int] = {"sign": _INVISIBLE[sign], "place": read.index(sign) + 1}
            yield Problem("invisible-sign", args, sheet=row.sheet, row=row.number, column=column)
    for word, foreign in islice(_mixed(read), 1):
        args = {"word": word, "letters": foreign}
        yield Problem("mixed-letters", args, sheet=row.sheet, row=row.number, column=column)


def _depth(workbook: Workbook) -> Iterator[Problem]:
    depth = 0
    for row in workbook.rows("survey"):
        kind = row.cells.get("type", "").strip().lower().replace("_", " ")
        depth += 1 if kind.startswith("begin ") else -1 if kind.startswith("end ") else 0
        if depth > DEEPEST:
            yield Problem("form-deep", {"limit": DEEPEST}, sheet="survey", row=row.number, column="type")
            return
