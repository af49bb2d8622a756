"""What is said about forms: to a coordinator who sent one, to whoever filled one. Words: locales/*/forms.ftl."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Media, Rows, Screen, route
from locales.texts import T, Text

_FITS_A_BUTTON = re.compile(r"[0-9A-Za-z._/+-]{1,48}")
"""Codes that a button can carry."""


@dataclass(frozen=True)
class FormChecked(Notice):
    """The file is a form that can run, kept as a draft: what it is, and what can be done with it."""

    form: int
    title: str
    questions: int
    minutes: int
    languages: Text
    version: str
    warnings: Text
    replaced: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"form", "replaced"})

    def buttons(self) -> Rows:
        return draft_buttons(self.form, self.replaced)


def draft_buttons(version_id: int, replaced: str) -> Rows:
    """Try, publish (or put in the place of a version), open."""
    publish = T("forms-replace", version=replaced) if replaced else T("forms-publish")
    return (
        (Button(T("forms-try"), route("forms.try", version_id)),),
        (Button(publish, route("forms.publish", version_id)),),
        (Button(T("forms-open"), route("forms.open", version_id)),),
    )


@dataclass(frozen=True)
class FormFaulty(Notice):
    """The file is not a form that can run: the first problems here, all of them in a file when they are many."""

    name: str
    count: int
    lines: str
    report: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"report"})

    def buttons(self) -> Rows:
        return ((Button(T("forms-list"), route("forms", 0)),),)

    def screen(self) -> Screen:
        media = (Media("document", self.report.encode(), "problems.txt"),) if self.report else ()
        return Screen(words=(self.text(),), buttons=self.buttons(), media=media, fresh=True)


@dataclass(frozen=True)
class FormLost(Notice):
    """The file could not be fetched from Telegram."""

    name: str
    why: Text

    def buttons(self) -> Rows:
        return ((Button(T("forms-list"), route("forms", 0)),),)


@dataclass(frozen=True)
class AnswerFileLost(Notice):
    """A file of a form already handed in could not be fetched."""

    what: Text
    number: int

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)


@dataclass(frozen=True)
class CodeRead(Notice):
    """What the photo says. A code too long for a button is copied by hand."""

    code: str

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        if _FITS_A_BUTTON.fullmatch(self.code):
            return ((Button(T("form-code-use"), route("f.scan", self.code)),),)
        return ((Button(T("form-back-to"), route("form")),),)


@dataclass(frozen=True)
class CodeUnread(Notice):
    """No code was found in the photo, or the photo could not be fetched."""

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        return ((Button(T("form-back-to"), route("form")),),)


@dataclass(frozen=True)
class SmallFormCame(Notice):
    """Somebody sent a suggestion, a rating or a question; `number` leads to it."""

    number: int
    name: Text

    def buttons(self) -> Rows:
        return ((Button(T("small-open"), route("small.open", self.number)),),)


@dataclass(frozen=True)
class SmallFormAnswered(Notice):
    """The answer to what the person sent."""

    number: int
    name: Text
    said: str

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)
