"""Rows of evidence: due, kept, in order, and nameless once they belong to a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.evidence import Evidence, Failure, Kind, Stage
from storage import evidence, people
from storage.cases import cases
from storage.store import Store
from storage.work import begin
from tests.storage.conftest import NOW
from tests.storage.test_cases import case

CITIZEN = 700_000_001


@pytest.fixture
async def sent(store: Store) -> Evidence:
    """A photo of an open draft."""
    async with begin(store, now=NOW) as batch:
        await batch.load([1], [CITIZEN])
        async with batch.step(1, CITIZEN) as work:
            opened = work.open_draft("complaint", "1", {})
            one = Evidence(
                0, Kind.PHOTO, 1, Stage.PENDING, "file-1", "1.jpg", "Есік", work.person.id, opened.id, size=5
            )
            number = await evidence.insert(await work.db(), work.vault, one, at=NOW)
    return replace(one, id=number)


async def test_a_row_comes_back_as_it_was_kept(store: Store, sent: Evidence) -> None:
    stored = replace(sent, stage=Stage.STORED, size=9, mime="image/jpeg", sha256="ab" * 32, caption="Терезе")
    async with store.write() as connection:
        assert await evidence.find(connection, store.vault, sent.id) == sent
        await evidence.save(connection, store.vault, stored)
        assert await evidence.find(connection, store.vault, sent.id) == stored
        await evidence.save(connection, store.vault, replace(sent, stage=Stage.FAILED, failure=Failure.TOO_BIG))
        await evidence.drop(connection, sent.id)
        assert await evidence.find(connection, store.vault, sent.id) is None
        with pytest.raises(LookupError):
            await evidence.save(connection, store.vault, stored)


async def test_what_is_due(store: Store, sent: Evidence) -> None:
    later = NOW + timedelta(minutes=5)
    async with store.write() as connection:
        second = await evidence.insert(connection, store.vault, sent, at=NOW - timedelta(seconds=1))

        async def due(at_most: int = 20) -> list[int]:
            return [one.id for one in await evidence.due(connection, store.vault, NOW, limit=at_most)]

        assert await due() == [second, sent.id]
        assert await due(1) == [second]
        await evidence.postpone(connection, second, at=later)
        assert await due() == [sent.id]
        await evidence.save(connection, store.vault, replace(sent, stage=Stage.STORED))
        assert await due() == []
        (again,) = await evidence.due(connection, store.vault, later)
    assert (again.id, again.attempts) == (second, 1)


async def test_given_to_a_case_it_names_nobody(store: Store, sent: Evidence) -> None:
    async with store.write() as connection:
        reporter = (await people.load(connection, store.vault, [CITIZEN], NOW))[CITIZEN].person.id
        kept = await cases.insert(connection, store.vault, case(), reporter=reporter)
        second = await evidence.insert(connection, store.vault, replace(sent, position=2), at=NOW)
        with pytest.raises(ValueError, match="does not name its sender"):
            await evidence.save(connection, store.vault, replace(sent, case_id=kept.id))
        assert await evidence.count(connection, draft_id=sent.draft_id) == 2
        for one, position in ((sent, 2), (replace(sent, id=second), 1)):
            given = replace(one, person_id=None, draft_id=None, case_id=kept.id, position=position)
            await evidence.save(connection, store.vault, given)
        assert [one.id for one in await evidence.of_case(connection, store.vault, kept.id)] == [second, sent.id]
        assert await evidence.count(connection, draft_id=sent.draft_id) == 0
        assert await evidence.count(connection, case_id=kept.id) == 2
        with pytest.raises(ValueError, match="draft or of a case"):
            await evidence.count(connection)


async def test_files_of_dropped_drafts_are_found(store: Store, sent: Evidence) -> None:
    tomorrow = NOW + timedelta(days=1)
    async with store.read() as connection:
        assert await evidence.orphans(connection, since=tomorrow) == []
        assert len(await evidence.of_draft(connection, store.vault, sent.draft_id or 0)) == 1
    async with begin(store, now=NOW) as batch:
        await batch.load([2], [CITIZEN])
        async with batch.step(2, CITIZEN) as work:
            work.close_draft()
    async with store.read() as connection:
        assert await evidence.orphans(connection, since=tomorrow) == [sent.id]
        assert await evidence.orphans(connection, since=NOW) == []
