"""Whether an answer may be given: its type, the choices, the form's constraint, and required questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forms.definition import SELECTS, Kind, Labels, Question, Text
from forms.engine.instance import Node
from forms.engine.program import Program
from forms.engine.values import Scalar, read, to_boolean, to_number
from forms.engine.world import SessionWorld
from forms.xpath.context import Context

MAX_ANSWER = 100_000
"""Letters in one answer."""


class RefusalKind(StrEnum):
    """Why an answer is not taken."""

    TYPE = "type"
    CONSTRAINT = "constraint"
    REQUIRED = "required"
    READONLY = "readonly"
    LIMIT = "limit"
    """The answer would make a repeat larger than anyone can fill in."""


@dataclass(frozen=True)
class Refusal:
    """An answer that was not taken; `labels` are the form's own words for it, where it has any."""

    kind: RefusalKind
    labels: Labels


class Checks:
    """The checks of one session."""

    def __init__(self, program: Program, world: SessionWorld) -> None:
        self.program = program
        self.world = world

    def read(self, question: Question, node: Node, text: str) -> Scalar | None:
        """The typed value of an answer, None if it cannot be an answer to this question."""
        value = read(text, question.bind.type, self.world.zone) if len(text) <= MAX_ANSWER else None
        if value is None:
            return None
        match question.kind:
            case kind if kind in SELECTS:
                return value if self._offered(question, node, text) else None
            case Kind.RANGE:
                return value if _in_range(question, to_number(value)) else None
        return value

    def _offered(self, question: Question, node: Node, text: str) -> bool:
        given = [text] if question.kind is Kind.SELECT_ONE else text.split()
        if len(set(given)) < len(given):
            return False
        return not self.world.unoffered(question, node, given)

    def allows(self, node: Node, value: Scalar) -> bool:
        """Whether the form's constraint holds with `value` as '.'; an empty value always may be."""
        constraint = self.program.constraints.get(node.path)
        if constraint is None or value == "":
            return True
        kept, node.value = node.value, value
        try:
            return to_boolean(constraint(Context(self.world, node)))
        finally:
            node.value = kept

    def required(self, node: Node) -> bool:
        """Whether the question must be answered, now."""
        rule = self.program.required.get(node.path)
        return rule is not None and to_boolean(rule(Context(self.world, node)))

    def readonly(self, node: Node) -> bool:
        """Whether the question is only shown, now: by its own rule or by that of a group around it."""
        around: Node | None = node
        while around is not None:
            rule = self.program.readonly.get(around.path)
            if rule is not None and to_boolean(rule(Context(self.world, around))):
                return True
            around = around.parent
        return False

    def refusal(self, kind: RefusalKind, node: Node) -> Refusal:
        """A refusal in the form's words."""
        bind = self.program.form.binds.get(node.path)
        text: Text | None = None
        if bind is not None and kind is RefusalKind.CONSTRAINT:
            text = bind.constraint_message
        elif bind is not None and kind is RefusalKind.REQUIRED:
            text = bind.required_message
        return Refusal(kind, self.world.labels(text, node) if text is not None else {})


def _in_range(question: Question, number: float) -> bool:
    low, high = to_number(question.parameters.get("start", "")), to_number(question.parameters.get("end", ""))
    if low == low and high == high and low > high:
        low, high = high, low
    return number == number and not number < low and not number > high
