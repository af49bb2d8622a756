"""What is said of papers and awards. Words: locales/*/thanks.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen, route, staying
from locales.texts import T, Text

MENU = (Button(T("button-menu"), "menu"),)


class WithFile:
    """A notice with a document that is made when it is sent; its fields `recipe` and `file_name` are not shown."""

    recipe: str
    file_name: str
    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"recipe", "file_name"})

    if TYPE_CHECKING:  # comes from Notice

        def text(self) -> Text: ...

    def buttons(self) -> Rows:
        """What can be done with it."""
        return (MENU,)

    def screen(self) -> Screen:
        """A message with the file; tapping its buttons leaves it where it is."""
        media = (Media("document", Made(self.recipe), self.file_name),)
        return Screen(words=(self.text(),), buttons=staying(self.buttons()), media=media, fresh=True)


@dataclass(frozen=True)
class CertificateReady(WithFile, Notice):
    """Here it is."""

    code: str
    recipe: str
    file_name: str

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
class LetterReady(WithFile, Notice):
    """The coordinator signed."""

    code: str
    recipe: str
    file_name: str


@dataclass(frozen=True)
class LetterDeclined(Notice):
    """The coordinator did not sign, and why."""

    words: str

    def buttons(self) -> Rows:
        return (MENU,)


@dataclass(frozen=True)
class NomineesReady(WithFile, Notice):
    """The list for awards as a spreadsheet."""

    first: date
    last: date
    recipe: str
    file_name: str
