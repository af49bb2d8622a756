"""Correspondence with a reporter: words and files both ways, answers kept ready, read or not, night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

import pytest

from locales.texts import Brief, Language
from playground.people.screen import Shown
from tests.harness import ALMATY, Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows

VOICE = b"OggS" + b"\x00" * 60


@pytest.fixture
async def aigul(world: World, language: Language) -> Someone:
    """A citizen who reads the one language when the coordinator reads the other."""
    person = world.citizen("Айгүл", "kk" if language == "ru" else "ru")
    await person.starts()
    return person


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


def tonight(world: World, at: time) -> datetime:
    """The next time it is `at` in Almaty."""
    now = world.clock().astimezone(ALMATY)
    moment = datetime.combine(now.date(), at, ALMATY)
    return moment if moment > now else moment + timedelta(days=1)


async def becomes(world: World, at: time) -> None:
    await world.later(tonight(world, at) - world.clock())


def with_file(kind: str) -> Callable[[Shown], bool]:
    return lambda shown: not shown.outgoing and kind in shown.body


async def test_words_photo_and_voice_go_to_the_citizen_and_come_back(
    world: World, aigul: Someone, saule: Someone
) -> None:
    receipt = await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    await saule.says("Міне, үлгі.")
    await saule.does(partial(saule.phone.send_photo))
    await saule.does(partial(saule.phone.send_file, "voice", VOICE, duration=3))
    await saule.does(partial(saule.phone.send_file, "document", b"words", name="ulgi.txt"))
    assert "Міне, үлгі." in saule.text
    assert saule.words("evidence-voice") in saule.text
    assert "Міне, үлгі." not in aigul.all_text, "nothing goes before it was looked at"
    await saule.taps("case-tell-send")
    assert saule.toast == saule.words("case-told")
    assert receipt.code in aigul.text
    assert "Міне, үлгі." in aigul.text
    assert aigul.can_tap("talk-read")
    for kind in ("photo", "voice", "document"):
        assert len([shown for shown in aigul.phone.messages() if with_file(kind)(shown)]) == 1
    assert "Сәуле" not in aigul.all_text
    assert rows(world, "SELECT count(*) FROM evidence WHERE complaint_id IS NOT NULL") == [(0,)]

    await aigul.taps("button-answer")
    await aigul.does(partial(aigul.phone.send_photo, caption="Чек"))
    await aigul.does(partial(aigul.phone.send_file, "voice", VOICE, duration=3))
    await saule.taps("button-open-case")
    assert saule.words("case-evidence", count=2) in saule.text
    assert saule.words("case-thread-evidence", kind=saule.words("evidence-voice"), number=2) in saule.text
    await saule.taps("case-button-evidence")
    assert len([shown for shown in saule.phone.messages() if with_file("voice")(shown)]) == 1


async def test_the_coordinator_sees_delivered_then_seen(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    await saule.says("Құжатты алдық.")
    await saule.taps("case-tell-send")
    assert saule.words("fate-waiting") in saule.text
    await saule.taps("button-note")
    await saule.taps("button-cancel")
    assert saule.words("fate-delivered") in saule.text
    before = len(aigul.phone.messages())
    await aigul.taps("talk-read")
    assert aigul.toast == aigul.words("talk-seen-thanks")
    assert len(aigul.phone.messages()) == before
    await saule.taps("button-note")
    await saule.taps("button-cancel")
    assert saule.words("fate-seen") in saule.text


async def test_an_answer_means_that_it_was_read(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-ask")
    await saule.says("Қай күні?")
    await aigul.taps("button-answer")
    await aigul.says("Дүйсенбіде.")
    await saule.taps("button-open-case")
    assert saule.words("fate-seen") in saule.text


async def test_who_has_blocked_the_bot_is_marked(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await aigul.does(aigul.phone.block)
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    await saule.says("Бірінші хат")
    await saule.taps("case-tell-send")
    await saule.taps("button-note")
    await saule.taps("button-cancel")
    assert saule.words("fate-blocked") in saule.text
    await aigul.starts()
    assert "Бірінші хат" in aigul.all_text


async def test_an_answer_kept_ready_goes_in_the_citizens_language(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    await saule.taps("canned-documents-title")
    assert aigul.words("canned-documents") in saule.text, "the preview is what the citizen will read"
    await saule.taps("case-tell-send")
    assert aigul.words("canned-documents") in aigul.text


async def test_own_answers_are_added_changed_shared_and_erased(
    world: World, aigul: Someone, saule: Someone, language: Language
) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    await saule.taps("canned-own")
    await saule.taps("canned-add")
    await saule.says("Бірінші сөз")
    other = "ru" if language == "kk" else "kk"
    await saule.taps(f"canned-edit-{other}")
    await saule.says("Второе слово")
    assert "Бірінші сөз" in saule.text
    assert "Второе слово" in saule.text
    assert not saule.can_tap("canned-share")
    await saule.taps("button-back")
    await saule.taps("button-back")
    await saule.taps_label("Бірінші сөз")
    await saule.taps("case-tell-send")
    assert "Второе слово" in aigul.text
    await saule.taps("button-tell")
    await saule.taps("canned-own")
    await saule.taps_label("Бірінші сөз")
    await saule.taps("canned-drop")
    await saule.taps("canned-drop-yes")
    assert saule.words("canned-none") in saule.text


async def test_an_admin_keeps_answers_for_all(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    admin = world.admin()
    await admin.starts()
    await admin.says("/inbox")
    await admin.taps_label(next(label for label in admin.sees.labels if " · AD-" in label))
    await admin.taps("button-tell")
    await admin.taps("canned-own")
    await admin.taps("canned-add")
    await admin.says("Общий ответ")
    await admin.taps("canned-share")
    await saule.taps("button-accept")
    await saule.taps("button-tell")
    assert "Общий ответ" in saule.sees.labels
    await saule.taps("canned-own")
    await saule.taps_label("👥 Общий ответ")
    assert not saule.can_tap("canned-drop")


async def test_at_night_a_message_waits_until_morning(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await becomes(world, time(23))
    await saule.taps("button-tell")
    await saule.says("Таңғы хат")
    morning = tonight(world, time(8))
    assert saule.words("case-tell-quiet", at=Brief(morning)) in saule.text
    await saule.taps("case-tell-morning")
    assert saule.toast == saule.words("case-told-later", at=Brief(morning))
    await world.later(timedelta(hours=8))
    assert "Таңғы хат" not in aigul.all_text
    await becomes(world, time(8))
    assert "Таңғы хат" in aigul.text


async def test_what_is_urgent_goes_at_night_and_a_citizen_can_choose(
    world: World, aigul: Someone, saule: Someone
) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await becomes(world, time(23))
    await saule.taps("button-tell")
    await saule.says("Шұғыл хат")
    await saule.taps("case-tell-urgent")
    assert "Шұғыл хат" in aigul.text
    await aigul.taps("button-open-report")
    await aigul.taps("quiet-button")
    await aigul.taps("quiet-never")
    assert aigul.can_tap("quiet-never-chosen")
    await saule.taps("button-tell")
    await saule.says("Тағы хат")
    await saule.taps("case-tell-send")
    assert "Тағы хат" in aigul.text


async def test_a_question_at_night_is_said_to_wait(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await becomes(world, time(23))
    await saule.taps("button-ask")
    await saule.says("Қай күні?")
    assert saule.words("case-asked-later", at=Brief(tonight(world, time(8)))) in saule.text
    assert "Қай күні?" not in aigul.all_text
    await becomes(world, time(8))
    assert "Қай күні?" in aigul.text


async def test_another_coordinators_case_is_not_written_on(world: World, aigul: Someone, saule: Someone) -> None:
    other = await coordinator(world, "Марат", "Шымкент")
    await filed(world, aigul)
    for route in ("case.tell:1", "case.tell-ready:1:thanks", "case.tell-send:1:now"):
        await other.does(partial(other.phone.forge, other.sees.id, route))
    assert rows(world, "SELECT count(*) FROM case_message") == [(0,)]


async def test_a_file_that_was_never_sent_is_forgotten(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.does(partial(saule.phone.send_photo))
    await saule.taps("button-cancel")
    await world.later(timedelta(days=2))
    await world.later(timedelta(hours=2))
    assert rows(world, "SELECT count(*) FROM evidence") == [(0,)]
