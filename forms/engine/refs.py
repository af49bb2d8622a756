"""Indexed paths such as '/data/child[2]/name': the way from outside to a node."""

from __future__ import annotations

from functools import lru_cache

from forms.definition import FormError
from forms.engine.instance import Node


def find(root: Node, ref: str) -> Node:
    """The node at an indexed path; FormError('unknown-node') if there is none."""
    steps = parsed(ref)
    if steps[0] != (root.name, 0):
        raise FormError("unknown-node", path=ref)
    node = root
    for name, index in steps[1:]:
        siblings = node.children.get(name, ())
        if index >= len(siblings):
            raise FormError("unknown-node", path=ref)
        node = siblings[index]
    return node


@lru_cache(maxsize=8192)
def parsed(ref: str) -> tuple[tuple[str, int], ...]:
    """'/data/child[2]/name' → (('data', 0), ('child', 1), ('name', 0)). FormError if it is not such a path."""
    steps: list[tuple[str, int]] = []
    for step in ref.strip("/").split("/"):
        name, bracket, index = step.partition("[")
        number = index.removesuffix("]")
        if bracket and not (number.isascii() and number.isdigit() and number.strip("0")):
            raise FormError("unknown-node", path=ref)
        steps.append((name, int(number or 1) - 1))
    return tuple(steps)
