"""Files people send: noted at once, fetched in the background, hashed, stripped for showing, encrypted.

A file's row is made in the transaction of the message that brought it (`attach`). The fetcher then takes what is
`waiting`, downloads it, puts it into the cellar and calls `keep`, or `give_up` where it cannot be had.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import file_kind
from domain.evidence import KEPT, Evidence, Failure, Kind, Purpose, Stage
from domain.evidence import Incoming as Incoming
from locales.texts import T, Text
from services.cases import notices
from services.messaging import talk_files
from services.questionnaires.form_notices import AnswerFileLost, CodeUnread, FormLost
from services.refusals import NoConsent, NotFound, TooHeavy, TooMuch
from services.trust.cellar import Cellar, Kept
from storage import evidence as rows
from storage.cases import cases
from storage.questionnaires import submissions
from storage.store import Store
from storage.work import Job, Work

LIMIT = 40
"""Files of one complaint."""
MEGABYTE = 1_000_000
REPORT_LIMIT = 400 * MEGABYTE
"""Bytes of all files of one complaint."""
DOWNLOAD_LIMIT = 20 * MEGABYTE
"""What Telegram lets a bot fetch."""
ORPHANED = timedelta(hours=1)
ICONS = {Kind.PHOTO: "🖼", Kind.VIDEO: "🎞", Kind.VOICE: "🎙", Kind.AUDIO: "🎵", Kind.DOCUMENT: "📄"}


@dataclass(frozen=True)
class EvidenceLine:
    """A file as reporter and desk see it in a list; `hash_shown` is None until it is kept."""

    id: int
    kind: Kind
    number: int
    stage: Stage
    failure: Failure | None
    caption: str
    size: int | None
    hash_shown: str | None
    disguised: str | None = None
    """What it is by its content, where its name says otherwise."""
    sealed_on: str | None = None
    """ISO date since which only the holder of the offline key can open it."""


async def attach(work: Work, kind: str, file_id: str, name: str, size: int | None, caption: str) -> str:
    """Notes a file of the open draft; the name under which the form's answers carry it.

    Raises NoConsent, TooMuch, TooHeavy, NotFound without a draft; ValueError for no `Kind`.
    """
    if work.draft is None:
        raise NotFound
    file = Incoming(kind, file_id, name, size, caption)
    return str(await _note(work, file, draft_id=work.draft.id, person_id=work.person.id))


async def attach_to_case(work: Work, file: Incoming, case_id: int) -> int:
    """Notes a file of a case; the caller has checked that it is the person's. Raises NoConsent, TooMuch, TooHeavy."""
    return await _note(work, file, case_id=case_id)


