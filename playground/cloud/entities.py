"""Entities Telegram finds by itself, and entities turned into HTML that is safe in a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from playground.cloud.markup import FormattedText, utf16_length
from playground.cloud.refusals import Json

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/]))"
)
_UNTOUCHABLE = {"code", "pre", "text_link"}
_HTML = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def with_found_entities(formatted: FormattedText) -> FormattedText:
    """Adds commands, links, mentions, hashtags and e-mail addresses, outside of code and links."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in formatted.entities if e["type"] in _UNTOUCHABLE]
    added: list[Json] = []
    for match in _FOUND.finditer(formatted.text):
        offset = utf16_length(formatted.text[: match.start()])
        length = utf16_length(match.group())
        if not any(first < offset + length and offset < last for first, last in taken):
            added.append({"type": match.lastgroup, "offset": offset, "length": length})
    merged = sorted([*formatted.entities, *added], key=lambda e: (e["offset"], -e["length"]))
    return FormattedText(formatted.text, tuple(merged))


def to_html(text: str, entities: Sequence[Json]) -> str:
    """Text with entities as HTML safe for innerHTML; entities that cross each other are cut where they cross."""
    units = text.encode("utf-16-le")
    points = sorted({0, len(units) // 2, *_edges(entities)})
    parts: list[str] = []
    opened: list[Json] = []
    for first, last in pairwise(points):
        active = [e for e in entities if e["offset"] <= first and last <= e["offset"] + e["length"]]
        while opened and not (len(opened) <= len(active) and opened == active[: len(opened)]):
            parts.append(_closing(opened.pop()))
        piece = units[first * 2 : last * 2].decode("utf-16-le", "replace")
        for entity in active[len(opened) :]:
            parts.append(_opening(entity, piece))
            opened.append(entity)
        parts.append(html.escape(piece))
    parts.extend(_closing(entity) for entity in reversed(opened))
    return "".join(parts)


def _edges(entities: Iterable[Json]) -> Iterable[int]:
    for entity in entities:
        yield entity["offset"]
        yield entity["offset"] + entity["length"]


def _opening(entity: Json, piece: str) -> str:
    kind = entity["type"]
    if kind in _HTML:
        return f"<{_HTML[kind]}>"
    if kind == "spoiler":
        return '<span class="spoiler">'
    if kind in ("url", "email", "text_link"):
        url = {"url": piece, "email": f"mailto:{piece}"}.get(kind) or str(entity["url"])
        # Anything but web and mail addresses (say, javascript:) must not become a link of the page.
        safe = url if re.match(r"(?i)(https?|mailto|tel|tg):", url) else f"https://{url}"
        return f'<a href="{html.escape(safe)}" target="_blank" rel="noopener noreferrer">'
    return f'<span class="{kind.replace("_", "-")}">' if kind in ("bot_command", "mention", "hashtag") else "<span>"


def _closing(entity: Json) -> str:
    kind = entity["type"]
    if kind in _HTML:
        return f"</{_HTML[kind]}>"
    return "</a>" if kind in ("url", "email", "text_link") else "</span>"
