"""Telling the desk what is late. A notice goes out once for each deadline: its key holds the date."""

from __future__ import annotations

from services.common import tell_desk
from services.notices import DecisionLate, FirstAnswerLate
from storage import cases
from storage.work import Job


async def mark_late(job: Job) -> None:
    """Queues notices about cases nobody took up in time and cases without an outcome in time."""
    conn = await job.db()
    for case in await cases.first_answer_late(conn, job.vault, job.now):
        if case.first_answer_due is not None:
            notice = FirstAnswerLate(case.id, case.code, case.first_answer_due)
            await tell_desk(job, case, notice, key=f"first-answer-late:{case.id}:{case.first_answer_due.date()}")
    for case in await cases.decision_late(conn, job.vault, job.now):
        if case.decision_due is not None:
            late = DecisionLate(case.id, case.code, case.decision_due)
            await tell_desk(job, case, late, key=f"decision-late:{case.id}:{case.decision_due.date()}")
