"""`check-form --play`: forms answered line by line in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import main
from forms.authoring.compiled import author
from forms.xform.xmltree import read_xml
from play_form import play_form
from tests.forms.helpers import now
from tests.reports.forms import TABLE

LIBRARY = Path(__file__).parent.parent / "forms/library"


def played(table: str, *lines: str, language: str = "ru") -> tuple[bool, list[str]]:
    """Whether the form was sent, and everything that was said."""
    form, left = author(table.encode(), "form.md")[0], iter(lines)
    said: list[str] = []

    def ask_line(before: str) -> str:
        line = next(left, None)
        if line is None:
            raise EOFError
        said.append(f"{before}{line}")
        return line

    sent = play_form(form, language=language, now=now, ask_line=ask_line, say=said.append)
    return sent, said


SMALL = """| survey |
| | type | name | label::Қазақша (kk) | label::Русский (ru) | required | constraint | constraint_message::Русский (ru) |
| | note | hello | Сәлем | Привет | | | |
| | select_one yn | paid | Төледіңіз бе? | Вы платили? | yes | | |
| | select_multiple colour | colours | Түстер | Цвета | | | |
| | integer | price | Бағасы | Цена | yes | . > 0 | Больше нуля |
| | text | more | Тағы | Ещё | | | |
| | image | photo | Фото | Фото | | | |
| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | yn | yes | Иә | Да |
| | yn | no | Жоқ | Нет |
| | colour | red | Қызыл | Красный |
| | colour | blue | Көк | Синий |
"""


def test_a_form_is_answered_sent_and_shown_as_its_instance() -> None:
    lines = ["", "2", "1", "2", ":done", "-5", "700", ":back", "", ":skip", "a.jpg", ""]
    sent, said = played(SMALL, *lines)
    assert sent
    root = read_xml(said[-1])
    assert {child.name: child.text for child in root.children if child.name != "meta"} == {
        "hello": "",
        "paid": "no",
        "colours": "red blue",
        "price": "700",
        "more": "",
        "photo": "a.jpg",
    }
    assert "✗ Больше нуля" in said
    assert "── 2/6" in said
    assert "Вы платили? *" in said
    assert "  1. ☑ Красный" in said


def test_the_review_shows_answers_and_changes_one() -> None:
    sent, said = played(SMALL, "", "1", "", "700", "", "", "9", "1", "Нет", "")
    assert sent
    assert "1. Вы платили?: Да" in said
    assert "1. Вы платили?: Нет" in said
    assert any(line.startswith("✗ ") for line in said)  # there is no answer 9


@pytest.mark.parametrize("lines", [[], ["", ":quit"], ["", "1"]])
def test_leaving_sends_nothing(lines: list[str]) -> None:
    sent, said = played(SMALL, *lines)
    assert not sent
    assert not said[-1].startswith("<?xml")


def test_in_kazakh() -> None:
    _, said = played(SMALL, "", "", language="kk")
    assert "Төледіңіз бе? *" in said
    assert any(line.startswith("✗ ") and "сұра" in line for line in said)


def test_repeats_nest() -> None:
    start = ["", "Ақша", "5", "0.5", "2026-05-19", "09:05", "2026-05-19", "10:00", "1", "", "43.2 76.9", "ия"]
    sent, said = played(TABLE.replace("{version}", "1"), *start, "Айгүл", "a.jpg", "7", "", "", "")
    assert sent, said[-12:]
    visit = read_xml(said[-1]).find("visit")
    assert visit is not None
    assert [child.text for child in visit.children][:2] == ["Айгүл", "a.jpg"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines for `input`."""
    lines: list[str] = []

    def read(_: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("builtins.input", read)
    return lines


def test_the_command_lints_outlines_and_plays(
    typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "form.md"
    file.write_text(SMALL, encoding="utf-8")
    typed += ["", "1", "", "700", "", "", ""]
    assert main(["check-form", str(file), "--play"]) == 0
    shown = capsys.readouterr().out
    assert "<price>700</price>" in shown
    assert main(["check-form", str(file), "--play"]) == 1  # nobody answers
    assert main(["check-form", str(file)]) == 0


def test_a_form_with_faults_is_not_played(typed: list[str], tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text(SMALL.replace(". > 0", ". > ("), encoding="utf-8")
    typed += [""]
    assert main(["check-form", str(file), "--play"]) == 1
    assert typed == [""]
