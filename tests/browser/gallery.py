"""Every kind of prompt as a phone shows it, in both languages: `python -m tests.browser.gallery --out FOLDER` has a
coordinator send the form of tests/browser/every_prompt.py and try it, and keeps each screen, to be looked at."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Browser, FilePayload, expect

from locales.texts import Language
from playground.town_stories import MARAT, SAULE
from tests.browser.chromium import found, launched
from tests.browser.every_prompt import packed, picture
from tests.browser.hands import PATIENCE_MS, Hands
from tests.browser.screenshots import PHONE, side_by_side
from tests.browser.stack import playground
from tests.pictures import bar_code

SETTLED_MS = 350
"""How long a screen stays as it is before it counts as come."""
ABREAST = 6
Act = tuple[Literal["tap", "press", "say", "photo", "see"], str]
"""Taps a button by the key of its label, presses a label itself, types a line, sends a photo of this name, waits for a
button."""

WALK: Sequence[tuple[str, Sequence[Act]]] = (
    ("acknowledge", [("tap", "form-acknowledge")]),
    ("text", [("say", "№3 ХҚКО")]),
    ("multiline", [("say", "Кезек көп, терезе аз.")]),
    ("multiline-more", [("tap", "form-done")]),
    ("integer", [("say", "80")]),
    ("constraint-refused", [("say", "3")]),
    ("decimal", [("say", "12,5")]),
    ("amount", [("say", "көп")]),
    ("amount-refused", [("say", "20 мың")]),
    ("date", [("tap", "form-yesterday")]),
    ("time", [("say", "14:30")]),
    ("datetime", [("tap", "form-today")]),
    ("datetime-time", [("say", "09:15")]),
    ("month-year", [("say", "05.2026")]),
    ("year", [("say", "2019")]),
    ("select-short", [("press", "Иә|Да")]),
    ("select-list", [("press", "3")]),
    ("select-long", [("press", "›")]),
    ("select-long-page", [("say", "№4")]),
    ("select-search", [("press", "1")]),
    ("quick", [("press", "Жоқ|Нет")]),
    ("likert", [("press", "Айта алмаймын|Не могу сказать")]),
    ("pictures", [("press", "Кіру|Вход")]),
    ("multiple", [("tap", "form-done")]),
    ("multiple-required", [("press", "☐ Ұзын кезек|☐ Длинная очередь")]),
    ("multiple-ticked", [("tap", "form-done")]),
    ("rank", [("press", "☐ Паспорт")]),
    ("rank-begun", [("tap", "form-skip")]),
    ("range", [("press", "7")]),
    ("rating", [("press", "4 ★")]),
    ("note-media", [("tap", "form-next")]),
    ("geopoint", [("say", "43.2389, 76.8897")]),
    ("geotrace", [("say", "43.2389, 76.8897"), ("say", "43.2399, 76.8907")]),
    ("geotrace-begun", [("tap", "form-done")]),
    ("geoshape", [("say", "43.2389, 76.8897"), ("say", "43.2399, 76.8907"), ("say", "43.2389, 76.8917")]),
    ("geoshape-begun", [("tap", "form-done")]),
    ("barcode", [("photo", "code.jpg"), ("see", "form-code-use")]),
    ("barcode-read", [("tap", "form-code-use")]),
    ("image", [("photo", "queue.jpg")]),
    ("audio", [("tap", "form-skip")]),
    ("video", [("tap", "form-skip")]),
    ("file", [("tap", "form-skip")]),
    ("signature", [("tap", "form-skip")]),
    ("repeat-first", [("say", "Нан")]),
    ("repeat-second", [("say", "250")]),
    ("repeat-list", [("press", "🗑")]),
    ("repeat-remove", [("tap", "form-back")]),
    ("repeat-kept", [("tap", "form-add"), ("say", "Сүт"), ("say", "500")]),
    ("repeat-two", [("press", "✏️ 1. Нан")]),
    ("repeat-open", [("say", "Бауырсақ"), ("say", "300")]),
    ("repeat-changed", [("tap", "form-go-on")]),
    ("field-list", [("say", "4")]),
    ("field-list-next", [("say", "2")]),
    ("table-list", [("press", "Иә|Да")]),
    ("table-list-next", [("press", "Жоқ|Нет")]),
    ("review", [("press", "✏️ 4")]),
    ("review-edit", [("say", "5")]),
    ("review-changed", [("tap", "form-send")]),
    ("sent", []),
)


class Gallery:
    """One coordinator and the screens they saw, by name."""

    def __init__(self, who: Hands) -> None:
        self.who = who
        self.screens: dict[str, bytes] = {}

    async def walk(self) -> None:
        """From the file sent to the end of the trial."""
        await self.who.comes()
        await self.who.says("/forms")
        await self.sends(packed(), "every_prompt.zip", "document")
        await self.who.has_seen(self.who.words("forms-try"))
        await self.keep("checked")
        await self.does(("tap", "forms-try"))
        for name, acts in WALK:
            await self.keep(name)
            for act in acts:
                await self.does(act)

    async def does(self, act: Act) -> None:
        """One thing a person does, and what comes of it."""
        how, what = act
        if how == "see":
            await self.who.sees(self.who.words(what))
            return
        before = await self.seen()
        if how == "tap":
            await self.who.taps(what)
        elif how == "press":
            await self.pressed(what)
        elif how == "say":
            await self.who.says(what)
        else:
            content = bar_code("4870001234560") if what == "code.jpg" else picture("#456")
            await self.sends(content, what, "photo")
        await self.until_other(before)

    async def pressed(self, what: str) -> None:
        """A button by its label: 'in Kazakh|in Russian' where it has two, or by the beginning of it."""
        labels = what.split("|")
        label = labels[-1] if self.who.language == "ru" else labels[0]
        wanted = re.compile(rf"^\s*{re.escape(label)}(\s|$)")
        buttons = self.who.page.locator(".inline-button, .reply-button").filter(has_text=wanted)
        await buttons.last.click(timeout=PATIENCE_MS)

    async def sends(self, content: bytes, name: str, kind: Literal["document", "photo"]) -> None:
        """A file through the paper clip."""
        page = self.who.page
        sent: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        if kind == "photo":
            sent["mimeType"] = "image/jpeg"
        await page.get_by_test_id(f"file-{kind}").set_input_files(sent)
        await page.get_by_test_id("upload-send").click()

    async def seen(self) -> str:
        """What the bot has said in the chat by now: what the person sent themselves is no answer."""
        said = self.who.page.locator('[data-testid="message"][data-from="bot"]')
        return "\n\n".join(await said.all_inner_texts())

    async def until_other(self, before: str) -> None:
        """Waits until the bot has answered and nothing moves."""
        page, now, still = self.who.page, before, 0
        for _ in range(PATIENCE_MS // SETTLED_MS):
            await page.wait_for_timeout(SETTLED_MS)
            later = await self.seen()
            still = still + 1 if later == now else 0
            now = later
            if still > 1 and now != before and await self.asks():
                return
        raise TimeoutError("nothing came")

    async def asks(self) -> bool:
        """Whether the newest message can be answered: pictures come before their question, files before their code."""
        keys = self.who.page.locator(".reply-button")
        return await self.who.newest.locator(".inline-button").count() + await keys.count() > 0

    async def keep(self, name: str) -> None:
        """The screen, with the newest message whole where it fits."""
        page = self.who.page
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        await expect(page.get_by_test_id("toast")).to_have_count(0, timeout=10_000)
        await page.wait_for_timeout(150)
        self.screens[name] = await page.screenshot(animations="disabled", caret="hide")


async def screens(browser: Browser, person: int, language: Language) -> dict[str, bytes]:
    """All screens of one language, in a town of its own; the last one kept is where it stopped, if it did."""
    with tempfile.TemporaryDirectory() as folder:
        async with playground(Path(folder) / "data") as stack:
            page = await browser.new_page(viewport=PHONE, locale=f"{language}-KZ", color_scheme="light")
            await page.goto(stack.url, timeout=120_000)
            gallery = Gallery(Hands(page, person, language))
            try:
                await gallery.walk()
            except Exception as stopped:  # noqa: BLE001 - what was seen is kept
                print(f"{language}: stopped after {list(gallery.screens)[-1:]}: {stopped}", file=sys.stderr)
                gallery.screens["stopped"] = await page.screenshot()
            await page.close()
    return gallery.screens


async def make(out: Path, browser_path: str, languages: Sequence[Language]) -> None:
    """A picture of each screen, and sheets of several abreast."""
    speakers: dict[Language, int] = {"kk": SAULE, "ru": MARAT}
    async with launched(browser_path) as browser:
        for language in languages:
            kept = await screens(browser, speakers[language], language)
            (out / language).mkdir(parents=True, exist_ok=True)
            for number, (name, content) in enumerate(kept.items()):
                (out / language / f"{number:02}-{name}.png").write_bytes(content)
            rest = list(kept.values())
            for number in range(0, len(rest), ABREAST):
                sheet: Image.Image = side_by_side(rest[number : number + ABREAST])
                sheet.save(out / f"{language}-{number // ABREAST:02}.png")
            print(f"{language}: {len(kept)} screens")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--language", choices=("kk", "ru"), action="append")
    asked = parser.parse_args()
    path = found()
    if path is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    asyncio.run(make(asked.out, path, asked.language or ("kk", "ru")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
