"""The digest's picture: every word inside its place, none over another, large enough, every Kazakh letter drawn."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image, ImageChops

from reports.chart import DOTS, HEIGHT, PALETTES, WIDTH, Chart, Theme, Tile, drawn, render
from services import letters

KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
CHART = Chart(
    title="30 қараша – 6 желтоқсан",
    subtitle="Шығыс Қазақстан, Солтүстік Қазақстан · апталық шолу",
    tiles=(
        Tile("12 450", "Жаңа шағым", "бұрын 9"),
        Tile("8", "Жауап берілді", "бұрын 6"),
        Tile("5", "Жабылды", "бұрын 7"),
        Tile("3", "Мерзімі өтті", alarms=True),
        Tile("12 күн\n20 сағ", "Жауап уақыты", "бұрын 2 күн 4 сағ"),
        Tile("14", "Сапар", "бұрын 11"),
        Tile("3", "Кемшілік", "расталғаны 2"),
        Tile("1,5\nмиллион", "Үнемделді, ₸", "2 шағым"),
    ),
    days=("Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"),
    first=(2, 0, 3, 1, 4, 1, 1),
    second=(1, 2, 0, 3, 1, 0, 1),
    legend=("Түсті", "Жауап берілді"),
    heading="Не туралы",
    bars=(("мектепте немесе балабақшада ақша жинау", 120), ("интернеттегі алаяқтық, заңсыз сайт", 3), ("жер", 1)),
    nothing="Жаңа шағым болған жоқ",
)


def words(figure: Figure) -> list[tuple[Text, Any]]:
    """Every text that is drawn, with the box it takes."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    found = [one for one in figure.findobj(Text) if isinstance(one, Text) and one.get_visible() and one.get_text()]
    figure.dpi = DOTS
    figure.draw(renderer)
    return [(one, one.get_window_extent(renderer)) for one in found if one.axes is not None and one in one.axes.texts]


@pytest.mark.parametrize("theme", sorted(PALETTES))
@pytest.mark.parametrize("busy", [False, True])
def test_words_stay_inside_and_apart_and_large_enough(theme: Theme, busy: bool) -> None:
    chart = replace(CHART, theme=theme)
    if busy:
        chart = replace(chart, first=(1200, 1900, 2000, 1500, 1700, 2300, 1850), second=(999,) * 7)
    found = words(drawn(chart))
    assert len(found) > 40
    for text, box in found:
        assert 0 <= box.x0 < box.x1 <= WIDTH, text.get_text()
        assert 0 <= box.y0 < box.y1 <= HEIGHT, text.get_text()
        assert float(text.get_fontsize()) >= (11 if busy and text.get_text().isdigit() else 14)
    over = [
        (one.get_text(), other.get_text())
        for (one, its), (other, others) in combinations(found, 2)
        if its.x0 < others.x1 - 1 and others.x0 < its.x1 - 1 and its.y0 < others.y1 - 1 and others.y0 < its.y1 - 1
    ]
    assert over == []


@pytest.mark.parametrize("theme", sorted(PALETTES))
def test_words_are_read_on_their_ground(theme: str) -> None:
    """Contrast as WCAG counts it: 4.5 for words, 3 for large signs and bars."""
    colours = PALETTES[theme]
    for ground in (colours.ground, colours.card):
        assert contrast(colours.ink, ground) >= 7
        assert contrast(colours.faint, ground) >= 4.5
        assert contrast(colours.alarm, ground) >= 4.5
    assert contrast(colours.first, colours.ground) >= 3
    assert contrast(colours.first, colours.second) >= 1.4


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_picture_is_opaque_and_of_its_size_and_alike_every_time() -> None:
    once = render(CHART)
    picture = Image.open(io.BytesIO(once))
    assert picture.size == (WIDTH, HEIGHT)
    assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    assert once == render(CHART)


def test_every_kazakh_letter_has_a_shape_of_its_own() -> None:
    """A font without the letter would draw the same box for each."""
    base = Image.open(io.BytesIO(render(replace(CHART, title="")))).convert("L")
    shapes = {}
    for sign in (*KAZAKH, "\U000f0000"):
        made = Image.open(io.BytesIO(render(replace(CHART, title=sign)))).convert("L")
        shapes[sign] = ImageChops.difference(base, made).crop((0, 0, WIDTH, 110)).tobytes()
    assert [pair for pair in combinations(shapes, 2) if shapes[pair[0]] == shapes[pair[1]]] == []


def test_no_words_are_taken_for_mathematics() -> None:
    made = drawn(replace(CHART, title="$x^2$ \\frac{1}{2}", bars=(("$\\alpha$ $", 1),)))
    assert words(made)


async def test_it_is_drawn_in_another_process_from_a_recipe() -> None:
    assert letters.is_ours(letters.chart_recipe(CHART))
    assert await letters.made(letters.chart_recipe(CHART)) == render(CHART)
