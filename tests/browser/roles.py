"""Makes the pictures of docs/roles.md: `python -m tests.browser.roles [--out docs/pictures]`. One anonymous report, and
what each role sees of it, in the demo town, whose people are fictional; each speaks the language they speak there."""

from __future__ import annotations

import argparse
import asyncio
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, expect

from playground import town
from playground.town_stories import ALMATY, DANA, MARAT, SAULE
from tests.browser.chromium import found, launched
from tests.browser.hands import PATIENCE_MS, Hands, to_list
from tests.browser.journey import CODE, Cast, Journey
from tests.browser.screenshots import PHONE, Album, from_the_top
from tests.browser.stack import playground

SCREENS = ("citizen", "volunteer", "coordinator", "elsewhere", "why", "contact", "admin", "group")
COLOURS = 64
"""Of each picture: it is flat, and small on the page."""
FROM_THE_TOP = ("citizen", "coordinator", "admin")
LEFT_A_CONTACT = "делдал"
"""A word of the town's one report with a contact."""


class Roles:
    """Everybody who looks at the case, one after another, on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.album = Album(frozenset(SCREENS))
        self.code = ""

    async def keep(self, name: str, who: Hands) -> None:
        """The screen; one longer than the window is read from its beginning."""
        if name in FROM_THE_TOP:
            await from_the_top(self.page)
        await self.album.look(name, who)

    async def all(self) -> None:
        """From the citizen who sends the report to the group that is told of it."""
        await self.citizen()
        await self.coordinator()
        await self.elsewhere()
        await self.contact()
        await self.volunteer()
        await self.admin()
        await self.group()

    async def citizen(self) -> None:
        """Her own report, under its code."""
        journey = Journey(self.page, cast=Cast(town.AIGUL, "kk", MARAT, "ru", ALMATY, "751410000"))
        await journey.citizen_reports()
        self.code = journey.code
        me = journey.citizen
        await me.taps("button-open-report")
        await me.sees(me.words("thread-cut"))
        await self.keep("citizen", me)

    async def coordinator(self) -> None:
        """The case in its region, accepted."""
        me = Hands(self.page, MARAT, "ru")
        await me.comes()
        await me.sees(self.code)
        await me.taps("button-accept")
        await me.sees(me.words("case-assignee-you"))
        await self.keep("coordinator", me)

    async def elsewhere(self) -> None:
        """The same code, looked up by a coordinator of another region."""
        me = Hands(self.page, SAULE, "kk")
        await me.comes()
        await me.says("/search")
        await me.sees(me.words("search-how"))
        await me.says(self.code)
        await me.sees(me.words("search-again"))
        assert self.code not in await me.newest.locator(".inline-button").all_inner_texts()
        await self.keep("elsewhere", me)

    async def contact(self) -> None:
        """Somebody who left a contact, in that other region: it is shown for a reason."""
        me = Hands(self.page, SAULE, "kk")
        await me.taps("search-again")
        await me.sees(me.words("search-how"))
        await me.says(LEFT_A_CONTACT)
        await me.newest.locator(".inline-button").filter(has_text=CODE).click(timeout=PATIENCE_MS)
        await me.taps("case-button-contact")
        await me.taps("contact-button-letter")
        await me.sees(me.words("case-contact-confirm"))
        await self.keep("why", me)
        await me.taps("case-contact-confirm")
        await me.sees(me.words("case-contact-careful"))
        await self.keep("contact", me)

    async def volunteer(self) -> None:
        """What there is for her to do; the code means nothing to her."""
        me = Hands(self.page, DANA, "kk")
        await me.comes()
        before = await me.newest.get_attribute("data-message-id") or ""
        await me.says(f"/search {self.code}")
        await expect(me.newest).not_to_have_attribute("data-message-id", before, timeout=PATIENCE_MS)
        await self.keep("volunteer", me)

    async def admin(self) -> None:
        """Who did what with the case."""
        me = Hands(self.page, town.ADMIN, "ru")
        await me.comes()
        await me.says(f"/audit {self.code}")
        await me.sees(me.words("audit-case-opened"))
        await self.keep("admin", me)

    async def group(self) -> None:
        """The region's group, at the topic of this case."""
        me = Hands(self.page, town.ADMIN, "ru")
        await to_list(self.page)
        await self.page.locator('[data-testid^="chat--"]').first.click()
        await self.page.locator('[data-testid^="topic-"]').filter(has_text=self.code).click(timeout=PATIENCE_MS)
        await me.has_seen(self.code)
        await self.keep("group", me)


async def walk(browser: Browser, out: Path) -> dict[str, bytes]:
    """The screens by name; where somebody gets stuck, what they had before them is kept as stopped.png."""
    with tempfile.TemporaryDirectory() as folder:
        async with playground(Path(folder) / "data") as stack:
            page = await browser.new_page(viewport=PHONE, locale="kk-KZ", color_scheme="light")
            await page.goto(stack.url, timeout=120_000)
            roles = Roles(page)
            try:
                await roles.all()
            except Exception as stopped:
                print(f"stopped after {list(roles.album.screens)}: {stopped}", file=sys.stderr)
                await page.screenshot(path=out / "roles-stopped.png")
                raise
            finally:
                save(roles.album.screens, out)
            await page.close()
    return roles.album.screens


def save(screens: dict[str, bytes], out: Path) -> None:
    """Each as a small PNG of its own."""
    for name, screen in screens.items():
        path = out / f"roles-{name}.png"
        phone = Image.open(io.BytesIO(screen)).convert("RGB")
        phone.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path}: {path.stat().st_size // 1024} KB")


async def make(out: Path, path: str) -> None:
    """All pictures."""
    async with launched(path) as browser:
        await walk(browser, out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    path = found()
    if path is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(make(out, path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
