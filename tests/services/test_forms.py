"""Forms that coordinators send: checked, kept as drafts, published, replaced, retired; and who may fill what."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from chat.notice import Notice
from domain.evidence import Failure, Purpose
from domain.form_version import FormState
from domain.people import Role
from forms import library
from forms.authoring.upload_texts import UPLOAD_TEXTS
from services.questionnaires import form_inbox, forms
from services.questionnaires.form_check import check
from services.questionnaires.form_inbox import FormInbox, Incoming
from services.questionnaires.form_notices import FormChecked, FormFaulty, FormLost
from services.questionnaires.form_registry import Registry
from services.questionnaires.forms import Unfinished
from services.refusals import NotAllowed, NotFound, TooMuch
from services.trust import evidence
from storage.schema import tables
from tests.services.conftest import ASTANA, DAUREN, MARAT, SAULE, Town

ALIYA = 401
"""A volunteer."""

FORM = """| survey |
| | type | name | label::Қазақша (kk) | label::Русский (ru) |
| | text | who | {label} | Кто? |

| settings |
| | form_title | form_id | version |
| | Аула · Двор | {form} | {version} |
"""


def table(label: str = "Кім?", *, form: str = "yard", version: str = "1") -> bytes:
    """A form of one question."""
    return FORM.format(label=label, form=form, version=version).encode()


async def sends(town: Town, content: bytes, name: str = "yard.md", *, registry: Registry | None = None) -> Notice:
    """A coordinator sends the file, it is fetched and dealt with; what the coordinator is told."""
    async with town.acts(SAULE) as work:
        await form_inbox.receive(work, Incoming("document", "file-id", name, len(content)))
    async with town.clock_acts() as job:
        (row,) = [one for one in await evidence.waiting(job) if one.purpose is Purpose.FORM]
    dealt = await FormInbox(town.cellar, registry or Registry(town.cellar)).take_in(row, content)
    async with town.clock_acts() as job:
        await dealt.write(job)
    await dealt.after()
    (notice,) = await town.mail(SAULE)
    return notice


async def publishes(town: Town, content: bytes) -> int:
    """Sends and publishes; the number of the version."""
    notice = await sends(town, content)
    assert isinstance(notice, FormChecked)
    async with town.acts(SAULE) as work:
        await forms.publish(work, notice.form)
    return notice.form


def stored(folder: Path) -> Collection[str]:
    """The files in the cellar."""
    return [path.name for path in (folder / "evidence").glob("*.original")]


async def test_a_sound_form_becomes_a_draft(town: Town, tmp_path: Path) -> None:
    notice = await sends(town, table())
    assert isinstance(notice, FormChecked)
    assert (notice.title, notice.questions, notice.version, notice.replaced) == ("Двор", 1, "1", "")
    async with town.acts(SAULE) as work:
        one = await forms.find(work, notice.form)
        assert one.state is FormState.DRAFT
        assert await town.cellar.original(one.files[0]) == table()
        assert forms.source(one) == one.source
    assert await town.rows(tables.evidence) == []
    assert len(stored(tmp_path)) == 1


async def test_a_faulty_form_leaves_nothing(town: Town, tmp_path: Path) -> None:
    notice = await sends(town, table().replace(b"| text |", b"| txet |"))
    assert isinstance(notice, FormFaulty)
    assert notice.count == 1
    assert "строка 3" in notice.lines
    assert (await town.rows(tables.form_version), await town.rows(tables.evidence), stored(tmp_path)) == ([], [], [])


async def test_dealing_with_a_file_twice_changes_nothing(town: Town) -> None:
    """As after a crash between dealing with it and writing."""
    async with town.acts(SAULE) as work:
        await form_inbox.receive(work, Incoming("document", "file-id", "yard.md", 10))
    async with town.clock_acts() as job:
        (row,) = await evidence.waiting(job)
    inbox = FormInbox(town.cellar, Registry(town.cellar))
    for _ in range(2):
        dealt = await inbox.take_in(row, table())
        async with town.clock_acts() as job:
            await dealt.write(job)
    assert len(await town.rows(tables.form_version)) == 1
    assert len(await town.mail(SAULE)) == 1


async def test_a_draft_sent_again_takes_the_place_of_the_first(town: Town, tmp_path: Path) -> None:
    registry = Registry(town.cellar)
    await sends(town, table(), registry=registry)
    async with town.acts(SAULE) as work:
        assert "Кім?" in str((await registry.load(work, "yard", "1")).form.texts)
    await sends(town, table("Тағы кім?"), registry=registry)
    async with town.acts(SAULE) as work:
        assert "Тағы кім?" in str((await registry.load(work, "yard", "1")).form.texts)
    assert len(await town.rows(tables.form_version)) == 1
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (table("Басқа?"), "version-taken"),
        (table(form="complaint"), "form-own"),
        (table(form="pharmacy", version=library.about("pharmacy").version), "version-taken"),
        (table(version="1" * 61), "form-id-long"),
    ],
)
async def test_what_is_not_taken_says_why(town: Town, content: bytes, key: str) -> None:
    await publishes(town, table())
    notice = await sends(town, content)
    assert isinstance(notice, FormFaulty)
    assert UPLOAD_TEXTS[key]["ru"].rpartition("}")[2].strip(" .") in notice.lines
    assert len(await town.rows(tables.form_version)) == 1


async def test_a_form_without_a_version_gets_the_moment(town: Town) -> None:
    first = await sends(town, table(version=""))
    assert isinstance(first, FormChecked)
    assert first.version == "20261123050000"
    async with town.acts(SAULE) as work:
        loaded = await Registry(town.cellar).load(work, "yard", first.version)
    assert (loaded.form.id, loaded.form.version) == ("yard", first.version)


async def test_publishing_replaces_and_old_versions_still_load(town: Town) -> None:
    first = await publishes(town, table())
    second = await sends(town, table("Тағы кім?", version="2"))
    assert isinstance(second, FormChecked)
    assert second.replaced == "1"
    async with town.acts(DAUREN) as work:
        await forms.publish(work, second.form)
        assert (await forms.find(work, first)).state is FormState.RETIRED
        assert (await forms.offer_of(work, "yard")).version == "2"
        assert (await Registry(town.cellar).load(work, "yard", "1")).form.version == "1"
    async with town.acts(DAUREN) as work:
        with pytest.raises(Unfinished):
            await forms.publish(work, second.form)


async def test_a_retired_form_is_not_offered_and_can_come_back(town: Town) -> None:
    one = await publishes(town, table())
    async with town.acts(SAULE) as work:
        await forms.retire(work, one)
        with pytest.raises(NotFound):
            await forms.offer_of(work, "yard")
        with pytest.raises(Unfinished):
            await forms.retire(work, one)
        await forms.publish(work, one)
        assert (await forms.offer_of(work, "yard")).version == "1"


async def test_a_stored_form_goes_before_the_bots_own(town: Town) -> None:
    own = library.about("pharmacy").version
    async with town.acts(SAULE) as work:
        assert (await forms.offer_of(work, "pharmacy")).version == own
    notice = await sends(town, table(form="pharmacy", version="3"))
    assert isinstance(notice, FormChecked)
    assert notice.replaced == own
    async with town.acts(SAULE) as work:
        await forms.publish(work, notice.form)
        assert (await forms.offer_of(work, "pharmacy")).version == "3"
        assert [one.version for one in await forms.offered(work) if one.form == "pharmacy"] == ["3"]
        await forms.retire(work, notice.form)
        assert not [one for one in await forms.offered(work) if one.form == "pharmacy"]
        assert await forms.in_use(work, "pharmacy") is None


async def test_one_of_the_bots_own_can_be_retired_and_its_drafts_go_on(town: Town) -> None:
    async with town.acts(SAULE) as work:
        retired = await forms.retire_own(work, "market")
        assert [one.state for one in await forms.listed(work) if one.offer.form == "market"] == [FormState.RETIRED]
        loaded = await Registry(town.cellar).load(work, "market", retired.version)
        assert forms.source(retired) == library.source("market")
        with pytest.raises(NotFound):
            await forms.retire_own(work, "complaint")
    assert [q.path for q in loaded.form.questions()] == [q.path for q in library.load("market").questions()]


async def test_who_may_do_what(town: Town) -> None:
    await town.settle(ALIYA, "Әлия", Role.VOLUNTEER, [ASTANA])
    one = await publishes(town, table())
    async with town.acts(ALIYA) as work:
        assert "yard" in [offer.form for offer in await forms.offered(work)]
        assert not {"complaint", "suggestion"} & {offer.form for offer in await forms.offered(work)}
        for refused in (forms.find(work, one), forms.publish(work, one), forms.retire(work, one), forms.listed(work)):
            with pytest.raises(NotAllowed):
                await refused
        with pytest.raises(NotAllowed):
            await form_inbox.receive(work, Incoming("document", "f", "x.xlsx", 1))
    async with town.acts(MARAT) as work:
        with pytest.raises(NotAllowed):
            await forms.offered(work)
        with pytest.raises(NotFound):
            await forms.offer_of(work, "yard")
        assert (await forms.offer_of(work, "suggestion")).form == "suggestion"


async def test_only_so_many_are_on_their_way(town: Town) -> None:
    async with town.acts(SAULE) as work:
        for _ in range(form_inbox.WAITING):
            await form_inbox.receive(work, Incoming("document", "f", "x.xlsx", 1))
        with pytest.raises(TooMuch):
            await form_inbox.receive(work, Incoming("document", "f", "x.xlsx", 1))


async def test_a_file_that_cannot_be_fetched_is_said_and_forgotten(town: Town) -> None:
    async with town.acts(SAULE) as work:
        await form_inbox.receive(work, Incoming("document", "f", "x.xlsx", 1))
    async with town.clock_acts() as job:
        (row,) = await evidence.waiting(job)
        await evidence.give_up(job, row.id, Failure.TOO_BIG)
    (notice,) = await town.mail(SAULE)
    assert isinstance(notice, FormLost)
    assert notice.name == "x.xlsx"
    assert await town.rows(tables.evidence) == []


async def test_waiting_forms_are_no_orphans(town: Town) -> None:
    async with town.acts(SAULE) as work:
        await form_inbox.receive(work, Incoming("document", "f", "x.xlsx", 1))
    town.now = town.now.replace(year=2027)
    assert await evidence.erase_orphans(town.store, town.cellar, town.now) == 0


async def test_a_zip_keeps_its_files_and_tables(town: Town) -> None:
    rows = FORM.replace("| text | who |", "| select_one_from_file shops.csv | shop |")
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("yard.md", rows.format(label="Қай дүкен?", form="yard", version="1"))
        archive.writestr("shops.csv", "name,label\nadal,Адал дүкені\n")
    notice = await sends(town, packed.getvalue(), "yard.zip")
    assert isinstance(notice, FormChecked)
    async with town.acts(SAULE) as work:
        loaded = await Registry(town.cellar).load(work, "yard", "1")
        (shop,) = loaded.form.questions()
    assert set(loaded.media) == {"shops.csv"}
    assert "shops" in loaded.form.datasets
    assert shop.name == "shop"


async def test_a_form_that_takes_too_long_is_ended() -> None:
    checked = await check(table(), "yard.md", seconds=0.05)
    assert [problem.key for problem in checked.errors] == ["check-too-long"]
    assert (await check(table(), "yard.md")).ready is not None


async def test_a_check_that_dies_is_a_problem_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    checked = await check(table(), "yard.md")
    assert [problem.key for problem in checked.errors] == ["author-other"]


def test_titles_by_language() -> None:
    offer = forms.Offer("yard", "1", "Аула · Двор")
    assert (offer.title_in("kk"), offer.title_in("ru")) == ("Аула", "Двор")
    assert replace(offer, title="Двор").title_in("kk") == "Двор"
