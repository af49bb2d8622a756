"""History that the database itself protects."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.schema import tables
from storage.schema.due_tables import case_erasure
from tests.services.conftest import AIGUL, Town, town

__all__ = ["town"]

EVENT = tables.case_event


@pytest.mark.parametrize("change", [sa.update(EVENT).values(kind="other"), sa.delete(EVENT)])
async def test_history_cannot_be_changed(town: Town, change: sa.Update | sa.Delete) -> None:
    await town.reports(AIGUL)
    before = await town.rows(EVENT)
    with pytest.raises(IntegrityError, match="immutable"):
        async with town.store.write() as conn:
            await conn.execute(change)
    assert await town.rows(EVENT) == before


async def test_a_case_erased_as_a_whole_takes_its_history_along(town: Town) -> None:
    gone, stays = await town.reports(AIGUL), await town.reports(AIGUL)
    async with town.store.write() as conn:
        await conn.execute(sa.insert(case_erasure).values(complaint_id=gone.case_id, at=town.now))
        await conn.execute(sa.delete(EVENT).where(EVENT.c.complaint_id == gone.case_id))
    assert {row["complaint_id"] for row in await town.rows(EVENT)} == {stays.case_id}
    with pytest.raises(IntegrityError, match="immutable"):
        async with town.store.write() as conn:
            await conn.execute(sa.delete(EVENT))
