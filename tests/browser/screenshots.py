"""Makes the README's pictures: `python -m tests.browser.screenshots [--out docs/pictures]` walks the journey and keeps
some of its screens, each small enough for a page."""

from __future__ import annotations

import argparse
import asyncio
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.chromium import found, launched
from tests.browser.hands import Hands
from tests.browser.journey import Journey
from tests.browser.stack import playground

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)
LARGEST = 240_000
"""Bytes of a picture in the README."""
GAP = 28
BACKGROUND = "#f3ecdf"
SIDE_BY_SIDE = {
    "story.png": ("evidence-more", "accepted", "outcome"),
    "help-now.png": ("emergency", "review", "receipt"),
}
WHOLE_PAGE = {"playground.png": "case"}
FROM_THE_TOP = ("emergency", "review")


class Album:
    """Keeps screens by name while the journey goes on."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self.screens: dict[str, bytes] = {}

    async def look(self, name: str, who: Hands) -> None:
        """A screen, with the pointer out of the way and nothing moving."""
        if name not in self._wanted:
            return
        await who.page.mouse.move(0, 0)
        await who.page.evaluate("document.activeElement.blur()")
        await expect(who.page.get_by_test_id("toast")).to_have_count(0, timeout=10_000)
        await who.page.wait_for_timeout(400)
        if name in FROM_THE_TOP:
            await from_the_top(who.page)
        self.screens[name] = await who.page.screenshot(animations="disabled", caret="hide")


async def from_the_top(page: Page) -> None:
    """A message longer than the window is read from its beginning."""
    newest = page.locator('[data-testid="message"][data-from="bot"]').last
    await newest.evaluate("node => node.scrollIntoView({block: 'start'})")
    await page.wait_for_timeout(200)


async def walk(browser: Browser, size: ViewportSize, wanted: frozenset[str]) -> dict[str, bytes]:
    """The journey in a window of this size, on a town of its own; the screens wanted, as PNG."""
    album = Album(wanted)
    with tempfile.TemporaryDirectory() as folder:
        async with playground(Path(folder) / "data") as stack:
            page = await browser.new_page(viewport=size, locale="kk-KZ", color_scheme="light")
            await page.goto(stack.url, timeout=120_000)
            await Journey(page, album.look).whole()
            await page.close()
    return album.screens


def side_by_side(screens: list[bytes]) -> Image.Image:
    """Phones in a row."""
    phones = [Image.open(io.BytesIO(screen)).convert("RGB") for screen in screens]
    width = sum(phone.width for phone in phones) + GAP * (len(phones) + 1)
    row = Image.new("RGB", (width, max(phone.height for phone in phones) + 2 * GAP), BACKGROUND)
    left = GAP
    for phone in phones:
        row.paste(phone, (left, GAP))
        left += phone.width + GAP
    return row


def save(picture: Image.Image, path: Path) -> None:
    """A PNG; with a palette only where it would be too large for a page otherwise."""
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size // 1024} KB")


async def make(out: Path, browser_path: str) -> None:
    """All pictures."""
    async with launched(browser_path) as browser:
        phones = await walk(browser, PHONE, frozenset(name for row in SIDE_BY_SIDE.values() for name in row))
        pages = await walk(browser, DESK, frozenset(WHOLE_PAGE.values()))
    for file, names in SIDE_BY_SIDE.items():
        save(side_by_side([phones[name] for name in names]), out / file)
    for file, name in WHOLE_PAGE.items():
        save(Image.open(io.BytesIO(pages[name])).convert("RGB"), out / file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    path = found()
    if path is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(make(out, path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
