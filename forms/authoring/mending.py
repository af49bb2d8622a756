"""Every fault of a table at once: a compiler stops at the first, so what it stopped at is mended in memory and it goes
on. What is mended is only looked past; it is never offered to anybody as a form.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import PurePath
from typing import Any

from forms.authoring.bundle import Bundle
from forms.authoring.compiled import Compiled, compile_data, form_problem
from forms.authoring.lint import lint
from forms.authoring.problems import AuthoringError, Problem
from forms.authoring.workbook import Workbook, read_workbook
from forms.definition import FormError
from forms.xform.reader import parse_xform

MOST_ROUNDS = 25
"""Faults looked past, one or a few a round."""

_CONTENT = {"calculation": "1"}
"""What a mended cell says where it may not be empty."""
_TYPES = frozenset({"type-unknown", "no-type", "list-unknown"})
_NAMES = frozenset({"name-twice", "name-letters", "name-case", "name-reserved", "no-name", "repeat-name-twice"})


def every_problem(bundle: Bundle, first: AuthoringError) -> tuple[Problem, ...]:
    """The problems that made the table fail, and those behind them."""
    found = list(first.problems)
    try:
        workbook = read_workbook(bundle.table, PurePath(bundle.file_name).suffix)
    except AuthoringError:
        return first.problems
    mended, latest = _Mended(workbook, bundle), list(first.problems)
    for _ in range(MOST_ROUNDS):
        if sum(mended.mend(problem) for problem in latest) == 0:
            break
        latest, done = mended.check()
        latest = [problem for problem in latest if problem not in found]
        found += latest
        if done or not latest:
            break
    return tuple(sorted(found, key=lambda p: (p.sheet != "survey", p.sheet, p.row or 0)))


class _Mended:
    """The table in memory, with faults put right somehow."""

    def __init__(self, workbook: Workbook, bundle: Bundle) -> None:
        self.workbook, self.beside = workbook, bundle.media
        self.data: dict[str, Any] = deepcopy(dict(workbook.data))

    def check(self) -> tuple[list[Problem], bool]:
        """What is wrong with it now, and whether that is all."""
        try:
            xml = compile_data(deepcopy(self.data), self.workbook)
            form = parse_xform(xml, self.beside)
        except AuthoringError as error:
            return list(error.problems), False
        except FormError as error:
            return [form_problem(error, self.workbook)], False
        return lint(form, Compiled(xml, self.workbook, ())), True

    def mend(self, problem: Problem) -> bool:
        """Puts the fault out of the way; False where that cannot be."""
        row = self._row(problem)
        if row is None:
            return False
        if problem.key in _TYPES:
            row["type"] = "text"
        elif problem.key in _NAMES:
            row["name"] = f"mended_{problem.row}"
        elif problem.column and problem.column not in ("name", "type"):
            row[problem.column] = _CONTENT.get(problem.column, "")
            if not row[problem.column]:
                del row[problem.column]
        elif problem.key == "no-label":
            row["label"] = "?"
        else:
            return False
        return True

    def _row(self, problem: Problem) -> dict[str, Any] | None:
        rows = self.workbook.rows(problem.sheet) if problem.sheet else ()
        for index, row in enumerate(rows):
            if row.number == problem.row is not None:
                found: dict[str, Any] = self.data[problem.sheet][index]
                return found
        return None
