"""Evidence of ended cases is closed to a key that is not on this machine, where the operator has named one.

The file goes first, outside of any transaction, then its row says so. Killed in between, the next tick finds the file
closed and notes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from domain.audit import EVIDENCE_SEALED
from domain.evidence import Stage
from domain.workdays import ALMATY
from services.trust import audit
from services.trust.cellar import Cellar
from storage import evidence as rows
from storage.store import Store
from storage.vault import Tampered
from storage.work import begin

log = structlog.get_logger("sealing")

FILES = 20
"""Of one tick."""


class Sealing:
    """The clock's part in it. One for the process."""

    def __init__(self, store: Store, cellar: Cellar, recipients: Sequence[str], after: timedelta) -> None:
        """`recipients` are age public keys; `after` is how long a case has to have ended."""
        self._store = store
        self._cellar = cellar
        self._recipients = recipients
        self._after = after
        self._stuck: set[int] = set()
        """Files that cannot be closed: not what their hash says, or gone. They stay as they are."""

    async def step(self, now: datetime) -> int:
        """One tick's part; how many files were closed. Raises OSError for a disk that does not take them."""
        async with self._store.read() as connection:
            limit = FILES + len(self._stuck)
            found = await rows.to_seal(connection, ended_before=now - self._after, limit=limit)
        closed = [one for one in found if one not in self._stuck and await self._close(one)]
        if closed:
            await self._note(closed, now)
        return len(closed)

    async def _close(self, evidence_id: int) -> bool:
        async with self._store.read() as connection:
            row = await rows.find(connection, self._store.vault, evidence_id)
        try:
            if row is not None and await self._cellar.close(evidence_id, row.sha256 or "", self._recipients):
                return True
        except (FileNotFoundError, Tampered):
            pass
        self._stuck.add(evidence_id)
        log.error("a file of an ended case cannot be sealed and stays as it is", stuck=len(self._stuck))
        return False

    async def _note(self, closed: Sequence[int], now: datetime) -> None:
        day = now.astimezone(ALMATY).date().isoformat()
        counted: dict[int, int] = {}
        async with begin(self._store, now=now) as batch, batch.job() as job:
            conn = await job.db()
            for evidence_id in closed:
                row = await rows.find(conn, job.vault, evidence_id)
                if row is None or row.case_id is None:
                    continue
                await rows.save(conn, job.vault, replace(row, stage=Stage.SEALED, sealed_on=day))
                counted[row.case_id] = counted.get(row.case_id, 0) + 1
            for case_id, files in counted.items():
                await audit.note(job, EVIDENCE_SEALED, f"files:{files}", case_id=case_id)
