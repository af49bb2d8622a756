"""The suite imports aiogram as the bot does, and leaves the week's digests to their own tests."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.store import Store
from transport.quick_import import import_aiogram

import_aiogram()


async def _nothing(store: Store, now: datetime) -> int:
    return 0


@pytest.fixture(autouse=True)
def digests_in_their_own_tests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a clock passes a Monday a chart would be drawn for each coordinator, and stand above what is looked for.
    Tests in files named for digests get them as everybody does."""
    if "digest" not in request.module.__name__:
        monkeypatch.setattr("services.digests.send_due", _nothing)
