"""Cases whose period is over: their reporter is asked, then nothing of them is left but a line of statistics."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.complaint import Outcome, RejectReason
from domain.retention import DEFAULT
from scheduler.ticker import do_due, erase_due
from services.cases import complaints, desk, tagging
from services.cases.filing import Receipt
from services.messaging import talk
from services.refusals import NotFound, StaleMove
from services.trust import evidence, retention
from services.trust.evidence import Incoming
from services.trust.retention_notices import CaseExpires
from storage.schema import tables
from storage.schema.metadata import metadata
from storage.schema.retention_tables import case_statistic
from tests.services.conftest import AIGUL, ASTANA, MARAT, SAULE, Town, town

__all__ = ["town"]

FREE = frozenset({"case_erasure", "case_statistic", "used_id"})
"""What may still know that there was a case."""


async def ticks(town: Town, after: timedelta) -> None:
    town.now += after
    assert await do_due(town.store, town.cellar, town.now) == 0
    assert await erase_due(town.store, town.cellar, town.now, DEFAULT) == 0


async def lived(town: Town) -> Receipt:
    """A case with everything a case can have, closed."""
    receipt = await town.reports(AIGUL)
    number = receipt.case_id
    async with town.acts(AIGUL) as work:
        file = await complaints.add_evidence(work, number, Incoming("photo", "f", "x.jpg", 3))
    await town.cellar.put(file, b"photo")
    async with town.clock_acts() as job:
        await evidence.keep(job, await town.cellar.put(file, b"photo"))
    async with town.acts(SAULE) as work:
        await desk.ask(work, number, "Қашан болды?")
        await desk.write_note(work, number, "күмән бар")
        await talk.tell(work, number, "Рақмет")
    async with town.acts(AIGUL) as work:
        await complaints.answer_question(work, number, "Кеше")
    async with town.acts(SAULE) as work:
        await tagging.add(work, number, "кезек")
        await desk.close(work, number, Outcome.FIXED, saved=20_000, basis="акт")
    return receipt


async def left_of(town: Town, case_id: int) -> set[str]:
    """The tables that still have a row about the case."""
    found = set()
    for table in metadata.tables.values():
        columns = [c for c in table.c if any(k.column.table is tables.complaint for k in c.foreign_keys)]
        columns += [c for c in table.c if c.name == "complaint_id" and c not in columns]
        columns += [table.c.id] if table is tables.complaint else []
        async with town.store.read() as conn:
            for column in columns:
                if await conn.scalar(sa.select(sa.func.count()).where(column == case_id)):
                    found.add(table.name)
    return found


async def test_a_closed_case_is_erased_with_everything_and_a_line_is_left(town: Town) -> None:
    receipt = await lived(town)
    assert {"internal_note", "case_message", "case_event", "evidence"} <= await left_of(town, receipt.case_id)
    await ticks(town, timedelta(days=350))
    assert "complaint" in await left_of(town, receipt.case_id), "not yet"
    await ticks(town, timedelta(days=2))
    (warned,) = [one for one in await town.mail(AIGUL) if isinstance(one, CaseExpires)]
    assert warned.code == receipt.code
    await ticks(town, timedelta(days=13))
    assert "complaint" in await left_of(town, receipt.case_id), "two weeks to think"
    await ticks(town, timedelta(days=2))
    await ticks(town, timedelta(hours=1))
    assert await left_of(town, receipt.case_id) <= FREE
    assert await town.rows(tables.evidence) == []
    assert list(town.cellar._folder.iterdir()) == []
    (line,) = await town.rows(case_statistic)
    assert (line["category"], line["region"]) == ("bribe", ASTANA)
    assert (line["outcome"], line["saved_tenge"]) == ("fixed", 20_000)
    assert (line["received_on"], line["ended_on"], line["why"]) == ("2026-11-23", "2026-11-23", "expired")


async def test_the_reporter_keeps_it_longer_and_is_asked_again(town: Town) -> None:
    receipt = await lived(town)
    await ticks(town, timedelta(days=355))
    await town.mail(AIGUL)
    async with town.acts(MARAT) as work:
        with pytest.raises(NotFound):
            await retention.keep_longer(work, receipt.case_id)
    async with town.acts(AIGUL) as work:
        until = await retention.keep_longer(work, receipt.case_id)
    async with town.acts(AIGUL) as work:
        assert await retention.keep_longer(work, receipt.case_id) == until, "two taps are one"
    await ticks(town, timedelta(days=300))
    assert await town.mail(AIGUL) == []
    await ticks(town, timedelta(days=66))
    assert [type(one) for one in await town.mail(AIGUL)] == [CaseExpires]
    await ticks(town, timedelta(days=20))
    assert await left_of(town, receipt.case_id) <= FREE


async def test_open_cases_stay_and_cannot_be_kept_longer(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    await ticks(town, timedelta(days=3000))
    assert "complaint" in await left_of(town, receipt.case_id)
    async with town.acts(AIGUL) as work:
        with pytest.raises(StaleMove):
            await retention.keep_longer(work, receipt.case_id)


async def test_rejected_ones_go_earlier_and_numbers_are_not_given_again(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.reject(work, receipt.case_id, RejectReason.SPAM)
    await ticks(town, timedelta(days=80))
    await ticks(town, timedelta(days=15))
    assert await town.rows(tables.complaint) == []
    again = await town.reports(MARAT)
    assert again.case_id > receipt.case_id
    assert await left_of(town, again.case_id) > FREE & {"complaint"}


async def test_what_is_short_lived_goes(town: Town) -> None:
    await town.agrees(AIGUL)
    async with town.acts(AIGUL) as work:
        work.open_draft("complaint", "1", {"story": "x"})
    await ticks(town, timedelta(days=2))
    await town.mail(AIGUL)
    assert len(await town.rows(tables.draft)) == 1
    await ticks(town, timedelta(days=29))
    assert await town.rows(tables.draft) == []
    await ticks(town, timedelta(days=91))
    assert await town.rows(tables.outbox) == []
    assert await town.rows(tables.seen_update) == []
    assert await town.rows(tables.due_tables.last_move) == []
