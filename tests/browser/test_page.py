"""The chat page in a real browser, against the simulator with a hand-written bot: it draws, sends and stays safe."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page as BrowserPage
from playwright.async_api import ViewportSize, async_playwright, expect

from playground.clock import MovableClock
from playground.cloud.telegram import Telegram
from playground.page.api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CITIZEN = 101
NARROW = ViewportSize(width=360, height=640)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture
def cloud() -> Telegram:
    made = Telegram(MovableClock())
    made.add_person("Aigul", person_id=CITIZEN, language_code="kk", role="citizen")
    made.add_person("Dana", person_id=201, language_code="ru", role="volunteer")
    return made


@pytest.fixture
async def page(cloud: Telegram) -> AsyncIterator[BrowserPage]:
    app = web.Application()
    Page(cloud, MovableClock()).add_to(app)
    async with TestServer(app) as server, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = await browser.new_page(viewport=NARROW, locale="ru-RU")
        opened.set_default_timeout(10_000)
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(str(server.make_url("/")))
        yield opened
        await browser.close()
        assert errors == []


async def bot_says(cloud: Telegram, text: str, **fields: Any) -> None:
    answer = await cloud.call("sendMessage", {"chat_id": CITIZEN, "text": text, **fields})
    assert answer["ok"], answer


async def test_in_a_narrow_window_a_person_starts_writes_and_goes_back(cloud: Telegram, page: BrowserPage) -> None:
    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("message")).to_have_count(1)

    keyboard = {"keyboard": [[{"text": "Хабарлау"}]], "resize_keyboard": True}
    await bot_says(cloud, "<b>Сәлем!</b>", parse_mode="HTML", reply_markup=keyboard)
    await expect(page.get_by_test_id("log").locator("strong")).to_have_text("Сәлем!")
    await page.get_by_role("button", name="Хабарлау").click()
    await page.get_by_test_id("composer").fill("Пара сұрады")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("message-text").last).to_have_text("Пара сұрады")

    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id(f"person-{CITIZEN}")).to_contain_text("Пара сұрады")
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


async def test_what_a_person_writes_never_becomes_markup(cloud: Telegram, page: BrowserPage) -> None:
    attack = "<img src=x onerror=alert(1)><b>x</b>"
    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await page.get_by_test_id("composer").fill(attack)
    await page.get_by_test_id("send").click()

    bubble = page.get_by_test_id("message-text").last
    await expect(bubble).to_have_text(attack)
    assert await bubble.locator("img, b, strong").count() == 0


async def test_a_callback_answer_shows_as_a_toast_and_others_are_marked_unread(
    cloud: Telegram, page: BrowserPage
) -> None:
    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_test_id("start").click()
    await page.get_by_test_id("back").click()
    button = {"text": "Қабылдау", "callback_data": "accept"}
    await bot_says(cloud, "Жаңа шағым", reply_markup={"inline_keyboard": [[button]]})
    await expect(page.get_by_test_id(f"person-{CITIZEN}").get_by_test_id("unread")).to_have_text("1")

    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_role("button", name="Қабылдау").click()
    query = (await next_callback(cloud))["id"]
    await cloud.call("answerCallbackQuery", {"callback_query_id": query, "text": "Алынды"})
    await expect(page.get_by_test_id("toast")).to_have_text("Алынды")


async def next_callback(cloud: Telegram) -> dict[str, Any]:
    """The first callback query among the waiting updates; waits for it for a few seconds."""
    for _ in range(20):
        answer = await cloud.call("getUpdates", {"timeout": 1})
        for update in answer["result"]:
            if "callback_query" in update:
                found: dict[str, Any] = update["callback_query"]
                return found
    raise AssertionError("no callback query came")
