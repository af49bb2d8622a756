"""Our one convention: a repeat whose only visible question is a file is asked as "send any number, then Done"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.definition import MEDIA, Element, Form, Question, Repeat, walk

CAPTION = "caption"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Collection:
    """A collecting repeat: generic paths of the repeat, of its file and, if the form has one, of the caption."""

    repeat: Repeat
    file: Question
    caption: Question | None

    def file_ref(self, instance: str) -> str:
        """The file's ref in an instance of the repeat."""
        return instance + self.file.path.removeprefix(self.repeat.path)

    def caption_ref(self, instance: str) -> str | None:
        """The caption's ref in an instance of the repeat."""
        return instance + self.caption.path.removeprefix(self.repeat.path) if self.caption else None


def collections(form: Form) -> Mapping[str, Collection]:
    """The collecting repeats by their generic path: in form order, those inside other repeats last."""
    found = list(_found(form.children, 0))
    return {c.repeat.path: c for _, c in sorted(found, key=lambda one: one[0])}


def _found(elements: tuple[Element, ...], depth: int) -> Iterator[tuple[int, Collection]]:
    for element in elements:
        if isinstance(element, Question):
            continue
        made = _collection(element) if isinstance(element, Repeat) else None
        if made is not None:
            yield depth, made
        else:
            yield from _found(element.children, depth + isinstance(element, Repeat))


def _collection(repeat: Repeat) -> Collection | None:
    if repeat.count is not None or repeat.fixed:
        return None
    inside = tuple(walk(repeat.children))
    if any(isinstance(element, Repeat) for element in inside):
        return None
    questions = [element for element in inside if isinstance(element, Question)]
    visible = [question for question in questions if HIDDEN not in question.appearance]
    if len(visible) != 1 or visible[0].kind not in MEDIA:
        return None
    caption = next((q for q in questions if q.name == CAPTION and HIDDEN in q.appearance), None)
    return Collection(repeat, visible[0], caption)
