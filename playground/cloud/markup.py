"""HTML as the Bot API reads it: to text and entities, with Telegram's error texts.

The grammar and the errors are those of TDLib (td/telegram/MessageEntity.cpp, `parse_html`): offsets in errors count
bytes of UTF-8, offsets in entities count UTF-16 code units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playground.cloud.refusals import Json, Refused, bad_request

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_ESCAPES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ESCAPE = re.compile(r"&(#[xX][0-9a-fA-F]+|#[0-9]+|[a-z]+);?")
_NAME_END = re.compile(r"[\s>]")
_ATTRIBUTE_NAME_END = re.compile(r"[\s=]")
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(ch > "\uffff" for ch in text)


@dataclass(frozen=True)
class FormattedText:
    """Plain text and Telegram's entities over it."""

    text: str
    entities: tuple[Json, ...] = ()

    def stripped(self) -> FormattedText:
        """Without white space at the ends, as Telegram stores it."""
        shift = utf16_length(self.text) - utf16_length(self.text.lstrip())
        text = self.text.strip()
        end = utf16_length(text)
        kept = []
        for entity in self.entities:
            first = max(0, entity["offset"] - shift)
            last = min(end, entity["offset"] - shift + entity["length"])
            if last > first:
                kept.append({**entity, "offset": first, "length": last - first})
        return FormattedText(text, tuple(kept))


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


def parse_html(source: str) -> FormattedText:
    """Reads Bot API HTML. Refused (400 "can't parse entities: …") where Telegram refuses it."""
    return _HtmlParser(source).parse()


class _HtmlParser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._stack: list[_Open] = []
        self._entities: list[Json] = []

    def parse(self) -> FormattedText:
        source = self._source
        while self._at < len(source):
            if source[self._at] == "<":
                if source.startswith("</", self._at):
                    self._end_tag()
                else:
                    self._start_tag()
            else:
                self._emit(self._character())
        if self._stack:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self._stack[-1].tag}"')
        # Outer entities first, as Telegram sends them.
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return FormattedText("".join(self._text), tuple(self._entities))

    def _emit(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _character(self) -> str:
        """One character or escape at the cursor; an unknown escape stays as it is."""
        match = _ESCAPE.match(self._source, self._at)
        if match is None:
            self._at += 1
            return self._source[self._at - 1]
        decoded = _decode_escape(match.group(1))
        if decoded is None:
            self._at += 1
            return "&"
        self._at = match.end()
        return decoded

    def _start_tag(self) -> None:
        begin = self._at
        end = _NAME_END.search(self._source, begin)
        if end is None:
            raise _error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        tag = self._source[begin + 1 : end.start()].lower()
        if tag not in _TAGS:
            raise _error(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        self._at = end.start()
        attributes = self._attributes(tag, begin)
        if tag == "span" and not attributes.get("class", "").startswith("tg-spoiler"):
            raise _error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._stack.append(_Open(tag, self._length, attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Reads `name="value"` pairs up to and including the closing bracket."""
        found: dict[str, str] = {}
        source, offset = self._source, self._bytes(begin)
        while True:
            self._skip_space()
            if self._at >= len(source):
                raise _error(f"Unclosed start tag at byte offset {offset}")
            if source[self._at] == ">":
                self._at += 1
                return found
            if tag == "blockquote" and source.startswith("expandable", self._at):
                self._at += len("expandable")
                found["expandable"] = ""
                continue
            name_end = _ATTRIBUTE_NAME_END.search(source, self._at)
            name = source[self._at : name_end.start() if name_end else len(source)]
            if not name:
                raise _error(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            self._at += len(name)
            self._skip_space()
            if source[self._at : self._at + 1] != "=":
                raise _error(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {offset}'
                )
            self._at += 1
            self._skip_space()
            if self._at >= len(source):
                raise _error(f'Unclosed start tag "{tag}" at byte offset {offset}')
            found[name.lower()] = self._value(offset)

    def _value(self, tag_offset: int) -> str:
        source, begin = self._source, self._at
        quote = source[begin]
        if quote not in "\"'":
            match = _BARE_VALUE.match(source, begin)
            self._at = match.end() if match else begin
            if self._at >= len(source) or not (source[self._at].isspace() or source[self._at] == ">"):
                raise _error(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
            return source[begin : self._at].lower()
        self._at += 1
        value: list[str] = []
        while self._at < len(source) and source[self._at] != quote:
            value.append(self._character())
        if self._at >= len(source):
            raise _error(f"Unclosed start tag at byte offset {tag_offset}")
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        offset = self._bytes(begin)
        if not self._stack:
            raise _error(f"Unexpected end tag at byte offset {offset}")
        end = _NAME_END.search(self._source, begin)
        self._at = end.start() if end else len(self._source)
        name = self._source[begin + 2 : self._at].lower()
        self._skip_space()
        if self._source[self._at : self._at + 1] != ">":
            raise _error(f"Unclosed end tag at byte offset {offset}")
        self._at += 1
        opened = self._stack.pop()
        if name and name != opened.tag:
            raise _error(f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"')
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self._length - opened.start
        if length == 0:
            return
        entity: Json = {"type": _TAGS[opened.tag], "offset": opened.start, "length": length}
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self._text)[-length:]
            if not re.match(r"(?:https?|tg|mailto|tel|ton)[:]|[\w-]+\.\w", url):
                return  # Telegram shows the text without a link
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and self._stack and self._stack[-1].tag == "pre":
            self._stack[-1].attributes["language"] = language
            return
        elif opened.tag == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self._entities.append(entity)

    def _skip_space(self) -> None:
        while self._at < len(self._source) and self._source[self._at].isspace():
            self._at += 1

    def _bytes(self, index: int) -> int:
        return len(self._source[:index].encode())


def _decode_escape(name: str) -> str | None:
    if not name.startswith("#"):
        return _ESCAPES.get(name)
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _error(text: str) -> Refused:
    return bad_request(f"can't parse entities: {text}")
