"""News to many: written in both languages, counted, sent or planned, stopped, gone on with after a crash, reported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Grant, Role
from domain.volunteer import Profile, Volunteer, VolunteerState
from locales.texts import Language
from services.outreach import broadcast_feed
from storage.fieldwork import volunteers
from storage.work import begin
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows

MORNING = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
KK, RU = "Сенбіде саябақты бірге бақылаймыз.", "В субботу вместе смотрим парк."


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    world.clock.advance_to(MORNING)
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def volunteer(world: World, name: str, language: Language, region: str = "KZ-71") -> Someone:
    """Somebody who has joined."""
    someone = world.citizen(name, language)
    await someone.starts()
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([], [someone.phone.person.id])
        person = batch.person_of(someone.phone.person.id)
        async with batch.job() as job:
            await job.grant(person.id, Grant(Role.VOLUNTEER, region), by=None)
            made = Volunteer(person.id, VolunteerState.APPROVED, Profile(region), world.clock())
            await volunteers.insert(await job.db(), job.vault, made)
    return someone


async def writes(saule: Someone, audience: str = "audience-volunteers", *, kk: str = KK, ru: str = RU) -> None:
    """From the menu to the page with both previews."""
    await saule.says("/menu")
    await saule.taps("menu-more")
    await saule.taps("broadcasts-menu-row")
    await saule.taps("broadcast-button-new")
    await saule.taps(audience)
    said = {"kk": kk, "ru": ru}
    first, second = (said["kk"], said["ru"]) if saule.language == "kk" else (said["ru"], said["kk"])
    await saule.says(first)
    await (saule.says(second) if second else saule.taps("broadcast-button-skip"))


async def comes(holds: Callable[[], bool]) -> None:
    """Waits for what the bot does meanwhile, without waiting for its rest."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - rows change without an event
            await asyncio.sleep(0.005)


def got(someone: Someone, words: str) -> int:
    """How often the person has got these words."""
    sent = [shown.text for shown in someone.phone.messages() if not shown.outgoing]
    return sum(words in text for text in sent)


async def test_volunteers_of_the_region_get_it_in_their_language(
    world: World, saule: Someone, language: Language
) -> None:
    asel, ivan = await volunteer(world, "Әсел", "kk"), await volunteer(world, "Иван", "ru")
    away = await volunteer(world, "Ерлан", "kk", "KZ-75")
    await writes(saule)
    assert KK in saule.text
    assert RU in saule.text
    assert saule.words("broadcast-count", count=2) in saule.text
    await saule.taps("broadcast-button-now")
    await saule.taps("broadcast-button-yes", count=2)
    assert (got(asel, KK), got(ivan, RU), got(away, KK)) == (1, 1, 0)
    assert (got(asel, RU), got(ivan, KK)) == (0, 0)
    assert saule.words("broadcast-over", delivered=2, blocked=0, failed=0) in saule.all_text
    assert saule.words("broadcast-progress", done=2, total=2) in saule.all_text
    await ivan.taps("news-stop")
    assert ivan.words("news-stopped") in ivan.text
    await writes(saule)
    assert saule.words("broadcast-count", count=1) in saule.text
    await ivan.taps("news-back")
    await saule.taps("broadcast-button-now")
    await saule.taps("broadcast-button-yes", count=2)
    assert (got(asel, KK), got(ivan, RU)) == (2, 2)


async def test_one_language_is_said_to_stand_for_both(world: World, saule: Someone, language: Language) -> None:
    other: Language = "ru" if language == "kk" else "kk"
    someone = await volunteer(world, "Әсел", other)
    words = {"kk": KK, "ru": RU}[language]
    await writes(saule, kk=KK if language == "kk" else "", ru=RU if language == "ru" else "")
    assert saule.words(f"broadcast-missing-{other}") in saule.text
    await saule.taps("broadcast-button-now")
    await saule.taps("broadcast-button-yes", count=1)
    assert got(someone, words) == 1
    assert someone.words("broadcast-no-translation") in someone.all_text


