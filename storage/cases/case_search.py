"""Asking the blind index (storage/cases/case_words.py): which cases have these words, which are like this one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import ENDED
from forms.inputs.stems import stems
from storage.cases.case_rows import opened
from storage.cases.case_words import INSTITUTION, WORD, institution_stems, token
from storage.schema.tables import complaint
from storage.schema.triage_tables import case_word
from storage.vault import Vault

NEWEST = 60
"""Of the cases that share a word so many are looked at for likeness: the work stays the same as the table grows."""


@dataclass(frozen=True)
class Narrowed:
    """Which cases only: open or ended ones (None: both), of one coordinator (None: of all)."""

    is_open: bool | None = None
    assignee_id: int | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """As SQL."""
        found: list[sa.ColumnElement[bool]] = []
        if self.is_open is not None:
            ended = complaint.c.state.in_(sorted(ENDED))
            found.append(~ended if self.is_open else ended)
        if self.assignee_id is not None:
            found.append(complaint.c.assignee_id == self.assignee_id)
        return found


async def sharing(connection: AsyncConnection, vault: Vault, case: Case, *, since: datetime, limit: int) -> list[Case]:
    """Cases of the same region received since, that share most words with this one: its candidates for likeness.

    Of each word only the NEWEST cases are looked at, so the work does not grow with the table.
    """
    names = sorted({token(vault, case.region, INSTITUTION, word) for word in institution_stems(case)})
    words = sorted(stems(case.story), key=lambda word: (-len(word), word))[:16]
    asked = [*names, *(token(vault, case.region, WORD, word) for word in words)]
    if not asked:
        return []
    newest = [
        sa.select(case_word.c.complaint_id)
        .where(case_word.c.token == one, case_word.c.complaint_id != case.id)
        .order_by(case_word.c.complaint_id.desc())
        .limit(NEWEST)
        .subquery()
        for one in asked
    ]
    every = sa.union_all(*(sa.select(one.c.complaint_id) for one in newest)).subquery()
    most = (
        sa.select(every.c.complaint_id, sa.func.count().label("shared"))
        .group_by(every.c.complaint_id)
        .order_by(sa.desc("shared"), every.c.complaint_id.desc())
        .limit(limit)
        .subquery()
    )
    query = sa.select(complaint).join(most, most.c.complaint_id == complaint.c.id)
    rows = await connection.execute(query.where(complaint.c.received_at >= since))
    return [opened(vault, row) for row in rows]


async def having(
    connection: AsyncConnection,
    vault: Vault,
    words: Sequence[tuple[str, str]],
    regions: Collection[str],
    narrowed: Narrowed,
    limit: int,
) -> list[int]:
    """The ids of cases of these regions that have every word (kind and stem), the newest first."""
    asked = [[token(vault, code, kind, word) for code in sorted(regions)] for kind, word in words]
    if not asked or not regions:
        return []
    often = await _often(connection, [one for tokens in asked for one in tokens])
    rarest, *others = sorted(asked, key=lambda tokens: sum(often.get(one, 0) for one in tokens))
    first = case_word.alias("first")
    query = (
        sa.select(first.c.complaint_id)
        .join(complaint, complaint.c.id == first.c.complaint_id)
        .where(first.c.token.in_(rarest), complaint.c.region.in_(sorted(regions)), *narrowed.conditions())
        .order_by(first.c.complaint_id.desc())
        .limit(limit)
    )
    for tokens in others:
        other = case_word.alias()
        query = query.where(
            sa.exists().where(other.c.token.in_(tokens), other.c.complaint_id == first.c.complaint_id).correlate(first)
        )
    return list((await connection.execute(query)).scalars())


async def code_begins(
    connection: AsyncConnection, beginning: str, regions: Collection[str], narrowed: Narrowed, *, limit: int
) -> list[int]:
    """The ids of cases of these regions whose codes begin so, the newest first."""
    query = (
        sa.select(complaint.c.id)
        .where(complaint.c.code >= beginning, complaint.c.code < beginning + "\x7f")
        .where(complaint.c.region.in_(sorted(regions)), *narrowed.conditions())
        .order_by(complaint.c.id.desc())
        .limit(limit)
    )
    return list((await connection.execute(query)).scalars())


async def _often(connection: AsyncConnection, tokens: Sequence[bytes]) -> dict[bytes, int]:
    """How many cases have each token: the rarest is looked up, the others only tried."""
    counted = (
        sa.select(case_word.c.token, sa.func.count().label("number"))
        .where(case_word.c.token.in_(tokens))
        .group_by(case_word.c.token)
    )
    return {row.token: row.number for row in await connection.execute(counted)}


async def with_ids(connection: AsyncConnection, vault: Vault, ids: Sequence[int]) -> list[Case]:
    """These cases, in this order."""
    rows: Iterable[sa.Row[Any]] = await connection.execute(sa.select(complaint).where(complaint.c.id.in_(ids)))
    found = {row.id: opened(vault, row) for row in rows}
    return [found[one] for one in ids if one in found]
