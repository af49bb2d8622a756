"""The clock's work with broadcasts: begun on time, fed to the outbox in chunks, counted at the end.

Chunk and place in the audience are written in one transaction, so a crash queues nobody twice; the queue is kept short,
so that stopping stops at once and no transaction is long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.broadcast import Broadcast, BroadcastState, Numbers
from services.outreach.broadcasts import notice_of
from services.outreach.notices_broadcasts import BroadcastOver
from storage import outbox
from storage.outbox import NewLetter
from storage.outreach import broadcasts
from storage.work import Job

CHUNK = 250
"""People queued in one transaction: about nine seconds of Telegram's pace."""
LOW = 150
"""So few waiting letters, and the next chunk follows."""
STILL_UNDER_WAY = timedelta(seconds=10)
"""After a stop, letters that were already being sent are waited for before they are counted."""


@dataclass(frozen=True)
class Step:
    """A broadcast after this round, and how far it is."""

    broadcast: Broadcast
    numbers: Numbers
    is_fed: bool
    """Everybody is queued."""


async def feed(job: Job) -> list[Step]:
    """One round for every broadcast that is at work."""
    conn = await job.db()
    return [await _step(job, one) for one in await broadcasts.in_progress(conn, job.vault, job.now)]


async def _step(job: Job, one: Broadcast) -> Step:
    conn = await job.db()
    if one.state is BroadcastState.SCHEDULED:
        total = await broadcasts.audience_size(conn, one.audience, one.region)
        one = replace(one, state=BroadcastState.RUNNING, begun_at=job.now, total=total)
    numbers = await broadcasts.numbers(conn, one.id)
    if one.state is BroadcastState.STOPPED:
        over = one.ended_at is None or job.now - one.ended_at >= STILL_UNDER_WAY
        return await _ended(job, one, numbers) if over else Step(one, numbers, is_fed=True)
    added = await _queue(job, one) if numbers.waiting <= LOW else []
    is_fed = numbers.waiting <= LOW and len(added) < CHUNK
    if is_fed and not added and not numbers.waiting:
        return await _ended(job, replace(one, state=BroadcastState.DONE, ended_at=job.now), numbers)
    if added:
        one = replace(one, last_person=added[-1], queued=one.queued + len(added))
    kept = await _save(job, one)
    return Step(kept, replace(numbers, waiting=numbers.waiting + len(added)), is_fed)


async def _queue(job: Job, one: Broadcast) -> list[int]:
    """The next people of the audience get a letter each; their ids."""
    conn, notice = await job.db(), notice_of(one)
    people = await broadcasts.audience(conn, one.audience, one.region, after=one.last_person, limit=CHUNK)
    letters = [NewLetter(person, notice, f"broadcast:{one.id}:{person}", job.now) for person in people]
    rows = [outbox.row(job.vault, letter, job.now) | {"broadcast_id": one.id} for letter in letters]
    await outbox.enqueue(conn, rows)
    return people


async def _ended(job: Job, one: Broadcast, numbers: Numbers) -> Step:
    """Counted for good, and told to who sent it."""
    kept = await _save(job, replace(one, numbers=replace(numbers, waiting=0)))
    over = BroadcastOver(one.id, numbers.delivered, numbers.blocked, numbers.failed)
    job.notify(one.made_by, over, key=f"broadcast-over:{one.id}")
    return Step(kept, numbers, is_fed=True)


async def _save(job: Job, one: Broadcast) -> Broadcast:
    if not await broadcasts.save(await job.db(), job.vault, one):
        raise RuntimeError("a broadcast changed within one transaction")
    return replace(one, version=one.version + 1)
