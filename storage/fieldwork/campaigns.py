"""Campaigns, the places they cover, and their tasks: the visits to be made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import TO_VISIT
from domain.campaign import Campaign, CampaignState, Coverage, Repeat, Task, TaskState
from domain.matching import GapWhy
from storage import versioned
from storage.schema.volunteer_tables import assignment, campaign_place, task
from storage.schema.volunteer_tables import campaign as table

_PLAIN = (
    "title", "form", "form_version", "region", "starts_at", "ends_at", "visits", "blind", "team_size", "instructions",
    "project", "education", "repeat_reason", "made_by",
)  # fmt: skip
_MINUTE = timedelta(minutes=1)
_FIND = sa.select(table).where(table.c.id == sa.bindparam("id"))
_FIND_TASK = sa.select(task).where(task.c.id == sa.bindparam("id"))
_SET_TASK = sa.update(task).where(task.c.id == sa.bindparam("b_id"))


async def insert(connection: AsyncConnection, one: Campaign, *, at: datetime) -> Campaign:
    """Keeps a new campaign; `id` and `version` of the one given are ignored."""
    number = await versioned.add(connection, table, {**_row(one), "made_at": at, "version": 1})
    return replace(one, id=number, version=1)


async def save(connection: AsyncConnection, one: Campaign) -> bool:
    """Stores the campaign over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(one))


