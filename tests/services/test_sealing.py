"""Which files are closed to the offline key, and what happens where that cannot be done."""

from __future__ import annotations

from datetime import timedelta

import pyrage
import sqlalchemy as sa

from domain.complaint import RejectReason
from services.cases import complaints, desk
from services.trust import evidence
from services.trust.evidence import Incoming
from services.trust.sealing import Sealing
from storage.schema import tables
from storage.schema.triage_tables import case_merge
from tests.services.conftest import AIGUL, MARAT, SAULE, Town, town

__all__ = ["town"]

OWNER = pyrage.x25519.Identity.generate()
AFTER = timedelta(days=14)


async def with_file(town: Town, who: int) -> tuple[int, int]:
    """A case and its one file."""
    receipt = await town.reports(who)
    async with town.acts(who) as work:
        number = await complaints.add_evidence(work, receipt.case_id, Incoming("document", "f", "x.pdf", 3))
    kept = await town.cellar.put(number, b"%PDF-1.7 receipt")
    async with town.clock_acts() as job:
        await evidence.keep(job, kept)
    return receipt.case_id, number


def parts(town: Town) -> dict[int, str]:
    return {int(one.stem): one.suffix for one in town.cellar._folder.iterdir()}


async def test_a_merged_case_is_sealed_with_the_one_it_was_merged_into(town: Town) -> None:
    (main, first), (merged, second) = await with_file(town, AIGUL), await with_file(town, MARAT)
    staff = await town.id_of(SAULE)
    async with town.store.write() as conn:
        await conn.execute(sa.update(tables.complaint).where(tables.complaint.c.id == merged).values(state="merged"))
        row = {"complaint_id": merged, "into_id": main, "merged_by": staff, "at": town.now}
        await conn.execute(sa.insert(case_merge).values(**row))
    sealing = Sealing(town.store, town.cellar, [str(OWNER.to_public())], AFTER)
    town.now += timedelta(days=100)
    assert await sealing.step(town.now) == 0, "the main case goes on"
    async with town.acts(SAULE) as work:
        await desk.reject(work, main, RejectReason.SPAM)
    assert await sealing.step(town.now + timedelta(days=13)) == 0
    town.now += timedelta(days=15)
    assert await sealing.step(town.now) == 2
    assert parts(town) == {first: ".age", second: ".age"}
    assert await sealing.step(town.now) == 0, "once"


async def test_a_file_that_is_not_what_its_hash_says_stays_as_it_is_and_one_half_done_is_finished(town: Town) -> None:
    (one, damaged), (other, half) = await with_file(town, AIGUL), await with_file(town, MARAT)
    await town.cellar.put(damaged, b"%PDF-1.7 something else")
    for case_id in (one, other):
        async with town.acts(SAULE) as work:
            await desk.reject(work, case_id, RejectReason.SPAM)
    recipients = [str(OWNER.to_public())]
    (row,) = [row for row in await town.rows(tables.evidence) if row["id"] == half]
    assert row["state"] == "stored"
    digest = (await town.cellar.put(half, b"%PDF-1.7 receipt")).sha256
    assert await town.cellar.close(half, digest, recipients), "killed before its row was written"
    sealing = Sealing(town.store, town.cellar, recipients, AFTER)
    assert await sealing.step(town.now + timedelta(days=15)) == 1
    assert parts(town) == {damaged: ".original", half: ".age"}
    states = {row["id"]: row["state"] for row in await town.rows(tables.evidence)}
    assert states == {damaged: "stored", half: "sealed"}
    assert pyrage.decrypt(await town.cellar.closed(half), [OWNER]) == b"%PDF-1.7 receipt"
