"""Looking at visits: approving, sending back, rejecting; pairs, findings, thanks."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from domain.assignment import AssignmentState, VisitOutcome
from domain.campaign import TaskState
from domain.complaint import Category
from domain.evidence import Evidence, Kind, Stage
from domain.finding import FindingState
from domain.quality import Flag
from domain.week import local_day
from services.cases import desk
from services.fieldwork import assignments, campaigns, findings, photo_prints, review
from services.refusals import NotAllowed, NotFound, NothingSaid
from services.volunteering import thanks
from services.volunteering.thanks_papers import Issuer
from services.volunteering.volunteer_refusals import NothingDone, StaleFinding, StaleTask
from storage import evidence
from storage.fieldwork import campaigns as rows
from storage.schema import tables
from tests.services.conftest import AIGUL, ERLAN, GULNAR, SAULE, Town
from tests.services.volunteering import (
    ASKAR,
    adds,
    all_of,
    joins,
    kinds,
    starts,
    submission,
    tasks_of,
    three_join,
    ticks,
    visits,
    whose,
)

FOUND = {"finding_limit_prices": "1", "finding_open_hours": "1", "findings": "2"}


async def one_visit(town: Town, **answers: str) -> tuple[int, int]:
    """A visit handed in; campaign and assignment ids."""
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    await visits(town, ASKAR, task, 12, **answers)
    await town.mail(ASKAR)
    return made.id, task.id


async def test_approving_counts_the_visit_and_confirms_its_findings(town: Town) -> None:
    campaign_id, task = await one_visit(town, **FOUND)
    async with town.acts(GULNAR) as work:
        await review.approve(work, task)
        with pytest.raises(StaleTask):
            await review.approve(work, task)
        page = await campaigns.open_campaign(work, campaign_id)
    assert page.coverage.done == 1
    assert page.findings == {FindingState.CONFIRMED: 2}
    assert await kinds(town, ASKAR) == ["visit-approved"]


async def test_a_returned_visit_is_put_right_and_the_history_kept(town: Town) -> None:
    _, task = await one_visit(town, **FOUND)
    async with town.acts(GULNAR) as work:
        with pytest.raises(NothingSaid):
            await review.send_back(work, task, " ")
        await review.send_back(work, task, "Баға қайда?")
    assert await kinds(town, ASKAR) == ["visit-returned"]
    async with town.acts(ASKAR) as work:
        page = await assignments.open_task(work, task)
    assert (page.assignment.state, page.comment) == (AssignmentState.RETURNED, "Баға қайда?")
    number = await submission(town, ASKAR, finding_limit_prices="1", finding_price="1")
    async with town.acts(ASKAR) as work:
        await assignments.finish(work, task, number)
    async with town.acts(GULNAR) as work:
        seen = await review.open_visit(work, task)
    assert {finding.question for finding in seen.findings} == {"limit_prices", "price"}
    assert [event.to_state for event in seen.history] == [
        AssignmentState.OFFERED,
        AssignmentState.ACCEPTED,
        AssignmentState.STARTED,
        AssignmentState.SUBMITTED,
        AssignmentState.RETURNED,
        AssignmentState.SUBMITTED,
    ]
    assert seen.submission is not None
    assert seen.submission.id == number


async def test_a_rejected_visit_goes_to_somebody_else(town: Town) -> None:
    campaign_id, task = await one_visit(town, **FOUND)
    await joins(town, 402, "Бота")
    async with town.acts(GULNAR) as work:
        await review.reject(work, task, "Басқа нысан")
        page = await campaigns.open_campaign(work, campaign_id)
    assert page.findings == {FindingState.DISMISSED: 2}
    await ticks(town)
    assert [one.state for one in await tasks_of(town, 402)] == [AssignmentState.OFFERED]
    assert await tasks_of(town, ASKAR) == []


@pytest.mark.parametrize("who", [AIGUL, SAULE, ASKAR])
async def test_nobody_else_judges(town: Town, who: int) -> None:
    _, task = await one_visit(town)
    for act in (
        lambda work: review.open_visit(work, task),
        lambda work: review.approve(work, task),
        lambda work: review.send_back(work, task, "?"),
        lambda work: review.reject(work, task, "?"),
    ):
        with pytest.raises(NotFound):
            async with town.acts(who) as work:
                await act(work)
    if who != SAULE:
        with pytest.raises(NotAllowed):
            async with town.acts(who) as work:
                await review.queue(work)


async def test_a_blind_pair_that_disagrees_is_a_sign_and_a_score(town: Town) -> None:
    await three_join(town)
    made, _ = await starts(town, await adds(town, 1), visits=2, blind=True)
    first, second = await all_of(town, made.id)
    await visits(town, await whose(town, first), first, open_hours="yes", limit_prices="yes", kind="private")
    async with town.acts(GULNAR) as work:
        assert (await campaigns.open_campaign(work, made.id)).disagreement is None
    await visits(town, await whose(town, second), second, open_hours="no", limit_prices="no", kind="private")
    async with town.acts(GULNAR) as work:
        page = await campaigns.open_campaign(work, made.id)
        cards = await review.queue(work, made.id)
        seen = await review.open_visit(work, first.id)
    assert (page.disagreement, page.pairs) == (67, {first.place_id: 67})
    assert [[sign.flag for sign in card.signs] for card in cards] == [[Flag.PAIR_DIFFERS]] * 2
    assert seen.pair_score == 67


async def test_a_finding_becomes_a_recommendation_then_a_case_with_its_files(town: Town) -> None:
    campaign_id, task = await one_visit(town, **FOUND)
    async with town.acts(GULNAR) as work:
        sent = (await review.open_visit(work, task)).submission
        assert sent is not None
        photo = Evidence(0, Kind.PHOTO, 1, Stage.STORED, "f1", submission_id=sent.id)
        await evidence.insert(await work.db(), work.vault, photo, at=town.now)
        one, other = (line.finding for line in await findings.listed(work, campaign_id))
        with pytest.raises(StaleFinding):
            await findings.recommend(work, one.id, "Бағасын іліңіз")
        await review.approve(work, task)
        await findings.recommend(work, one.id, "Бағасын іліңіз")
        case = await findings.refer(work, one.id, Category.MEDICINE, "Шекті бағасы ілінбеген")
        await findings.dismiss(work, other.id, "Мереке күні еді")
        with pytest.raises(StaleFinding):
            await findings.refer(work, other.id, Category.MEDICINE, "?")
        opened = await desk.open_case(work, case.id)
        states = {line.finding.state: line.finding for line in await findings.listed(work, campaign_id)}
        counted = await findings.counts(work, town.now - timedelta(days=1), town.now + timedelta(days=1))
    assert (opened.case.story, opened.case.values["institution"]) == ("Шекті бағасы ілінбеген", "Аптека № 1")
    assert len(opened.evidence) == 1
    assert states[FindingState.REFERRED].case_id == case.id
    assert counted == {FindingState.REFERRED: 1, FindingState.DISMISSED: 1}
    assert await town.rows(tables.reporter_link) == []
    async with town.acts(GULNAR) as work:
        await desk.accept(work, case.id)
    assert await kinds(town, ASKAR) == ["visit-approved"]


async def test_foreign_findings_are_not_found(town: Town) -> None:
    campaign_id, task = await one_visit(town, **FOUND)
    async with town.acts(GULNAR) as work:
        one = (await findings.listed(work, campaign_id))[0].finding
    for act in (findings.open_finding, findings.confirm):
        with pytest.raises(NotFound):
            async with town.acts(SAULE) as work:
                await act(work, one.id)
    assert task


def picture(shift: int = 0) -> bytes:
    """A drawing with light and shade."""
    made = Image.new("L", (180, 160), 90)
    drawn = ImageDraw.Draw(made)
    for column in range(9):
        for row in range(8):
            level = (column * 53 + row * 97 + (column * row * 29)) % 256
            drawn.rectangle((column * 20, row * 20, column * 20 + 19, row * 20 + 19), fill=min(255, level + shift))
    kept = BytesIO()
    made.save(kept, "JPEG", quality=80 + shift)
    return kept.getvalue()


async def test_a_photo_seen_before_is_noticed(town: Town) -> None:
    await joins(town, ASKAR)
    await starts(town, await adds(town, 2))
    tasks = await tasks_of(town, ASKAR)
    for task, data in zip(tasks, (picture(), picture(3)), strict=True):
        await visits(town, ASKAR, task)
        async with town.acts(GULNAR) as work:
            sent = (await review.open_visit(work, task.id)).submission
            assert sent is not None
            photo = Evidence(0, Kind.PHOTO, 1, Stage.STORED, "f1", submission_id=sent.id)
            number = await evidence.insert(await work.db(), work.vault, photo, at=town.now)
        await town.cellar.put(number, data)
    await ticks(town, times=2)
    async with town.acts(GULNAR) as work:
        signs = {card.assignment.id: {sign.flag for sign in card.signs} for card in await review.queue(work)}
    assert Flag.PHOTO_SEEN in signs[tasks[0].id] | signs[tasks[1].id]
    assert photo_prints.print_of(b"no picture") == photo_prints.UNREADABLE


ISSUER = Issuer("«Адал жол» қоғамдық бірлестігі", "adal_bot")


async def test_hours_become_a_certificate_that_can_be_checked(town: Town) -> None:
    _, task = await one_visit(town, **FOUND)
    first = last = local_day(town.now)
    async with town.acts(ASKAR) as work:
        with pytest.raises(NothingDone):
            await thanks.certify(work, "Асқар Әлиев", first, last, "kk", ISSUER)
    async with town.acts(GULNAR) as work:
        await review.approve(work, task)
    async with town.acts(ASKAR) as work:
        record = await thanks.my_record(work, first, last)
        made = await thanks.certify(work, "  Асқар   Әлиев ", first, last, "kk", ISSUER)
    assert (record.visits, record.minutes, record.hours, record.findings) == (1, 12, 1, 2)
    async with town.acts(AIGUL) as work:
        found = await thanks.find_certificate(work, made.code.lower())
        assert found is not None
        assert (found.initials, found.is_genuine, found.record) == ("А. Ә.", True, record)
        with pytest.raises(NotAllowed):
            await thanks.revoke(work, made.code)
    async with town.acts(GULNAR) as work:
        (nominee,) = await thanks.nominees(work, first, last)
        assert (nominee.alias, nominee.record) == ("Асқар", record)
    async with town.acts(ASKAR) as work:
        again = await thanks.certify(work, "Асқар Әлиев", first, last, "ru", ISSUER)
    async with town.acts(SAULE) as work:
        assert await thanks.nominees(work, first, last) == []
    async with town.acts(ERLAN) as work:
        await thanks.revoke(work, again.code)
    async with town.acts(ASKAR) as work:
        assert {one.code: one.is_genuine for one in await thanks.my_certificates(work)} == {
            made.code: True,
            again.code: False,
        }


async def test_an_impossible_visit_can_be_given_to_somebody_else(town: Town) -> None:
    await joins(town, ASKAR)
    made, _ = await starts(town, await adds(town, 1))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        await assignments.impossible(work, task.id, VisitOutcome.CLOSED, "Түскі үзіліс")
    async with town.acts(GULNAR) as work:
        await review.reject(work, task.id, "Басқа уақытта барайық")
        (left,) = await rows.tasks(await work.db(), made.id)
    assert left.state is TaskState.OPEN
