"""Where an expression is computed: the node it belongs to, and the world around the instance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from forms.engine.instance import Node
from forms.engine.values import Scalar, equal, to_string

Nodes = list[Node]
Argument = Scalar | Nodes


class Table:
    """A secondary instance with indexes of its rows, which make '[region = …]' a lookup."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._indexes: dict[tuple[tuple[str, ...], str], dict[Scalar, Nodes]] = {}

    def rows(self, names: tuple[str, ...]) -> Nodes:
        """The nodes at a path that begins with the root's name."""
        return self.root.at(names[1:]) if names and names[0] in (self.root.name, "*") else []

    def matching(self, names: tuple[str, ...], column: str, value: Scalar) -> Nodes:
        """The rows at `names` whose child `column` is `value`: as numbers where that is one."""
        if isinstance(value, (float, bool)):
            return [row for row in self.rows(names) if equal(_first(row, column), value)]
        key = (names, column)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = {}
            for row in self.rows(names):
                index.setdefault(_first(row, column), []).append(row)
        return index.get(to_string(value), [])


def _first(row: Node, column: str) -> Scalar:
    cells = row.children.get(column, ())
    return cells[0].value if cells else ""


class World(Protocol):
    """What a session gives its expressions."""

    root: Node
    version: str
    zone: tzinfo | None
    language: str
    """In which texts are computed now."""
    tables: Mapping[str, Table]

    def now(self) -> datetime:
        """The present moment, with its time zone."""

    def random(self) -> float:
        """A number in [0, 1)."""

    def uuid(self) -> str:
        """A new random UUID."""

    def choice_label(self, context: Node, path: str, value: str) -> str:
        """The label of a choice of the question at `path`."""

    def itext(self, identifier: str) -> str:
        """A translated text in the current language."""

    def property(self, name: str) -> str:
        """What the front end knows about the person and device, '' if nothing."""


class Context:
    """The node an expression is computed for; in a predicate `original` stays the outer one."""

    __slots__ = ("node", "original", "position", "world")

    def __init__(self, world: World, node: Node, original: Node | None = None, position: int | None = None) -> None:
        self.world = world
        self.node = node
        self.original = original or node
        self.position = position


Compiled = Callable[[Context], Scalar]
CompiledNodes = Callable[[Context], Nodes]
