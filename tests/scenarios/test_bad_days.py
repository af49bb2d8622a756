"""Bad days: blocked in the middle, 429 storms, Telegram or the network down, lost answers, a handler that breaks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from locales.texts import Language
from playground.cloud.limits import Limits
from services.cases import complaints
from tests.faults.table import fault
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import begins, code_of, count, fills, fills_until, rows, sends, times_said


async def delivered(world: World) -> None:
    """Waits until nothing is queued any more, however long Telegram makes us wait."""
    async with asyncio.timeout(30):
        while rows(world, "SELECT 1 FROM outbox WHERE state = 'queued'"):
            world.app.courier.wake()
            await asyncio.sleep(0.05)


@fault(
    "a person blocks the bot and comes back",
    "what was said meanwhile has waited, and so has their draft",
)
async def test_blocked_in_the_middle_then_back(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    code = await sends(me)
    await me.taps("button-menu")
    await me.taps("menu-report")
    await fills_until(me, "district")
    me.phone.block()
    await saule.taps("button-accept")
    await saule.taps("button-ask")
    await saule.says("Қай күні болды?")
    await world.later(timedelta(days=2))
    assert "Қай күні болды?" not in me.all_text

    me.phone.unblock()
    await me.starts()
    await world.settle()
    assert "Қай күні болды?" in me.all_text  # what was said meanwhile has waited
    await me.says("/menu")
    await me.taps("menu-continue")  # and so has the report begun
    await fills(me, "district")
    await me.says("/reports")
    await me.taps("reports-line", code=code, state=me.words("state-in-progress"))
    await me.taps("report-answer")
    await me.says("Сейсенбіде")
    assert "Сейсенбіде" in saule.all_text


async def test_blocked_by_deed_only(world: World, language: Language) -> None:
    """Telegram's word that somebody left may be lost: the 403 says it too."""
    me, other = world.citizen("Айгүл", language), world.citizen("Болат", language)
    await other.starts()
    await me.starts()
    me.phone.person.blocked = True
    await filed(world, me)
    me.phone.person.blocked = False
    await filed(world, other)
    assert other.can_tap("button-open-report")
    await me.starts()
    await world.settle()
    assert times_said(me, "button-copy-code") >= 1


@pytest.mark.parametrize(
    ("faults", "language"),
    [
        ({"too_many_requests": 3, "retry_after": 1}, "kk"),
        ({"server_error": 2, "only": ["sendmessage", "editmessagetext", "answercallbackquery"]}, "ru"),
        ({"bad_gateway": 2, "network_down": 1}, "kk"),
        ({"lost_answers": 3}, "ru"),
    ],
    ids=["429", "500", "502 and no network", "lost answers"],
)
@fault(
    "Telegram answers 429, 500, 502; the network is down; answers get lost",
    "everything is taken once and arrives at least once",
)
async def test_everything_arrives_all_the_same(world: World, language: Language, faults: dict[str, object]) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await begins(me)
    await fills_until(me, "evidence")
    world.cloud.faults.change(faults)
    await me.does(partial(me.phone.send_photo, photo()))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    await delivered(world)
    code = code_of(me)
    assert times_said(me, "button-copy-code") >= 1
    assert code in admin.text
    assert count(world, "complaint") == 1
    assert count(world, "set_aside") == 0


async def test_with_telegrams_own_limits(tmp_path: Path) -> None:
    """A few people at once, the limits on: everybody gets everything, and Telegram never has to refuse."""
    async with World(tmp_path, limits=Limits()) as world:
        people = [world.citizen(f"Адам{number}", "kk" if number % 2 else "ru") for number in range(4)]
        await asyncio.gather(*(one.does(one.phone.start) for one in people))
        for someone in people:
            someone.phone.tap(someone.words(f"language-{someone.language}"))
        await world.settle()
        for someone in people:
            await filed(world, someone)
        await delivered(world)
        for someone in people:
            assert someone.can_tap("button-open-report")
        assert count(world, "complaint") == len(people)
        for someone in people:  # no message was sent twice, as it would be after a refusal
            assert times_said(someone, "button-copy-code") == 1


@fault(
    "a handler breaks",
    "its sender is told and loses nothing, the update is kept sealed, everybody else goes on",
)
async def test_a_handler_that_breaks(world: World, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The update is set aside, its sender is told in their language, and everybody else goes on."""
    me, other = world.citizen("Айгүл", language), world.citizen("Болат", "ru" if language == "kk" else "kk")
    await begins(me)
    await fills_until(me, "amount")
    await me.taps("form-leave")
    await other.starts()

    async def broken(*_: object) -> list[object]:
        raise RuntimeError("Құпия: 20 мың")

    with monkeypatch.context() as patch:
        patch.setattr(complaints, "my_reports", broken)
        me.phone.tap(me.words("menu-reports"))
        other.phone.tap(other.words("menu-about"))
        await world.settle()
        assert me.words("failed") in me.text
        assert "1424" in other.text
    assert count(world, "set_aside") == 1
    await me.taps("failed-retry")
    assert me.toast == ""
    await me.taps("menu-continue")  # where they were, with everything they said
    assert "7 / " in me.text
    await fills(me, "amount", "story", "evidence", "identity")
    await me.taps("form-send")
    assert count(world, "complaint") == 1
    for file in world.settings.data_dir.glob("adal.db*"):
        assert "Құпия".encode() not in file.read_bytes()


async def test_a_stop_in_the_middle_finishes_what_was_taken(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await begins(me)
    await fills(me)
    me.phone.tap(me.words("form-send"))
    await asyncio.sleep(0.005)
    await world.stop()
    await world.start()
    await world.settle()
    assert code_of(me) in admin.text
    assert times_said(me, "button-copy-code") == 1


async def test_whoever_never_pressed_start_gets_it_when_they_do(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    code = await sends(me)
    await admin.starts()
    await world.settle()
    assert code in admin.all_text
