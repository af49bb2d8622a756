"""Which chats and messages the bot may reach, with Telegram's refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cloud.model import Chat, Message
from playground.cloud.params import Params
from playground.cloud.refusals import Refused, bad_request, forbidden

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

MAX_AGE_TO_DELETE = 48 * 3600


def find_chat(cloud: Telegram, params: Params) -> Chat:
    """The chat that `chat_id` names, by number or @username. Refused (400) when there is none."""
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    number = params.integer("chat_id")
    if number is not None:
        chat = cloud.chats.get(number)
    else:
        name = params.text("chat_id").removeprefix("@").lower()
        public = (each for each in cloud.chats.values() if each.type in ("supergroup", "channel"))
        chat = next((each for each in public if each.username.lower() == name), None)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise Refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    return chat


def writable_chat(cloud: Telegram, params: Params) -> Chat:
    """The chat, when the bot may write there; else Refused."""
    chat = find_chat(cloud, params)
    if chat.type == "private":
        person = cloud.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {_kind(chat)} chat")
    elif chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {_kind(chat)} chat")
    elif chat.type == "channel" and chat.bot_status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return chat


def _kind(chat: Chat) -> str:
    return {"group": "group", "supergroup": "supergroup", "channel": "channel"}[chat.type]


def thread_of(chat: Chat, params: Params) -> int | None:
    """`message_thread_id`, checked."""
    thread = params.integer("message_thread_id")
    if thread is not None and (not chat.is_forum or (thread != 1 and thread not in chat.topics)):
        raise bad_request("message thread not found")
    return None if thread == 1 else thread


def message_to_edit(cloud: Telegram, chat: Chat, params: Params) -> Message:
    """The bot's own message, when Telegram would let it be edited."""
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.has_keyboard:
        raise bad_request("message can't be edited")
    return message


def message_to_delete(cloud: Telegram, chat: Chat, number: int | None) -> Message:
    """A message the bot may delete: its own, any in a private chat or as administrator; younger than 48 hours."""
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    if not (message.from_bot or chat.type == "private" or chat.bot_status == "administrator"):
        raise bad_request("message can't be deleted")
    age = cloud.unix_now() - int(message.body["date"])
    if age > MAX_AGE_TO_DELETE and not (chat.is_group and chat.bot_status == "administrator"):
        raise bad_request("message can't be deleted for everyone")
    return message
