"""XML read without trusting it: no document types or entities, bounded in size, depth and number of elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from forms.definition import FormError

MAX_BYTES = 16_000_000
MAX_DEPTH = 80
MAX_ELEMENTS = 400_000

_PREFIXES = {
    "http://openrosa.org/javarosa": "jr:",
    "http://openrosa.org/xforms": "orx:",
    "http://www.opendatakit.org/xforms": "odk:",
    "http://www.opendatakit.org/xforms/entities": "entities:",
    "http://www.w3.org/2001/xml-events": "ev:",
}


@dataclass
class Element:
    """An element by its local name; attributes of ODK's namespaces keep a prefix ('jr:count').

    `prefix` is that of an element in such a namespace ('orx:' of <orx:meta>).
    """

    name: str
    attributes: dict[str, str]
    content: list[str | Element] = field(default_factory=list)
    prefix: str = ""

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.content if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """The text directly inside, trimmed."""
        return "".join(part for part in self.content if isinstance(part, str)).strip()

    def get(self, *names: str) -> str:
        """The first of the attributes that is there and not empty, else ''."""
        for name in names:
            if self.attributes.get(name, "").strip():
                return self.attributes[name].strip()
        return ""

    def find(self, *path: str) -> Element | None:
        """The first element at a path of child names."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names."""
        return (child for child in self.children if child.name in names)


def read_xml(source: str | bytes) -> Element:
    """The root element; FormError('xml-…') if it is not well-formed, or hostile."""
    data = source.encode() if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise FormError("xml-too-large", limit=MAX_BYTES)
    builder = _Builder()
    # A decoded text is UTF-8 now, whatever its declaration says.
    parser = expat.ParserCreate("utf-8" if isinstance(source, str) else None, " ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FormError("xml-syntax", line=error.lineno, column=error.offset) from None
    if builder.root is None:
        raise FormError("xml-syntax", line=1, column=0)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH:
            raise FormError("xml-too-deep", limit=MAX_DEPTH)
        if self.count > MAX_ELEMENTS:
            raise FormError("xml-too-large", limit=MAX_ELEMENTS)
        uri, _, local = name.rpartition(" ")
        own = {_short(key): value for key, value in attributes.items()}
        element = Element(local, own, prefix=_PREFIXES.get(uri, ""))
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1].content.append(text)

    def doctype(self, *_: object) -> None:
        raise FormError("xml-doctype")


def _short(name: str) -> str:
    uri, _, local = name.rpartition(" ")
    return _PREFIXES.get(uri, "") + local
