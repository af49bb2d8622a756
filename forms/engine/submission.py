"""What is handed in: the relevant leaves, and the instance as XML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from forms.engine.instance import Node
from forms.engine.program import Program
from forms.engine.values import serialize


def leaves(node: Node) -> Iterator[Node]:
    """The leaves that count, in document order."""
    if not node.relevant:
        return
    if not any(node.children.values()):
        yield node
    for siblings in node.children.values():
        for child in siblings:
            yield from leaves(child)


def write(root: Node, program: Program) -> str:
    """The instance as XML, without what is not relevant."""
    form = program.form
    identity = f" id={quoteattr(form.id)}" + (f" version={quoteattr(form.version)}" if form.version else "")
    inside = "".join(_parts(root))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root.name}{identity}>{inside}</{root.name}>'


def _parts(node: Node) -> Iterator[str]:
    for siblings in node.children.values():
        for child in siblings:
            if child.relevant:
                inside = "".join(_parts(child)) if child.children else escape(_printable(serialize(child.value)))
                yield f"<{child.name}>{inside}</{child.name}>"


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
