"""What a session shows: questions and the places where a repeat can grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.definition import Element, Group, Question, Repeat
from forms.engine.instance import Node
from forms.engine.program import Program, names_of
from forms.engine.recompute import MAX_INSTANCES
from forms.engine.values import to_boolean
from forms.engine.world import SessionWorld
from forms.xpath.context import Context


@dataclass(frozen=True)
class AskStep:
    """A question that is shown now; `ref` is its indexed path."""

    ref: str
    question: Question


@dataclass(frozen=True)
class RepeatStep:
    """After a repeat's last instance: "add another?". Not shown for repeats whose number the form computes."""

    ref: str
    repeat: Repeat
    count: int
    can_add: bool


Step = AskStep | RepeatStep


class Walk:
    """Goes through the form in order, leaving out what is not relevant."""

    def __init__(self, program: Program, world: SessionWorld) -> None:
        self.program = program
        self.world = world

    def steps(self) -> Iterator[Step]:
        """Every relevant question and every place to add an instance, in form order."""
        return self._inside(self.program.form.children, self.world.root)

    def _inside(self, elements: tuple[Element, ...], around: Node) -> Iterator[Step]:
        for element in elements:
            match element:
                case Question():
                    for node in _nodes(element.path, around)[:1]:
                        if node.relevant:
                            yield AskStep(node.ref, element)
                case Group():
                    yield from self._inside(element.children, around)
                case Repeat():
                    yield from self._repeat(element, around)

    def _repeat(self, repeat: Repeat, around: Node) -> Iterator[Step]:
        parent_path = repeat.path.rpartition("/")[0]
        for parent in _nodes(parent_path, around)[:1]:
            instances = parent.children.get(repeat.name, [])
            for instance in list(instances):
                if instance.relevant:
                    yield from self._inside(repeat.children, instance)
            if repeat.count is None and not repeat.fixed and self._could_grow(repeat, parent):
                ref = f"{parent.ref}/{repeat.name}"
                yield RepeatStep(ref, repeat, len(instances), len(instances) < MAX_INSTANCES)

    def _could_grow(self, repeat: Repeat, parent: Node) -> bool:
        """Whether a new instance would be relevant."""
        rule = self.program.relevance.get(repeat.path)
        if not parent.relevant or rule is None:
            return parent.relevant
        example = Node(repeat.name, parent, repeat.path, repeats=True, index=len(parent.children.get(repeat.name, ())))
        return to_boolean(rule.compute(Context(self.world, example)))


def _nodes(path: str, around: Node) -> list[Node]:
    """The nodes at a generic path, below the node that is the context."""
    depth = around.path.count("/")
    while around.parent is not None and not (path + "/").startswith(around.path + "/"):
        around, depth = around.parent, depth - 1
    return around.at(names_of(path)[depth:])
