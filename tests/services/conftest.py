"""A small town on a real database: citizens, coordinators of two regions, an admin; and a clock."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from chat.notice import Notice
from domain.digest import DigestChoice
from domain.people import EVERYWHERE, Grant, Role
from services.cases import filing
from services.cases.filing import Receipt
from services.outreach import digests
from services.trust import consent
from services.trust.cellar import Cellar
from storage import outbox
from storage.store import Store
from storage.vault import Vault
from storage.work import Job, Work, begin
from tests.quick import without_processes
from tests.template import lay

AIGUL, MARAT, SAULE, DAUREN, GULNAR, ERLAN = 101, 102, 201, 202, 203, 301
"""Telegram ids: two citizens, two coordinators of Astana, one of Almaty, an admin."""

ASTANA, ALMATY_CITY, ABAI = "KZ-71", "KZ-75", "KZ-10"

ANSWERS = {
    "/data/category": "bribe",
    "/data/region": ASTANA,
    "/data/district": "711210000",
    "/data/institution": "Халыққа қызмет көрсету орталығы",
    "/data/amount": "20000",
    "/data/story": "Құжатымды тез шығарып беру үшін 20 мың теңге сұрады.",
    "/data/identity": "anonymous",
}


class Town:
    """Who does what, when; each step is a transaction of its own, as an update is."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.cellar = Cellar(folder / "evidence", store.vault)
        self.now = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
        self._updates = itertools.count(1)

    @asynccontextmanager
    async def acts(self, telegram_id: int) -> AsyncIterator[Work]:
        """One update of one person."""
        update = next(self._updates)
        async with begin(self.store, now=self.now) as batch:
            await batch.load([update], [telegram_id])
            async with batch.step(update, telegram_id) as work:
                yield work

    @asynccontextmanager
    async def clock_acts(self) -> AsyncIterator[Job]:
        """One job of the clock."""
        async with begin(self.store, now=self.now) as batch, batch.job() as job:
            yield job

    async def settle(self, telegram_id: int, alias: str, role: Role, regions: Collection[str]) -> None:
        """Gives somebody a role."""
        async with self.acts(telegram_id) as work:
            work.person = replace(work.person, alias=alias, language="ru")
            for region in regions:
                await work.grant(work.person.id, Grant(role, region), by=None)

    async def id_of(self, telegram_id: int) -> int:
        """The person's id."""
        async with self.acts(telegram_id) as work:
            return work.person.id

    async def agrees(self, telegram_id: int) -> None:
        """A citizen chooses Kazakh and agrees to the storing of data."""
        async with self.acts(telegram_id) as work:
            work.person = replace(work.person, language="kk")
            await consent.give(work)

    async def reports(self, telegram_id: int, **other: str) -> Receipt:
        """A citizen submits a complaint; `other` answers by question name."""
        await self.agrees(telegram_id)
        answers = ANSWERS | {f"/data/{name}": value for name, value in other.items()}
        async with self.acts(telegram_id) as work:
            return await filing.submit(work, answers)

    async def mail(self, telegram_id: int) -> list[Notice]:
        """What waits in the outbox for somebody, then counts as sent."""
        recipient = await self.id_of(telegram_id)
        async with self.store.write() as conn:
            letters = [
                letter
                for letter in await outbox.due(conn, self.store.vault, self.now + timedelta(days=1), limit=1000)
                if letter.recipient_id == recipient
            ]
            await outbox.mark_sent(conn, [letter.id for letter in letters], self.now)
        return [letter.notice() for letter in letters]

    async def rows(self, table: sa.Table) -> list[dict[str, object]]:
        """All rows of a table."""
        async with self.store.read() as conn:
            return [dict(row) for row in (await conn.execute(sa.select(table))).mappings()]


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    without_processes(monkeypatch)
    vault = Vault({1: bytes(range(32))}, current=1)
    store = await Store.open(f"sqlite+aiosqlite:///{lay(tmp_path / 'adal.db')}", vault=vault)
    made = Town(store, tmp_path)
    await made.settle(SAULE, "Сәуле", Role.COORDINATOR, [ASTANA])
    await made.settle(DAUREN, "Дәурен", Role.COORDINATOR, [ASTANA])
    await made.settle(GULNAR, "Гүлнар", Role.COORDINATOR, [ALMATY_CITY])
    await made.settle(ERLAN, "Ерлан", Role.ADMIN, [EVERYWHERE])
    for staff in (SAULE, DAUREN, GULNAR, ERLAN):
        async with made.acts(staff) as work:  # their mail is about what happens
            await digests.choose(work, DigestChoice(weekly=False))
    yield made
    await store.close()
