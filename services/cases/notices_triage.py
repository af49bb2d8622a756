"""What is said about merged, joined, assigned and handed over cases. Words: locales/*/triage.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route, staying
from locales.texts import T, Text
from services.cases.about_case import ForReporter, ForStaff


@dataclass(frozen=True)
class ReportMerged(ForReporter, Notice):
    """To a reporter: somebody has told of the same before, and both are now one."""

    case: int
    code: str
    state: Text


@dataclass(frozen=True)
class OthersToo(ReportMerged):
    """To a reporter: others have told of the same; nobody is named."""

    people: int = 2


@dataclass(frozen=True)
class ReportSplit(ReportMerged):
    """To a reporter: their complaint stands for itself again."""


@dataclass(frozen=True)
class FollowedNews(Notice):
    """A public move of a case, to whoever joined it (`joined`) or whose complaint was merged into it."""

    case: int
    joined: int
    code: str
    news: Text

    hidden: ClassVar[frozenset[str]] = frozenset({"case", "joined"})

    def buttons(self) -> Rows:
        to = route("follow.open" if self.joined else "report.open", self.case)
        return staying(((Button(T("button-open-report"), to),),))


@dataclass(frozen=True)
class CaseAssigned(ForStaff, Notice):
    """To a coordinator: a colleague has given them a case."""

    case: int
    code: str
    by: str
    category: Text
    place: Text


@dataclass(frozen=True)
class CasesHandedOver(Notice):
    """To a coordinator: all open cases of a colleague are now theirs, in one list."""

    alias: str
    count: int
    codes: str

    def buttons(self) -> Rows:
        return ((Button(T("triage-open-mine"), route("case.inbox", "mine", 0)),),)
