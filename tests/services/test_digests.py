"""A digest's numbers are those of a plain recount in SQL; each is sent once, whatever the clock does."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from domain.complaint import Category, Outcome, RejectReason
from domain.digest import DigestChoice, DigestKind, Span, told_of
from domain.figures import Figures
from domain.follow_up import Answer
from domain.workdays import ALMATY
from services.cases import desk, follow_ups
from services.fieldwork import review
from services.outreach import digests
from services.outreach.digest_notices import QuietDigest, WeeklyDigest
from services.refusals import NotFound
from storage.schema import tables
from tests.services.conftest import AIGUL, ASTANA, GULNAR, MARAT, SAULE, Town, town
from tests.services.volunteering import ASKAR, BOTA, CITY, adds, joins, starts, tasks_of, visits

__all__ = ["town"]

MONDAY = datetime(2026, 12, 7, 9, tzinfo=ALMATY)
SPAN = told_of(DigestKind.WEEKLY, MONDAY)


async def three_weeks(town: Town) -> None:
    """People report, coordinators do what they do, volunteers visit; until Monday."""
    dice = random.Random(5)
    open_: list[int] = []
    town.now = datetime(2026, 11, 16, 4, tzinfo=UTC)
    for number in range(45):
        town.now += timedelta(hours=dice.randrange(4, 16))
        region, district = dice.choice(((ASTANA, "711210000"), (ASTANA, "711110000"), (CITY, "751110000")))
        said = {"region": region, "district": district, "category": dice.choice(list(Category)).value}
        receipt = await town.reports(dice.choice((AIGUL, MARAT)), institution=f"№ {number % 4} Мектеп", **said)
        if region == ASTANA:
            open_.append(receipt.case_id)
        if len(open_) > 3:
            await _decide(town, open_.pop(dice.randrange(len(open_))), dice)
        await _say_whether_fixed(town)
    assert town.now < MONDAY.astimezone(UTC)
    town.now = MONDAY.astimezone(UTC)


async def _decide(town: Town, case_id: int, dice: random.Random) -> None:
    async with town.acts(SAULE) as work:
        match dice.randrange(4):
            case 0:
                await desk.reject(work, case_id, RejectReason.SPAM)
            case 1:
                await desk.accept(work, case_id)
            case _:
                await desk.accept(work, case_id)
                await desk.close(work, case_id, Outcome.FIXED, saved=dice.choice((None, 20_000, 5_000)), basis="қолхат")


async def _say_whether_fixed(town: Town) -> None:
    """Reporters of cases closed a week ago are asked, and answer."""
    async with town.clock_acts() as job:
        await follow_ups.ask(job)
    questions = await town.rows(tables.metadata.tables["follow_up"])
    open_ = [int(str(one["id"])) for one in questions if one["answer"] is None]
    for number, question in enumerate(open_, len(questions) - len(open_)):
        said = (Answer.NO, Answer.YES, Answer.PARTLY, Answer.NEVER)[number % 4]
        for reporter in (AIGUL, MARAT):
            with suppress(NotFound):
                async with town.acts(reporter) as work:
                    await follow_ups.answer(work, question, said, enough=99)


async def counted(town: Town, regions: frozenset[str] | None, span: Span) -> Figures:
    async with town.store.read() as connection:
        return await digests.gather(connection, town.store.vault, regions, span, town.now)


async def test_the_numbers_are_those_of_a_plain_recount(town: Town, tmp_path: Path) -> None:
    await three_weeks(town)
    plain = sqlite3.connect(tmp_path / "adal.db")

    def asks(query: str, *given: object) -> list[int]:
        return [row[0] for row in plain.execute(query, given)]

    for region in (ASTANA, CITY, "%"):
        found = await counted(town, None if region == "%" else frozenset({region}), SPAN)
        for flow, span in ((found.now, SPAN), (found.before, SPAN.before())):
            since, until = (int(at.timestamp() * 1_000_000) for at in (span.since, span.until))
            new = asks(
                "SELECT count(*) FROM complaint WHERE region LIKE ? AND received_at >= ? AND received_at < ?",
                region, since, until,
            )  # fmt: skip
            first = asks(
                """SELECT first - received_at FROM complaint JOIN (
                     SELECT complaint_id, min(at) AS first FROM case_event
                     WHERE from_state = 'received' AND to_state IN ('accepted', 'rejected', 'merged') GROUP BY 1
                   ) ON complaint_id = id WHERE region LIKE ? AND first >= ? AND first < ?""",
                region, since, until,
            )  # fmt: skip
            closed = asks(
                """SELECT count(*) FROM complaint WHERE region LIKE ? AND state = 'closed' AND id IN (
                     SELECT complaint_id FROM case_event WHERE to_state = 'closed' AND at >= ? AND at < ?)""",
                region, since, until,
            )  # fmt: skip
            assert [flow.new, flow.closed] == [*new, *closed]
            said = [
                asks(
                    """SELECT count(*) FROM follow_up JOIN complaint ON complaint.id = complaint_id
                       WHERE region LIKE ? AND answered_at >= ? AND answered_at < ? AND answer = ?""",
                    region, since, until, answer,
                )
                for answer in ("yes", "partly", "no")
            ]  # fmt: skip
            assert [flow.fixed, flow.partly, flow.unfixed] == [number for (number,) in said]
            assert flow.answered == len(first)
            assert flow.minutes == (round(median([one // 60_000_000 for one in first])) if first else None)
        since, until = (int(at.timestamp() * 1_000_000) for at in (SPAN.since, SPAN.until))
        saved = asks(
            """SELECT sum(saved_tenge) FROM complaint WHERE region LIKE ? AND state = 'closed' AND id IN (
                 SELECT complaint_id FROM case_event WHERE to_state = 'closed' AND at >= ? AND at < ?)""",
            region, since, until,
        )  # fmt: skip
        late = asks(
            """SELECT count(DISTINCT complaint_id) FROM due_item JOIN complaint ON complaint.id = complaint_id
               WHERE region LIKE ? AND settled_at IS NULL AND stopped_at IS NULL AND due_at < ?""",
            region, int(town.now.timestamp() * 1_000_000),
        )  # fmt: skip
        assert [found.saved, found.overdue] == [saved[0] or 0, *late]
        kinds = plain.execute(
            """SELECT category, count(*) FROM complaint WHERE region LIKE ? AND received_at >= ? AND received_at < ?
               GROUP BY 1""",
            (region, since, until),
        ).fetchall()
        assert dict(found.categories) == dict(kinds)
        assert sum(found.received) == found.now.new == sum(one.new for one in found.areas)
        assert sum(found.replied) == found.now.answered
        assert sum(number for _, number in found.institutions) == found.now.new
    assert found.now.new > 5
    assert found.saved > 0
    assert found.now.asked > 1
    plain.close()


async def test_names_written_otherwise_are_one_institution(town: Town) -> None:
    for name in ("№ 5 мектеп", "№ 5  Мектеп", "№ 5 мектеп", "ХҚКО"):
        await town.reports(AIGUL, institution=name)
    found = await counted(town, None, Span(town.now.date(), town.now.date()))
    assert found.institutions == (("№ 5 мектеп", 3), ("ХҚКО", 1))


async def test_visits_findings_volunteers_and_districts(town: Town) -> None:
    for number in (ASKAR, BOTA):
        await joins(town, number, "Асқар" if number == ASKAR else "Бота")
    town.now = MONDAY.astimezone(UTC) - timedelta(days=5)
    await starts(town, await adds(town, 2))
    tasks = await tasks_of(town, ASKAR)
    await visits(town, ASKAR, tasks[0], finding_limit_prices="1")
    async with town.acts(GULNAR) as work:
        await review.approve(work, tasks[0].id)
    found = await counted(town, frozenset({CITY}), SPAN)
    assert (found.now.visits, found.before.visits, found.active, found.volunteers) == (1, 0, 1, 2)
    assert found.findings == len(await town.rows(tables.metadata.tables["finding"])) == 1
    assert [one.visits for one in found.areas if one.district == "751110000"] == [1]
    assert len(found.uncovered) == found.districts - 1
    elsewhere = await counted(town, frozenset({ASTANA}), SPAN)
    assert (elsewhere.now.visits, elsewhere.findings, elsewhere.volunteers) == (0, 0, 0)


async def _wants(town: Town, choice: DigestChoice) -> None:
    async with town.acts(SAULE) as work:
        await digests.choose(work, choice)


@pytest.mark.parametrize("ticks", [(0,), (0, 0), (1, 2, 50), (95, 96, 167)])
async def test_each_comes_once_whenever_the_clock_ticks(town: Town, ticks: tuple[int, ...]) -> None:
    await _wants(town, DigestChoice())
    await town.reports(AIGUL)
    await town.mail(SAULE)
    monday = datetime(2026, 11, 30, 9, tzinfo=ALMATY).astimezone(UTC)
    for hours in ticks:
        await digests.send_due(town.store, monday + timedelta(hours=hours))
    town.now = monday + timedelta(days=7)
    assert [type(notice) for notice in await town.mail(SAULE)] == [WeeklyDigest]


async def test_one_that_fails_keeps_nobody_from_theirs(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await _wants(town, DigestChoice())
    async with town.acts(GULNAR) as work:
        await digests.choose(work, DigestChoice())
    gather = digests.gather

    async def broken(connection: object, vault: object, regions: frozenset[str] | None, *rest: object) -> Figures:
        if regions == frozenset({ASTANA}):
            raise RuntimeError
        return await gather(connection, vault, regions, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(digests, "gather", broken)
    monday = datetime(2026, 11, 30, 9, tzinfo=ALMATY).astimezone(UTC)
    with pytest.raises(ExceptionGroup):
        await digests.send_due(town.store, monday)
    monkeypatch.undo()
    await digests.send_due(town.store, monday + timedelta(minutes=1))
    town.now = monday + timedelta(days=1)
    assert [type(notice) for notice in await town.mail(GULNAR)] == [QuietDigest]
    assert [type(notice) for notice in await town.mail(SAULE)] == [QuietDigest]


async def test_who_has_lost_the_role_gets_none(town: Town) -> None:
    await _wants(town, DigestChoice())
    async with town.acts(SAULE) as work:
        for grant in work.person.grants:
            await work.revoke(work.person.id, grant, by=None)
    assert await digests.send_due(town.store, datetime(2026, 11, 30, 9, tzinfo=ALMATY)) == 0
