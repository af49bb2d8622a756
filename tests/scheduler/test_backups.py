"""Every day's backup: once, kept in rotation, and not silently missing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyrage
import pytest

from scheduler.backups import Backups
from services.trust.backups import BackupMissing
from storage.backups.backup import Source
from storage.backups.backup_rotation import Shelf
from storage.backups.backup_seal import Lock
from tests.services.conftest import AIGUL, ERLAN, SAULE, Town, town

__all__ = ["town"]

LOCK = Lock((str(pyrage.x25519.Identity.generate().to_public()),))


@pytest.fixture
def backups(town: Town, tmp_path: Path) -> Backups:
    shelf = Shelf(tmp_path / "backups", ZoneInfo("Asia/Almaty"), hour=3, daily=3, weekly=0)
    database = next(tmp_path.rglob("adal.db"))
    return Backups(town.store, Source(database, database.parent / "evidence"), shelf, LOCK, lambda: town.now)


async def test_one_a_day_and_the_last_three_stay(town: Town, backups: Backups) -> None:
    for _ in range(5):
        assert await backups.look()
        assert not await backups.look()
        town.now += timedelta(days=1)
    assert len(backups.shelf.backups()) == 3


async def test_one_that_fails_is_told_once_and_tried_again_every_hour(town: Town, backups: Backups) -> None:
    await town.reports(AIGUL)
    for one in (ERLAN, SAULE):
        await town.mail(one)
    backups.shelf.folder.write_text("in its place")
    for minutes in (0, 30, 45, 90):
        assert not await backups.look()
        town.now += timedelta(minutes=minutes)
    assert backups.failures == 2
    assert [notice.kind() for notice in await town.mail(ERLAN)] == [BackupMissing.kind()]
    assert await town.mail(SAULE) == []
    backups.shelf.folder.unlink()
    town.now += timedelta(hours=1)
    assert await backups.look()


async def test_it_stops_when_told(backups: Backups) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(backups.run(stop))
    async with asyncio.timeout(10):
        while not backups.shelf.backups():  # noqa: ASYNC110 - made in a thread
            await asyncio.sleep(0.01)
        stop.set()
        await running
