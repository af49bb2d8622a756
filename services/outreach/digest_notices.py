"""The digest as it is sent. Words: locales/*/digest.ftl; the lines are made when it is written, digests.py."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen, route, staying
from domain.complaint import Category
from domain.figures import Figures
from locales.texts import Brief, Language, Lines, T, Words
from services.outreach.digest_words import DigestWords

HIDDEN = frozenset({"figures", "late", "more", "language", "chart", "sheet", "file_name"})


@dataclass(frozen=True)
class LateLine:
    """Something overdue in a case that the reader may act on. `item` is the id of what is due, `due` when it was."""

    item: int
    case: int
    code: str
    category: Category
    due: datetime


def packed(lines: Sequence[LateLine]) -> str:
    """For a notice."""
    return json.dumps([{**asdict(one), "due": one.due.isoformat()} for one in lines])


def unpacked(text: str) -> list[LateLine]:
    """From `packed`."""
    return [
        LateLine(**{**one, "category": Category(one["category"]), "due": datetime.fromisoformat(one["due"])})
        for one in json.loads(text)
    ]


def _spoken(language: str) -> Language:
    return "ru" if language == "ru" else "kk"


class _Digest:
    """What both digests have: lines of what is overdue with buttons, and the way to the choices."""

    area: str
    late: str
    more: int
    language: str

    def tongue(self) -> str:
        """As the coordinator has chosen."""
        return self.language

    def _late(self) -> tuple[Words, ...]:
        lines = unpacked(self.late)
        if not lines:
            return ()
        shown: list[Words] = [T("digest-late-title")]
        shown += [
            T("digest-late-line", number=number, code=one.code, category=T(one.category.name_key), due=Brief(one.due))
            for number, one in enumerate(lines, 1)
        ]
        if self.more:
            shown.append(T("digest-late-more", count=self.more))
        return (Lines(tuple(shown)),)

    def buttons(self) -> Rows:
        rows: Rows = tuple(
            (
                Button(T("digest-open", number=number), route("case.open", one.case)),
                Button(T("digest-extend", number=number), route("due.extend", one.item)),
                Button(T("digest-close", number=number), route("case.close", one.case)),
            )
            for number, one in enumerate(unpacked(self.late), 1)
        )
        last = Button(T("digest-inbox"), route("case.inbox", "new", 0)), Button(T("digest-settings"), "digest")
        return staying((*rows, last))


@dataclass(frozen=True)
class WeeklyDigest(_Digest, Notice):
    """A week in a picture, a spreadsheet and ten lines."""

    period: str
    area: str
    figures: str
    late: str
    more: int
    language: str
    chart: str
    sheet: str
    file_name: str

    hidden: ClassVar[frozenset[str]] = HIDDEN

    def screen(self) -> Screen:
        """Picture and spreadsheet first, then the words with the buttons."""
        lines = DigestWords(Figures.unpacked(self.figures), _spoken(self.language), self.area).lines()
        media = (
            Media("photo", Made(self.chart), f"{self.file_name}.png"),
            Media("document", Made(self.sheet), f"{self.file_name}.xlsx"),
        )
        return Screen((self.text(), lines, *self._late()), self.buttons(), media=media, fresh=True)


@dataclass(frozen=True)
class DailyDigest(_Digest, Notice):
    """Since the last working day, in four lines."""

    period: str
    area: str
    figures: str
    late: str
    more: int
    language: str

    hidden: ClassVar[frozenset[str]] = HIDDEN

    def screen(self) -> Screen:
        lines = DigestWords(Figures.unpacked(self.figures), _spoken(self.language), self.area).short_lines()
        return Screen((self.text(), lines, *self._late()), self.buttons(), fresh=True)


@dataclass(frozen=True)
class QuietDigest(Notice):
    """There is nothing to tell, and that is said."""

    period: str
    area: str
    language: str

    hidden: ClassVar[frozenset[str]] = frozenset({"language"})

    def tongue(self) -> str:
        return self.language

    def buttons(self) -> Rows:
        return staying(((Button(T("digest-settings"), "digest"),),))


__all__ = ["DailyDigest", "LateLine", "Priority", "QuietDigest", "WeeklyDigest", "packed", "unpacked"]
