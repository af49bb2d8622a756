"""The simulator refuses what Telegram refuses, in the same words."""

from __future__ import annotations

from typing import Any

import pytest

from playground.cloud.files import sample_photo
from playground.cloud.refusals import NOT_MODIFIED
from playground.cloud.telegram import Telegram
from playground.people.acting import CannotDo, migrate, new_group, set_bot_status
from playground.people.phone import Phone, new_phone
from tests.playground.conftest import Call, Time


def inline(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """An inline keyboard of (text, data) buttons."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


async def test_text_has_4096_units_after_formatting(call: Call, aigul: Phone) -> None:
    chat = aigul.person.id
    exact = "<b>" + "😀" * 2048 + "</b>"
    assert (await call("sendMessage", chat_id=chat, text=exact, parse_mode="HTML"))["message_id"]
    too_long = await call("sendMessage", chat_id=chat, text="😀" * 2048 + "x")
    assert too_long == (400, "Bad Request: message is too long")


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
async def test_empty_text(call: Call, aigul: Phone, text: str) -> None:
    answer = await call("sendMessage", chat_id=aigul.person.id, text=text, parse_mode="HTML")
    assert answer == (400, "Bad Request: message text is empty")


async def test_caption_has_1024_units(call: Call, cloud: Telegram, aigul: Phone) -> None:
    aigul.send_photo()
    file_id = aigul.messages()[-1].body["photo"][-1]["file_id"]
    chat = aigul.person.id
    assert (await call("sendPhoto", chat_id=chat, photo=file_id, caption="x" * 1024))["caption"] == "x" * 1024
    refused = await call("sendPhoto", chat_id=chat, photo=file_id, caption="x" * 1025)
    assert refused == (400, "Bad Request: message caption is too long")


@pytest.mark.parametrize(
    ("markup", "error"),
    [
        (inline([("a", "ж" * 33)]), "BUTTON_DATA_INVALID"),
        (inline([("a", "")]), "BUTTON_DATA_INVALID"),
        (inline(*[[(str(i), str(i))] for i in range(101)]), "reply markup is too long"),
        (inline([(str(i), str(i)) for i in range(9)]), "reply markup is too long"),
        (inline(*[[("x" * 60, "y" * 60)] for _ in range(100)]), "reply markup is too long"),
        (
            {"inline_keyboard": [[{"text": "a"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_buttons(call: Call, aigul: Phone, markup: dict[str, Any], error: str) -> None:
    answer = await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup=markup)
    assert answer == (400, f"Bad Request: {error}")
    assert all(shown.outgoing for shown in aigul.messages())


async def test_a_hundred_buttons_with_64_bytes_are_fine(call: Call, aigul: Phone) -> None:
    markup = inline(*[[(str(i), f"{i:0>20}")] for i in range(99)], [("a", "x" * 64)])
    sent = await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup=markup)
    assert len(sent["reply_markup"]["inline_keyboard"]) == 100


async def test_edit_that_changes_nothing(call: Call, aigul: Phone) -> None:
    chat, markup = aigul.person.id, inline([("Иә", "y")])
    sent = await call("sendMessage", chat_id=chat, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    same: dict[str, Any] = {"chat_id": chat, "message_id": sent["message_id"], "text": "x"}
    answer = await call("editMessageText", **same, entities=sent["entities"], reply_markup=markup)
    assert answer == (400, f"Bad Request: {NOT_MODIFIED}")
    assert "reply_markup" not in await call("editMessageText", **same, entities=sent["entities"])
    assert "entities" not in await call("editMessageText", **same)


async def test_edits_of_what_is_not_there_not_ours_or_not_text(call: Call, aigul: Phone) -> None:
    chat = aigul.person.id
    mine = aigul.send_text("менікі")
    photo = aigul.send_photo()
    file_id = aigul.messages()[-1].body["photo"][-1]["file_id"]
    sent = await call("sendPhoto", chat_id=chat, photo=file_id)
    keyboard = await call("sendMessage", chat_id=chat, text="x", reply_markup={"keyboard": [["a"]]})

    async def edit(number: int) -> Any:
        return await call("editMessageText", chat_id=chat, message_id=number, text="new")

    assert await edit(9999) == (400, "Bad Request: message to edit not found")
    assert await edit(mine) == (400, "Bad Request: message can't be edited")
    assert await edit(photo) == (400, "Bad Request: message can't be edited")
    assert await edit(keyboard["message_id"]) == (400, "Bad Request: message can't be edited")
    assert await edit(sent["message_id"]) == (400, "Bad Request: there is no text in the message to edit")


async def test_edit_to_a_text_too_long(call: Call, aigul: Phone) -> None:
    sent = await call("sendMessage", chat_id=aigul.person.id, text="x")
    number = sent["message_id"]
    answer = await call("editMessageText", chat_id=aigul.person.id, message_id=number, text="y" * 4097)
    assert answer == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_people_who_cannot_be_written_to(call: Call, cloud: Telegram, aigul: Phone) -> None:
    stranger = new_phone(cloud, "Ерлан")

    async def write(chat: int) -> Any:
        return await call("sendMessage", chat_id=chat, text="x")

    assert await write(424242) == (400, "Bad Request: chat not found")
    assert await write(stranger.person.id) == (403, "Forbidden: bot can't initiate conversation with a user")
    aigul.block()
    assert await write(aigul.person.id) == (403, "Forbidden: bot was blocked by the user")
    aigul.start()
    assert (await write(aigul.person.id))["text"] == "x"
    aigul.person.deactivated = True
    assert await write(aigul.person.id) == (403, "Forbidden: user is deactivated")


async def test_groups_that_cannot_be_written_to(call: Call, cloud: Telegram, aigul: Phone) -> None:
    group = new_group(cloud, "Көмек", [aigul.person.id], kind="group")
    set_bot_status(cloud, aigul.person, group, "kicked")
    refused = await call("sendMessage", chat_id=group.id, text="x")
    assert refused == (403, "Forbidden: bot was kicked from the group chat")
    set_bot_status(cloud, aigul.person, group, "member")
    heir = migrate(cloud, group)
    answer = await cloud.call("sendMessage", {"chat_id": group.id, "text": "x"})
    assert answer["parameters"] == {"migrate_to_chat_id": heir.id}
    assert (await call("sendMessage", chat_id=heir.id, text="x"))["message_id"] == 2


async def test_callback_query_can_be_answered_for_a_minute(call: Call, clock: Time, aigul: Phone) -> None:
    await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup=inline([("Иә", "y"), ("Жоқ", "n")]))
    first, second = aigul.tap("Иә"), aigul.tap("Жоқ")
    clock.pass_(59)
    assert await call("answerCallbackQuery", callback_query_id=first, text="Рақмет") is True
    clock.pass_(2)
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await call("answerCallbackQuery", callback_query_id=second) == too_old
    assert await call("answerCallbackQuery", callback_query_id="nonsense") == too_old
    assert [toast.text for toast in aigul.toasts] == ["Рақмет"]


async def test_only_buttons_on_the_screen_can_be_tapped(call: Call, cloud: Telegram, aigul: Phone) -> None:
    sent = await call("sendMessage", chat_id=aigul.person.id, text="x", reply_markup=inline([("Иә", "y")]))
    await call("editMessageText", chat_id=aigul.person.id, message_id=sent["message_id"], text="z")
    with pytest.raises(CannotDo):
        aigul.tap("Иә")
    aigul.forge(sent["message_id"], "anything")
    assert cloud.updates.pending[-1]["callback_query"]["data"] == "anything"


async def test_files(call: Call, cloud: Telegram, aigul: Phone) -> None:
    aigul.send_file("document", b"x" * (20 * 1024 * 1024 + 1), name="big.bin")
    file_id = aigul.messages()[-1].body["document"]["file_id"]
    assert await call("getFile", file_id=file_id) == (400, "Bad Request: file is too big")
    wrong = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await call("sendPhoto", chat_id=aigul.person.id, photo="nothing") == wrong
    mismatch = await call("sendPhoto", chat_id=aigul.person.id, photo=file_id)
    assert mismatch == (400, "Bad Request: can't use file of type Document as Photo")


async def test_albums(call: Call, aigul: Phone) -> None:
    aigul.send_album([("photo", sample_photo(), "бір"), ("photo", sample_photo(), "")])
    file_id = aigul.messages()[-1].body["photo"][-1]["file_id"]
    one = {"type": "photo", "media": file_id}
    sent = await call("sendMediaGroup", chat_id=aigul.person.id, media=[{**one, "caption": "x"}, one])
    assert len({message["media_group_id"] for message in sent}) == 1
    assert (await call("sendMediaGroup", chat_id=aigul.person.id, media=[one]))[0] == 400
    mixed = [one, {"type": "document", "media": file_id}]
    assert (await call("sendMediaGroup", chat_id=aigul.person.id, media=mixed))[0] == 400
    assert len([shown for shown in aigul.messages() if not shown.outgoing]) == 2


async def test_deleting(call: Call, clock: Time, aigul: Phone) -> None:
    chat = aigul.person.id
    sent = [(await call("sendMessage", chat_id=chat, text=str(i)))["message_id"] for i in range(3)]
    assert await call("deleteMessage", chat_id=chat, message_id=sent[0]) is True
    again = await call("deleteMessage", chat_id=chat, message_id=sent[0])
    assert again == (400, "Bad Request: message to delete not found")
    assert await call("deleteMessages", chat_id=chat, message_ids=[sent[0], sent[1]]) is True
    clock.pass_(49 * 3600)
    old = await call("deleteMessage", chat_id=chat, message_id=sent[2])
    assert old == (400, "Bad Request: message can't be deleted for everyone")
    assert [shown.id for shown in aigul.messages() if not shown.outgoing] == [sent[2]]


async def test_commands_are_checked_and_chosen_by_scope_and_language(call: Call, cloud: Telegram, aigul: Phone) -> None:
    bad = await call("setMyCommands", commands=[{"command": "Бастау", "description": "x"}])
    assert bad == (400, "Bad Request: BOT_COMMAND_INVALID")
    await call("setMyCommands", commands=[{"command": "start", "description": "Start"}])
    await call("setMyCommands", commands=[{"command": "start", "description": "Бастау"}], language_code="kk")
    mine = {"type": "chat", "chat_id": aigul.person.id}
    shown = cloud.profile.commands_for(aigul.person, cloud.chats[aigul.person.id])
    assert shown == [{"command": "start", "description": "Бастау"}]
    await call("setMyCommands", commands=[{"command": "inbox", "description": "Кіріс"}], scope=mine)
    shown = cloud.profile.commands_for(aigul.person, cloud.chats[aigul.person.id])
    assert shown == [{"command": "inbox", "description": "Кіріс"}]


async def test_unknown_method_is_our_fault(call: Call, cloud: Telegram) -> None:
    assert await call("sendTelepathy") == (404, "Not Found: method not found")
    assert cloud.problems == ["The simulator does not know the method sendTelepathy"]


async def test_replies_topics_and_pins(call: Call, cloud: Telegram, aigul: Phone) -> None:
    missing = await call("sendMessage", chat_id=aigul.person.id, text="x", reply_parameters={"message_id": 999})
    assert missing == (400, "Bad Request: message to be replied not found")
    forum = new_group(cloud, "Өңір", [aigul.person.id], forum=True)
    assert (await call("createForumTopic", chat_id=forum.id, name="Алматы"))[0] == 400
    set_bot_status(cloud, aigul.person, forum, "administrator")
    topic = await call("createForumTopic", chat_id=forum.id, name="Алматы")
    sent = await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic["message_thread_id"])
    assert sent["is_topic_message"] is True
    lost = await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=12345)
    assert lost == (400, "Bad Request: message thread not found")
    assert await call("pinChatMessage", chat_id=forum.id, message_id=sent["message_id"]) is True
    assert forum.pinned == [sent["message_id"]]
