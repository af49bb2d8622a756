"""What a person makes of the chat: which screen is in front of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from forms import library
from forms.definition import pick
from locales.texts import Language, T, render
from playground.people.screen import Shown
from tests.harness import ALMATY

CODE = re.compile(r"AD-[2-9A-Z]{4}-[2-9A-Z]{4}")
FORM = "complaint"


class Kind(StrEnum):
    """Screens a citizen meets on the way of a complaint."""

    LANGUAGE = "language"
    MENU = "menu"
    EMERGENCY = "emergency"
    CONSENT = "consent"
    OFFER = "offer"
    UNFINISHED = "unfinished"
    QUESTION = "question"
    REVIEW = "review"
    SENT = "sent"
    REPORTS = "reports"


@dataclass(frozen=True)
class Seen:
    """The newest message that is a screen. `question` is the form's name of what is asked."""

    kind: Kind
    shown: Shown
    question: str = ""


BY_BUTTON = (
    ("form-send", Kind.REVIEW),
    ("consent-agree", Kind.CONSENT),
    ("offer-anonymous", Kind.OFFER),
    ("draft-new", Kind.UNFINISHED),
    ("menu-emergency", Kind.MENU),
    ("emergency-write", Kind.EMERGENCY),
)
BY_TEXT = (("complaint-sent", Kind.SENT), ("reports-title", Kind.REPORTS))


@cache
def said(key: str, language: Language) -> str:
    """The message with this key and no arguments, as it stands on the screen."""
    return render(T(key), language, zone=ALMATY, markup=False)


@cache
def questions(language: Language, form: str = FORM) -> dict[str, str]:
    """Question names by their labels."""
    return {pick(one.label.labels(), language): one.name for one in library.load(form).questions()}


@cache
def choices(language: Language) -> dict[str, str]:
    """Labels of the choices by their values."""
    lists = library.load(FORM).choice_lists.values()
    return {one.value: pick(one.label.labels(), language) for each in lists for one in each}


def label_of(question: str, language: Language) -> str:
    """The question's label. Raises StopIteration for none."""
    return next(label for label, name in questions(language).items() if name == question)


def look(messages: Sequence[Shown], language: Language) -> Seen | None:
    """The newest screen; notices between are passed over. None where the bot has shown none yet."""
    for shown in reversed(messages):
        if not shown.outgoing and (seen := _recognized(shown, language)) is not None:
            return seen
    return None


def _recognized(shown: Shown, language: Language) -> Seen | None:
    labels = set(shown.labels)
    if {said("language-kk", language), said("language-ru", language)} == labels:
        return Seen(Kind.LANGUAGE, shown)
    for key, kind in BY_BUTTON:
        if said(key, language) in labels:
            return Seen(kind, shown)
    for line in shown.text.splitlines():
        if line in questions(language):
            return Seen(Kind.QUESTION, shown, questions(language)[line])
    for key, kind in BY_TEXT:
        if said(key, language) in shown.text:
            return Seen(kind, shown)
    return None
