"""Findings: what was seen in visits and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.finding import COUNTED, Finding, FindingState
from storage import versioned
from storage.schema.volunteer_tables import assignment, campaign
from storage.schema.volunteer_tables import finding as table
from storage.vault import Vault

_PLAIN = ("campaign_id", "place_id", "assignment_id", "submission_id", "question", "value", "at")
_OF_ASSIGNMENT = sa.select(table).where(table.c.assignment_id == sa.bindparam("id")).order_by(table.c.id)


def _row(vault: Vault, one: Finding) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "state": one.state,
        "complaint_id": one.case_id,
        "sealed_words": vault.seal_text("finding", f"{one.assignment_id}/{one.question}", one.words),
    }


def _opened(vault: Vault, row: sa.Row[Any]) -> Finding:
    return Finding(
        id=row.id,
        state=FindingState(row.state),
        words=vault.open_text("finding", f"{row.assignment_id}/{row.question}", row.sealed_words),
        case_id=row.complaint_id,
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN},
    )


async def insert(connection: AsyncConnection, vault: Vault, one: Finding) -> Finding:
    """Keeps a new finding; `id` and `version` of the one given are ignored. Raises IntegrityError for a question of
    this visit that is there already."""
    number = await versioned.add(connection, table, {**_row(vault, one), "version": 1})
    return replace(one, id=number, version=1)


async def save(connection: AsyncConnection, vault: Vault, one: Finding) -> bool:
    """Stores the finding over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(vault, one))


async def delete(connection: AsyncConnection, finding_id: int) -> None:
    """The answers that raised it were changed."""
    await connection.execute(sa.delete(table).where(table.c.id == finding_id))


async def find(connection: AsyncConnection, vault: Vault, finding_id: int) -> Finding | None:
    """The finding with this id."""
    row = (await connection.execute(sa.select(table).where(table.c.id == finding_id))).first()
    return None if row is None else _opened(vault, row)


async def of_assignment(connection: AsyncConnection, vault: Vault, assignment_id: int) -> list[Finding]:
    """What one visit found."""
    return [_opened(vault, row) for row in await connection.execute(_OF_ASSIGNMENT, {"id": assignment_id})]


async def of_campaign(
    connection: AsyncConnection,
    vault: Vault,
    campaign_id: int,
    *,
    states: Collection[FindingState] = tuple(FindingState),
) -> list[Finding]:
    """A campaign's findings in these states, the latest first."""
    query = sa.select(table).where(table.c.campaign_id == campaign_id, table.c.state.in_(sorted(states)))
    return [_opened(vault, row) for row in await connection.execute(query.order_by(table.c.id.desc()))]


async def of_case(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Finding]:
    """What observers found that became this case, or was put with it."""
    query = sa.select(table).where(table.c.complaint_id == case_id).order_by(table.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def forms_of(connection: AsyncConnection, campaign_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The checklist and its version with which each of these campaigns looks."""
    query = sa.select(campaign.c.id, campaign.c.form, campaign.c.form_version).where(
        campaign.c.id.in_(sorted(campaign_ids))
    )
    return {row[0]: (row[1], row[2]) for row in await connection.execute(query)}


async def counts(
    connection: AsyncConnection,
    *,
    campaign_id: int | None = None,
    regions: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[FindingState, int]:
    """How many findings stand in each state: of a campaign, of regions, of a period. For pages and the digest."""
    query = sa.select(table.c.state, sa.func.count()).join(campaign, campaign.c.id == table.c.campaign_id)
    if campaign_id is not None:
        query = query.where(table.c.campaign_id == campaign_id)
    if regions is not None:
        query = query.where(campaign.c.region.in_(sorted(regions)))
    if since is not None:
        query = query.where(table.c.at >= since)
    if until is not None:
        query = query.where(table.c.at < until)
    return {FindingState(state): number for state, number in await connection.execute(query.group_by(table.c.state))}


async def confirmed_of(connection: AsyncConnection, person_id: int, *, since: datetime, until: datetime) -> int:
    """How many findings of a volunteer in this time were confirmed."""
    query = (
        sa.select(sa.func.count())
        .select_from(table.join(assignment, assignment.c.id == table.c.assignment_id))
        .where(assignment.c.volunteer_id == person_id, table.c.state.in_(sorted(COUNTED)))
        .where(table.c.at >= since, table.c.at < until)
    )
    return (await connection.execute(query)).scalar_one()


async def confirmed(connection: AsyncConnection, *, since: datetime, until: datetime) -> dict[int, int]:
    """How many findings in this time were confirmed, by who found them."""
    query = (
        sa.select(assignment.c.volunteer_id, sa.func.count())
        .select_from(table.join(assignment, assignment.c.id == table.c.assignment_id))
        .where(assignment.c.volunteer_id.is_not(None), table.c.state.in_(sorted(COUNTED)))
        .where(table.c.at >= since, table.c.at < until)
        .group_by(assignment.c.volunteer_id)
    )
    return {row[0]: row[1] for row in await connection.execute(query)}
