"""A store in a folder of its own, and moments to work at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.store import Store
from storage.vault import Vault
from tests.template import lay

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture
def vault() -> Vault:
    return Vault({1: KEY}, current=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "adal.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def store(file: Path, url: str, vault: Vault) -> AsyncIterator[Store]:
    lay(file)
    opened = await Store.open(url, vault=vault)
    yield opened
    await opened.close()
