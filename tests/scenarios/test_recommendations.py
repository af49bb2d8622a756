"""A recommendation to an institution, from a case, through all its states; the quarterly look at what stands still."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.papers import documents, printed
from tests.scenarios.steps import rows

WORDS = "Ас мәзірін кіреберіске іліп қою. #panic() <b>$</b>"


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def issued(world: World, saule: Someone, language: Language) -> None:
    """A recommendation to the institution that a report names."""
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    await filed(world, aigul, category="school_money", institution="№ 5 мектеп")
    await saule.taps("button-open-case")
    await saule.taps("triage-button-more")
    await saule.taps("case-button-recommend")
    await saule.taps_label("№ 5 мектеп")
    await saule.says(WORDS)
    assert saule.words("recommendation-issued") in saule.text


async def test_through_all_states(world: World, saule: Someone, language: Language) -> None:
    await issued(world, saule, language)
    await saule.taps("recommendation-button-letter")
    (letter,) = documents(world, saule).values()
    assert WORDS in printed(letter)
    assert "№ 5 мектеп" in printed(letter)
    await saule.says("/start")
    await saule.taps("menu-more")
    await saule.taps("recommendations-button-menu")
    await saule.taps_label(next(label for label in saule.sees.labels if "№ 5 мектеп" in label))
    for button, said in (("considered", "Педкеңес, 12.12, директор"), ("answered", "Орындаймыз"), ("done", "Ілінген")):
        await saule.taps(f"recommendation-button-{button}")
        await saule.says(said)
        assert said in saule.text
        assert saule.words(f"recommendation-state-{button}") in saule.text
    assert "Педкеңес, 12.12, директор" in saule.text
    assert rows(world, "SELECT state FROM recommendation_event ORDER BY id") == [
        ("issued",),
        ("considered",),
        ("answered",),
        ("done",),
    ]
    await world.later(timedelta(days=400))
    assert saule.words("recommendation-button-wait") not in saule.sees.labels


async def test_its_term_is_among_what_is_due_and_is_told_of(world: World, saule: Someone, language: Language) -> None:
    """The bot is started again in between; each reminder comes once, the admin's too."""
    await issued(world, saule, language)
    await saule.taps("recommendation-button-sent")
    assert saule.toast == saule.words("recommendation-sent-kept")
    assert not saule.can_tap("recommendation-button-sent")
    number, what = "1/2026", saule.words("due-recommendation-answer")
    for days, tab in ((8, "🗓"), (3, "🗓"), (3, "⏰")):  # ten working days end on Friday, 4 December
        await world.later(timedelta(days=days))
        await saule.says("/due")
        await saule.taps_label(next(label for label in saule.sees.labels if label.startswith(f"{tab} ")))
        assert f"№ {number} · {what}" in saule.text
    await world.stop()
    await world.start()
    for _ in range(3):
        await world.later(timedelta(days=3))
    admin = world.admin()
    for who, each in ((saule, 3), (admin, 1)):
        assert who.all_text.count(f"📌 № {number} · {who.words('due-recommendation-answer')}") == each
    await saule.says("/due")
    await saule.taps_label(f"📌 {number}")
    for button in ("considered", "answered"):
        await saule.taps(f"recommendation-button-{button}")
        await saule.says("Хат келді")
    await saule.says("/due")
    assert f"№ {number}" not in saule.text


async def test_what_stands_still_is_looked_at_every_quarter(world: World, saule: Someone, language: Language) -> None:
    await issued(world, saule, language)
    await world.later(timedelta(days=40))
    assert saule.can_tap("recommendation-button-open")  # the answer is late
    assert not saule.can_tap("recommendation-button-wait")
    for _ in range(2):
        await world.later(timedelta(days=60))
        await world.later(timedelta(days=33))
        assert saule.can_tap("recommendation-button-wait")
        await saule.taps("recommendation-button-wait")
        assert saule.toast == saule.words("recommendation-waits")
        await world.later(timedelta(minutes=2))
        assert not saule.can_tap("recommendation-button-wait")


async def test_another_region_neither_sees_nor_moves_it(world: World, saule: Someone, language: Language) -> None:
    await issued(world, saule, language)
    marat = await coordinator(world, "Марат", "Шымкент")
    for route in ("recommendation.open:1", "recommendation.letter:1", "recommendation.say:1:done"):
        await marat.does(partial(marat.phone.forge, marat.sees.id, route))
        assert "мектеп" not in marat.text
    await marat.says("Орындалды")
    assert documents(world, marat) == {}
    assert rows(world, "SELECT state FROM recommendation") == [("issued",)]
