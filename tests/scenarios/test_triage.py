"""Triage: cases like one another, merged and joined, given away, tagged, found by words in any spelling."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.similarity import Likeness, Reason
from handlers.coordinator.cases.belonging import why
from locales.texts import Language, T
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def reporter(world: World, name: str, language: Language) -> Someone:
    someone = world.citizen(name, language)
    await someone.starts()
    return someone


async def opens(someone: Someone, code: str) -> None:
    """Finds the case by its code and opens it."""
    await someone.says("/search")
    await someone.says(code)
    await someone.taps("inbox-open", number=1, code=code)


async def test_merged_cases_keep_both_reporters_informed(world: World, saule: Someone, language: Language) -> None:
    aigul, dias = await reporter(world, "Айгүл", "kk"), await reporter(world, "Диас", "ru")
    first = await filed(world, aigul, institution="№5 қалалық аурухана", story="Ақша сұрады.")
    second = await filed(world, dias, institution="городская больница №5", story="Требуют деньги за талон.")
    await opens(saule, second.code)
    reason = why(Likeness(1.0, (Reason.SAME_INSTITUTION,), 0))
    assert saule.words("triage-alike-line", code=first.code, why=reason) in saule.text
    await saule.taps("triage-button-alike", count=1)
    await saule.taps("inbox-open", number=1, code=first.code)
    await saule.taps("triage-pair-into", code=first.code)
    await saule.taps("triage-merge-confirm")
    assert saule.words("triage-merged", codes=second.code) in saule.text
    assert saule.words("triage-people", count=2) in saule.text
    received = T("state-received")
    assert dias.words("report-merged", code=second.code, state=received) in dias.text
    assert aigul.words("others-too", code=first.code, people=2, state=received) in aigul.text
    await saule.taps("button-accept")
    means = T("state-accepted-means")
    news = T("news-state", state=T("state-accepted"), means=means)
    assert dias.words("followed-news", code=second.code, news=news) in dias.text
    assert aigul.words("state-changed", code=first.code, state=T("state-accepted"), means=means) in aigul.text
    assert first.code not in dias.all_text
    assert second.code not in aigul.all_text
    await dias.taps("button-open-report")
    assert dias.words("report-joint", state=T("state-accepted")) in dias.text


async def test_an_admin_splits_again(world: World, saule: Someone) -> None:
    aigul, dias = await reporter(world, "Айгүл", "kk"), await reporter(world, "Диас", "ru")
    first, second = await filed(world, aigul), await filed(world, dias)
    await opens(saule, second.code)
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-alike")
    await saule.says(first.code)
    await saule.taps("triage-pair-into", code=first.code)
    await saule.taps("triage-merge-confirm")
    await opens(saule, second.code)
    assert not saule.can_tap("triage-split")
    admin = world.admin()
    await opens(admin, second.code)
    await admin.taps("triage-split")
    await admin.taps("triage-split-confirm")
    assert dias.words("report-split", code=second.code, state=T("state-received")) in dias.text
    assert rows(world, "SELECT count(*) FROM case_merge") == [(0,)]


async def test_a_merge_by_mistake_is_taken_back(world: World, saule: Someone) -> None:
    """The coordinator's own, within minutes; what had been merged before comes along, followers hear of the mistake."""
    people = [await reporter(world, name, "ru") for name in ("Айгүл", "Диас", "Дана")]
    codes = [(await filed(world, one, institution=f"№ {number} мектеп")).code for number, one in enumerate(people)]

    async def merges(one: str, into: str) -> None:
        await opens(saule, one)
        await saule.taps("triage-button-more")
        await saule.taps("triage-more-alike")
        await saule.says(into)
        await saule.taps("triage-pair-into", code=into)
        await saule.taps("triage-merge-confirm")

    await merges(codes[0], codes[1])
    await world.later(timedelta(minutes=20))
    await merges(codes[1], codes[2])
    assert rows(world, "SELECT complaint_id, into_id FROM case_merge ORDER BY 1") == [(1, 3), (2, 3)]
    await opens(saule, codes[1])
    await saule.taps("life-button-undo")
    await saule.taps("life-undo-yes")
    assert rows(world, "SELECT complaint_id, into_id FROM case_merge ORDER BY 1") == [(1, 2)]
    told = {"was": T("state-merged"), "state": T("state-received"), "means": T("state-received-means")}
    aigul, dias, dana = people
    assert dias.words("move-undone", code=codes[1], **told) in dias.text
    assert aigul.words("followed-news", code=codes[0], news=T("news-undone", **told)) in aigul.text
    assert codes[1] not in dana.all_text
    await opens(saule, codes[0])
    assert not saule.can_tap("life-button-undo"), "that is too long ago"


