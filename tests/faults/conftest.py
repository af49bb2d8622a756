"""A world in which everything is tried again at once, and whose log is searched for secrets after each test."""

from __future__ import annotations

import io
import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from locales.texts import LANGUAGES, Language
from tests.faults.disk import SmallDisk, mounted
from tests.harness import World
from tests.hearing import log_heard
from tests.scenarios.searching import found
from tests.scenarios.secret_life import FIRST_ID
from tests.scenarios.steps import STORY

NAMES = ("Гүлбаршын Сейтқалиева", "Тимурлан Кенжебеков", "Сәуле Қарабаева")
"""Long enough not to be found by chance."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Every test that takes this runs in Kazakh and in Russian."""
    chosen: Language = request.param
    return chosen


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The bot's log."""
    with log_heard(monkeypatch) as lines:
        yield lines


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses before another try are not what is tested here."""
    for name in ("polling", "reaching", "calls", "courier", "downloads", "groups", "alive"):
        monkeypatch.setattr(f"transport.{name}.backoff", lambda *_args, **_options: 0.02)


def known(world: World) -> World:
    """Everybody in it has a Telegram id as long as today's."""
    world._numbers = itertools.count(FIRST_ID)
    return world


@pytest.fixture
def stopped(tmp_path: Path) -> World:
    """A world that does not run yet."""
    return known(World(tmp_path))


@pytest.fixture
async def world(stopped: World, log: io.StringIO) -> AsyncIterator[World]:
    """The bot, running, with nobody in it yet; its log is searched at the end."""
    async with stopped:
        yield stopped
    quiet(log, stopped)


def quiet(log: io.StringIO, world: World) -> None:
    """Nothing in the log says who or what, nor shows a traceback."""
    heard = log.getvalue()
    files = [one for stored in world.cloud.files.dump() for one in (stored["file_id"], stored["unique_id"])]
    people = [one.phone for one in world.cloud.people.values()]
    words = [STORY, *NAMES, *files, *people, world.cloud.token, world.cloud.token.partition(":")[2]]
    numbers = [one for one in world.cloud.people if one >= FIRST_ID]
    assert found(words, numbers, heard.encode()) == []
    assert "Traceback" not in heard
    assert "INSERT" not in heard


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """The data folder of the world, on a file system of 8 MB; skipped where none can be mounted."""
    with mounted(tmp_path / "data", "8m") as made:
        yield made
