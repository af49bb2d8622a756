"""Every method's answer is one that aiogram reads, and does what it says."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatMemberAdministrator,
    ChatMemberMember,
    InputMediaDocument,
    InputMediaPhoto,
    ReactionTypeEmoji,
    ReplyKeyboardRemove,
)
from aiohttp import web
from aiohttp.test_utils import TestServer

from playground.cloud.files import sample_photo
from playground.cloud.methods.table import METHODS
from playground.cloud.session import SimulatorSession
from playground.cloud.telegram import DEFAULT_TOKEN, Telegram
from playground.cloud.webhook import SECRET_HEADER
from playground.people.acting import new_group
from playground.people.phone import Phone
from tests.playground.conftest import Call


@pytest.fixture
def bot(cloud: Telegram) -> Bot:
    return Bot(DEFAULT_TOKEN, session=SimulatorSession(cloud))


def a_file(name: str = "f.bin") -> BufferedInputFile:
    return BufferedInputFile(b"content", name)


async def test_sending_every_kind(bot: Bot, aigul: Phone) -> None:
    chat = aigul.person.id
    assert (await bot.send_video(chat, a_file("v.mp4"), duration=7)).video is not None
    assert (await bot.send_voice(chat, a_file("v.ogg"))).voice is not None
    assert (await bot.send_audio(chat, a_file("a.mp3"))).audio is not None
    assert (await bot.send_location(chat, 51.1, 71.4)).location is not None
    documents = [InputMediaDocument(media=a_file(f"{index}.pdf")) for index in range(2)]
    assert len(await bot.send_media_group(chat, list(documents))) == 2
    assert await bot.send_chat_action(chat, "typing") is True
    reply = await bot.send_message(chat, "x", reply_to_message_id=aigul.messages()[0].id)
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "/start"


async def test_editing_media_and_captions(bot: Bot, aigul: Phone) -> None:
    chat = aigul.person.id
    sent = await bot.send_photo(chat, BufferedInputFile(sample_photo(), "a.jpg"), caption="бұрын")
    assert sent.photo is not None
    await bot.edit_message_caption(chat_id=chat, message_id=sent.message_id, caption="<i>кейін</i>", parse_mode="HTML")
    assert aigul.last().text == "кейін"
    other = BufferedInputFile(sample_photo((0, 0, 0)), "b.jpg")
    await bot.edit_message_media(InputMediaPhoto(media=other), chat_id=chat, message_id=sent.message_id)
    body = aigul.last().body
    assert "caption" not in body
    assert body["photo"][-1]["file_unique_id"] != sent.photo[-1].file_unique_id


async def test_reply_keyboards_come_and_go(bot: Bot, call: Call, aigul: Phone) -> None:
    await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup={"keyboard": [["Мәзір"]]})
    assert aigul.keyboard() == [["Мәзір"]]
    aigul.press("Мәзір")
    assert aigul.messages()[-1].text == "Мәзір"
    await bot.send_message(aigul.person.id, "y", reply_markup=ReplyKeyboardRemove())
    assert aigul.keyboard() == []


async def test_profile(bot: Bot, aigul: Phone) -> None:
    scope = BotCommandScopeChat(chat_id=aigul.person.id)
    await bot.set_my_commands([BotCommand(command="menu", description="Мәзір")], scope, "kk")
    assert [each.command for each in await bot.get_my_commands(scope, "kk")] == ["menu"]
    assert await bot.get_my_commands() == []
    await bot.delete_my_commands(scope, "kk")
    assert await bot.get_my_commands(scope, "kk") == []
    await bot.set_my_name("Адал", "kk")
    assert (await bot.get_my_name("kk")).name == "Адал"
    assert (await bot.get_my_name()).name == "Adal"
    await bot.set_my_description("Сипаттама")
    assert (await bot.get_my_description("ru")).description == "Сипаттама"
    await bot.set_my_short_description("Қысқа")
    assert (await bot.get_my_short_description()).short_description == "Қысқа"


async def test_chats_members_topics_pins_and_reactions(bot: Bot, cloud: Telegram, aigul: Phone) -> None:
    forum = new_group(cloud, "Өңір", [aigul.person.id], forum=True, bot="administrator")
    assert (await bot.get_chat(forum.id)).is_forum is True
    assert (await bot.get_chat(aigul.person.id)).first_name == "Айгүл"
    assert isinstance(await bot.get_chat_member(forum.id, bot.id), ChatMemberAdministrator)
    assert isinstance(await bot.get_chat_member(forum.id, aigul.person.id), ChatMemberMember)
    assert await bot.get_chat_member_count(forum.id) == 2
    assert len(await bot.get_chat_administrators(forum.id)) == 1
    topic = await bot.create_forum_topic(forum.id, "Алматы")
    sent = await bot.send_message(forum.id, "x", message_thread_id=topic.message_thread_id)
    await bot.pin_chat_message(forum.id, sent.message_id)
    pinned = (await bot.get_chat(forum.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    await bot.unpin_chat_message(forum.id, message_id=sent.message_id)
    assert forum.pinned == []
    await bot.set_message_reaction(forum.id, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    assert forum.messages[sent.message_id].reactions == {str(bot.id): "👍"}
    await bot.leave_chat(forum.id)
    assert forum.bot_status == "left"


async def test_webhook_over_real_http(bot: Bot, aigul: Phone) -> None:
    received: asyncio.Queue[tuple[dict[str, Any], str]] = asyncio.Queue()

    async def hook(request: web.Request) -> web.Response:
        received.put_nowait((json.loads(await request.text()), request.headers[SECRET_HEADER]))
        return web.json_response({"method": "sendMessage", "chat_id": aigul.person.id, "text": "вебхуктан"})

    app = web.Application()
    app.router.add_post("/hook", hook)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        await bot.set_webhook(str(server.make_url("/hook")), secret_token="s3")
        update, secret = await asyncio.wait_for(received.get(), 3)
        async with asyncio.timeout(3):
            while (await bot.get_webhook_info()).pending_update_count:  # noqa: ASYNC110 - asked as a bot would
                await asyncio.sleep(0.01)
        await bot.delete_webhook()
    assert (update["message"]["text"], secret) == ("/start", "s3")
    assert aigul.last().text == "вебхуктан"


def test_all_promised_methods_are_there() -> None:
    promised = """getMe setWebhook deleteWebhook getWebhookInfo sendMessage sendPhoto sendVideo sendVoice sendAudio
        sendDocument sendMediaGroup sendLocation sendChatAction editMessageText editMessageCaption
        editMessageReplyMarkup editMessageMedia deleteMessage deleteMessages answerCallbackQuery getFile setMyCommands
        setMyName setMyDescription setMyShortDescription getChat getChatMember createForumTopic pinChatMessage
        setMessageReaction"""
    assert {name.lower() for name in promised.split()} <= set(METHODS)