def _row(one: Campaign) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    return {**plain, "state": one.state, "repeat": one.repeat, "offer_minutes": one.offer_time // _MINUTE}


def _opened(row: sa.Row[Any]) -> Campaign:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Campaign(
        id=row.id,
        state=CampaignState(row.state),
        repeat=Repeat(row.repeat),
        offer_time=row.offer_minutes * _MINUTE,
        version=row.version,
        **plain,
    )


async def find(connection: AsyncConnection, campaign_id: int) -> Campaign | None:
    """The campaign with this id."""
    row = (await connection.execute(_FIND, {"id": campaign_id})).first()
    return None if row is None else _opened(row)


async def by_ids(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Campaign]:
    """Campaigns by id."""
    rows = await connection.execute(sa.select(table).where(table.c.id.in_(sorted(set(ids)))))
    return {row.id: _opened(row) for row in rows}


async def listed(
    connection: AsyncConnection, *, states: Collection[CampaignState], regions: Collection[str] | None = None
) -> list[Campaign]:
    """Campaigns in these states, of these regions (None: all), the latest first."""
    query = sa.select(table).where(table.c.state.in_(sorted(states)))
    if regions is not None:
        query = query.where(table.c.region.in_(sorted(regions)))
    return [_opened(row) for row in await connection.execute(query.order_by(table.c.starts_at.desc(), table.c.id))]


async def put_places(connection: AsyncConnection, campaign_id: int, place_ids: Collection[int]) -> None:
    """The campaign covers exactly these places."""
    await connection.execute(sa.delete(campaign_place).where(campaign_place.c.campaign_id == campaign_id))
    rows = [{"campaign_id": campaign_id, "place_id": place_id} for place_id in sorted(set(place_ids))]
    if rows:
        await connection.execute(sa.insert(campaign_place), rows)


async def place_ids(connection: AsyncConnection, campaign_id: int) -> list[int]:
    """The places a campaign covers."""
    query = sa.select(campaign_place.c.place_id).where(campaign_place.c.campaign_id == campaign_id)
    return list((await connection.execute(query.order_by(campaign_place.c.place_id))).scalars())


async def add_tasks(connection: AsyncConnection, tasks: Sequence[Task]) -> None:
    """Keeps new tasks; their ids are ignored. Raises IntegrityError for a visit that is there already."""
    rows = [{**_task_row(one), "state": one.state} for one in tasks]
    if rows:
        await connection.execute(sa.insert(task), rows)


def _task_row(one: Task) -> dict[str, Any]:
    names = ("campaign_id", "place_id", "round", "number", "opens_at", "due_at")
    return {name: getattr(one, name) for name in names}


def _task(row: sa.Row[Any]) -> Task:
    return Task(
        row.id,
        row.campaign_id,
        row.place_id,
        row.round,
        row.number,
        row.opens_at,
        row.due_at,
        TaskState(row.state),
        None if row.gap is None else GapWhy(row.gap),
    )


async def find_task(connection: AsyncConnection, task_id: int) -> Task | None:
    """The task with this id."""
    row = (await connection.execute(_FIND_TASK, {"id": task_id})).first()
    return None if row is None else _task(row)


async def tasks(
    connection: AsyncConnection, campaign_id: int, *, states: Collection[TaskState] = tuple(TaskState)
) -> list[Task]:
    """The campaign's tasks in these states."""
    query = sa.select(task).where(task.c.campaign_id == campaign_id, task.c.state.in_(sorted(states)))
    return [_task(row) for row in await connection.execute(query.order_by(task.c.id))]


async def round_of(connection: AsyncConnection, one: Task) -> list[Task]:
    """All tasks at the same place in the same round, this one too."""
    same = (task.c.campaign_id == one.campaign_id) & (task.c.place_id == one.place_id) & (task.c.round == one.round)
    return [_task(row) for row in await connection.execute(sa.select(task).where(same).order_by(task.c.id))]


async def open_tasks(connection: AsyncConnection, now: datetime, *, tried_before: datetime) -> list[Task]:
    """Tasks of running campaigns that may be made now, have nobody, and were not tried since `tried_before`."""
    query = (
        sa.select(task)
        .join(table, table.c.id == task.c.campaign_id)
        .where(table.c.state == CampaignState.RUNNING, task.c.state == TaskState.OPEN)
        .where(task.c.opens_at <= now, task.c.due_at > now)
        .where(task.c.tried_at.is_(None) | (task.c.tried_at <= tried_before))
    )
    return [_task(row) for row in await connection.execute(query.order_by(task.c.id))]


async def set_task(connection: AsyncConnection, task_ids: Collection[int], state: TaskState) -> None:
    """The tasks stand so now; those that are open again are tried at the next opportunity."""
    rows = [{"b_id": number, "state": state, "tried_at": None, "gap": None} for number in task_ids]
    if rows:
        await connection.execute(_SET_TASK, rows)


async def note_gaps(connection: AsyncConnection, gaps: Mapping[int, GapWhy], *, at: datetime) -> None:
    """Nobody was found for these tasks, and why."""
    if gaps:
        put = sa.update(task).where(task.c.id == sa.bindparam("b_id"))
        rows = [{"b_id": task_id, "b_gap": str(why), "b_at": at} for task_id, why in gaps.items()]
        await connection.execute(put.values(gap=sa.bindparam("b_gap"), tried_at=sa.bindparam("b_at")), rows)


async def try_again(connection: AsyncConnection, regions: Collection[str]) -> None:
    """Somebody new can be found in these regions: their open tasks are tried at the next opportunity."""
    own = sa.select(table.c.id).where(table.c.region.in_(sorted(regions)))
    await connection.execute(
        sa.update(task).where(task.c.state == TaskState.OPEN, task.c.campaign_id.in_(own)).values(tried_at=None)
    )


async def drop_tasks(connection: AsyncConnection, campaign_id: int) -> None:
    """Visits that nobody has are not needed any more."""
    unmade = (task.c.campaign_id == campaign_id) & (task.c.state == TaskState.OPEN)
    await connection.execute(sa.update(task).where(unmade).values(state=TaskState.DROPPED))


async def coverage(connection: AsyncConnection, campaign_ids: Collection[int]) -> dict[int, Coverage]:
    """How far each campaign is, without dropped tasks."""
    query = (
        sa.select(task.c.campaign_id, task.c.state, sa.func.count())
        .where(task.c.campaign_id.in_(sorted(set(campaign_ids))), task.c.state != TaskState.DROPPED)
        .group_by(task.c.campaign_id, task.c.state)
    )
    counted: dict[int, dict[str, int]] = {number: {} for number in campaign_ids}
    for campaign_id, state, number in await connection.execute(query):
        counted[campaign_id][state] = number
    return {
        campaign_id: Coverage(
            sum(states.values()),
            states.get(TaskState.DONE, 0),
            states.get(TaskState.GIVEN, 0),
            states.get(TaskState.OPEN, 0),
        )
        for campaign_id, states in counted.items()
    }


async def ending(connection: AsyncConnection, before: datetime) -> list[Campaign]:
    """Campaigns still running or paused whose end, and the deadline of everybody who has more time, is before then."""
    going = table.c.state.in_([CampaignState.RUNNING, CampaignState.PAUSED])
    longer = sa.exists().where(
        assignment.c.campaign_id == table.c.id,
        assignment.c.state.in_(sorted(TO_VISIT)),
        assignment.c.due_at > before,
    )
    query = sa.select(table).where(going, table.c.ends_at <= before, ~longer)
    return [_opened(row) for row in await connection.execute(query)]
