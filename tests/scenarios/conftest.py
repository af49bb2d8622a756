"""A world for each scenario."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from locales.texts import LANGUAGES, Language
from tests.harness import Someone, World
from tests.quick import without_processes
from tests.scenarios.filed import coordinator


@pytest.fixture(autouse=True)
def nothing_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are checked and pages drawn in this process."""
    without_processes(monkeypatch)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The bot, running, with nobody in it yet."""
    async with World(tmp_path) as made:
        yield made


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Every scenario that takes this runs in Kazakh and in Russian."""
    chosen: Language = request.param
    return chosen


@pytest.fixture
def dana(world: World, language: Language) -> Someone:
    """Somebody who may become a volunteer."""
    return world.citizen("Дана", language)


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)
