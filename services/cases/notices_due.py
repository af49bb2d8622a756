"""What the clock says about deadlines, and what a citizen hears when one has moved. Words: locales/*/due.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice
from chat.screen import AnyButton, Button, Rows, route
from domain.due import Stage
from domain.service_levels import DueKind
from locales.texts import T, Text
from services.cases.about_case import ForReporter, ForStaff
from services.cases.notices import Public

HIDDEN = frozenset({"case", "item", "kind_of", "letter"})

ACTS = {
    DueKind.FIRST_ANSWER: ("button-accept", "case.accept"),
    DueKind.DECISION: ("button-close", "case.close"),
    DueKind.CITIZEN_ANSWER: ("due-button-without", "due.without"),
    DueKind.FORWARDING: ("due-button-forwarded", "referral.talon"),
    DueKind.AUTHORITY_ANSWER: ("due-button-answered", "case.answered"),
    DueKind.COMPLAINT_ANSWER: ("due-button-answered", "case.answered"),
}
"""What settles each kind, as a button: its label and a route that takes the case, or the letter of a forwarding. The
others are marked as done."""


def act_button(kind: DueKind, case: int, item: int, letter: int = 0) -> Button:
    """The button that settles it; the answer to a letter is written down with the letter."""
    key, name = ACTS.get(kind, ("due-button-done", "due.done"))
    if kind is DueKind.FORWARDING:
        return Button(T(key), route(name, letter))
    if letter and name == "case.answered":
        return Button(T(key), route("referral.answer", letter))
    return Button(T(key), route(name, item if name == "due.done" else case))


@dataclass(frozen=True)
class _AboutDue:
    """What a reminder says, with buttons under it: open, more time, and what settles it."""

    case: int
    item: int
    kind_of: str
    code: str
    what: Text
    why: Text
    due: datetime
    letter: int = 0
    """The letter whose answer it is, if it is one's."""

    hidden: ClassVar[frozenset[str]] = HIDDEN

    def buttons(self) -> Rows:
        first: tuple[AnyButton, ...] = (
            Button(T("button-open-case"), route("case.open", self.case)),
            Button(T("due-button-extend"), route("due.extend", self.item)),
        )
        return (first, (act_button(DueKind(self.kind_of), self.case, self.item, self.letter),))


class DueSoon(_AboutDue, Notice):
    """A working day is left."""


class DueNow(_AboutDue, Notice):
    """The time has come."""


class DueLate(_AboutDue, Notice):
    """A working day has passed since."""


@dataclass(frozen=True)
class DueEscalated(Notice):
    """Days have passed: to a second coordinator, or to the admins; they can take the case over."""

    case: int
    item: int
    kind_of: str
    code: str
    what: Text
    why: Text
    due: datetime
    days: int
    who: Text

    hidden: ClassVar[frozenset[str]] = HIDDEN

    def buttons(self) -> Rows:
        take = Button(T("due-button-take-over"), route("due.take-over", self.item))
        return ((Button(T("button-open-case"), route("case.open", self.case)), take),)


SAYING: dict[Stage, type[DueSoon | DueNow | DueLate]] = {
    Stage.BEFORE: DueSoon,
    Stage.AT: DueNow,
    Stage.AFTER: DueLate,
}


@dataclass(frozen=True)
class CaseTakenOver(ForStaff, Notice):
    """To who had the case: a colleague has taken it over because it was overdue."""

    case: int
    code: str
    alias: str


@dataclass(frozen=True)
class DateMoved(ForReporter, Notice):
    """Something they were promised comes later, and why."""

    case: int
    code: str
    what: Text
    due: datetime
    reason: Text


@dataclass(frozen=True)
class MoveUndone(ForReporter, Public, Notice):
    """What they were told was a mistake and is taken back; where the complaint stands now."""

    case: int
    code: str
    was: Text
    state: Text
    means: Text

    def news(self) -> Text:
        return T("news-undone", was=self.was, state=self.state, means=self.means)


@dataclass(frozen=True)
class QuestionDropped(ForReporter, Notice):
    """Work goes on without an answer to the question; they can still add words."""

    case: int
    code: str


@dataclass(frozen=True)
class WithdrawalUndone(ForStaff, Notice):
    """The reporter had withdrawn by mistake: the case is as it was."""

    case: int
    code: str
