"""Floods: of messages, of photos, of new people. Nothing is lost, nobody is told of every drop."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from domain.limits import ARRIVALS, CHATTER, REPORTS_AN_HOUR, WINDOW
from locales.texts import Language
from services.trust.evidence import LIMIT
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import begins, count, fills, fills_until, rows, sends, times_said
from transport.calm import FINISHED_AFTER, MANY


async def test_a_flood_of_messages_is_kept_whole_and_answered_once(world: World, language: Language) -> None:
    me, saule = world.citizen("Айгүл", language), await coordinator(world, "Сәуле", "Астана", language=language)
    await me.starts()
    receipt = await filed(world, me)
    await me.taps("button-open-report")
    answers = times_said(me, "report-added")
    for number in range(3 * MANY):
        me.phone.send_text(f"Тағы бір жайт {number}")
    await world.settle()
    assert count(world, "case_message") == 3 * MANY
    assert times_said(me, "slow-down") == 1
    assert times_said(me, "report-added") - answers < MANY
    assert times_said(saule, "button-open-case") <= CHATTER + 1
    await world.later(timedelta(minutes=10))
    assert saule.words("many-words", code=receipt.code, count=3 * MANY) in saule.all_text


async def test_the_screen_that_waited_is_shown_at_the_end(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await filed(world, me)
    await me.taps("button-open-report")
    for number in range(2 * MANY):
        await me.says(f"Жайт {number}")
    assert count(world, "case_message") == 2 * MANY
    assert times_said(me, "slow-down") == 1
    before = times_said(me, "report-added")
    await me.says("Соңғысы")
    assert times_said(me, "report-added") == before
    world.app.intake.hurry()
    await world.app.intake.close()
    assert times_said(me, "report-added") == before + 1
    assert FINISHED_AFTER < 10


async def test_the_same_words_again_and_again_are_counted(world: World, language: Language) -> None:
    me, saule = world.citizen("Айгүл", language), await coordinator(world, "Сәуле", "Астана", language=language)
    await me.starts()
    receipt = await filed(world, me)
    await me.taps("button-open-report")
    await me.says("Неге үндемейсіздер?")
    told = times_said(saule, "button-open-case")
    for _ in range(3):
        await me.says("  неге ҮНДЕМЕЙСІЗДЕР? ")
    assert me.words("report-same-words") in me.text
    assert times_said(saule, "button-open-case") == told
    assert count(world, "case_message") == 1
    await saule.does(partial(saule.phone.tap, saule.words("button-open-case")))
    assert saule.words("case-thread-times", times=4) in saule.text
    await world.later(timedelta(hours=2))
    await me.says("Неге үндемейсіздер?")
    assert count(world, "case_message") == 2
    assert receipt.code in saule.text


async def test_a_thousand_photos(world: World, language: Language) -> None:
    """All are acknowledged together, as many as fit are kept, and the limit is said."""
    me = world.citizen("Айгүл", language)
    await begins(me)
    await fills_until(me, "evidence")
    before = len(me.phone.messages())
    picture = photo()
    for _ in range(100):
        me.phone.send_album([("photo", picture, "")] * 10)
    await world.settle()
    world.app.intake.hurry()
    await world.settle()
    shown = [one for one in me.phone.messages()[before:] if not one.outgoing]
    assert len(shown) < MANY
    assert me.words("refused-too-much", limit=LIMIT) in me.text
    assert count(world, "evidence") == LIMIT
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert count(world, "complaint") == 1
    assert rows(world, "SELECT count(*) FROM evidence WHERE complaint_id IS NOT NULL") == [(LIMIT,)]


async def test_many_new_people_at_once(world: World, language: Language) -> None:
    """Every report is accepted and gets its receipt; the desk hears of the first ones and then of their number."""
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    many = ARRIVALS + 15
    for number in range(many):
        someone = world.citizen(f"Адам {number}", language)
        await someone.starts()
        await filed(world, someone)
        assert times_said(someone, "button-copy-code") == 1
    assert count(world, "complaint") == many
    assert times_said(saule, "button-accept") == ARRIVALS
    await world.later(timedelta(minutes=10))
    assert f"{many}" in saule.text
    assert times_said(saule, "limits-button-inbox") == 1
    await saule.taps("limits-button-inbox")
    assert saule.sees.labels


async def test_one_who_comes_after_the_number_was_told_is_told_too(world: World, language: Language) -> None:
    """The clock went back into the same ten minutes, or a transaction that began in them took longer than they."""
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    many = ARRIVALS + 2

    async def another(number: int) -> None:
        someone = world.citizen(f"Адам {number}", language)
        await someone.starts()
        await filed(world, someone)

    for number in range(many):
        await another(number)
    await world.later(WINDOW)
    assert f": {many}" in saule.text
    await another(many)
    assert times_said(saule, "button-accept") == ARRIVALS + 1, "the next ten minutes"
    world.clock._offset -= WINDOW
    await another(many + 1)
    await world.later(WINDOW)
    assert f": {many + 1}" in saule.text
    assert times_said(saule, "limits-button-inbox") == 2


async def test_more_reports_of_one_person_than_anybody_writes_wait_as_a_draft(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    for _ in range(REPORTS_AN_HOUR):
        await filed(world, me)
    await me.says("/report")
    await fills(me)
    await me.taps("form-send")
    assert "60" in me.toast
    assert count(world, "complaint") == REPORTS_AN_HOUR
    assert count(world, "draft") == 1
    await world.later(timedelta(minutes=61))
    await me.says("/menu")
    await me.taps("menu-continue")
    await me.taps("form-send")
    assert count(world, "complaint") == REPORTS_AN_HOUR + 1


async def test_a_silenced_case_keeps_everything_and_tells_its_reporter_so(world: World, language: Language) -> None:
    me, saule = world.citizen("Айгүл", language), await coordinator(world, "Сәуле", "Астана", language=language)
    await me.starts()
    receipt = await filed(world, me)
    await saule.taps("button-accept")
    await me.says("/reports")
    await me.taps("reports-line", code=receipt.code, state=me.words("state-accepted"))
    for number in range(CHATTER):
        await me.says(f"Хабар {number}")
    await saule.says("/menu")
    await saule.does(partial(saule.phone.tap, saule.words("button-open-case")))
    await saule.taps("mute-button")
    assert "Айгүл" not in saule.all_text
    await saule.taps("mute-days", days=1)
    told = len(saule.phone.messages())
    await me.says("Тағы бірдеңе")
    assert me.words("report-added-slow") in me.text
    assert len(saule.phone.messages()) == told
    assert count(world, "case_message") == CHATTER + 1
    await world.later(timedelta(days=1, minutes=1))
    assert times_said(saule, "mute-button-off") <= 1
    assert saule.words("mute-ended", code=receipt.code) in saule.all_text
    await me.says("Енді естисіз бе?")
    assert me.words("report-added") in me.text
    assert "Енді естисіз бе?" in saule.all_text


async def test_rude_words_are_no_reason_to_drop_a_report(world: World, language: Language) -> None:
    me, saule = world.citizen("Айгүл", language), await coordinator(world, "Сәуле", "Астана", language=language)
    await sends(me, story="Ақымақтар, сволочи! Әкім жер үшін 500 мың сұрады")
    assert count(world, "complaint") == 1
    assert "500 мың сұрады" in saule.all_text
