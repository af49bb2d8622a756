"""Cases and visits of a time for tables that leave the house: read in pieces, without who reported or who visited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import AssignmentState, VisitOutcome
from domain.case import Case
from domain.complaint import State
from domain.digest import Span
from domain.finding import COUNTED
from domain.place import PlaceKind
from storage.cases.case_conditions import in_regions
from storage.cases.case_rows import opened
from storage.outreach.figures import Regions, is_answer, of_regions, within
from storage.schema.tables import case_event, complaint
from storage.schema.triage_tables import case_tag, tag
from storage.schema.volunteer_tables import assignment, campaign, finding, place, visit
from storage.vault import Vault

CHUNK = 200


@dataclass(frozen=True)
class CaseRow:
    """A case with when staff first did something about it, when it was closed, and its tags."""

    case: Case
    answered_at: datetime | None
    closed_at: datetime | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class VisitRow:
    """A visit that was handed in. `findings` are those confirmed."""

    campaign: str
    project: str
    form: str
    kk: str
    ru: str
    kind: PlaceKind
    region: str
    district: str | None
    address: str
    came_at: datetime | None
    finished_at: datetime
    state: AssignmentState
    outcome: VisitOutcome | None
    findings: int


# ------------------------------------------------------------------ cases


def _cases(regions: Regions, span: Span, tag_id: int | None) -> list[sa.ColumnElement[bool]]:
    found = [in_regions(regions), within(complaint.c.received_at, span)]
    if tag_id is not None:
        found.append(complaint.c.id.in_(sa.select(case_tag.c.complaint_id).where(case_tag.c.tag_id == tag_id)))
    return found


async def count_cases(connection: AsyncConnection, regions: Regions, span: Span, tag_id: int | None) -> int:
    """How many cases were received in these days."""
    query = sa.select(sa.func.count()).select_from(complaint).where(*_cases(regions, span, tag_id))
    return (await connection.execute(query)).scalar_one()


async def cases(
    connection: AsyncConnection, vault: Vault, regions: Regions, span: Span, tag_id: int | None
) -> AsyncIterator[list[CaseRow]]:
    """Those cases in the order they came, some at a time."""
    wanted = sa.select(complaint.c.id).where(*_cases(regions, span, tag_id)).order_by(complaint.c.received_at)
    every = list((await connection.execute(wanted)).scalars())
    for start in range(0, len(every), CHUNK):
        ids = every[start : start + CHUNK]
        found = {row.id: row for row in await connection.execute(sa.select(complaint).where(complaint.c.id.in_(ids)))}
        rows = [found[number] for number in ids]
        answered = await _first(connection, ids, is_answer(case_event.c), sa.func.min)
        closed = await _first(connection, ids, case_event.c.to_state == State.CLOSED, sa.func.max)
        tags = await _tags(connection, vault, ids)
        yield [
            CaseRow(
                opened(vault, row),
                answered.get(row.id),
                closed.get(row.id) if row.state == State.CLOSED else None,
                tuple(tags.get(row.id, ())),
            )
            for row in rows
        ]


async def _first(
    connection: AsyncConnection, ids: Collection[int], which: sa.ColumnElement[bool], pick: Any
) -> dict[int, datetime]:
    at = pick(case_event.c.at, type_=case_event.c.at.type)
    query = sa.select(case_event.c.complaint_id, at).where(case_event.c.complaint_id.in_(ids), which)
    query = query.where(case_event.c.kind == "moved").group_by(case_event.c.complaint_id)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def _tags(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> dict[int, list[str]]:
    query = (
        sa.select(case_tag.c.complaint_id, tag.c.lookup, tag.c.sealed_name)
        .join_from(case_tag, tag, tag.c.id == case_tag.c.tag_id)
        .where(case_tag.c.complaint_id.in_(ids))
        .order_by(tag.c.id)
    )
    found: dict[int, list[str]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.complaint_id, []).append(vault.open_text("tag", row.lookup.hex(), row.sealed_name))
    return found


# ------------------------------------------------------------------ visits


def _visits(regions: Regions, span: Span, project: str | None) -> list[sa.ColumnElement[bool]]:
    found = [of_regions(campaign.c.region, regions), within(visit.c.finished_at, span)]
    return found if project is None else [*found, campaign.c.project == project]


_JOINED = (
    visit.join(assignment, assignment.c.id == visit.c.assignment_id)
    .join(campaign, campaign.c.id == assignment.c.campaign_id)
    .join(place, place.c.id == assignment.c.place_id)
)


async def count_visits(connection: AsyncConnection, regions: Regions, span: Span, project: str | None) -> int:
    """How many visits were handed in in these days."""
    query = sa.select(sa.func.count()).select_from(_JOINED).where(*_visits(regions, span, project))
    return (await connection.execute(query)).scalar_one()


async def visits(connection: AsyncConnection, regions: Regions, span: Span, project: str | None) -> list[VisitRow]:
    """Those visits in the order they ended."""
    sure = (
        sa.select(sa.func.count())
        .where(finding.c.assignment_id == visit.c.assignment_id, finding.c.state.in_(sorted(COUNTED)))
        .scalar_subquery()
    )
    query = (
        sa.select(
            campaign.c.title, campaign.c.project, campaign.c.form, place.c.kk, place.c.ru, place.c.kind,
            place.c.region, place.c.district, place.c.address, visit.c.checked_in_at, visit.c.finished_at,
            assignment.c.state, visit.c.outcome, sure.label("findings"),
        )
        .select_from(_JOINED)
        .where(*_visits(regions, span, project))
        .order_by(visit.c.finished_at, visit.c.assignment_id)
    )  # fmt: skip
    return [_visit(row) for row in await connection.execute(query)]


_PLAIN = ("project", "form", "kk", "ru", "region", "district", "address", "finished_at", "findings")


def _visit(row: Any) -> VisitRow:
    return VisitRow(
        campaign=row.title,
        kind=PlaceKind(row.kind),
        came_at=row.checked_in_at,
        state=AssignmentState(row.state),
        outcome=None if row.outcome is None else VisitOutcome(row.outcome),
        **{name: getattr(row, name) for name in _PLAIN},
    )


async def projects(connection: AsyncConnection, regions: Regions) -> dict[int, str]:
    """The projects that campaigns were made for, by the id of the first campaign of each."""
    query = sa.select(sa.func.min(campaign.c.id), campaign.c.project).where(
        campaign.c.project != "", of_regions(campaign.c.region, regions)
    )
    grouped = query.group_by(campaign.c.project).order_by(campaign.c.project)
    return {row[0]: row[1] for row in await connection.execute(grouped)}
