"""Assignments: who visits what, with their history. Lists for volunteers, coordinators, planning and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import (
    COUNTS,
    TO_JUDGE,
    TO_VISIT,
    Assignment,
    AssignmentActor,
    AssignmentEvent,
    AssignmentState,
)
from storage import versioned
from storage.schema.volunteer_tables import assignment as table
from storage.schema.volunteer_tables import assignment_event as event_table
from storage.schema.volunteer_tables import campaign, membership
from storage.vault import Vault

_PLAIN = (
    "task_id", "campaign_id", "place_id", "volunteer_id", "at", "due_at", "offered_at", "since", "answer_by", "reason",
    "replaces_id", "team_id", "swap_to", "remind_at", "reminded",
)  # fmt: skip
_FIND = sa.select(table).where(table.c.id == sa.bindparam("id"))
_OF_TASK = sa.select(table).where(table.c.task_id == sa.bindparam("id")).order_by(table.c.id)
_REPLACING = sa.select(table).where(table.c.replaces_id == sa.bindparam("id"), table.c.state == AssignmentState.OFFERED)
_ADD = sa.insert(table).returning(table.c.id, table.c.task_id)
_MOST_IDS = 900
_RECORD = sa.insert(event_table)


async def insert(connection: AsyncConnection, those: Sequence[Assignment]) -> list[Assignment]:
    """Keeps new assignments, each of another task; `id` and `version` of those given are ignored."""
    if not those:
        return []
    rows = [{**_row(one), "version": 1} for one in those]
    ids = {row.task_id: row.id for row in await connection.execute(_ADD, rows)}
    return [replace(one, id=ids[one.task_id], version=1) for one in those]


async def save(connection: AsyncConnection, one: Assignment) -> bool:
    """Stores the assignment over the version read; False if somebody changed it meanwhile."""
    return await versioned.save(connection, table, one.id, one.version, _row(one))


def _row(one: Assignment) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    return {**plain, "state": one.state, "why": " ".join(one.why)}


def _opened(row: sa.Row[Any]) -> Assignment:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Assignment(
        id=row.id, state=AssignmentState(row.state), why=tuple(row.why.split()), version=row.version, **plain
    )


async def _all(connection: AsyncConnection, query: sa.Select[Any]) -> list[Assignment]:
    return [_opened(row) for row in await connection.execute(query)]


async def find(connection: AsyncConnection, assignment_id: int) -> Assignment | None:
    """The assignment with this id."""
    row = (await connection.execute(_FIND, {"id": assignment_id})).first()
    return None if row is None else _opened(row)


async def of_task(connection: AsyncConnection, task_id: int) -> list[Assignment]:
    """Everybody a task was offered to, in order."""
    return [_opened(row) for row in await connection.execute(_OF_TASK, {"id": task_id})]


async def of_volunteer(
    connection: AsyncConnection, person_id: int, *, states: Collection[AssignmentState]
) -> list[Assignment]:
    """A volunteer's assignments in these states, by deadline."""
    query = sa.select(table).where(table.c.volunteer_id == person_id, table.c.state.in_(sorted(states)))
    return await _all(connection, query.order_by(table.c.due_at, table.c.id))


async def of_campaign(
    connection: AsyncConnection,
    campaign_id: int,
    *,
    states: Collection[AssignmentState] = tuple(AssignmentState),
    offset: int = 0,
    limit: int | None = None,
) -> list[Assignment]:
    """A campaign's assignments in these states, by deadline: a page of them or all."""
    query = sa.select(table).where(table.c.campaign_id == campaign_id, table.c.state.in_(sorted(states)))
    query = query.order_by(table.c.due_at, table.c.id)
    return await _all(connection, query.offset(offset).limit(limit) if limit is not None else query)


async def to_judge(
    connection: AsyncConnection, *, regions: Collection[str] | None = None, campaign_id: int | None = None
) -> list[Assignment]:
    """What coordinators of these regions (None: all) have to look at, the longest waiting first."""
    query = sa.select(table).join(campaign, campaign.c.id == table.c.campaign_id)
    query = query.where(table.c.state.in_(sorted(TO_JUDGE)))
    if regions is not None:
        query = query.where(campaign.c.region.in_(sorted(regions)))
    if campaign_id is not None:
        query = query.where(table.c.campaign_id == campaign_id)
    return await _all(connection, query.order_by(table.c.due_at, table.c.id))


async def state_counts(connection: AsyncConnection, campaign_id: int) -> dict[AssignmentState, int]:
    """How many of a campaign's assignments stand in each state."""
    query = sa.select(table.c.state, sa.func.count()).where(table.c.campaign_id == campaign_id)
    rows = await connection.execute(query.group_by(table.c.state))
    return {AssignmentState(state): number for state, number in rows}


async def of_place(connection: AsyncConnection, place_id: int) -> list[Assignment]:
    """Everything that was done or is to be done at a place, the latest first."""
    return await _all(connection, sa.select(table).where(table.c.place_id == place_id).order_by(table.c.id.desc()))