async def test_me_too_by_link_reveals_nobody(world: World, saule: Someone, language: Language) -> None:
    aigul, dana = await reporter(world, "Айгүл", "kk"), world.citizen("Дана", language)
    receipt = await filed(world, aigul, story="Менен ақша сұрады, менің аты-жөнім Гүлнар.")
    await opens(saule, receipt.code)
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-share")
    await saule.says("ХҚКО-да кезексіз өткізу үшін ақша сұрайды.")
    link = next(line for line in saule.text.splitlines() if "?start=m_" in line)
    await dana.starts(link.rpartition("?start=")[2].strip())
    assert "кезексіз өткізу" in dana.text
    assert "Гүлнар" not in dana.text
    await dana.taps("follow-join")
    await dana.taps("consent-agree")
    assert dana.words("follow-joined") in dana.text
    assert dana.words("triage-people", count=2) in dana.text
    await opens(saule, receipt.code)
    assert saule.words("triage-people", count=2) in saule.text
    await saule.taps("button-accept")
    assert dana.words("state-accepted-means") in dana.text
    assert receipt.code not in dana.all_text
    assert "Дана" not in saule.all_text
    await dana.taps("button-open-report")
    await dana.taps("follow-leave")
    assert rows(world, "SELECT count(*) FROM me_too") == [(0,)]


async def test_given_to_a_colleague_and_all_handed_over(world: World, saule: Someone, language: Language) -> None:
    marat = await coordinator(world, "Марат", "Астана", language=language)
    aigul = await reporter(world, "Айгүл", "kk")
    codes = [(await filed(world, aigul, story=f"Оқиға {number}")).code for number in range(3)]
    await opens(saule, codes[0])
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-assign")
    await saule.taps("triage-colleague", alias="Марат", count=0)
    assert saule.toast == saule.words("triage-assigned")
    assert codes[0] in marat.text
    await marat.taps("button-open-case")
    await marat.taps("button-accept")
    for code in codes[1:]:
        await opens(saule, code)
        await saule.taps("button-accept")
    before = len(marat.phone.messages())
    await saule.says("/inbox")
    await saule.taps("inbox-filter-mine", count=2)
    await saule.taps("triage-hand-all")
    await saule.taps("triage-colleague", alias="Марат", count=1)
    await saule.taps("triage-hand-confirm")
    assert saule.words("triage-handed", count=2, alias="Марат") in saule.text
    assert len(marat.phone.messages()) == before + 1
    assert all(code in marat.text for code in codes[1:])
    await marat.taps("triage-open-mine")
    assert marat.can_tap("inbox-filter-mine", count=3)


async def test_tags_are_tapped_and_filter_the_inbox(world: World, saule: Someone) -> None:
    aigul = await reporter(world, "Айгүл", "kk")
    one, other = await filed(world, aigul), await filed(world, aigul, story="Басқа оқиға")
    await opens(saule, one.code)
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-tags")
    await saule.says("кезек")
    assert saule.can_tap("triage-tag-on", tag="кезек")
    await opens(saule, other.code)
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-tags")
    await saule.taps("triage-tag-off", tag="кезек")
    await saule.taps("triage-tag-on", tag="кезек")
    await saule.says("/inbox")
    await saule.taps("inbox-tags")
    await saule.taps("inbox-tag", tag="кезек", count=1)
    assert one.code in saule.text
    assert other.code not in saule.text
    assert saule.can_tap("inbox-filter-new", count=1)


async def test_search_in_any_spelling_and_only_in_ones_region(world: World, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Шымкент", language="kk")
    aigul = await reporter(world, "Айгүл", "kk")
    receipt = await filed(
        world, aigul, institution="№5 қалалық аурухана", story="Дәрігерлер ауруханада балаларға дәрі бермейді."
    )
    await saule.says("/search")
    for typed in ("ауруханадан", "aurukhana", "больницей", "дәрілерді", "qalalyq aurukhana 5", "балаларға", "қалал"):
        await saule.says(typed)
        assert receipt.code in saule.text, typed
    await saule.says("мектептен")
    assert saule.words("search-nothing") in saule.text
    await saule.says(receipt.code.lower().replace("-", " "))
    await saule.taps("search-ended")
    assert receipt.code in saule.text, "a whole code is found whatever else is asked"
    await marat.says("/search")
    for typed in (receipt.code, receipt.code[:7], "аурухана", "қалал"):
        await marat.says(typed)
        assert marat.words("search-nothing") in marat.text


async def test_what_is_added_later_is_found_too(world: World, saule: Someone) -> None:
    aigul = await reporter(world, "Айгүл", "kk")
    receipt = await filed(world, aigul)
    await aigul.taps("button-open-report")
    await aigul.taps("report-add")
    await aigul.says("Куәгер ретінде шаштараз да болды.")
    await saule.says("/search")
    await saule.says("шаштаразда")
    assert receipt.code in saule.text
