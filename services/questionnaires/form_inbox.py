"""Forms that coordinators send, from the message to the answer.

A message only notes the file, with the purpose FORM, in its own transaction: a row among the files to be fetched, which
survives a crash. The fetcher downloads it and hands row and bytes to `FormInbox.take_in`, outside of any transaction:
there the table is checked in a process of its own and the files are put into the cellar, under numbers that follow from
the row's, so that doing it again after a crash changes nothing. What comes back is written in one transaction: the
form as a draft, the notice with problems or preview, and the row's end. Until then the row is pending and is fetched
again at the next start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from domain.evidence import Evidence, Kind, Purpose
from domain.evidence import Incoming as Incoming
from domain.form_version import FormState, FormVersion, title_in
from forms import library
from forms.authoring.bundle import ENDINGS
from forms.authoring.checking import Ready
from forms.authoring.problems import Problem
from locales.texts import T, Text
from services.questionnaires.form_check import Checked, check
from services.questionnaires.form_notices import FormChecked, FormFaulty
from services.questionnaires.form_registry import Registry
from services.questionnaires.forms import OWN, in_use
from services.refusals import NotAllowed, TooMuch
from services.trust.cellar import Cellar
from storage import evidence as files
from storage import people
from storage.questionnaires import forms as rows
from storage.work import Job, Work

WAITING = 10
"""Forms of one coordinator that may be on their way at once."""
SHOWN = 10
"""Problems said in the message; the rest goes into a file."""
LONGEST_LINES = 2500
"""Characters of problems that fit into the message."""


@dataclass(frozen=True)
class Dealt:
    """What became of a file: `write` in one transaction, then `after` it was committed."""

    write: Callable[[Job], Coroutine[Any, Any, None]]
    after: Callable[[], Awaitable[None]]


def is_form(file: Incoming) -> bool:
    """Whether a file may be a form, going by its name."""
    return file.kind == Kind.DOCUMENT and file.name.lower().endswith(ENDINGS)


async def receive(work: Work, file: Incoming) -> None:
    """Notes a form that a coordinator sent, to be fetched and checked. Raises NotAllowed, TooMuch."""
    if not work.person.is_staff:
        raise NotAllowed
    conn = await work.db()
    if await files.uploads(conn, work.person.id, Purpose.FORM) >= WAITING:
        raise TooMuch(WAITING)
    noted = Evidence.upload(file, work.person.id, Purpose.FORM)
    await files.insert(conn, work.vault, noted, at=work.now)


class FormInbox:
    """Deals with the forms that were fetched."""

    def __init__(self, cellar: Cellar, registry: Registry) -> None:
        self._cellar = cellar
        self._registry = registry

    async def take_in(self, row: Evidence, content: bytes) -> Dealt:
        """Checks the form and puts it away; nothing is written to the database yet. Raises OSError."""
        checked = await check(content, row.name)
        media = {name: _number(row.id, name) for name in checked.media}
        if checked.ready is not None:
            await self._cellar.put(row.id, content)
            for name, number in media.items():
                await self._cellar.put(number, checked.media[name])
        unused: set[int] = set()

        async def write(job: Job) -> None:
            unused.clear()
            unused.update(await self._write(job, row, checked, media))

        return Dealt(write, partial(self._erase, unused))

    async def _erase(self, numbers: Collection[int]) -> None:
        for number in numbers:
            await self._cellar.erase(number)

    async def _write(self, job: Job, row: Evidence, checked: Checked, media: dict[str, int]) -> set[int]:
        """Keeps the form or says why not; the numbers of files that are not needed any more."""
        conn = await job.db()
        if row.person_id is None or await files.find(conn, job.vault, row.id) is None:
            return {row.id, *media.values()}
        await files.drop(conn, row.id)
        reader = await people.get(conn, job.vault, row.person_id)
        language = reader.language or "kk"
        ready, problems = checked.ready, checked.problems
        if ready is not None and (refused := await _refused(job, ready)) is not None:
            ready, problems = None, (*problems, refused)
        if ready is None:
            job.notify(reader.id, _faulty(checked.file_name, problems, language), key=f"form:{row.id}")
            return {row.id, *media.values()}
        gone = await _drafts(job, ready.form)
        for old in gone:
            await rows.drop(conn, old.id)
        kept = await rows.insert(
            conn, job.vault, _version(job, row, ready, media), ready.xform, by=reader.id, at=job.now
        )
        self._registry.forget(kept.form, kept.version)
        replaced = await in_use(job, kept.form) or ""
        job.notify(reader.id, _checked(kept, ready, problems, replaced, language), key=f"form:{row.id}")
        return {number for old in gone for number in old.files} - set(kept.files)


def _number(row: int, name: str) -> int:
    """Where a file from an archive lies: the same at every try."""
    return int.from_bytes(hashlib.sha256(f"{row}/{name}".encode()).digest()[:6], "big")


async def _refused(job: Job, ready: Ready) -> Problem | None:
    """Why a sound form is not taken: the bot needs its own, and a version is one thing only."""
    if ready.form in OWN:
        return Problem("form-own", {"form": ready.form}, sheet="settings", column="form_id")
    stored = await rows.version_of(await job.db(), job.vault, ready.form, ready.version) if ready.version else None
    own = library.about(ready.form).version if ready.form in library.names() else ""
    if (stored is not None and stored.state is not FormState.DRAFT) or (ready.version and ready.version == own):
        args: dict[str, str | int] = {"form": ready.form, "version": ready.version}
        return Problem("version-taken", args, sheet="settings", column="version")
    return None


async def _drafts(job: Job, form: str) -> list[FormVersion]:
    """Drafts of the form sent before: the new one takes their place."""
    stored = await rows.listed(await job.db(), job.vault, (FormState.DRAFT,))
    return [one for one in stored if one.form == form]


def _version(job: Job, row: Evidence, ready: Ready, media: dict[str, int]) -> FormVersion:
    return FormVersion(
        id=0,
        form=ready.form,
        # A form without a version gets the moment it came, so that the next one differs.
        version=ready.version or f"{job.now:%Y%m%d%H%M%S}",
        state=FormState.DRAFT,
        title=ready.title,
        file_name=row.name,
        languages=ready.languages,
        questions=ready.questions,
        minutes=ready.minutes,
        source=row.id,
        media=media,
    )


def _checked(
    kept: FormVersion, ready: Ready, problems: Collection[Problem], replaced: str, language: str
) -> FormChecked:
    return FormChecked(
        form=kept.id,
        title=title_in(kept.title, language),
        questions=kept.questions,
        minutes=kept.minutes,
        languages=languages_text(ready.languages, ready.complete),
        version=kept.version,
        warnings=T("forms-warnings", lines=_lines(problems, language)[0]) if problems else T("forms-no-warnings"),
        replaced=replaced,
    )


def languages_text(languages: Collection[str], complete: Collection[str]) -> Text:
    """«kk and ru complete», or what is lacking."""
    whole = {"kk", "ru"} & set(complete)
    if whole == {"kk", "ru"}:
        return T("forms-languages-both")
    if {"kk", "ru"} & set(languages):
        return T("forms-languages-some", complete=", ".join(sorted(whole)) or "–")
    return T("forms-languages-none")


def _faulty(name: str, problems: Collection[Problem], language: str) -> FormFaulty:
    lines, whole = _lines(problems, language)
    return FormFaulty(name, len(problems), lines, "" if whole else _report(problems, language))


def _lines(problems: Collection[Problem], language: str) -> tuple[str, bool]:
    """The first problems, a line each, and whether these are all."""
    said = [f"• {problem.text(language)}" for problem in problems]
    shown = said[:SHOWN]
    while len("\n".join(shown)) > LONGEST_LINES and len(shown) > 1:
        shown = shown[:-1]
    return "\n".join(shown)[:LONGEST_LINES], len(shown) == len(said)


def _report(problems: Collection[Problem], language: str) -> str:
    return "\n".join(f"{number}. {problem.text(language)}" for number, problem in enumerate(problems, 1)) + "\n"
