"""Sends stored files: photos and videos as albums, the rest one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby
from typing import Any

from aiogram.methods import (
    SendAudio,
    SendDocument,
    SendLocation,
    SendMediaGroup,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo

from chat.notice import Priority
from chat.screen import Made, Media
from locales.texts import Language, T, Words, render
from transport.calls import Call, Caller, Done, Outcome, Patience, Refused, say
from transport.log import log, what
from transport.splitting import CAPTION_UNITS, split, visible_units

Load = Callable[[int | Made], Awaitable[bytes]]
ALBUM = 10
"""Telegram's limit for one album."""
_FAMILIES = {"photo": "pictures", "video": "pictures", "document": "documents", "audio": "audio"}
_GROUPED: dict[str, Callable[..., Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
_SINGLE: dict[str, Callable[..., TelegramMethod[Any]]] = {
    "photo": SendPhoto,
    "video": SendVideo,
    "voice": SendVoice,
    "audio": SendAudio,
    "document": SendDocument,
}


@dataclass(frozen=True)
class _Piece:
    """A file as read, or a location, with its rendered caption."""

    media: Media
    content: bytes
    caption: str

    @property
    def file(self) -> BufferedInputFile:
        """For the upload."""
        return BufferedInputFile(self.content, filename=self.media.name)


class Attachments:
    """Sends media. A file that cannot be read is named in a message instead of being left out silently."""

    def __init__(self, caller: Caller, load: Load, zone: tzinfo) -> None:
        self._caller = caller
        self._load = load
        self._zone = zone

    async def send(
        self, media: Sequence[Media], chat: int, language: Language, priority: Priority, patience: Patience
    ) -> Outcome:
        """All of them in their order; stops at the first that fails."""
        for run in _runs(media):
            pieces = [piece for one in run if (piece := await self._read(one, language)) is not None]
            lost = [one for one in run if one not in [piece.media for piece in pieces]]
            for call, cost in self._calls(pieces, lost, chat, language):
                outcome = await self._caller.send(call, chat=chat, priority=priority, patience=patience, cost=cost)
                if isinstance(outcome, Refused) and isinstance(call, SendPhoto):
                    # Too big or too long for a photo; any file can go as a document.
                    as_file = SendDocument(chat_id=chat, document=call.photo, caption=call.caption, parse_mode="HTML")
                    outcome = await self._caller.send(as_file, chat=chat, priority=priority, patience=patience)
                if not isinstance(outcome, Done):
                    return outcome
        return Done()

    async def _read(self, media: Media, language: Language) -> _Piece | None:
        try:
            content = media.file if isinstance(media.file, bytes) else await self._load(media.file)
        except Exception as error:  # noqa: BLE001 - whatever keeps a file from being read, the reader is told of it
            log.error("a stored file cannot be read", **what(error))
            return None
        caption = "" if media.caption is None else self._rendered(media.caption, language)
        return _Piece(media, content, caption)

    def _rendered(self, words: Words, language: Language) -> str:
        return render(words, language, zone=self._zone)

    def _calls(
        self, pieces: Sequence[_Piece], lost: Sequence[Media], chat: int, language: Language
    ) -> Iterator[tuple[Call, int]]:
        if len(pieces) > 1:
            group = [
                _GROUPED[piece.media.kind](media=piece.file, caption=_fitting(piece.caption), parse_mode="HTML")
                for piece in pieces
            ]
            yield SendMediaGroup(chat_id=chat, media=group), len(group)
        elif pieces:
            yield _single(pieces[0], chat), 1
        for piece in pieces:
            if piece.caption and _fitting(piece.caption) is None:
                yield from ((say(chat, part), 1) for part in split(piece.caption))
        for media in lost:
            yield say(chat, self._rendered(T("file-unavailable", name=media.name), language)), 1


def _runs(media: Sequence[Media]) -> Iterator[list[Media]]:
    """What may go together: pictures and videos, documents, audio, at most ten at once."""
    for family, found in groupby(media, key=lambda one: _FAMILIES.get(one.kind)):
        alike = list(found)
        size = ALBUM if family else 1
        yield from (alike[start : start + size] for start in range(0, len(alike), size))


def _single(piece: _Piece, chat: int) -> TelegramMethod[Any]:
    if piece.media.kind == "location":
        latitude, longitude, *_ = piece.content.decode().split()
        return SendLocation(chat_id=chat, latitude=float(latitude), longitude=float(longitude))
    given: dict[str, Any] = {piece.media.kind: piece.file, "caption": _fitting(piece.caption)}
    return _SINGLE[piece.media.kind](chat_id=chat, parse_mode="HTML", **given)


def _fitting(caption: str) -> str | None:
    """The caption if Telegram takes it; a longer one goes as a message of its own."""
    return caption if caption and visible_units(caption) <= CAPTION_UNITS else None
