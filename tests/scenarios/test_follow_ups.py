"""Some days after a closing: is it fixed? Each is asked once; enough «no» open the case again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows

DAY = timedelta(days=1)
MORNING = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
"""10:00 in Almaty: nobody sleeps."""


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    world.clock.advance_to(MORNING)
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def opens(someone: Someone, code: str) -> None:
    await someone.says("/search")
    await someone.says(code)
    await someone.taps("inbox-open", number=1, code=code)


async def closes(saule: Someone) -> None:
    await saule.taps("button-accept")
    await saule.taps("button-close")
    await saule.taps("case-close-not-confirmed")
    await saule.taps("case-close-confirm")


async def closed(world: World, by: Someone, saule: Someone) -> str:
    """A complaint of this person that the desk has closed; its code."""
    code = (await filed(world, by)).code
    await opens(saule, code)
    await closes(saule)
    return code


async def joined(world: World, saule: Someone, name: str, language: Language, code: str) -> Someone:
    """Somebody who has said «me too»."""
    await opens(saule, code)
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-share")
    await saule.says("ХҚКО-да кезексіз өткізу үшін ақша сұрайды.")
    link = next(line for line in saule.text.splitlines() if "?start=m_" in line)
    someone = world.citizen(name, language)
    await someone.starts(link.rpartition("?start=")[2].strip())
    await someone.taps("follow-join")
    await someone.taps("consent-agree")
    return someone


def asked(someone: Someone, code: str, *days: int) -> list[int]:
    """How often each question was asked."""
    return [someone.all_text.count(someone.words("is-it-fixed", code=code, days=each)) for each in days]


async def test_asked_at_seven_thirty_and_ninety_days_and_once_each(
    world: World, saule: Someone, language: Language
) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    code = await closed(world, aigul, saule)
    await world.later(6 * DAY)
    assert asked(aigul, code, 7) == [0]
    await world.later(DAY)
    assert asked(aigul, code, 7) == [1]
    await aigul.taps("fixed-yes")
    assert aigul.words("fixed-thanks-yes") in aigul.text
    await world.stop()
    await world.start()
    await world.later(timedelta(minutes=1))
    await world.later(22 * DAY)
    assert asked(aigul, code, 7, 30) == [0, 0], "the answered one shows thanks now"
    await world.later(DAY)
    assert asked(aigul, code, 30, 90) == [1, 0]
    await aigul.taps("fixed-partly")
    await aigul.taps("fixed-otherwise")
    assert aigul.words("fixed-said", answer=aigul.words("fixed-partly")) in aigul.text
    await aigul.taps("fixed-never")
    await world.later(60 * DAY)
    assert asked(aigul, code, 90) == [0]
    assert rows(world, "SELECT days, answer FROM follow_up ORDER BY asked_at") == [(7, "yes"), (30, "never")]


async def test_a_process_that_was_down_asks_once(world: World, saule: Someone, language: Language) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    code = await closed(world, aigul, saule)
    await world.stop()
    world.clock.advance(40 * DAY)
    await world.start()
    await world.later(timedelta(minutes=1))
    assert asked(aigul, code, 7, 30, 90) == [0, 1, 0]
    await world.later(50 * DAY)
    assert asked(aigul, code, 7, 30, 90) == [0, 1, 1]


async def test_two_noes_open_the_case_again_and_all_hear_why(world: World, saule: Someone, language: Language) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    code = (await filed(world, aigul)).code
    dana = await joined(world, saule, "Дана", language, code)
    await opens(saule, code)
    await closes(saule)
    await world.later(7 * DAY)
    await aigul.taps("fixed-no")
    assert aigul.words("fixed-thanks-no") in aigul.text
    assert aigul.can_tap("fixed-reopen")
    assert rows(world, "SELECT state FROM complaint") == [("closed",)]
    await dana.taps("fixed-no")
    assert rows(world, "SELECT state, reopened FROM complaint") == [("reopened", 1)]
    assert aigul.words("reopened-by-answers", code=code, count=2) in aigul.text
    assert dana.words("news-reopened", count=2) in dana.all_text
    assert code not in dana.all_text
    assert saule.words("not-fixed-reopened", code=code, count=2) in saule.text
    await aigul.taps("button-open-report")
    assert aigul.words("history-reopened-answers", state=aigul.words("state-reopened"), count=2) in aigul.text
    await aigul.says("/forget")
    await aigul.taps("forget-yes")
    counted = rows(world, "SELECT count(*), count(lookup), count(answer) FROM follow_up")
    assert counted == [(2, 1, 2)], "what was answered stays counted, who answered does not"
    await world.later(30 * DAY)
    assert asked(aigul, code, 30) == [0]


async def test_who_told_of_the_same_is_asked_by_their_own_code(
    world: World, saule: Someone, language: Language
) -> None:
    aigul, dias = world.citizen("Айгүл", language), world.citizen("Диас", language)
    codes = []
    for someone in (aigul, dias):
        await someone.starts()
        codes.append((await filed(world, someone)).code)
    first, second = codes
    await opens(saule, second)
    await saule.taps("triage-button-alike", count=1)
    await saule.taps("inbox-open", number=1, code=first)
    await saule.taps("triage-pair-into", code=first)
    await saule.taps("triage-merge-confirm")
    await closes(saule)
    await world.later(7 * DAY)
    assert asked(aigul, first, 7) == asked(dias, second, 7) == [1]
    assert first not in dias.all_text
    await dias.taps("fixed-no")
    await aigul.taps("fixed-no")
    assert rows(world, "SELECT code, state FROM complaint ORDER BY id") == [(first, "reopened"), (second, "merged")]
    assert second not in aigul.all_text


async def test_nobody_is_asked_of_what_was_reopened_or_left(world: World, saule: Someone, language: Language) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    code = (await filed(world, aigul)).code
    dana = await joined(world, saule, "Дана", language, code)
    await opens(saule, code)
    await closes(saule)
    await dana.taps("button-open-report")
    await dana.taps("follow-leave")
    await aigul.taps("button-not-satisfied")
    await aigul.says("Ештеңе өзгерген жоқ.")
    await world.later(8 * DAY)
    assert rows(world, "SELECT count(*) FROM follow_up") == [(0,)]
    await opens(saule, code)
    await closes(saule)
    await world.later(7 * DAY)
    assert asked(aigul, code, 7) == [1]
    assert rows(world, "SELECT count(*) FROM follow_up") == [(1,)]
    await aigul.taps("fixed-no")
    assert not aigul.can_tap("fixed-reopen"), "a case is opened again only once"


async def test_a_question_that_waits_for_the_morning_is_taken_back(
    world: World, saule: Someone, language: Language
) -> None:
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    code = await closed(world, aigul, saule)
    await world.later(7 * DAY + timedelta(hours=13))
    assert rows(world, "SELECT count(*) FROM follow_up") == [(1,)], "it is 23:00"
    assert asked(aigul, code, 7) == [0]
    await aigul.taps("button-not-satisfied")
    await aigul.says("Ештеңе өзгерген жоқ.")
    await world.later(timedelta(hours=12))
    assert asked(aigul, code, 7) == [0]
