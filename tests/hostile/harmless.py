"""Looks through everything that has left the bot for words somebody typed: each stands there whole, or cut short."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from openpyxl.reader.excel import load_workbook

from playground.cloud.markup import parse_html
from tests.harness import Someone, World
from tests.scenarios.papers import documents, printed

CORE = "зло7"
"""Stands in all hostile words, so that they are found again."""
CUT = "…"
LINKS = ("text_link", "text_mention", "custom_emoji")
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "＝")


def calls(world: World) -> Iterator[tuple[str, str]]:
    """Every text of every call to Telegram, as a person reads it, with where it stood."""
    for method, params in world.cloud.calls:
        for name, given in params.items():
            if name in ("text", "caption") and params.get("parse_mode") == "HTML":
                read = parse_html(given)
                assert not [one for one in read.entities if one["type"] in LINKS], given
                yield f"{method}.{name}", read.text
            elif isinstance(given, str):
                yield from ((f"{method}.{name}", one) for one in _strings(given))


def _strings(given: str) -> Iterator[str]:
    """The texts inside a JSON parameter (a keyboard, an album), or the parameter itself."""
    try:
        opened: list[Any] = [json.loads(given)]
    except ValueError:
        opened = [given]
    while opened:
        one = opened.pop()
        if isinstance(one, dict):
            html = one.get("parse_mode") == "HTML"
            opened += [parse_html(value).text if html and name == "caption" else value for name, value in one.items()]
        elif isinstance(one, list):
            opened += one
        elif isinstance(one, str):
            yield one


def stands(text: str, words: str) -> bool:
    """Whether the words stand in the text as they were typed, each time, or cut short."""
    before, _, after = words.partition(CORE)
    parts = text.split(CORE)
    for left, right in pairwise(parts):
        kept = next((at for at in range(len(after), -1, -1) if right.startswith(after[:at])), 0)
        whole = kept == len(after) or right[kept:].lstrip().startswith(CUT)
        if not whole or not (left.endswith(before) or CUT in left[-len(before) - 2 :]):
            return False
    return True


def looked_through(content: bytes, name: str, words: str) -> None:
    """A file that the bot made: no formula, nothing read from this machine, the words as they are."""
    assert b"root:x:0" not in content
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                assert not inner.startswith("/")
                assert not {"..", "\\"} & {*inner.split("/"), *inner}
                looked_through(archive.read(inner), inner, words)
    elif name.endswith(".pdf"):
        said = "".join(printed(content).split())
        assert "root:x:0" not in said
        # Flags and faces have no letters in the letters' font.
        assert CORE not in said or not words[0].isascii() or "".join(words.split()) in said, (name, said)
    elif name.endswith(".xlsx"):
        for sheet in load_workbook(io.BytesIO(content)).worksheets:  # type: ignore[no-untyped-call]
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    elif name.endswith(".csv"):
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert not [cell for row in table for cell in row if CORE in cell and cell.startswith(COMPUTED)]
    elif name.endswith((".txt", ".json")):
        said = content.decode()
        assert stands(said if name.endswith(".txt") else "\n".join(_strings(said)), words)


def harmless(world: World, words: str, *people: Someone) -> int:
    """Everything sent so far, texts and files. How often the words were seen in texts."""
    seen = 0
    for where, text in calls(world):
        assert stands(text, words), (where, text)
        seen += text.count(CORE)
    for someone in people:
        for name, content in documents(world, someone).items():
            looked_through(content, name, words)
    return seen
