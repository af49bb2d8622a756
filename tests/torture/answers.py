"""How a citizen answers each question of the complaint form: by button or by typing, in one message or in several."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from playground.people.phone import Phone
from tests.torture.plans import File, Plan
from tests.torture.reading import Seen, choices, label_of, said

if TYPE_CHECKING:
    from tests.torture.citizen import Citizen

ALMATY_PLACE = (43.2389, 76.8897)


class Answers:
    """What was answered so far in one complaint. `hashes`: SHA-256 of its files, as Telegram has them."""

    def __init__(self, citizen: Citizen, plan: Plan) -> None:
        self.citizen = citizen
        self.plan = plan
        self.given: list[str] = []
        self.hashes: list[str] = []
        self.correcting = ""
        self._offered = ""
        self._words = 0

    def label(self, question: str) -> str:
        """The question as the citizen reads it."""
        return label_of(question, self.plan.language)

    async def answer(self, seen: Seen) -> None:
        """Answers what is asked. A question that was answered before is asked again only to correct it."""
        question = seen.question
        several = question in ("story", "file")
        if question in self.given and not several and question != self.correcting:
            self.citizen.complain(f"{question} was asked again: its answer is lost")
        self.correcting = ""
        await self._how(question)(seen)
        if question not in self.given:
            self.given.append(question)

    def _how(self, question: str) -> Callable[[Seen], Awaitable[None]]:
        ways: dict[str, Callable[[Seen], Awaitable[None]]] = {
            "category": lambda seen: self._chooses(seen, self.plan.category),
            "region": lambda seen: self._chooses(seen, self.plan.region),
            "district": lambda seen: self._chooses(seen, self.plan.district),
            "identity": lambda seen: self._chooses(seen, "named" if self.plan.named else "anonymous"),
            "institution": lambda seen: self._types(seen, self.plan.institution),
            "amount": lambda seen: self._types(seen, self.plan.amount[0]),
            "contact": lambda seen: self._types(seen, self.plan.contact),
            "place": self._place,
            "when": self._when,
            "story": self._story,
            "file": self._files,
        }
        return ways[question]

    async def _chooses(self, seen: Seen, value: str) -> None:
        label = choices(self.plan.language)[value]
        found = [shown for shown in seen.shown.labels if shown.removeprefix("● ") == label]
        numbered = re.search(rf"^(\d+)\. {re.escape(label)}$", seen.shown.text, re.MULTILINE)
        if seen.question in self.plan.typed or not (found or numbered):
            await self.citizen.says(label)
        else:
            await self.citizen.taps_label(found[0] if found else numbered[1] if numbered else "")

    async def _types(self, seen: Seen, text: str) -> None:
        if seen.question in self.plan.skipped and seen.question not in self.given:
            await self.citizen.taps("form-skip")
        else:
            await self.citizen.says(text)

    async def _place(self, seen: Seen) -> None:
        """From the keyboard under the composer, or as coordinates."""
        if "place" in self.plan.typed:
            await self.citizen.says(", ".join(map(str, ALMATY_PLACE)))
            return
        skip = said("form-skip", self.plan.language)
        if "place" in self.plan.skipped:
            await self.citizen.does(lambda: self.citizen.phone.press(skip), "press skip")
        else:
            await self.citizen.does(lambda: self.citizen.phone.send_location(*ALMATY_PLACE), "a location")

    async def _when(self, seen: Seen) -> None:
        if "when" in self.plan.skipped:
            await self.citizen.taps("form-skip")
        elif "when" in self.plan.typed:
            await self.citizen.says("14.05.2025")
        else:
            await self.citizen.taps("form-yesterday")

    async def _story(self, seen: Seen) -> None:
        if self._words < len(self.plan.story):
            self._words += 1
            await self.citizen.says(self.plan.story[self._words - 1])
        else:
            await self.citizen.taps("form-done")

    # ------------------------------------------------------------ files

    async def offers_file(self) -> None:
        """Sends the first file to the idle bot."""
        await self.citizen.does(lambda: self._sends(self.plan.files[:1]), "a file to the idle bot")
        self._offered, self.hashes = self.hashes[0], []

    async def _files(self, seen: Seen) -> None:
        there = said("form-remove-last", self.plan.language) in seen.shown.labels
        if there and not self.hashes:
            self.hashes = [self._offered]
        missing = self.plan.files[len(self.hashes) :]
        if missing:
            several = missing if self.plan.as_album and len({file.kind for file in missing}) == 1 else missing[:1]
            await self.citizen.does(lambda: self._sends(several), f"{len(several)} files")
        else:
            await self.citizen.taps("form-done" if there else "form-no-files")

    def _sends(self, files: tuple[File, ...]) -> None:
        phone = self.citizen.phone
        if len(files) > 1:
            numbers = phone.send_album([(file.kind, file.content, "") for file in files])
        else:
            numbers = [phone.send_file(files[0].kind, files[0].content)]
        self.hashes += [hash_of(phone, number) for number in numbers]


def hash_of(phone: Phone, number: int) -> str:
    """SHA-256 of a file that was just sent, of the bytes as the bot can fetch them: Telegram compresses photos."""
    body = phone.cloud.chats[phone.person.id].messages[number].body
    sent = body["photo"][-1] if "photo" in body else body["document"]
    stored = phone.cloud.files.find(sent["file_id"])
    if stored is None:
        raise LookupError("Telegram does not have what was just sent")
    return hashlib.sha256(phone.cloud.files.content(stored)).hexdigest()
