"""What is said about letters to authorities and recommendations. Words: locales/*/referrals.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen, route, staying
from domain.complaint import State
from locales.texts import Named, T, Text
from services.cases.notices import Public

_OPEN = frozenset({"referral"})


def _to_referral(referral: int) -> Rows:
    return ((Button(T("referral-button-open"), route("referral.open", referral)),),)


def _to_report(case: int) -> Rows:
    return staying(((Button(T("button-open-report"), route("report.open", case)),),))


def _now(state: State) -> Text:
    """What those hear who follow the case: how far it is, not what was said to its reporter."""
    return T("news-state", state=T(state.name_key), means=T(state.explanation_key))


# To the person who reported


@dataclass(frozen=True)
class NamingAsked(Notice):
    """May the letter to this authority name you? `contact` is exactly what it would carry."""

    referral: int
    code: str
    authority: Named
    contact: str

    hidden: ClassVar[frozenset[str]] = _OPEN

    def buttons(self) -> Rows:
        return staying(
            (
                (Button(T("naming-yes"), route("naming.answer", self.referral, "yes")),),
                (Button(T("naming-no"), route("naming.answer", self.referral, "no")),),
            )
        )


@dataclass(frozen=True)
class HandedOver(Public, Notice):
    """The authority has registered the letter; from now on the law's term runs."""

    case: int
    code: str
    authority: Named
    talon: str
    sent_on: date
    due: datetime

    hidden: ClassVar[frozenset[str]] = frozenset({"case"})

    def buttons(self) -> Rows:
        return _to_report(self.case)

    def news(self) -> Text:
        return _now(State.REFERRED)


@dataclass(frozen=True)
class LetterForwarded(Public, Notice):
    """The authority has no say in it and sent the letter on; by `due` the next one has to have it."""

    case: int
    code: str
    authority: Named
    due: datetime

    hidden: ClassVar[frozenset[str]] = frozenset({"case"})

    def buttons(self) -> Rows:
        return _to_report(self.case)

    def news(self) -> Text:
        return _now(State.REFERRED)


@dataclass(frozen=True)
class AuthorityAnswered(Public, Notice):
    """The authority has answered; `summary` in the coordinator's words."""

    case: int
    code: str
    authority: Named
    summary: str

    hidden: ClassVar[frozenset[str]] = frozenset({"case"})

    def buttons(self) -> Rows:
        return _to_report(self.case)

    def news(self) -> Text:
        return _now(State.ANSWERED)


# To the coordinator


@dataclass(frozen=True)
class NamingAnswered(Notice):
    """The reporter has said whether the letter may name them."""

    referral: int
    code: str
    said: Text

    hidden: ClassVar[frozenset[str]] = _OPEN

    def buttons(self) -> Rows:
        return _to_referral(self.referral)


@dataclass(frozen=True)
class PaperReady(Notice):
    """A paper to send on, as a document: the letter, a part of the evidence, a reminder, a complaint."""

    what: Text
    number: str
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"recipe", "file_name"})

    def screen(self) -> Screen:
        return Screen((self.text(),), media=(Media("document", Made(self.recipe), self.file_name),), fresh=True)


@dataclass(frozen=True)
class PasteText(Notice):
    """A part of the letter's text, to be copied with one tap and pasted into a web form."""

    number: str
    part: int
    parts: int
    words: str

    priority: ClassVar[Priority] = Priority.REPLY


@dataclass(frozen=True)
class PapersDone(Notice):
    """All papers of a letter are above; what to do with them."""

    referral: int
    number: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = _OPEN

    def buttons(self) -> Rows:
        rows = ((Button(T("referral-button-talon"), route("referral.talon", self.referral)),),)
        return (*rows, *_to_referral(self.referral))


@dataclass(frozen=True)
class AuthorityLate(Notice):
    """No answer within the term; `step` says what comes next, and the paper for it is attached, if there is one."""

    referral: int
    code: str
    authority: Named
    talon: str
    due: datetime
    step: Text
    recipe: str
    file_name: str

    hidden: ClassVar[frozenset[str]] = frozenset({"referral", "recipe", "file_name"})

    def buttons(self) -> Rows:
        answer = Button(T("referral-button-answer"), route("referral.answer", self.referral))
        return ((answer,), *_to_referral(self.referral))

    def screen(self) -> Screen:
        media = (Media("document", Made(self.recipe), self.file_name),) if self.recipe else ()
        return Screen((self.text(),), self.buttons(), media=media, fresh=True)


@dataclass(frozen=True)
class RecommendationTerm(Notice):
    """The final document, or the institution's answer, is due or late; `when` says which."""

    recommendation: int
    number: str
    institution: str
    what: Text
    when: Text

    hidden: ClassVar[frozenset[str]] = frozenset({"recommendation"})

    def buttons(self) -> Rows:
        return ((Button(T("recommendation-button-open"), route("recommendation.open", self.recommendation)),),)


@dataclass(frozen=True)
class RecommendationStalled(Notice):
    """A quarter has passed and it is not done: is it now?"""

    recommendation: int
    number: str
    institution: str
    state: Text
    words: str

    hidden: ClassVar[frozenset[str]] = frozenset({"recommendation"})

    def buttons(self) -> Rows:
        done = Button(T("recommendation-button-done"), route("recommendation.say", self.recommendation, "done"))
        wait = Button(T("recommendation-button-wait"), route("recommendation.wait", self.recommendation))
        open_it = Button(T("recommendation-button-open"), route("recommendation.open", self.recommendation))
        return (done,), (wait,), (open_it,)
