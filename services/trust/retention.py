"""Ended cases are erased when their period is over; their reporter is asked before, and may keep them longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.retention import DEFAULT, OF_STATE, WARNED_BEFORE, Ended, Periods, Step
from domain.workdays import ALMATY
from locales.texts import T
from services.cases import closings
from services.cases.common import own_case, tell_reporter
from services.refusals import NotFound, StaleMove
from services.trust.retention_notices import CaseExpires
from storage.cases import cases
from storage.store import Store
from storage.trust import audit
from storage.trust import retention as rows
from storage.trust.erasing import erase_case
from storage.work import Job, Work, begin

AT_ONCE = 20
"""Cases that one transaction erases: people wait for it."""


async def sweep(store: Store, periods: Periods, now: datetime) -> int:
    """Warns and erases whatever is due; how many cases were erased. Looking takes a reader, not the writer."""
    due = await _due(store, periods, now)
    for start in range(0, len(due), AT_ONCE):
        async with begin(store, now=now) as batch, batch.job() as job:
            for one in due[start : start + AT_ONCE]:
                await _do(job, one.case_id, periods)
    return sum(one.step(now, periods) is Step.ERASE for one in due)


async def _due(store: Store, periods: Periods, now: datetime) -> list[Ended]:
    async with store.read() as conn:
        found = [
            one
            for state, keep in OF_STATE.items()
            if keep is not None
            for one in await rows.ended_before(conn, state, now - periods.of(keep) + WARNED_BEFORE)
        ]
    return [one for one in found if one.step(now, periods) is not Step.WAIT]


async def _do(job: Job, case_id: int, periods: Periods) -> None:
    """Looks again, now that nobody else writes."""
    conn = await job.db()
    one = await rows.of_case(conn, case_id)
    match Step.WAIT if one is None else one.step(job.now, periods):
        case Step.WARN if one is not None:
            await _warn(job, one, periods)
        case Step.ERASE if one is not None:
            await erase(job, one, rows.EXPIRED)


async def _warn(job: Job, one: Ended, periods: Periods) -> None:
    conn = await job.db()
    case = await cases.find(conn, job.vault, one.case_id)
    warned = replace(one, warned_at=job.now)
    at = warned.erased_at(periods)
    if case is None or at is None:
        return
    await rows.keep(conn, one.case_id, keep_until=one.keep_until, warned_at=job.now)
    notice = CaseExpires(case.id, case.code, T(case.state.name_key), at.astimezone(ALMATY).date())
    await tell_reporter(job, case, notice, key=f"case-expires:{case.id}:{at.isoformat()}")


async def erase(job: Job, one: Ended, why: str) -> None:
    """Erases a case for good, and those that were merged into it; only what may be counted is left."""
    conn = await job.db()
    for case_id in (*await rows.merged_into(conn, [one.case_id]), one.case_id):
        case, ended = await cases.find(conn, job.vault, case_id), await rows.of_case(conn, case_id)
        if case is not None and ended is not None:
            await audit.append(conn, job.vault, "case-erased", at=job.now, case_id=case_id, about=why)
            await rows.count(conn, case, ended, why, job.now)
            await closings.erase(job, case_id)
            await erase_case(conn, case_id, at=job.now)


async def keep_longer(work: Work, case_id: int, periods: Periods = DEFAULT) -> datetime:
    """The reporter wants their case to stay; until when it does. Raises NotFound, StaleMove where nothing ends."""
    case, conn = await own_case(work, case_id), await work.db()
    one = await rows.of_case(conn, case_id)
    if one is None:
        raise NotFound
    until = one.kept_until(work.now, periods)
    if until is None:
        raise StaleMove(case.state)
    if one.warned_at is None and one.keep_until is not None and one.keep_until > work.now:
        return one.keep_until  # a second tap on the same button
    await rows.keep(conn, case_id, keep_until=until, warned_at=None)
    return until
