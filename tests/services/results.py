"""A published form and what was handed in of it, put straight into the storage."""

from __future__ import annotations

from dataclasses import replace

from domain.evidence import Evidence, Kind, Stage
from domain.form_version import FormState, FormVersion
from domain.submission import Submission
from storage import evidence
from storage.questionnaires import forms, submissions
from tests.reports.forms import FULL, RECEIVED, authored, filled
from tests.services.conftest import Town

FORM = "visits"
SOURCE = 7_000_001
SUBMITTER = 9_876_543_210
"""The Telegram id of whoever fills everything in."""


async def publish(town: Town, version: str = "1", *, versioned: bool = True) -> FormVersion:
    """The form in a version; without `versioned` its author gave it none."""
    _, compiled = authored(version if versioned else "")
    await town.cellar.put(SOURCE, b"PK as it was sent")
    one = FormVersion(
        id=0,
        form=FORM,
        version=version,
        state=FormState.PUBLISHED,
        title="Келу · Посещения",
        file_name="Сапар.xlsx",
        languages=("kk", "ru"),
        questions=12,
        minutes=3,
        source=SOURCE,
    )
    async with town.store.write() as conn:
        return await forms.insert(conn, town.store.vault, one, compiled.xml, by=None, at=town.now)


async def hand_in(
    town: Town, *contents: bytes, region: str | None = None, version: str = "1", after: int = 0
) -> tuple[Submission, list[int]]:
    """A full submission with these photos, one in each row of its repeat; their numbers. No bytes: still missing."""
    numbers = [await _photo(town, place, content) for place, content in enumerate(contents, start=1)]
    visits = tuple(("Айгүл", str(number), "5") for number in numbers)
    made = filled(replace(authored()[0], version=version), FULL, visits=visits or (("Ерлан", "", "6"),), after=after)
    one = Submission(
        id=0,
        instance_id=made.instance_id,
        form=FORM,
        version=version,
        language="kk",
        started_at=RECEIVED,
        finished_at=made.received_at,
        values={},
        xml=made.xml,
        region=region,
    )
    submitter = await town.id_of(SUBMITTER)
    async with town.store.write() as conn:
        kept = await submissions.insert(conn, town.store.vault, one, submitter=submitter)
        for number in numbers:
            row = await evidence.find(conn, town.store.vault, number)
            assert row is not None
            await evidence.save(conn, town.store.vault, replace(row, submission_id=kept.id))
    return kept, numbers


async def _photo(town: Town, place: int, content: bytes) -> int:
    stage = Stage.STORED if content else Stage.PENDING
    row = Evidence(0, Kind.PHOTO, place, stage, "file", size=len(content), mime="image/jpeg" if content else None)
    async with town.store.write() as conn:
        number = await evidence.insert(conn, town.store.vault, row, at=town.now)
    if content:
        await town.cellar.put(number, content)
    return number
