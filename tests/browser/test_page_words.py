"""The chat page's own words: every key that is used exists, every key is used, both languages are filled."""

from __future__ import annotations

import re
from pathlib import Path

from playground.page.api import STATIC

ENTRY = re.compile(r'^  (\w+): \[\s*"([^"]*)",\s*"([^"]*)",?\s*\],', re.MULTILINE)
USES = (re.compile(r'\bt\("(\w+)"'), re.compile(r'data-t(?:-label)?="(\w+)"'), re.compile(r'"(fault\w+)"'))
CHOSEN = re.compile(r't\([^()"]*(?:\([^()]*\)[^()"]*)*\? "(\w+)" : "(\w+)"')
BUILT = re.compile(r"^(role|service)_")
#: Names of media kinds, shown as t(kind).
KINDS = {"photo", "video", "voice", "audio", "document", "sticker", "animation", "video_note", "location", "contact"}
KINDS |= {"poll", "play", "pause", "messages"}


def words() -> dict[str, tuple[str, str]]:
    text = (STATIC / "words.js").read_text("utf-8")
    return {key: (kk, ru) for key, kk, ru in ENTRY.findall(text)}


def used() -> set[str]:
    sources: list[Path] = [path for path in STATIC.iterdir() if path.suffix in {".js", ".html"}]
    found: set[str] = set()
    for path in sources:
        text = path.read_text("utf-8")
        for pattern in USES:
            found |= set(pattern.findall(text))
        for pair in CHOSEN.findall(text):
            found |= set(pair)
    return found


def test_every_word_that_is_used_exists() -> None:
    missing = used() - set(words())
    assert missing == set()


def test_every_word_is_used() -> None:
    unused = {key for key in set(words()) - used() - KINDS if not BUILT.match(key)}
    assert unused == set()


def test_both_languages_are_filled_and_have_the_same_placeholders() -> None:
    for key, (kk, ru) in words().items():
        assert kk, key
        assert ru, key
        assert set(re.findall(r"\{\w+\}", kk)) == set(re.findall(r"\{\w+\}", ru)), key
