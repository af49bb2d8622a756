"""What nobody deals with goes on to a second coordinator, then to the admin, who can take it over; each is told once,
however long it lasts and however often the bot is started again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.test_referral import KK, RU, handed_over, prepared

MONDAY = datetime(2027, 2, 1, 5, 0, tzinfo=UTC)
"""10:00 in Almaty; the next holiday is 8 March."""


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    world.clock.advance_to(MONDAY)
    return await coordinator(world, "Сәуле", "Астана", language=language)


@pytest.fixture
async def marat(world: World, saule: Someone, language: Language) -> Someone:
    return await coordinator(world, "Марат", "Астана", language=language)


def escalated(who: Someone, code: str, what: str) -> int:
    """How often they were told that this is overdue and somebody else's."""
    return who.all_text.count(f"🚨 {code} · {who.words(what)}")


async def test_overdue_goes_to_a_second_coordinator_then_to_the_admin(
    world: World, saule: Someone, marat: Someone, language: Language
) -> None:
    aigul, admin = world.citizen("Айгүл", "kk"), world.admin()
    await aigul.starts()
    receipt = await filed(world, aigul, category="school_money")
    code = receipt.code
    await saule.taps("button-accept")
    await world.later(timedelta(days=21, hours=10))  # Monday 22 February, in the evening: 15 working days are over
    assert f"📍 {code} · {saule.words('due-decision')}" in saule.all_text
    assert not escalated(marat, code, "due-decision")
    await world.later(timedelta(days=3))  # three working days overdue
    assert escalated(marat, code, "due-decision") == 1
    assert marat.words("due-whose", alias="Сәуле") in marat.text
    assert not escalated(admin, code, "due-decision")
    await world.later(timedelta(days=4))  # five
    assert escalated(admin, code, "due-decision") == 1
    assert escalated(saule, code, "due-decision") == 0

    await marat.taps("due-button-take-over")
    assert marat.toast == marat.words("due-taken-over")
    assert marat.words("case-assignee-you") in marat.text
    assert saule.words("case-taken-over", code=code, alias="Марат") in saule.text
    await admin.taps("due-button-take-over")
    assert admin.words("case-assignee-you") in admin.text
    assert marat.words("case-taken-over", code=code, alias="Ерлан") in marat.text
    await aigul.taps("button-open-report")
    assert "Марат" not in aigul.all_text


async def test_nobody_took_it_up(world: World, saule: Someone, marat: Someone) -> None:
    """All coordinators of the region hear it in time, so there is no second one; then the admin does."""
    aigul, admin = world.citizen("Айгүл", "kk"), world.admin()
    await aigul.starts()
    code = (await filed(world, aigul)).code
    await world.later(timedelta(days=3))
    for one in (saule, marat):
        assert f"⏰ {code} · {one.words('due-first-answer')}" in one.all_text
    await world.later(timedelta(days=7))
    assert escalated(admin, code, "due-first-answer") == 1
    assert admin.words("due-nobodys") in admin.text
    assert escalated(saule, code, "due-first-answer") + escalated(marat, code, "due-first-answer") == 0
    await admin.taps("due-button-take-over")
    assert admin.words("case-assignee-you") in admin.text


async def test_half_a_year_of_silence_is_told_once_of_each_kind(world: World) -> None:
    world.clock.advance_to(MONDAY)
    saule = await coordinator(world, "Сәуле", "Астана", language="kk")
    marat, admin = await coordinator(world, "Марат", "Астана", language="ru"), world.admin()
    aigul = world.citizen("Айгүл", "kk")
    await aigul.starts()
    await directory(saule)
    code = (await filed(world, aigul, category="school_money")).code
    await prepared(saule, code)
    await handed_over(saule)
    for days in (17, 2, 3, 3, 7, 30, 60, 40, 40):
        await world.later(timedelta(days=days))
        await world.later(timedelta(hours=4))
        if days == 30:
            await world.stop()
            await world.start()
    what = saule.words("due-authority-answer")
    assert saule.all_text.count(f"⏳ {code} · {what}") == 1
    assert saule.all_text.count(saule.words("referral-step-remind")) == 1
    for one in (marat, admin):
        assert escalated(one, code, "due-authority-answer") == 1
        assert one.words("referral-step-remind") not in one.all_text


async def directory(saule: Someone) -> None:
    """One authority for everything in Astana."""
    await saule.says("/start")
    await saule.taps("menu-more")
    await saule.taps("authorities-button")
    await saule.taps("authorities-button-add")
    await saule.says(KK)
    await saule.says(RU)
    await saule.taps_label("Астана")
    await saule.taps("form-done")
    await saule.says("010000, Астана, Мысал көшесі 8")
    await saule.says("buro@example.kz")
