"""A form's results as files: asked for in a transaction, made when they are sent.

The notice in the outbox carries only what was asked for (`Made`, a recipe). Transport asks `ExportFiles.load` for the
bytes at the moment it sends them, so no file with people's answers lies about, a letter that is tried again is made
again, and a role taken away meanwhile is respected.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen
from domain.audit import RESULTS_EXPORTED
from domain.form_version import FormState, title_in
from domain.people import Person, Role
from forms import library
from locales.texts import T
from services.refusals import NotAllowed, NotFound, Refusal
from services.trust import audit
from storage.questionnaires import forms, submissions
from storage.questionnaires.submissions import Weight
from storage.work import Work

PART_BYTES = 40_000_000
"""What the files of one zip may weigh; a bot may send 50 MB."""
Show = Literal["labels", "values"]


class FileKind(StrEnum):
    """What the results can be had as."""

    XLSX = "xlsx"
    CSV = "csv"
    ZIP = "zip"


_ENDINGS = {FileKind.XLSX: ".xlsx", FileKind.CSV: "-csv.zip", FileKind.ZIP: ".zip"}
"""CSV has a file for each repeat, so it comes as a zip."""


class NothingYet(Refusal):
    """Nobody has handed the form in, in the regions of who asks."""

    key = "refused-no-results"


@dataclass(frozen=True)
class Recipe:
    """One file: who reads it, of which form, what and how. `first` and `last` are ids of submissions."""

    reader: int
    form: str
    kind: FileKind
    show: Show
    language: str
    first: int
    last: int

    def packed(self) -> str:
        """For the outbox."""
        return json.dumps(asdict(self))

    @classmethod
    def unpacked(cls, text: str) -> Recipe:
        """From `packed`."""
        values = json.loads(text)
        return cls(**{**values, "kind": FileKind(values["kind"])})


@dataclass(frozen=True)
class ResultsReady(Notice):
    """The results of a form, as a file. `part` of `parts` where they are too much for one."""

    title: str
    count: int
    part: int
    parts: int
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"recipe", "file_name"})

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)

    def screen(self) -> Screen:
        media = (Media("document", Made(self.recipe), self.file_name),)
        return Screen(words=(self.text(),), buttons=self.buttons(), media=media, fresh=True)


def may_read(person: Person, region: str | None) -> bool:
    """Coordinators read what came from their regions, and what names no region; admins everything."""
    if region is None:
        return person.is_staff
    return person.may(Role.COORDINATOR, region)


async def count(work: Work, form: str) -> int:
    """How many submissions of a form the person may read. Raises NotAllowed."""
    return len(await _readable(work, form))


async def request(work: Work, form: str, kind: FileKind, show: Show, language: str) -> int:
    """Queues the results of a form for who asks; how many submissions. Raises NotAllowed, NotFound, NothingYet."""
    readable = await _readable(work, form)
    if not readable:
        raise NothingYet
    title = await title_of(work, form)
    await audit.note(work, RESULTS_EXPORTED, f"form:{form}/{kind}")
    parts = _parts(readable) if kind is FileKind.ZIP else [readable]
    for number, part in enumerate(parts, start=1):
        recipe = Recipe(work.person.id, form, kind, show, language, part[0].id, part[-1].id)
        several = f"-{number}" if len(parts) > 1 else ""
        name = f"{_plain(form)}-{work.now:%Y-%m-%d}{several}{_ENDINGS[kind]}"
        work.notify(work.person.id, ResultsReady(title, len(part), number, len(parts), recipe.packed(), name))
    return len(readable)


async def title_of(work: Work, form: str) -> str:
    """The title of a form that coordinators see, in the person's language. Raises NotFound."""
    stored = await forms.listed(await work.db(), work.vault, list(FormState))
    newest = next((one for one in stored if one.form == form), None)
    if newest is not None:
        return newest.title_in(work.person.language or "kk")
    if form not in library.names():
        raise NotFound
    return title_in(library.about(form).title, work.person.language or "kk")


async def _readable(work: Work, form: str) -> list[Weight]:
    if not work.person.is_staff:
        raise NotAllowed
    return [one for one in await submissions.weights(await work.db(), form) if may_read(work.person, one.region)]


def _parts(weights: Collection[Weight]) -> list[list[Weight]]:
    """In the order they came, as many together as one file may hold."""
    parts: list[list[Weight]] = []
    room = 0
    for one in weights:
        if not parts or one.size > room:
            parts.append([])
            room = PART_BYTES
        parts[-1].append(one)
        room -= one.size
    return parts


def _plain(form: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in form)[:60]
