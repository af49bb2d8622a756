"""Pacing in simulated time, against a simulator that refuses whatever Telegram would."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

from chat.notice import Priority
from playground.clock import MovableClock
from playground.cloud.limits import Limits as CloudLimits
from playground.cloud.model import Chat
from playground.cloud.session import SimulatorSession
from playground.cloud.telegram import Telegram
from playground.people.phone import Phone
from tests.transport.world import in_virtual_time
from transport.api import make_bot
from transport.calls import Caller, Done, say
from transport.clock import Clock
from transport.pacing import Limits, Pacer


class Office:
    """A strict cloud and a caller that paces."""

    def __init__(self, clock: Clock, wall: MovableClock, limits: Limits | None) -> None:
        self.clock = clock
        self.cloud = Telegram(wall, limits=CloudLimits(), monotonic=clock.monotonic)
        bot = make_bot(self.cloud.token, session=SimulatorSession(self.cloud))
        self.pacer = Pacer(limits, clock)
        self.caller = Caller(bot, self.pacer, clock)
        self.order: list[str] = []

    def people(self, number: int) -> list[int]:
        made = [Phone(self.cloud, self.cloud.add_person(f"P{index}")) for index in range(number)]
        for phone in made:
            phone.person.started = True
        return [phone.person.id for phone in made]

    async def say(self, chat: int, priority: Priority = Priority.NOTICE, said: str = "hi") -> None:
        outcome = await self.caller.send(say(chat, said), chat=chat, priority=priority)
        assert isinstance(outcome, Done), outcome
        self.order.append(said)


def run(main: Callable[[Office], Coroutine[Any, Any, None]], limits: Limits | None = Limits()) -> Office:  # noqa: B008
    made: list[Office] = []

    async def started(clock: Clock, wall: MovableClock) -> None:
        made.append(Office(clock, wall, limits))
        await main(made[0])

    in_virtual_time(started)
    return made[0]


def test_three_hundred_messages_at_once_meet_no_429_and_take_little_longer_than_they_must() -> None:
    took = 0.0

    async def main(office: Office) -> None:
        nonlocal took
        begun = office.clock.monotonic()
        await asyncio.gather(*(office.say(chat) for chat in office.people(300)))
        took = office.clock.monotonic() - begun

    office = run(main)
    assert office.caller.counters.too_many == 0
    assert office.caller.counters.sent == 300
    assert 300 / 30 <= took <= 300 / 28 + 0.5


def test_without_pacing_the_simulator_does_refuse() -> None:
    async def main(office: Office) -> None:
        await asyncio.gather(*(office.say(chat) for chat in office.people(60)))

    assert run(main, limits=None).caller.counters.too_many > 0


def test_network_jitter_does_not_push_two_seconds_into_one() -> None:
    async def main(office: Office) -> None:
        dice = random.Random(7)

        async def jittered(chat: int) -> None:
            await office.pacer.turn(chat, Priority.NOTICE)
            await asyncio.sleep(dice.uniform(0.02, 0.12))
            await office.cloud.call("sendMessage", {"chat_id": chat, "text": "hi"})

        await asyncio.gather(*(jittered(chat) for chat in office.people(200)))
        assert sum(len(chat.messages) for chat in office.cloud.chats.values()) == 200

    run(main)


def test_one_chat_gets_one_a_second_while_others_go_on() -> None:
    async def main(office: Office) -> None:
        busy, *others = office.people(20)
        begun = office.clock.monotonic()
        many = asyncio.gather(*(office.say(busy, said=f"busy{number}") for number in range(5)))
        await asyncio.gather(*(office.say(chat, said="other") for chat in others))
        assert office.clock.monotonic() - begun < 1
        await many
        assert 4 <= office.clock.monotonic() - begun < 4.5

    office = run(main)
    assert office.caller.counters.too_many == 0
    assert [said for said in office.order if said != "other"] == [f"busy{number}" for number in range(5)]


def test_a_group_gets_twenty_a_minute() -> None:
    async def main(office: Office) -> None:
        office.cloud.add_chat(Chat(id=-500, type="group", title="g", members=[], bot_status="member"))
        begun = office.clock.monotonic()
        await asyncio.gather(*(office.say(-500) for _ in range(25)))
        assert 60 <= office.clock.monotonic() - begun < 70

    assert run(main).caller.counters.too_many == 0


def test_a_reply_overtakes_notices_and_they_overtake_a_broadcast() -> None:
    async def main(office: Office) -> None:
        chats = office.people(120)
        waiting = [asyncio.create_task(office.say(chat, Priority.BROADCAST, "news")) for chat in chats[:100]]
        await asyncio.sleep(0.5)
        waiting += [asyncio.create_task(office.say(chat, Priority.NOTICE, "notice")) for chat in chats[100:110]]
        waiting += [asyncio.create_task(office.say(chat, Priority.REPLY, "reply")) for chat in chats[110:]]
        await asyncio.gather(*waiting)

    order = run(main).order
    first_reply = order.index("reply")
    assert first_reply < 20, "it waited for one turn, not for the broadcast"
    assert order[first_reply : first_reply + 20] == ["reply"] * 10 + ["notice"] * 10


def test_a_429_stops_everybody_for_as_long_as_telegram_says() -> None:
    async def main(office: Office) -> None:
        first, *others = office.people(10)
        office.cloud.faults.change({"too_many_requests": 1, "retry_after": 7})
        begun = office.clock.monotonic()
        await asyncio.gather(office.say(first), *(office.say(chat) for chat in others))
        assert office.clock.monotonic() - begun >= 7

    counters = run(main).caller.counters
    assert (counters.too_many, counters.sent) == (1, 10)


def test_a_storm_of_429s_is_sat_out() -> None:
    async def main(office: Office) -> None:
        office.cloud.faults.change({"too_many_requests": 15, "retry_after": 2})
        await asyncio.gather(*(office.say(chat) for chat in office.people(50)))

    assert run(main).caller.counters.sent == 50


def test_an_album_after_many_messages_is_not_too_much_at_once() -> None:
    async def main(office: Office) -> None:
        async def album(chat: int) -> None:
            await office.pacer.turn(chat, Priority.NOTICE, cost=10)
            office.cloud.limiter.admit(office.clock.monotonic(), chat, "send", group=False, messages=10)

        chats = office.people(100)
        await asyncio.gather(*(office.say(chat) for chat in chats[:40]), *(album(chat) for chat in chats[40:50]))
        await asyncio.gather(*(album(chat) for chat in chats[50:55]), *(office.say(chat) for chat in chats[55:]))

    assert run(main).caller.counters.too_many == 0


def test_somebody_who_gives_up_does_not_keep_the_turn() -> None:
    async def main(office: Office) -> None:
        one, two = office.people(2)
        begun = office.clock.monotonic()
        office.pacer.pause(5)
        gone = asyncio.create_task(office.say(one))
        stays = asyncio.create_task(office.say(two, said="stays"))
        await asyncio.sleep(1)
        gone.cancel()
        await stays
        assert office.clock.monotonic() - begun < 5.1

    assert run(main).order == ["stays"]
