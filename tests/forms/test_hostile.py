"""Forms that would hang, explode or mislead: a clear error soon, in little memory, with its place, in kk, ru and en."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from forms.authoring.compiled import author
from forms.authoring.lint import check
from forms.authoring.problems import Problem, Severity
from forms.conversation.dialog import Dialog
from forms.conversation.given import Typed, Verdict
from forms.definition import FormError
from forms.xform.reader import parse_xform
from tests.forms.helpers import HEADER, form_of, now, survey

WITH = HEADER + " relevant | constraint | calculation | repeat_count |"
SECONDS = 2.0
MEGABYTES = 150


@pytest.fixture(autouse=True)
def _soon_and_small() -> Iterator[None]:
    """Every case here ends within two seconds and a bounded memory."""
    tracemalloc.start()
    began = time.process_time()
    yield
    spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Watching memory makes everything about three times slower.
    assert spent < SECONDS * 3
    assert peak < MEGABYTES * 1_000_000


def only(content: bytes, name: str = "form.md") -> Problem:
    """The first error, which has words in every language."""
    checked = check(content, name)
    assert not checked.usable
    problem = next(problem for problem in checked.problems if problem.severity is Severity.ERROR)
    said = {language: problem.text(language) for language in ("kk", "ru", "en")}
    assert len(set(said.values())) == 3, said
    return problem


def rows(*lines: str, choices: str = "") -> bytes:
    """A table whose first line is row 3."""
    return survey(*lines, header=WITH, choices=choices).encode()


def place(problem: Problem) -> tuple[str, int | None, str]:
    """Sheet, row and column."""
    return problem.sheet, problem.row, problem.column


DEEP = [*[f"| begin_group | g{i} | Г | Г | | | | |" for i in range(200)], "| text | a | А | А | | | | |"]
ONE = "| integer | a | А | А | | | | |"
FAULTS = {
    "ten thousand entries": (
        rows("| begin_repeat | r | Р | Р | | | | 10000 |", ONE, "| end_repeat | | | | | | | |"),
        ("repeat-limit", "survey", 3, "repeat_count"),
    ),
    "ten thousand rows": (
        rows(*[f"| text | a{i} | А | А | | | | |" for i in range(10_000)]),
        ("too-many-rows", "survey", None, ""),
    ),
    "a circle of calculations": (
        rows("| calculate | a | | | | | ${b} + 1 | |", "| calculate | b | | | | | ${c} | |",
             "| calculate | c | | | | | ${a} | |", "| calculate | after | | | | | ${a} | |"),
        ("cycle", "survey", 5, "calculation"),
    ),
    "a question that depends on itself": (
        rows("| integer | a | А | А | ${a} > 1 | | | |"),
        ("cycle", "survey", 3, "relevant"),
    ),
    "two hundred groups one in another": (
        rows(*DEEP, *["| end_group | | | | | | | |"] * 200),
        ("form-deep", "survey", 33, "type"),
    ),
    "an expression of five hundred brackets": (
        rows(f"| text | a | А | А | {'(' * 500}1{')' * 500} | | | |"),
        ("expression-too-deep", "survey", 3, "relevant"),
    ),
    "an endless expression": (
        rows("| text | a | А | А | " + " + ".join(["1"] * 9_000) + " | | | |"),
        ("cell-too-long", "survey", 3, "relevant"),
    ),
    "a pattern that repeats repetitions": (
        rows("| text | a | А | А | | regex(., '((a{1,99}){1,99}){1,99}') | | |"),
        ("regex-too-large", "survey", 3, "constraint"),
    ),
    "a non-breaking space in a type": (
        rows("| select_one\u00a0x | a | А | А | | | | |"),
        ("invisible-sign", "survey", 3, "type"),
    ),
    "a non-breaking space in a name": (
        rows(ONE, "| text | b\u00a0c | А | А | | | | |"),
        ("invisible-sign", "survey", 4, "name"),
    ),
    "a zero-width space in a name": (
        rows("| text | b\u200bc | А | А | | | | |"),
        ("invisible-sign", "survey", 3, "name"),
    ),
    "a non-breaking space in a choice": (
        rows("| select_one x | b | А | А | | | | |",
             choices="| choices |\n| | list_name | name | label |\n| | x | y\u00a0z | Я |"),
        ("invisible-sign", "choices", 6, "name"),
    ),
    "a Cyrillic letter in a name": (
        rows("| integer | аge | А | А | | | | |"),
        ("mixed-letters", "survey", 3, "name"),
    ),
    "a Cyrillic letter in a type": (
        rows("| tеxt | a | А | А | | | | |"),
        ("mixed-letters", "survey", 3, "type"),
    ),
    "a Cyrillic letter in a function": (
        rows(ONE, "| text | b | А | А | selеcted(${a}, 'x') | | | |"),
        ("mixed-letters", "survey", 4, "relevant"),
    ),
    "a reference written in Cyrillic": (
        rows(ONE, "| text | b | А | А | ${а} > 1 | | | |"),
        ("look-alike", "survey", 4, "relevant"),
    ),
    "a Cyrillic letter in a heading": (
        survey("| text | a | А |", header="| | type | nаme | label |").encode(),
        ("mixed-letters", "survey", 1, "nаme"),
    ),
    "a Cyrillic letter in the name of a sheet": (
        b"| surv\xd0\xb5y |\n| | type | name | label |\n| | text | a | A |",
        ("sheet-misspelt", "", None, ""),
    ),
    "no table at all": (b"hello", ("file-unreadable", "", None, "")),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_the_fault_is_named_with_its_place(case: str) -> None:
    content, expected = FAULTS[case]
    problem = only(content)
    assert (problem.key, *place(problem)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "| text | b | А | А | ${a}\u00a0>\u00a01 | | | |",
        "| text | b | А | А | ${a} = 'Алматы city' | | | |",
        "| text | b\u00a0 | А | А | | | | |",
        "| text | жасы | А\u00a0Б | А | | | | |",
    ],
)
def test_what_looks_strange_and_is_right(line: str) -> None:
    assert check(rows(ONE, line), "form.md").usable


CATASTROPHES = ("(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}", "^(([a-z])+.)+[A-Z]([a-z])+$")


@pytest.mark.parametrize("pattern", CATASTROPHES)
def test_a_catastrophic_pattern_answers_at_once(pattern: str) -> None:
    lines = [["type", "name", "label", "constraint"], ["text", "q", "А", f"regex(., '{pattern}')"]]
    dialog = Dialog.start(author(xlsx(survey=lines), "form.xlsx")[0], now=now)
    assert dialog.answer(Typed("a" * 1_500 + "!")).verdict is Verdict.REFUSED


def test_a_count_that_somebody_types_is_refused_and_the_form_goes_on() -> None:
    table = survey(
        "| integer | n | Неше? | Сколько? | | | | |",
        "| begin_repeat | r | Р | Р | | | | ${n} |",
        "| begin_repeat | s | С | С | | | | ${n} |",
        "| text | a | А | А | | | | |",
        "| end_repeat | | | | | | | |",
        "| end_repeat | | | | | | | |",
        header=WITH,
    )
    dialog = Dialog.start(form_of(table), now=now)
    for many in ("100000", "999999999999", "-1"):
        dialog.answer(Typed(many))
    assert dialog.answer(Typed("400")).verdict is Verdict.REFUSED, "400 times 400"
    dialog = Dialog.restore(dialog.session.form, dialog.state(), now=now)
    dialog.edit("/data/n")
    assert dialog.answer(Typed("2")).verdict is Verdict.TAKEN
    assert sum(1 for ref in dialog.values() if ref.endswith("/a")) == 4


# ---------------------------------------------------------------- archives and XML


def xlsx(**sheets: list[list[str]]) -> bytes:
    """A real workbook."""
    book: Any = import_module("openpyxl").Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


GOOD = [["type", "name", "label"], ["text", "a", "A"]]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part put in the place of another, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(name, part)
    return made.getvalue()


def test_an_archive_that_explodes() -> None:
    bomb = with_part(xlsx(survey=GOOD), "xl/media/image1.png", bytes(80_000_000))
    assert only(bomb, "form.xlsx").key == "file-bomb"


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]><l>&j;</l>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16")])
def test_entities_in_a_workbook_and_in_a_form(xml: bytes) -> None:
    assert only(with_part(xlsx(survey=GOOD), "xl/workbook.xml", xml), "form.xlsx").key == "file-bomb"
    with pytest.raises(FormError, match="xml-doctype"):
        parse_xform(xml)


def test_xml_that_is_too_deep_or_broken() -> None:
    with pytest.raises(FormError, match="xml-too-deep"):
        parse_xform(b"<a>" * 100_000)
    with pytest.raises(FormError, match="xml-syntax"):
        parse_xform(b"<a><b></a>")


def test_wrong_sheets_of_a_workbook() -> None:
    for sheets, key in (
        ({"Sheet1": GOOD, "choices": GOOD}, "no-survey"),
        ({"surveys": GOOD, "choices": GOOD}, "sheet-misspelt"),
        ({"surv\u0435y": GOOD, "settings": GOOD}, "sheet-misspelt"),
        ({"survey": []}, "no-survey"),
    ):
        assert only(xlsx(**sheets), "form.xlsx").key == key


def test_a_workbook_is_told_its_own_rows_and_columns() -> None:
    lines = [["type", "name", "label", "relevant"], ["text", "a", "A", ""], ["text", "b", "B", "${a} ="]]
    problem = only(xlsx(survey=lines), "form.xlsx")
    assert place(problem) == ("survey", 3, "relevant")
    assert problem.text("kk").startswith("survey, 3-жол, «relevant» бағаны: ")
    assert problem.text("ru").startswith("survey, строка 3, столбец «relevant»: ")
