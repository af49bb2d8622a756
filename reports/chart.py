"""The week as one picture: numbers with those of the week before, what came and was answered day by day, what it was
about. Drawn for a phone: upright, large letters, a ground of its own, so that it is read in light and dark themes.

All words come with the data. As a program, `python -m reports.chart`, it reads a `Chart` from stdin and writes a PNG to
stdout: services/letters.py runs it so, with limits.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, DOTS = 1080, 1600, 135
"""Pixels, and dots per inch. A phone shows the picture at about a third: 14 points here are 9 of its own, and nothing
but columns of thousands has smaller signs."""
LEFT, GAP, TILE_WIDE, TILE_HIGH = 54, 14, 479, 122
BASE, TALLEST = 1010, 190
"""Where the columns stand, and the height of the highest."""
MOST_ROWS = 5
MEMORY_BYTES = 3_000_000_000
FONT = "DejaVu Sans"
Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours. `first` and `second` also differ in brightness, for who sees no colours."""

    ground: str
    card: str
    ink: str
    faint: str
    first: str
    second: str
    alarm: str


PALETTES: dict[str, Palette] = {
    "light": Palette("#f7f4ee", "#ffffff", "#1f2d3a", "#5d6b78", "#0f6e84", "#e0a526", "#b3261e"),
    "dark": Palette("#17212b", "#22303d", "#f1f4f6", "#a9b8c4", "#2fa3bf", "#f2c14e", "#ff8a80"),
}


@dataclass(frozen=True)
class Tile:
    """A number (in one line or two) with its name and what it was before; `alarms` where it should be looked at."""

    value: str
    name: str
    before: str = ""
    alarms: bool = False


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn, in words of one language. `days` name the columns; `first` and `second` are the two
    series, named by `legend`; `bars` are the rows below, under `heading`, with `nothing` where there are none."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    days: tuple[str, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    legend: tuple[str, str]
    heading: str
    bars: tuple[tuple[str, int], ...]
    nothing: str
    theme: Theme = "light"

    def packed(self) -> str:
        """For another process."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def unpacked(cls, text: str) -> Chart:
        """From `packed`."""
        values: dict[str, Any] = json.loads(text)
        made: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        made["tiles"] = tuple(Tile(**one) for one in values["tiles"])
        made["bars"] = tuple((label, number) for label, number in values["bars"])
        return cls(**made)


def render(chart: Chart) -> bytes:
    """The picture as PNG; the same chart gives the same bytes. Takes half a second and much memory, so services call it
    in another process."""
    out = BytesIO()
    drawn(chart).savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()


def drawn(chart: Chart) -> Figure:
    """The figure before it becomes a picture."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    mpl.rcParams["font.family"] = FONT
    colours = PALETTES[chart.theme]
    figure = Figure(figsize=(WIDTH / DOTS, HEIGHT / DOTS), facecolor=colours.ground)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(HEIGHT, 0)
    _write(axes, LEFT, 66, chart.title, 25, colours.ink, weight="bold")
    _write(axes, LEFT, 120, _cut(chart.subtitle, 46), 16, colours.faint)
    _tiles(axes, chart.tiles, colours)
    _columns(axes, chart, colours)
    _rows(axes, chart, colours)
    return figure


def _write(axes: Axes, left: float, middle: float, words: str, size: float, ink: str, **how: Any) -> None:
    """Words at a place in pixels from the upper left corner; `$` and the like mean nothing."""
    axes.text(left, middle, words, size=size, color=ink, parse_math=False, **{"va": "center", **how})


def _box(axes: Axes, left: float, top: float, wide: float, high: float, colour: str, round_by: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    style = f"round,pad=0,rounding_size={min(round_by, wide / 2, high / 2)}"
    axes.add_patch(FancyBboxPatch((left, top), wide, high, boxstyle=style, facecolor=colour, edgecolor="none"))


def _tiles(axes: Axes, tiles: Sequence[Tile], colours: Palette) -> None:
    """Two in a row: the number, then what it is and what it was."""
    for number, tile in enumerate(tiles):
        row, column = divmod(number, 2)
        left, top = LEFT + column * (TILE_WIDE + GAP), 168 + row * (TILE_HIGH + GAP)
        _box(axes, left, top, TILE_WIDE, TILE_HIGH, colours.card, 16)
        ink = colours.alarm if tile.alarms else colours.ink
        longest = max(map(len, tile.value.split("\n")))
        size = 28 if longest <= 4 and "\n" not in tile.value else 20 if longest <= 6 else 17
        _write(axes, left + 96, top + TILE_HIGH / 2, tile.value, size, ink, weight="bold", ha="center", linespacing=1.1)
        middle = top + TILE_HIGH / 2
        _write(axes, left + 196, middle - 21 if tile.before else middle, tile.name, 16, colours.ink)
        _write(axes, left + 196, middle + 23, tile.before, 14, colours.faint)


def _columns(axes: Axes, chart: Chart, colours: Palette) -> None:
    """Two columns for each day, with their numbers above."""
    for left, name, colour in ((LEFT, chart.legend[0], colours.first), (500, chart.legend[1], colours.second)):
        _box(axes, left, 738, 26, 26, colour, 5)
        _write(axes, left + 42, 751, name, 16, colours.ink)
    most = max((*chart.first, *chart.second, 1))
    step = (WIDTH - 2 * LEFT) / len(chart.days)
    wide = min(step * 0.36, 90)
    size = 15 if most < 1000 else 11
    for number, day in enumerate(chart.days):
        middle = LEFT + step * (number + 0.5)
        _write(axes, middle, BASE + 32, day, 16, colours.ink, ha="center")
        for shift, value, colour in (
            (-wide - 3, chart.first[number], colours.first),
            (3, chart.second[number], colours.second),
        ):
            high = TALLEST * value / most
            if value:
                _box(axes, middle + shift, BASE - high, wide, high, colour, 5)
                _write(axes, middle + shift + wide / 2, BASE - high - 20, str(value), size, colours.ink, ha="center")
    axes.plot((LEFT, WIDTH - LEFT), (BASE, BASE), color=colours.faint, linewidth=1)


def _rows(axes: Axes, chart: Chart, colours: Palette) -> None:
    """What it was about: a bar under each name, the largest on top."""
    _write(axes, LEFT, 1112, chart.heading, 18, colours.ink, weight="bold")
    if not chart.bars:
        _write(axes, LEFT, 1170, chart.nothing, 16, colours.faint)
        return
    most = max(number for _, number in chart.bars)
    for row, (name, number) in enumerate(chart.bars[:MOST_ROWS]):
        top = 1156 + row * 86
        wide = (WIDTH - 2 * LEFT - 90) * number / most
        _write(axes, LEFT, top + 8, _cut(name, 46), 16, colours.ink)
        _box(axes, LEFT, top + 32, wide, 24, colours.first, 5)
        _write(axes, LEFT + wide + 18, top + 44, str(number), 16, colours.ink)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def main() -> None:
    """The process: a chart in, a picture out, with a limit on memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stdout.buffer.write(render(Chart.unpacked(sys.stdin.buffer.read().decode())))


if __name__ == "__main__":
    main()
