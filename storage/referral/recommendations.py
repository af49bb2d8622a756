"""Recommendations to institutions, with the history of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.recommendation import OPEN, Recommendation, RecommendationEvent, RecommendationState
from storage import versioned
from storage.schema.columns import microseconds
from storage.schema.referral_tables import recommendation as table
from storage.schema.referral_tables import recommendation_event
from storage.vault import Vault

_PLAIN = (
    "number", "region", "language", "state", "finding_id", "issued_at", "document_due", "answer_due", "look_at",
    "made_by", "sent_at",
)  # fmt: skip
_SEALED = ("institution", "address", "words")


def _row(vault: Vault, one: Recommendation) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in _SEALED}
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "complaint_id": one.case_id,
        "sealed_content": vault.seal_json("recommendation", one.number, told),
    }


def _opened(vault: Vault, row: sa.Row[Any]) -> Recommendation:
    return Recommendation(
        id=row.id,
        case_id=row.complaint_id,
        state=RecommendationState(row.state),
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN if name != "state"},
        **vault.open_json("recommendation", row.number, row.sealed_content),
    )


async def next_number(connection: AsyncConnection, year: int) -> str:
    """The next free number: counted on for good, with the year behind, `12/2026`."""
    last = await connection.scalar(sa.select(sa.func.max(table.c.id)))
    return f"{(last or 0) + 1}/{year}"


async def insert(connection: AsyncConnection, vault: Vault, one: Recommendation) -> Recommendation:
    """Keeps a new one; `id` and `version` of the one given are ignored."""
    number = await versioned.add(connection, table, {**_row(vault, one), "version": 1})
    return replace(one, id=number, version=1)


async def save(connection: AsyncConnection, vault: Vault, one: Recommendation) -> bool:
    """Stores it over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(vault, one))


async def find(connection: AsyncConnection, vault: Vault, recommendation_id: int) -> Recommendation | None:
    """The one with this id."""
    row = (await connection.execute(sa.select(table).where(table.c.id == recommendation_id))).first()
    return None if row is None else _opened(vault, row)


def _which(regions: Collection[str] | None, states: Collection[RecommendationState]) -> sa.ColumnElement[bool]:
    inside = sa.true() if regions is None else table.c.region.in_(sorted(regions))
    return sa.and_(table.c.state.in_(sorted(states)), inside)


async def listed(
    connection: AsyncConnection,
    vault: Vault,
    *,
    regions: Collection[str] | None,
    states: Collection[RecommendationState],
    offset: int = 0,
    limit: int = 100,
) -> list[Recommendation]:
    """Those of these regions (None: all) in these states, the oldest first."""
    query = sa.select(table).where(_which(regions, states)).order_by(table.c.id).offset(offset).limit(limit)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def count(
    connection: AsyncConnection, *, regions: Collection[str] | None, states: Collection[RecommendationState]
) -> int:
    """How many `listed` would give in all."""
    query = sa.select(sa.func.count()).select_from(table).where(_which(regions, states))
    return (await connection.execute(query)).scalar_one()


async def of_case(connection: AsyncConnection, vault: Vault, case_id: int) -> list[Recommendation]:
    """Those made from a case."""
    query = sa.select(table).where(table.c.complaint_id == case_id).order_by(table.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def of_finding(connection: AsyncConnection, vault: Vault, finding_id: int) -> Recommendation | None:
    """The one made from a finding."""
    row = (await connection.execute(sa.select(table).where(table.c.finding_id == finding_id))).first()
    return None if row is None else _opened(vault, row)


async def to_look_at(connection: AsyncConnection, vault: Vault, now: datetime) -> list[Recommendation]:
    """Open ones whose quarterly look is due."""
    query = sa.select(table).where(table.c.look_at <= now, table.c.state.in_(sorted(OPEN))).order_by(table.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


def _bound(recommendation_id: int, at: datetime) -> str:
    return f"{recommendation_id}/{microseconds(at)}"


async def record(connection: AsyncConnection, vault: Vault, recommendation_id: int, event: RecommendationEvent) -> None:
    """Adds a line to its history; nothing ever changes it."""
    await connection.execute(
        sa.insert(recommendation_event).values(
            recommendation_id=recommendation_id,
            state=event.state,
            at=event.at,
            sealed_words=vault.seal_text("recommendation-event", _bound(recommendation_id, event.at), event.words),
            actor_id=event.actor_id,
        )
    )


async def events(connection: AsyncConnection, vault: Vault, recommendation_id: int) -> list[RecommendationEvent]:
    """Its history, oldest first."""
    query = (
        sa.select(recommendation_event)
        .where(recommendation_event.c.recommendation_id == recommendation_id)
        .order_by(recommendation_event.c.id)
    )
    return [
        RecommendationEvent(
            RecommendationState(row.state),
            row.at,
            vault.open_text("recommendation-event", _bound(recommendation_id, row.at), row.sealed_words),
            row.actor_id,
        )
        for row in await connection.execute(query)
    ]
