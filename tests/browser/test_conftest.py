"""A machine without Chromium skips with the reason; where nothing may be skipped it fails."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.conftest import NEED_ALL, executable


def nothing(name: str) -> None:
    return None


def test_without_chromium_a_test_is_skipped_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", nothing)
    monkeypatch.delenv(NEED_ALL, raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is not installed"):
        executable()


def test_where_all_is_needed_it_fails_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", nothing)
    monkeypatch.setenv(NEED_ALL, "1")
    with pytest.raises(pytest.fail.Exception, match=NEED_ALL):
        executable()
