"""What a session's expressions can ask for: the clock, chance, tables and texts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from secrets import SystemRandom

from forms.definition import Itemset, Labels, Question, Template, Text, pick
from forms.engine.instance import Node, build
from forms.engine.program import Program
from forms.engine.shuffle import LARGEST_SEED, shuffled
from forms.engine.values import to_number, to_string
from forms.xform.model import path_of
from forms.xpath.compiler import compile_value
from forms.xpath.context import Context, Table

Rows = Sequence[Mapping[str, str]]
"""An external table: a list of rows, column name to text."""


class Chance:
    """Where random numbers and UUIDs come from; tests pass their own."""

    def __init__(self) -> None:
        self._source = SystemRandom()

    def random(self) -> float:
        """A number in [0, 1)."""
        return self._source.random()

    def uuid(self) -> str:
        """A random UUID."""
        return str(uuid.uuid4())


class SessionWorld:
    """The world of one session. `language` is the one that texts inside calculations are taken in."""

    def __init__(
        self,
        program: Program,
        now: Callable[[], datetime],
        chance: Chance,
        properties: Mapping[str, str],
        external: Mapping[str, Rows],
    ) -> None:
        self.program = program
        self.now = now
        self.chance = chance
        self.properties = properties
        self.version = program.form.version
        self.zone = now().tzinfo
        self.language = program.form.default_language
        self.root = Node(program.form.root.name, None, "/" + program.form.root.name)
        self.tables: Mapping[str, Table] = program.tables
        if external:
            self.tables = {**program.tables, **{name: _table(rows) for name, rows in external.items()}}
        self.seed = int(chance.random() * LARGEST_SEED)

    def random(self) -> float:
        """A number in [0, 1)."""
        return self.chance.random()

    def uuid(self) -> str:
        """A new random UUID."""
        return self.chance.uuid()

    def property(self, name: str) -> str:
        """What the front end knows: 'deviceid', 'username' …"""
        return self.properties.get(name, "")

    def itext(self, identifier: str) -> str:
        """A translated text in the current language."""
        text = self.program.form.texts.get(identifier)
        return self.say(text, self.root, self.language) if text is not None else ""

    def choice_label(self, context: Node, path: str, value: str) -> str:
        """The label of a choice of the question at `path` (relative to `context`); the value if it has none."""
        question = self.program.questions.get(path_of(path, context.path))
        if question is None:
            return value
        for choice, label in self.options(question, context):
            if choice == value:
                return self.say(label, context, self.language) or value
        return value

    def say(self, text: Text, node: Node, language: str) -> str:
        """A text in a language (or the nearest there is) with its outputs computed at `node`."""
        return pick(self.labels(text, node), language)

    def labels(self, text: Text, node: Node) -> Labels:
        """The text in all its languages, outputs computed in each."""
        if text.fixed is not None:
            return text.fixed
        return {language: self._written(text, node, language) for language in text.pieces}

    def _written(self, text: Text, node: Node, language: str) -> str:
        parts: list[str] = []
        place = tuple(node.path.strip("/").split("/"))
        before, self.language = self.language, language
        try:
            for piece in text.pieces[language]:
                if isinstance(piece, str):
                    parts.append(piece)
                else:
                    parts.append(to_string(compile_value(piece, place)(Context(self, node))))
        finally:
            self.language = before
        return "".join(parts)

    def options(self, question: Question, node: Node) -> list[tuple[str, Text]]:
        """The choices a question offers now, in the order they are shown."""
        itemset = question.itemset
        if itemset is None:
            return [(choice.value, choice.label) for choice in question.choices]
        rows = self.program.itemsets[question.path](Context(self, node))
        if itemset.randomized:
            rows = shuffled(rows, self._seed(question, node))
        if itemset.instance not in self.program.tables or self.tables is not self.program.tables:
            return [self._offer(itemset, row) for row in rows]
        # The form's own tables never change, so each row is read once for all sessions.
        known = self.program.offers.setdefault((itemset.value_ref, itemset.label_ref, itemset.label_is_itext), {})
        return [known.get(row) or known.setdefault(row, self._offer(itemset, row)) for row in rows]

    def _offer(self, itemset: Itemset, row: Node) -> tuple[str, Text]:
        """Value and label of the choice in a row."""
        label = _cell(row, itemset.label_ref.split("/"))
        text = self.program.form.texts.get(label, Text()) if itemset.label_is_itext else _plain(label)
        return _cell(row, itemset.value_ref.split("/")), text

    def _seed(self, question: Question, node: Node) -> float:
        itemset = question.itemset
        if itemset is None or itemset.seed is None:
            return float(self.seed)
        place = tuple(question.path.strip("/").split("/"))
        return to_number(compile_value(itemset.seed, place)(Context(self, node)))

    def offered(self, question: Question, node: Node) -> frozenset[str]:
        """The values a question offers now, without their labels."""
        itemset = question.itemset
        if itemset is None:
            return frozenset(choice.value for choice in question.choices)
        names = itemset.value_ref.split("/")
        return frozenset(_cell(row, names) for row in self.program.itemsets[question.path](Context(self, node)))


def _cell(row: Node, names: list[str]) -> str:
    found = row.at(tuple(names))
    return to_string(found[0].value) if found else ""


def _plain(label: str) -> Text:
    return Text({"": (label,)}) if label else Text()


def _table(rows: Rows) -> Table:
    items = tuple(Template("item", "", tuple(Template(name, text) for name, text in row.items())) for row in rows)
    return Table(build(Template("root", "", items)))
