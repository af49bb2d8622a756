"""Which updates concern one person in their private chat, and what of them delivery needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from transport.presenter import Tapped

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What we ask Telegram to send."""

LARGEST = 2**63 - 1
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


@dataclass(frozen=True)
class Arrival:
    """One person's update. `person` is their Telegram id, which is also the id of their private chat."""

    update: Update
    person: int
    """0 where it is nobody's doing: what happened to the bot in a group."""
    what: Literal["said", "tapped", "left", "returned", "changed"] = "said"
    tapped: Tapped | None = None
    album: str | None = None
    group: int | None = None
    """The number of the group it happened in; None for the private chat."""

    @property
    def id(self) -> int:
        """Telegram's number of the update."""
        return self.update.update_id


def arrival_of(update: Update) -> Arrival | None:
    """None for everything that is neither one person's doing in their chat with the bot nor meant for it in a group,
    and for numbers that are nobody's: the database takes no larger ones."""
    found = _arrival_of(update)
    if found is None or not (0 < found.person <= LARGEST or found.what == "changed"):
        return None
    return None if found.group is not None and not -LARGEST <= found.group < 0 else found


def _arrival_of(update: Update) -> Arrival | None:
    if update.callback_query is not None:
        return _tap(update, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member)
    message = update.message or update.edited_message
    if message is not None and message.chat.type in GROUPS:
        return _in_group(update, message)
    if message is None or message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return None
    if message.from_user.is_bot:
        return None
    return Arrival(update, message.chat.id, album=message.media_group_id)


def _in_group(update: Update, message: Message) -> Arrival | None:
    """Commands and replies to a bot; and that the group got another number. What people say to each other is not ours.

    In a topic every message replies to the one that opened it: that is no reply of a person.
    """
    group = message.chat.id
    if message.migrate_to_chat_id is not None:
        return Arrival(update, 0, "changed", group=group)
    if update.message is None or message.from_user is None or message.from_user.is_bot:
        return None
    replied = message.reply_to_message
    to_bot = replied is not None and replied.forum_topic_created is None and _from_bot(replied)
    if to_bot or (message.text or "").startswith("/"):
        return Arrival(update, message.from_user.id, group=group)
    return None


def _from_bot(message: Message) -> bool:
    return message.from_user is not None and message.from_user.is_bot


def _tap(update: Update, query: CallbackQuery) -> Arrival | None:
    message = query.message
    if message is None or message.chat.type not in (ChatType.PRIVATE, *GROUPS):
        return None
    editable = message.message_id if isinstance(message, Message) and message.text is not None else None
    group = message.chat.id if message.chat.type in GROUPS else None
    return Arrival(update, query.from_user.id, "tapped", Tapped(query.id, editable), group=group)


def _membership(update: Update, change: ChatMemberUpdated) -> Arrival | None:
    if change.chat.type in GROUPS:
        return Arrival(update, 0, "changed", group=change.chat.id)
    if change.chat.type != ChatType.PRIVATE:
        return None
    return Arrival(update, change.from_user.id, "left" if change.new_chat_member.status == "kicked" else "returned")
