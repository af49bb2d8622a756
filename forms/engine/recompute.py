"""Keeping what depends on answers up to date: relevance, calculations, repeat counts, offered choices.

When a node changes, the rules that read it are queued by rank (each rule's rank is higher than those of the
rules it depends on) and computed once each, for the instances concerned only. A calculation therefore runs when
something it reads has changed, not at every answer: what a person typed over a calculated default stays.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

from forms.definition import FormError
from forms.engine.instance import Node, build
from forms.engine.program import Effect, Program, Rule
from forms.engine.values import Scalar, to_boolean, to_int, to_string, wrap
from forms.engine.world import SessionWorld
from forms.xpath.context import Context

MAX_INSTANCES = 500
"""Instances of one repeat."""
MAX_NODES = 50_000
"""Nodes of one session."""


class RepeatLimit(FormError):
    """A repeat would have more instances than anyone can answer; `limit` is how many it may have."""

    def __init__(self, path: str, limit: int) -> None:
        super().__init__("repeat-limit", path=path, limit=limit)
        self.limit = limit


class Recompute:
    """The queue of rules to compute for one session."""

    def __init__(self, program: Program, world: SessionWorld, on_new: Callable[[Node], None]) -> None:
        self.program = program
        self.world = world
        self.on_new = on_new
        self.revision = 0
        """Grows whenever something appears, disappears or moves."""
        self._size: int | None = None
        self._heap: list[int] = []
        self._scopes: dict[int, dict[int, Node]] = {}

    def everything(self) -> None:
        """Compute all rules, as when a form is opened."""
        for rule in self.program.rules:
            self._queue(rule, self.world.root)
        self.run()

    def changed(self, node: Node) -> None:
        """Queue what reads the node's value."""
        for watch in self.program.watches.get(node.path, ()):
            self._queue(watch.rule, _ancestor(node, watch.shared))

    def moved(self, node: Node) -> None:
        """Queue what reads the node or anything in it: it appeared, disappeared or has a new position."""
        self.revision += 1
        for watch in self.program.watches_below.get(node.path, ()):
            self._queue(watch.rule, _ancestor(node, watch.shared))

    def inside(self, node: Node) -> None:
        """Queue the rules of a new node and of everything in it."""
        prefix = node.path + "/"
        for rule in self.program.rules:
            if rule.path == node.path or rule.path.startswith(prefix):
                self._queue(rule, node)

    def run(self) -> None:
        """Compute what is queued, and what that leads to."""
        while self._heap:
            rank = heapq.heappop(self._heap)
            rule = self.program.rules[rank]
            scopes = self._scopes.pop(rank)
            for node in list(_targets(rule, scopes.values())):
                self._compute(rule, node)

    def forget(self) -> None:
        """Drop what is queued, after a failure."""
        self._size = None
        self._heap.clear()
        self._scopes.clear()

    def _queue(self, rule: Rule, scope: Node) -> None:
        scopes = self._scopes.get(rule.rank)
        if scopes is None:
            scopes = self._scopes[rule.rank] = {}
            heapq.heappush(self._heap, rule.rank)
        scopes[id(scope)] = scope

    def _compute(self, rule: Rule, node: Node) -> None:
        match rule.effect:
            case Effect.RELEVANT:
                if node.set_relevance(to_boolean(rule.compute(Context(self.world, node)))):
                    self.moved(node)
            case Effect.CALCULATE:
                self._store(node, rule.compute(Context(self.world, node)))
            case Effect.CHOICES:
                self._drop_unoffered(node)
            case Effect.COUNT:
                self._set_count(rule, node)

    def _store(self, node: Node, result: Scalar) -> None:
        if node.children:
            return
        value = wrap(result, self.program.types[node.path], self.world.zone)
        if value != node.value or type(value) is not type(node.value):
            node.value = value
            self.changed(node)

    def _drop_unoffered(self, node: Node) -> None:
        if node.value == "" or not node.relevant:
            return
        given = to_string(node.value)
        question, values = self.program.questions[node.path], given.split()
        gone = self.world.unoffered(question, node, [given, *values])
        kept = given if given not in gone else " ".join(value for value in values if value not in gone)
        if kept != given:
            node.value = kept
            self.changed(node)

    def _set_count(self, rule: Rule, parent: Node) -> None:
        """Give a repeat the number of instances its form asks for; nothing where there is no number."""
        name = rule.names[-1]
        example = Node(name, parent, rule.path, repeats=True)
        wanted = to_int(rule.compute(Context(self.world, example)))
        if wanted is None:
            return
        siblings = parent.children.setdefault(name, [])
        while len(siblings) < wanted:
            self.add(parent, rule.path)
        while len(siblings) > max(wanted, 0):
            self.remove(siblings[-1])

    def add(self, parent: Node, path: str) -> Node:
        """A new last instance of a repeat; RepeatLimit if there are too many. What follows is queued, not run."""
        template = self.program.templates[path]
        siblings = parent.children.setdefault(template.name, [])
        if self._size is None:
            self._size = _size(self.world.root)
        if len(siblings) >= MAX_INSTANCES or self._size > MAX_NODES:
            raise RepeatLimit(path, MAX_INSTANCES)
        node = build(template, parent, len(siblings))
        self._size += _size(node)
        siblings.append(node)
        self.on_new(node)
        self.inside(node)
        self.moved(node)
        return node

    def remove(self, node: Node) -> None:
        """Take an instance out; those after it move up."""
        parent = node.parent
        if parent is None:
            return
        self._size = None
        siblings = parent.children[node.name]
        siblings.remove(node)
        for index, sibling in enumerate(siblings[node.index :], node.index):
            sibling.index = index
            self.moved(sibling)
        self.moved(node)


def _size(node: Node) -> int:
    return sum(1 for _ in node.within())


def _ancestor(node: Node, depth: int) -> Node:
    """The ancestor so many names from the root, or the node itself if it is not that deep."""
    for _ in range(node.path.count("/") - depth):
        if node.parent is None:
            break
        node = node.parent
    return node


def _targets(rule: Rule, scopes: Iterable[Node]) -> dict[Node, None]:
    """The nodes a rule is to be computed for: those of its path below the scopes; for a count, the repeat's parent."""
    names = rule.names[:-1] if rule.effect is Effect.COUNT else rule.names
    found: dict[Node, None] = {}
    for scope in scopes:
        depth = scope.path.count("/")
        if depth > len(names):
            up = _ancestor(scope, len(names))
            found[up] = None
        else:
            found.update(dict.fromkeys(scope.at(names[depth:])))
    return found
