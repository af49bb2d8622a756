"""How messages to reporters fare, the files in them, quiet hours, answers kept ready."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.evidence import Kind
from domain.quiet import NIGHT, Quiet
from domain.talk import CannedAnswer, Delivery, Fate, TalkFile
from storage import outbox as letters
from storage.schema.tables import case_message, outbox
from storage.schema.talk_tables import canned_answer, message_file, message_state, quiet_hours
from storage.vault import Vault


def letter_key(message_id: int) -> str:
    """The outbox's deduplication key of a message's letter."""
    return f"case-message:{message_id}"


# ------------------------------------------------------------------ how far a message has come


async def track(connection: AsyncConnection, message_id: int, *, goes_at: datetime, queued_at: datetime | None) -> None:
    """Notes that a message is on its way; `queued_at` None while its files are fetched."""
    values = {"message_id": message_id, "goes_at": goes_at, "queued_at": queued_at, "failed": False}
    await connection.execute(sa.insert(message_state).values(**values))


async def set_queued(connection: AsyncConnection, message_id: int, at: datetime) -> None:
    """Its letter was queued."""
    which = message_state.c.message_id == message_id
    await connection.execute(sa.update(message_state).where(which).values(queued_at=at))


async def set_failed(connection: AsyncConnection, message_id: int) -> None:
    """A file of it could not be had, so it never left."""
    which = message_state.c.message_id == message_id
    await connection.execute(sa.update(message_state).where(which).values(failed=True))


async def goes_at(connection: AsyncConnection, message_id: int) -> datetime | None:
    """When a message that still waits for its files should leave; None for any other."""
    query = sa.select(message_state.c.goes_at).where(
        message_state.c.message_id == message_id,
        message_state.c.queued_at.is_(None),
        message_state.c.failed.is_(False),
    )
    at: datetime | None = await connection.scalar(query)
    return at


async def see(connection: AsyncConnection, case_id: int, at: datetime) -> int:
    """The reporter has read everything that left by now; how many messages that was news of."""
    of_case = sa.select(case_message.c.id).where(case_message.c.complaint_id == case_id)
    done = await connection.execute(
        sa.update(message_state)
        .where(message_state.c.message_id.in_(of_case), message_state.c.seen_at.is_(None))
        .where(message_state.c.queued_at.is_not(None), message_state.c.goes_at <= at)
        .values(seen_at=at)
    )
    return done.rowcount


async def deliveries(
    connection: AsyncConnection, vault: Vault, message_ids: Collection[int], now: datetime
) -> dict[int, Delivery]:
    """How far these messages have come; those that were never tracked are left out.

    A letter queued at `now` is not in the outbox yet: letters are written when the batch ends. One that is missing
    later was sent and has been cleared away.
    """
    if not message_ids:
        return {}
    query = sa.select(message_state).where(message_state.c.message_id.in_(message_ids))
    rows = (await connection.execute(query)).all()
    keys = {vault.hash_of("outbox", letter_key(row.message_id)): row.message_id for row in rows}
    sent = sa.select(outbox.c.dedup, outbox.c.state, outbox.c.reason, outbox.c.sent_at, outbox.c.due_at)
    found = {keys[one.dedup]: one for one in await connection.execute(sent.where(outbox.c.dedup.in_(list(keys))))}
    return {row.message_id: _delivery(row, found.get(row.message_id), now) for row in rows}


def _delivery(row: Any, letter: Any, now: datetime) -> Delivery:
    if row.seen_at is not None:
        return Delivery(Fate.SEEN, row.seen_at)
    if row.failed:
        return Delivery(Fate.FAILED)
    if letter is None:
        waits = row.queued_at is None or row.queued_at >= now
        return Delivery(Fate.WAITING, row.goes_at) if waits else Delivery(Fate.DELIVERED)
    if letter.state == letters.SENT:
        return Delivery(Fate.DELIVERED, letter.sent_at)
    if letter.state == letters.FAILED:
        return Delivery(Fate.BLOCKED if letter.reason == letters.BLOCKED else Fate.FAILED)
    return Delivery(Fate.WAITING, letter.due_at)


# ------------------------------------------------------------------ files


async def attach(connection: AsyncConnection, message_id: int, files: Sequence[tuple[int, Kind]]) -> None:
    """Says which files (evidence ids) belong to a message, in this order."""
    rows = [
        {"evidence_id": number, "message_id": message_id, "kind": kind, "position": position}
        for position, (number, kind) in enumerate(files, 1)
    ]
    if rows:
        await connection.execute(sa.insert(message_file), rows)


async def files(connection: AsyncConnection, message_ids: Collection[int]) -> dict[int, tuple[TalkFile, ...]]:
    """The files of these messages, by message, in order."""
    query = sa.select(message_file).where(message_file.c.message_id.in_(message_ids)).order_by(message_file.c.position)
    found: dict[int, tuple[TalkFile, ...]] = {}
    for row in await connection.execute(query):
        found[row.message_id] = (*found.get(row.message_id, ()), TalkFile(row.evidence_id, Kind(row.kind)))
    return found


async def message_of(connection: AsyncConnection, evidence_id: int) -> tuple[int, int] | None:
    """The message a file belongs to, and its case."""
    query = (
        sa.select(case_message.c.id, case_message.c.complaint_id)
        .join(message_file, message_file.c.message_id == case_message.c.id)
        .where(message_file.c.evidence_id == evidence_id)
    )
    row = (await connection.execute(query)).first()
    return None if row is None else (row.id, row.complaint_id)


# ------------------------------------------------------------------ quiet hours


async def quiet_of(connection: AsyncConnection, person_id: int) -> Quiet:
    """When a person is not to be written to without need."""
    query = sa.select(quiet_hours).where(quiet_hours.c.person_id == person_id)
    row = (await connection.execute(query)).first()
    return NIGHT if row is None else Quiet(_clock(row.starts), _clock(row.ends))


async def set_quiet(connection: AsyncConnection, person_id: int, chosen: Quiet) -> None:
    """Keeps a person's choice."""
    await connection.execute(sa.delete(quiet_hours).where(quiet_hours.c.person_id == person_id))
    values = {"person_id": person_id, "starts": _minutes(chosen.start), "ends": _minutes(chosen.end)}
    await connection.execute(sa.insert(quiet_hours).values(**values))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


