"""From the tree of an expression to a closure that computes it."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import lru_cache

from forms.definition import FormError
from forms.engine.instance import Node as InstanceNode
from forms.engine.shuffle import LARGEST_SEED, shuffled
from forms.engine.values import NAN, Scalar, equal, to_boolean, to_number
from forms.expression import Binary, Call, Expression, Literal, Negative, Node, Number, Path
from forms.functions import FUNCTIONS, Function, Style
from forms.xpath.context import Compiled, CompiledNodes, Context
from forms.xpath.paths import Place, nodes_of, value_of


@lru_cache(maxsize=16_384)
def compile_value(expression: Expression, place: Place) -> Compiled:
    """A function that computes the expression at nodes of the generic path `place`."""
    return Compiler(place, place).value(expression.tree)


@lru_cache(maxsize=16_384)
def compile_nodes(expression: Expression, place: Place) -> CompiledNodes:
    """The same for an expression that finds nodes; FormError if it is not a path."""
    return Compiler(place, place).nodes(expression.tree)


class Compiler:
    """Compiles for one place: in a predicate that is the row's, while `original` stays the outer one."""

    def __init__(self, place: Place, original: Place) -> None:
        self.place = place
        self.original = original

    def at(self, place: Place) -> Compiler:
        """The compiler for a predicate on nodes at `place`."""
        return Compiler(place, self.original)

    def nodes(self, node: Node) -> CompiledNodes:
        """A list of nodes from a path or a union of paths."""
        match node:
            case Path():
                return nodes_of(node, self)
            case Binary("|", left, right):
                first, second = self.nodes(left), self.nodes(right)
                return lambda context: list(dict.fromkeys(first(context) + second(context)))
            case Call("randomize", (inner, *seed)) if len(seed) < 2:
                return self.randomized(inner, *seed)
        raise FormError("nodes-expected", found=type(node).__name__)

    def randomized(self, inner: Node, *seed: Node) -> CompiledNodes:
        """The nodes in an order that the seed gives, or chance."""
        nodes = self.nodes(inner)
        number = self.value(seed[0]) if seed else None

        def shuffle(context: Context) -> list[InstanceNode]:
            drawn = to_number(number(context)) if number else context.world.random() * LARGEST_SEED
            return shuffled(nodes(context), drawn)

        return shuffle

    def value(self, node: Node) -> Compiled:
        """A scalar from any expression; a path gives its first node's value."""
        match node:
            case Number(number):
                return lambda _: number
            case Literal(text):
                return lambda _: text
            case Path():
                return value_of(node, self)
            case Negative(operand):
                inner = self.value(operand)
                return lambda context: -to_number(inner(context))
            case Binary():
                return self.binary(node)
            case Call():
                return self.call(node)

    def binary(self, node: Binary) -> Compiled:
        if node.operator == "|":
            nodes = self.nodes(node)
            return lambda context: found[0].value if (found := nodes(context)) else ""
        left, right = self.value(node.left), self.value(node.right)
        match node.operator:
            case "or":
                return lambda context: to_boolean(left(context)) or to_boolean(right(context))
            case "and":
                return lambda context: to_boolean(left(context)) and to_boolean(right(context))
            case "=":
                return lambda context: equal(left(context), right(context))
            case "!=":
                return lambda context: not equal(left(context), right(context))
        compute = _ARITHMETIC[node.operator]
        return lambda context: compute(to_number(left(context)), to_number(right(context)))

    def call(self, call: Call) -> Compiled:
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise FormError("unknown-function", function=call.name)
        if not function.takes(len(call.arguments)):
            raise FormError("function-arity", function=call.name, given=len(call.arguments))
        if function.style is Style.SPECIAL:
            made: Compiled = function.body(call, self)  # type: ignore[assignment]
            return made
        if function.style is Style.NODES:
            return self.over_nodes(function, call)
        return _called(function, [self.value(argument) for argument in call.arguments])

    def over_nodes(self, function: Function, call: Call) -> Compiled:
        parts: list[Callable[[Context], object]] = [
            self.nodes(argument) if _finds_nodes(argument) else self.value(argument) for argument in call.arguments
        ]
        body: Callable[..., Scalar] = function.body  # type: ignore[assignment]
        return lambda context: body(context, *[part(context) for part in parts])


def _finds_nodes(node: Node) -> bool:
    match node:
        case Path() | Binary("|") | Call("randomize"):
            return True
    return False


def _called(function: Function, arguments: list[Compiled]) -> Compiled:
    body: Callable[..., Scalar] = function.body  # type: ignore[assignment]
    if function.style is Style.CONTEXT:
        return lambda context: body(context, *[argument(context) for argument in arguments])
    # The commonest shapes without a list in between.
    match arguments:
        case []:
            return lambda _: body()
        case [one]:
            return lambda context: body(one(context))
        case [first, second]:
            return lambda context: body(first(context), second(context))
    return lambda context: body(*[argument(context) for argument in arguments])


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or left != left:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _modulo(left: float, right: float) -> float:
    """The remainder with the sign of the dividend."""
    if right == 0 or not math.isfinite(left) or right != right:
        return NAN
    return math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], Scalar]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divide,
    "mod": _modulo,
}
