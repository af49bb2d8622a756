"""What goes on to an OpenRosa server: one row for each submission, so that each is taken there once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.evidence import Stage
from storage.schema.tables import evidence, openrosa_push, submission
from storage.vault import Vault

QUEUED, SENT, REFUSED, GIVEN_UP = "queued", "sent", "refused", "given up"
SUPERSEDED = "superseded"
"""Put right by a later submission: kept as history, goes nowhere any more."""
MOST_ANSWER = 500
"""Characters of a server's answer that are kept."""


@dataclass(frozen=True)
class Push:
    """A submission on its way; `attempts` have failed so far."""

    submission_id: int
    attempts: int


async def waiting(connection: AsyncConnection, besides: Collection[str]) -> list[int]:
    """Submissions that have no row yet, of all forms but these."""
    known = sa.select(openrosa_push.c.submission_id)
    query = sa.select(submission.c.id).where(submission.c.id.not_in(known), submission.c.form.not_in(besides))
    return list((await connection.scalars(query.order_by(submission.c.id))).all())


async def queue(connection: AsyncConnection, submission_ids: Collection[int], now: datetime) -> None:
    """Puts them into the queue, due at once. Raises IntegrityError for one that is there already."""
    rows = [{"submission_id": number, "state": QUEUED, "attempts": 0, "due_at": now} for number in submission_ids]
    if rows:
        await connection.execute(sa.insert(openrosa_push), rows)


async def due(connection: AsyncConnection, now: datetime, *, limit: int) -> list[Push]:
    """What should go now, oldest first. One whose files are still being fetched waits for them."""
    fetching = sa.select(evidence.c.submission_id).where(
        evidence.c.submission_id == openrosa_push.c.submission_id, evidence.c.state == Stage.PENDING
    )
    query = (
        sa.select(openrosa_push.c.submission_id, openrosa_push.c.attempts)
        .where(openrosa_push.c.state == QUEUED, openrosa_push.c.due_at <= now, ~fetching.exists())
        .order_by(openrosa_push.c.due_at, openrosa_push.c.submission_id)
        .limit(limit)
    )
    return [Push(row.submission_id, row.attempts) for row in await connection.execute(query)]


async def mark_sent(connection: AsyncConnection, submission_id: int, now: datetime) -> None:
    """The server has it."""
    await _change(
        connection, submission_id, state=_unless_superseded(SENT), settled_at=now, reason=None, sealed_answer=None
    )


async def supersede(connection: AsyncConnection, submission_id: int, now: datetime) -> None:
    """A later one stands for it from now on, whether the server has got it already or never will."""
    row = {"submission_id": submission_id, "state": SUPERSEDED, "attempts": 0, "due_at": now}
    await connection.execute(
        insert(openrosa_push)
        .values(**row)
        .on_conflict_do_update(index_elements=["submission_id"], set_={"state": SUPERSEDED})
    )


async def received(connection: AsyncConnection, submission_id: int) -> bool:
    """Whether the server has got it, in the state it had then."""
    query = sa.select(openrosa_push.c.submission_id).where(
        openrosa_push.c.submission_id == submission_id,
        openrosa_push.c.settled_at.is_not(None),
        openrosa_push.c.reason.is_(None),
    )
    return await connection.scalar(query) is not None


def _unless_superseded(state: str) -> sa.Case[str]:
    """One that was on its way while it was put right stays superseded."""
    return sa.case((openrosa_push.c.state == SUPERSEDED, SUPERSEDED), else_=state)


async def retry(connection: AsyncConnection, submission_id: int, *, at: datetime, reason: str) -> None:
    """It could not be taken there now. `reason` is a short code, never content."""
    await _change(
        connection, submission_id, due_at=at, attempts=openrosa_push.c.attempts + 1, reason=reason, sealed_answer=None
    )


async def refuse(
    connection: AsyncConnection, vault: Vault, submission_id: int, *, reason: str, answer: str, at: datetime
) -> None:
    """The server will not have it; its answer is kept sealed, for it may quote what it was sent."""
    sealed = vault.seal_text("push", str(submission_id), answer[:MOST_ANSWER])
    await _change(
        connection,
        submission_id,
        state=_unless_superseded(REFUSED),
        attempts=openrosa_push.c.attempts + 1,
        settled_at=at,
        reason=reason,
        sealed_answer=sealed,
    )


async def answer_of(connection: AsyncConnection, vault: Vault, submission_id: int) -> tuple[str, str] | None:
    """Why a submission was refused: the code and the server's words; None for one that was not."""
    query = sa.select(openrosa_push.c.reason, openrosa_push.c.sealed_answer).where(
        openrosa_push.c.submission_id == submission_id, openrosa_push.c.state == REFUSED
    )
    row = (await connection.execute(query)).first()
    return None if row is None else (row.reason, vault.open_text("push", str(submission_id), row.sealed_answer))


async def requeue_refused(connection: AsyncConnection, now: datetime) -> int:
    """Whatever was wrong may have been put right: what was refused is due again. Returns how many."""
    done = await connection.execute(
        sa.update(openrosa_push).where(openrosa_push.c.state == REFUSED).values(state=QUEUED, due_at=now)
    )
    return done.rowcount


async def refused(connection: AsyncConnection) -> list[int]:
    """Submissions that the server will not have, the newest first."""
    query = sa.select(openrosa_push.c.submission_id).where(openrosa_push.c.state == REFUSED)
    return list((await connection.scalars(query.order_by(openrosa_push.c.submission_id.desc()))).all())


async def decide(connection: AsyncConnection, submission_id: int, state: str, now: datetime) -> bool:
    """One that was refused is due again (QUEUED) or left (GIVEN_UP); False where it is not refused any more."""
    which = (openrosa_push.c.submission_id == submission_id) & (openrosa_push.c.state == REFUSED)
    done = await connection.execute(sa.update(openrosa_push).where(which).values(state=state, due_at=now))
    return done.rowcount > 0


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """How many are in each state."""
    query = sa.select(openrosa_push.c.state, sa.func.count()).group_by(openrosa_push.c.state)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def _change(connection: AsyncConnection, submission_id: int, **values: object) -> None:
    await connection.execute(
        sa.update(openrosa_push).where(openrosa_push.c.submission_id == submission_id).values(**values)
    )
