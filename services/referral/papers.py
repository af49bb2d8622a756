"""Makes the papers that notices promised: letters as PDF, the evidence as zip. When they are sent, away from the event
loop, outside any transaction; and only for a reader who still holds the role.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO, StringIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from chat.screen import Made
from domain.evidence import Evidence, Stage
from domain.people import Person, Role
from forms.definition import Form
from locales.texts import Text
from reports.official import OfficialLetter
from services import letters
from services.questionnaires import export_files
from services.questionnaires.form_labels import label_of
from services.referral.paper_recipes import PREFIX, Paper, PaperRecipe
from services.referral.referral_letters import (
    Seen,
    Told,
    complaint_letter,
    gathered,
    recommendation_letter,
    referral_letter,
    reminder_letter,
    safe_name,
    speaker,
)
from services.refusals import NotAllowed, NotFound
from services.trust import originals
from services.trust.cellar import Cellar
from storage import people
from storage.referral import recommendations
from storage.store import Store
from storage.vault import Tampered, Vault

PART_BYTES = 40_000_000
"""What the files of one zip may weigh; a bot may send 50 MB."""


@dataclass(frozen=True)
class _Packed:
    """A file in the zip; no content where it could not be read."""

    name: str
    content: bytes | None
    row: Evidence
    received: datetime


def parts_of(rows: Sequence[Evidence], room: int = PART_BYTES) -> list[list[int]]:
    """Which files (by position) go into which zip, in order; each holds at least one."""
    parts: list[list[int]] = []
    left = 0
    for position, row in enumerate(rows):
        size = row.size or 0
        if not parts or size > left:
            parts.append([])
            left = room
        parts[-1].append(position)
        left -= size
    return parts


class Papers:
    """Loads what recipes with PREFIX ask for."""

    def __init__(self, store: Store, cellar: Cellar, zone: tzinfo, operator: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._cellar = cellar
        self._zone = zone
        self._operator = operator
        self._now = now

    @staticmethod
    def makes(file: Made) -> bool:
        """Whether this is one of ours."""
        return file.recipe.startswith(PREFIX)

    async def load(self, file: Made) -> bytes:
        """The paper. Raises NotAllowed when the reader has lost the role, NotFound; else as services.letters.pdf."""
        wanted = PaperRecipe.unpacked(file.recipe)
        if wanted.paper is Paper.RECOMMENDATION:
            return await self._recommendation(wanted)
        async with self._store.read() as connection:
            reader = await people.get(connection, self._vault, wanted.reader)
            try:
                told = await gathered(connection, self._vault, wanted.number)
            except LookupError:
                raise NotFound from None
            _allowed(reader, told.case.region)
        if wanted.paper is Paper.EVIDENCE:
            return await self._zip(told, wanted.part)
        made = await self._letter(wanted, told, reader)
        return await letters.pdf("official", made.data(), self._now())

    @property
    def _vault(self) -> Vault:
        return self._store.vault

    async def _letter(self, wanted: PaperRecipe, told: Told, reader: Person) -> OfficialLetter:
        say, executor = speaker(told.referral.language, self._zone), reader.alias or ""
        today = self._now().astimezone(self._zone).date()
        match wanted.paper:
            case Paper.REMINDER:
                return reminder_letter(told, say, self._operator, executor, today)
            case Paper.COMPLAINT:
                return complaint_letter(told, say, self._operator, executor, today)
        labels = await self._labels(told.seen, told.referral.language)
        return referral_letter(told, say, self._operator, executor, labels)

    async def _labels(self, seen: Sequence[Seen], language: str) -> dict[str, str]:
        """The words of the questions that found something."""
        said: dict[str, str] = {}
        for form_id, version in {(one.form, one.version) for one in seen}:
            form: Form | None = None
            try:
                async with self._store.read() as connection:
                    form = (await export_files.loaded(connection, self._store, form_id, version)).form
            except LookupError:
                form = None
            said |= {one.question: label_of(form, one.question, language) for one in seen if one.form == form_id}
        return said

    async def _recommendation(self, wanted: PaperRecipe) -> bytes:
        async with self._store.read() as connection:
            reader = await people.get(connection, self._vault, wanted.reader)
            one = await recommendations.find(connection, self._vault, wanted.number)
        if one is None:
            raise NotFound
        _allowed(reader, one.region)
        say = speaker(one.language, self._zone)
        made = recommendation_letter(one, say, self._operator, reader.alias or "")
        return await letters.pdf("official", made.data(), self._now())

    # -------------------------------------------------------------- the evidence

    async def _zip(self, told: Told, part: int) -> bytes:
        parts = parts_of([row for row, _ in told.files])
        if part >= len(parts):
            raise NotFound
        packed = []
        for position in parts[part]:
            row, received = told.files[position]
            packed.append(_Packed(_name(position + 1, row), await self._original(row), row, received))
        say = speaker(told.referral.language, self._zone)
        header = [say(Text(key)) for key in _COLUMNS]
        return await asyncio.to_thread(_zipped, packed, header, self._zone)

    async def _original(self, row: Evidence) -> bytes | None:
        try:
            return await originals.original(self._cellar, row)
        except (OSError, Tampered):
            return None


_COLUMNS = (
    "letter-column-file",
    "letter-column-size",
    "letter-column-hash",
    "letter-column-received",
    "letter-column-state",
)


def _name(number: int, row: Evidence) -> str:
    """As in the letter's list; of a file that only the offline key opens with the ending of what it is now."""
    return safe_name(number, row) + (".age" if row.stage is Stage.SEALED else "")


def _allowed(reader: Person, region: str) -> None:
    if not reader.may(Role.COORDINATOR, region):
        raise NotAllowed


def _zipped(files: Sequence[_Packed], header: Sequence[str], zone: tzinfo) -> bytes:
    """The originals, unchanged, and a manifest that says of each what it must hash to and whether it does."""
    out, table = BytesIO(), StringIO(newline="")
    manifest = csv.writer(table, lineterminator="\r\n")
    manifest.writerow(header)
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for one in files:
            local = one.received.astimezone(zone)
            manifest.writerow(
                [one.name, one.row.size or 0, one.row.sha256 or "", f"{local:%Y-%m-%d %H:%M:%S}", _state(one)]
            )
            if one.content is not None:
                info = ZipInfo(one.name, local.timetuple()[:6])
                archive.writestr(info, one.content)
        archive.writestr(ZipInfo("manifest.csv", _stamp(files, zone)), b"\xef\xbb\xbf" + table.getvalue().encode())
    return out.getvalue()


def _stamp(files: Sequence[_Packed], zone: tzinfo) -> tuple[int, int, int, int, int, int]:
    last = max((one.received for one in files), default=None)
    return (1980, 1, 1, 0, 0, 0) if last is None else last.astimezone(zone).timetuple()[:6]


def _state(one: _Packed) -> str:
    if one.content is None:
        return "missing"
    if one.row.stage is Stage.SEALED:
        return f"sealed {one.row.sealed_on}"
    return "ok" if hashlib.sha256(one.content).hexdigest() == one.row.sha256 else "changed"
