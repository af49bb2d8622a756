"""Files from the message that brought them to the cellar, and pictures that mean harm."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from domain.evidence import Failure, Incoming, Stage
from services.cases import complaints, filing, notices
from services.refusals import NoConsent, NotFound, StaleMove, TooMuch
from services.trust import evidence
from services.trust.cellar import Cellar, NotShowable, mime_of
from storage.schema import tables
from storage.vault import Tampered, Vault
from tests.services.conftest import AIGUL, ANSWERS, MARAT, SAULE, Town

PDF = b"%PDF-1.7 forty-two pages"
WHERE = "Somewhere Street 5"


def photo(size: tuple[int, int] = (64, 48), kind: str = "JPEG") -> bytes:
    """A picture whose EXIF says where and how it was taken: on its side."""
    exif = Image.Exif()
    exif[0x010E] = WHERE
    exif[0x0112] = 6
    made = io.BytesIO()
    Image.new("RGB", size, (200, 10, 10)).save(made, kind, exif=exif)
    return made.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


async def with_draft(town: Town, *captions: str, size: int | None = None) -> list[str]:
    """Aigul's draft with files; their names."""
    await town.agrees(AIGUL)
    async with town.acts(AIGUL) as work:
        work.open_draft("complaint", "1", {})
        return [
            await evidence.attach(work, "photo", f"file-{number}", "photo.jpg", size, caption)
            for number, caption in enumerate(captions)
        ]


async def submitted(town: Town, names: list[str]) -> filing.Receipt:
    files = {f"/data/evidence[{number}]/file": name for number, name in enumerate(names, 1)}
    async with town.acts(AIGUL) as work:
        return await filing.submit(work, ANSWERS | files)


async def fetched(town: Town, name: str, data: bytes) -> None:
    kept = await town.cellar.put(int(name), data)
    async with town.clock_acts() as job:
        await evidence.keep(job, kept)


async def test_files_of_a_draft_go_to_the_case_in_order_and_lose_their_sender(town: Town) -> None:
    first, second, dropped = await with_draft(town, "бірінші", "", "керек емес")
    async with town.acts(AIGUL) as work:
        await evidence.detach(work, int(dropped))
    receipt = await submitted(town, [second, first])
    assert [(line.id, line.number, line.caption) for line in receipt.evidence] == [
        (int(second), 1, ""),
        (int(first), 2, "бірінші"),
    ]
    assert {(row["person_id"], row["draft_id"]) for row in await town.rows(tables.evidence)} == {(None, None)}


async def test_a_caption_changed_in_the_form_wins(town: Town) -> None:
    (name,) = await with_draft(town, "ескі")
    async with town.acts(AIGUL) as work:
        receipt = await filing.submit(
            work, ANSWERS | {"/data/evidence[1]/file": name, "/data/evidence[1]/caption": "жаңа"}
        )
    assert receipt.evidence[0].caption == "жаңа"


@pytest.mark.parametrize("act", ["submit", "detach"])
async def test_nobody_takes_somebody_elses_file(town: Town, act: str) -> None:
    (name,) = await with_draft(town, "")
    await town.agrees(MARAT)
    with pytest.raises(NotFound):
        async with town.acts(MARAT) as work:
            await (
                filing.submit(work, ANSWERS | {"/data/evidence[1]/file": name})
                if act == "submit"
                else evidence.detach(work, int(name))
            )
    assert await town.rows(tables.complaint) == []
    assert len(await town.rows(tables.evidence)) == 1


async def test_no_file_is_noted_without_consent_or_draft(town: Town) -> None:
    async with town.acts(AIGUL) as work:
        with pytest.raises(NotFound):
            await evidence.attach(work, "photo", "x", "", None, "")
        work.open_draft("complaint", "1", {})
        with pytest.raises(NoConsent):
            await evidence.attach(work, "photo", "x", "", None, "")
    assert await town.rows(tables.evidence) == []


async def test_there_is_a_limit(town: Town) -> None:
    await with_draft(town, *[""] * evidence.LIMIT)
    with pytest.raises(TooMuch):
        async with town.acts(AIGUL) as work:
            await evidence.attach(work, "photo", "one more", "", None, "")


async def test_the_receipt_lists_hashes_of_files_that_are_kept(town: Town) -> None:
    (name,) = await with_draft(town, "")
    data = photo()
    await fetched(town, name, data)
    receipt = await submitted(town, [name])
    digest = hashlib.sha256(data).hexdigest()
    assert receipt.evidence[0].hash_shown == digest[:12]
    (notice,) = await town.mail(AIGUL)
    assert isinstance(notice, notices.ReceiptGiven)
    assert notice.evidence.key == "receipt-files-kept"
    assert digest[:12] in str(notice.evidence.args["hashes"])


async def test_hashes_follow_when_the_last_file_is_kept(town: Town) -> None:
    names = await with_draft(town, "", "")
    await submitted(town, names)
    (receipt,) = await town.mail(AIGUL)
    assert isinstance(receipt, notices.ReceiptGiven)
    assert (receipt.evidence.key, receipt.evidence.args) == ("receipt-files-coming", {"count": 2})
    await fetched(town, names[0], photo())
    assert await town.mail(AIGUL) == []
    await fetched(town, names[1], PDF)
    await fetched(town, names[1], PDF)
    (kept,) = await town.mail(AIGUL)
    assert isinstance(kept, notices.EvidenceKept)
    assert (kept.count, len(kept.hashes.splitlines())) == (2, 2)


