"""The official letter: its layout page by page, hostile words printed as such, its text in parts that lose nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from reports import pdf
from reports.official import Block, FileLine, OfficialLetter, parts_of

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
LETTER = OfficialLetter(
    language="kk",
    sender="Сынақ бірлестігі",
    sender_note="мемлекеттік емес",
    addressee=("Қаланың сынақ органы", "Астана, Мысал 1"),
    number="№ AD-7K4M-29QX/1",
    date="20 қараша 2026 ж.",
    subject="Сұрау туралы",
    blocks=(
        Block(paragraphs=("Кіріспе сөз.",)),
        Block("Мән-жайы", facts=(("Қайда", "Астана"),), paragraphs=("Болған жайт.",)),
        Block("Сұраймыз", points=("қарауды;", "жауап беруді."), numbered=True),
    ),
    annex_heading="Қосымша:",
    annex=("файлдар",),
    signature="(лауазымы)|(қолы)|(аты)",
    executor="Орындаушы: Сәуле",
    files_heading="Тізбе",
    file_columns=("№", "Файл", "Көлемі", "SHA-256", "Алынды"),
    files=(FileLine(1, "01-photo.jpg", "3 КБ", "ab" * 32, "20 қараша"),),
)


def test_the_layout_is_that_of_an_office() -> None:
    """Sender on top in the middle, number on the left, addressee beside it on the right, then subject, body, signature;
    the list of evidence on a page of its own."""
    document = PdfReader(BytesIO(pdf.render("official", LETTER.data(), AT)))
    assert len(document.pages) == 2
    first = document.pages[0].extract_text()
    order = [
        LETTER.sender, "Сұрау туралы", "Кіріспе сөз.", "Мән-жайы", "Болған жайт.", "Сұраймыз", "қарауды;", "Қосымша:",
        "(қолы)", LETTER.executor,
    ]  # fmt: skip
    at = [first.index(words) for words in order]
    assert at == sorted(at)
    assert "01-photo.jpg" in document.pages[1].extract_text()
    assert "ab" * 16 in document.pages[1].extract_text()


def test_the_addressee_stands_on_the_right_half_and_the_number_on_the_left() -> None:
    picture = _ink(pdf.pages("official", LETTER.data(), AT, dots_per_inch=40)[0])
    without = _ink(pdf.pages("official", replace(LETTER, addressee=("·", "·")).data(), AT, dots_per_inch=40)[0])
    width = picture[0]
    differ = [at % width for at, (one, other) in enumerate(zip(picture[1], without[1], strict=True)) if one != other]
    assert differ
    assert min(differ) > width * 0.45


def _ink(png: bytes) -> tuple[int, list[bool]]:
    with Image.open(BytesIO(png)) as picture:
        return picture.width, [value < 160 for value in picture.convert("L").tobytes()]


@pytest.mark.parametrize(
    "hostile", ['#read("/etc/passwd")', "$x^2$ *a* _b_ `c`", "<b>қою</b> &amp; \\ // x", "= 1\n- 2"]
)
def test_what_was_typed_is_printed_and_not_obeyed(hostile: str) -> None:
    letter = replace(
        LETTER,
        addressee=(hostile,),
        subject=hostile,
        blocks=(Block(hostile, ((hostile, hostile),), (hostile,), (hostile,)),),
        executor=hostile,
    )
    document = PdfReader(BytesIO(pdf.render("official", letter.data(), AT)))
    made = "".join("".join(page.extract_text() for page in document.pages).split())
    assert made.count("".join(hostile.split())) == 8


@given(st.text(alphabet="абв .\n", max_size=600), st.integers(10, 80))
def test_parts_fit_and_lose_nothing(text: str, size: int) -> None:
    parts = parts_of(text, size)
    assert all(0 < len(part) <= size for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_parts_are_cut_between_paragraphs() -> None:
    assert parts_of("a" * 30 + "\n\n" + "b" * 30, 40) == ["a" * 30, "b" * 30]
