"""What a coordinator does, who may, and what never reaches a citizen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.case import ContactReason, InternalNote
from domain.complaint import Outcome, RejectReason, State
from domain.people import Role
from services.cases import desk, history, notices
from services.cases.desk import Filter
from services.refusals import BasisNeeded, NotAllowed, NotFound, NothingSaid, StaleMove, TakenBy
from services.trust import invites
from services.trust.retention_notices import ContactSeen
from storage.schema import tables
from storage.work import Work
from tests.services.conftest import AIGUL, ALMATY_CITY, DAUREN, ERLAN, GULNAR, MARAT, SAULE, Town

Act = Callable[[Work, int], Awaitable[object]]

ACTS: dict[str, Act] = {
    "open": desk.open_case,
    "accept": desk.accept,
    "ask": lambda work, case_id: desk.ask(work, case_id, "Қашан?"),
    "note": lambda work, case_id: desk.write_note(work, case_id, "танысым"),
    "reject": lambda work, case_id: desk.reject(work, case_id, RejectReason.SPAM),
    "close": lambda work, case_id: desk.close(work, case_id, Outcome.FIXED),
    "contact": lambda work, case_id: desk.contact(work, case_id, ContactReason.CLARIFY),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", [AIGUL, MARAT, GULNAR])
async def test_reporter_stranger_and_foreign_coordinator_find_nothing(town: Town, act: str, who: int) -> None:
    receipt = await town.reports(AIGUL, identity="named", contact="Айгүл")
    before = await town.rows(tables.complaint)
    for case_id in (receipt.case_id, 999_999):
        with pytest.raises(NotFound):
            async with town.acts(who) as work:
                await ACTS[act](work, case_id)
    assert await town.rows(tables.complaint) == before


async def test_a_role_taken_away_is_felt_at_once(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    saule = await town.id_of(SAULE)
    async with town.acts(ERLAN) as work:
        await invites.take_away(work, saule, Role.COORDINATOR)
    with pytest.raises(NotFound):
        async with town.acts(SAULE) as work:
            await desk.open_case(work, receipt.case_id)


async def test_an_admin_is_a_coordinator_everywhere(town: Town) -> None:
    await town.reports(AIGUL)
    async with town.acts(ERLAN) as work:
        assert (await desk.inbox(work)).total == 1


async def test_two_accept_one_wins_the_other_is_told_who(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.accept(work, receipt.case_id)
    for act in ("accept", "ask", "reject", "close"):
        with pytest.raises(TakenBy) as refused:
            async with town.acts(DAUREN) as work:
                await ACTS[act](work, receipt.case_id)
        assert refused.value.alias == "Сәуле"
    with pytest.raises(StaleMove):
        async with town.acts(SAULE) as work:
            await desk.accept(work, receipt.case_id)


async def test_accepting_is_told_to_the_reporter(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.accept(work, receipt.case_id)
    told = (await town.mail(AIGUL))[-1]
    assert isinstance(told, notices.StateChanged)
    assert told.state.key == "state-accepted"
    assert "Сәуле" not in told.to_json()


async def test_asking_takes_the_case_and_opens_a_question(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    with pytest.raises(NothingSaid):
        async with town.acts(SAULE) as work:
            await desk.ask(work, receipt.case_id, " ")
    async with town.acts(SAULE) as work:
        await desk.ask(work, receipt.case_id, "Қай күні?")
    async with town.acts(SAULE) as work:
        opened = await desk.open_case(work, receipt.case_id)
        waiting = await desk.inbox(work, Filter.WAITING)
    assert (opened.case.state, opened.is_mine, opened.case.question_open) == (State.IN_PROGRESS, True, True)
    assert [case.code for case in waiting.cases] == [receipt.code]
    asked = (await town.mail(AIGUL))[-1]
    assert isinstance(asked, notices.QuestionAsked)
    assert asked.question == "Қай күні?"


async def test_a_note_never_reaches_the_citizen(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    await town.mail(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.write_note(work, receipt.case_id, "Бастығын танимын, абай болу керек")
    assert await town.mail(AIGUL) == []
    async with town.acts(DAUREN) as work:
        opened = await desk.open_case(work, receipt.case_id)
    (note,) = opened.notes
    assert (opened.aliases[note.author_id], note.text) == ("Сәуле", "Бастығын танимын, абай болу керек")
    assert await town.rows(tables.case_message) == []


async def test_nothing_that_speaks_to_a_citizen_can_carry_a_note(town: Town) -> None:
    """The types differ, so mypy refuses it; and so does the running program."""
    note: Any = InternalNote(1, 1, 1, "танысым", town.now)
    with pytest.raises(AttributeError):
        history.history([], [note])
    with pytest.raises(TypeError):
        notices.QuestionAsked(1, "AD-7K4M-29QX", note).to_json()


async def test_rejecting_says_why(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.reject(work, receipt.case_id, RejectReason.NOT_OURS)
    told = (await town.mail(AIGUL))[-1]
    assert isinstance(told, notices.ReportRejected)
    assert told.reason.key == "reject-not-ours"
    with pytest.raises(StaleMove):
        async with town.acts(SAULE) as work:
            await desk.close(work, receipt.case_id, Outcome.FIXED)


async def test_closing_keeps_outcome_and_savings_with_their_basis(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    with pytest.raises(BasisNeeded):
        async with town.acts(SAULE) as work:
            await desk.close(work, receipt.case_id, Outcome.FIXED, saved=20000, basis=" ")
    async with town.acts(SAULE) as work:
        await desk.close(work, receipt.case_id, Outcome.FIXED, saved=20000, basis="Акт № 7")
    async with town.acts(SAULE) as work:
        case = (await desk.open_case(work, receipt.case_id)).case
    assert (case.state, case.outcome, case.saved_tenge, case.saved_basis) == (
        State.CLOSED,
        Outcome.FIXED,
        20000,
        "Акт № 7",
    )
    told = (await town.mail(AIGUL))[-1]
    assert isinstance(told, notices.ReportClosed)
    assert (told.outcome.key, told.final) == ("outcome-fixed", 0)
    with pytest.raises(ValueError, match="negative"):
        async with town.acts(SAULE) as work:
            await desk.close(work, receipt.case_id, Outcome.FIXED, saved=-1, basis="?")


async def test_the_contact_is_for_the_assignee_and_the_look_is_noted(town: Town) -> None:
    receipt = await town.reports(AIGUL, identity="named", contact="Айгүл, 700 000 00 01")
    async with town.acts(SAULE) as work:
        opened = await desk.open_case(work, receipt.case_id)
        assert opened.has_contact
        assert "contact" not in opened.case.values
        await desk.accept(work, receipt.case_id)
    with pytest.raises(NotAllowed):
        async with town.acts(DAUREN) as work:
            await desk.contact(work, receipt.case_id, ContactReason.LETTER)
    async with town.acts(SAULE) as work:
        assert await desk.contact(work, receipt.case_id, ContactReason.LETTER) == "Айгүл, 700 000 00 01"
        listed = await desk.inbox(work, Filter.MINE)
    assert "contact" not in listed.cases[0].values
    assert [row["kind"] for row in await town.rows(tables.case_event)][-1] == "contact-read"
    (told,) = [one for one in await town.mail(AIGUL) if isinstance(one, ContactSeen)]
    assert (told.alias, told.why.key) == ("Сәуле", "contact-why-letter")


async def test_inbox_filters_and_pages(town: Town) -> None:
    receipts = [await town.reports(AIGUL) for _ in range(10)]
    await town.reports(MARAT, region=ALMATY_CITY, district="751110000")
    async with town.acts(SAULE) as work:
        await desk.accept(work, receipts[0].case_id)
        first = await desk.inbox(work)
        last = await desk.inbox(work, page=7)
        counts = await desk.counts(work)
    assert (first.total, first.pages, len(first.cases)) == (9, 2, 8)
    assert (last.page, len(last.cases)) == (1, 1)
    assert counts == {Filter.NEW: 9, Filter.MINE: 1, Filter.WAITING: 0, Filter.OVERDUE: 0}
    town.now += timedelta(days=4)
    async with town.acts(SAULE) as work:
        assert (await desk.inbox(work, Filter.OVERDUE)).total == 9
    with pytest.raises(NotAllowed):
        async with town.acts(AIGUL) as work:
            await desk.inbox(work)


async def test_no_table_that_staff_read_names_the_reporter(town: Town) -> None:
    """Besides the sealed thread, no column of a case's rows holds the reporter's id."""
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.ask(work, receipt.case_id, "Қашан?")
    reporter = await town.id_of(AIGUL)
    for table in (tables.case_event, tables.case_message, tables.complaint):
        for row in await town.rows(table):
            assert reporter not in {row.get("actor_id"), row.get("author_id"), row.get("assignee_id")}
