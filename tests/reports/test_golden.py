"""The letter and the week's picture look as they did when somebody last looked at them: compared by the ink in small
squares, so that another machine's smoothing of letters passes and a moved, missing or changed word does not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from domain.digest import Theme
from tests.reports.golden import HERE, letter, pictures, small, week

SQUARE = 6
"""Dots of a square's side; a letter of these pictures is about as large."""
MOST = 36
"""Of 255: how much lighter or darker a square may be."""


def ink(png: bytes) -> Image.Image:
    """Each dot is the mean of a square."""
    with Image.open(BytesIO(png)) as opened:
        grey = opened.convert("L")
    return grey.resize((grey.width // SQUARE, grey.height // SQUARE), Image.Resampling.BOX)


def apart(one: bytes, other: bytes) -> int:
    """The largest difference of two squares; 255 for pictures of different sizes."""
    first, second = ink(one), ink(other)
    if first.size != second.size:
        return 255
    lightest = ImageChops.difference(first, second).getextrema()[1]
    assert isinstance(lightest, int)
    return lightest


@pytest.mark.parametrize("name", sorted(pictures()))
def test_it_looks_as_it_did(name: str, tmp_path: Path) -> None:
    made = small(pictures()[name]())
    (tmp_path / f"{name}.png").write_bytes(made)
    difference = apart(made, (HERE / f"{name}.png").read_bytes())
    assert difference <= MOST, f"look at {tmp_path}/{name}.png, then: python -m tests.reports.golden"


def test_what_should_not_pass_does_not() -> None:
    """Another language, the other page, the other theme, a word less."""
    assert apart(small(letter("kk", 0)), small(letter("ru", 0))) > 2 * MOST
    assert apart(small(letter("kk", 0)), small(letter("kk", 1))) > 2 * MOST
    assert apart(small(week("kk", Theme.LIGHT)), small(week("ru", Theme.LIGHT))) > 2 * MOST
    blank = Image.open(BytesIO(small(letter("kk", 0)))).convert("RGB")
    blank.paste("white", (300, 90, 480, 102))
    kept = BytesIO()
    blank.save(kept, "PNG")
    assert apart(small(letter("kk", 0)), kept.getvalue()) > MOST
