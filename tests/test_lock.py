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


def test_the_image_has_every_package_and_nothing_else() -> None:
    """What Python files of the bot import lies in folders that the Dockerfile copies and .dockerignore lets through."""
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    packages |= {folder.name for folder in ROOT.iterdir() if list(folder.glob("*.py"))} - {"tests", "benchmarks"}
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    let_through = re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(copied) == sorted(let_through) == sorted(packages)
