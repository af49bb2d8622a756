"""What is kept for a short time only: domain/retention.py says for how long, the clock calls it every minute."""

from __future__ import annotations

from domain import retention
from storage import invites, outbox, setaside
from storage.cases import drafts, last_moves
from storage.work import Job


async def tidy(job: Job) -> None:
    """Erases what is over: unfinished drafts, traces of letters, letters that never arrived, seen updates and those
    that failed, how cases stood before a move, old invitations."""
    conn, now = await job.db(), job.now
    await drafts.erase_abandoned(conn, since=now - retention.DRAFTS)
    await outbox.forget_sent(conn, before=now - retention.SENT_LETTERS)
    await outbox.forget_unsent(conn, before=now - retention.UNSENT_LETTERS)
    await setaside.forget_seen(conn, before=now - retention.SEEN_UPDATES)
    await setaside.forget_old(conn, before=now - retention.SET_ASIDE)
    await last_moves.forget_old(conn, now - retention.UNDOING)
    await invites.forget_old(conn, before=now - retention.INVITES)
