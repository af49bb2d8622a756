"""The chat page as somebody in front of it uses it: they choose a person, read, type, press what is on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import FilePayload, Locator, Page, expect

from forms import library
from forms.definition import pick
from locales.texts import Arg, Language, T, render
from tests.harness import ALMATY, choice_label

PATIENCE_MS = 20_000
"""On a loaded machine; a screen usually comes within a tenth of a second."""


@dataclass
class Hands:
    """Somebody who acts as one person of the town; several share the page and take turns."""

    page: Page
    person: int
    language: Language

    def words(self, key: str, /, **args: Arg) -> str:
        """What the message with this key reads as."""
        return render(T(key, **args), self.language, zone=ALMATY, markup=False)

    @property
    def newest(self) -> Locator:
        """The bot's newest message."""
        return self.page.locator('[data-testid="message"][data-from="bot"]').last

    async def comes(self) -> None:
        """Chooses this person; in a narrow window by way of the list."""
        await to_list(self.page)
        await self.page.get_by_test_id(f"person-{self.person}").click()
        await expect(self.page).to_have_url(re.compile(rf"#as={self.person}&"))

    async def starts(self) -> None:
        """Presses START and the language, as one does the first time; later /start leads to the menu."""
        composer, start = self.page.get_by_test_id("composer"), self.page.get_by_test_id("start")
        await expect(composer.or_(start).filter(visible=True)).to_be_visible(timeout=PATIENCE_MS)
        if await start.is_visible():
            await start.click()
            await self.taps(f"language-{self.language}")
        else:
            before = await self.newest.get_attribute("data-message-id") or ""
            await self.says("/start")
            await expect(self.newest).not_to_have_attribute("data-message-id", before, timeout=PATIENCE_MS)
        menu = re.compile(f"{re.escape(self.words('menu-title'))}|{re.escape(self.words('menu-title-desk'))}")
        await expect(self.newest).to_contain_text(menu, timeout=PATIENCE_MS)

    async def sees(self, text: str) -> None:
        """Waits until the bot's newest message says it, or has a button that does."""
        await expect(self.newest).to_contain_text(text, timeout=PATIENCE_MS)

    async def has_seen(self, text: str) -> None:
        """Waits until it stands anywhere in the chat."""
        said = self.page.get_by_test_id("message").filter(has_text=text)
        await expect(said.last).to_be_visible(timeout=PATIENCE_MS)

    async def reads(self, pattern: re.Pattern[str]) -> str:
        """The newest thing of this kind in the chat."""
        found: list[str] = pattern.findall(await self.page.get_by_test_id("log").inner_text())
        return found[-1]

    async def asked(self, question: str, form: str = "complaint") -> None:
        """Waits until the form asks this."""
        found = [one for one in library.load(form).questions() if one.name == question]
        await self.sees(pick(found[0].label.labels(), self.language))

    def button(self, label: str) -> Locator:
        """The lowest button with this label, in the chat or under the composer."""
        return self.page.locator(".inline-button, .reply-button").filter(has_text=_exactly(label)).last

    async def presses(self, label: str) -> None:
        """The button with this label, once it is there."""
        await self.button(label).click(timeout=PATIENCE_MS)

    async def taps(self, key: str, /, **args: Arg) -> None:
        """The button whose label is the message with this key."""
        await self.presses(self.words(key, **args))

    async def picks(self, question: str, value: str, form: str = "complaint") -> None:
        """A choice of a form: its button, or its number where the labels stand in the text."""
        label = choice_label(form, question, value, self.language)
        await self.sees(label)
        button = self.newest.locator(".inline-button").filter(has_text=_exactly(label))
        if await button.count():
            await button.click()
            return
        listed = re.search(rf"^(\d+)\. {re.escape(label)}$", await self.newest.inner_text(), re.MULTILINE)
        assert listed is not None, f"no such choice on the screen: {label}"
        await self.newest.locator(".inline-button").filter(has_text=_exactly(listed[1])).click()

    async def says(self, text: str) -> None:
        """Types a message and sends it."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("composer").press("Enter")

    async def attaches(self, content: bytes, name: str, caption: str) -> None:
        """A photo through the paper clip, with a caption."""
        picture: FilePayload = {"name": name, "mimeType": "image/jpeg", "buffer": content}
        await self.page.get_by_test_id("file-photo").set_input_files(picture)
        await self.page.get_by_test_id("upload-caption").fill(caption)
        await self.page.get_by_test_id("upload-send").click()


def _exactly(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(label)}\s*$")


async def newcomer_called(page: Page, name: str, language: Language) -> Hands:
    """Somebody new, made with the button below the list; they have not started yet."""
    await to_list(page)
    await page.get_by_test_id("new-person").click()
    await page.get_by_test_id("new-first-name").fill(name)
    await page.locator(f'input[name="language_code"][value="{language}"]').check()
    await page.get_by_test_id("create").click()
    await expect(page.get_by_test_id("new-person-dialog")).to_have_count(0, timeout=PATIENCE_MS)
    await expect(page.get_by_test_id("start")).to_be_visible(timeout=PATIENCE_MS)
    opened = re.search(r"#as=(\d+)", page.url)
    assert opened is not None, page.url
    return Hands(page, int(opened[1]), language)


async def to_list(page: Page) -> None:
    """In a narrow window the list of people is one step back."""
    back = page.get_by_test_id("back")
    if await back.is_visible():
        await back.click()
