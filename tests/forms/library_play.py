"""Fills a form of the library from its first screen to the review."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from forms import library
from forms.authoring.lint import Checked, check
from forms.conversation.dialog import Dialog
from forms.conversation.given import Added, Attached, Confirmed, Finished, Given, Picked, Pinned, Typed, Verdict
from forms.conversation.prompt import (
    Acknowledge,
    Another,
    Calendar,
    Choices,
    Clock,
    Files,
    Media,
    Notice,
    Number,
    Place,
    Prompt,
)
from forms.definition import Form
from tests.forms.helpers import now

PLAIN: Mapping[type, str] = {Number: "1", Calendar: "20.05.2026", Clock: "09:00"}
TEXT = "https://example.com/page"


@cache
def checked(name: str) -> Checked:
    """The form compiled and linted, once for all tests."""
    return check(library.source(name), f"{name}.md")


def form_of(name: str) -> Form:
    """The form; fails where it does not compile."""
    form = checked(name).form
    assert form is not None, checked(name).problems
    return form


class Play:
    """Answers by the question's name; '' skips. What they don't name gets `rest`, or a plain answer of its kind.

    An answer 'name#2' is for the second entry of a repeat; `entries` tells how many to give, one if it says nothing.
    """

    def __init__(
        self,
        name: str,
        answers: Mapping[str, str] | None = None,
        *,
        rest: str | None = None,
        entries: Mapping[str, int] | None = None,
    ) -> None:
        self.answers, self.rest, self.entries = answers or {}, rest, entries or {}
        self.dialog = Dialog.start(form_of(name), now=now)
        self.asked: list[str] = []

    def run(self) -> Play:
        """To the review."""
        while not self.dialog.at_review:
            self.step()
        return self

    def until(self, name: str) -> Prompt:
        """To the question of that name."""
        while (prompt := self.dialog.prompt()).ref.rsplit("/", 1)[-1] != name:
            self.step()
        return prompt

    def step(self) -> None:
        """One question."""
        prompt = self.dialog.prompt()
        name = prompt.ref.rsplit("/", 1)[-1]
        self.asked.append(name)
        given = self._reply(prompt, name)
        done = self.dialog.skip() if given is None else self.dialog.answer(given)
        assert done.verdict is not Verdict.REFUSED, (prompt, given, done)
        if isinstance(given, Typed) and not self.dialog.at_review and self.dialog.prompt().ref == prompt.ref:
            self.dialog.answer(Finished())

    def _reply(self, prompt: Prompt, name: str) -> Given | None:
        second = "#2" if "[2]" in prompt.ref else ""
        told = self.answers.get(name + second, self.answers.get(name, self.rest))
        match prompt.ask:
            case Acknowledge() | Notice():
                return Confirmed()
            case Another(count=count):
                return Added() if count < self.entries.get(name, 1) else Finished()
            case Place():
                return Pinned(43.238, 76.945)
            case Files(many=True):
                return Finished()
            case Files():
                return Attached(f"{name}.jpg", Media.IMAGE) if prompt.required else None
            case Choices(options=options):
                return _choice(tuple(option.value for option in options), told, required=prompt.required)
        if told == "" and not prompt.required:
            return None
        return Typed(told or PLAIN.get(type(prompt.ask), TEXT))

    @property
    def values(self) -> dict[str, str]:
        """Answers by the last part of their ref; of several entries the first."""
        found: dict[str, str] = {}
        for ref, value in self.dialog.values().items():
            found.setdefault(ref.rsplit("/", 1)[-1], value)
        return found

    @property
    def flags(self) -> set[str]:
        """The questions whose finding is set, in any entry."""
        named = ((ref.rsplit("/", 1)[-1], value) for ref, value in self.dialog.values().items())
        return {name.removeprefix("finding_") for name, value in named if name.startswith("finding_") and value == "1"}

    def sent(self) -> bool:
        """Whether it can be sent."""
        return self.dialog.submit().verdict is Verdict.READY


def _choice(offered: tuple[str, ...], told: str | None, *, required: bool) -> Picked | None:
    if told == "" and not required:
        return None
    return Picked(told if told in offered else offered[0])
