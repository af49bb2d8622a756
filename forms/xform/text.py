"""Texts of an XForm: itext translations, labels, hints, and the outputs inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from forms.definition import UNTRANSLATED, FormError, Piece, Text
from forms.expression import Call, Expression, Literal
from forms.xform.xmltree import Element
from forms.xpath import parse

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8})?)\s*\)\s*$")
_BARE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8})?\Z")
_NAMES = {"қазақша": "kk", "русский": "ru", "english": "en", "kazakh": "kk", "russian": "ru", "default": UNTRANSLATED}
_PLAIN_FORMS = ("", "long", "short")
_MEDIA_FORMS = ("image", "big-image", "audio", "video")
EMPTY = Text()


def language_code(name: str) -> str:
    """'Қазақша (kk)' → 'kk'. A name without a code stays as it is, 'default' is no language."""
    found = _CODE.search(name)
    if found:
        return found[1].lower()
    known = _NAMES.get(name.strip().lower())
    if known is not None:
        return known
    return name if _BARE_CODE.match(name) else name.strip()


def expression(source: str, path: str, rule: str) -> Expression:
    """Parse an expression; the error says whose rule it is."""
    try:
        return parse(source)
    except FormError as error:
        raise FormError(error.code, **{**error.details, "path": path, "rule": rule}) from None


class Itext:
    """The translations of a form, by text id and by what they are for ('', 'guidance', 'image' …)."""

    def __init__(self, element: Element | None) -> None:
        self.languages: list[str] = []
        self.default = UNTRANSLATED
        self._texts: dict[str, dict[str, dict[str, tuple[Piece, ...]]]] = {}
        for translation in element.all("translation") if element else ():
            self._read(translation)
        if self.languages and self.default not in self.languages:
            self.default = self.languages[0]

    def _read(self, translation: Element) -> None:
        language = language_code(translation.get("lang"))
        self.languages.append(language)
        if "default" in translation.attributes:
            self.default = language
        for text in translation.all("text"):
            forms = self._texts.setdefault(text.get("id"), {})
            for value in text.all("value"):
                forms.setdefault(value.get("form"), {})[language] = pieces(value, text.get("id"))

    def text(self, identifier: str) -> Text:
        """The label text of an id with its media; nothing is written under an unknown id."""
        forms = self._texts.get(identifier, {})
        plain = next((forms[form] for form in _PLAIN_FORMS if form in forms), {})
        media: dict[str, dict[str, str]] = {}
        for form in _MEDIA_FORMS:
            for language, uri in forms.get(form, {}).items():
                media.setdefault(language, {})[form] = "".join(part for part in uri if isinstance(part, str))
        return Text(plain, media)

    def guidance(self, identifier: str) -> Text:
        """What an enumerator may read besides the hint."""
        return Text(self._texts.get(identifier, {}).get("guidance", {}))

    def all(self) -> Mapping[str, Text]:
        """Every text by its id."""
        return {identifier: self.text(identifier) for identifier in self._texts}


def pieces(element: Element, path: str) -> tuple[Piece, ...]:
    """Text and outputs, in order; other markup inside is dropped and its text kept."""
    found: list[Piece] = []
    for part in element.content:
        if isinstance(part, str):
            found.append(part)
        elif part.name == "output":
            found.append(expression(part.get("value", "ref") or "''", path, "output"))
        else:
            found += pieces(part, path)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return tuple(part for part in found if part != "")


def text_id(reference: str) -> str | None:
    """The id in "jr:itext('id')", None for any other reference."""
    if not reference.startswith("jr:itext"):
        return None
    match parse(reference).tree:
        case Call("jr:itext", (Literal(identifier),)):
            return identifier
    return None


def label(element: Element | None, itext: Itext, path: str) -> Text:
    """The text of a <label>, <hint> or the like: translated, or written inside."""
    if element is None:
        return EMPTY
    identifier = text_id(element.get("ref"))
    if identifier is not None:
        return itext.text(identifier)
    written = pieces(element, path)
    return Text({UNTRANSLATED: written}) if written else EMPTY


def message(attribute: str, itext: Itext) -> Text | None:
    """The text of jr:constraintMsg or jr:requiredMsg: an itext reference or the words themselves."""
    if not attribute:
        return None
    identifier = text_id(attribute)
    return Text({UNTRANSLATED: (attribute,)}) if identifier is None else itext.text(identifier)


def guidance(element: Element | None, itext: Itext) -> Text:
    """The guidance that belongs to a <hint>."""
    identifier = text_id(element.get("ref")) if element is not None else None
    return EMPTY if identifier is None else itext.guidance(identifier)
