"""The last move of a case, with how everything stood before: for as long as it can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import Actor, Outcome, State
from domain.due import Due, Stage
from domain.service_levels import DueKind
from storage.cases.case_rows import identity
from storage.schema.columns import EPOCH, MICROSECOND, microseconds
from storage.schema.due_tables import last_move
from storage.vault import Vault


@dataclass(frozen=True)
class LastMove:
    """What was done and by whom. `case_version` is what it made; `before` is the case, `dues` what was waited for."""

    case_id: int
    case_version: int
    actor: Actor
    actor_id: int | None
    at: datetime
    before: Case
    dues: tuple[Due, ...]


async def keep(connection: AsyncConnection, vault: Vault, move: LastMove) -> None:
    """In place of the one that was kept for the case."""
    await forget(connection, move.case_id)
    packed = {"case": _case(move.before), "dues": [_due(one) for one in move.dues]}
    row = {
        "complaint_id": move.case_id,
        "case_version": move.case_version,
        "actor": move.actor,
        "actor_id": move.actor_id,
        "at": move.at,
        "sealed_before": vault.seal_json("last-move", identity(move.case_id), packed),
    }
    await connection.execute(sa.insert(last_move).values(**row))


async def find(connection: AsyncConnection, vault: Vault, now: Case) -> LastMove | None:
    """The last move of the case as it is `now`; None where there is none, or something has changed since."""
    query = sa.select(last_move).where(last_move.c.complaint_id == now.id, last_move.c.case_version == now.version)
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    packed = vault.open_json("last-move", identity(now.id), row.sealed_before)
    dues = tuple(_read_due(now.id, one) for one in packed["dues"])
    before = _read_case(now, packed["case"])
    return LastMove(now.id, row.case_version, Actor(row.actor), row.actor_id, row.at, before, dues)


async def forget(connection: AsyncConnection, case_id: int) -> None:
    """It cannot be undone any more."""
    await connection.execute(sa.delete(last_move).where(last_move.c.complaint_id == case_id))


async def forget_old(connection: AsyncConnection, before: datetime) -> None:
    """Those from before then cannot be undone any more."""
    await connection.execute(sa.delete(last_move).where(last_move.c.at < before))


def _us(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _at(us: int | None) -> datetime | None:
    return None if us is None else EPOCH + us * MICROSECOND


def _case(case: Case) -> dict[str, Any]:
    return {
        "state": case.state,
        "assignee_id": case.assignee_id,
        "outcome": case.outcome,
        "saved_tenge": case.saved_tenge,
        "saved_basis": case.saved_basis,
        "reopened": case.reopened,
        "question_open": case.question_open,
        "first_answer_due": _us(case.first_answer_due),
        "decision_due": _us(case.decision_due),
    }


def _read_case(now: Case, packed: dict[str, Any]) -> Case:
    """What a move changes is as it was; all else as it is now."""
    outcome = packed["outcome"]
    return replace(
        now,
        state=State(packed["state"]),
        assignee_id=packed["assignee_id"],
        outcome=None if outcome is None else Outcome(outcome),
        saved_tenge=packed["saved_tenge"],
        saved_basis=packed["saved_basis"],
        reopened=packed["reopened"],
        question_open=packed["question_open"],
        first_answer_due=_at(packed["first_answer_due"]),
        decision_due=_at(packed["decision_due"]),
    )


def _due(due: Due) -> dict[str, Any]:
    return {
        "id": due.id,
        "kind": due.kind,
        "ref": due.ref,
        "since": _us(due.since),
        "days": due.days,
        "extra": due.extra,
        "stops": [[_us(start), _us(end)] for start, end in due.stops],
        "stopped_at": _us(due.stopped_at),
        "due_at": _us(due.due_at),
        "set_at": _us(due.set_at),
        "said": due.said,
        "look_at": _us(due.look_at),
    }


def _read_due(case_id: int, packed: dict[str, Any]) -> Due:
    return Due(
        id=packed["id"],
        case_id=case_id,
        kind=DueKind(packed["kind"]),
        ref=packed["ref"],
        since=EPOCH + packed["since"] * MICROSECOND,
        days=packed["days"],
        due_at=EPOCH + packed["due_at"] * MICROSECOND,
        set_at=EPOCH + packed["set_at"] * MICROSECOND,
        extra=packed["extra"],
        stops=tuple((EPOCH + start * MICROSECOND, EPOCH + end * MICROSECOND) for start, end in packed["stops"]),
        stopped_at=_at(packed["stopped_at"]),
        said=None if packed["said"] is None else Stage(packed["said"]),
        look_at=_at(packed["look_at"]),
    )
