"""Finding objects by what somebody typed: the folded words of names and addresses, for places in use.

Reading every object of a region would take seconds once there are a hundred thousand; here a word typed, or its
beginning, leads straight to those that have it. Written in the transaction that writes the place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.place import Place
from forms.inputs.search import fold_lines
from storage.schema.volunteer_tables import place_word as table

_ADD = sa.insert(table)
_DROP = sa.delete(table).where(
    table.c.region == sa.bindparam("b_region"),
    table.c.word == sa.bindparam("b_word"),
    table.c.place_id == sa.bindparam("b_place"),
)
_LAST = "\U0010ffff"
"""Behind every letter."""


def words_of(those: Sequence[Place]) -> list[set[str]]:
    """The words by which each place is found; none for those put away or merged."""
    folded = iter(fold_lines([text for one in those for text in (one.kk, one.ru, one.address)]))
    found = []
    for one in those:
        words = {word for _ in range(3) for word in next(folded).split()}
        found.append(words if one.is_active else set())
    return found


async def add(connection: AsyncConnection, those: Sequence[Place]) -> None:
    """Takes the words of new places."""
    rows = [
        {"region": one.region, "word": word, "place_id": one.id}
        for one, words in zip(those, words_of(those), strict=True)
        for word in words
    ]
    if rows:
        await connection.execute(_ADD, sorted(rows, key=lambda row: (row["region"], row["word"], row["place_id"])))


async def change(connection: AsyncConnection, before: Place, after: Place) -> None:
    """The place has other words now."""
    old, new = ({(one.region, word) for word in words_of([one])[0]} for one in (before, after))
    if gone := [{"b_region": code, "b_word": word, "b_place": after.id} for code, word in sorted(old - new)]:
        await connection.execute(_DROP, gone)
    if come := [{"region": code, "word": word, "place_id": after.id} for code, word in sorted(new - old)]:
        await connection.execute(_ADD, come)


async def having_all(
    connection: AsyncConnection, regions: Collection[str], beginnings: Sequence[str], *, limit: int
) -> list[int]:
    """The ids of at most so many places that have, for each of these folded texts, a word that begins with it; first
    those that have the rarest of them as a whole word."""
    by_rarity = await _by_rarity(connection, regions, beginnings, limit)
    if not by_rarity:
        return []
    (rarest, many), *others = by_rarity
    query = _having(regions, rarest)
    if many > limit:  # else the caller sorts out who has only one of them: cheaper than reading the common words
        for other, _ in others:
            query = query.where(table.c.place_id.in_(_having(regions, other)))
    return list(dict.fromkeys((await connection.execute(query.limit(limit))).scalars()))


async def having_rare(
    connection: AsyncConnection, regions: Collection[str], beginnings: Sequence[str], *, limit: int
) -> set[int]:
    """The ids of places that have a word with one of these beginnings, but for beginnings that more than `limit` have:
    those tell nothing."""
    found: set[int] = set()
    for beginning, many in await _by_rarity(connection, regions, beginnings, limit):
        if many <= limit:
            found |= set((await connection.execute(_having(regions, beginning))).scalars())
    return found


async def _by_rarity(
    connection: AsyncConnection, regions: Collection[str], beginnings: Sequence[str], limit: int
) -> list[tuple[str, int]]:
    """Each beginning with how many places have it (counted to one above the limit), the rarest first."""
    counted = []
    for beginning in dict.fromkeys(beginnings):
        some = _having(regions, beginning).limit(limit + 1).subquery()
        many = (await connection.execute(sa.select(sa.func.count()).select_from(some))).scalar_one()
        counted.append((beginning, many))
    return sorted(counted, key=lambda one: one[1])


def _having(regions: Collection[str], beginning: str) -> sa.Select[int]:
    return sa.select(table.c.place_id).where(
        table.c.region.in_(sorted(regions)), table.c.word >= beginning, table.c.word < beginning + _LAST
    )
