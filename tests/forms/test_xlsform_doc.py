"""The page docs/xlsform.md says what the code does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from forms.authoring.guards import DEEPEST
from forms.authoring.lint import check
from forms.authoring.problems import Severity
from forms.authoring.supported import APPEARANCES, COLUMNS, SETTINGS, TYPES, Support, support_of
from forms.authoring.workbook import read_workbook
from forms.datasets.dataset import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from forms.engine.checks import MAX_ANSWER
from forms.engine.program import MAX_QUESTIONS
from forms.engine.recompute import MAX_INSTANCES, MAX_NODES
from forms.functions import FUNCTIONS, Function
from tests.forms.test_traces import AGREEING

PAGE = (Path(__file__).parents[2] / "docs" / "xlsform.md").read_text(encoding="utf-8")
_ROW = re.compile(r"\| `([^`]+)` \| ([^|]+?) \|")


def section(title: str) -> str:
    """One section of the page."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def told(title: str) -> dict[str, str]:
    """The first two columns of a section's table."""
    return dict(_ROW.findall(section(title)))


@pytest.mark.parametrize(
    ("title", "supported"),
    [("Question types", TYPES), ("Appearances", APPEARANCES), ("Columns", COLUMNS), ("Settings", SETTINGS)],
)
def test_the_tables_are_those_of_the_code(title: str, supported: Mapping[str, Support]) -> None:
    assert told(title) == {name: str(support) for name, support in supported.items()}


def arity(function: Function) -> str:
    """How the page writes numbers of arguments."""
    if function.maximum is None:
        return f"{function.minimum} or more"
    same = function.minimum == function.maximum
    return str(function.minimum) if same else f"{function.minimum}–{function.maximum}"


def test_every_function_with_its_arguments() -> None:
    assert told("Functions") == {name: arity(function) for name, function in FUNCTIONS.items()}


def test_limits() -> None:
    limits = section("Limits") + section("Files beside a form")
    numbers = {int(found.replace(" ", "")) for found in re.findall(r"\d[\d ]*\d|\d", limits)}
    assert {MAX_QUESTIONS, MAX_INSTANCES, MAX_NODES, MAX_ANSWER, DEEPEST} <= numbers
    assert {MAX_ROWS, MAX_COLUMNS, MAX_BYTES // 1_000_000} <= numbers
    for sheet, limit in (("survey", 3_000), ("choices", 60_000)):
        assert limit in numbers
        with pytest.raises(Exception, match=str(limit)):
            read_workbook(_rows(sheet, limit + 1), ".md")


def _rows(sheet: str, count: int) -> bytes:
    survey = "| survey |\n| | type | name | label |\n| | text | a | A |\n"
    choices = "| choices |\n| | list_name | name | label |\n"
    more = "| | text | a | A |\n" * count
    return (survey + more if sheet == "survey" else survey + choices + more).encode()


def test_agreement_with_javarosa() -> None:
    assert f"On {AGREEING}\nrecorded runs" in PAGE


CELLS = {
    "select_one": "select_one x",
    "select_multiple": "select_multiple x",
    "rank": "rank x",
    "select_one_from_file": "select_one_from_file f.csv",
    "select_multiple_from_file": "select_multiple_from_file f.csv",
    "select_one_external": "select_one_external e",
}
SHEETS = (
    "\n| choices |\n| | list_name | name | label |\n| | x | a | A |"
    "\n| external_choices |\n| | list_name | name | label | n |\n| | e | a | A | 1 |"
)


def _table(kind: str) -> str:
    cells = {"calculate": "1", "acknowledge": ""}
    name = "" if kind == "audit" else "q"
    row = (
        f"| | {CELLS.get(kind, kind)} | {name} | Q | {cells.get(kind, '')} | {'n = 1' if 'external' in kind else ''} |"
    )
    if kind.startswith("begin_"):
        row += f"\n| | text | t | T | | |\n| | {kind.replace('begin', 'end')} | | | | |"
    if kind.startswith("background-geo"):
        row = "| | text | t | T | | |\n| | background-geopoint | q | | | | ${t} |"
    if kind.endswith("-external") and not kind.startswith("select"):
        row = f"| | {kind} | q | | | |"
    return (
        f"| survey |\n| | type | name | label | calculation | choice_filter | trigger |\n{row}\n| | text | z | Z | | |"
    )


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_compiles_and_those_ignored_are_warned_of(kind: str) -> None:
    checked = check((_table(kind) + SHEETS).encode(), "form.md")
    wrong = [p for p in checked.problems if p.severity is Severity.ERROR and p.key != "media-missing"]
    assert checked.form is not None
    assert not wrong
    warned = {"device-action", "preload-empty"} & {problem.key for problem in checked.problems}
    assert bool(warned) is (TYPES[kind] is Support.IGNORED)


def test_appearances_are_known_by_their_names() -> None:
    examples = {"columns-N": "columns-4", "wN": "w2", "ex:…": "ex:org.app", "printer:…": "printer:x"}
    for name, support in APPEARANCES.items():
        assert support_of(examples.get(name, name)) is support
    assert support_of("nonsense") is None
