"""A volunteer who visits one object after the other: takes the task, says «I'm here», fills the checklist, hands in."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from forms import library
from forms.definition import Kind, Question, pick
from playground.people.screen import Shown
from tests.pictures import photo
from tests.torture.answers import hash_of
from tests.torture.patient import MOST_STEPS, Patient, way_to
from tests.torture.plans import COLOURS
from tests.torture.reading import questions, said

FORM = "playground"
AT_OBJECT = (51.1283, 71.4305)
WAYS = ("task.accept-yes", "task.accept", "task.here", "task.start")
"""Buttons on the way to the checklist."""
SKIPS = 0.2
ASKED_MOST = 3
"""News between two screens may make one answer the same question again, with the same answer."""

Act = Callable[[], Awaitable[None]]


@cache
def asked() -> dict[str, Question]:
    """The checklist's questions by name."""
    return {one.name: one for one in library.load(FORM).questions()}


@dataclass(frozen=True)
class HandedIn:
    """A visit that was made: the object, what was answered by question, the SHA-256 of the files in order."""

    place: str
    answers: dict[str, str] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)


@dataclass
class Visitor(Patient):
    """A volunteer. `todo` are the names of the objects, which only this one visits."""

    todo: tuple[str, ...] = ()
    handed_in: list[HandedIn] = field(default_factory=list)

    who: ClassVar[str] = "volunteer"

    async def live(self, closing: asyncio.Event) -> None:
        """Makes at least one visit, then others until `closing`, and finishes the last."""
        for place in self.todo:
            if self.handed_in and closing.is_set():
                return
            self.handed_in.append(await self._visit(HandedIn(place)))

    async def _visit(self, visit: HandedIn) -> HandedIn:
        thanks = self.words("visit-handed-in", place=visit.place)
        for _ in range(MOST_STEPS):
            if any(thanks in shown.text or self._waits(shown, visit) for shown in self.newest()):
                return visit
            acts = (self._next(shown, visit) for shown in self.newest())
            act = next((one for one in acts if one is not None), lambda: self.says("/tasks"))
            await act()
        self.complain(f"goes in circles at {visit.place}, after {sorted(visit.answers)}")
        raise RuntimeError("; ".join(self.problems))

    def _waits(self, shown: Shown, visit: HandedIn) -> bool:
        """Their list says that the coordinator has it: what was shown again after a death instead of the thanks."""
        return any(label.startswith("⏳") and visit.place in label for label in shown.labels)

    def _next(self, shown: Shown, visit: HandedIn) -> Act | None:
        """What this message asks for; None where it is not about this visit."""
        if said("form-send", self.language) in shown.labels:
            return lambda: self.taps("form-send")
        for line in shown.text.splitlines():
            if (name := questions(self.language, FORM).get(line)) is not None:
                return lambda: self._answer(name, shown, visit)
        if said("visit-where", self.language) in shown.text:
            return self._says_where
        if visit.place not in shown.text:
            listed = [label for label in shown.labels if visit.place in label]
            return (lambda: self.taps_label(listed[0])) if listed else None
        way = next((way for name in WAYS if (way := way_to(shown, name))), None)
        return None if way is None else lambda: self.taps_label(way)

    async def _says_where(self) -> None:
        key = said("visit-send-place", self.language)
        if not any(key in row for row in self.phone.keyboard()):  # pressed already; the answer died with the bot
            await self.says("/tasks")
            return
        await self.does(lambda: self.phone.press(key, AT_OBJECT), "a location")

    # ------------------------------------------------------------ the checklist

    async def _answer(self, name: str, shown: Shown, visit: HandedIn) -> None:
        visit.asked[name] += 1
        if visit.asked[name] > ASKED_MOST:
            self.complain(f"{name} of {visit.place} is asked again and again: its answer is lost")
        skip = said("form-skip", self.language)
        if skip in shown.labels and (not visit.answers[name] if name in visit.answers else self.rng.random() < SKIPS):
            visit.answers[name] = ""
            await self.taps("form-skip")
            return
        question = asked()[name]
        match question.kind:
            case Kind.SELECT_ONE:
                await self._chooses(question, shown, visit)
            case Kind.INTEGER:
                visit.answers.setdefault(name, str(self.rng.randint(0, 3)))
                await self.says(visit.answers[name])
            case Kind.IMAGE:
                if name in visit.answers:
                    visit.hashes.pop()
                visit.answers[name] = "file"
                await self.does(lambda: self._photo(visit), "a photo")
            case _ if said("form-done", self.language) in shown.labels:
                await self.taps("form-done")
            case _:
                visit.answers[name] = f"Орындық қисайған. [{visit.place}]"
                await self.says(visit.answers[name])

    async def _chooses(self, question: Question, shown: Shown, visit: HandedIn) -> None:
        among = library.load(FORM).choice_lists[(question.itemset and question.itemset.instance) or ""]
        chosen = "no" if question.name == "informal_payment" else self.rng.choice(among).value
        value = visit.answers.setdefault(question.name, chosen)
        label = next(pick(one.label.labels(), self.language) for one in among if one.value == value)
        numbered = re.search(rf"^(\d+)\. {re.escape(label)}$", shown.text, re.MULTILINE)
        if label in shown.labels:
            await self.taps_label(label)
        else:
            await (self.taps_label(numbered[1]) if numbered else self.says(label))

    def _photo(self, visit: HandedIn) -> None:
        size = (self.rng.randint(40, 300), self.rng.randint(40, 300))
        number = self.phone.send_photo(photo(self.rng.choice(COLOURS), size=size, camera=visit.place))
        visit.hashes.append(hash_of(self.phone, number))
