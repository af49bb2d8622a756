"""Which nodes an expression reads, and the order in which rules must be computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.definition import FormError
from forms.expression import Call, Node, Path, children
from forms.xpath.paths import Place, route

Names = tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A node read by a rule. The first `shared` steps are the rule's own ancestors; the rest may be any instance."""

    names: Names
    shared: int


def references(tree: Node, place: Names) -> Iterator[Reference]:
    """The main instance's nodes that an expression at `place` reads, those in predicates too."""
    yield from _references(tree, place, place, len(place))


def _references(tree: Node, place: Place, original: Names, cap: int) -> Iterator[Reference]:
    if isinstance(tree, Path):
        yield from _of_path(tree, place, original, cap)
        return
    for position, child in enumerate(children(tree)):
        # indexed-repeat may look into any instance of the repeats above its target.
        anywhere = isinstance(tree, Call) and tree.name == "indexed-repeat" and position == 0
        yield from _references(child, place, original, 1 if anywhere else cap)


def _of_path(path: Path, place: Place, original: Names, cap: int) -> Iterator[Reference]:
    if path.start.startswith("instance:"):
        for step in path.steps:
            for predicate in step.predicates:
                yield from _references(predicate, None, original, cap)
        return
    way = route(path, place, original)
    if way.reached is None:
        return
    shared = way.shared if path.start == "current" else min(way.shared, cap)
    yield Reference(way.reached, shared)
    downs = [step for step in way.downs if step.axis in ("child", "attribute")]
    base = way.reached[: len(way.reached) - len(downs)]
    for step in way.downs:
        if step.axis in ("child", "attribute"):
            base = way.reached[: len(base) + 1]
        for predicate in step.predicates:
            yield from _references(predicate, base, original, shared)


def order(affects: Sequence[frozenset[Names]], reads: Sequence[frozenset[Names]], names: Sequence[str]) -> list[int]:
    """The rules' numbers, each after those whose results it reads. FormError('cycle') where that cannot be."""
    readers: Mapping[Names, list[int]] = _readers(reads)
    successors = [{reader for path in paths for reader in readers.get(path, ())} for paths in affects]
    waiting = [0] * len(affects)
    for followers in successors:
        for follower in followers:
            waiting[follower] += 1
    ready = [number for number, count in enumerate(waiting) if count == 0]
    ordered: list[int] = []
    while ready:
        number = ready.pop()
        ordered.append(number)
        for follower in sorted(successors[number], reverse=True):
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)
    if len(ordered) < len(affects):
        raise FormError("cycle", nodes=", ".join(_circle(waiting, successors, names)[:10]))
    return ordered


def _circle(waiting: Sequence[int], successors: Sequence[set[int]], names: Sequence[str]) -> list[str]:
    """One circle among the rules that wait for one another; those that only wait for it are left out."""
    before: dict[int, int] = {}
    for number, followers in enumerate(successors):
        if waiting[number]:
            before.update((follower, number) for follower in followers if waiting[follower])
    here, seen = next(number for number, count in enumerate(waiting) if count), dict[int, None]()
    while here not in seen:
        seen[here] = None
        here = before[here]
    passed = list(seen)
    return list(dict.fromkeys(names[number] for number in reversed(passed[passed.index(here) :])))


def _readers(reads: Sequence[frozenset[Names]]) -> Mapping[Names, list[int]]:
    readers: defaultdict[Names, list[int]] = defaultdict(list)
    for number, paths in enumerate(reads):
        for path in paths:
            readers[path].append(number)
    return readers
