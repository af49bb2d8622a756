"""What a citizen does, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.code import BadCode, parse_code
from domain.complaint import Outcome, State
from locales.texts import Tenge
from services.cases import complaints, desk, filing, notices
from services.refusals import NoConsent, NoQuestion, NotFound, NothingSaid, StaleMove
from services.trust import consent
from storage.schema import tables
from tests.services.conftest import ABAI, AIGUL, ANSWERS, DAUREN, ERLAN, GULNAR, MARAT, SAULE, Town


async def test_nothing_is_stored_without_consent(town: Town) -> None:
    with pytest.raises(NoConsent):
        async with town.acts(AIGUL) as work:
            await filing.submit(work, ANSWERS)
    assert await town.rows(tables.complaint) == []


async def test_receipt_has_code_dates_and_goes_out_once(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    assert parse_code(receipt.code) == receipt.code
    assert receipt.received_at == town.now
    assert receipt.first_answer_due == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert receipt.decision_due == datetime(2026, 12, 14, 13, tzinfo=UTC)
    sent = await town.mail(AIGUL)
    assert [type(notice) for notice in sent] == [notices.ReceiptGiven]
    assert await town.mail(AIGUL) == []


async def test_both_coordinators_of_the_region_get_a_card_and_nobody_else(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    for coordinator in (SAULE, DAUREN):
        (card,) = await town.mail(coordinator)
        assert isinstance(card, notices.CaseArrived)
        assert (card.case, card.code, card.amount, card.evidence) == (receipt.case_id, receipt.code, Tenge(20000), 0)
    assert await town.mail(GULNAR) == []
    assert await town.mail(ERLAN) == []


async def test_a_region_without_coordinators_goes_to_the_admins(town: Town) -> None:
    await town.reports(AIGUL, region=ABAI, district="101000000")
    assert [type(notice) for notice in await town.mail(ERLAN)] == [notices.CaseArrived]
    assert await town.mail(SAULE) == []


async def test_a_contact_is_kept_only_where_it_was_wanted(town: Town) -> None:
    await town.reports(AIGUL, contact="Айгүл, 700 000 00 01")
    await town.reports(AIGUL, identity="named", contact="Айгүл, 700 000 00 01")
    async with town.acts(AIGUL) as work:
        named, anonymous = await complaints.my_reports(work)
    assert (named.anonymous, named.values.get("contact")) == (False, "Айгүл, 700 000 00 01")
    assert (anonymous.anonymous, anonymous.values.get("contact")) == (True, None)


async def test_no_card_carries_the_contact(town: Town) -> None:
    await town.reports(AIGUL, identity="named", contact="Айгүл Сынақова")
    (card,) = await town.mail(SAULE)
    assert "Сынақова" not in card.to_json()


async def test_submitting_closes_the_draft(town: Town) -> None:
    await town.agrees(AIGUL)
    async with town.acts(AIGUL) as work:
        work.open_draft("complaint", "1", {})
    async with town.acts(AIGUL) as work:
        await filing.submit(work, ANSWERS)
    assert await town.rows(tables.draft) == []


@pytest.mark.parametrize("wrong", [{"category": "theft"}, {"region": "KZ-00"}, {"amount": "many"}])
async def test_answers_the_form_cannot_give_store_nothing(town: Town, wrong: dict[str, str]) -> None:
    with pytest.raises((ValueError, LookupError)):
        await town.reports(AIGUL, **wrong)
    assert await town.rows(tables.complaint) == []


async def test_only_the_reporter_sees_the_report(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    for case_id in (receipt.case_id, 999_999):
        with pytest.raises(NotFound):
            async with town.acts(MARAT) as work:
                await complaints.open_report(work, case_id)
    with pytest.raises(NotFound):
        async with town.acts(MARAT) as work:
            await complaints.find_report(work, receipt.code)


async def test_a_report_is_found_by_a_carelessly_typed_code(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(AIGUL) as work:
        assert await complaints.find_report(work, receipt.code.lower().replace("-", " ")) == receipt.case_id
        with pytest.raises(BadCode):
            await complaints.find_report(work, "AD-0000-0000")


async def test_a_fresh_report_can_be_added_to_and_withdrawn(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(AIGUL) as work:
        report = await complaints.open_report(work, receipt.case_id)
    assert (report.can_add, report.can_withdraw, report.can_judge, report.can_reopen) == (True, True, False, False)
    assert [line.what.key for line in report.history] == ["history-move"]


async def test_words_added_reach_the_desk_and_the_history(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    await town.mail(SAULE)
    with pytest.raises(NothingSaid):
        async with town.acts(AIGUL) as work:
            await complaints.add_words(work, receipt.case_id, "  \n ")
    town.now += timedelta(minutes=5)
    async with town.acts(AIGUL) as work:
        await complaints.add_words(work, receipt.case_id, "Есімін білдім. " * 100)
    (added,) = await town.mail(SAULE)
    assert isinstance(added, notices.WordsAdded)
    assert len(added.lines) <= 241
    async with town.acts(AIGUL) as work:
        report = await complaints.open_report(work, receipt.case_id)
    assert report.history[-1].said == ("Есімін білдім. " * 100).strip()


async def test_question_and_answer(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    with pytest.raises(NoQuestion):
        async with town.acts(AIGUL) as work:
            await complaints.answer_question(work, receipt.case_id, "Ертең")
    async with town.acts(SAULE) as work:
        await desk.ask(work, receipt.case_id, "Қай терезеде болды?")
    town.now += timedelta(hours=1)
    async with town.acts(AIGUL) as work:
        report = await complaints.open_report(work, receipt.case_id)
        assert report.question is not None
        assert report.question.text == "Қай терезеде болды?"
        await complaints.answer_question(work, receipt.case_id, "Үшінші терезе")
    assert isinstance((await town.mail(SAULE))[-1], notices.AnswerArrived)
    with pytest.raises(NoQuestion):
        async with town.acts(AIGUL) as work:
            await complaints.answer_question(work, receipt.case_id, "тағы")
    async with town.acts(AIGUL) as work:
        report = await complaints.open_report(work, receipt.case_id)
    assert [line.what.key for line in report.history][-2:] == ["history-question", "history-answer"]


async def test_only_the_assignee_hears_of_an_accepted_case(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.accept(work, receipt.case_id)
    await town.mail(DAUREN)
    async with town.acts(AIGUL) as work:
        await complaints.add_words(work, receipt.case_id, "Тағы бір жайт")
    assert await town.mail(DAUREN) == []
    assert isinstance((await town.mail(SAULE))[-1], notices.WordsAdded)


async def test_withdrawing_ends_it(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    async with town.acts(AIGUL) as work:
        await complaints.withdraw(work, receipt.case_id)
    assert isinstance((await town.mail(SAULE))[-1], notices.WithdrawnByReporter)
    for again in (complaints.withdraw,):
        with pytest.raises(StaleMove) as refused:
            async with town.acts(AIGUL) as work:
                await again(work, receipt.case_id)
        assert refused.value.state is State.WITHDRAWN
    with pytest.raises(StaleMove):
        async with town.acts(AIGUL) as work:
            await complaints.add_words(work, receipt.case_id, "кеш")


async def closed(town: Town) -> int:
    """A closed complaint of Aigul's; its id."""
    receipt = await town.reports(AIGUL)
    async with town.acts(SAULE) as work:
        await desk.close(work, receipt.case_id, Outcome.FIXED)
    town.now += timedelta(days=1)
    return receipt.case_id


