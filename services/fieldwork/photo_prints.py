"""Fingerprints of the photos of visits, so that a photo sent twice is noticed. Taken by the clock, a few at a time."""

from __future__ import annotations

import asyncio

from domain.quality import photo_seen
from services.pictures import picture_room
from services.trust.cellar import Cellar
from storage.fieldwork import visits
from storage.work import Job

AT_ONCE = 20
UNREADABLE = 0
"""The fingerprint of a file that is no picture: all even, so it is like nothing."""


async def take(job: Job, cellar: Cellar) -> int:
    """Takes the fingerprints of photos that have arrived; flags visits whose photo was seen before. How many."""
    conn = await job.db()
    waiting = await visits.photos_without_print(conn, limit=AT_ONCE)
    for assignment_id, evidence_id in waiting:
        bits = await asyncio.to_thread(print_of, await _shown(cellar, evidence_id))
        await visits.put_prints(conn, assignment_id, {evidence_id: bits})
        sign = photo_seen([bits], await visits.prints(conn, besides=assignment_id))
        if sign is not None:
            await visits.put_flags(conn, assignment_id, [sign], at=job.now)
    return len(waiting)


async def _shown(cellar: Cellar, evidence_id: int) -> bytes:
    try:
        return await cellar.shown(evidence_id)
    except FileNotFoundError:
        return b""


def print_of(data: bytes) -> int:
    """The perceptual hash of a picture; UNREADABLE for anything else."""
    made = picture_room.print_of(data)
    return UNREADABLE if made is None else made
