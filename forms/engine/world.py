"""What a session's expressions can ask for: the clock, chance, tables and texts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from secrets import SystemRandom

from forms.definition import Labels, Question, Text, pick
from forms.engine.instance import Node
from forms.engine.menu import LongMenu, Menu, menu, offer
from forms.engine.program import Program
from forms.engine.shuffle import LARGEST_SEED, shuffled
from forms.engine.values import Scalar, to_number, to_string
from forms.expression import Expression, Path
from forms.xform.model import path_of
from forms.xpath.compiler import compile_nodes, compile_value
from forms.xpath.context import Context, Table


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
        found = self.menu(question, context)
        at = found.position(value)
        return value if at is None else self.say(found[at][1], context, self.language) or value

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
                    parts.append(to_string(self._output(piece, place, node)))
        finally:
            self.language = before
        return "".join(parts)

    def _output(self, piece: Expression, place: tuple[str, ...], node: Node) -> Scalar:
        """An <output>. The result of a calculation that speaks is computed again, in the language of the text."""
        if self.program.spoken and isinstance(piece.tree, Path):
            found = compile_nodes(piece, place)(Context(self, node))
            spoken = self.program.spoken.get(found[0].path) if found else None
            if spoken is not None and found[0].value != "":
                return spoken(Context(self, found[0]))
        return compile_value(piece, place)(Context(self, node))

    def menu(self, question: Question, node: Node) -> Menu:
        """The choices a question offers now, in the order they are shown."""
        itemset = question.itemset
        written = [(choice.value, choice.label) for choice in question.choices]
        if itemset is None:
            return Menu(written)
        rows = self.program.itemsets[question.path](Context(self, node))
        if itemset.randomized:
            rows = shuffled(rows, self._seed(question, node))
        form, table = self.program.form, self.tables.get(itemset.instance or "")
        if table is None or itemset.instance in form.datasets:
            return menu(form, itemset, rows, table, written)
        # The form's own lists never change, so each row is read once for all sessions.
        known = self.program.offers.setdefault((itemset.value_ref, itemset.label_ref, itemset.label_is_itext), {})
        return Menu([known.get(row) or known.setdefault(row, offer(form, itemset, row)) for row in rows])

    def _seed(self, question: Question, node: Node) -> float:
        itemset = question.itemset
        if itemset is None or itemset.seed is None:
            return float(self.seed)
        place = tuple(question.path.strip("/").split("/"))
        return to_number(compile_value(itemset.seed, place)(Context(self, node)))

    def unoffered(self, question: Question, node: Node, values: Sequence[str]) -> set[str]:
        """Those of the values that the question does not offer now."""
        if question.itemset is None:
            return set(values).difference(choice.value for choice in question.choices)
        found = self.menu(question, node)
        if isinstance(found, LongMenu):
            return {value for value in values if found.position(value) is None}
        return set(values).difference(value for value, _ in found)
