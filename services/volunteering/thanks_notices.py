"""What is said of papers and awards. Words: locales/*/thanks.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen, route, staying
from locales.texts import T

MADE = frozenset({"recipe", "file_name"})


def _with_file(notice: Notice, recipe: str, file_name: str) -> Screen:
    """The notice with a document that is made when it is sent."""
    media = (Media("document", Made(recipe), file_name),)
    return Screen(words=(notice.text(),), buttons=staying(notice.buttons()), media=media, fresh=True)


MENU = (Button(T("button-menu"), "menu"),)


@dataclass(frozen=True)
class CertificateReady(Notice):
    """Here it is."""

    code: str
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = MADE

    def screen(self) -> Screen:
        return _with_file(self, self.recipe, self.file_name)

    def buttons(self) -> Rows:
        wrong = Button(T("thanks-wrong-name"), route("thanks.wrong", self.code))
        return (wrong,), MENU


@dataclass(frozen=True)
class LetterRequested(Notice):
    """To the coordinators: a volunteer asks for a letter."""

    request: int
    alias: str

    hidden: ClassVar[frozenset[str]] = frozenset({"request"})

    def buttons(self) -> Rows:
        return ((Button(T("thanks-letter-open"), route("letter.open", self.request)),),)


@dataclass(frozen=True)
class LetterReady(Notice):
    """The coordinator signed."""

    code: str
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = MADE

    def screen(self) -> Screen:
        return _with_file(self, self.recipe, self.file_name)

    def buttons(self) -> Rows:
        return (MENU,)


@dataclass(frozen=True)
class LetterDeclined(Notice):
    """The coordinator did not sign, and why."""

    words: str

    def buttons(self) -> Rows:
        return (MENU,)


@dataclass(frozen=True)
class NomineesReady(Notice):
    """The list for awards as a spreadsheet."""

    first: date
    last: date
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = MADE

    def screen(self) -> Screen:
        return _with_file(self, self.recipe, self.file_name)

    def buttons(self) -> Rows:
        return (MENU,)