async def test_satisfied_is_noted_once(town: Town) -> None:
    case_id = await closed(town)
    for _ in range(2):
        async with town.acts(AIGUL) as work:
            await complaints.confirm_fixed(work, case_id, satisfied=True)
    async with town.acts(AIGUL) as work:
        report = await complaints.open_report(work, case_id)
    assert not report.can_judge
    assert [line.what.key for line in report.history].count("history-satisfied") == 1


async def test_not_satisfied_reopens_once_with_a_reason_and_a_new_date(town: Town) -> None:
    case_id = await closed(town)
    with pytest.raises(NothingSaid):
        async with town.acts(AIGUL) as work:
            await complaints.confirm_fixed(work, case_id, satisfied=False)
    async with town.acts(AIGUL) as work:
        await complaints.confirm_fixed(work, case_id, satisfied=False, reason="Әлі сұрап жатыр")
    reopened = (await town.mail(SAULE))[-1]
    assert isinstance(reopened, notices.ReopenedByReporter)
    assert reopened.lines == "Әлі сұрап жатыр"
    async with town.acts(AIGUL) as work:
        (case,) = await complaints.my_reports(work)
    assert (case.state, case.outcome, case.reopened) == (State.REOPENED, None, True)
    assert case.decision_due == datetime(2026, 12, 15, 13, tzinfo=UTC)

    async with town.acts(SAULE) as work:
        await desk.close(work, case_id, Outcome.NOT_CONFIRMED)
    final = (await town.mail(AIGUL))[-1]
    assert isinstance(final, notices.ReportClosed)
    assert final.final == 1
    with pytest.raises(StaleMove):
        async with town.acts(AIGUL) as work:
            await complaints.confirm_fixed(work, case_id, satisfied=False, reason="Бәрібір")
    async with town.acts(AIGUL) as work:
        assert not (await complaints.open_report(work, case_id)).can_reopen


async def test_consent_is_proven_once_and_can_be_withdrawn(town: Town) -> None:
    await town.agrees(AIGUL)
    await town.agrees(AIGUL)
    (proof,) = await town.rows(tables.consent)
    assert (proof["version"], proof["language"], proof["at"]) == (consent.VERSION, "kk", town.now)
    async with town.acts(AIGUL) as work:
        work.open_draft("complaint", "1", {})
        await consent.withdraw(work)
    assert await town.rows(tables.draft) == []
    async with town.acts(AIGUL) as work:
        assert consent.is_needed(work.person)
