"""Text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib

from forms.engine.values import Scalar, to_int, to_string
from forms.functions.logic import single
from forms.functions.registry import contextual, over_nodes, plain
from forms.regex.match import matches
from forms.xpath.context import Argument, Context

MAX_TEXT = 100_000
"""No computed text grows beyond this; concat of itself in a repeat would otherwise eat the memory."""


@plain("string", arity=1)
def string(value: Scalar) -> str:
    return to_string(value)


def strings(arguments: tuple[Argument, ...]) -> list[str]:
    """All the texts in the arguments, nodes in document order."""
    found: list[str] = []
    for argument in arguments:
        if isinstance(argument, list):
            found += [to_string(node.value) for node in argument]
        else:
            found.append(to_string(argument))
    return found


def listed(arguments: tuple[Argument, ...]) -> list[str]:
    """The texts of a single list of nodes, or one text for each of several arguments."""
    if len(arguments) == 1:
        return strings(arguments)
    return [to_string(single(argument)) for argument in arguments]


@over_nodes("concat", arity=(0, None))
def concat(_: Context, *parts: Argument) -> str:
    return "".join(listed(parts))[:MAX_TEXT]


@over_nodes("join", arity=(1, None))
def join(_: Context, *parts: Argument) -> str:
    return to_string(single(parts[0])).join(listed(parts[1:]))[:MAX_TEXT]


@contextual("string-length", arity=(0, 1))
def string_length(context: Context, *value: Scalar) -> float:
    return float(len(to_string(value[0] if value else context.node.value)))


@contextual("normalize-space", arity=(0, 1))
def normalize_space(context: Context, *value: Scalar) -> str:
    return " ".join(to_string(value[0] if value else context.node.value).split())


@plain("substr", arity=(2, 3))
def substr(text: Scalar, start: Scalar, end: Scalar = "") -> str:
    """From `start` (counted from 0, negative from the end) up to but not with `end`."""
    whole = to_string(text)
    first, last = to_int(start) or 0, to_int(end)
    if end == "":
        last = len(whole)
    return whole[first : last or 0]


@plain("substring-before", arity=2)
def substring_before(text: Scalar, mark: Scalar) -> str:
    before, found, _ = _partition(text, mark)
    return before if found else ""


@plain("substring-after", arity=2)
def substring_after(text: Scalar, mark: Scalar) -> str:
    return _partition(text, mark)[2]


def _partition(text: Scalar, mark: Scalar) -> tuple[str, bool, str]:
    whole, part = to_string(text), to_string(mark)
    position = whole.find(part)
    return (whole[:position], True, whole[position + len(part) :]) if position >= 0 else (whole, False, "")


@plain("translate", arity=3)
def translate(text: Scalar, source: Scalar, target: Scalar) -> str:
    """Each letter found in `source` becomes the one at the same place in `target`, or is dropped."""
    replacements = to_string(target)
    table: dict[int, str | None] = {}
    for position, letter in enumerate(to_string(source)):
        table.setdefault(ord(letter), replacements[position] if position < len(replacements) else None)
    return to_string(text).translate(table)


@plain("contains", arity=2)
def contains(text: Scalar, part: Scalar) -> bool:
    return to_string(part) in to_string(text)


@plain("starts-with", arity=2)
def starts_with(text: Scalar, part: Scalar) -> bool:
    return to_string(text).startswith(to_string(part))


@plain("ends-with", arity=2)
def ends_with(text: Scalar, part: Scalar) -> bool:
    return to_string(text).endswith(to_string(part))


@plain("regex", arity=2)
def regex(text: Scalar, pattern: Scalar) -> bool:
    """Whether the whole text matches the pattern."""
    return matches(to_string(pattern), to_string(text))


@plain("digest", arity=(2, 3))
def digest(text: Scalar, algorithm: Scalar, encoding: Scalar = "base64") -> str:
    """A hash for identifiers; MD5 and SHA-1 are what forms ask for, not what protects anything."""
    data, name = to_string(text).encode(), to_string(algorithm).upper().replace("-", "")
    if name == "CRC32":
        return str(zlib.crc32(data))
    if name not in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512"):
        return ""
    raw = hashlib.new(name.lower(), data, usedforsecurity=False).digest()
    return raw.hex() if to_string(encoding).lower() == "hex" else base64.b64encode(raw).decode()


@plain("base64-decode", arity=1)
def base64_decode(text: Scalar) -> str:
    try:
        return base64.b64decode(to_string(text)).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""
