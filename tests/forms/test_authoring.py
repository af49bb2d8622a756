"""Tables written by people, compiled; their mistakes said with sheet, row and column in three languages."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2json_backends import md_table_to_workbook

from forms import library
from forms.authoring.compiled import author, compile_xlsform
from forms.authoring.lint import check
from forms.authoring.problems import TEXTS, AuthoringError, Problem
from forms.definition import Form
from tests.forms.helpers import survey

FORMS = Path(__file__).parents[2] / "forms"
HEADER = "| | type | name | label | relevant | calculation |"
CHOICES = "| choices |\n| | list_name | name | label |\n"


def problem_of(table: str | bytes, file_name: str = "form.md") -> Problem:
    """The first problem of a file that must not compile."""
    with pytest.raises(AuthoringError) as caught:
        author(table if isinstance(table, bytes) else table.encode(), file_name)
    return caught.value.problems[0]


def excel(table: str, *more: list[str]) -> bytes:
    """The table as .xlsx, with more rows below its survey."""
    book: Any = md_table_to_workbook(table)
    for row in more:
        book["survey"].append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("table", "key", "sheet", "row"),
    [
        (survey("| foo | a | A | | |", header=HEADER), "type-unknown", "survey", 3),
        (survey("| text | | A | | |", header=HEADER), "no-name", "survey", 3),
        (survey("| | a | A | | |", header=HEADER), "no-type", "survey", 3),
        (survey("| text | ok | A | | |", "| text | a b | A | | |", header=HEADER), "name-letters", "survey", 4),
        (survey("| text | a | | | |", header=HEADER), "no-label", "survey", 3),
        (survey("| text | a | A | ${b} = 1 | |", header=HEADER), "reference-unknown", "survey", 3),
        (survey("| text | a | A | ${b = 1 | |", header=HEADER), "reference-broken", "survey", 3),
        (survey("| calculate | a | | | |", header=HEADER), "no-calculation", "survey", 3),
        (survey("| select_one x | a | A | | |", header=HEADER), "no-choices-sheet", "", None),
        (
            survey("| select_one x | a | A | | |", header=HEADER, choices=CHOICES + "| | y | 1 | Y |"),
            "list-unknown",
            "survey",
            3,
        ),
        (
            survey("| select_one x | a | A | | |", header=HEADER, choices=CHOICES + "| | x | 1 | Y |\n| | x | 1 | Z |"),
            "choice-twice",
            "choices",
            7,
        ),
        (
            survey("| select_multiple x | a | A | | |", header=HEADER, choices=CHOICES + "| | x | 1 2 | Y |"),
            "choice-name-space",
            "choices",
            6,
        ),
        (
            survey("| begin_group | g | G | | |", "| text | a | A | | |", header=HEADER),
            "begin-without-end",
            "survey",
            3,
        ),
        (survey("| end_group | | | | |", header=HEADER), "end-without-begin", "survey", 3),
        (survey("| text | a | A | | |", "| text | a | A | | |", header=HEADER), "name-twice", "survey", 4),
        (survey("| text | meta | A | | |", header=HEADER), "name-reserved", "survey", 3),
        (survey("| text | a | A | nonsense(1) | |", header=HEADER), "unknown-function", "survey", 3),
        (survey("| text | a | A | string-length() = 1 or not() | |", header=HEADER), "function-arity", "survey", 3),
        (survey("| text | a | A | 1 + | |", header=HEADER), "expression-syntax", "survey", 3),
        (survey("| calculate | a | | | ${b} |", "| calculate | b | | | ${a} |", header=HEADER), "cycle", "survey", 4),
        (survey("| text | a | A |", header="| | typ | name | label |"), "headers-missing", "", None),
        (
            "| survy |\n| | type | name | label |\n| | text | a | A |\n| choices |\n| | list_name | name |",
            "sheet-misspelt",
            "",
            None,
        ),
        ("hello", "file-unreadable", "", None),
        ("", "file-empty", "", None),
    ],
)
def test_mistakes_say_where_and_what(table: str, key: str, sheet: str, row: int | None) -> None:
    problem = problem_of(table)
    assert (problem.key, problem.sheet, problem.row) == (key, sheet, row)
    texts = {problem.text(language) for language in ("kk", "ru", "en")}
    assert len(texts) == 3
    assert not any("{" in text for text in texts if "${" not in text)


def test_a_mistake_in_words() -> None:
    problem = problem_of(survey("| text | a | A | ${b} = 1 | |", header=HEADER))
    assert problem.text("kk") == "survey, 3-жол, «relevant» бағаны: ${b} дегенге сілтеме бар, бірақ мұндай сұрақ жоқ."
    assert problem.text("ru") == "survey, строка 3, столбец «relevant»: Есть ссылка ${b}, но такого вопроса нет."
    assert problem.text("en").startswith("survey, row 3, column “relevant”: It refers to ${b}")


def test_rows_of_markdown_are_lines_of_the_file() -> None:
    head = "# A form\n\n| survey |\n| | type | name | label |\n| | --- | :--: | ---: |\n\n"
    table = head + "| | text | a | A |\n| | foo | b | B |"
    assert (problem_of(table).key, problem_of(table).row) == ("type-unknown", 8)


def test_an_excel_file_compiles_and_its_rows_are_named() -> None:
    table = survey("| text | a | Атыңыз | Имя |", choices="| settings |\n| | form_id |\n| | named |")
    form, _ = author(excel(table), "form.xlsx")
    assert (form.id, form.languages) == ("named", ("kk", "ru"))
    problem = problem_of(excel(table, [], ["nothing", "b", "Б", "Б"]), "form.XLSX")
    assert (problem.key, problem.row) == ("type-unknown", 4)


def test_a_csv_file_compiles() -> None:
    table = '"survey",,,\n,"type","name","label"\n,"integer","a","How many?"\n'
    assert [q.name for q in author(("\ufeff" + table).encode(), "form.csv")[0].questions()] == ["a"]


def test_two_mistakes_of_a_kind_are_two_problems() -> None:
    choices = CHOICES + "| | x | 1 | A |\n| | x | 1 | B |\n| | x | 1 | C |"
    checked = check(survey("| select_one x | a | A | | |", header=HEADER, choices=choices).encode(), "form.md")
    assert [(p.key, p.row) for p in checked.problems] == [("choice-twice", 7), ("choice-twice", 8)]


def test_harmful_files_are_refused_before_they_are_opened() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    assert problem_of(bomb.getvalue(), "form.xlsx").key == "file-bomb"

    entities = BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert problem_of(entities.getvalue(), "form.xlsx").key == "file-bomb"

    assert problem_of(b"x" * 10_000_001, "form.csv").key == "file-too-large"
    assert problem_of("| survey |\n" + "| | text | a | A |\n" * 3100).key == "too-many-rows"
    assert problem_of(survey(f"| text | a | {'A' * 20_001} | | |", header=HEADER)).key == "cell-too-long"
    assert problem_of(b"MZ", "form.exe").key == "file-type"
    assert problem_of("| survey |".encode("utf-16"), "form.md").key == "not-utf8"
    assert problem_of(b"PK\x03\x04 not a zip", "form.xlsx").key == "file-unreadable"
    assert problem_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "form.xls").key == "file-unreadable"


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".md", ".csv", ".xlsx", ".xls"]))
def test_any_bytes_give_a_problem_or_a_form(content: bytes, suffix: str) -> None:
    for problem in check(content, f"form{suffix}").problems:
        assert problem.text("kk")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "begin_group", "end_group", "note", "select_one x", "${a}", ""]),
            st.text(max_size=5),
        ),
        max_size=6,
    )
)
def test_any_table_gives_a_problem_or_a_form(rows: list[tuple[str, str]]) -> None:
    cells = [f"| {kind} | {name.replace('|', '').replace(chr(10), ' ')} | A | | |" for kind, name in rows]
    for problem in check(survey(*cells, header=HEADER).encode("utf-8", "ignore"), "form.md").problems:
        assert problem.text("ru")


def test_everything_the_engine_refuses_has_its_text() -> None:
    codes = set()
    for path in FORMS.rglob("*.py"):
        codes |= set(re.findall(r'(?:FormError|RepeatLimit)\(\s*"([\w-]+)"', path.read_text(encoding="utf-8")))
    # Raised only by wrong calls of the engine, never by a form.
    codes -= {"unknown-repeat", "unknown-element", "unknown-question", "snapshot", "regex-"}
    assert codes
    assert codes - set(TEXTS) == set()


def test_every_text_is_in_three_languages_with_the_same_arguments() -> None:
    for key, texts in TEXTS.items():
        assert set(texts) == {"kk", "ru", "en"}, key
        arguments = {language: set(re.findall(r"(?<![{$])\{(\w+)\}", text)) for language, text in texts.items()}
        assert arguments["kk"] == arguments["ru"] == arguments["en"], key


def test_the_librarys_forms_compile_without_a_word() -> None:
    assert "complaint" in library.names()
    for name in library.names():
        assert check(library.source(name), f"{name}.md").problems == ()
    assert library.load("complaint") is library.load("complaint")
    with pytest.raises(LookupError):
        library.load("../complaint")


def test_a_compiled_form_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded() -> Form:
        monkeypatch.setattr(library, "_loaded", {})
        return library.load("complaint", kept_in=tmp_path)

    first = loaded()
    (kept,) = tmp_path.iterdir()
    with monkeypatch.context() as without:
        without.delattr(library, "compiled")
        assert [one.path for one in loaded().questions()] == [one.path for one in first.questions()]
    kept.write_text("", encoding="utf-8")
    assert loaded().version == first.version
    (tmp_path / "complaint-older.xml").touch()
    kept.unlink()
    assert loaded().id == "complaint"
    assert list(tmp_path.iterdir()) == [kept]


def test_the_xform_is_the_standard_one() -> None:
    xml = compile_xlsform(library.source("complaint"), "complaint.md").xml
    assert xml.startswith("<?xml")
    assert 'id="complaint"' in xml
