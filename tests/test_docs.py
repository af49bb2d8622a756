"""The documents say what is so: commands, settings and files they name exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import main
from settings import PREFIX, Settings
from tests.faults import table

ROOT = Path(__file__).parent.parent
DOCS = [
    ROOT / name
    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/operations.md",
        "docs/roles.md",
        "docs/threat-model.md",
    )
]
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_make_targets_exist(doc: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=`|$|\s*\n)", doc.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("doc", [*DOCS, *DECISIONS], ids=lambda doc: doc.name)
def test_linked_files_exist(doc: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", doc.read_text(encoding="utf-8")):
        assert (doc.parent / link).exists(), link


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_named_files_exist(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    for path in re.findall(
        r"`((?:handlers|forms|services|storage|tests|locales|domain)/[\w/.]*\.(?:py|md|ftl))`", text
    ):
        assert (ROOT / path).exists(), path


def test_every_part_of_the_threat_model_names_the_tests_that_show_it() -> None:
    """Each opponent that the code does something about; every named test file has tests."""
    text = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    without_code = {"In short", "Telegram", "What was found by trying"}
    for name in parts.keys() - without_code:
        named = re.findall(r"`(tests/[\w/]+\.py|tests/\w+/)`", parts[name])
        assert named, name
        for path in named:
            one = ROOT / path
            files = [one] if one.is_file() else list(one.glob("test_*.py"))
            assert any("def test_" in file.read_text(encoding="utf-8") for file in files), path


def test_what_each_role_sees_has_a_picture_and_a_test() -> None:
    """Of every part of docs/roles.md; the pictures are small, and there is none that nobody shows."""
    page = ROOT / "docs/roles.md"
    text = page.read_text(encoding="utf-8")
    parts = re.findall(r"^##+ (.+?)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(parts) > 6
    for name, part in parts:
        assert '<img src="pictures/' in part, name
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", part)
        assert tests, name
        for path, test in tests:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test
    shown = {page.parent / picture for picture in re.findall(r'<img src="([^"]+)"', text)}
    assert shown == set(page.parent.glob("pictures/roles-*.png"))
    assert max(picture.stat().st_size for picture in shown) < 60_000


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert set(re.findall(rf"^\| `({PREFIX}\w+)`", text, re.MULTILINE)) == {
        f"{PREFIX}{name}".upper() for name in Settings.model_fields
    }


def test_every_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for command in re.findall(r"`python bot\.py ([a-z][\w-]*)", text):
        assert command in shown


def test_check_form_as_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-form", str(ROOT / "forms/library/complaint.md"), "--lang", "kk"]) == 0
    assert "Не туралы хабарлайсыз?" in capsys.readouterr().out


def test_the_project_speaks_of_itself_alone() -> None:
    """No paths of somebody's machine."""
    for doc in [*DOCS, *DECISIONS, ROOT / "CHANGELOG.md", ROOT / "Makefile"]:
        assert not re.search(r"(?<![\w.])/(work|home|root|tmp)/", doc.read_text(encoding="utf-8")), doc.name


def test_the_faults_are_those_that_tests_show() -> None:
    """`python -m tests.faults.table` writes them anew."""
    page = table.PAGE.read_text(encoding="utf-8")
    assert table.written(page) == page
    assert table.table().count("\n") > 30


def test_the_log_says_what_operations_explains() -> None:
    """Every event in the table of what breaks is one of the code's, and so is every sentence before the start."""
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    tables = text.partition("### When something breaks")[2].partition("## Law")[0]
    said = re.findall(r"^\| `([^`]+)`", tables, re.MULTILINE)
    assert len(said) > 20
    code = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("transport", "scheduler", "storage", "services", ".")
        for file in (ROOT / folder).glob("*.py")
    )
    for one in said:
        for part in (part.strip() for part in re.split(r"…|: |\(process", one)):
            assert part in code, part
