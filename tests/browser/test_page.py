"""The chat page in a real browser, against the simulator with a hand-written bot: it draws, sends and stays safe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, ViewportSize, expect
from playwright.async_api import Page as BrowserPage

from playground.clock import MovableClock
from playground.cloud.telegram import Telegram
from playground.page.api import Page

CITIZEN = 101
NARROW = ViewportSize(width=360, height=640)


@pytest.fixture
def cloud() -> Telegram:
    made = Telegram(MovableClock())
    made.add_person("Aigul", person_id=CITIZEN, language_code="kk", role="citizen")
    made.add_person("Dana", person_id=201, language_code="ru", role="volunteer")
    return made


@pytest.fixture
async def page(cloud: Telegram, chromium: Browser) -> AsyncIterator[BrowserPage]:
    app = web.Application()
    Page(cloud, MovableClock()).add_to(app)
    async with TestServer(app) as server:
        opened = await chromium.new_page(viewport=NARROW, locale="ru-RU")
        opened.set_default_timeout(10_000)
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(str(server.make_url("/")), timeout=120_000)
        yield opened
        await opened.close()
        assert errors == []


async def starts(page: BrowserPage) -> None:
    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("message")).to_have_count(1)


async def bot_says(cloud: Telegram, text: str, **fields: Any) -> int:
    answer = await cloud.call("sendMessage", {"chat_id": CITIZEN, "text": text, **fields})
    assert answer["ok"], answer
    return int(answer["result"]["message_id"])


async def test_in_a_narrow_window_a_person_starts_writes_and_goes_back(cloud: Telegram, page: BrowserPage) -> None:
    await starts(page)
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
    await starts(page)
    await page.get_by_test_id("composer").fill(attack)
    await page.get_by_test_id("send").click()

    bubble = page.get_by_test_id("message-text").last
    await expect(bubble).to_have_text(attack)
    assert await bubble.locator("img, b, strong").count() == 0


async def test_a_callback_answer_shows_as_a_toast_and_others_are_marked_unread(
    cloud: Telegram, page: BrowserPage
) -> None:
    await starts(page)
    await page.get_by_test_id("back").click()
    button = {"text": "Қабылдау", "callback_data": "accept"}
    await bot_says(cloud, "Жаңа шағым", reply_markup={"inline_keyboard": [[button]]})
    await expect(page.get_by_test_id(f"person-{CITIZEN}").get_by_test_id("unread")).to_have_text("1")

    await page.get_by_test_id(f"person-{CITIZEN}").click()
    await page.get_by_role("button", name="Қабылдау").click()
    query = (await next_callback(cloud))["id"]
    await cloud.call("answerCallbackQuery", {"callback_query_id": query, "text": "Алынды"})
    await expect(page.get_by_test_id("toast")).to_have_text("Алынды")


async def test_a_screen_the_bot_changes_is_new_in_chat_and_list_and_not_called_edited(
    cloud: Telegram, page: BrowserPage
) -> None:
    await starts(page)
    number = await bot_says(cloud, "1 / 9")
    await expect(page.get_by_test_id("message-text").last).to_have_text("1 / 9")
    answer = await cloud.call("editMessageText", {"chat_id": CITIZEN, "message_id": number, "text": "2 / 9"})
    assert answer["ok"], answer
    await expect(page.get_by_test_id("message-text").last).to_have_text("2 / 9")
    await expect(page.get_by_test_id("edited")).to_have_count(0)
    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id(f"person-{CITIZEN}")).to_contain_text("2 / 9")


async def test_a_toast_is_for_the_person_who_tapped(cloud: Telegram, page: BrowserPage) -> None:
    await starts(page)
    await bot_says(cloud, "?", reply_markup={"inline_keyboard": [[{"text": "OK", "callback_data": "ok"}]]})
    await page.get_by_role("button", name="OK").click()
    query = (await next_callback(cloud))["id"]
    await cloud.call("answerCallbackQuery", {"callback_query_id": query, "text": "Алынды"})
    await expect(page.get_by_test_id("toast")).to_have_text("Алынды")
    await page.get_by_test_id("back").click()
    await page.get_by_test_id("person-201").click()
    await expect(page.get_by_test_id("toast")).to_have_count(0, timeout=1_000)


async def next_callback(cloud: Telegram) -> dict[str, Any]:
    """The first callback query among the waiting updates; waits for it for a few seconds."""
    for _ in range(20):
        answer = await cloud.call("getUpdates", {"timeout": 1})
        for update in answer["result"]:
            if "callback_query" in update:
                found: dict[str, Any] = update["callback_query"]
                return found
    raise AssertionError("no callback query came")
