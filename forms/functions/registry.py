"""The table of functions: name, arity, and how a call is computed. Lint reads it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from forms.engine.values import Scalar
from forms.expression import Call, Node
from forms.xpath.context import Compiled, CompiledNodes, Context


class Compiler(Protocol):
    """What a function that does not simply compute all its arguments needs of the compiler."""

    def value(self, node: Node) -> Compiled:
        """Compute a node as a scalar."""

    def nodes(self, node: Node) -> CompiledNodes:
        """Compute a path as a list of nodes; FormError for anything else."""


class Style(Enum):
    """What a function's Python body is called with."""

    PLAIN = "the scalars"
    CONTEXT = "the context, then the scalars"
    NODES = "the context, then scalars or, for paths, lists of nodes"
    SPECIAL = "the call and the compiler; returns the closure"


@dataclass(frozen=True)
class Function:
    """A function of the ODK XForms specification. `maximum` None means any number of arguments."""

    name: str
    minimum: int
    maximum: int | None
    style: Style
    body: Callable[..., Scalar | Compiled]

    def takes(self, count: int) -> bool:
        """Whether so many arguments may be given."""
        return self.minimum <= count and (self.maximum is None or count <= self.maximum)


FUNCTIONS: dict[str, Function] = {}

Body = Callable[..., Scalar]
SpecialBody = Callable[[Call, Compiler], Compiled]


def plain(*names: str, arity: int | tuple[int, int | None]) -> Callable[[Body], Body]:
    """Register a function of its arguments' values alone."""
    return _register(names, arity, Style.PLAIN)


def contextual(*names: str, arity: int | tuple[int, int | None]) -> Callable[[Body], Body]:
    """Register a function that reads the clock, the node it is in, or other facts of the session."""
    return _register(names, arity, Style.CONTEXT)


def over_nodes(*names: str, arity: int | tuple[int, int | None]) -> Callable[[Body], Body]:
    """Register a function that gets a path's nodes rather than one value."""
    return _register(names, arity, Style.NODES)


def special(*names: str, arity: int | tuple[int, int | None]) -> Callable[[SpecialBody], SpecialBody]:
    """Register a function that decides itself which arguments are computed, and how."""

    def register(body: SpecialBody) -> SpecialBody:
        minimum, maximum = (arity, arity) if isinstance(arity, int) else arity
        for name in names:
            FUNCTIONS[name] = Function(name, minimum, maximum, Style.SPECIAL, body)
        return body

    return register


def _register(names: tuple[str, ...], arity: int | tuple[int, int | None], style: Style) -> Callable[[Body], Body]:
    def register(body: Body) -> Body:
        minimum, maximum = (arity, arity) if isinstance(arity, int) else arity
        for name in names:
            FUNCTIONS[name] = Function(name, minimum, maximum, style, body)
        return body

    return register


__all__ = ["FUNCTIONS", "Compiler", "Context", "Function", "Style", "contextual", "over_nodes", "plain", "special"]
