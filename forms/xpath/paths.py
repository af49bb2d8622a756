"""Location paths: from steps to nodes.

An absolute path inside a repeat means this instance's nodes, as in JavaRosa: '/data/child/age' in a rule of
'/data/child/name' is the age of the same child. A step with a predicate starts over from all instances,
and '../../child' means all of them too. So every path becomes: up so many nodes, then down by names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forms.engine.instance import Node as InstanceNode
from forms.engine.values import Scalar, to_boolean
from forms.expression import Binary, Call, Literal, Node, Path, Step, walk
from forms.xpath.context import Compiled, CompiledNodes, Context, Nodes

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler

_Climb = Callable[[Context], "InstanceNode | None"]
_Walk = Callable[[Context, Nodes], Nodes]

Place = tuple[str, ...] | None
"""The names on the way to a node of the main instance; None in a secondary instance."""


@dataclass
class Route:
    """How to walk: from where, how far up, and which steps down."""

    start: str
    ups: int = 0
    downs: list[Step] = field(default_factory=list)
    reached: Place = None
    """The generic path this leads to in the main instance."""
    shared: int = 0
    """How many leading steps of `reached` are the context's own ancestors, not just any instance."""


def route(path: Path, place: Place, original: Place) -> Route:
    """Normalize a path for a context at `place`; `original` is where current() is."""
    if path.start.startswith("instance:"):
        return Route(path.start, 0, list(path.steps), None)
    if path.start == "/":
        return _absolute(path, place)
    return _relative(path, place if path.start == "." else original)


def _absolute(path: Path, place: Place) -> Route:
    names = tuple(step.name for step in path.steps)
    if place is None:
        return Route("/", 0, list(path.steps), names, 0)
    shared = 0
    for step, name in zip(path.steps, place, strict=False):
        if step.axis != "child" or step.name not in (name, "*") or step.predicates:
            break
        shared += 1
    if shared == 0:
        return Route("/", 0, list(path.steps), names, 0)
    return Route(path.start, len(place) - shared, list(path.steps[shared:]), (*place[:shared], *names[shared:]), shared)


def _relative(path: Path, place: Place) -> Route:
    found = Route(path.start, 0, [], place, len(place or ()))
    reached = list(place) if place is not None else None
    for step in path.steps:
        if step.axis == "parent" and not found.downs:
            found.ups += 1
            found.shared = max(found.shared - 1, 0)
        elif step.axis == "self" and not found.downs and not step.predicates:
            continue
        else:
            found.downs.append(step)
        if reached is not None and step.axis == "parent":
            del reached[-1:]
        elif reached is not None and step.axis in ("child", "attribute"):
            reached.append(step.name)
    found.reached = None if reached is None else tuple(reached)
    return found


def nodes_of(path: Path, compiler: Compiler) -> CompiledNodes:
    """A function that finds the relevant nodes of a path."""
    way = route(path, compiler.place, compiler.original)
    if path.start.startswith("instance:"):
        return _table_rows(path, compiler)
    steps = _down(way, compiler)
    climb = _climber(way, compiler.place)

    def find(context: Context) -> Nodes:
        start = climb(context)
        found = [start] if start is not None else []
        for step in steps:
            found = step(context, found)
        return [node for node in found if node.relevant]

    return find


def value_of(path: Path, compiler: Compiler) -> Compiled:
    """A function that gives the value of a path's first node, '' if there is none."""
    way = route(path, compiler.place, compiler.original)
    simple = all(step.axis == "child" and step.name != "*" and not step.predicates for step in way.downs)
    if path.start.startswith("instance:") or not simple:
        nodes = nodes_of(path, compiler)
        return lambda context: found[0].value if (found := nodes(context)) else ""
    if way.start == "/" and way.shared == 0:
        way.downs = way.downs[1:] if way.downs else []
    climb, names = _climber(way, compiler.place), [step.name for step in way.downs]

    def value(context: Context) -> Scalar:
        node = climb(context)
        if node is None:
            return ""
        for name in names:
            below = node.children.get(name)
            if not below:
                return ""
            node = below[0]
        return node.value if node.relevant else ""

    return value


def _climber(way: Route, place: Place) -> _Climb:
    if way.start == "/" and way.shared == 0:
        return lambda context: context.world.root
    ups = way.ups
    if way.start == "current":
        return lambda context: _climb(context.original, ups)
    return lambda context: _climb(context.node, ups)


def _climb(node: InstanceNode | None, ups: int) -> InstanceNode | None:
    for _ in range(ups):
        if node is None:
            return None
        node = node.parent
    return node


def _down(way: Route, compiler: Compiler) -> list[_Walk]:
    downs = way.downs
    base: Place = None
    if way.reached is not None:
        base = way.reached[: len(way.reached) - sum(1 for step in downs if step.axis in ("child", "attribute"))]
    walks: list[_Walk] = []
    if way.start == "/" and way.shared == 0 and downs:
        # The root is a node itself, not something below a document node, so the first step must be its name.
        walks.append(_root_step(downs[0].name))
        base = (downs[0].name,)
        walks += [_filter(predicate, compiler.at(base)) for predicate in downs[0].predicates]
        downs = downs[1:]
    for step in downs:
        walks.append(_step(step))
        if base is not None and step.axis in ("child", "attribute"):
            base = (*base, step.name)
        walks += [_filter(predicate, compiler.at(base)) for predicate in step.predicates]
    return walks


