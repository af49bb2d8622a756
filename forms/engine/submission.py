"""What is handed in: the relevant leaves, and the instance as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


_NAMESPACES: Mapping[str, str] = {
    "ev": "http://www.w3.org/2001/xml-events",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "h": "http://www.w3.org/1999/xhtml",
    "xsd": "http://www.w3.org/2001/XMLSchema",
    "jr": "http://openrosa.org/javarosa",
}
_ENTITIES = "http://www.opendatakit.org/xforms/entities"
_TEMPLATE = "jr:template"


def write(root: Node, program: Program) -> str:
    """The instance as XML, without what is not relevant, laid out as JavaRosa does it."""
    form, attributes = program.form, dict(program.form.root.attributes)
    version = "orx:version" if "orx:version" in attributes else "version"
    attributes = {**attributes, "id": form.id, version: form.version}
    spaces = dict(_NAMESPACES)
    if any(name.startswith("entities:") for template in program.templates.values() for name in template.attributes):
        spaces["entities"] = _ENTITIES
    declared = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in spaces.items())
    inside = "".join(_parts(root, program))
    name = form.root.prefix + root.name
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}{_written(attributes)}{declared}>{inside}</{name}>'


def _parts(node: Node, program: Program) -> Iterator[str]:
    for siblings in node.children.values():
        for child in siblings:
            if child.relevant:
                template = program.templates[child.path]
                name, own = template.prefix + child.name, _written(template.attributes)
                leaf = not child.children
                inside = escape(_printable(serialize(child.value))) if leaf else "".join(_parts(child, program))
                yield f"<{name}{own}>{inside}</{name}>" if inside else f"<{name}{own}/>"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if _told(name, value))


def _told(name: str, value: str) -> bool:
    """An empty version says nothing, and a template's mark is not the instance's business."""
    return name != _TEMPLATE and (value != "" or not name.endswith("version"))


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
