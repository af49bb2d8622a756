"""Cuts HTML that is too long for one message, without breaking a tag, an entity or, if possible, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
"""Telegram's limits, in UTF-16 code units after the markup is read."""

_TOKEN = re.compile(r"</?[a-z][^>]*>|&#?\w+;|[^<&]|.", re.DOTALL)
_OPENING = re.compile(r"<([a-z-]+)")


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible_units(html: str) -> int:
    """How long Telegram finds this HTML."""
    return units(unescape(re.sub(r"</?[a-z][^>]*>", "", html)))


def split(html: str, limit: int = MESSAGE_UNITS) -> list[str]:
    """The HTML in parts of at most `limit` units, cut at a blank line, else a line, else a word, else anywhere.

    Tags open at a cut are closed there and opened again in the next part.
    """
    # The first is never wrong and spares short texts, which most are, the counting.
    if 2 * len(html) <= limit or visible_units(html) <= limit:
        return [html]
    parts: list[str] = []
    tokens = list(_TOKEN.findall(html))
    opened: list[str] = []
    while tokens:
        end = _cut(tokens, limit)
        before = "".join(opened)
        opened = _still_open(opened, tokens[:end])
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        body = "".join(tokens[:end]).strip("\n ")
        if body:
            parts.append(before + body + closing)
        tokens = tokens[end:]
    return parts


def _cut(tokens: list[str], limit: int) -> int:
    """How many tokens go into the next part."""
    best = {"\n\n": 0, "\n": 0, " ": 0}
    length = 0
    for index, token in enumerate(tokens):
        length += _weight(token)
        if length > limit:
            # A blank line right at the start would leave the part nearly empty: then a line or a word is better.
            return next((end for end in best.values() if end > index // 4), None) or max(index, 1)
        for gap in _gaps(tokens, index):
            best[gap] = index + 1
    return len(tokens)


def _weight(token: str) -> int:
    if len(token) > 1:
        return 0 if token[0] == "<" else units(unescape(token))
    return units(token)


def _gaps(tokens: list[str], index: int) -> Iterator[str]:
    if tokens[index] == "\n":
        yield "\n"
        if index and tokens[index - 1] == "\n":
            yield "\n\n"
    elif tokens[index] == " ":
        yield " "


def _still_open(opened: list[str], tokens: list[str]) -> list[str]:
    stack = list(opened)
    for token in tokens:
        if token.startswith("</"):
            stack and stack.pop()
        elif len(token) > 1 and token[0] == "<":
            stack.append(token)
    return stack


def _name(tag: str) -> str:
    found = _OPENING.match(tag)
    return found[1] if found else ""