def _root_step(name: str) -> _Walk:
    return lambda _, nodes: [node for node in nodes if name in (node.name, "*")]


def _step(step: Step) -> _Walk:
    name = step.name
    match step.axis:
        case "self":
            return lambda _, nodes: nodes
        case "parent":
            return lambda _, nodes: list(dict.fromkeys(node.parent for node in nodes if node.parent is not None))
        case "attribute":
            return lambda _, nodes: []
    if name == "*":
        return lambda _, nodes: [child for node in nodes for some in node.children.values() for child in some]
    return lambda _, nodes: [child for node in nodes for child in node.children.get(name, ())]


def _filter(predicate: Node, compiler: Compiler) -> _Walk:
    test = compiler.value(predicate)

    def keep(context: Context, nodes: Nodes) -> Nodes:
        kept: Nodes = []
        for position, node in enumerate(nodes, 1):
            result = test(Context(context.world, node, context.original, position))
            if result == position if isinstance(result, float) else to_boolean(result):
                kept.append(node)
        return kept

    return keep


def _table_rows(path: Path, compiler: Compiler) -> CompiledNodes:
    """Rows of a secondary instance; a first condition 'column = outer value' is looked up in an index."""
    table = path.start.removeprefix("instance:")
    cut = next((i + 1 for i, step in enumerate(path.steps) if step.predicates), len(path.steps))
    names = tuple(step.name for step in path.steps[:cut])
    conditions = _conjuncts(path.steps[cut - 1].predicates) if path.steps else []
    inner = compiler.at(None)
    lookup = _first_lookup(conditions)
    key = inner.value(lookup[1]) if lookup else None
    filters = [_filter(condition, inner) for condition in conditions]
    rest: list[_Walk] = []
    for step in path.steps[cut:]:
        rest += [_step(step), *(_filter(predicate, inner) for predicate in step.predicates)]

    def find(context: Context) -> Nodes:
        source = context.world.tables.get(table)
        if source is None:
            return []
        wanted = key(Context(context.world, source.root, context.original)) if key is not None else None
        remaining = filters
        if lookup is not None and isinstance(wanted, (str, float)) and wanted == wanted:
            rows, remaining = source.matching(names, lookup[0], wanted), filters[1:]
        else:
            rows = source.rows(names)
        for keep in remaining:
            rows = keep(context, rows)
        for walk_on in rest:
            rows = walk_on(context, rows)
        return rows

    return find


def _conjuncts(predicates: tuple[Node, ...]) -> list[Node]:
    """'[a and b]' as '[a][b]', where that is the same: a number would count as a position."""
    found: list[Node] = []
    for predicate in predicates:
        if isinstance(predicate, Binary) and predicate.operator == "and" and _splittable(predicate):
            found += _conjuncts((predicate.left,)) + _conjuncts((predicate.right,))
        else:
            found.append(predicate)
    return found


def _splittable(conjunction: Binary) -> bool:
    if _counts(conjunction):
        return False
    return all(_is_truth(side) for side in (conjunction.left, conjunction.right))


def _is_truth(node: Node) -> bool:
    if isinstance(node, Binary):
        return node.operator in ("and", "or", "=", "!=", "<", "<=", ">", ">=")
    return isinstance(node, Call) and node.name in ("selected", "not", "contains", "starts-with", "true", "regex")


def _first_lookup(conditions: list[Node]) -> tuple[str, Node] | None:
    """The first condition that an index answers, moved to the front; only past conditions that count no positions."""
    for place, condition in enumerate(conditions):
        if not _is_truth(condition) or (place and _counts(condition)):
            return None
        found = _lookup(condition)
        if found is not None:
            conditions.insert(0, conditions.pop(place))
            return found
    return None


def _counts(node: Node) -> bool:
    return any(isinstance(part, Call) and part.name in ("position", "last") for part in walk(node))


def _lookup(condition: Node) -> tuple[str, Node] | None:
    """The column and the outer value of 'column = value'."""
    if not isinstance(condition, Binary) or condition.operator != "=":
        return None
    for column, value in ((condition.left, condition.right), (condition.right, condition.left)):
        if _is_column(column) and _is_outer(value):
            assert isinstance(column, Path)  # noqa: S101 - _is_column says so
            return column.steps[-1].name, value
    return None


def _is_column(node: Node) -> bool:
    if not isinstance(node, Path) or node.start != "." or len(node.steps) != 1:
        return False
    step = node.steps[0]
    return step.axis == "child" and step.name != "*" and not step.predicates


def _is_outer(node: Node) -> bool:
    if isinstance(node, Path):
        return node.start in ("/", "current") and not any(step.predicates for step in node.steps)
    return isinstance(node, Literal)
