"""Looks for people's words and numbers in bytes, in every writing they could be stored in by mistake."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def stolen(folder: Path) -> bytes:
    """Everything a thief of the folder gets: database, WAL, shared memory, evidence, settings, locks."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def found(words: Iterable[str], numbers: Iterable[int], data: bytes) -> list[str]:
    """Which of them are there. Numbers are Telegram ids: too long to appear by chance."""
    told = [word for word in words if any(form in data for form in written(word))]
    counted = [str(number) for number in numbers if any(form in data for form in packed(number))]
    return [*told, *counted]


def written(word: str) -> Iterator[bytes]:
    """UTF-8, UTF-16 in both orders, JSON's \\u escapes, base64 at each of the three places it can begin."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield json.dumps(word)[1:-1].encode()
    plain = word.encode()
    for shift in range(3):
        body = plain[-shift % 3 :]
        whole = body[: len(body) // 3 * 3]
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            if len(whole) >= 6:
                yield encode(whole)


def packed(number: int) -> Iterator[bytes]:
    """Decimal digits, big and little endian, and as SQLite writes columns (six bytes) and row ids (varint)."""
    yield from written(str(number))
    yield number.to_bytes(8, "big")
    yield number.to_bytes(8, "little")
    yield number.to_bytes(6, "big")
    groups = [number >> shift & 0x7F for shift in range(28, -1, -7)]
    yield bytes([*(group | 0x80 for group in groups[:-1]), groups[-1]])
