"""The stops of a conversation: the session's steps, with a collecting repeat as one stop."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.collecting import HIDDEN, Collection, collections
from forms.definition import Element, Form, Question, Repeat, pick
from forms.session import AskStep, Session

_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class AskStop:
    """One question (or note)."""

    ref: str
    question: Question


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
        self._above: dict[str, tuple[Element, ...]] = {}
        self._learn(form.children, ())

    def _learn(self, elements: tuple[Element, ...], above: tuple[Element, ...]) -> None:
        for element in elements:
            if isinstance(element, Question):
                self._above[element.path] = above
            else:
                if isinstance(element, Repeat):
                    self._above[element.path] = (*above, element)
                self._learn(element.children, (*above, element))

    def collection_of(self, ref: str) -> Collection | None:
        """The collecting repeat that this ref is or lies in."""
        path = generic(ref)
        return next((c for root, c in self.collections.items() if path == root or path.startswith(root + "/")), None)

    def stops(self, session: Session) -> list[Stop]:
        """Everything to be shown now, in form order."""
        stops: list[Stop] = []
        for step in session.steps():
            collection = self.collection_of(step.ref)
            if isinstance(step, AskStep):
                if collection is None and HIDDEN not in step.question.appearance:
                    stops.append(AskStop(step.ref, step.question))
            elif collection is not None:
                stops.append(CollectStop(step.ref, collection, step.count))
            else:
                stops.append(MoreStop(step.ref, step.count, step.can_add))
        return stops

    def headings(self, ref: str, session: Session, language: str) -> tuple[str, ...]:
        """The labels of the groups around a question; an entry of a repeat carries its number."""
        found = []
        steps = ref.split("/")
        for element in self._above.get(generic(ref), ()):
            if element.path is None:
                label = pick(element.label.labels(), language)
            else:
                own = "/".join(steps[: element.path.count("/") + 1])
                label = session.label(own, language)
                number = _INDEX.search(own.rsplit("/", 1)[-1])
                if label and number and isinstance(element, Repeat):
                    label = f"{label} {number[0][1:-1]}"
            if label:
                found.append(label)
        return tuple(found)
