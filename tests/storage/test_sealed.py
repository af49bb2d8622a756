"""Every sealed column is on the list of what a new key has to reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from domain.case import CaseEvent
from storage.cases import cases
from storage.keys import load_or_make, read, rotate
from storage.schema.metadata import metadata
from storage.schema.sealed import SEALED, counts, reseal
from storage.store import Store
from storage.vault import Vault
from tests.storage.conftest import KEY, NOW
from tests.storage.test_cases import case

BOTH = {1: KEY, 2: bytes(range(32, 64))}


def test_every_sealed_column_is_listed() -> None:
    columns = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.c
        if column.name.startswith("sealed_") or (table.name, column.name) == ("setting", "value")
    }
    assert {(table, name) for table, names in SEALED.items() for name in names} == columns


async def test_history_is_sealed_anew_and_still_cannot_be_changed(store: Store) -> None:
    async with store.write() as connection:
        one = await cases.insert(connection, store.vault, case(), reporter=None)
        await cases.record(connection, store.vault, one.id, CaseEvent("moved", NOW, payload={"reason": "no-facts"}))
    store.vault.renew(Vault(BOTH, current=2))
    async with store.write() as connection:
        done = await reseal(connection, store.vault, "case_event", 10)
    assert (done.rows, done.stuck) == (1, 0)
    async with store.read() as connection:
        (event,) = await cases.events(connection, Vault({2: BOTH[2]}, current=2, index=KEY), one.id)
    assert event.payload == {"reason": "no-facts"}
    for change in ("kind = 'undone'", "at = at + 1", "sealed_payload = zeroblob(40), actor_id = 1"):
        with pytest.raises(IntegrityError, match="immutable"):
            async with store.write() as connection:
                await connection.exec_driver_sql(f"UPDATE case_event SET {change}")


async def test_what_does_not_open_stays_and_is_counted(store: Store) -> None:
    async with store.write() as connection:
        sealed = store.vault.seal("setting", "elsewhere", b"x")
        await connection.exec_driver_sql("INSERT INTO setting VALUES ('moved', ?)", (sealed,))
    store.vault.renew(Vault(BOTH, current=2))
    async with store.write() as connection:
        done = await reseal(connection, store.vault, "setting", 10)
        assert (done.rows, done.stuck) == (1, 1)
        assert await counts(connection) == {1: 1, 2: 1}


def test_keys_of_other_data_are_not_taken_over() -> None:
    vault = Vault({1: KEY}, current=1)
    for other in (Vault({1: BOTH[2]}, current=1), Vault(BOTH, current=2, index=b"i" * 32)):
        with pytest.raises(ValueError, match="another"):
            vault.renew(other)
    assert vault.current == 1


def test_lookup_hashes_survive_rotation_and_the_loss_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    before, _ = load_or_make(None, file)
    assert rotate(file) == 2
    keys = read(file)
    assert Vault({2: keys.by_id[2]}, 2, keys.index).key_of(7001) == before.key_of(7001)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret.key"]
