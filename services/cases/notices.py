"""What is said to somebody else, or later, about a complaint. Words: locales/*/notices.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, CopyButton, Rows, route, staying
from locales.texts import T, Tenge, Text
from services.cases.about_case import CASE, ForReporter, ForStaff
from services.messaging.talk_notices import reading_row


def _to_citizen(case: int, *extra: tuple[Button, ...]) -> Rows:
    return staying((*extra, (Button(T("button-open-report"), route("report.open", case)),)))


class Public:
    """A notice of a public move: whoever joined the case, or whose complaint was merged into it, hears it too."""

    def news(self) -> Text:
        """What they hear: the move, and nothing that was said to the reporter alone."""
        raise NotImplementedError


# To the person who reported


@dataclass(frozen=True)
class ReceiptGiven(Notice):
    """The complaint is stored; `evidence` says which files are kept already and how many are on their way."""

    case: int
    code: str
    received_at: datetime
    first_answer_due: datetime
    decision_due: datetime
    evidence: Text

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        copy = CopyButton(T("button-copy-code"), self.code)
        return ((copy,), *_to_citizen(self.case), *staying(((Button(T("button-menu"), "menu"),),)))


@dataclass(frozen=True)
class EvidenceKept(ForReporter, Notice):
    """All files of a complaint have arrived: their numbers and the first characters of their hashes."""

    case: int
    code: str
    count: int
    hashes: str


@dataclass(frozen=True)
class EvidenceFailed(Notice):
    """A file could not be fetched. `case` 0: it belongs to the open draft."""

    case: int
    what: Text
    number: int

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return _send_again(self.case)


@dataclass(frozen=True)
class EvidenceTooBig(Notice):
    """A file is larger than a bot may fetch. `case` 0: it belongs to the open draft."""

    case: int
    what: Text
    number: int
    limit_mb: int

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return _send_again(self.case)


def _send_again(case: int) -> Rows:
    if case == 0:
        return ((Button(T("button-continue-draft"), "draft.continue"),),)
    return ((Button(T("button-add-evidence"), route("report.add", case)),),)


@dataclass(frozen=True)
class QuestionAsked(Notice):
    """The coordinator wants to know something; a reply or the button answers."""

    case: int
    code: str
    question: str

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return (
            reading_row(self.case, Button(T("button-answer"), route("report.answer", self.case))),
            *_to_citizen(self.case),
        )


@dataclass(frozen=True)
class StateChanged(ForReporter, Public, Notice):
    """The complaint moved on; `means` is the state's public explanation."""

    case: int
    code: str
    state: Text
    means: Text

    def news(self) -> Text:
        return T("news-state", state=self.state, means=self.means)


@dataclass(frozen=True)
class ReportRejected(ForReporter, Public, Notice):
    """The complaint is not taken up, and why."""

    case: int
    code: str
    reason: Text

    def news(self) -> Text:
        return T("news-rejected", reason=self.reason)


@dataclass(frozen=True)
class ReportClosed(Public, Notice):
    """How it ended; the reporter says whether that is so, except after a second closing (`final`)."""

    case: int
    final: int
    code: str
    outcome: Text

    hidden: ClassVar[frozenset[str]] = frozenset({"case", "final"})

    def news(self) -> Text:
        return T("news-closed", outcome=self.outcome)

    def buttons(self) -> Rows:
        if self.final:
            return _to_citizen(self.case)
        asked = (
            Button(T("button-satisfied"), route("report.fixed", self.case, "yes")),
            Button(T("button-not-satisfied"), route("report.fixed", self.case, "no")),
        )
        return _to_citizen(self.case, asked)


@dataclass(frozen=True)
class DraftWaiting(Notice):
    """An unfinished report has been silent for a day."""

    def buttons(self) -> Rows:
        return ((Button(T("button-continue-draft"), "draft.continue"),), (Button(T("button-menu"), "menu"),))


# To those who work on it; none of these says who reported


@dataclass(frozen=True)
class CaseArrived(Notice):
    """The card of a new complaint."""

    case: int
    code: str
    category: Text
    place: Text
    amount: Tenge | Text
    received_at: datetime
    lines: Text
    evidence: int

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        accept = Button(T("button-accept"), route("case.accept", self.case))
        ask = Button(T("button-ask"), route("case.ask", self.case))
        note = Button(T("button-note"), route("case.note", self.case))
        reject = Button(T("button-reject"), route("case.reject", self.case))
        close = Button(T("button-close"), route("case.close", self.case))
        return (Button(T("button-open-case"), route("case.open", self.case)), accept), (ask, note), (reject, close)


@dataclass(frozen=True)
class AnswerArrived(ForStaff, Notice):
    """The reporter answered a question."""

    case: int
    code: str
    lines: str


@dataclass(frozen=True)
class WordsAdded(ForStaff, Notice):
    """The reporter added words of their own accord."""

    case: int
    code: str
    lines: str


@dataclass(frozen=True)
class EvidenceAdded(ForStaff, Notice):
    """The reporter sent more files."""

    case: int
    code: str


@dataclass(frozen=True)
class WithdrawnByReporter(ForStaff, Notice):
    """The reporter took the complaint back."""

    case: int
    code: str


@dataclass(frozen=True)
class ReopenedByReporter(ForStaff, Notice):
    """The reporter is not satisfied, and why."""

    case: int
    code: str
    lines: str


@dataclass(frozen=True)
class InviteUsed(Notice):
    """To the admin who invited: somebody has taken the role."""

    alias: str
    role: Text

    def buttons(self) -> Rows:
        return ()


@dataclass(frozen=True)
class RoleTaken(Notice):
    """To a person whose role was taken away."""

    role: Text

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)
