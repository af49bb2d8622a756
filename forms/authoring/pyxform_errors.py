"""pyxform's English error messages, read back into Problems."""

import re

from forms.authoring.problems import Problem, Severity
from forms.authoring.workbook import Workbook

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")
_COLUMN = re.compile(r"the '([^']+)' value\b")
_LONGEST_DETAIL = 300

# Named groups become the arguments of the message. Order matters: the first that is found wins.
_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"Unknown question type '(?P<type>[^']*)'", "type-unknown"),
        (r"Question or group with no name", "no-name"),
        (r"Question with no type", "no-type"),
        (r"survey element named '(?P<name>[^']*)' has no label or hint", "no-label"),
        (r"Missing calculation", "no-calculation"),
        (r"Names must begin with a letter or underscore", "name-letters"),
        (r"'name' value '(?P<name>[^']*)' is invalid.*unique within their nearest parent", "name-twice"),
        (r"'name' value '(?P<name>[^']*)' is problematic.*case-insensitive", "name-case"),
        (r"'name' value '(?P<name>[^']*)' is invalid.*(?:survey root|reserved)", "name-reserved"),
        (r"'name' value '(?P<name>[^']*)' is invalid.*Repeat names must unique", "repeat-name-twice"),
        (r"Could not find the name '(?P<name>[^']*)'", "reference-unknown"),
        (r"There is no survey element named '(?P<name>[^']*)'", "reference-unknown"),
        (r"The name '(?P<name>[^']*)' appears more than once", "reference-twice"),
        (r"Reference variable", "reference-broken"),
        (r"Unmatched 'begin_(?P<type>\w+)'.*for the name '(?P<name>[^']*)'", "begin-without-end"),
        (r"Unmatched 'end_(?P<type>\w+)'", "end-without-begin"),
        (r"Choices must have a name", "choice-no-name"),
        (r"Choices should have a label", "choice-no-label"),
        (r"Choice names must be unique", "choice-twice"),
        (r"Choice names with spaces.*See \[(?P<name>[^\]]*)\] in \[(?P<list>[^\]]*)\]", "choice-name-space"),
        (r"looking for a sheet named '(?P<sheet>[^']*)'.*found: (?P<found>.+?)\.", "sheet-misspelt"),
        (r"There should be an? (?:external_)?choices sheet|There should be choices", "no-choices-sheet"),
        (r"List name not in (?:external )?choices sheet: (?P<list>\S+)", "list-unknown"),
        (r"Choice filter not supported with or_other", "other-with-filter"),
        (r"You must have a sheet named 'survey'", "no-survey"),
        (r"required column headers were not found: (?P<missing>[^.]+)\.", "headers-missing"),
        (r"(?P<detail>Invalid headers provided.+|.*Column headers must not.+)", "headers-wrong"),
        (r"(?P<detail>.*(?:'parameters' value is invalid|[Pp]arameters? ).+)", "parameters-wrong"),
        (r"(?P<detail>.*(?:save_to|[Ee]ntit).+)", "entities-unsupported"),
    )
)
# Warnings that our own lint says better, or that do not concern a chat.
_UNINTERESTING = re.compile(
    r"Language '|has no label: |max-pixels|machine-readable codes|no longer supported on most devices"
    r"|looking for a sheet named '(?!choices|settings)"
)


def problems_from(message: str, workbook: Workbook, severity: Severity = Severity.ERROR) -> list[Problem]:
    """The problems of one message; pyxform joins several of a kind by line breaks, each with its row."""
    parts = re.split(r"\n(?=\[row : )", message)
    return [_problem(part, workbook, severity) for part in parts]


def interesting(warning: str) -> bool:
    """Whether a warning of pyxform is worth showing."""
    return not _UNINTERESTING.search(warning)


def _problem(message: str, workbook: Workbook, severity: Severity) -> Problem:
    row, sheet, column = _ROW.search(message), _SHEET.search(message), _COLUMN.search(message)
    on_sheet = sheet[1] if sheet else "survey" if row else ""
    number = workbook.row_number(on_sheet, int(row[1])) if row else None
    plain = _ROW.sub("", message).strip()
    key, args = _recognised(plain, severity)
    if row is None:
        on_sheet, number = _place(key, args, workbook)
    return Problem(key, args, severity, on_sheet, number, column[1] if column else "")


def _recognised(message: str, severity: Severity) -> tuple[str, dict[str, str | int]]:
    for pattern, key in _MESSAGES:
        found = pattern.search(message)
        if found:
            return key, {name: value[:_LONGEST_DETAIL] for name, value in found.groupdict().items()}
    key = "author-other" if severity is Severity.ERROR else "author-note"
    return key, {"detail": re.sub(r"\s+", " ", message)[:_LONGEST_DETAIL].rstrip(".")}


def _place(key: str, args: dict[str, str | int], workbook: Workbook) -> tuple[str, int | None]:
    """Messages without a row often carry a name to find it by."""
    cells = {"type-unknown": ("type", args.get("type")), "no-label": ("name", args.get("name"))}.get(key)
    if cells:
        for row in workbook.rows("survey"):
            if row.cells.get(cells[0]) == cells[1]:
                return "survey", row.number
        return "survey", None
    if key == "choice-name-space":
        found = workbook.choice_row(str(args["list"]), str(args["name"]))
        return "choices", found.number if found else None
    return "", None
