"""Opening, refusing and sharing the database."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.tables import draft, setting
from storage.store import StorageDamaged, StorageError, Store, WrongKey
from storage.vault import Vault
from tests.storage.conftest import NOW


async def _number(connection: AsyncConnection) -> int:
    found = await connection.scalar(select(setting.c.value).where(setting.c.key == "n"))
    return int(found or b"0")


async def _set(connection: AsyncConnection, number: int) -> None:
    await connection.execute(update(setting).where(setting.c.key == "n").values(value=str(number).encode()))


@pytest.fixture
async def counted(store: Store) -> Store:
    async with store.write() as connection:
        await connection.execute(insert(setting).values(key="n", value=b"0"))
    return store


async def test_no_concurrent_change_is_lost(counted: Store) -> None:
    async def add() -> None:
        async with counted.write() as connection:
            number = await _number(connection)
            await asyncio.sleep(0)
            await _set(connection, number + 1)

    await asyncio.gather(*(add() for _ in range(50)))
    async with counted.read() as connection:
        assert await _number(connection) == 50


async def test_the_writer_holds_the_lock_from_its_first_moment(counted: Store, file: Path) -> None:
    async with counted.write():
        other = sqlite3.connect(file, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


async def test_an_error_leaves_nothing_behind(counted: Store) -> None:
    async def fail() -> None:
        async with counted.write() as connection:
            await _set(connection, 7)
            raise RuntimeError("handler")

    with pytest.raises(RuntimeError, match="handler"):
        await fail()
    async with counted.read() as connection:
        assert await _number(connection) == 0


async def test_a_cancelled_writer_leaves_nothing_and_blocks_nobody(counted: Store) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with counted.write() as connection:
            await _set(connection, 7)
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5), counted.write() as connection:
        assert await _number(connection) == 0
        await _set(connection, 8)
    async with counted.read() as connection:
        assert await _number(connection) == 8


async def test_cancelled_at_any_moment_it_is_all_or_nothing(counted: Store) -> None:
    """Also in the middle of a statement, of BEGIN and of COMMIT."""

    async def change(number: int) -> None:
        async with counted.write() as connection:
            await _set(connection, number)
            await _set(connection, -number)
            await _set(connection, number)

    for number in range(1, 40):
        task = asyncio.create_task(change(number))
        for _ in range(number % 13):
            await asyncio.sleep(0)
        task.cancel()
        done = (await asyncio.gather(task, return_exceptions=True))[0]
        async with asyncio.timeout(5), counted.write() as connection:
            stored = await _number(connection)
            assert stored == number or isinstance(done, asyncio.CancelledError)
            assert stored >= 0
            await _set(connection, 0)


async def test_a_reader_sees_what_was_committed_and_cannot_write(counted: Store) -> None:
    async with counted.read() as before, counted.write() as connection:
        assert await _number(before) == 0
        await _set(connection, 1)
        assert await _number(before) == 0
    async with counted.read() as after:
        assert await _number(after) == 1
        with pytest.raises(OperationalError, match="readonly"):
            await _set(after, 2)


async def test_writing_needs_no_other_thread_but_committing_does(
    counted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements run where they are called; the disk is waited for elsewhere."""
    threads: dict[str, set[int]] = {"statement": set(), "commit": set()}
    async with counted.write() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        raw._conn.set_trace_callback(
            lambda sql: threads["commit" if sql == "COMMIT" else "statement"].add(threading.get_ident())
        )
        await _set(connection, 1)
    assert threads["statement"] == {threading.get_ident()}
    assert threads["commit"]
    assert threading.get_ident() not in threads["commit"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("temp_store", 2)],
)
async def test_how_the_database_is_run(store: Store, pragma: str, value: object) -> None:
    async with store.write() as connection:
        assert await connection.scalar(text(f"PRAGMA {pragma}")) == value
    async with store.read() as connection:
        assert await connection.scalar(text(f"PRAGMA {pragma}")) == value


async def test_foreign_keys_and_types_are_enforced(store: Store) -> None:
    row = {"id": 1, "form": "f", "version": "1", "sealed_state": b"", "opened_at": NOW, "updated_at": NOW}
    async with store.write() as connection:
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            await connection.execute(insert(draft).values(**row, person_id=404))
        with pytest.raises(IntegrityError, match="cannot store TEXT"):
            await connection.execute(text("INSERT INTO seen_update VALUES (1, 'yesterday')"))


def _overwrite(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _content(file: Path) -> bytes:
    return file.read_bytes()


@pytest.mark.parametrize("content", [b"not a database at all" * 300, b"SQLite format 3\x00" + b"\xff" * 8000])
async def test_a_file_that_is_no_database(file: Path, url: str, vault: Vault, content: bytes) -> None:
    _overwrite(file, content)
    with pytest.raises(StorageDamaged, match="restore the latest backup"):
        await Store.open(url, vault=vault)
    assert _content(file) == content


async def test_a_damaged_page(file: Path, url: str, vault: Vault) -> None:
    store = await Store.open(url, vault=vault)
    await store.close()
    content = bytearray(_content(file))
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xee" * 64
    _overwrite(file, bytes(content))
    with pytest.raises(StorageDamaged, match="damaged"):
        await Store.open(url, vault=vault)


async def test_another_key_is_refused_and_the_right_one_still_opens(url: str, vault: Vault) -> None:
    await (await Store.open(url, vault=vault)).close()
    with pytest.raises(WrongKey, match="ADAL_SECRET_KEY"):
        await Store.open(url, vault=Vault({1: b"x" * 32}, current=1))
    await (await Store.open(url, vault=vault)).close()


async def test_a_database_of_a_newer_version_is_left_alone(file: Path, url: str, vault: Vault) -> None:
    await (await Store.open(url, vault=vault)).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StorageError, match="newer version"):
        await Store.open(url, vault=vault)


SCRIPT = """
import asyncio, sys
from storage.store import Store
from storage.vault import Vault
async def main() -> None:
    store = await Store.open(sys.argv[1], vault=Vault({1: bytes(range(32))}, current=1))
    async with store.write(), store.read():
        pass
    await store.close()
asyncio.run(main())
"""


def test_a_closed_store_lets_the_process_end(url: str) -> None:
    subprocess.run([sys.executable, "-c", SCRIPT, url], check=True, timeout=30, cwd=Path(__file__).parents[2])
