"""What people are told before something of theirs is erased. Words: locales/*/retention.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route
from locales.texts import T, Text
from services.cases.about_case import CASE, ForReporter, ForStaff, to_report


@dataclass(frozen=True)
class CaseExpires(Notice):
    """To the reporter: the case is erased on that day, unless they want it to stay."""

    case: int
    code: str
    state: Text
    day: date

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        keep = Button(T("retention-keep"), route("report.keep", self.case))
        fine = Button(T("retention-fine"), route("report.let-go", self.case))
        return ((keep,), (fine,), *to_report(self.case))


@dataclass(frozen=True)
class ThreadSevered(ForStaff, Notice):
    """To the desk: the reporter has cut the thread; they cannot be asked any more. Nobody is named."""

    case: int
    code: str


@dataclass(frozen=True)
class CaseForgotten(Notice):
    """To the desk: a case was erased because its reporter wanted to be forgotten."""

    code: str

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)


@dataclass(frozen=True)
class ContactSeen(ForReporter, Notice):
    """To the reporter: who has looked at their contact, and why."""

    case: int
    code: str
    alias: str
    why: Text
