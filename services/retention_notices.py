"""What people are told before something of theirs is erased. Words: locales/*/retention.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route, staying
from locales.texts import T, Text


@dataclass(frozen=True)
class CaseExpires(Notice):
    """To the reporter: the case is erased on that day, unless they want it to stay."""

    case: int
    code: str
    state: Text
    day: date

    hidden: ClassVar[frozenset[str]] = frozenset({"case"})

    def buttons(self) -> Rows:
        keep = Button(T("retention-keep"), route("report.keep", self.case))
        fine = Button(T("retention-fine"), route("report.let-go", self.case))
        return ((keep,), (fine,), *staying(((Button(T("button-open-report"), route("report.open", self.case)),),)))
