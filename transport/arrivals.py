"""Which updates concern one person in their private chat, and what of them delivery needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from transport.presenter import Tapped

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What we ask Telegram to send."""


@dataclass(frozen=True)
class Arrival:
    """One person's update. `person` is their Telegram id, which is also the id of their private chat."""

    update: Update
    person: int
    what: Literal["said", "tapped", "left", "returned"] = "said"
    tapped: Tapped | None = None
    album: str | None = None

    @property
    def id(self) -> int:
        """Telegram's number of the update."""
        return self.update.update_id


def arrival_of(update: Update) -> Arrival | None:
    """None for everything that is not one person's doing in their chat with the bot: groups, channels, the rest."""
    if update.callback_query is not None:
        return _tap(update, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return None
    if message.from_user.is_bot:
        return None
    return Arrival(update, message.chat.id, album=message.media_group_id)


def _tap(update: Update, query: CallbackQuery) -> Arrival | None:
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None
    editable = message.message_id if isinstance(message, Message) and message.text is not None else None
    return Arrival(update, query.from_user.id, "tapped", Tapped(query.id, editable))


def _membership(update: Update, change: ChatMemberUpdated) -> Arrival | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    return Arrival(update, change.from_user.id, "left" if change.new_chat_member.status == "kicked" else "returned")
