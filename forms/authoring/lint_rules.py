"""Faults in a form's expressions: paths to nothing, lists and columns that are not there, values nobody can choose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.authoring.problems import Severity
from forms.definition import SELECTS, DataType, Form, Question, Repeat, Template, walk
from forms.engine.dependencies import references
from forms.expression import Binary, Call, Expression, Literal, Node, Path, children
from forms.expression import walk as nodes

Names = tuple[str, ...]
_INSTANCE = "instance:"
_WARNINGS = frozenset({"text-date"})
_DATE_TEXT = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(T.*)?")
_DATES = (DataType.DATE, DataType.DATETIME)


@dataclass(frozen=True)
class Fault:
    """One fault: catalogue key and arguments, the node it belongs to and the rule it stands in."""

    key: str
    args: Mapping[str, str | int]
    path: str
    rule: str

    @property
    def severity(self) -> Severity:
        """A rule that never does what its author means keeps no form from running."""
        return Severity.WARNING if self.key in _WARNINGS else Severity.ERROR


@dataclass(frozen=True)
class _Shape:
    """What exists: nodes, tables with their columns, and which values a select can have."""

    paths: frozenset[Names]
    files: frozenset[str]
    dates: frozenset[Names]
    columns: Mapping[str, frozenset[str]]
    choices: Mapping[Names, frozenset[str]]


def rule_problems(form: Form) -> list[Fault]:
    """The faults of every rule, in the order of the binds."""
    shape = _shape(form)
    faults: dict[Fault | tuple[object, ...], Fault] = {}
    for path, rule, expression in _rules(form):
        for key, args in _faults(expression, tuple(path.strip("/").split("/")), shape):
            fault = Fault(key, MappingProxyType(dict(args)), path, rule)
            faults.setdefault((key, tuple(args.items()), path, rule), fault)
    return list(faults.values())


def _rules(form: Form) -> Iterator[tuple[str, str, Expression]]:
    for path, bind in form.binds.items():
        for rule, expression in bind.expressions():
            yield path, rule, expression
    for element in walk(form.children):
        if element.path is None:
            continue
        if isinstance(element, Question) and element.itemset is not None:
            yield element.path, "choice_filter", element.itemset.nodeset
        if isinstance(element, Repeat) and element.count is not None:
            yield element.path, "repeat_count", element.count
        for output in element.label.outputs():
            yield element.path, "label", output
        if isinstance(element, Question):
            for output in element.hint.outputs():
                yield element.path, "hint", output


def _faults(expression: Expression, place: Names, shape: _Shape) -> Iterator[tuple[str, dict[str, str | int]]]:
    for reference in references(expression.tree, place):
        if "*" not in reference.names and reference.names not in shape.paths:
            yield "unknown-path", {"path": "/" + "/".join(reference.names)}
    for path in expression.paths():
        if path.start.startswith(_INSTANCE):
            yield from _table_faults(path, shape)
    for node in nodes(expression.tree):
        yield from _comparison_faults(node, place, shape)
        yield from _text_date_faults(node, place, shape)


def _table_faults(path: Path, shape: _Shape) -> Iterator[tuple[str, dict[str, str | int]]]:
    name = path.start.removeprefix(_INSTANCE)
    columns = shape.columns.get(name)
    if columns is None:
        if name not in shape.files:  # a file that did not come is another fault
            yield "unknown-list", {"list": name}
        return
    read = [step.name for step in path.steps[2:3] if step.axis == "child"]
    for step in path.steps:
        for predicate in step.predicates:
            read += _row_names(predicate)
    for column in read:
        if column not in columns and column != "*":
            yield "unknown-column", {"list": name, "column": column}


def _row_names(node: Node) -> Iterator[str]:
    """Columns read in a predicate on rows; nested tables are looked at by themselves."""
    if isinstance(node, Path):
        if node.start == "." and len(node.steps) == 1 and node.steps[0].axis == "child":
            yield node.steps[0].name
        return
    for child in children(node):
        yield from _row_names(child)


def _comparison_faults(node: Node, place: Names, shape: _Shape) -> Iterator[tuple[str, dict[str, str | int]]]:
    match node:
        case Binary("=" | "!=", (Path() as path), Literal(value)) | Binary(
            "=" | "!=", Literal(value), (Path() as path)
        ):
            pass
        case Call("selected", ((Path() as path), Literal(value))):
            pass
        case _:
            return
    if not value or path.start.startswith(_INSTANCE):
        return
    named = next((r.names for r in references(path, place)), None)
    values = shape.choices.get(named) if named else None
    if named and values is not None and value not in values:
        yield "literal-not-choice", {"name": named[-1], "value": value}


def _text_date_faults(node: Node, place: Names, shape: _Shape) -> Iterator[tuple[str, dict[str, str | int]]]:
    """'${d} > "2020-01-01"' compares with a text, which is no number: it is never true."""
    match node:
        case Binary("<" | "<=" | ">" | ">=", (Path() as path), Literal(text)) | Binary(
            "<" | "<=" | ">" | ">=", Literal(text), (Path() as path)
        ) if _DATE_TEXT.fullmatch(text):
            named = next((r.names for r in references(path, place)), None)
            if named in shape.dates:
                yield "text-date", {"name": named[-1] if named else "", "value": text}


def _shape(form: Form) -> _Shape:
    choices: dict[Names, frozenset[str]] = {}
    for question in form.questions():
        if question.kind not in SELECTS:
            continue
        listed = question.choices
        if question.itemset is not None:
            # Choices from a repeat or another table have values only the answers know.
            listed = form.choice_lists.get(question.itemset.instance or "", ())
        if listed:
            choices[_names(question.path)] = frozenset(choice.value for choice in listed)
    columns = {name: _columns(root) for name, root in form.instances.items()}
    columns |= {name: frozenset(dataset.columns) for name, dataset in form.datasets.items()}
    dates = frozenset(_names(path) for path, bind in form.binds.items() if bind.type in _DATES)
    return _Shape(frozenset(_paths(form.root, ())), frozenset(form.files), dates, columns, choices)


def _names(path: str) -> Names:
    return tuple(path.strip("/").split("/"))


def _paths(template: Template, above: Names) -> Iterator[Names]:
    names = (*above, template.name)
    yield names
    yield from ((*names, f"@{attribute}") for attribute in template.attributes)
    yield from ((*names, attribute) for attribute in template.attributes)
    for child in template.children:
        yield from _paths(child, names)


def _columns(root: Template) -> frozenset[str]:
    return frozenset(column.name for row in root.children for column in row.children)
