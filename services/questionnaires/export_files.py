"""Makes the files that exports.py promised: reads, decrypts and writes them, away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.ext.asyncio import AsyncConnection

from chat.screen import Made
from domain.evidence import Evidence, Kind, Stage
from domain.form_version import FormState, FormVersion
from domain.people import Role
from domain.submission import Submission
from forms import library
from forms.conversation.audit import FILE
from forms.definition import Form
from forms.xform.reader import parse_xform
from reports.archive import Archive, Instance
from reports.csv_files import csv_files
from reports.outgoing import outgoing
from reports.submission import Submission as Row
from reports.tables import Style, Table, tables
from reports.xlsx import workbook
from services import letters
from services.outreach import takeaway, takeaway_files
from services.questionnaires.exports import FileKind, Recipe, may_read
from services.refusals import NotAllowed
from services.trust import originals
from services.trust.cellar import Cellar, NotShowable
from storage import evidence as files
from storage import people
from storage.cases import cases
from storage.questionnaires import forms, submissions
from storage.store import Store
from storage.vault import Tampered

CHUNK = 100
"""Submissions that are decrypted before other work gets its turn."""
MOST_BYTES = 48_000_000
"""What the files of one zip may weigh; what is beyond is named in missing.txt."""
_ENDINGS = {Kind.PHOTO: ".jpg", Kind.VIDEO: ".mp4", Kind.VOICE: ".ogg", Kind.AUDIO: ".mp3", Kind.DOCUMENT: ""}
_BY_MIME = {
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "application/pdf": ".pdf",
}


def file_name(one: Evidence) -> str:
    """An answer's file by name, as it leaves the house: its number with an ending. Pictures leave as JPEG."""
    if (one.mime or "").startswith("image/"):
        return f"{one.id}.jpg"
    own = PurePath(one.name).suffix.lower()
    written = own if own[1:].isalnum() and own.isascii() and len(own) <= 6 else ""
    return f"{one.id}{_BY_MIME.get(one.mime or '') or written or _ENDINGS[one.kind]}"


@dataclass(frozen=True)
class Loaded:
    """A version of a form: ready to read instances with, and as XForm."""

    form: Form
    xform: str
    has_version: bool
    """Whether the form's author gave it a version; else it is one of ours."""


async def loaded(connection: AsyncConnection, store: Store, form: str, version: str) -> Loaded:
    """The form in this version; of the bot's own forms the one there is. Raises LookupError."""
    xform = await forms.xform(connection, store.vault, form, version)
    if xform is None:
        own, compiled = await asyncio.to_thread(library.compiled, form)
        return Loaded(own, compiled.xml, has_version=True)
    parsed = await asyncio.to_thread(parse_xform, xform)
    return Loaded(replace(parsed, id=form, version=version), xform, has_version=bool(parsed.version))


def sent_instance(one: Submission, attached: Sequence[Evidence], has_version: bool) -> str:
    """The instance as it leaves the house."""
    return outgoing(one.xml, {str(file.id): file_name(file) for file in attached}, has_version=has_version)


async def shown(cellar: Cellar, one: Evidence) -> bytes | None:
    """A file's bytes, pictures without EXIF; None for what is not there or may not be shown."""
    if one.stage is not Stage.STORED:
        return None
    try:
        return await cellar.shown(one.id)
    except (NotShowable, OSError, Tampered):
        return None


def log_of(one: Submission) -> dict[str, bytes]:
    """The log of a form that asks for one, by the name its instance gives it."""
    return {} if one.audit is None else {FILE: one.audit.encode()}


@dataclass(frozen=True)
class _Gathered:
    """Everything one file is made of."""

    recipe: Recipe
    rows: list[Submission]
    attached: Mapping[int, list[Evidence]]
    versions: Mapping[str, Loaded]
    newest: Loaded
    stored: FormVersion | None

    def instance(self, one: Submission) -> str:
        return sent_instance(one, self.attached.get(one.id, ()), self.versions[one.version].has_version)

    def tables(self, zone: tzinfo) -> tuple[Table, ...]:
        style = Style(self.recipe.show, self.recipe.language, zone)
        rows = [
            Row(one.instance_id, one.finished_at, self.versions[one.version].form, self.instance(one))
            for one in self.rows
        ]
        return tables(self.newest.form, rows, style)


