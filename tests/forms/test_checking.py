"""What a coordinator sends, examined: every fault at once, archives, files that are missing, the limits."""

from __future__ import annotations

import io
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from forms.authoring.bundle import unpack
from forms.authoring.checking import examine, from_json, minutes_of, to_json
from forms.authoring.problems import AuthoringError, Severity
from tests.forms.helpers import form_of, survey

HEAD = "| survey |\n| | type | name | label::Қазақша (kk) | label::Русский (ru) | relevant | constraint | calculation |"
LISTS = """| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | yn | yes | Иә | Да |
| | yn | no | Жоқ | Нет |"""


def table(*lines: str, settings: str = "") -> bytes:
    """A table in Markdown; the first line below the header is line 3."""
    rows = "\n".join(f"| | {line} |" for line in lines)
    return f"{HEAD}\n{rows}\n\n{LISTS}\n\n{settings}\n".encode()


def packed(**files: bytes) -> bytes:
    """A zip of these files; `_` in a name stands for a dot."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return written.getvalue()


GOOD = table("text | who | Кім? | Кто? | | | ", "select_one yn | open | Ашық па? | Открыто? | | | ")


def test_every_fault_is_found_at_once_with_its_row() -> None:
    wrong = table(
        "text | who | Кім? | Кто? | | | ",
        "intger | age | Жасы? | Возраст? | | | ",
        "select_one yes | open | Ашық па? | Открыто? | | | ",
        "text | why | Неге? | Почему? | ${opened} = 'no' | | ",
        "decimal | price | Бағасы? | Цена? | | . >= | ",
        "text | who | Тағы кім? | Кто ещё? | | | ",
        "calculate | score | | | | | foo(${price})",
    )
    assert [(p.row, p.key) for p in examine(wrong, "x.md").problems] == [
        (4, "type-unknown"),
        (5, "list-unknown"),
        (6, "reference-unknown"),
        (7, "expression-syntax"),
        (8, "name-twice"),
        (9, "unknown-function"),
    ]


def test_one_fault_brings_no_others() -> None:
    wrong = table("text | who | Кім? | Кто? | | | ", "intger | age | Жасы? | Возраст? | | | ")
    assert [(p.row, p.key) for p in examine(wrong, "x.md").problems] == [(4, "type-unknown")]


def test_a_sound_form_is_described() -> None:
    ready = examine(GOOD, "school.md").ready
    assert ready is not None
    assert (ready.form, ready.version, ready.questions, ready.minutes) == ("school", "", 2, 1)
    assert ready.complete == ("kk", "ru")


def test_what_lacks_a_translation_is_not_complete() -> None:
    finding = examine(table("text | who | Кім? | | | | ", "text | where | Қайда? | Где? | | | "), "x.md")
    assert finding.ready is not None
    assert finding.ready.complete == ("kk",)
    assert [p.severity for p in finding.problems] == [Severity.WARNING]


@pytest.mark.parametrize("content", [GOOD, table("intger | age | Жасы? | Возраст? | | | ")])
def test_a_finding_goes_through_the_pipe(content: bytes) -> None:
    finding = examine(content, "x.md")
    assert from_json(to_json(finding)) == finding


def test_a_zip_holds_one_table_and_its_files() -> None:
    bundle = unpack(packed(form_md=GOOD, sign_jpg=b"picture"), "form.zip")
    assert (bundle.file_name, bundle.table, dict(bundle.media)) == ("form.md", GOOD, {"sign.jpg": b"picture"})


def test_the_csv_with_a_survey_is_the_form() -> None:
    form = b'"survey","type","name","label"\n"","text","who","Who?"\n'
    assert unpack(packed(form_csv=form, prices_csv=b"name,label\na,b\n"), "x.zip").file_name == "form.csv"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (packed(sign_jpg=b"picture"), "zip-no-form"),
        (packed(a_md=GOOD, b_md=GOOD), "zip-several-forms"),
        (packed(a_md=GOOD, zeros_bin=bytes(30_000_000)), "file-bomb"),
        (b"PK\x03\x04 and no more", "file-unreadable"),
    ],
)
def test_an_archive_that_is_no_form(content: bytes, key: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        unpack(content, "x.zip")
    assert [problem.key for problem in caught.value.problems] == [key]


def test_a_table_that_did_not_come_keeps_the_form_from_running() -> None:
    rows = ("select_one_from_file shops.csv | shop | Қай дүкен? | Какой магазин? | | | ",)
    alone = examine(table(*rows), "x.md")
    assert [(p.key, p.args["file"], p.severity) for p in alone.problems] == [
        ("media-missing", "shops.csv", Severity.ERROR)
    ]
    together = examine(packed(x_md=table(*rows), shops_csv="name,label\na,Адал\n".encode()), "x.zip")
    assert together.problems == ()


def test_a_picture_that_did_not_come_is_only_missed() -> None:
    head = "| survey |\n| | type | name | label::Қазақша (kk) | label::Русский (ru) | media::image |"
    content = f"{head}\n| | text | who | Кім? | Кто? | sign.jpg |\n".encode()
    finding = examine(content, "x.md")
    assert finding.ready is not None
    assert [(p.key, p.severity) for p in finding.problems] == [("media-missing", Severity.WARNING)]


def test_many_faults_take_no_longer_than_a_breath() -> None:
    rows = [f"text | q{n} | Сұрақ? | Вопрос? | | . > | " for n in range(400)]
    began = time.perf_counter()
    problems = examine(table(*rows), "x.md").problems
    assert time.perf_counter() - began < 20
    assert len(problems) >= 20


def test_minutes_are_counted_by_kinds() -> None:
    photos = form_of(survey(*(f"| image | p{n} | Фото | Фото |" for n in range(10))))
    assert minutes_of(photos) == 5
