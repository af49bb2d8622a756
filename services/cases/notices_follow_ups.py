"""What is said some days after a closing. Words: locales/*/follow_ups.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route
from domain.follow_up import Answer
from locales.texts import T, Text
from services.cases.about_case import CASE, ForStaff, to_report
from services.cases.notices import Public


@dataclass(frozen=True)
class IsItFixed(Notice):
    """To everybody concerned: was it put right? `code` is the one they know the case by."""

    question: int
    code: str
    days: int

    hidden: ClassVar[frozenset[str]] = frozenset({"question"})

    def buttons(self) -> Rows:
        return fixed_buttons(self.question)


def fixed_buttons(question: int) -> Rows:
    """The four answers."""

    def said(answer: Answer) -> Button:
        return Button(T(answer.name_key), route("fixed", question, answer))

    return (said(Answer.YES), said(Answer.PARTLY)), (said(Answer.NO),), (said(Answer.NEVER),)


@dataclass(frozen=True)
class ReopenedByAnswers(Public, Notice):
    """To the reporter: enough people say it is not put right, so the case is open again."""

    case: int
    code: str
    count: int

    hidden: ClassVar[frozenset[str]] = CASE

    def news(self) -> Text:
        return T("news-reopened", count=self.count)

    def buttons(self) -> Rows:
        return to_report(self.case)


@dataclass(frozen=True)
class NotFixedReopened(ForStaff, Notice):
    """To the desk: so many said no, the case is open again."""

    case: int
    code: str
    count: int


@dataclass(frozen=True)
class NotFixedStill(ForStaff, Notice):
    """To the desk: so many said no of a case that was reopened before, and so stays closed."""

    case: int
    code: str
    count: int
