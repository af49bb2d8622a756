"""What came from the person, without Telegram's hundred optional fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message, Update

COMMAND = re.compile(r"/(?P<name>[A-Za-z][A-Za-z0-9_]*)(@\w+)?(?P<payload>\s.*)?$", re.DOTALL)
SERVICE = frozenset(
    {
        ContentType.PINNED_MESSAGE,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        ContentType.WRITE_ACCESS_ALLOWED,
        ContentType.CONNECTED_WEBSITE,
        ContentType.CHAT_BACKGROUND_SET,
    }
)
"""What Telegram itself writes into a private chat; nobody said it to us."""
FileKind = Literal["photo", "video", "voice", "audio", "document"]


@dataclass(frozen=True)
class Sent:
    """A file in a message; `size` in bytes, None where Telegram does not say."""

    kind: FileKind
    file_id: str
    name: str
    size: int | None


@dataclass(frozen=True)
class Spot:
    """A shared location, in degrees; accuracy in metres, 0 when unknown."""

    latitude: float
    longitude: float
    accuracy: float = 0.0


@dataclass(frozen=True)
class Said:
    """A message from the person. `text` is the words or the caption; `quoted` the words of ours that it replies to;
    `strange` marks what we cannot use."""

    message_id: int
    text: str
    file: Sent | None = None
    spot: Spot | None = None
    album: str | None = None
    quoted: str = ""
    edited: bool = False
    strange: bool = False

    @property
    def command(self) -> tuple[str, str] | None:
        """('start', 'payload') for «/start payload»; None where it is no command."""
        if self.file is not None or self.edited:
            return None
        found = COMMAND.match(self.text)
        return (found["name"].lower(), (found["payload"] or "").strip()) if found else None


@dataclass(frozen=True)
class Tap:
    """A tap on a button of ours, `route` as it came: it may be old, or forged."""

    message_id: int
    route: str


def read(update: Update) -> Said | Tap | None:
    """What a person said or tapped in their private chat; None for everything else (groups, channels, service)."""
    if update.callback_query is not None:
        return _tap(update.callback_query)
    message = update.message or update.edited_message
    if message is None or message.chat.type != "private" or message.from_user is None:
        return None
    if message.content_type in SERVICE:
        return None
    return said(message, edited=update.edited_message is not None)


def _tap(query: CallbackQuery) -> Tap | None:
    if query.message is None or query.message.chat.type != "private":
        return None
    return Tap(query.message.message_id, query.data or "")


def said(message: Message, *, edited: bool = False) -> Said:
    """What a message says, wherever it stands."""
    file = _file(message)
    place = message.location or (message.venue.location if message.venue else None)
    spot = Spot(place.latitude, place.longitude, place.horizontal_accuracy or 0.0) if place else None
    text = message.text or message.caption or _card(message)
    return Said(
        message_id=message.message_id,
        text=text,
        file=file,
        spot=spot,
        album=message.media_group_id,
        quoted=_quoted(message),
        edited=edited,
        strange=not text and file is None and spot is None,
    )


def _card(message: Message) -> str:
    """A shared contact in words: who wants to be called, or who asked for the money."""
    card = message.contact
    return f"{card.first_name} {card.last_name or ''}".strip() + f", {card.phone_number}" if card else ""


def _quoted(message: Message) -> str:
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or not replied.from_user.is_bot:
        return ""
    return replied.text or replied.caption or ""


def _file(message: Message) -> Sent | None:
    if message.photo:
        largest = message.photo[-1]
        return Sent("photo", largest.file_id, "photo.jpg", largest.file_size)
    if message.video:
        return Sent("video", message.video.file_id, message.video.file_name or "video.mp4", message.video.file_size)
    if message.video_note:
        return Sent("video", message.video_note.file_id, "video.mp4", message.video_note.file_size)
    if message.voice:
        return Sent("voice", message.voice.file_id, "voice.ogg", message.voice.file_size)
    if message.audio:
        return Sent("audio", message.audio.file_id, message.audio.file_name or "audio.mp3", message.audio.file_size)
    if message.document:
        name = message.document.file_name or "document"
        return Sent("document", message.document.file_id, name, message.document.file_size)
    return None
