"""The whole stack as `make run` starts it, clicked by two people in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, ViewportSize

from tests.browser import journey
from tests.browser.journey import Journey, invitation
from tests.browser.stack import playground


async def test_a_bribe_from_the_first_word_to_the_outcome_then_an_invitation(chromium: Browser, tmp_path: Path) -> None:
    async with playground(tmp_path / "data") as stack:
        page = await chromium.new_page(viewport=ViewportSize(width=1280, height=800), locale="ru-RU")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(stack.url, timeout=120_000)
        await Journey(page).whole()
        await invitation(page)
        assert await page.get_by_test_id("problems").is_hidden()
        await page.close()
    assert errors == []
    for said in (journey.STORY, journey.QUESTION, journey.ANSWER, journey.NOTE, journey.CAPTION, journey.CITIZEN_NAME):
        assert said not in stack.said
    assert "error" not in stack.said.lower(), stack.said
