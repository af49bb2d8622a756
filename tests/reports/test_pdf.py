"""PDF: text is printed as it was typed, every letter has a shape, the same letter gives the same bytes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reports import pdf
from services import apart, letters

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
HOSTILE = [
    '#panic("!") #read("/etc/passwd") #import "x.typ": *',
    "$ sum_(i=0)^n $ and $",
    "@label <label> https://a.b",
    "*not bold* _not slanted_ `raw` ```py x```",
    "\\ \\u{41} back\\slash \\",
    "\"quotes\" 'single' ~ -- ... -?",
    "= not a heading",
    "- not\n+ a\n/ list: x",
    "// not a comment /* nor this */",
    "[ ] { } ( ) ; , ! % ^ & |",
]


def letter(text: str) -> dict[str, pdf.Value]:
    return {"language": "kk", "title": text, "paragraphs": [text, text], "foot": text}


def words(document: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_was_typed_is_printed_and_not_obeyed(hostile: str) -> None:
    made = pdf.render("plain", letter(hostile), AT)
    expected = "".join(hostile.split())
    assert "".join(words(made).split()).count(expected) == 4


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=40))
def test_no_text_stops_a_document(text: str) -> None:
    assert pdf.render("plain", letter(text), AT).startswith(b"%PDF")


def picture(said: str) -> bytes:
    return pdf.pages("plain", {"language": "kk", "title": "", "paragraphs": [said], "foot": ""}, AT)[0]


def test_every_kazakh_letter_has_a_shape_of_its_own() -> None:
    """A font without the letter would draw the same box for each."""
    shapes = {sign: picture(sign) for sign in (*KAZAKH, "\U000f0000")}
    assert [pair for pair in combinations(shapes, 2) if shapes[pair[0]] == shapes[pair[1]]] == []


def test_the_same_letter_gives_the_same_bytes() -> None:
    once, again = (pdf.render("plain", letter("Қайырлы күн"), AT) for _ in range(2))
    assert once == again
    assert pdf.render("plain", letter("Қайырлы таң"), AT) != once


def test_signs_that_turn_the_order_of_text_are_not_printed() -> None:
    assert pdf.printable({"a": ["\u202eсалем\x00", 3, None, "екі\nжол"]}) == {"a": ["салем", 3, None, "екі\nжол"]}


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pdf.NoSuchTemplate):
        pdf.render("../pdf", letter(""), AT)
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 100)
    with pytest.raises(pdf.TooLong):
        pdf.render("plain", letter("x" * 101), AT)


async def test_a_document_is_made_in_another_process() -> None:
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(heart())
    made = await letters.pdf("plain", letter("Сәлем"), AT)
    beating.cancel()
    assert made == pdf.render("plain", letter("Сәлем"), AT)
    assert beats > 1
    with pytest.raises(apart.Failed):
        await letters.pdf("no_such", letter(""), AT)
    with pytest.raises(TimeoutError):
        await letters.pdf("plain", letter(""), AT, seconds=0.001)
