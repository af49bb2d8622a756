"""The tree of a regular expression, and the classes of letters it may name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Accepts = Callable[[str], bool]


@dataclass(frozen=True)
class Any:
    """One letter of a kind."""

    accepts: Accepts


@dataclass(frozen=True)
class Sequence:
    """One after another."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True)
class Choice:
    """One of several."""

    branches: tuple[Pattern, ...]


@dataclass(frozen=True)
class Repeat:
    """So many times; `most` None is without limit."""

    inner: Pattern
    least: int
    most: int | None


@dataclass(frozen=True)
class Bound:
    """A place: 'start', 'end', 'word' or 'inside' (not a word's edge)."""

    kind: str


@dataclass(frozen=True)
class Look:
    """What must (or must not) follow, without being read."""

    inner: Pattern
    wanted: bool


Pattern = Any | Sequence | Choice | Repeat | Bound | Look

_BLOCKS = {
    "L": ("L",),
    "Lu": ("Lu",),
    "Ll": ("Ll",),
    "N": ("N",),
    "Nd": ("Nd",),
    "P": ("P",),
    "S": ("S",),
    "Z": ("Z",),
    "M": ("M",),
    "Alpha": ("L",),
    "IsAlphabetic": ("L", "Nl"),
    "Punct": ("P", "S"),
    "Upper": ("Lu",),
    "Lower": ("Ll",),
    "Digit": ("Nd",),
    "Alnum": ("L", "Nd"),
}


def _category(prefixes: tuple[str, ...]) -> Accepts:
    return lambda letter: unicodedata.category(letter).startswith(prefixes)


def _script(name: str) -> Accepts:
    return lambda letter: unicodedata.name(letter, "").startswith(name)


def negated(accepts: Accepts) -> Accepts:
    """The letters that are not of the kind."""
    return lambda letter: not accepts(letter)


def _digit(letter: str) -> bool:
    return "0" <= letter <= "9"


def _word(letter: str) -> bool:
    return (letter.isascii() and letter.isalnum()) or letter == "_"


_SCRIPTS = ("Cyrillic", "Latin", "Arabic", "Greek")


def named(name: str) -> Accepts | None:
    """The letters of a Unicode property such as 'L', 'Lu' or 'IsCyrillic'; None if the name is not known."""
    if name in _BLOCKS:
        return _category(_BLOCKS[name])
    for script in _SCRIPTS:
        if name in (script, "Is" + script, "In" + script, "script=" + script):
            return _script(script.upper())
    return None


CLASSES: dict[str, Accepts] = {"d": _digit, "w": _word, "s": lambda letter: letter in " \t\n\x0b\f\r"}
