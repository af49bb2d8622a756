"""What the clock does, also when it comes late or twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.complaint import Outcome
from scheduler.ticker import Ticker, do_due
from services.cases import desk, due_clock, notices, notices_due
from storage.schema import tables
from storage.work import Job
from tests.services.conftest import AIGUL, DAUREN, ERLAN, GULNAR, SAULE, Town, town

__all__ = ["town"]


async def ticks(town: Town, after: timedelta, times: int = 1) -> None:
    town.now += after
    for _ in range(times):
        assert await do_due(town.store, town.cellar, town.now) == 0


async def test_a_silent_draft_is_recalled_once_for_each_silence(town: Town) -> None:
    await town.agrees(AIGUL)
    async with town.acts(AIGUL) as work:
        work.draft = work.open_draft("complaint", "1", {})
    await ticks(town, timedelta(hours=23))
    assert await town.mail(AIGUL) == []
    await ticks(town, timedelta(hours=2), times=3)
    await ticks(town, timedelta(days=7), times=2)
    assert [type(notice) for notice in await town.mail(AIGUL)] == [notices.DraftWaiting]
    async with town.acts(AIGUL) as work:
        assert work.draft is not None
        work.draft = work.draft
    await ticks(town, timedelta(hours=25), times=2)
    assert [type(notice) for notice in await town.mail(AIGUL)] == [notices.DraftWaiting]


async def test_a_case_nobody_took_up_is_told_to_its_region_once(town: Town) -> None:
    await town.reports(AIGUL, category="other")
    await town.mail(SAULE)
    await town.mail(DAUREN)
    await ticks(town, timedelta(days=1, hours=23))  # Wednesday 09:00 in Almaty; due on Thursday at 18:00
    assert await town.mail(SAULE) == []
    await ticks(town, timedelta(hours=2), times=3)
    assert [type(notice) for notice in await town.mail(SAULE)] == [notices_due.DueSoon]
    await ticks(town, timedelta(days=1, hours=7), times=3)
    for who, last in ((SAULE, notices_due.DueNow), (DAUREN, notices_due.DueNow)):
        assert (await town.mail(who))[-1].kind() == last.kind()
    assert await town.mail(GULNAR) + await town.mail(ERLAN) == []


async def test_a_case_without_outcome_goes_from_its_coordinator_to_a_second_and_to_the_admin(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.accept(work, receipt.case_id)
    await town.mail(SAULE)
    await town.mail(DAUREN)
    await ticks(town, timedelta(days=30), times=2)
    assert [type(notice) for notice in await town.mail(SAULE)] == [notices_due.DueLate]
    assert [type(notice) for notice in await town.mail(DAUREN)] == [notices_due.DueEscalated]
    assert [type(notice) for notice in await town.mail(ERLAN)] == [notices_due.DueEscalated]
    assert await town.mail(GULNAR) == []


async def test_closed_cases_are_never_late(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.close(work, receipt.case_id, Outcome.FIXED)
    await town.mail(SAULE)
    await ticks(town, timedelta(days=60))
    assert await town.mail(SAULE) == []


async def test_one_failing_duty_does_not_stop_the_others(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.agrees(AIGUL)
    async with town.acts(AIGUL) as work:
        work.open_draft("complaint", "1", {})

    async def broken(job: Job) -> None:
        job.notify(1, notices.DraftWaiting())
        raise RuntimeError("broken")

    monkeypatch.setattr(due_clock, "remind", broken)
    town.now += timedelta(days=2)
    assert await do_due(town.store, town.cellar, town.now) == 1
    assert len(await town.rows(tables.outbox)) == 1


async def test_it_ticks_at_the_start_then_regularly_and_stops(town: Town) -> None:
    ticked, stop = asyncio.Semaphore(0), asyncio.Event()
    ticker = Ticker(
        town.store,
        town.cellar,
        clock=lambda: town.now,
        zone=ZoneInfo("Asia/Almaty"),
        committed=ticked.release,
        every_seconds=1,
    )
    running = asyncio.create_task(ticker.run(stop))
    async with asyncio.timeout(10):
        for _ in range(2):
            await ticked.acquire()
        await ticker.tick()
        await ticked.acquire()
        stop.set()
        await running
    await asyncio.sleep(1.2)
    assert ticked.locked()