async def test_a_file_too_big_is_said_once_with_a_way_out(town: Town) -> None:
    (name,) = await with_draft(town, "")
    for _ in range(2):
        async with town.clock_acts() as job:
            await evidence.give_up(job, int(name), Failure.TOO_BIG)
    (told,) = await town.mail(AIGUL)
    assert isinstance(told, notices.EvidenceTooBig)
    assert (told.case, told.number, told.limit_mb) == (0, 1, 20)


async def test_a_lost_file_of_a_case_is_said_to_its_reporter_and_the_others_are_listed(town: Town) -> None:
    names = await with_draft(town, "", "")
    receipt = await submitted(town, names)
    await town.mail(AIGUL)
    await fetched(town, names[0], photo())
    async with town.clock_acts() as job:
        await evidence.give_up(job, int(names[1]), Failure.GONE)
    failed, kept = await town.mail(AIGUL)
    assert isinstance(failed, notices.EvidenceFailed)
    assert failed.case == receipt.case_id
    assert isinstance(kept, notices.EvidenceKept)
    assert kept.count == 1


async def test_fetching_again_later(town: Town) -> None:
    (name,) = await with_draft(town, "")
    async with town.clock_acts() as job:
        assert [row.id for row in await evidence.waiting(job)] == [int(name)]
        await evidence.retry(job, int(name), after=timedelta(minutes=5))
        assert await evidence.waiting(job) == []
    town.now += timedelta(minutes=6)
    async with town.clock_acts() as job:
        assert [(row.attempts, row.stage) for row in await evidence.waiting(job)] == [(1, Stage.PENDING)]


async def test_an_album_sent_to_a_case_is_told_to_the_desk_once(town: Town) -> None:
    receipt = await town.reports(AIGUL)
    await town.mail(SAULE)
    for number in range(3):
        async with town.acts(AIGUL) as work:
            await complaints.add_evidence(work, receipt.case_id, Incoming("photo", f"f{number}"))
    assert [type(notice) for notice in await town.mail(SAULE)] == [notices.EvidenceAdded]
    with pytest.raises(NotFound):
        async with town.acts(MARAT) as work:
            await complaints.add_evidence(work, receipt.case_id, Incoming("photo", "x"))
    async with town.acts(AIGUL) as work:
        await complaints.withdraw(work, receipt.case_id)
    with pytest.raises(StaleMove):
        async with town.acts(AIGUL) as work:
            await complaints.add_evidence(work, receipt.case_id, Incoming("photo", "x"))


async def test_files_of_a_dropped_draft_are_erased(town: Town, tmp_path: Path) -> None:
    (name,) = await with_draft(town, "")
    await fetched(town, name, photo())
    async with town.acts(AIGUL) as work:
        work.close_draft()
    town.now += timedelta(hours=2)
    assert await evidence.erase_orphans(town.store, town.cellar, town.now) == 1
    assert await town.rows(tables.evidence) == []
    assert list((tmp_path / "evidence").iterdir()) == []


# The cellar


@pytest.fixture
def cellar(tmp_path: Path) -> Cellar:
    return Cellar(tmp_path / "evidence", Vault({1: bytes(range(32))}, current=1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_the_original_is_kept_to_the_byte_and_the_copy_has_no_exif(cellar: Cellar, kind: str) -> None:
    data = photo(kind=kind)
    kept = await cellar.put(7, data)
    assert (kept.sha256, kept.size, kept.has_display) == (hashlib.sha256(data).hexdigest(), len(data), True)
    assert await cellar.original(7) == data
    shown = await cellar.shown(7)
    assert WHERE.encode() not in shown
    with Image.open(io.BytesIO(shown)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (48, 64), {})


async def test_large_pictures_are_shown_smaller(cellar: Cellar) -> None:
    await cellar.put(7, photo((4000, 3000)))
    with Image.open(io.BytesIO(await cellar.shown(7))) as picture:
        assert max(picture.size) == 2560


async def test_what_lies_on_disk_is_encrypted_and_bound_to_its_number(cellar: Cellar, tmp_path: Path) -> None:
    await cellar.put(7, PDF)
    (file,) = (tmp_path / "evidence").iterdir()
    assert b"%PDF" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    file.rename(file.with_name("8.original"))
    with pytest.raises(Tampered):
        await cellar.original(8)


async def test_documents_are_shown_as_they_are(cellar: Cellar) -> None:
    await cellar.put(7, PDF)
    assert await cellar.shown(7) == PDF


@pytest.mark.parametrize(
    "data",
    [bomb(60_000, 60_000), bomb(6000, 6000), bomb(100, 100), photo()[:200], b"\xff\xd8\xff\xe0" + bytes(64), b"GIF89a"],
    ids=["huge", "large", "cut-png", "cut-jpeg", "no-jpeg", "no-gif"],
)
async def test_hostile_and_broken_pictures_are_kept_but_not_shown(cellar: Cellar, data: bytes) -> None:
    kept = await cellar.put(7, data)
    assert not kept.has_display
    assert await cellar.original(7) == data
    with pytest.raises(NotShowable):
        await cellar.shown(7)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (PDF, "application/pdf"),
        (b"OggS" + bytes(20), "audio/ogg"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"", "application/octet-stream"),
        ("сәлем".encode(), "application/octet-stream"),
    ],
)
def test_the_type_is_read_from_the_bytes(data: bytes, mime: str) -> None:
    assert mime_of(data) == mime
