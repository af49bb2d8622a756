"""Opens the database: one writer, several readers, migrations at start, clear words when something is wrong."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event, insert, make_url, select
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.inline import inline_creator
from storage.migrations import NewerDatabase, is_latest, upgrade
from storage.schema.tables import setting
from storage.trouble import is_locked, sentence
from storage.trust.compacting import compact
from storage.vault import Tampered, Vault

READERS = 3
READS, WRITES = "BEGIN", "BEGIN IMMEDIATE"
BUSY_MS = 10_000
"""How long a lock of another process is waited for."""
LOOK_AGAIN_SECONDS = 0.02
PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what was erased is overwritten, not only forgotten
    "PRAGMA temp_store=MEMORY",  # nothing sorted spills to an unencrypted temporary file
)
_CHECK = "vault-check"
_KNOWN = b"adal"


class StorageError(Exception):
    """The data cannot be used as it is; the text says what to do."""


class StorageDamaged(StorageError):
    """The database file is not a sound SQLite database."""


class WrongKey(StorageError):
    """The data was sealed with another secret key."""


class StorageAway(StorageError):
    """The disk or another program keeps the database from being used; later it may well be."""


class Store:
    """The open database. Made by `open`; must be closed, or the process does not end."""

    def __init__(self, vault: Vault, writer: AsyncEngine, readers: AsyncEngine, connection: AsyncConnection) -> None:
        self.vault = vault
        self._file = writer.url.database if writer.url.get_backend_name() == "sqlite" else None
        self._writer = writer
        self._readers = readers
        self._connection = connection
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, url: str, *, vault: Vault) -> Store:
        """Opens, checks and migrates. Raises StorageDamaged, StorageAway, WrongKey, or StorageError for a newer
        database."""
        address = make_url(url)
        writer = _engine(address, WRITES, size=1)
        readers = _engine(address, READS, size=READERS)
        try:
            await _prepare(writer, vault)
            connection = await writer.connect()
            await _never_wait(connection)
        except BaseException:
            await writer.dispose()
            await readers.dispose()
            raise
        return cls(vault, writer, readers, connection)

    async def close(self) -> None:
        """Waits for the writer and closes every connection."""
        async with self._lock:
            await self._connection.close()
            await self._writer.dispose()
            await self._readers.dispose()

    async def compact(self, *, whole: bool = False) -> None:
        """Takes what was erased out of the write-ahead log, and gives some free pages back to the disk.

        `whole`: a database made before pages could be given back piecemeal is written anew where much of it is free;
        everybody waits for that. On PostgreSQL nothing is done: it cleans up by itself, and overwrites nothing.
        """
        if self._file is not None:
            async with self._lock:
                await asyncio.to_thread(compact, self._file, whole=whole)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """The one writer, in a transaction that takes the lock at once: commits at the end, rolls back on an error.

        Raises OperationalError where another process has held the lock for ten seconds.
        """
        async with self._lock, AsyncExitStack() as stack:
            await self._begin(stack)
            yield self._connection

    async def _begin(self, stack: AsyncExitStack) -> None:
        """SQLite's own waiting for a lock would stop the whole event loop: the writer's statements run on it."""
        end = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                await stack.enter_async_context(self._connection.begin())
                return
            except OperationalError as error:
                if not is_locked(error) or time.monotonic() > end:
                    raise
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A reader's view of the database as it is now; writing on it fails."""
        async with self._readers.connect() as connection, connection.begin():
            yield connection


def has_data(url: str, folder: Path) -> bool:
    """Whether there is something that only its own key can read: a database file that is in use, or evidence."""
    address = make_url(url)
    file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
    if file is not None and file.is_file() and _is_begun(file):
        return True
    evidence = folder / "evidence"
    return evidence.is_dir() and any(evidence.iterdir())


