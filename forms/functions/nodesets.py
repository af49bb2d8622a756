"""Counting nodes, and finding the right instance of a repeat."""

from __future__ import annotations

from forms.definition import FormError
from forms.engine.shuffle import LARGEST_SEED, shuffled
from forms.engine.values import Scalar, to_int, to_number
from forms.expression import Call, Path
from forms.functions.logic import single
from forms.functions.registry import Compiler, over_nodes, special
from forms.xpath.context import Argument, Compiled, Context, Nodes


@over_nodes("count", arity=1)
def count(_: Context, nodes: Argument) -> float:
    return float(len(nodes)) if isinstance(nodes, list) else 0.0


@over_nodes("count-non-empty", arity=1)
def count_non_empty(_: Context, nodes: Argument) -> float:
    if not isinstance(nodes, list):
        return 0.0
    return float(sum(1 for node in nodes if node.children or node.value != ""))


@over_nodes("randomize", arity=(1, 2))
def randomize(context: Context, nodes: Argument, *seed: Argument) -> Scalar:
    """As a value: the first node of the shuffled list. Choices are shuffled where they are shown."""
    if not isinstance(nodes, list) or not nodes:
        return ""
    number = to_number(single(seed[0])) if seed else context.world.random() * LARGEST_SEED
    return shuffled(nodes, number)[0].value


@special("position", arity=(0, 1))
def position(call: Call, compiler: Compiler) -> Compiled:
    """The place, from 1, of the current row in a predicate, or of a node among its repeat's instances."""
    if not call.arguments:
        return lambda context: float(context.position or context.node.index + 1)
    nodes = compiler.nodes(call.arguments[0])

    def place(context: Context) -> Scalar:
        found = nodes(context)
        return float(found[0].index + 1) if found else 0.0

    return place


@special("indexed-repeat", arity=(3, 11))
def indexed_repeat(call: Call, compiler: Compiler) -> Compiled:
    """The value of a question in the given instance of its repeat (and of the repeats around that)."""
    target, *pairs = call.arguments
    if len(pairs) % 2 or not isinstance(target, Path):
        raise FormError("function-arity", function=call.name, given=len(call.arguments))
    if not all(isinstance(repeat, Path) for repeat in pairs[::2]):
        raise FormError("function-argument", function=call.name)
    wanted = compiler.nodes(target)
    repeats = [compiler.nodes(repeat) for repeat in pairs[::2]]
    indexes = [compiler.value(index) for index in pairs[1::2]]

    def value(context: Context) -> Scalar:
        chosen: dict[str, int] = {}
        for repeat, index in zip(repeats, indexes, strict=True):
            # Any instance will do here: its path says which repeat is meant.
            instances = repeat(context)
            if not instances:
                return ""
            chosen[instances[0].path] = max((to_int(index(context)) or 1) - 1, 0)
        example = wanted(context)
        return _moved(example, chosen) if example else ""

    return value


def _moved(example: Nodes, chosen: dict[str, int]) -> Scalar:
    """The value at the place of `example`, with the instances of some repeats replaced."""
    line = example[0].lineage()
    node = line[0]
    for step in line[1:]:
        siblings = node.children.get(step.name, [])
        index = chosen.get(step.path, step.index)
        if index >= len(siblings):
            return ""
        node = siblings[index]
    return node.value if node.relevant else ""
