"""What should not come, and comes: strange messages, other chats, old and forged buttons, the same update twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from handlers.journeys import all_routes
from locales.texts import Language
from playground.people.acting import new_group
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import STORY, begins, code_of, count, fills, fills_until, replies, rows, times_said

FORGETS = ("own.forgotten",)
"""Buttons by which a person is forgotten: after them the bot does not know who taps."""
ODD = ("", "1", "x", "9" * 30, "1:1", "1:no", "1:fixed:0", "1:2026-02-31", "1:9999:99")


@pytest.fixture
async def me(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await begins(person)
    return person


def strange_things(me: Someone) -> list[Callable[[], object]]:
    return [
        partial(me.phone.send_file, "sticker", b"webp"),
        partial(me.phone.send_poll, "Как дела?", ["Жақсы", "Жаман"]),
        partial(me.phone.send_location, 51.1, 71.4),
        me.phone.send_contact,
        partial(me.phone.send_text, "🤷"),
        partial(me.phone.send_text, "/dance"),
    ]


@pytest.mark.parametrize("question", ["category", "place", "amount", "identity"])
async def test_strange_messages_at_a_question(me: Someone, question: str) -> None:
    """Nothing is lost, and there is a way on from the newest message."""
    await fills_until(me, question)
    here = me.text.partition("\n\n")[2].partition("\n\n")[0]
    for send in strange_things(me):
        await me.does(send)
        if here not in me.text:  # a place was sent where one was asked for: back to it
            await me.taps("form-back")
        assert here in me.text
        assert me.sees.labels or me.phone.keyboard()
    assert count(me.world, "set_aside") == 0


async def test_strange_messages_to_the_idle_bot(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    for send in strange_things(me)[:2]:
        await me.does(send)
        assert me.words("not-understood") in me.text
        assert me.can_tap("menu-report")


async def test_other_chats_are_not_answered(world: World, me: Someone) -> None:
    group = new_group(world.cloud, "Аула", [me.phone.person.id], bot="administrator")
    channel = new_group(world.cloud, "Арна", [me.phone.person.id], kind="channel", bot="administrator")
    await world.settle()
    before = len(me.phone.messages())
    me.phone.send_text("Бізде ақша жинап жатыр", chat=group.id)
    me.phone.send_text("/start", chat=group.id)
    me.phone.send_photo(chat=group.id)
    me.phone.send_text("Хабарландыру", chat=channel.id)
    world.cloud.updates.put("message", {"message_id": 9, "date": 1, "chat": {"id": world.cloud.bot["id"],
        "type": "private"}, "from": world.cloud.bot, "text": "өзіме"})  # fmt: skip
    pinned = {"message_id": 8, "date": 1, "chat": {"id": me.phone.person.id, "type": "private"}}
    service = {**pinned, "message_id": 10, "from": me.phone.person.user(), "pinned_message": pinned}
    world.cloud.updates.put("message", service)
    await world.settle()
    assert len(me.phone.messages()) == before
    for chat in (group, channel):
        assert not [message for message in chat.messages.values() if message.from_bot]
    assert count(world, "set_aside") == 0


async def test_an_old_button_never_answers_the_wrong_question(me: Someone) -> None:
    await replies(me, "category", "bribe")
    old = me.sees.id
    await me.picks("region", "KZ-71")
    await me.says("Есіл")
    assert "4 / " in me.text
    await me.does(partial(me.phone.tap, "2", old))  # another region, on the message above
    assert me.toast == me.words("button-old")
    await me.does(partial(me.phone.tap, me.words("form-skip")))
    assert "5 / " in me.text
    await fills(me, "place", "when", "amount", "story", "evidence", "identity")
    assert ("Астана қаласы" if me.language == "kk" else "город Астана") in me.text
    await me.taps("form-send")
    for revision in range(30):
        me.phone.forge(old, f"f.send:{revision}")
    await me.world.settle()
    assert count(me.world, "complaint") == 1


async def test_forged_buttons_change_nothing(world: World, me: Someone) -> None:
    """Whatever a modified app sends, as a citizen: nobody's case is seen or changed, and nothing fails."""
    victim = world.citizen("Болат", "ru")
    await victim.starts()
    receipt = await filed(world, victim)
    before = rows(world, "SELECT * FROM complaint")
    await fills_until(me, "amount")
    noise = ["", " ", ":", "+", "++menu", "f.pick", "f.pick:1", "\x00", "ә" * 30, "a" * 64, "'; DROP TABLE", "{}", "1"]
    for data in [*noise, *(f"{name}:{args}".rstrip(":") for name in all_routes().taps for args in ODD)]:
        me.phone.forge(me.sees.id, data)
    await world.settle()
    failed = rows(world, "SELECT count(*) FROM set_aside")
    assert failed == [(0,)]
    assert rows(world, "SELECT * FROM complaint") == before
    assert receipt.code not in me.all_text
    assert STORY not in me.all_text
    await me.says("/start")
    assert me.sees.labels


async def test_forged_buttons_of_staff_fail_nothing(world: World) -> None:
    """The same from somebody who may do more: still nothing breaks, and their menu is there."""
    await coordinator(world, "Сәуле", "Астана")
    admin = world.admin()
    for data in (f"{name}:{args}".rstrip(":") for name in all_routes().taps if name not in FORGETS for args in ODD):
        admin.phone.forge(admin.sees.id, data)
    await world.settle()
    assert count(world, "set_aside") == 0
    await admin.says("/menu")
    assert admin.can_tap("menu-citizen")
    for data in FORGETS:
        admin.phone.forge(admin.sees.id, data)
    await admin.says("/menu")
    assert admin.can_tap("language-kk"), "whom the bot has forgotten begins anew"


async def test_every_update_twice(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    world.cloud.faults.change({"duplicate_updates": True})
    await begins(me)
    await fills(me, amount="20 000")
    await me.taps("form-send")
    assert (count(world, "complaint"), count(world, "consent")) == (1, 1)
    assert times_said(me, "button-copy-code") == 1
    await admin.taps("button-accept")
    await admin.taps("button-ask")
    await admin.says("Қашан?")
    await me.taps("button-answer")
    await me.says("Кеше")
    assert rows(world, "SELECT direction FROM case_message ORDER BY id") == [("to_citizen",), ("from_citizen",)]


async def test_a_double_tap_answers_once(world: World, me: Someone) -> None:
    label = next(label for label in me.sees.labels if label.startswith("1"))
    me.phone.tap(label)
    await me.does(partial(me.phone.tap, label))
    assert "2 / " in me.text
    assert me.toast == me.words("button-old")
    await fills(me, "region", "district", "institution", "place", "when", "amount")
    me.phone.send_text("бір")
    await me.does(partial(me.phone.send_text, "екі"))  # two messages in one batch: both are the story
    assert "бір\nекі" in me.text
    await me.taps("form-done")
    await fills(me, "evidence", "identity")
    await me.taps("form-send")
    assert code_of(me)
