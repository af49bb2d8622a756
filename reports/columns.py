"""Which tables and columns a form's submissions fill: one table for the form, one for each repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.form_version import title_in
from forms.definition import Bind, Choice, Element, Form, Kind, Question, Repeat, Template, Text, pick, walk

MAIN = ""
"""The table of what is asked once for a submission; every other table has its repeat's path."""


@dataclass(frozen=True, eq=False)
class Column:
    """One leaf of the instance. `path` has the names of the groups but not the root's, '/group/name'."""

    path: str
    bind: Bind
    question: Question | None
    choices: tuple[Choice, ...] = ()

    def header(self, language: str) -> str:
        """The question in words; its name where it has none, as a calculation."""
        label = pick(self.question.label.labels(), language) if self.question else ""
        return label or self.path.rsplit("/", 1)[-1]

    def label_of(self, value: str, language: str) -> str:
        """A chosen value in words; the value itself where the form has no words for it."""
        found = next((choice for choice in self.choices if choice.value == value), None)
        return pick(found.label.labels(), language) or value if found else value


@dataclass
class Layout:
    """The tables of one or more versions of a form, in the order in which they are written."""

    tables: dict[str, list[str]] = field(default_factory=lambda: {MAIN: []})
    """Table path to the paths of its columns."""
    columns: dict[str, Column] = field(default_factory=dict)
    """The column by its path, as the first version that has it describes it."""


def layout(versions: Sequence[Form]) -> Layout:
    """The first version's tables and columns, then what only later ones in the sequence have."""
    made = Layout()
    for form in versions:
        for table, column in columns(form):
            listed = made.tables.setdefault(table, [])
            if column is not None and column.path not in listed:
                listed.append(column.path)
                made.columns.setdefault(column.path, column)
    return made


def columns(form: Form) -> Iterator[tuple[str, Column | None]]:
    """Every column with its table, in form order; None announces the table of a repeat."""
    questions = {element.path: element for element in walk(form.children) if isinstance(element, Question)}
    yield from _inside(form, form.root, "", MAIN, questions)


def _inside(
    form: Form, template: Template, path: str, table: str, questions: dict[str, Question]
) -> Iterator[tuple[str, Column | None]]:
    for child in template.children:
        here = f"{path}/{child.name}"
        if child.repeats:
            yield here, None
            yield from _inside(form, child, here, here, questions)
        elif child.children:
            yield from _inside(form, child, here, table, questions)
        else:
            full = f"/{form.root.name}{here}"
            question = questions.get(full)
            if question is None or question.kind is not Kind.NOTE:
                yield table, Column(here, form.binds.get(full, Bind(full)), question, _choices(form, question))


def _choices(form: Form, question: Question | None) -> tuple[Choice, ...]:
    if question is None:
        return ()
    if question.itemset is not None and question.itemset.instance is not None:
        return form.choice_lists.get(question.itemset.instance, ())
    return question.choices


def table_label(form: Form, table: str, language: str) -> str:
    """A table's name for people: the form's title, or the repeat's label, else its name."""
    if table == MAIN:
        return title_in(form.title, language) or form.id
    found: Element | None = next(
        (e for e in walk(form.children) if isinstance(e, Repeat) and e.path == f"/{form.root.name}{table}"), None
    )
    label = found.label if isinstance(found, Repeat) else Text()
    return pick(label.labels(), language) or table.rsplit("/", 1)[-1]
