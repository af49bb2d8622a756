"""Tags of cases: each region has its own list; names are the coordinators' words and sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from forms.inputs.search import fold
from storage.schema.triage_tables import case_tag
from storage.schema.triage_tables import tag as table
from storage.vault import Vault


@dataclass(frozen=True)
class Tag:
    """A tag of a region; `used` is how many cases have it, `hidden` that it is no longer offered."""

    id: int
    region: str
    name: str
    used: int = 0
    hidden: bool = False


async def named(connection: AsyncConnection, vault: Vault, region: str, name: str, *, by: int, at: datetime) -> int:
    """The id of the region's tag with this name, however spelt; made where there is none, offered again if hidden."""
    lookup = vault.hash_of("tag", f"{region}|{fold(name)}")
    mine = (table.c.region == region) & (table.c.lookup == lookup)
    found: int | None = await connection.scalar(sa.select(table.c.id).where(mine))
    if found is not None:
        await connection.execute(sa.update(table).where(mine).values(hidden=False))
        return found
    row = {
        "region": region,
        "lookup": lookup,
        "sealed_name": vault.seal_text("tag", lookup.hex(), name),
        "hidden": False,
        "made_by": by,
        "made_at": at,
    }
    made: int = (await connection.execute(sa.insert(table).values(row).returning(table.c.id))).scalar_one()
    return made


async def of_region(connection: AsyncConnection, vault: Vault, regions: frozenset[str] | None) -> list[Tag]:
    """The tags of these regions (None: of all), the most used first."""
    return await _tags(connection, vault, sa.true() if regions is None else table.c.region.in_(sorted(regions)))


async def of_case(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Tag]:
    """The tags of a case, the most used first."""
    its = sa.select(case_tag.c.tag_id).where(case_tag.c.complaint_id == case_id)
    return await _tags(connection, vault, table.c.id.in_(its))


async def find(connection: AsyncConnection, vault: Vault, tag_id: int) -> Tag | None:
    """The tag with this id."""
    found = await _tags(connection, vault, table.c.id == tag_id)
    return found[0] if found else None


async def _tags(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> list[Tag]:
    used = sa.select(sa.func.count()).where(case_tag.c.tag_id == table.c.id).scalar_subquery()
    query = sa.select(table, used.label("used")).where(which).order_by(sa.desc("used"), table.c.id)
    return [
        Tag(row.id, row.region, vault.open_text("tag", row.lookup.hex(), row.sealed_name), row.used, row.hidden)
        for row in await connection.execute(query)
    ]


async def put(connection: AsyncConnection, case_id: int, tag_id: int, *, by: int, at: datetime) -> None:
    """Gives the case a tag that it does not have."""
    row = {"complaint_id": case_id, "tag_id": tag_id, "tagged_by": by, "at": at}
    await connection.execute(sa.insert(case_tag).values(row))


async def take(connection: AsyncConnection, case_id: int, tag_id: int) -> bool:
    """Takes a tag off; False if the case did not have it."""
    mine = (case_tag.c.complaint_id == case_id) & (case_tag.c.tag_id == tag_id)
    return bool((await connection.execute(sa.delete(case_tag).where(mine))).rowcount)


async def hide(connection: AsyncConnection, tag_id: int, hidden: bool) -> None:
    """Offers the tag no longer, or again; cases that have it keep it."""
    await connection.execute(sa.update(table).where(table.c.id == tag_id).values(hidden=hidden))
