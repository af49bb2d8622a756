"""What people do in chats: their messages become updates for the bot, under Telegram's privacy rules."""

from __future__ import annotations

from playground.cloud.entities import with_found_entities
from playground.cloud.markup import FormattedText, utf16_length
from playground.cloud.methods.chats import bot_member
from playground.cloud.methods.send import MAX_TEXT, quoted
from playground.cloud.model import BotStatus, Chat, Message, Person
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram


class CannotDo(Exception):
    """The person cannot do this in Telegram (say, press a button that is not there). The text says why."""


def person_message(
    cloud: Telegram, person: Person, chat: Chat, content: Json, reply_to: int | None = None, topic: int | None = None
) -> Message:
    """Posts in a person's name and tells the bot, if the bot would see it."""
    check_can_write(person, chat)
    fields = dict(content)
    if topic is not None:
        if topic not in chat.topics:
            raise CannotDo("There is no such topic.")
        fields |= {"message_thread_id": topic, "is_topic_message": True}
        if reply_to is None and topic in chat.messages:
            # In a topic every message replies to the one that opened it.
            fields["reply_to_message"] = quoted(chat.messages[topic])
    if reply_to is not None:
        replied = chat.messages.get(reply_to)
        if replied is None:
            raise CannotDo("There is no such message to reply to.")
        fields["reply_to_message"] = quoted(replied)
    if chat.type == "channel":
        sender, fields = None, {"sender_chat": cloud.chat_body(chat), **fields}
    else:
        sender = person.user()
    message = cloud.post(chat, fields, sender=sender, from_bot=False)
    mark_read(cloud, person, chat)
    if sees(cloud, chat, message):
        cloud.updates.put("channel_post" if chat.type == "channel" else "message", message.body)
    cloud.emit({"type": "changed"})
    return message


def check_can_write(person: Person, chat: Chat) -> None:
    """CannotDo unless the person can write there."""
    if person.deactivated:
        raise CannotDo("This account was deleted.")
    if person.id not in chat.members:
        raise CannotDo("The person is not in this chat.")
    if chat.migrated_to is not None:
        raise CannotDo("The group became a supergroup.")
    if chat.type == "private" and person.blocked:
        raise CannotDo("The person has blocked the bot.")


def start_if_new(cloud: Telegram, person: Person) -> None:
    """The first message opens the conversation for the bot."""
    if not person.started:
        person.started = True
        cloud.emit({"type": "person", "person": person.id})


def sees(cloud: Telegram, chat: Chat, message: Message) -> bool:
    """Whether the bot gets a message. In groups privacy mode is on: commands, replies to it, mentions, service."""
    if chat.type == "private":
        return True
    if chat.bot_status not in ("member", "administrator"):
        return False
    if chat.type == "channel" or chat.bot_status == "administrator":
        return chat.bot_status == "administrator"
    body = message.body
    if not message.text and not any(kind in body for kind in ("photo", "document", "voice", "video", "location")):
        return True
    replied = body.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == cloud.bot["id"] and "forum_topic_created" not in replied:
        return True
    name = f"@{cloud.bot['username']}".lower()
    text = message.text.lower()
    if not text.startswith("/"):
        return name in text
    command = text.split()[0]
    return "@" not in command or command.endswith(name)