def _is_begun(file: Path) -> bool:
    """Whether a bot has run on this file: its first act is to seal a known value."""
    connection = sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT 1 FROM setting WHERE key = ?", (_CHECK,)).fetchone() is not None
    except sqlite3.DatabaseError:
        return False  # damaged, or not yet made: opening it says so
    finally:
        connection.close()


@asynccontextmanager
async def peek(url: str, *, vault: Vault) -> AsyncIterator[AsyncConnection]:
    """A look at the database without changing it, also while the bot runs: no lock, no migration.

    Raises StorageError where there is none, or one of another version; WrongKey.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not os.path.isfile(address.database or ""):  # noqa: ASYNC240
        raise StorageError(f"There is no database at {address.database}.")
    readers = _engine(address, READS, size=1)
    try:
        async with readers.connect() as connection, connection.begin():
            if not await connection.run_sync(is_latest):
                raise StorageError("The database is of another version of Adal. Start the bot once, then try again.")
            if not await _opens(connection, vault):
                raise WrongKey(_WRONG)
            yield connection
    finally:
        await readers.dispose()


def _engine(url: URL, begin: str, *, size: int) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=size, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    inline = {"async_creator": inline_creator(url.database or "")} if begin == WRITES else {}
    pool = {"poolclass": AsyncAdaptedQueuePool, "pool_size": size, "max_overflow": 0}
    engine = create_async_engine(url, hide_parameters=True, **pool, **inline)

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: Python's sqlite3 would say it too late
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        if begin == WRITES and cursor.fetchone()[0] == 0:
            cursor.execute("PRAGMA auto_vacuum=INCREMENTAL")  # only a database without tables takes it
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        if begin == READS:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


async def _never_wait(connection: AsyncConnection) -> None:
    """From now on the store waits for locks itself."""
    if connection.dialect.name == "sqlite":
        raw: Any = (await connection.get_raw_connection()).driver_connection
        await (await raw.execute("PRAGMA busy_timeout=0")).close()


async def _prepare(writer: AsyncEngine, vault: Vault) -> None:
    try:
        async with writer.begin() as connection:
            if connection.dialect.name == "sqlite":
                await _check_sound(connection)
            await connection.run_sync(upgrade)
            await _check_key(connection, vault)
    except NewerDatabase as error:
        raise StorageError(
            "This database was made by a newer version of Adal. Start that version, or restore an older backup."
        ) from error
    except DatabaseError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise StorageDamaged(_damaged(str(error.orig))) from None
        if (said := sentence(error, writer.url.database or "")) is not None:
            raise StorageAway(said) from None
        raise


async def _check_sound(connection: AsyncConnection) -> None:
    found = await connection.exec_driver_sql("PRAGMA quick_check(1)")
    said = found.scalar_one()
    if said != "ok":
        raise StorageDamaged(_damaged(str(said)))


def _damaged(said: str) -> str:
    return (
        f"The database is damaged ({said}). Stop here: keep a copy of the file with its -wal beside it, "
        "then restore the latest backup."
    )


async def _check_key(connection: AsyncConnection, vault: Vault) -> None:
    """A known value, sealed on first run, must open."""
    sealed = await connection.scalar(select(setting.c.value).where(setting.c.key == _CHECK))
    if sealed is None:
        await connection.execute(insert(setting).values(key=_CHECK, value=vault.seal("setting", _CHECK, _KNOWN)))
    elif not await _opens(connection, vault):
        raise WrongKey(_WRONG)


async def _opens(connection: AsyncConnection, vault: Vault) -> bool:
    sealed = await connection.scalar(select(setting.c.value).where(setting.c.key == _CHECK))
    try:
        return sealed is not None and vault.open("setting", _CHECK, sealed) == _KNOWN
    except Tampered:
        return False


_WRONG = (
    "The data was encrypted with another secret key. Put back the key file it was made with "
    "(ADAL_SECRET_KEY_FILE) or the same ADAL_SECRET_KEY; without it the data cannot be read. Nothing was changed."
)
