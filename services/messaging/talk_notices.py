"""What is said to a reporter by a coordinator, and what became of it. Words: locales/*/talk.ftl."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Media, MediaKind, Rows, Screen, route, staying
from domain.evidence import Evidence, Kind
from locales.texts import T, Text
from services.cases.about_case import CASE, to_case, to_report

MEDIA: dict[Kind, tuple[MediaKind, str]] = {
    Kind.PHOTO: ("photo", "photo.jpg"),
    Kind.VIDEO: ("video", "video.mp4"),
    Kind.VOICE: ("voice", "voice.ogg"),
    Kind.AUDIO: ("audio", "audio.mp3"),
    Kind.DOCUMENT: ("document", "document"),
}
"""As what a kept file is shown, and its name where it has none worth keeping."""


def reading_row(case: int, reply: Button) -> tuple[Button, ...]:
    """«Reply» and «read»: tapping the latter only tells the coordinator so."""
    (row,) = staying(((reply,),))
    return (*(one for one in row if isinstance(one, Button)), Button(T("talk-read"), route("report.seen", case)))


@dataclass(frozen=True)
class CoordinatorWrote(Notice):
    """Words and files of a coordinator for the reporter; `files` as `packed_files` gives them."""

    case: int
    code: str
    words: Text
    files: str

    hidden: ClassVar[frozenset[str]] = frozenset({"case", "files"})

    def buttons(self) -> Rows:
        reply = Button(T("button-answer"), route("report.add", self.case))
        opened = to_report(self.case)
        return (reading_row(self.case, reply), *opened)

    def screen(self) -> Screen:
        media = tuple(Media(kind, number, name) for number, kind, name in json.loads(self.files))
        return replace(super().screen(), media=media)


def packed_files(rows: list[Evidence]) -> str:
    """Files as a notice carries them."""
    return json.dumps([(row.id, MEDIA[row.kind][0], _name(row)) for row in rows], ensure_ascii=False)


def _name(row: Evidence) -> str:
    return row.name if row.kind is Kind.DOCUMENT and row.name else MEDIA[row.kind][1]


@dataclass(frozen=True)
class ReplyFileLost(Notice):
    """To the coordinator: their file could not be fetched, so it did not go to the reporter. `case` 0: not sent yet."""

    case: int
    what: Text
    why: Text

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        if self.case == 0:
            return ((Button(T("button-menu"), "menu"),),)
        return to_case(self.case)
