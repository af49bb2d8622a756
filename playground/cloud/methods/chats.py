"""Methods about chats and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cloud.access import find_chat, writable_chat
from playground.cloud.methods.send import post, quoted
from playground.cloud.model import Chat, Message
from playground.cloud.params import Params
from playground.cloud.refusals import Json, bad_request, forbidden

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

_REACTIONS = set(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


def get_chat(cloud: Telegram, params: Params) -> Json:
    """ChatFullInfo."""
    chat = find_chat(cloud, params)
    if chat.type == "private" and not cloud.people[chat.id].started:
        raise bad_request("chat not found")
    body = {**cloud.chat_body(chat), "accent_color_id": 0, "max_reaction_count": 11}
    body["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if chat.pinned and chat.pinned[-1] in chat.messages:
        body["pinned_message"] = quoted(chat.messages[chat.pinned[-1]])
    return body


def get_chat_member(cloud: Telegram, params: Params) -> Json:
    """What somebody is in a chat."""
    chat = find_chat(cloud, params)
    number = params.integer("user_id")
    if number == cloud.bot["id"]:
        return bot_member(cloud, chat)
    person = cloud.people.get(number or 0)
    if person is None:
        raise bad_request("invalid user_id specified")
    return {"status": "member" if person.id in chat.members else "left", "user": person.user()}


def bot_member(cloud: Telegram, chat: Chat) -> Json:
    """The bot's own ChatMember."""
    if chat.bot_status == "kicked":
        return {"status": "kicked", "user": cloud.bot_user(), "until_date": 0}
    if chat.bot_status != "administrator":
        return {"status": chat.bot_status, "user": cloud.bot_user()}
    rights = dict.fromkeys(
        (
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
            "can_pin_messages",
            "can_manage_topics",
            "can_send_welcome_messages",
        ),
        True,
    )
    return {
        "status": "administrator",
        "user": cloud.bot_user(),
        "can_be_edited": False,
        "is_anonymous": False,
        **rights,
    }


def get_chat_member_count(cloud: Telegram, params: Params) -> int:
    """People and the bot."""
    chat = find_chat(cloud, params)
    return len(chat.members) + (chat.bot_status in ("member", "administrator"))


def get_chat_administrators(cloud: Telegram, params: Params) -> list[Json]:
    """The simulator knows one administrator: the bot, where it is one."""
    chat = find_chat(cloud, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [bot_member(cloud, chat)] if chat.bot_status == "administrator" else []


def create_forum_topic(cloud: Telegram, params: Params) -> Json:
    """A new topic in a forum."""
    chat = writable_chat(cloud, params)
    name = params.text("name").strip()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to create a topic")
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    topic: Json = {"name": name, "icon_color": params.integer("icon_color") or 7322096}
    message = post(cloud, chat, {"forum_topic_created": topic, "is_topic_message": True}, None)
    message.body["message_thread_id"] = message.id
    chat.topics[message.id] = name
    cloud.emit({"type": "chat", "chat": chat.id})
    return {"message_thread_id": message.id, **topic}


def _message(chat: Chat, params: Params, missing: str) -> Message:
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None:
        raise bad_request(missing)
    return message


def pin_chat_message(cloud: Telegram, params: Params) -> bool:
    """Pins; in groups the bot must be an administrator."""
    chat = writable_chat(cloud, params)
    if chat.is_group and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message = _message(chat, params, "message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        post(cloud, chat, {"pinned_message": quoted(message)}, None)
    return True


def unpin_chat_message(cloud: Telegram, params: Params) -> bool:
    """Unpins one message, or the newest pinned one."""
    chat = writable_chat(cloud, params)
    number = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    cloud.emit({"type": "chat", "chat": chat.id})
    return True


def set_message_reaction(cloud: Telegram, params: Params) -> bool:
    """The bot's reaction: one emoji, or none."""
    chat = writable_chat(cloud, params)
    message = _message(chat, params, "message to react not found")
    reactions = params.json("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions.pop(str(cloud.bot["id"]), None)
    for reaction in reactions:
        if reaction.get("type") != "emoji" or str(reaction.get("emoji")).rstrip("\ufe0f") not in _REACTIONS:
            raise bad_request("REACTION_INVALID")
        message.reactions[str(cloud.bot["id"])] = str(reaction["emoji"])
    cloud.emit({"type": "edited", "chat": chat.id, "message": message.id})
    return True


def leave_chat(cloud: Telegram, params: Params) -> bool:
    """The bot leaves a group."""
    chat = find_chat(cloud, params)
    if chat.type == "private":
        raise bad_request("can't leave private chats")
    if chat.bot_status in ("left", "kicked"):
        raise forbidden("bot is not a member of the chat")
    chat.bot_status = "left"
    cloud.emit({"type": "chat", "chat": chat.id})
    return True
