"""What many notices about a case have in common: buttons that lead to it, and the number that is not shown."""

from __future__ import annotations

from typing import ClassVar

from chat.screen import Button, Rows, route, staying
from locales.texts import T

CASE = frozenset({"case"})


def to_report(case: int) -> Rows:
    """The way to one's own report; the notice stays where it is."""
    return staying(((Button(T("button-open-report"), route("report.open", case)),),))


def to_case(case: int) -> Rows:
    """The way to a case on the desk."""
    return ((Button(T("button-open-case"), route("case.open", case)),),)


class ForReporter:
    """A notice to who reported."""

    case: int
    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return to_report(self.case)


class ForStaff:
    """A notice to who works on the case."""

    case: int
    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return to_case(self.case)
