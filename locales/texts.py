"""Words for people: Fluent messages in kk and ru, rendered for one reader.

A `Text` is a message key with its arguments; it knows no language. Everything a person typed is an argument and is
escaped when the text is rendered as HTML, so no handler can forget it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import ast

Language = Literal["kk", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
HERE = Path(__file__).parent

# Fluent refuses arguments of more than 2,500 characters, against files of strangers that expand without end. Our files
# are our own, and people's stories are longer.
resolver.MAX_PART_LENGTH = 100_000


@dataclass(frozen=True)
class Tenge:
    """An amount of money in whole tenge, shown as «20 000 ₸»."""

    amount: int


@dataclass(frozen=True)
class Named:
    """A proper name that has a form in each language: a region, a district."""

    kk: str
    ru: str


@dataclass(frozen=True)
class Brief:
    """A moment in a list of them, shown as «22.11.2026, 09:05»."""

    at: datetime


@dataclass(frozen=True)
class Text:
    """One Fluent message with its arguments; build it with `T`."""

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines:
    """Words one under the other, with no blank line between."""

    parts: tuple[Words, ...]


Arg = str | int | date | datetime | Brief | Tenge | Named | Text
Words = Text | str | Lines
"""What a screen shows: a message of ours, somebody's own words, or lines of both."""


def T(key: str, /, **args: Arg) -> Text:
    """The message `key` with its arguments. Keys and names are checked against the .ftl files by a test."""
    return Text(key, args)


@cache
def bundle(language: Language) -> FluentBundle:
    """All messages of a language, read once."""
    made = FluentBundle([language], use_isolating=False)
    for file in sorted((HERE / language).glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return made


class UnknownText(LookupError):
    """A message key that is in no .ftl file of the language."""


def render(words: Words, language: Language, *, zone: tzinfo, markup: bool = True) -> str:
    """The words in a language, as HTML (`markup`) or as plain text for buttons and toasts.

    Raises UnknownText for a key that the language lacks, ValueError for a message that Fluent cannot format.
    """
    if isinstance(words, str):
        return html.escape(words, quote=False) if markup else words
    if isinstance(words, Lines):
        return "\n".join(render(part, language, zone=zone, markup=markup) for part in words.parts)
    args = {name: _shown(value, language, zone) for name, value in words.args.items()}
    spoken = [value for value in args.values() if isinstance(value, str)]
    if not spoken:
        return _counted(words.key, tuple(args.items()), language, markup)
    if len(spoken) == len(args) and (pieces := _pieces(words.key, language)) and args.keys() >= pieces[1]:
        said = "".join(str(args[piece.name]) if isinstance(piece, Variable) else piece for piece in pieces[0])
        return said if markup else _plain(said)
    return _formatted(words.key, args, language, markup)


@dataclass(frozen=True)
class Variable:
    """Where a message takes an argument."""

    name: str


@cache
def _pieces(key: str, language: Language) -> tuple[tuple[str | Variable, ...], frozenset[str]] | None:
    """A message that is nothing but text and variables, in pieces, with the variables' names; None for any other.

    Joining them takes a tenth of the time that Fluent takes to format the message.
    """
    messages = bundle(language)
    pattern = messages.get_message(key).value if messages.has_message(key) else None
    pieces: list[str | Variable] = []
    for element in pattern.elements if isinstance(pattern, ast.Pattern) else (pattern,):
        match element:
            case ast.TextElement(value=text):
                pieces.append(text)
            case ast.Placeable(expression=ast.VariableReference(id=ast.Identifier(name=name))):
                pieces.append(Variable(name))
            case _:
                return None
    return tuple(pieces), frozenset(piece.name for piece in pieces if isinstance(piece, Variable))


@lru_cache(maxsize=4096)
def _counted(key: str, args: tuple[tuple[str, str | int], ...], language: Language, markup: bool) -> str:
    """A message with numbers only, or with nothing at all: buttons, mostly. Nobody's words are kept in memory so."""
    return _formatted(key, dict(args), language, markup)


def _formatted(key: str, args: dict[str, str | int], language: Language, markup: bool) -> str:
    messages = bundle(language)
    if not messages.has_message(key):
        raise UnknownText(f"{key} ({language})")
    pattern = messages.get_message(key).value
    if pattern is None:
        raise UnknownText(f"{key} ({language}) has no value")
    said, errors = messages.format_pattern(pattern, args)
    if errors:
        raise ValueError(f"{key} ({language}): {type(errors[0]).__name__}")
    return str(said) if markup else _plain(str(said))


def _plain(said: str) -> str:
    """Without our tags; what looks like one in words that somebody typed is escaped until then, and so stays."""
    for tag in ("b", "i", "u", "s", "code", "blockquote"):
        said = said.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html.unescape(said)


def _shown(value: Arg, language: Language, zone: tzinfo) -> str | int:
    """An argument as HTML."""
    match value:
        case Text():
            return render(value, language, zone=zone)
        case Tenge(amount):
            return f"{number(amount, language)} ₸"
        case Named(kk, ru):
            return _shown(ru if language == "ru" else kk, language, zone)
        case Brief(at):
            return str(format_datetime(at, "dd.MM.y, HH:mm", tzinfo=zone, locale=language))
        case datetime():
            return moment(value, language, zone)
        case date():
            return format_date(value, "d MMMM y", locale=language)
        case str():
            return html.escape(value, quote=False)
        case _:
            return value


def number(value: int | float, language: Language) -> str:
    """A number with its thousands parted: 20 000."""
    return str(format_decimal(value, locale=language))


def moment(value: datetime, language: Language, zone: tzinfo) -> str:
    """A moment as read on the wall of `zone`: 21 қараша 2026, 09:05."""
    return str(format_datetime(value, "d MMMM y, HH:mm", tzinfo=zone, locale=language))


def render_all(parts: Iterable[Words], language: Language, *, zone: tzinfo) -> str:
    """Paragraphs, one blank line between them; empty ones are left out."""
    return "\n\n".join(said for part in parts if (said := render(part, language, zone=zone)))


ALMATY = ZoneInfo("Asia/Almaty")
