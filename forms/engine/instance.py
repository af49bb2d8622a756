"""The instance: a tree of nodes that hold the answers."""

from __future__ import annotations

from collections.abc import Iterator

from forms.definition import Template
from forms.engine.values import Scalar

NO_CHILDREN: dict[str, list[Node]] = {}


class Node:
    """One element of an instance. `index` counts from 0 among siblings of the same name.

    `own` is the node's own relevance, `relevant` the one that counts: false as soon as any ancestor's is.
    """

    __slots__ = ("children", "index", "name", "own", "parent", "path", "plain", "relevant", "repeats", "value")

    def __init__(self, name: str, parent: Node | None, path: str, *, repeats: bool = False, index: int = 0) -> None:
        self.name = name
        self.parent = parent
        self.path = path
        self.repeats = repeats
        self.plain: bool = not repeats and (parent is None or parent.plain)
        """Stands in no repeat, so that its reference is its path."""
        self.index = index
        self.value: Scalar = ""
        self.own = True
        self.relevant: bool = parent is None or parent.relevant
        self.children: dict[str, list[Node]] = NO_CHILDREN

    @property
    def ref(self) -> str:
        """The path with the instance number of every repeat: '/data/child[2]/name'."""
        if self.plain:
            return self.path
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            steps.append(f"/{node.name}[{node.index + 1}]" if node.repeats else "/" + node.name)
            node = node.parent
        steps.reverse()
        return "".join(steps)

    def lineage(self) -> list[Node]:
        """The ancestors from the root down to this node."""
        nodes = [self]
        while (parent := nodes[-1].parent) is not None:
            nodes.append(parent)
        nodes.reverse()
        return nodes

    def within(self) -> Iterator[Node]:
        """This node and everything below it, in document order."""
        yield self
        for siblings in self.children.values():
            for child in siblings:
                yield from child.within()

    def leaves(self) -> Iterator[Node]:
        """The nodes below (or this one) that have no children."""
        return (node for node in self.within() if not node.children)

    def at(self, names: tuple[str, ...]) -> list[Node]:
        """The nodes reached by going down through children of these names."""
        nodes = [self]
        for name in names:
            nodes = [child for node in nodes for child in node.children.get(name, ())]
        return nodes

    def set_relevance(self, own: bool) -> bool:
        """Set the node's own relevance; True if that shows or hides anything."""
        self.own = own
        before = self.relevant
        self.refresh_relevance()
        return before != self.relevant

    def refresh_relevance(self) -> None:
        """Take over what changed above."""
        relevant = self.own and (self.parent is None or self.parent.relevant)
        if relevant != self.relevant:
            self.relevant = relevant
            for siblings in self.children.values():
                for child in siblings:
                    child.refresh_relevance()


def build(template: Template, parent: Node | None = None, index: int = 0) -> Node:
    """A new tree with the texts of the template; typed defaults are the session's business."""
    path = f"{parent.path if parent else ''}/{template.name}"
    node = Node(template.name, parent, path, repeats=template.repeats, index=index)
    node.value = template.text
    if template.children:
        node.children = {}
        for child in template.children:
            siblings = node.children.setdefault(child.name, [])
            for written in (child,) if child.instances is None else child.instances:
                siblings.append(build(written, node, len(siblings)))
    return node