async def test_citizens_only_after_they_agreed(world: World, saule: Someone, language: Language) -> None:
    aigul, marat = world.citizen("Айгүл", language), world.citizen("Марат", language)
    for someone in (aigul, marat):
        await someone.starts()
    await aigul.taps("menu-about")
    await aigul.taps("menu-news")
    assert aigul.words("news-off") in aigul.text
    await aigul.taps("news-switch-on")
    await aigul.taps_label("news.on:KZ-71")
    assert aigul.words("news-on") in aigul.text
    await writes(saule, "audience-citizens")
    assert saule.words("broadcast-count", count=1) in saule.text
    await saule.taps("broadcast-button-now")
    await saule.taps("broadcast-button-yes", count=1)
    assert (got(aigul, {"kk": KK, "ru": RU}[language]), got(marat, KK) + got(marat, RU)) == (1, 0)


async def test_a_citizen_is_asked_once_and_kindly(world: World, saule: Someone, language: Language) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    for _ in range(2):
        code = (await filed(world, aigul)).code
        await saule.says("/search")
        await saule.says(code)
        await saule.taps("inbox-open", number=1, code=code)
        await saule.taps("button-accept")
        await saule.taps("button-close")
        await saule.taps("case-close-not-confirmed")
        await saule.taps("case-close-confirm")
        await aigul.taps("button-satisfied")
    assert got(aigul, aigul.words("news-ask")) == 1
    assert not aigul.can_tap("news-ask-yes")


async def test_planned_called_back_and_sent_at_its_hour(world: World, saule: Someone, language: Language) -> None:
    asel = await volunteer(world, "Әсел", "kk")
    await writes(saule)
    await saule.taps("broadcast-button-later")
    await saule.taps_label("broadcast.hour:1:2026-12-08")
    await saule.taps_label("10:00")
    assert rows(world, "SELECT state FROM broadcast") == [("scheduled",)]
    await saule.taps("broadcast-button-unplan")
    assert rows(world, "SELECT state FROM broadcast") == [("draft",)]
    await saule.taps("broadcast-button-later")
    await saule.taps_label("broadcast.hour:1:2026-12-08")
    await saule.taps_label("10:00")
    await world.later(timedelta(hours=23, minutes=50))
    assert got(asel, KK) == 0
    await world.later(timedelta(minutes=15))
    assert got(asel, KK) == 1
    assert rows(world, "SELECT state, delivered FROM broadcast") == [("done", 1)]


async def test_a_crash_in_the_middle_sends_nobody_twice(
    world: World, saule: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast_feed, "CHUNK", 3)
    monkeypatch.setattr(broadcast_feed, "LOW", 1)
    people = [await volunteer(world, f"Ерікті {number}", "kk") for number in range(8)]
    people[4].phone.person.blocked = True  # Telegram has not told the bot yet
    await writes(saule)
    await saule.taps("broadcast-button-now")
    saule.phone.tap(saule.words("broadcast-button-yes", count=8))
    await comes(lambda: rows(world, "SELECT coalesce(sum(queued), 0) FROM broadcast") != [(0,)])
    await world.kill()
    assert rows(world, "SELECT state FROM broadcast") == [("running",)]
    await world.start()
    world.app.broadcaster.wake()
    await world.settle()
    assert [got(one, KK) for one in people] == [1, 1, 1, 1, 0, 1, 1, 1]
    assert rows(world, "SELECT state, queued, delivered, blocked, failed FROM broadcast") == [("done", 8, 7, 1, 0)]
    assert saule.words("broadcast-over", delivered=7, blocked=1, failed=0) in saule.all_text


async def test_stopped_it_goes_to_nobody_else(world: World, saule: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast_feed, "CHUNK", 2)
    people = [await volunteer(world, f"Ерікті {number}", "kk") for number in range(6)]
    await writes(saule)
    monkeypatch.setattr(broadcast_feed, "LOW", -1)  # nothing is queued any more: it stands in the middle
    await saule.taps("broadcast-button-now")
    saule.phone.tap(saule.words("broadcast-button-yes", count=6))
    await comes(lambda: saule.words("broadcast-button-stop") in saule.sees.labels)
    saule.phone.tap(saule.words("broadcast-button-stop"))
    await comes(lambda: rows(world, "SELECT state FROM broadcast") == [("stopped",)])
    monkeypatch.setattr(broadcast_feed, "LOW", 150)
    await world.later(timedelta(minutes=1))
    assert sum(got(one, KK) for one in people) == 0
    assert rows(world, "SELECT state, delivered FROM broadcast") == [("stopped", 0)]