# ------------------------------------------------------------------ answers kept ready


async def keep_canned(connection: AsyncConnection, vault: Vault, one: CannedAnswer, *, at: datetime) -> int:
    """Keeps a new answer (id 0) or a changed one; its id."""
    number = one.id or secrets.randbits(52)
    sealed = vault.seal_json("canned", str(number), {"kk": one.kk, "ru": one.ru})
    if one.id:
        which = canned_answer.c.id == one.id
        values = {"owner_id": one.owner_id, "sealed_words": sealed}
        await connection.execute(sa.update(canned_answer).where(which).values(**values))
    else:
        row = {"id": number, "owner_id": one.owner_id, "sealed_words": sealed, "made_at": at}
        await connection.execute(sa.insert(canned_answer).values(**row))
    return number


async def drop_canned(connection: AsyncConnection, number: int) -> None:
    """Erases an answer."""
    await connection.execute(sa.delete(canned_answer).where(canned_answer.c.id == number))


async def canned(connection: AsyncConnection, vault: Vault, person_id: int) -> list[CannedAnswer]:
    """A person's own answers and the organisation's, oldest first."""
    mine = (canned_answer.c.owner_id == person_id) | canned_answer.c.owner_id.is_(None)
    query = sa.select(canned_answer).where(mine).order_by(canned_answer.c.made_at, canned_answer.c.id)
    return [
        CannedAnswer(row.id, row.owner_id, **vault.open_json("canned", str(row.id), row.sealed_words))
        for row in await connection.execute(query)
    ]