async def _note(
    work: Work,
    file: Incoming,
    *,
    draft_id: int | None = None,
    person_id: int | None = None,
    case_id: int | None = None,
) -> int:
    if work.person.consent_version is None:
        raise NoConsent
    conn = await work.db()
    count = await rows.count(conn, draft_id=draft_id, case_id=case_id)
    if count >= LIMIT:
        raise TooMuch(LIMIT)
    if await rows.weight(conn, draft_id=draft_id, case_id=case_id) + (file.size or 0) > REPORT_LIMIT:
        raise TooHeavy(REPORT_LIMIT // MEGABYTE)
    noted = Evidence(
        id=0,
        kind=Kind(file.kind),
        position=count + 1,
        stage=Stage.PENDING,
        file_id=file.file_id,
        name=file.name,
        caption=file.caption,
        person_id=person_id,
        draft_id=draft_id,
        case_id=case_id,
        size=file.size,
    )
    return await rows.insert(conn, work.vault, noted, at=work.now)


async def detach(work: Work, evidence_id: int) -> None:
    """Takes a file out of the open draft; within hours it is erased with the orphans. One that was handed in before,
    with answers that are being put right, stays with them. Raises NotFound."""
    row = await rows.find(await work.db(), work.vault, evidence_id)
    if row is not None and row.submission_id is not None:
        return
    if row is None or row.person_id != work.person.id or row.case_id is not None:
        raise NotFound
    await rows.save(await work.db(), work.vault, replace(row, person_id=None, draft_id=None))


async def join(work: Work, case_id: int, captions: Mapping[str, str]) -> tuple[EvidenceLine, ...]:
    """Gives the draft's files to the case, in this order; they no longer name the person. Raises NotFound.

    `captions`: what was said of each file, by its name from `attach`.
    """
    if not captions:
        return ()
    conn = await work.db()
    for position, (name, caption) in enumerate(captions.items(), 1):
        row = await rows.find(conn, work.vault, int(name))
        if row is None or row.person_id != work.person.id or row.case_id is not None:
            raise NotFound
        said = caption or row.caption
        joined = replace(row, person_id=None, draft_id=None, case_id=case_id, position=position, caption=said)
        await rows.save(conn, work.vault, joined)
    return await of_case(work, case_id)


async def of_draft(work: Work, names: Collection[str], corrects: int | None = None) -> tuple[Evidence, ...]:
    """The files of the open draft with these names from `attach`, in this order; also those of the submission that it
    `corrects`, which the caller knows to be the person's. Raises NotFound."""
    found = []
    for name in names:
        row = await rows.find(await work.db(), work.vault, int(name)) if name.isdecimal() else None
        own = row is not None and row.person_id == work.person.id and row.draft_id is not None
        if row is None or not (own or (corrects is not None and row.submission_id == corrects)):
            raise NotFound
        found.append(row)
    return tuple(found)


async def join_submission(
    work: Work, submission_id: int, files: Sequence[Evidence], captions: Mapping[str, str]
) -> None:
    """Gives files of the draft to a submission, in this order; they no longer name the person. `captions` as for
    `join`."""
    for position, row in enumerate(files, 1):
        handed = replace(row, person_id=None, draft_id=None, submission_id=submission_id, position=position)
        said = captions.get(str(row.id)) or row.caption
        await rows.save(await work.db(), work.vault, replace(handed, caption=said))


async def of_case(job: Job, case_id: int) -> tuple[EvidenceLine, ...]:
    """The files of a case in order. Who may ask is the caller's to check."""
    found = await rows.of_case(await job.db(), job.vault, case_id)
    return tuple(_line(number, row) for number, row in enumerate(found, 1))


def _line(number: int, row: Evidence) -> EvidenceLine:
    disguised = file_kind.disguised(row.name, row.mime)
    return EvidenceLine(
        row.id,
        row.kind,
        number,
        row.stage,
        row.failure,
        row.caption,
        row.size,
        row.hash_shown,
        disguised,
        row.sealed_on,
    )  # fmt: skip


def hashes(lines: Sequence[EvidenceLine]) -> str:
    """Number, kind and the first characters of the SHA-256 of each file kept, a line each."""
    return "\n".join(f"{line.number}. {ICONS[line.kind]} {line.hash_shown}" for line in lines if line.hash_shown)


def receipt_text(lines: Sequence[EvidenceLine]) -> Text:
    """What the receipt says of the files."""
    coming = sum(line.stage is Stage.PENDING for line in lines)
    if coming:
        return T("receipt-files-coming", count=len(lines))
    kept = hashes(lines)
    return T("receipt-files-kept", hashes=kept) if kept else T("receipt-no-files")


async def waiting(job: Job, *, limit: int = 20) -> list[Evidence]:
    """Files to be fetched now, the oldest first."""
    return await rows.due(await job.db(), job.vault, job.now, limit=limit)


async def keep(job: Job, kept: Kept) -> None:
    """Notes that the file lies in the cellar; when it was the last of a case, its reporter gets the hashes."""
    conn = await job.db()
    row = await rows.find(conn, job.vault, kept.evidence_id)
    if row is None:
        return
    stored = replace(row, stage=Stage.STORED, sha256=kept.sha256, size=kept.size, mime=kept.mime)
    await rows.save(conn, job.vault, stored)
    if row.case_id is not None:
        await _tell_when_complete(job, row.case_id)


async def _tell_when_complete(job: Job, case_id: int) -> None:
    lines = await of_case(job, case_id)
    case = await cases.find(await job.db(), job.vault, case_id)
    kept = [line for line in lines if line.stage in KEPT]
    if case is None or not kept or any(line.stage is Stage.PENDING for line in lines):
        return
    reporter = await cases.reporter_of(await job.db(), job.vault, case_id)
    if reporter is not None:
        notice = notices.EvidenceKept(case.id, case.code, len(kept), hashes(lines))
        job.notify(reporter, notice, key=f"evidence-kept:{case_id}:{len(kept)}")


async def retry(job: Job, evidence_id: int, *, after: timedelta) -> None:
    """The file could not be fetched just now; it is due again after a while."""
    await rows.postpone(await job.db(), evidence_id, at=job.now + after)


async def give_up(job: Job, evidence_id: int, failure: Failure) -> None:
    """The file cannot be had: its sender is told, with a way out. Once; a file that is gone or kept is left alone."""
    conn = await job.db()
    row = await rows.find(conn, job.vault, evidence_id)
    if row is None or row.stage is not Stage.PENDING:
        return
    if row.purpose is not None:
        await _upload_lost(job, row, failure)
        return
    await rows.save(conn, job.vault, replace(row, stage=Stage.FAILED, failure=failure))
    if row.submission_id is not None:
        await _answer_lost(job, row, row.submission_id)
        return
    to = row.person_id if row.case_id is None else await cases.reporter_of(conn, job.vault, row.case_id)
    if to is None:
        return
    case_id, what = row.case_id or 0, T(row.kind.name_key)
    notice = (
        notices.EvidenceTooBig(case_id, what, row.position, DOWNLOAD_LIMIT // MEGABYTE)
        if failure is Failure.TOO_BIG
        else notices.EvidenceFailed(case_id, what, row.position)
    )
    job.notify(to, notice, key=f"evidence-failed:{evidence_id}")
    if row.case_id is not None:
        await _tell_when_complete(job, row.case_id)


async def _upload_lost(job: Job, row: Evidence, failure: Failure) -> None:
    """A file sent for a purpose of its own: nothing is kept of it, so that it can be sent again."""
    if row.purpose is Purpose.TALK:
        await talk_files.lost(job, row, failure, DOWNLOAD_LIMIT // MEGABYTE)
        return
    await rows.drop(await job.db(), row.id)
    if row.person_id is not None and row.purpose is Purpose.BARCODE:
        job.notify(row.person_id, CodeUnread(), key=f"code:{row.id}")
    elif row.person_id is not None:
        too_big = T("forms-lost-big", limit=DOWNLOAD_LIMIT // MEGABYTE)
        why = too_big if failure is Failure.TOO_BIG else T("forms-lost-gone")
        job.notify(row.person_id, FormLost(row.name, why), key=f"form-lost:{row.id}")


async def _answer_lost(job: Job, row: Evidence, submission_id: int) -> None:
    to = await submissions.submitter_of(await job.db(), job.vault, submission_id)
    if to is not None:
        job.notify(to, AnswerFileLost(T(row.kind.name_key), row.position), key=f"evidence-failed:{row.id}")


async def erase_orphans(store: Store, cellar: Cellar, now: datetime) -> int:
    """Erases files whose draft was dropped, or whose case was erased, and that came an hour ago or earlier; how many.

    The files go first and without a transaction: overwriting takes its time. A row that is left is done again.
    """
    async with store.read() as conn:
        orphans = await rows.orphans(conn, since=now - ORPHANED)
    for evidence_id in orphans:
        await cellar.erase(evidence_id)
    if orphans:
        async with store.write() as conn:
            for evidence_id in orphans:
                await rows.drop(conn, evidence_id)
    return len(orphans)


async def read(cellar: Cellar, evidence_id: int) -> bytes:
    """The file for showing: the display copy of a picture, anything else as it is. Raises as `Cellar.shown`."""
    return await cellar.shown(evidence_id)
