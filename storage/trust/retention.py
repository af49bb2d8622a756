"""Ended cases and how long they are kept; the statistics that are left of one that was erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import State
from domain.referral import ReferralState
from domain.retention import Ended
from domain.workdays import ALMATY
from storage.schema.referral_tables import referral
from storage.schema.retention_tables import case_keeping, case_statistic
from storage.schema.tables import case_event, complaint, reporter_link
from storage.schema.triage_tables import case_merge

EXPIRED, FORGOTTEN = "expired", "forgotten"
"""Why a case was erased: its period was over; its reporter wanted to be forgotten."""

_LEFT_US = sorted(one.value for one in ReferralState if one not in (ReferralState.PREPARED, ReferralState.DROPPED))
_LETTER = sa.select(sa.literal(1)).where(referral.c.complaint_id == complaint.c.id, referral.c.state.in_(_LEFT_US))
_MOVE = sa.select(sa.literal(1)).where(
    case_event.c.complaint_id == complaint.c.id, case_event.c.to_state == State.REFERRED
)
_HANDED_OVER = sa.or_(_LETTER.exists(), _MOVE.exists()).label("handed_over")
_REACHABLE = sa.select(sa.literal(1)).where(reporter_link.c.complaint_id == complaint.c.id).exists().label("reachable")
_ENDED = sa.select(
    complaint.c.id,
    complaint.c.state,
    complaint.c.updated_at,
    case_keeping.c.keep_until,
    case_keeping.c.warned_at,
    _HANDED_OVER,
    _REACHABLE,
).outerjoin(case_keeping, case_keeping.c.complaint_id == complaint.c.id)


def _read(row: sa.Row[Any]) -> Ended:
    return Ended(
        row.id,
        State(row.state),
        row.updated_at,
        bool(row.handed_over),
        bool(row.reachable),
        row.keep_until,
        row.warned_at,
    )


async def ended_before(connection: AsyncConnection, state: State, before: datetime) -> list[Ended]:
    """Cases in this state since then or longer, the oldest first."""
    query = _ENDED.where(complaint.c.state == state, complaint.c.updated_at <= before).order_by(complaint.c.updated_at)
    return [_read(row) for row in await connection.execute(query)]


async def of_case(connection: AsyncConnection, case_id: int) -> Ended | None:
    """One case; None where there is none."""
    row = (await connection.execute(_ENDED.where(complaint.c.id == case_id))).first()
    return None if row is None else _read(row)


async def keep(
    connection: AsyncConnection, case_id: int, *, keep_until: datetime | None, warned_at: datetime | None
) -> None:
    """Notes until when the case stays, and that its reporter was warned."""
    await connection.execute(sa.delete(case_keeping).where(case_keeping.c.complaint_id == case_id))
    values = {"complaint_id": case_id, "keep_until": keep_until, "warned_at": warned_at}
    await connection.execute(sa.insert(case_keeping).values(**values))


async def merged_into(connection: AsyncConnection, case_ids: Collection[int]) -> list[int]:
    """Cases that were merged into these."""
    query = sa.select(case_merge.c.complaint_id).where(case_merge.c.into_id.in_(case_ids))
    return list((await connection.execute(query)).scalars())


async def count(connection: AsyncConnection, case: Case, ended: Ended, why: str, now: datetime) -> None:
    """Keeps what may be counted of a case that is about to be erased; nothing of it leads back to anybody."""
    await connection.execute(
        sa.insert(case_statistic).values(
            category=case.category,
            region=case.region,
            state=case.state,
            outcome=case.outcome,
            handed_over=ended.handed_over,
            saved_tenge=case.saved_tenge,
            received_on=_day(case.received_at),
            ended_on=_day(ended.ended_at),
            erased_on=_day(now),
            why=why,
        )
    )


def _day(at: datetime) -> str:
    return at.astimezone(ALMATY).date().isoformat()