class ExportFiles:
    """Loads what is sent: files of the cellar, and results."""

    def __init__(self, store: Store, cellar: Cellar, zone: tzinfo, now: Callable[[], datetime]) -> None:
        self._store = store
        self._cellar = cellar
        self._zone = zone
        self._now = now

    async def load(self, file: int | Made) -> bytes:
        """The bytes to send: of a file, results, or a document. Raises NotAllowed when the reader has lost the role;
        else as Cellar.shown."""
        if isinstance(file, int):
            return await self._cellar.shown(file)
        if file.recipe.startswith(f"{originals.ORIGINAL} "):
            return await self._original(file.recipe)
        if letters.is_ours(file.recipe):
            return await letters.made(file.recipe)
        if takeaway.is_ours(file.recipe):
            return await takeaway_files.made(self._store, file.recipe)
        recipe = Recipe.unpacked(file.recipe)
        async with self._store.read() as connection:
            gathered = await self._gather(connection, recipe)
        match recipe.kind:
            case FileKind.XLSX:
                return await asyncio.to_thread(lambda: workbook(gathered.tables(self._zone)))
            case FileKind.CSV:
                return await asyncio.to_thread(lambda: self._csv(gathered))
        return await self._archive(gathered)

    async def _original(self, recipe: str) -> bytes:
        """A file to the byte as it was sent, for who may see its case at this moment. Raises NotAllowed."""
        _, number, reader = recipe.split(" ")
        async with self._store.read() as connection:
            row = await files.find(connection, self._store.vault, int(number))
            case = None if row is None else await cases.find(connection, self._store.vault, row.case_id or 0)
            person = await people.get(connection, self._store.vault, int(reader))
        if row is None or case is None or not person.may(Role.COORDINATOR, case.region):
            raise NotAllowed
        return await originals.original(self._cellar, row)

    async def _gather(self, connection: AsyncConnection, recipe: Recipe) -> _Gathered:
        reader = await people.get(connection, self._store.vault, recipe.reader)
        if not reader.is_staff:
            raise NotAllowed
        weights = await submissions.weights(connection, recipe.form)
        ids = [w.id for w in weights if recipe.first <= w.id <= recipe.last and may_read(reader, w.region)]
        rows: list[Submission] = []
        attached: dict[int, list[Evidence]] = {}
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            rows += await submissions.some(connection, self._store.vault, some)
            attached |= await files.of_submissions(connection, self._store.vault, some)
        stored = await forms.listed(connection, self._store.vault, list(FormState))
        newest = next((one for one in stored if one.form == recipe.form and one.state is not FormState.DRAFT), None)
        versions = {
            version: await loaded(connection, self._store, recipe.form, version)
            for version in {one.version for one in rows} | ({newest.version} if newest else set())
        }
        latest = versions[newest.version] if newest else versions[rows[-1].version]
        return _Gathered(recipe, rows, attached, versions, latest, newest)

    def _csv(self, gathered: _Gathered) -> bytes:
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name, content in csv_files(gathered.tables(self._zone)).items():
                archive.writestr(name, content)
        return out.getvalue()

    async def _archive(self, gathered: _Gathered) -> bytes:
        out = BytesIO()
        missing: list[str] = []
        room = MOST_BYTES
        with Archive(out, self._now().astimezone(self._zone)) as archive:
            await self._add_form(archive, gathered)
            async for name, content in self._form_files(gathered):
                archive.beside(name, content)
            for one in gathered.rows:
                instance, room = await self._instance(gathered, one, room, missing)
                await asyncio.to_thread(archive.add, instance)
            if missing:
                archive.beside("missing.txt", ("\n".join(missing) + "\n").encode())
        return out.getvalue()

    async def _add_form(self, archive: Archive, gathered: _Gathered) -> None:
        archive.form(gathered.newest.xform)
        for version, form in gathered.versions.items():
            if form is not gathered.newest and form.xform != gathered.newest.xform:
                archive.form(form.xform, version)

    async def _form_files(self, gathered: _Gathered) -> AsyncIterator[tuple[str, bytes]]:
        """The table as it was sent and what came with it."""
        stored = gathered.stored
        if stored is None or stored.source is None:
            yield "form.md", library.source(gathered.recipe.form)
            return
        yield f"form{PurePath(stored.file_name).suffix.lower()}", await self._cellar.original(stored.source)
        for name, number in stored.media.items():
            yield f"form-media/{PurePath(name).name}", await self._cellar.original(number)

    async def _instance(
        self, gathered: _Gathered, one: Submission, room: int, missing: list[str]
    ) -> tuple[Instance, int]:
        kept = log_of(one)
        for file in gathered.attached.get(one.id, ()):
            content = await shown(self._cellar, file)
            if content is None or len(content) > room:
                missing.append(f"{one.instance_id}/{file_name(file)}")
                continue
            kept[file_name(file)] = content
            room -= len(content)
        received = one.finished_at.astimezone(self._zone)
        return Instance(one.instance_id, received, gathered.instance(one), kept), room
