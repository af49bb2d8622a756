"""The numbers of a digest, counted by the database. `regions` None: everywhere. Nobody is named in any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.complaint import State
from domain.digest import Span
from domain.figures import Area, Flow, Saving, middle
from domain.finding import COUNTED, FindingState
from domain.follow_up import Answer
from domain.volunteer import VolunteerState
from domain.workdays import ALMATY
from storage.cases import follow_ups
from storage.cases.case_conditions import bare_text, in_regions
from storage.cases.case_rows import saved_basis, values
from storage.cases.due import late_cases
from storage.schema.tables import case_event, complaint
from storage.schema.volunteer_tables import assignment, campaign, finding, place, visit, volunteer
from storage.vault import Vault

Regions = frozenset[str] | None
MINUTE = timedelta(minutes=1)
CHUNK = 200
"""Cases that are opened before other work gets its turn."""
_earlier = case_event.alias("earlier")


def within(column: sa.ColumnElement[Any], span: Span) -> sa.ColumnElement[bool]:
    """A moment of these days."""
    return (column >= span.since) & (column < span.until)


def of_regions(column: sa.ColumnElement[str], regions: Regions) -> sa.ColumnElement[bool]:
    """In these regions."""
    return sa.true() if regions is None else column.in_(sorted(regions))


@dataclass(frozen=True)
class Answered:
    """When a case was received, and when staff first did something about it."""

    received_at: datetime
    at: datetime


async def flow(connection: AsyncConnection, regions: Regions, span: Span, replied: Sequence[Answered]) -> Flow:
    """What came and went; `replied` as `answered` has it."""
    said = await follow_ups.counts(connection, span.since, span.until, regions=regions)
    return Flow(
        new=await _count(connection, complaint, in_regions(regions), within(complaint.c.received_at, span)),
        answered=len(replied),
        closed=await _closed(connection, regions, span),
        minutes=middle([(one.at - one.received_at) // MINUTE for one in replied]),
        visits=sum((await _visits(connection, regions, span)).values()),
        fixed=said[Answer.YES],
        partly=said[Answer.PARTLY],
        unfixed=said[Answer.NO],
    )


async def answered(connection: AsyncConnection, regions: Regions, span: Span) -> list[Answered]:
    """Cases that were first answered in these days: somebody took them up, turned them down or merged them."""
    event = case_event.c
    before = sa.exists().where(
        _earlier.c.complaint_id == event.complaint_id, is_answer(_earlier.c), _earlier.c.id < event.id
    )
    query = (
        sa.select(complaint.c.received_at, event.at)
        .join_from(case_event, complaint, complaint.c.id == event.complaint_id)
        .where(within(event.at, span), is_answer(event), ~before, in_regions(regions))
    )
    return [Answered(row.received_at, row.at) for row in await connection.execute(query)]


def is_answer(event: Any) -> sa.ColumnElement[bool]:
    """An event by which staff do something about a case that was only received."""
    moved: sa.ColumnElement[bool] = (event.kind == "moved") & (event.from_state == State.RECEIVED)
    by_staff: sa.ColumnElement[bool] = event.to_state != State.WITHDRAWN
    return moved & by_staff


async def received_by_day(connection: AsyncConnection, regions: Regions, span: Span) -> tuple[int, ...]:
    """How many cases came on each of the days."""
    query = sa.select(complaint.c.received_at).where(in_regions(regions))
    found = (await connection.execute(query.where(within(complaint.c.received_at, span)))).scalars()
    return by_day(list(found), span)


def by_day(moments: list[datetime], span: Span) -> tuple[int, ...]:
    """How many of the moments fall on each day in Almaty."""
    counted: Counter[date] = Counter(at.astimezone(ALMATY).date() for at in moments)
    return tuple(counted[day] for day in span.days)


async def _closed(connection: AsyncConnection, regions: Regions, span: Span) -> int:
    """How many cases were closed in these days and still are."""
    query = _of_closed(sa.func.count(complaint.c.id.distinct()), regions=regions, span=span)
    found: int = (await connection.execute(query)).scalar_one()
    return found


def _of_closed(*columns: Any, regions: Regions, span: Span) -> sa.Select[Any]:
    """Of the closings of these days that hold; a case may have been closed twice in them."""
    return (
        sa.select(*columns)
        .join_from(case_event, complaint, complaint.c.id == case_event.c.complaint_id)
        .where(within(case_event.c.at, span), case_event.c.kind == "moved", case_event.c.to_state == State.CLOSED)
        .where(bare_text(complaint.c.state) == State.CLOSED, in_regions(regions))
    )


async def savings(connection: AsyncConnection, vault: Vault, regions: Regions, span: Span) -> tuple[Saving, ...]:
    """What the cases closed in these days have saved, the most on top."""
    columns = complaint.c.code, complaint.c.saved_tenge, complaint.c.sealed_saved_basis
    query = _of_closed(*columns, regions=regions, span=span).where(complaint.c.saved_tenge > 0).distinct()
    made = [
        Saving(row.code, row.saved_tenge, saved_basis(vault, row.code, row.sealed_saved_basis) or "")
        for row in await connection.execute(query)
    ]
    return tuple(sorted(made, key=lambda one: (-one.tenge, one.code)))


async def overdue(connection: AsyncConnection, regions: Regions, now: datetime) -> int:
    """Cases in which something is overdue now."""
    return await _count(connection, complaint, late_cases(now), in_regions(regions))


async def categories(connection: AsyncConnection, regions: Regions, span: Span) -> dict[str, int]:
    """New cases by category."""
    query = sa.select(complaint.c.category, sa.func.count()).where(in_regions(regions))
    query = query.where(within(complaint.c.received_at, span)).group_by(complaint.c.category)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def institutions(connection: AsyncConnection, vault: Vault, regions: Regions, span: Span) -> AsyncIterator[str]:
    """The institution of each new case that names one, as it was written."""
    query = sa.select(complaint.c.id).where(in_regions(regions), within(complaint.c.received_at, span))
    ids = list((await connection.execute(query)).scalars())
    for start in range(0, len(ids), CHUNK):
        some = sa.select(complaint.c.code, complaint.c.sealed_content).where(
            complaint.c.id.in_(ids[start : start + CHUNK])
        )
        for row in await connection.execute(some):
            if said := values(vault, row.code, row.sealed_content).get("institution", ""):
                yield said


async def areas(connection: AsyncConnection, regions: Regions, span: Span) -> list[Area]:
    """Districts in which there is anything: approved volunteers, new cases, visits."""
    mine = volunteer.c.state == VolunteerState.APPROVED, of_regions(volunteer.c.region, regions)
    settled = sa.select(volunteer.c.region, volunteer.c.district, sa.func.count()).where(*mine)
    people = await _by_area(connection, settled.group_by(volunteer.c.region, volunteer.c.district))
    came = sa.select(complaint.c.region, complaint.c.district, sa.func.count()).where(
        in_regions(regions), within(complaint.c.received_at, span)
    )
    new = await _by_area(connection, came.group_by(complaint.c.region, complaint.c.district))
    seen = await _visits(connection, regions, span)
    keys = sorted(people.keys() | new.keys() | seen.keys(), key=lambda key: (key[0], key[1] or ""))
    return [Area(*key, people.get(key, 0), new.get(key, 0), seen.get(key, 0)) for key in keys]


_Key = tuple[str, str | None]


async def _by_area(connection: AsyncConnection, query: sa.Select[Any]) -> dict[_Key, int]:
    return {(row[0], row[1]): row[2] for row in await connection.execute(query)}


async def _visits(connection: AsyncConnection, regions: Regions, span: Span) -> dict[_Key, int]:
    """Visits handed in, by the district of the place."""
    query = (
        sa.select(place.c.region, place.c.district, sa.func.count())
        .select_from(visit.join(assignment, assignment.c.id == visit.c.assignment_id))
        .join(campaign, campaign.c.id == assignment.c.campaign_id)
        .join(place, place.c.id == assignment.c.place_id)
        .where(within(visit.c.finished_at, span), of_regions(campaign.c.region, regions))
        .group_by(place.c.region, place.c.district)
    )
    return await _by_area(connection, query)


async def findings(connection: AsyncConnection, regions: Regions, span: Span) -> tuple[int, int]:
    """Findings of these days that were not dismissed, and how many of them are confirmed."""
    query = (
        sa.select(finding.c.state, sa.func.count())
        .join_from(finding, campaign, campaign.c.id == finding.c.campaign_id)
        .where(within(finding.c.at, span), of_regions(campaign.c.region, regions))
        .group_by(finding.c.state)
    )
    found = {FindingState(state): number for state, number in await connection.execute(query)}
    standing = sum(number for state, number in found.items() if state is not FindingState.DISMISSED)
    return standing, sum(number for state, number in found.items() if state in COUNTED)


async def active(connection: AsyncConnection, regions: Regions, span: Span) -> int:
    """Volunteers who handed in a visit in these days."""
    query = (
        sa.select(sa.func.count(assignment.c.volunteer_id.distinct()))
        .select_from(visit.join(assignment, assignment.c.id == visit.c.assignment_id))
        .join(campaign, campaign.c.id == assignment.c.campaign_id)
        .where(within(visit.c.finished_at, span), of_regions(campaign.c.region, regions))
    )
    return (await connection.execute(query)).scalar_one()


async def volunteers(connection: AsyncConnection, regions: Regions) -> int:
    """Approved volunteers."""
    approved = volunteer.c.state == VolunteerState.APPROVED
    return await _count(connection, volunteer, approved, of_regions(volunteer.c.region, regions))


async def _count(connection: AsyncConnection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*conditions)
    return (await connection.execute(query)).scalar_one()
