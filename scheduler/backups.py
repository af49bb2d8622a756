"""The backup of every day: made by the clock, kept in rotation; the admins hear of it when none could be made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from services.trust.backups import tell_failure
from storage.backups.backup import BackupFailed, Source, back_up
from storage.backups.backup_rotation import Shelf
from storage.backups.backup_seal import Lock
from storage.store import Store
from storage.trouble import told
from storage.work import begin

log = structlog.get_logger("scheduler.backups")

LOOK_SECONDS = 60.0
AGAIN = timedelta(hours=1)
"""How long after one that failed the next is tried."""


@dataclass
class Backups:
    """Looks every minute whether a backup is due. `now` is the bot's clock; `failures` are counted."""

    store: Store
    source: Source
    shelf: Shelf
    lock: Lock
    now: Callable[[], datetime]
    committed: Callable[[], None] = lambda: None
    failures: int = 0
    _not_before: datetime | None = None
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self, stop: asyncio.Event) -> None:
        """Makes what is due until stopped. One under way at the stop is finished: half of one is worth nothing."""
        while not stop.is_set():
            await self.look()
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await stop.wait()
            except TimeoutError:
                continue

    async def look(self) -> bool:
        """Makes a backup if one is due; whether one was made."""
        async with self._busy:
            now = self.now()
            if self._not_before is not None and now < self._not_before <= now + AGAIN:
                return False
            try:
                return await asyncio.to_thread(self._make_if_due, now)
            except (BackupFailed, OSError) as error:
                await self._failed(now, error.reason if isinstance(error, BackupFailed) else "folder")
                return False

    def _make_if_due(self, now: datetime) -> bool:
        if not self.shelf.is_due(now):
            return False
        made = back_up(self.source, self.shelf.folder, self.lock, now)
        gone = self.shelf.rotate()
        log.info("backup made", files=made.files, bytes=made.size, deleted=len(gone))
        return True

    async def _failed(self, now: datetime, reason: str) -> None:
        self.failures += 1
        self._not_before = now + AGAIN
        log.error("no backup could be made", reason=reason)
        try:
            async with begin(self.store, now=now) as batch, batch.job() as job:
                await tell_failure(job, reason, self.shelf.due_since(now))
        except Exception as error:  # noqa: BLE001 - a full disk fails both; it is said again in an hour
            log.error("the admins could not be told", **told(error))
        self.committed()
