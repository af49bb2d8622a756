"""Rate limits and injected faults."""

from __future__ import annotations

from typing import Any

import pytest

from playground.cloud.limits import Limiter, Limits
from playground.cloud.refusals import NetworkDown
from playground.cloud.telegram import Telegram
from playground.people.acting import new_group
from playground.people.phone import Phone, new_phone
from tests.playground.conftest import Call, Time


@pytest.fixture
def limited(cloud: Telegram) -> Telegram:
    cloud.limiter = Limiter(Limits())
    return cloud


def started(cloud: Telegram, count: int) -> list[int]:
    phones = [new_phone(cloud, f"P{index}") for index in range(count)]
    for phone in phones:
        phone.start()
    return [phone.person.id for phone in phones]


async def test_one_message_a_second_in_a_chat(limited: Telegram, clock: Time, aigul: Phone) -> None:
    async def write() -> dict[str, Any]:
        return await limited.call("sendMessage", {"chat_id": aigul.person.id, "text": "x"})

    assert (await write())["ok"]
    clock.pass_(0.5)
    refused = await write()
    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}
    clock.pass_(0.5)
    assert (await write())["ok"]


async def test_thirty_messages_in_any_second(limited: Telegram, clock: Time, call: Call) -> None:
    people = started(limited, 31)
    for index, person in enumerate(people[:30]):
        clock.pass_(0.01)
        assert "message_id" in await call("sendMessage", chat_id=person, text=str(index))
    assert (await call("sendMessage", chat_id=people[30], text="x"))[0] == 429
    clock.pass_(0.7)  # the first ones are a second old now, so there is room again
    assert "message_id" in await call("sendMessage", chat_id=people[30], text="x")


async def test_twenty_messages_a_minute_in_a_group(limited: Telegram, clock: Time, call: Call, aigul: Phone) -> None:
    group = new_group(limited, "Көмек", [aigul.person.id])
    for _ in range(20):
        clock.pass_(1)
        assert "message_id" in await call("sendMessage", chat_id=group.id, text="x")
    clock.pass_(1)
    assert await call("sendMessage", chat_id=group.id, text="x") == (429, "Too Many Requests: retry after 40")
    clock.pass_(40)
    assert "message_id" in await call("sendMessage", chat_id=group.id, text="x")


async def test_edits_have_a_milder_limit(limited: Telegram, call: Call, aigul: Phone) -> None:
    sent = await call("sendMessage", chat_id=aigul.person.id, text="x")
    edit = {"chat_id": aigul.person.id, "message_id": sent["message_id"]}
    results = [await call("editMessageText", **edit, text=f"text {index}") for index in range(4)]
    assert ["text" in result for result in results] == [True, True, True, False]


async def test_answers_to_buttons_are_not_counted(limited: Telegram, call: Call, aigul: Phone) -> None:
    markup = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]}
    await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup=markup)
    for _ in range(5):
        assert await call("answerCallbackQuery", callback_query_id=aigul.tap("Иә")) is True


async def test_injected_429_hits_sending_only_and_as_often_as_asked(cloud: Telegram, call: Call, aigul: Phone) -> None:
    cloud.faults.change({"too_many_requests": 2, "retry_after": 7})
    assert (await call("getMe"))["is_bot"]
    for _ in range(2):
        refused = await call("sendMessage", chat_id=aigul.person.id, text="x")
        assert refused == (429, "Too Many Requests: retry after 7")
    assert "message_id" in await call("sendMessage", chat_id=aigul.person.id, text="x")


async def test_injected_server_errors_and_a_network_that_is_down(cloud: Telegram, call: Call, aigul: Phone) -> None:
    cloud.faults.change({"server_error": 1, "only": ["sendMessage"]})
    assert (await call("getMe"))["is_bot"]
    assert (await call("sendMessage", chat_id=aigul.person.id, text="x"))[0] == 500
    cloud.faults.change({"network_down": -1, "only": []})
    for _ in range(3):
        with pytest.raises(NetworkDown):
            await call("sendMessage", chat_id=aigul.person.id, text="x")
    assert all(shown.outgoing for shown in aigul.messages())
    cloud.faults.change({"network_down": 0, "lost_answers": 1})
    with pytest.raises(NetworkDown):
        await call("sendMessage", chat_id=aigul.person.id, text="arrived")
    assert aigul.last().text == "arrived"


def test_unknown_faults_are_named(cloud: Telegram) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        cloud.faults.change({"earthquake": 1})
    with pytest.raises(ValueError, match="retry_after"):
        cloud.faults.change({"retry_after": "soon"})
