"""getUpdates and webhooks: nothing is lost, everything comes again until confirmed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiogram.types import Update

from playground.cloud.files import sample_photo
from playground.cloud.telegram import Telegram
from playground.cloud.webhook import SECRET_HEADER
from playground.people.acting import join, new_group, set_bot_status
from playground.people.phone import Phone, new_phone
from tests.playground.conftest import Call


async def test_unconfirmed_updates_come_again_and_an_offset_confirms(call: Call, aigul: Phone) -> None:
    aigul.send_text("бір")
    aigul.send_text("екі")
    first = await call("getUpdates")
    assert [update["message"]["text"] for update in first] == ["/start", "бір", "екі"]
    assert await call("getUpdates") == first
    rest = await call("getUpdates", offset=first[1]["update_id"])
    assert rest == first[1:]
    assert await call("getUpdates", offset=first[-1]["update_id"] + 1) == []
    assert await call("getUpdates", offset=0) == []


async def test_limit_and_negative_offset(call: Call, aigul: Phone) -> None:
    for index in range(4):
        aigul.send_text(str(index))
    assert len(await call("getUpdates", limit=2)) == 2
    newest = await call("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in newest] == ["3"]
    assert len(await call("getUpdates")) == 1


async def test_a_long_poll_wakes_when_something_happens(call: Call, cloud: Telegram) -> None:
    phone = new_phone(cloud, "Ерлан")
    poll = asyncio.create_task(call("getUpdates", timeout=5))
    await asyncio.sleep(0)
    phone.start("c_CODE")
    [update] = await asyncio.wait_for(poll, 1)
    assert update["message"]["text"] == "/start c_CODE"


async def test_a_second_poller_ends_the_first(call: Call, aigul: Phone) -> None:
    [update] = await call("getUpdates")
    after = update["update_id"] + 1
    first = asyncio.create_task(call("getUpdates", offset=after, timeout=5))
    await asyncio.sleep(0)
    second = asyncio.create_task(call("getUpdates", offset=after, timeout=5))
    code, text = await asyncio.wait_for(first, 1)
    assert code == 409
    assert text.startswith("Conflict: terminated by other getUpdates request")
    aigul.send_text("сәлем")
    assert len(await asyncio.wait_for(second, 1)) == 1


async def test_types_not_asked_for_do_not_come(call: Call, aigul: Phone) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    before = len(await call("getUpdates"))
    aigul.send_text("x")
    assert len(await call("getUpdates")) == before


async def test_duplicates_can_be_injected(call: Call, cloud: Telegram, aigul: Phone) -> None:
    cloud.faults.duplicate_updates = True
    [start] = await call("getUpdates")
    aigul.send_text("x")
    updates = await call("getUpdates", offset=start["update_id"] + 1)
    assert [update["message"]["text"] for update in updates] == ["/start", "x"]


async def test_everything_a_person_does_is_an_update_aiogram_reads(call: Call, cloud: Telegram, aigul: Phone) -> None:
    chat = aigul.person.id
    keyboard = {"keyboard": [[{"text": "Мен", "request_contact": True}], [{"text": "Жер", "request_location": True}]]}
    await call("sendMessage", chat_id=chat, text="x", reply_markup=keyboard)
    text = aigul.send_text("мәтін")
    aigul.edit(text, "түзетілді")
    aigul.send_photo(caption="сурет")
    aigul.send_album([("photo", sample_photo(), "a"), ("video", b"v", "")])
    for kind in ("voice", "video", "audio", "document", "animation", "video_note", "sticker"):
        aigul.send_file(kind, b"content", name="f.bin", duration=3)
    aigul.press("Мен")
    aigul.press("Жер", location=(43.2, 76.9))
    aigul.send_poll("?", ["1", "2"])
    aigul.forward(chat, text)
    aigul.forward(chat, text, hidden=True)
    sent = await call(
        "sendMessage",
        chat_id=chat,
        text="y",
        reply_markup={"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]},
    )
    aigul.tap("Иә")
    await call("deleteMessage", chat_id=chat, message_id=sent["message_id"])
    aigul.forge(sent["message_id"], "y")
    aigul.block()
    aigul.unblock()
    group = new_group(cloud, "Топ", [chat], bot="administrator")
    join(cloud, new_phone(cloud, "Ерлан").person, group, True)
    channel = new_group(cloud, "Арна", [chat], kind="channel", bot="administrator")
    aigul.send_text("жазба", chat=channel.id)
    updates = [Update.model_validate(update) for update in cloud.updates.pending]
    kinds = {update.event_type for update in updates}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member", "channel_post"}
    contents = {update.message.content_type for update in updates if update.message}
    assert {"photo", "video", "voice", "audio", "document", "animation", "video_note", "sticker"} <= contents
    assert {"contact", "location", "poll", "new_chat_members", "text"} <= contents


async def test_privacy_mode_in_groups(cloud: Telegram, aigul: Phone) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id])
    cloud.updates.drop_pending()
    for text in ("жай сөз", "/help", "/help@other_bot", f"@{cloud.bot['username']} көмек"):
        aigul.send_text(text, chat=group.id)
    seen = [update["message"]["text"] for update in cloud.updates.pending]
    assert seen == ["/help", f"@{cloud.bot['username']} көмек"]
    set_bot_status(cloud, aigul.person, group, "administrator")
    aigul.send_text("енді көресің", chat=group.id)
    assert cloud.updates.pending[-1]["message"]["text"] == "енді көресің"


async def test_webhook_delivers_with_the_secret_and_retries_in_order(call: Call, cloud: Telegram, aigul: Phone) -> None:
    received: list[tuple[str, str]] = []
    failures = [500, 503]
    done = asyncio.Event()

    async def deliver(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        update: dict[str, Any] = json.loads(body)
        received.append((update["message"]["text"], headers[SECRET_HEADER]))
        if failures:
            return failures.pop(), b""
        if update["message"]["text"] == "бір":
            done.set()
        return 200, b""

    cloud.webhook.deliver, cloud.webhook.retry_seconds = deliver, (0.01,)
    aigul.send_text("бір")
    assert await call("setWebhook", url="https://example.kz/hook", secret_token="s3") is True
    assert (await call("getUpdates"))[0] == 409
    await asyncio.wait_for(done.wait(), 2)
    await asyncio.sleep(0)
    assert received == [("/start", "s3")] * 3 + [("бір", "s3")]
    info = await call("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 500"
    await call("deleteWebhook")
    assert await call("getUpdates") == []
    await cloud.webhook.stop()


@pytest.mark.parametrize(
    ("url", "secret", "error"),
    [
        ("http://example.kz/", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.kz/", "a b", "secret token contains unallowed characters"),
    ],
)
async def test_webhook_is_checked(call: Call, url: str, secret: str, error: str) -> None:
    answer = await call("setWebhook", url=url, secret_token=secret)
    assert answer == (400, f"Bad Request: {error}")
