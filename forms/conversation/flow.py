"""The stops of a conversation: the session's steps, with a collecting repeat as one stop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from forms.conversation.collecting import HIDDEN, Collection, collections
from forms.definition import Element, Form, Group, Question, Repeat, Text
from forms.engine.session import AskStep, Session

_INDEX = re.compile(r"\[\d+\]")
_TABLE_TITLE = "generated_table_list_label_"


AskStop = AskStep
"""One question (or note): the session's own step."""


@dataclass(frozen=True)
class CollectStop:
    """All files of a collecting repeat. `ref` is the repeat's."""

    ref: str
    collection: Collection
    count: int  # instances, empty ones too


@dataclass(frozen=True)
class MoreStop:
    """Whether to add another entry to a repeat. `ref` is the repeat's."""

    ref: str
    count: int
    can_add: bool


Stop = AskStop | CollectStop | MoreStop


def generic(ref: str) -> str:
    """A ref without the numbers of repeat instances."""
    return _INDEX.sub("", ref)


class Flow:
    """Knows the form's shape; asks the session what is relevant now."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.collections = collections(form)
        self._elements: dict[str, Element] = {}
        self._above: dict[str, tuple[Group | Repeat, ...]] = {}
        self._learn(form.children, ())
        self._asked_plainly = frozenset(
            question.path
            for question in form.questions()
            if not _is_decoration(question) and self.collection_of(question.path) is None
        )

    def _learn(self, elements: tuple[Element, ...], above: tuple[Group | Repeat, ...]) -> None:
        for element in elements:
            if element.path is not None:
                self._elements[element.path] = element
                self._above[element.path] = above
            if not isinstance(element, Question):
                self._learn(element.children, (*above, element))

    def element(self, ref: str) -> Element:
        """The question, group or repeat of a ref."""
        return self._elements[generic(ref)]

    def collection_of(self, ref: str) -> Collection | None:
        """The collecting repeat that this ref is or lies in."""
        path = generic(ref)
        return next((c for root, c in self.collections.items() if path == root or path.startswith(root + "/")), None)

    def stops(self, session: Session) -> list[Stop]:
        """Everything to be shown now, in form order."""
        stops: list[Stop] = []
        for step in session.steps():
            if isinstance(step, AskStep):
                if step.question.path in self._asked_plainly:
                    stops.append(step)
            elif (collection := self.collections.get(step.repeat.path)) is not None:
                stops.append(CollectStop(step.ref, collection, step.count))
            else:
                stops.append(MoreStop(step.ref, step.count, step.can_add))
        return stops

    def collect_stop(self, session: Session) -> CollectStop | None:
        """The first collecting repeat that is relevant now; one inside another repeat belongs to its entry only."""
        found = (stop for stop in self.stops(session) if isinstance(stop, CollectStop))
        return next((stop for stop in found if "[" not in stop.ref), None)

    def place(self, stop: Stop) -> str:
        """The node at which a stop's texts are computed; a repeat may have no entry, so there it is what is around."""
        return stop.ref if isinstance(stop, AskStop) else stop.ref.rpartition("/")[0]

    def headings(self, stop: Stop, session: Session, language: str) -> tuple[str, ...]:
        """The labels of the groups around a stop; an entry of a repeat carries its number."""
        found = []
        steps = stop.ref.split("/")
        for element in self._above[generic(stop.ref)]:
            if element.path is None or not element.label.pieces:
                label = session.say(_heading(element), self.place(stop), language)
            else:
                own = "/".join(steps[: element.path.count("/") + 1])
                label = session.label(own, language)
                number = _INDEX.search(own.rsplit("/", 1)[-1])
                if label and number and isinstance(element, Repeat):
                    label = f"{label} {number[0][1:-1]}"
            if label:
                found.append(label)
        return tuple(found)


def _is_decoration(question: Question) -> bool:
    """What only lays out a page of other questions: hidden ones, and the heads of a table-list's columns."""
    return bool(question.appearance & {HIDDEN, "label"}) or question.name.startswith(_TABLE_TITLE)


def _heading(element: Group | Repeat) -> Text:
    """The label of a group; pyxform keeps that of a table-list in a note."""
    first = element.children[0] if element.children else None
    if isinstance(first, Question) and first.name.startswith(_TABLE_TITLE):
        return first.label
    return element.label


_flows: WeakKeyDictionary[Form, Flow] = WeakKeyDictionary()


def flow(form: Form) -> Flow:
    """The flow of a form, made on first use."""
    made = _flows.get(form)
    if made is None:
        made = _flows[form] = Flow(form)
    return made
