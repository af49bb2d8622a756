"""From a table written by a person (.md, .xlsx, .xls, .csv) to an XForm and a Form ready to run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import quoteattr

from forms.authoring.guards import guard
from forms.authoring.problems import TEXTS, AuthoringError, Problem, Severity
from forms.authoring.pyxform_errors import interesting, problems_from
from forms.authoring.workbook import Workbook, plain, read_workbook
from forms.definition import Form, FormError
from forms.engine.session import Session
from forms.functions import FUNCTIONS
from forms.xform.reader import parse_xform
from forms.xform.tables import inline, lists

_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_RULES: Mapping[str, str] = MappingProxyType({"repeat-limit": "repeat_count"})
COLUMNS: Mapping[str, str] = MappingProxyType({"readonly": "read_only", "calculate": "calculation"})
"""Names of rules that the table calls otherwise."""


_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Compiled:
    """An XForm as XML, the table it came from, and what pyxform warned about."""

    xml: str
    workbook: Workbook
    warnings: tuple[Problem, ...]


def compile_xlsform(content: bytes, file_name: str) -> Compiled:
    """XLSForm to XForm. The type goes by the name's ending. Raises AuthoringError with sheet, row and column."""
    workbook = read_workbook(content, PurePath(file_name).suffix)
    if faults := guard(workbook):
        raise AuthoringError(*faults)
    warnings: list[str] = []
    suffix = PurePath(file_name).suffix.lower()
    xml = _convert(BytesIO(plain(content, suffix)), suffix, workbook, warnings)
    said = [p for text in warnings if interesting(text) for p in problems_from(text, workbook, Severity.WARNING)]
    return Compiled(xml, workbook, tuple(said))


def compile_data(data: dict[str, Any], workbook: Workbook) -> str:
    """The XForm of sheets in memory, which are those of the workbook or nearly. Raises AuthoringError."""
    return _convert(data, None, workbook, [])


def author(content: bytes, file_name: str, beside: Mapping[str, bytes] = _NO_FILES) -> tuple[Form, Compiled]:
    """XLSForm to a Form that can be run; `beside` are the files that came with it, by name. Raises AuthoringError."""
    compiled = compile_xlsform(content, file_name)
    try:
        form = parse_xform(compiled.xml, beside)
        _open(form)
        return form, compiled
    except FormError as error:
        raise AuthoringError(form_problem(error, compiled.workbook)) from error


def _open(form: Form) -> None:
    """Opens the form once, as everybody will: a count of entries that is too large shows then."""
    Session.start(form, now=lambda: _ANY_TIME)


def form_problem(error: FormError, workbook: Workbook | None = None) -> Problem:
    """What the engine refused, with the row of the question and the column of the rule where it names them."""
    details = dict(error.details)
    path, rule = str(details.get("path", "")), str(details.get("rule", _RULES.get(error.code, "")))
    if error.code == "cycle":
        path = str(details["nodes"]).partition(",")[0]
        rule = _written_rule(workbook, path) if workbook else ""
    row = row_of(workbook, path) if workbook and path else None
    sheet, column = ("survey" if row else ""), COLUMNS.get(rule, rule)
    known = FUNCTIONS.get(str(details.get("function", "")))
    if known is not None:
        most = "∞" if known.maximum is None else str(known.maximum)
        details["wanted"] = most if most == str(known.minimum) else f"{known.minimum}–{most}"
    if error.code in TEXTS:
        return Problem(error.code, details, Severity.ERROR, sheet, row, column)
    return Problem("form-other", {"detail": str(error)}, Severity.ERROR, sheet, row, column)


def _written_rule(workbook: Workbook, path: str) -> str:
    """The column of a node in a circle: the rule it has."""
    inner = "/" + "/".join(path.strip("/").split("/")[1:])
    cells = next((row.cells for found, row in workbook.questions() if found == inner), {})
    return next((column for column in ("calculation", "relevant") if cells.get(column)), "")


def row_of(workbook: Workbook, path: str) -> int | None:
    """The row of the question with this generic path ('/data/group/name')."""
    inner = "/" + "/".join(path.strip("/").split("/")[1:])
    return next((row.number for found, row in workbook.questions() if found == inner), None)


def rows_of(workbook: Workbook) -> Mapping[str, int | None]:
    """Row numbers by generic path, whatever the root is called."""
    return _ByInner({path: row.number for path, row in workbook.questions()})


class _ByInner(dict[str, int | None]):
    def get(self, path: str, default: int | None = None) -> int | None:  # type: ignore[override]
        return super().get("/" + "/".join(path.strip("/").split("/")[1:]), default)


def _convert(source: BytesIO | dict[str, Any], suffix: str | None, workbook: Workbook, warnings: list[str]) -> str:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        made = convert(source, warnings=warnings, file_type=suffix)
        return _with_lists(str(made.xform), made.itemsets or "")
    except PyXFormError as error:
        raise AuthoringError(*problems_from(str(error), workbook)) from error
    except RecursionError as error:
        raise AuthoringError(Problem("form-deep")) from error
    # pyxform meets some mistakes of authors with bare KeyError, TypeError and the like.
    except Exception as error:
        raise AuthoringError(Problem("author-other", {"detail": type(error).__name__})) from error


def _with_lists(xform: str, itemsets: str) -> str:
    """The XForm with the choices of every select_one_external inside, so that it is whole without itemsets.csv."""
    instances = "".join(
        f"<instance id={quoteattr(name)} src={quoteattr(inline(rows))}/>" for name, rows in lists(itemsets)
    )
    return xform.replace("</model>", instances + "</model>", 1) if instances else xform