def typed(text: str) -> list[Json]:
    """Text as a person's app sends it: over 4096 units it becomes several messages."""
    parts: list[str] = []
    rest = text.strip()
    while utf16_length(rest) > MAX_TEXT:
        cut = MAX_TEXT
        while utf16_length(rest[:cut]) > MAX_TEXT:
            cut -= 1
        space = max(rest.rfind(" ", cut // 2, cut), rest.rfind("\n", cut // 2, cut))
        cut = space if space > 0 else cut
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    if rest:
        parts.append(rest)
    if not parts:
        raise CannotDo("The message is empty.")
    return [_text_fields(part) for part in parts]


def _text_fields(text: str) -> Json:
    entities = list(with_found_entities(FormattedText(text)).entities)
    return {"text": text, "entities": entities} if entities else {"text": text}


def mark_read(cloud: Telegram, person: Person, chat: Chat) -> None:
    """The person has seen everything in the chat."""
    newest = max(chat.messages, default=0)
    if chat.read.get(person.id, 0) < newest:
        chat.read[person.id] = newest
        cloud.emit({"type": "unread", "chat": chat.id, "person": person.id})


def edited(cloud: Telegram, chat: Chat, message: Message, changes: Json) -> None:
    """A person changed their message; the bot gets edited_message."""
    dropped = ("entities", "caption_entities") if {"text", "caption"} & changes.keys() else ()
    kept = {key: value for key, value in message.body.items() if key not in dropped}
    message.body = {**kept, **changes, "edit_date": cloud.unix_now()}
    cloud.emit({"type": "edited", "chat": chat.id, "message": message.id})
    if sees(cloud, chat, message):
        cloud.updates.put("edited_channel_post" if chat.type == "channel" else "edited_message", message.body)
    cloud.emit({"type": "changed"})


def set_bot_status(cloud: Telegram, person: Person, chat: Chat, status: BotStatus) -> None:
    """Somebody adds, promotes or removes the bot: my_chat_member, and the service message."""
    old = bot_member(cloud, chat)
    chat.bot_status = status
    change: Json = {
        "chat": cloud.chat_body(chat),
        "from": person.user(),
        "date": cloud.unix_now(),
        "old_chat_member": old,
        "new_chat_member": bot_member(cloud, chat),
    }
    cloud.updates.put("my_chat_member", change)
    was_in = old["status"] in ("member", "administrator")
    is_in = status in ("member", "administrator")
    if chat.is_group and was_in != is_in:
        user = cloud.bot_user()
        service: Json = {"new_chat_members": [user]} if is_in else {"left_chat_member": user}
        message = cloud.post(chat, service, sender=person.user(), from_bot=False)
        if is_in:
            cloud.updates.put("message", message.body)
    cloud.emit({"type": "chat", "chat": chat.id})


def set_blocked(cloud: Telegram, person: Person, blocked: bool) -> None:
    """The person blocks or unblocks the bot: my_chat_member."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    kicked: Json = {"status": "kicked", "user": cloud.bot_user(), "until_date": 0}
    member: Json = {"status": "member", "user": cloud.bot_user()}
    change: Json = {
        "chat": cloud.chat_body(cloud.chats[person.id]),
        "from": person.user(),
        "date": cloud.unix_now(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    cloud.updates.put("my_chat_member", change)
    cloud.emit({"type": "person", "person": person.id})


def join(cloud: Telegram, person: Person, chat: Chat, joined: bool) -> None:
    """A person joins or leaves a group."""
    if (person.id in chat.members) == joined:
        raise CannotDo("The person is in the group already." if joined else "The person is not in the group.")
    if joined:
        chat.members.append(person.id)
    else:
        chat.members.remove(person.id)
    service: Json = {"new_chat_members": [person.user()]} if joined else {"left_chat_member": person.user()}
    message = cloud.post(chat, service, sender=person.user(), from_bot=False)
    if chat.bot_status in ("member", "administrator"):
        cloud.updates.put("message", message.body)
    cloud.emit({"type": "chat", "chat": chat.id})


def new_group(
    cloud: Telegram,
    title: str,
    members: list[int],
    *,
    kind: str = "supergroup",
    forum: bool = False,
    bot: BotStatus = "member",
) -> Chat:
    """A group (or "channel") of these people, with the bot unless `bot` is "left"."""
    if kind not in ("group", "supergroup", "channel") or (forum and kind != "supergroup"):
        raise CannotDo("There is no such kind of group.")
    chat = Chat(
        id=cloud.new_group_id(supergroup=kind != "group"),
        type=kind,  # type: ignore[arg-type]  # checked above
        title=title,
        is_forum=forum,
        bot_status="left",
        members=list(members),
    )
    cloud.add_chat(chat)
    if bot != "left":
        set_bot_status(cloud, cloud.people[members[0]], chat, bot)
    return chat


def delete_topic(cloud: Telegram, chat: Chat, topic: int) -> None:
    """An administrator deletes a topic with everything in it; bots are not told."""
    if chat.topics.pop(topic, None) is None:
        raise CannotDo("There is no such topic.")
    gone = [number for number, one in chat.messages.items() if topic in (number, one.body.get("message_thread_id"))]
    for number in gone:
        del chat.messages[number]
    cloud.emit({"type": "deleted", "chat": chat.id, "message_ids": gone})
    cloud.emit({"type": "chat", "chat": chat.id})


def set_forum(cloud: Telegram, chat: Chat, forum: bool) -> None:
    """Somebody turns topics on or off; the topics stay. Bots are not told."""
    if chat.type != "supergroup":
        raise CannotDo("Only a supergroup has topics.")
    chat.is_forum = forum
    cloud.emit({"type": "chat", "chat": chat.id})


def migrate(cloud: Telegram, chat: Chat) -> Chat:
    """A basic group becomes a supergroup; the bot is told in both."""
    if chat.type != "group":
        raise CannotDo("Only a basic group can become a supergroup.")
    heir = Chat(
        id=cloud.new_group_id(supergroup=True),
        type="supergroup",
        title=chat.title,
        bot_status=chat.bot_status,
        members=list(chat.members),
    )
    cloud.add_chat(heir)
    old = cloud.post(chat, {"migrate_to_chat_id": heir.id}, sender=None, from_bot=False)
    chat.migrated_to = heir.id
    new = cloud.post(heir, {"migrate_from_chat_id": chat.id}, sender=None, from_bot=False)
    cloud.updates.put("message", old.body)
    cloud.updates.put("message", new.body)
    cloud.emit({"type": "changed"})
    return heir
