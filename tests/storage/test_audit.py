"""The audit log: whatever is done to the file behind the bot's back is found."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from domain.audit import NOTE_WRITTEN, ROLE_GIVEN, Verdict
from storage.store import Store
from storage.trust import audit
from storage.vault import Vault
from tests.storage.conftest import NOW

UNGUARD = "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete;"
LINES = 6


async def _write(store: Store, lines: int = LINES) -> None:
    async with store.write() as connection:
        await audit.begin(connection, store.vault, NOW)
        for number in range(1, lines):
            action, at = ROLE_GIVEN if number % 2 else NOTE_WRITTEN, NOW + timedelta(minutes=number)
            await audit.append(connection, store.vault, action, at=at, actor=number, about=f"person:{number}")


async def _verdict(store: Store, known: tuple[int, str] | None = None) -> Verdict:
    async with store.read() as connection:
        return await audit.verify(connection, store.vault, known=known)


def _behind(file: Path, script: str) -> None:
    """Somebody with the database file and without the key."""
    with sqlite3.connect(file) as thief:
        thief.executescript(script)
    thief.close()


async def test_a_log_nobody_touched_is_whole(store: Store) -> None:
    await _write(store)
    verdict = await _verdict(store)
    assert (verdict.count, verdict.broken) == (LINES, None)


async def test_begun_once(store: Store) -> None:
    await _write(store)
    async with store.write() as connection:
        await audit.begin(connection, store.vault, NOW)
        assert await audit.count(connection) == LINES


async def test_a_line_belongs_to_its_transaction(store: Store) -> None:
    await _write(store)
    with contextlib.suppress(RuntimeError):
        async with store.write() as connection:
            await audit.append(connection, store.vault, NOTE_WRITTEN, at=NOW)
            raise RuntimeError
    assert (await _verdict(store)).count == LINES


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor_id = 9", "DELETE FROM audit_entry WHERE id = 6"])
async def test_the_database_refuses(store: Store, statement: str) -> None:
    await _write(store)
    with pytest.raises(IntegrityError, match="append-only"):
        async with store.write() as connection:
            await connection.exec_driver_sql(statement)
    assert (await _verdict(store)).broken is None


TAMPERED = {
    "who": ("UPDATE audit_entry SET actor_id = 99 WHERE id = 3", 3),
    "nobody": ("UPDATE audit_entry SET actor_id = NULL WHERE id = 3", 3),
    "what": ("UPDATE audit_entry SET action = 'role-taken' WHERE id = 2", 2),
    "about": ("UPDATE audit_entry SET about = 'person:8' WHERE id = 4", 4),
    "case": ("UPDATE audit_entry SET case_code = 'AD-0001-29QX' WHERE id = 4", 4),
    "when": ("UPDATE audit_entry SET at = at + 1 WHERE id = 5", 5),
    "link": ("UPDATE audit_entry SET link = x'00' WHERE id = 6", 6),
    "first": ("DELETE FROM audit_entry WHERE id = 1", 1),
    "middle": ("DELETE FROM audit_entry WHERE id = 3", 3),
    "closed gap": ("DELETE FROM audit_entry WHERE id = 3; UPDATE audit_entry SET id = id - 1 WHERE id > 3", 3),
    "tail": ("DELETE FROM audit_entry WHERE id >= 5", 5),
    "all": ("DELETE FROM audit_entry", 1),
    "swapped": (
        "UPDATE audit_entry SET id = 70 WHERE id = 2; UPDATE audit_entry SET id = 2 WHERE id = 3;"
        "UPDATE audit_entry SET id = 3 WHERE id = 70",
        2,
    ),
    "copied": (
        "INSERT INTO audit_entry SELECT 7, at, actor_id, action, case_code, about, link FROM audit_entry WHERE id = 6",
        7,
    ),
    "head gone": ("DELETE FROM setting WHERE key = 'audit-head'", 7),
    "head changed": ("UPDATE setting SET value = zeroblob(40) WHERE key = 'audit-head'", 7),
    "all and head": ("DELETE FROM audit_entry; DELETE FROM setting WHERE key = 'audit-head'", 1),
}


@pytest.mark.parametrize("how", sorted(TAMPERED))
async def test_what_is_done_behind_the_bot_is_found(store: Store, file: Path, how: str) -> None:
    await _write(store)
    script, broken = TAMPERED[how]
    _behind(file, UNGUARD + script)
    assert (await _verdict(store)).broken == broken


async def test_a_line_written_with_another_key_is_found(store: Store, file: Path) -> None:
    await _write(store)
    async with store.write() as connection:
        await audit.append(connection, Vault({1: b"x" * 32}, current=1), NOTE_WRITTEN, at=NOW)
    assert (await _verdict(store)).broken == LINES + 1


async def test_an_older_log_put_back_whole_is_found_with_a_noted_fingerprint(store: Store, file: Path) -> None:
    await _write(store)
    before = file.with_name("older.db")
    _behind(file, f"VACUUM INTO '{before}'")
    async with store.write() as connection:
        await audit.append(connection, store.vault, NOTE_WRITTEN, at=NOW, actor=3)
    noted = await _verdict(store)
    known = (noted.count, noted.fingerprint)
    assert (await _verdict(store, known)).broken is None
    other = await Store.open(f"sqlite+aiosqlite:///{before}", vault=store.vault)
    assert (await _verdict(other)).broken is None, "in itself the older log is whole"
    assert (await _verdict(other, known)).broken == LINES + 1
    await other.close()
