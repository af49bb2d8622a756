"""Bar codes read from photos, and pictures that are none."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from services.pictures.picture_room import read_code
from services.questionnaires.form_notices import CodeRead
from tests.pictures import bar_code, photo


@pytest.mark.parametrize("turned", [0, 7, 90, 180])
def test_an_ean_is_read_whichever_way_it_lies(turned: int) -> None:
    assert read_code(bar_code("4870001234560", turned=turned)) == "4870001234560"


def test_a_qr_code_may_hold_any_text() -> None:
    assert (
        read_code(bar_code("https://example.kz/чек?i=12", zxingcpp.BarcodeFormat.QRCode))
        == "https://example.kz/чек?i=12"
    )


def test_a_large_photo_is_made_smaller_first() -> None:
    assert read_code(bar_code("4870001234560", scale=30)) == "4870001234560"


@pytest.mark.parametrize("content", [photo(), b"", b"no picture", b"\xff\xd8\xff\xe0 cut"])
def test_pictures_without_a_code(content: bytes) -> None:
    assert read_code(content) == ""


def test_a_picture_that_would_fill_the_memory_is_left_alone() -> None:
    made = BytesIO()
    Image.new("1", (12_000, 12_000)).save(made, "PNG")
    assert read_code(made.getvalue()) == ""


@pytest.mark.parametrize(("code", "fits"), [("4870001234560", True), ("x" * 60, False), ("a:b", False), ("код", False)])
def test_only_what_a_button_can_carry_is_on_a_button(code: str, fits: bool) -> None:
    route = CodeRead(code).buttons()[0][0].route  # type: ignore[union-attr]
    assert (route == f"f.scan:{code}") is fits
    assert len(route.encode()) <= 64
