"""Filled forms: handed in whole, once, without a name; read out for exports."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chat.notice import Notice
from domain.evidence import Failure
from domain.people import Role
from forms.authoring.compiled import author
from forms.conversation.dialog import Dialog
from forms.conversation.given import Attached, Finished, Given, Picked, Typed
from forms.conversation.prompt import Media
from forms.definition import Form
from services.questionnaires import submissions
from services.questionnaires.form_notices import AnswerFileLost
from services.refusals import NoConsent, NotFound
from services.trust import evidence
from storage.questionnaires import submissions as rows
from storage.schema import tables
from storage.work import Work
from tests.services.conftest import ASTANA, MARAT, Town

ALIYA = 401
"""A volunteer of Astana."""

FORM = """| survey |
| | type | name | label::Қазақша (kk) | label::Русский (ru) | calculation | appearance | relevant |
| | select_one yn | broken | Сынған ба? | Сломано? | | | |
| | text | what | Не? | Что? | | | ${broken} = 'yes' |
| | begin_repeat | shots | Фото | Фото | | | |
| | image | shot | Фото | Фото | | | |
| | text | caption | Түсінік | Подпись | | hidden | |
| | end_repeat | | | | | | |
| | calculate | findings | | | if(${broken} = 'yes', 1, 0) | | |

| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | yn | yes | Иә | Да |
| | yn | no | Жоқ | Нет |

| settings |
| | form_id | version |
| | yard | 7 |
"""


NO_PHOTOS: Mapping[str, str] = {}


def form() -> Form:
    """A checklist with a condition, photos and a count of findings."""
    return author(FORM.encode(), "yard.md")[0]


async def answers(town: Town, work: Work, *given: Given, photos: Mapping[str, str] = NO_PHOTOS) -> Dialog:
    """An open draft with these answers; photos are captions by Telegram's file id."""
    dialog = Dialog.start(form(), now=lambda: town.now, language="kk")
    work.open_draft("yard", "7", {"dialog": dialog.state()})
    for one in given:
        dialog.answer(one)
    for file_id, caption in photos.items():
        name = await evidence.attach(work, "photo", file_id, "a.jpg", 10, caption)
        dialog.answer(Attached(name, Media.IMAGE, caption))
    if photos:
        dialog.answer(Finished())
    return dialog


@pytest.fixture
async def aliya(town: Town) -> int:
    await town.settle(ALIYA, "Әлия", Role.VOLUNTEER, [ASTANA])
    await town.agrees(ALIYA)
    return ALIYA


async def test_everything_is_kept_and_the_draft_closed(town: Town, aliya: int) -> None:
    async with town.acts(aliya) as work:
        dialog = await answers(town, work, Picked("yes"), Typed("Тақтай"), photos={"one": "Есік", "two": ""})
        kept = await submissions.submit(work, dialog)
        assert work.draft is None
    assert (kept.form, kept.version, kept.region, kept.language, kept.findings) == ("yard", "7", ASTANA, "kk", 1)
    assert kept.instance_id.startswith("uuid:")
    async with town.store.read() as connection:
        (row,) = await submissions.of_form(connection, town.store.vault, "yard")
        assert await submissions.of_form(connection, town.store.vault, "yard", "8") == []
    assert row.submission == kept
    assert row.submission.values["/data/what"] == "Тақтай"
    assert kept.instance_id in row.submission.xml
    assert [one.caption for one in row.attachments] == ["Есік", ""]
    named = [value for path, value in row.submission.values.items() if path.endswith("/shot")]
    assert named == [row.name_of(one) for one in row.attachments]
    assert all(name in row.submission.xml for name in named)


async def test_no_row_says_who_it_was_but_they_find_it(town: Town, aliya: int) -> None:
    person = await town.id_of(aliya)
    async with town.acts(aliya) as work:
        kept = await submissions.submit(work, await answers(town, work, Picked("no"), photos={"one": ""}))
        assert [one.id for one in await submissions.mine(work)] == [kept.id]
        assert await rows.submitter_of(await work.db(), work.vault, kept.id) == person
    assert [one["person_id"] for one in await town.rows(tables.evidence)] == [None]
    (link,) = await town.rows(tables.submitter_link)
    assert person not in (link["lookup"], link["sealed_submitter"])
    async with town.acts(MARAT) as work:
        assert await submissions.mine(work) == []


async def test_what_is_hidden_is_not_handed_in(town: Town, aliya: int) -> None:
    async with town.acts(aliya) as work:
        dialog = await answers(town, work, Picked("yes"), Typed("Тақтай"))
        dialog.edit("/data/broken")
        dialog.answer(Picked("no"))
        kept = await submissions.submit(work, dialog)
    assert "/data/what" not in kept.values
    assert "Тақтай" not in kept.xml
    assert kept.findings == 0


async def test_nothing_without_consent_or_draft(town: Town) -> None:
    async with town.acts(MARAT) as work:
        dialog = await answers(town, work, Picked("no"))
        with pytest.raises(NoConsent):
            await submissions.submit(work, dialog)
    await town.agrees(MARAT)
    async with town.acts(MARAT) as work:
        work.close_draft()
        with pytest.raises(NotFound):
            await submissions.submit(work, dialog)
    assert await town.rows(tables.submission) == []


async def test_somebody_elses_file_is_not_taken_along(town: Town, aliya: int) -> None:
    await town.agrees(MARAT)
    async with town.acts(MARAT) as work:
        work.open_draft("yard", "7", {})
        theirs = await evidence.attach(work, "photo", "theirs", "a.jpg", 10, "")
    async with town.acts(aliya) as work:
        dialog = await answers(town, work, Picked("no"))
        dialog.answer(Attached(theirs, Media.IMAGE))
        taking = submissions.submit(work, dialog)
        with pytest.raises(NotFound):
            await taking
    assert await town.rows(tables.submission) == []


async def test_the_sender_hears_of_a_file_that_is_lost_and_it_is_no_orphan(town: Town, aliya: int) -> None:
    async with town.acts(aliya) as work:
        await submissions.submit(work, await answers(town, work, Picked("no"), photos={"one": ""}))
    town.now = town.now.replace(year=2027)
    assert await evidence.erase_orphans(town.store, town.cellar, town.now) == 0
    async with town.clock_acts() as job:
        (row,) = await evidence.waiting(job)
        await evidence.give_up(job, row.id, Failure.GONE)
    told: list[Notice] = await town.mail(aliya)
    assert [type(one) for one in told] == [AnswerFileLost]
