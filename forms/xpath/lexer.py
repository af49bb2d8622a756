"""Tokens of XPath 1.0 with the disambiguation its specification gives (section 3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from forms.definition import FormError

TokenKind = Literal["number", "string", "name", "operator", "symbol", "end"]

_PATTERN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>\d+(?:\.\d*)?|\.\d+)
      | (?P<string>"[^"]*"|'[^']*')
      | (?P<symbol>::|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
      | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)""",
    re.VERBOSE,
)
_WORDS = frozenset({"and", "or", "div", "mod"})
_OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "|"})
_CLOSING = frozenset({")", "]", "..", "."})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression and where it starts."""

    kind: TokenKind
    text: str
    position: int


def tokens(source: str) -> Iterator[Token]:
    """The tokens of an expression, ending with one of kind 'end'. FormError where no token can be read."""
    position, after_operand = 0, False
    while position < len(source):
        found = _PATTERN.match(source, position)
        if found is None:
            raise FormError("expression-syntax", expression=source, position=position)
        text, kind = found.group(), found.lastgroup
        start, position = position, found.end()
        if kind == "space":
            continue
        token = _token(kind or "", text, start, after_operand)
        after_operand = token.kind in ("number", "string", "name") or (
            token.kind == "symbol" and token.text in (*_CLOSING, "*")
        )
        yield token
    yield Token("end", "", len(source))


def _token(kind: str, text: str, start: int, after_operand: bool) -> Token:
    if kind == "number":
        return Token("number", text, start)
    if kind == "string":
        return Token("string", text[1:-1], start)
    if kind == "name":
        return Token("operator" if after_operand and text in _WORDS else "name", text, start)
    if text in _OPERATORS or (text == "*" and after_operand):
        return Token("operator", text, start)
    return Token("symbol", text, start)
