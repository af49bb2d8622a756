"""A question as it stands for the person: what it offers, labelled, with the pictures of its author."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from forms.conversation.asked import Asked, range_values
from forms.conversation.flow import AskStop
from forms.conversation.memory import Memory
from forms.conversation.options import LongList, Offered, with_value
from forms.conversation.prompt import Illustration, Media
from forms.definition import SELECTS, Kind, Question, Text, pick
from forms.engine.menu import LongMenu, Offer
from forms.engine.session import Session

_MEDIA = {"image": Media.IMAGE, "big-image": Media.IMAGE, "audio": Media.AUDIO, "video": Media.VIDEO}
RATING = "rating"


def illustrations(text: Text, language: str) -> tuple[Illustration, ...]:
    """The media of a label in a language, else in the nearest there is. A big image stands for the small one."""
    kinds = dict.fromkeys(kind for forms in text.media.values() for kind in forms)
    found: dict[Media, str] = {}
    for kind in sorted(kinds, key=list(_MEDIA).index):
        uri = pick({code: forms.get(kind, "") for code, forms in text.media.items()}, language)
        if uri:
            found[_MEDIA[kind]] = uri.rsplit("/", 1)[-1]
    return tuple(Illustration(media, name) for media, name in found.items())


def offered(
    session: Session, ref: str, question: Question, language: str, *, findable: bool = True
) -> Sequence[Offered]:
    """The choices as they stand, labelled in one language and, if `findable`, named in all."""
    if question.kind is Kind.RANGE:
        return _steps(question)
    if question.kind not in SELECTS:
        return ()
    make = _maker(session, ref, language, findable=findable)
    menu = session.menu(ref)
    if isinstance(menu, LongMenu):
        return LongList(menu, range(len(menu)), make)
    return tuple(map(make, menu))


def _maker(session: Session, ref: str, language: str, *, findable: bool) -> Callable[[Offer], Offered]:
    others = [code for code in session.form.languages if code != language] if findable else []

    def make(offer: Offer) -> Offered:
        value, text = offer
        label = session.say(text, ref, language) or value
        names = (label, *(session.say(text, ref, code) or value for code in others))
        return Offered(value, label, names, illustrations(text, language) if text.media else ())

    return make


def _steps(question: Question) -> tuple[Offered, ...]:
    """The steps of a short range; of a rating, in stars."""
    values = range_values(question)
    if RATING in question.appearance and values and values[0] in ("0", "1"):
        return tuple(Offered(value, f"{value} ★", (value,)) for value in values)
    return tuple(Offered(value, value.replace(".", ","), (value,)) for value in values)


def asked(
    session: Session, stop: AskStop, memory: Memory, now: datetime, language: str, *, findable: bool = True
) -> Asked:
    """The question with all that reading a reply needs; `findable` where choices may be found by typed text."""
    options = offered(session, stop.ref, stop.question, language, findable=findable)
    return Asked(stop.question, session.value(stop.ref), options, memory.view, now, session.required(stop.ref))


def labels_of(options: Sequence[Offered], values: Sequence[str]) -> Mapping[str, str]:
    """The labels of some values; those not offered are missing."""
    found = {value: with_value(options, value) for value in values}
    return {value: option.label for value, option in found.items() if option is not None}
