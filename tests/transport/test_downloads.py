"""Files people sent come to us in the background."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiogram.types import Update
from sqlalchemy import update

from chat.screen import Screen
from services.trust import consent, evidence
from services.trust.cellar import Cellar
from storage.schema.tables import evidence as rows
from storage.work import Work
from tests.transport.world import World, world
from transport.downloads import TRIES, TRIES_IF_GONE, Downloads


async def attach(came: Update, work: Work) -> Screen | None:
    """Every document becomes evidence of an open draft."""
    assert came.message is not None
    if came.message.document is None:
        return None
    work.person = replace(work.person, consent_version=consent.VERSION, language="kk")
    if work.draft is None:
        work.open_draft("complaint", "1", {})
    document = came.message.document
    await evidence.attach(work, "document", document.file_id, document.file_name or "", document.file_size, "")
    return None


@asynccontextmanager
async def fetching(w: World, folder: Path) -> AsyncIterator[Downloads]:
    cellar = Cellar(folder / "evidence", w.store.vault)
    downloads = Downloads(w.bot, w.store, cellar, clock=w.clock, inboxes={}, committed=w.courier.wake, tick=0.05)
    stop = asyncio.Event()
    running = asyncio.create_task(downloads.run(stop))
    try:
        yield downloads
    finally:
        stop.set()
        await running


async def states(w: World) -> list[tuple[str, str | None, int]]:
    return [tuple(row) for row in await w.rows("SELECT state, reason, attempts FROM evidence ORDER BY position")]


async def becomes(w: World, right: Callable[[list[tuple[str, str | None, int]]], bool], within: float = 4.0) -> None:
    try:
        async with asyncio.timeout(within):
            while not right(await states(w)):  # noqa: ASYNC110 - rows change without an event
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"it stayed {await states(w)}")


async def at_once(w: World) -> None:
    """As if the pauses after failures were over."""
    async with w.store.write() as connection:
        await connection.execute(update(rows).values(due_at=w.clock.now()))


async def test_files_are_fetched_and_lie_encrypted(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        for number in range(7):
            w.phone("Aigul").send_file("document", b"secret words %d" % number, name=f"{number}.pdf")
        await w.take()
        async with fetching(w, tmp_path):
            await becomes(w, lambda found: [one[0] for one in found] == ["stored"] * 7)
        files = list((tmp_path / "evidence").iterdir())
        assert len(files) == 7
        assert not any(b"secret" in file.read_bytes() for file in files)


async def test_a_file_over_the_limit_is_given_up_and_its_sender_told(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        w.phone("Aigul").send_file("document", b"x" * (evidence.DOWNLOAD_LIMIT + 1), name="big.zip")
        await w.take()
        async with fetching(w, tmp_path):
            await becomes(w, lambda found: found == [("failed", "too_big", 0)])
        assert len(await w.letters()) == 1


async def test_a_file_telegram_no_longer_has_is_given_up(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        w.phone("Aigul").send_file("document", b"x", name="a.pdf")
        updates = w.arrived()
        assert updates[0].message is not None
        assert updates[0].message.document is not None
        document = updates[0].message.document.model_copy(update={"file_id": "unknown"})
        message = updates[0].message.model_copy(update={"document": document})
        await w.intake.process([updates[0].model_copy(update={"message": message})])
        async with fetching(w, tmp_path):
            for attempt in range(1, TRIES_IF_GONE):
                await becomes(w, lambda found, want=attempt: found == [("pending", None, want)])  # type: ignore[misc]
                await at_once(w)
            await becomes(w, lambda found: found[0][:2] == ("failed", "gone"))
        assert len(await w.letters()) == 1


@pytest.mark.parametrize("broken", ["getFile", "download"])
async def test_a_broken_network_is_tried_again_later(tmp_path: Path, broken: str) -> None:
    async with world(tmp_path, handle=attach) as w:
        w.phone("Aigul").send_file("document", b"x", name="a.pdf")
        await w.take()
        w.cloud.faults.change({"network_down": 1, "only": (broken,)})
        async with fetching(w, tmp_path):
            await becomes(w, lambda found: found == [("pending", None, 1)])
            await at_once(w)
            await becomes(w, lambda found: found[0][0] == "stored")


async def test_after_many_failures_it_is_given_up(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        w.phone("Aigul").send_file("document", b"x", name="a.pdf")
        await w.take()
        w.cloud.faults.change({"bad_gateway": -1})
        async with w.store.write() as connection:
            await connection.execute(update(rows).values(attempts=TRIES - 1))
        async with fetching(w, tmp_path):
            await becomes(w, lambda found: found[0][:2] == ("failed", "network"))


async def test_a_full_disk_loses_no_file(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        w.phone("Aigul").send_file("document", b"x", name="a.pdf")
        await w.take()
        (tmp_path / "evidence").write_text("a file where the folder should be")
        async with fetching(w, tmp_path):
            await becomes(w, lambda found: found == [("pending", None, 1)])
            (tmp_path / "evidence").unlink()
            await at_once(w)
            await becomes(w, lambda found: found[0][0] == "stored")


async def test_what_was_not_fetched_is_fetched_after_a_restart(tmp_path: Path) -> None:
    async with world(tmp_path, handle=attach) as w:
        cloud = w.cloud
        w.phone("Aigul").send_file("document", b"x", name="a.pdf")
        await w.take()
    async with world(tmp_path, cloud=cloud) as again, fetching(again, tmp_path):
        await becomes(again, lambda found: found[0][0] == "stored")
