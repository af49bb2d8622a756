"""The bot's data, looked at from outside."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from domain.digest import DigestChoice, DigestKind, last_due
from services.trust.cellar import Cellar
from storage.keys import load, load_or_make
from storage.schema.columns import microseconds
from storage.schema.sealed import counts
from storage.store import Store, peek
from tests.torture.clock import Shifted

DATABASE = "adal.db"
KEY_FILE = "secret.key"


def address(folder: Path) -> str:
    """The database in this folder, for storage."""
    return f"sqlite+aiosqlite:///{folder / DATABASE}"


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    """The data of a bot that is not running, with its own key."""
    (folder / "data").mkdir(exist_ok=True)
    vault, _ = load_or_make(None, folder / "data" / KEY_FILE)
    store = await Store.open(address(folder / "data"), vault=vault)
    try:
        yield store
    finally:
        await store.close()


def unfinished(folder: Path, now: datetime) -> tuple[int, int, int]:
    """Notices due and not sent, files not fetched, broadcasts due and not over, in the running bot's data."""
    with closing(sqlite3.connect(folder / "data" / DATABASE, timeout=10)) as connection:
        due = "SELECT count(*) FROM outbox WHERE state = 'queued' AND due_at <= ?"
        letters = connection.execute(due, (microseconds(now),)).fetchone()[0]
        files = connection.execute("SELECT count(*) FROM evidence WHERE state = 'pending'").fetchone()[0]
        news = "SELECT count(*) FROM broadcast WHERE state = 'running' OR (state = 'scheduled' AND starts_at <= ?)"
        under_way = connection.execute(news, (microseconds(now),)).fetchone()[0]
    return int(letters), int(files), int(under_way)


def without_digest(folder: Path, now: datetime) -> int:
    """How many people have not been told yet what came due last."""
    due = last_due(DigestChoice(), DigestKind.DAILY, now)
    with closing(sqlite3.connect(folder / "data" / DATABASE, timeout=10)) as connection:
        behind = "SELECT count(*) FROM digest_choice WHERE daily AND daily_at < ?"
        return int(connection.execute(behind, (microseconds(due),)).fetchone()[0])


async def until_idle(folder: Path, clock: Shifted, within: float) -> bool:
    """Waits until every notice is sent, every file fetched and every broadcast over."""
    try:
        async with asyncio.timeout(within):
            while any(unfinished(folder, clock())):  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.2)
    except TimeoutError:
        return False
    return True


async def until_resealed(folder: Path, within: float) -> bool:
    """Waits until the running bot needs its newest key only."""
    try:
        async with asyncio.timeout(within):
            while len(await keys_used(folder)) > 1:  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.5)
    except TimeoutError:
        return False
    return True


async def keys_used(folder: Path) -> dict[int, int]:
    """How many values and files are sealed with each key."""
    vault = load(None, folder / "data" / KEY_FILE)
    async with peek(address(folder / "data"), vault=vault) as connection:
        found = await counts(connection)
    for key, count in (await Cellar(folder / "data" / "evidence", vault).keys_used()).items():
        found[key] = found.get(key, 0) + count
    return found


async def written(folder: Path, *, times: int, within: float) -> None:
    """Returns in the moment in which the running bot has written to its database that many times."""
    log = folder / "data" / f"{DATABASE}-wal"
    before, left = _stamp(log), times
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within):
            while left:
                await asyncio.sleep(0.0005)
                now = _stamp(log)
                before, left = now, left - (now != before)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
