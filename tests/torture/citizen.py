"""A citizen who files one complaint after the other, whatever happens to the bot meanwhile."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import ClassVar

from tests.torture.answers import Answers
from tests.torture.patient import LOOKS_BACK, MOST_STEPS, Patient
from tests.torture.plans import DOORS, Plan, plan
from tests.torture.reading import Kind, Seen, look, said


@dataclass(frozen=True)
class Filed:
    """A complaint that was sent: what it should be, and the SHA-256 of its files in order."""

    plan: Plan
    hashes: tuple[str, ...]


@dataclass
class Citizen(Patient):
    """One who reports."""

    filed: list[Filed] = field(default_factory=list)
    continued: int = 0
    """Drafts that were left and found again at the same question."""

    who: ClassVar[str] = "citizen"

    async def live(self, closing: asyncio.Event) -> None:
        """Files at least one complaint, then others until `closing`, and finishes the last."""
        for turn in itertools.count():
            if turn and closing.is_set():
                return
            door = DOORS[(self.number + turn) % len(DOORS)]
            mark = f"№{self.number}.{turn}"
            await _Report(self, plan(self.rng, mark, self.language, door)).run()

    @property
    def in_form(self) -> bool:
        """Whether a draft is open."""
        seen = self.sees()
        return seen is not None and seen.kind in (Kind.QUESTION, Kind.REVIEW)

    def sees(self) -> Seen | None:
        """The screen in front of them."""
        return look(self.phone.screen(last=LOOKS_BACK), self.language)


class _Report:
    """One complaint from the first word to «sent»."""

    def __init__(self, citizen: Citizen, plan: Plan) -> None:
        self.citizen = citizen
        self.plan = plan
        self.answers = Answers(citizen, plan)
        self._left = False
        self._sending = False
        self._corrected = False

    async def run(self) -> None:
        for _ in range(MOST_STEPS):
            seen = self.citizen.sees()
            if self._sending and seen is not None and seen.kind in (Kind.SENT, Kind.REPORTS):
                self.citizen.filed.append(Filed(self.plan, tuple(self.answers.hashes)))
                return
            await self._next(seen)
        self.citizen.complain(f"goes in circles, now at {seen and (seen.kind, seen.question)}")
        raise RuntimeError("; ".join(self.citizen.problems))

    async def _next(self, seen: Seen | None) -> None:
        if seen is None:
            await self.citizen.says("/start")
            return
        identity = "offer-named" if self.plan.named else "offer-anonymous"
        at: dict[Kind, Callable[[], Awaitable[None]]] = {
            Kind.LANGUAGE: lambda: self.citizen.taps(f"language-{self.plan.language}"),
            Kind.MENU: lambda: self._at_menu(seen),
            Kind.EMERGENCY: lambda: self.citizen.taps("emergency-write"),
            Kind.CONSENT: lambda: self.citizen.taps("consent-agree"),
            Kind.OFFER: lambda: self.citizen.taps(identity),
            Kind.UNFINISHED: lambda: self.citizen.taps("draft-continue"),
            Kind.QUESTION: lambda: self._at_question(seen),
            Kind.REVIEW: lambda: self._at_review(seen),
            Kind.SENT: lambda: self._enter(at_menu=False),
            Kind.REPORTS: lambda: self._enter(at_menu=False),
        }
        await at[seen.kind]()

    # ------------------------------------------------------------ beginning

    async def _at_menu(self, seen: Seen) -> None:
        if said("menu-continue", self.plan.language) in seen.shown.labels:
            await self.citizen.taps("menu-continue")
        else:
            await self._enter(at_menu=True)

    async def _enter(self, *, at_menu: bool) -> None:
        if self.answers.given:
            self.citizen.complain(f"the draft is gone after {sorted(self.answers.given)}")
        match self.plan.door:
            case "menu":
                await (self.citizen.taps("menu-report") if at_menu else self.citizen.says("/report"))
            case "emergency":
                await (self.citizen.taps("menu-emergency") if at_menu else self.citizen.says("/menu"))
            case "link":
                await self.citizen.says("/start complaint")
            case "words":
                await self.citizen.says(self.plan.story[0])
            case "photo":
                await self.answers.offers_file()

    # ------------------------------------------------------------ the form

    async def _at_question(self, seen: Seen) -> None:
        if "⚠️" in seen.shown.text:
            self.citizen.complain(f"an answer to {seen.question} was refused: {seen.shown.text[-120:]!r}")
        if seen.question == self.plan.leaves_at and not self._left:
            await self._leaves(seen)
            return
        await self.answers.answer(seen)

    async def _leaves(self, seen: Seen) -> None:
        """Saves and leaves, comes back another way, and must stand at the same question."""
        self._left = True
        await self.citizen.taps("form-leave")
        await self.citizen.says("/start")
        await self.citizen.taps("draft-continue")
        again = self.citizen.sees()
        if again is None or again.question != seen.question:
            self.citizen.complain(f"left at {seen.question}, came back to {again and (again.kind, again.question)}")
        else:
            self.citizen.continued += 1

    async def _at_review(self, seen: Seen) -> None:
        if self._sending:
            self.citizen.complain("sending was answered with the review")
        if self.plan.corrects and not self._corrected and "institution" in self.answers.given:
            self._corrected = True
            await self.citizen.taps_label(self._pencil(seen))
            self.answers.correcting = "institution"
            return
        self._sending = True
        await self.citizen.taps("form-send")

    def _pencil(self, seen: Seen) -> str:
        """The button that changes the institution."""
        lines = seen.shown.text.splitlines()
        named = self.answers.label("institution")
        number = next(line for line in lines if line.endswith(named)).partition(".")[0]
        return f"✏️ {number}"
