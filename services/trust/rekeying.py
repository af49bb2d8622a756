"""A new key while the bot runs: the key file is looked at each tick, and what is sealed with an older key is sealed
anew, some rows and files at a time, each chunk a transaction of its own. Killed at any moment, it goes on where it was:
every value says itself which key it was sealed with.
"""

from __future__ import annotations

from datetime import datetime

import structlog

from domain.audit import KEY_ADDED, KEY_APPLIED
from services.trust.cellar import Cellar
from storage.keys import BadKeyFile, KeyFile
from storage.schema.sealed import SEALED, reseal
from storage.store import Store
from storage.trust import audit

log = structlog.get_logger("keys")

ROWS = 200
"""Rows of one transaction: a few milliseconds, in which updates wait."""
CHUNKS = 10
FILES = 20
"""Of these many chunks and files consists a tick's part."""


class Rekeying:
    """The clock's part in changing keys. One for the process."""

    def __init__(self, store: Store, cellar: Cellar, keys: KeyFile | None) -> None:
        """`keys` is None where the key comes from the environment and cannot change."""
        self._store = store
        self._cellar = cellar
        self._keys = keys
        self._done_with: int | None = None
        """The key with which everything is known to be sealed."""

    async def step(self, now: datetime) -> bool:
        """One tick's part; True once everything is sealed with the current key."""
        vault = self._store.vault
        await self._look(now)
        if self._done_with == vault.current or not vault.has_older:
            return True
        rows_left, stuck = await self._rows()
        files_left = await self._cellar.reseal(FILES)
        if rows_left or files_left:
            return False
        self._done_with = vault.current
        if stuck:
            log.error("values do not open and stay sealed with their old key", count=stuck)
        async with self._store.write() as connection:
            await audit.append(connection, vault, KEY_APPLIED, at=now, about=f"key:{vault.current}")
        return True

    async def _look(self, now: datetime) -> None:
        """Takes over what `keys rotate` has put into the key file."""
        try:
            changed = self._keys is not None and self._keys.refresh(self._store.vault)
        except (BadKeyFile, ValueError) as error:
            log.error("the key file cannot be used now; the keys in memory stay", error=type(error).__name__)
            return
        if changed:
            vault = self._store.vault
            async with self._store.write() as connection:
                await audit.append(connection, vault, KEY_ADDED, at=now, about=f"key:{vault.current}")

    async def _rows(self) -> tuple[bool, int]:
        """Whether rows may be left, and how many cannot be opened."""
        left, stuck = CHUNKS, 0
        for table in SEALED:
            while True:
                if not left:
                    return True, stuck
                async with self._store.write() as connection:
                    done = await reseal(connection, self._store.vault, table, ROWS)
                if not done.rows:
                    stuck += done.stuck
                    break
                left -= 1
        return False, stuck
