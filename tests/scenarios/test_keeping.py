"""What is kept for a time: the reporter is warned, then nothing is left on the disk; a changed consent is asked."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from domain.complaint import Outcome
from locales.texts import Language
from services.cases import desk
from services.trust import consent
from storage.work import begin
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.filed import filed
from tests.scenarios.steps import begins, count, rows
from tests.scenarios.test_audit import employs
from tests.scenarios.test_own_data import raw, sealed

CONTACT = "Айгүл Серікқызы, 700 123 45 67"
DISTRICT = "711310000"


def database(world: World) -> bytes:
    """Its file and its log."""
    return b"\n".join(one.read_bytes() for one in sorted(world.settings.data_dir.glob("adal.db*")))


async def test_after_its_period_nothing_is_left_in_the_files(world: World, language: Language) -> None:
    saule, aigul = await employs(world, "Сәуле", language), world.citizen("Айгүл", language)
    await aigul.starts()
    receipt = await filed(world, aigul, identity="named", contact=CONTACT, district=DISTRICT)
    await aigul.taps("button-open-report")
    await aigul.taps("report-add")
    await aigul.does(partial(aigul.phone.send_photo, photo()))
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([10**9 + 77], [saule.phone.person.id])
        async with batch.step(10**9 + 77, saule.phone.person.id) as work:
            await desk.close(work, receipt.case_id, Outcome.FIXED, saved=0, basis="")
    pieces = sealed(world)
    assert all(one in raw(world.settings.data_dir) for one in pieces), "the search finds what is there"
    assert DISTRICT.encode() in database(world)

    await world.later(timedelta(days=352))
    assert aigul.can_tap("retention-keep"), "asked two weeks before"
    assert receipt.code in aigul.text
    await aigul.taps("retention-fine")
    await world.later(timedelta(days=15))
    await world.later(timedelta(hours=2))
    await world.later(timedelta(minutes=1))
    assert rows(world, "SELECT why FROM case_statistic") == [("expired",)]
    folder = raw(world.settings.data_dir)
    assert [one for one in pieces if one in folder] == [], "neither in the database nor in its log nor among the files"
    assert DISTRICT.encode() not in database(world), "what is plain is overwritten as well"
    assert list((world.settings.data_dir / "evidence").iterdir()) == []
    await aigul.says("/reports")
    assert aigul.words("reports-none") in aigul.text


async def test_a_changed_text_is_asked_once_before_anything_more_is_stored(
    world: World, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = world.citizen("Айгүл", language)
    await begins(me)
    before = rows(world, "SELECT sealed_state FROM draft")
    receipt = await filed(world, world.citizen("Марат", language))
    assert receipt.code
    monkeypatch.setattr(consent, "VERSION", consent.VERSION + 1)
    await me.says("Мектепте ақша жинады")
    assert me.can_tap("consent-agree"), me.text
    me.phone.forge(me.sees.id, "f.back:1")
    await world.settle()
    assert me.can_tap("consent-agree"), me.text
    assert rows(world, "SELECT sealed_state FROM draft") == before
    await me.does(partial(me.phone.send_photo, photo()))
    assert count(world, "evidence") == 0
    await me.taps("consent-agree")
    assert rows(world, "SELECT max(version) FROM consent") == [(consent.VERSION,)]
    await me.taps("offer-to-draft")
    assert count(world, "evidence") == 1, "nothing they sent meanwhile is lost"
    assert rows(world, "SELECT sealed_state FROM draft") != before
    await me.says("/report")
    assert not me.can_tap("consent-agree"), "once"
