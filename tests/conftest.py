"""The suite imports aiogram as the bot does, keeps its data in memory, and leaves digests to their own tests."""

from __future__ import annotations

import os
import shutil
from datetime import datetime

import pytest

from storage.store import Store
from tests.quick import without_threads
from transport.quick_import import import_aiogram

import_aiogram()

MEMORY = "/dev/shm"
MEMORY_NEEDED = 2**30


def pytest_configure() -> None:
    """Folders of the tests lie in memory where there is room: nothing waits for a disk that would be cleared anyway."""
    if os.path.isdir(MEMORY) and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


async def _nothing(store: Store, now: datetime) -> int:
    return 0


@pytest.fixture(autouse=True)
def digests_in_their_own_tests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a clock passes a Monday a chart would be drawn for each coordinator, and stand above what is looked for.
    Tests in files named for digests get them as everybody does."""
    if "digest" not in request.module.__name__:
        monkeypatch.setattr("services.outreach.digests.send_due", _nothing)


@pytest.fixture(autouse=True)
def statements_where_they_are_awaited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """But in the tests of the store itself."""
    if "storage" not in request.path.parts:
        without_threads(monkeypatch)
