"""Headless Chromium for the tests of the chat page; without it they are skipped, or fail where all is needed."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.browser.chromium import found, launched

NEED_ALL = "ADAL_TESTS_NEED_ALL"


def executable() -> str:
    """The path of Chromium. Without it the test is skipped and says so; with ADAL_TESTS_NEED_ALL=1 it fails."""
    if path := found():
        return path
    reason = "Chromium is not installed"
    if os.environ.get(NEED_ALL) == "1":
        pytest.fail(f"{reason}, and {NEED_ALL}=1 says that nothing may be skipped")
    pytest.skip(reason)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A fresh headless browser."""
    path = executable()
    async with launched(path) as browser:
        yield browser
