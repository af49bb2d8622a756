"""The locked dependencies are those that pyproject.toml names, each with hashes, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(re.split(r"[^\w.-]", one, maxsplit=1)[0]) for one in project["dependencies"]}
    locked = {plain(one) for one in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}
    assert named - locked == set()


def test_each_has_hashes_and_none_a_place() -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert entries
    assert [one.splitlines()[0] for one in entries if "--hash=sha256:" not in one] == []
    assert not re.search(r"://|--(extra-)?index-url|@ ", LOCK)
