"""Faults of a form that compiles: what would puzzle the person answering, or never do what its author meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from forms.authoring.bundle import missing_files, unpack
from forms.authoring.compiled import COLUMNS, Compiled, author, row_of, rows_of
from forms.authoring.lint_rules import rule_problems
from forms.authoring.lint_support import support_problems
from forms.authoring.problems import AuthoringError, Problem, Severity
from forms.authoring.workbook import Workbook
from forms.conversation.options import LONGEST_BUTTON, MOST_BUTTONS
from forms.definition import SELECTS, Choice, Form, Group, Kind, Question, Repeat, Text, walk

LONGEST_LABEL = 64
LANGUAGES = ("kk", "ru")
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Checked:
    """What came of checking a file: the form if it can run, and all that was found."""

    form: Form | None
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> bool:
        """Whether the form can run: no errors, warnings at most."""
        return self.form is not None and all(p.severity is Severity.WARNING for p in self.problems)


def check(content: bytes, file_name: str, beside: Mapping[str, bytes] = _NO_FILES) -> Checked:
    """Compile and lint a table, or a zip with it and its files; `beside` are more files, by name.

    Never raises for what a person may have written.
    """
    from forms.authoring.mending import every_problem  # which lints what it has mended

    try:
        bundle = unpack(content, file_name)
    except AuthoringError as error:
        return Checked(None, error.problems)
    files = {**beside, **bundle.media}
    try:
        form, compiled = author(bundle.table, bundle.file_name, files)
    except AuthoringError as error:
        return Checked(None, every_problem(replace(bundle, media=files), error))
    missing = missing_files(form, compiled.xml, files)
    return Checked(form, (*compiled.warnings, *lint(form, compiled), *missing))


def lint(form: Form, compiled: Compiled | None = None) -> list[Problem]:
    """Everything found, in the order of the form, with rows where the table is known."""
    table = compiled.workbook if compiled else None
    problems = [
        Problem(
            fault.key,
            fault.args,
            fault.severity,
            "survey" if table else "",
            row_of(table, fault.path) if table else None,
            COLUMNS.get(fault.rule, fault.rule),
        )
        for fault in rule_problems(form)
    ]
    problems += _without_language(form)
    problems += support_problems(form, rows_of(table) if table else None)
    present = [code for code in LANGUAGES if code in form.languages]
    for element in walk(form.children):
        problems += _element_problems(element, present, table)
    for name, choices in _lists(form).items():
        problems += _list_problems(name, choices, present, table)
    return problems


def _without_language(form: Form) -> Iterator[Problem]:
    """A whole language missing is said once."""
    for code in LANGUAGES:
        if code not in form.languages:
            yield Problem(f"missing-{code}", {"what": "label"}, Severity.WARNING, "survey")


def _element_problems(
    element: Question | Group | Repeat, present: list[str], table: Workbook | None
) -> Iterator[Problem]:
    row = row_of(table, element.path) if table and element.path else None
    sheet = "survey" if table else ""
    for column, text in _texts(element):
        for code in _missing(text, present):
            yield Problem(f"missing-{code}", {"what": column}, Severity.WARNING, sheet, row, column)
    if isinstance(element, Question) and _required_in_vain(element):
        yield Problem("required-note", {}, Severity.ERROR, sheet, row, "required")


def _required_in_vain(question: Question) -> bool:
    """A required note; a calculated one has a value of its own, so there it is a rule about the calculation."""
    return question.kind is Kind.NOTE and question.bind.required is not None and question.bind.calculate is None


def _texts(element: Question | Group | Repeat) -> Iterator[tuple[str, Text]]:
    yield "label", element.label
    if isinstance(element, Question):
        yield "hint", element.hint
        yield "guidance_hint", element.guidance
        if element.bind.constraint_message is not None:
            yield "constraint_message", element.bind.constraint_message
        if element.bind.required_message is not None:
            yield "required_message", element.bind.required_message


def _missing(text: Text, present: list[str]) -> list[str]:
    """The languages in which a text that is written in some language is not written."""
    labels = {code: label.strip() for code, label in text.labels().items()}
    written = {code for code, label in labels.items() if label not in ("", "-")}
    return [code for code in present if written and code not in written]


def _lists(form: Form) -> Mapping[str, tuple[Choice, ...]]:
    """The choice lists that some question offers."""
    lists: dict[str, tuple[Choice, ...]] = {}
    for question in form.questions():
        if question.kind in SELECTS:
            instance = question.itemset.instance if question.itemset else None
            if instance is not None and instance in form.choice_lists:
                lists[instance] = form.choice_lists[instance]
            elif question.choices:
                lists.setdefault(question.name, question.choices)
    return lists


def _list_problems(
    name: str, choices: tuple[Choice, ...], present: list[str], table: Workbook | None
) -> Iterator[Problem]:
    for choice in choices:
        found = table.choice_row(name, choice.value) if table else None
        sheet, row = ("choices" if table else ""), (found.number if found else None)
        for code in _missing(choice.label, present):
            yield Problem(f"missing-{code}", {"what": "label"}, Severity.WARNING, sheet, row, "label")
        length = max((len(label) for label in choice.label.labels().values()), default=0)
        if length > LONGEST_LABEL:
            args: Mapping[str, str | int] = {"length": length, "limit": LONGEST_LABEL}
            yield Problem("label-too-long", args, Severity.ERROR, sheet, row, "label")
        elif length > LONGEST_BUTTON and len(choices) <= MOST_BUTTONS:
            args = {"length": length, "limit": LONGEST_BUTTON}
            yield Problem("label-long", args, Severity.WARNING, sheet, row, "label")
