"""A parsed expression: its source, its tree (for lint and dependencies) and the function that computes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: 'self', 'parent', 'child' or 'attribute'; '*' matches any name."""

    axis: str
    name: str
    predicates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path. `start` is '/' (root), '.' (relative), 'current' or 'instance:ID'."""

    start: str
    steps: tuple[Step, ...]
    predicates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and 'or', 'and', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod' or '|'."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """Unary minus."""

    operand: Node


Node = Number | Literal | Path | Call | Binary | Negative


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """What stands in a bind, a choice filter or an output. Compared by identity, so that it is a cheap cache key."""

    source: str
    tree: Node

    def calls(self) -> Iterator[Call]:
        """Every function call in it, outermost first."""
        return (node for node in walk(self.tree) if isinstance(node, Call))

    def paths(self) -> Iterator[Path]:
        """Every path in it, those inside predicates too."""
        return (node for node in walk(self.tree) if isinstance(node, Path))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first. Not recursive: trees may be high."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def children(node: Node) -> tuple[Node, ...]:
    """The operands, arguments or predicates directly below a node."""
    match node:
        case Number() | Literal():
            return ()
        case Path(_, steps, predicates):
            return tuple(p for step in steps for p in step.predicates) + predicates
        case Call(_, arguments):
            return arguments
        case Binary(_, left, right):
            return (left, right)
        case Negative(operand):
            return (operand,)
