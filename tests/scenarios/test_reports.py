"""My reports: the list, the history, adding, answering, withdrawing; dates, money and plurals in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from babel.dates import format_datetime

from domain.code import new_code
from locales.texts import Language
from tests.harness import ALMATY, Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import CODE, begins, code_of, fills, fills_until, rows

FIXED = datetime(2026, 12, 28, 9, 5, tzinfo=ALMATY)


@pytest.fixture
async def me(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await person.starts()
    return person


async def test_the_list_has_pages(world: World, me: Someone) -> None:
    codes = [(await filed(world, me, story=f"Оқиға {number}")).code for number in range(10)]
    await me.says("/reports")
    first = CODE.findall(" ".join(me.sees.labels))
    assert first == codes[:1:-1]  # the newest first
    await me.taps_label("›")
    assert CODE.findall(" ".join(me.sees.labels)) == codes[1::-1]
    await me.taps("reports-line", code=codes[0], state=me.words("state-received"))
    assert codes[0] in me.text
    await me.taps("button-back")
    assert codes[9] in " ".join(me.sees.labels)
    await me.taps("button-menu")
    assert me.can_tap("menu-reports")


async def test_words_and_files_are_added(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=me.language)
    receipt = await filed(world, me)
    await me.taps("button-open-report")
    await me.taps("report-add")
    await me.taps("button-back")
    await me.taps("report-add")
    await me.says("Тағы бір ана да төлеген екен")
    assert me.words("report-added") in me.text
    assert "Тағы бір ана да төлеген екен" in saule.text
    me.phone.send_album([("photo", photo("red"), "чек"), ("photo", photo("blue"), "")])
    await world.settle()
    await me.does(partial(me.phone.send_location, 51.1, 71.4))
    assert "51.1, 71.4" in saule.text
    await me.does(partial(me.phone.send_file, "sticker", b"webp"))
    assert me.words("not-understood") in me.text
    assert me.can_tap("button-back")
    await me.taps("button-back")
    assert me.words("report-files", count=2) in me.text
    await saule.says("/inbox")
    await saule.taps("inbox-open", number=1, code=receipt.code)
    assert saule.words("case-evidence", count=2) in saule.text


async def test_a_question_is_answered_with_a_file_alone(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=me.language)
    receipt = await filed(world, me)
    await saule.taps("button-accept")
    await saule.taps("button-ask")
    await saule.says("Чек бар ма?")
    await me.taps("button-answer")
    me.phone.send_album([("photo", photo("red"), ""), ("photo", photo("blue"), "")])
    await world.settle()
    assert me.words("evidence-kept", code=receipt.code, count=2, hashes="").split("\n")[0] in me.text
    await me.taps("button-open-report")
    assert me.words("history-answer") in me.text
    assert me.words("report-files", count=2) in me.text
    assert not me.can_tap("report-answer")
    await saule.taps("button-open-case")
    assert saule.words("case-evidence", count=2) in saule.text
    assert rows(world, "SELECT count(*), sum(answers_id IS NOT NULL) FROM case_message") == [(3, 1)]


async def test_a_report_is_withdrawn_only_when_asked_twice(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=me.language)
    receipt = await filed(world, me)
    await me.taps("button-open-report")
    await me.taps("report-withdraw")
    assert me.words("report-withdraw-sure", code=receipt.code) in me.text
    await me.taps("button-back")
    await me.taps("report-withdraw")
    await me.taps("report-withdraw-yes")
    assert me.words("state-withdrawn-means") in me.text
    assert not me.can_tap("report-add")
    assert saule.words("withdrawn-by-reporter", code=receipt.code) in saule.text
    await me.says("Айтпақшы...")  # words for a report that has ended are a new message
    assert me.can_tap("offer-anonymous")


async def test_a_rejected_report_says_why(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=me.language)
    await filed(world, me)
    await saule.taps("button-reject")
    await saule.taps("case-reject-not-ours")
    await saule.taps("case-reject-confirm")
    assert me.words("reject-not-ours") in me.text
    await me.taps("button-open-report")
    assert me.words("reject-not-ours") in me.text
    assert not me.can_tap("report-withdraw")


async def test_dates_money_and_plurals_read_right(world: World, me: Someone) -> None:
    world.clock.advance_to(FIXED)
    saule = await coordinator(world, "Сәуле", "Астана", language=me.language)
    await begins(me)
    await fills_until(me, "evidence", amount="1 500 000")
    for number in (1, 2, 5):
        while me.words("form-files", count=number) not in me.text:
            await me.does(partial(me.phone.send_photo, photo()))
    forms = {"ru": ("1 файл.", "2 файла.", "5 файлов."), "kk": ("1 файл", "2 файл", "5 файл")}[me.language]
    for form in forms:
        assert form in me.all_text
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    code = code_of(me)
    receipt = next(one.text for one in me.phone.messages() if me.words("button-copy-code") in one.labels)
    assert "28 декабря 2026, 09:05" in receipt or "28 желтоқсан 2026, 09:05" in receipt
    # One and fifteen working days: 1, 2 (and for it 4) and 7 January are holidays.
    assert {"ru": "29 декабря 2026, 18:00", "kk": "29 желтоқсан 2026, 18:00"}[me.language] in receipt
    assert {"ru": "21 января 2027, 18:00", "kk": "21 қаңтар 2027, 18:00"}[me.language] in receipt
    assert "1 500 000 ₸" in saule.text.replace("\u00a0", " ")
    await world.later(timedelta(days=2, hours=3))
    await saule.says("/inbox")
    await saule.taps_label(next(label for label in saule.sees.labels if code in label))
    assert saule.words("case-age-days", days=2) in saule.text
    assert {"ru": "2 дня назад", "kk": "2 күн бұрын"}[me.language] in saule.text
    assert format_datetime(FIXED, "d MMMM y", locale=me.language) in saule.text


async def test_a_code_is_never_a_number_one_could_count(world: World, me: Someone) -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(CODE.fullmatch(code) for code in codes)
    await me.starts(f"c_{codes.pop()}")
    assert me.words("refused-not-found") in me.text