async def pair_of(connection: AsyncConnection, one: Assignment, *, round_tasks: Collection[int]) -> list[Assignment]:
    """Assignments that count of the other tasks in `round_tasks`: the other half of a blind pair."""
    query = sa.select(table).where(table.c.task_id.in_(sorted(round_tasks)), table.c.task_id != one.task_id)
    return await _all(connection, query.where(table.c.state.in_(sorted(COUNTS))).order_by(table.c.id))


async def had(
    connection: AsyncConnection, *, task_ids: Sequence[int] = (), campaign_ids: Collection[int] = ()
) -> dict[int, set[int]]:
    """To whom tasks were ever offered, by task: these tasks, and all of these campaigns."""
    found: dict[int, set[int]] = defaultdict(set)
    chunks = [task_ids[start : start + _MOST_IDS] for start in range(0, len(task_ids), _MOST_IDS)]
    conditions = [table.c.task_id.in_(chunk) for chunk in chunks]
    if campaign_ids:
        conditions.append(table.c.campaign_id.in_(sorted(set(campaign_ids))))
    for which in conditions:
        query = sa.select(table.c.task_id, table.c.volunteer_id).where(which, table.c.volunteer_id.is_not(None))
        for task_id, volunteer_id in await connection.execute(query):
            found[task_id].add(volunteer_id)
    return found


async def loads(connection: AsyncConnection, *, since: datetime) -> dict[int, int]:
    """How many visits each volunteer was given since then; an offer left unanswered was a turn too, a declined one was
    not."""
    states = sorted(COUNTS | {AssignmentState.EXPIRED})
    found = _whoever_goes(table.c.offered_at >= since, states).subquery()
    query = sa.select(found.c.volunteer_id, sa.func.count()).group_by(found.c.volunteer_id)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def busy_hours(connection: AsyncConnection, *, since: datetime) -> dict[int, list[datetime]]:
    """When volunteers have visits from then on, made ones as well."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for volunteer_id, at in await connection.execute(_whoever_goes(table.c.at >= since, sorted(COUNTS))):
        found[volunteer_id].append(at)
    return found


def _whoever_goes(which: sa.ColumnElement[bool], states: Sequence[str]) -> sa.CompoundSelect[int, datetime]:
    """Who has a visit, and when: the volunteer, and in a group its other members."""
    chosen = which & table.c.state.in_(states)
    alone = sa.select(table.c.volunteer_id, table.c.at).where(chosen, table.c.volunteer_id.is_not(None))
    along = (
        sa.select(membership.c.person_id, table.c.at)
        .join(membership, membership.c.team_id == table.c.team_id)
        .where(chosen, membership.c.person_id != table.c.volunteer_id)
    )
    return sa.union_all(alone, along)


async def unanswered(connection: AsyncConnection, now: datetime) -> list[Assignment]:
    """Offers whose time to answer is over."""
    late = (table.c.state == AssignmentState.OFFERED) & (table.c.answer_by <= now)
    return await _all(connection, sa.select(table).where(late).order_by(table.c.id))


async def to_remind(connection: AsyncConnection, now: datetime) -> list[Assignment]:
    """Tasks taken and unfinished that the clock has to look at."""
    query = sa.select(table).where(table.c.remind_at <= now, table.c.state.in_(sorted(TO_VISIT)))
    return await _all(connection, query.order_by(table.c.id))


async def replacing(connection: AsyncConnection, assignment_id: int) -> list[Assignment]:
    """Offers by which a colleague would take this one over, still unanswered."""
    return [_opened(row) for row in await connection.execute(_REPLACING, {"id": assignment_id})]


async def record(connection: AsyncConnection, vault: Vault, assignment_id: int, event: AssignmentEvent) -> None:
    """Writes a line of history."""
    await record_all(connection, vault, {assignment_id: event})


async def record_all(connection: AsyncConnection, vault: Vault, lines: Mapping[int, AssignmentEvent]) -> None:
    """Writes a line into each of several histories, by assignment."""
    rows = [
        {
            "assignment_id": number,
            "kind": event.kind,
            "from_state": event.from_state,
            "to_state": event.to_state,
            "actor": event.actor,
            "actor_id": event.actor_id,
            "at": event.at,
            "sealed_words": vault.seal_text("assignment-event", str(number), event.words) if event.words else None,
        }
        for number, event in lines.items()
    ]
    if rows:
        await connection.execute(_RECORD, rows)


async def events(connection: AsyncConnection, vault: Vault, assignment_id: int) -> list[AssignmentEvent]:
    """The history, oldest first."""
    query = sa.select(event_table).where(event_table.c.assignment_id == assignment_id).order_by(event_table.c.id)
    identity = str(assignment_id)
    return [
        AssignmentEvent(
            row.kind,
            row.at,
            AssignmentActor(row.actor),
            None if row.from_state is None else AssignmentState(row.from_state),
            None if row.to_state is None else AssignmentState(row.to_state),
            row.actor_id,
            vault.open_text("assignment-event", identity, row.sealed_words) if row.sealed_words else "",
        )
        for row in await connection.execute(query)
    ]


async def forget_volunteer(connection: AsyncConnection, person_id: int) -> None:
    """Assignments no longer say whose they were."""
    await connection.execute(sa.update(table).where(table.c.volunteer_id == person_id).values(volunteer_id=None))
    await connection.execute(sa.update(table).where(table.c.swap_to == person_id).values(swap_to=None))
