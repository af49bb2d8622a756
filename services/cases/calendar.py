"""The days that an admin sets apart from the calendar, and what that does to deadlines that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain import due as rules
from domain.people import Role
from domain.referral import letter_of
from domain.service_levels import DueKind
from domain.workdays import is_working_day
from services.refusals import NotAllowed
from storage import calendar
from storage.cases import cases
from storage.cases import due as rows
from storage.referral import referrals
from storage.work import Job, Work


@dataclass(frozen=True)
class Day:
    """A day that is not as the calendar says: `works` is what was set."""

    day: date
    works: bool


async def listed(work: Work, today: date) -> list[Day]:
    """The days set apart from this one on. Raises NotAllowed."""
    _admin(work)
    found = await calendar.overrides(await work.db())
    return [Day(day, works) for day, works in sorted(found.items()) if day >= today]


async def works_now(work: Work, day: date) -> bool:
    """Whether offices work on the day as things stand. Raises NotAllowed."""
    _admin(work)
    return is_working_day(day, await calendar.overrides(await work.db()))


async def put(work: Work, day: date, *, works: bool) -> int:
    """Makes it a working day or a day off. Returns how many deadlines have moved. Raises NotAllowed."""
    _admin(work)
    await calendar.put(await work.db(), day, works=works, by=work.person.id, at=work.now)
    return await reckon_again(work)


async def remove(work: Work, day: date) -> int:
    """The day is again what the calendar says. Returns how many deadlines have moved. Raises NotAllowed."""
    _admin(work)
    await calendar.remove(await work.db(), day)
    return await reckon_again(work)


def _admin(work: Work) -> None:
    if not work.person.has(Role.ADMIN):
        raise NotAllowed


async def reckon_again(job: Job) -> int:
    """Reckons everything that runs by the calendar as it is now; how many dates have moved."""
    conn = await job.db()
    known = await calendar.overrides(conn)
    moved = 0
    for one in await rows.all_open(conn):
        changed = rules.again(one, job.now, known)
        if changed == one:
            continue
        await rows.save(conn, changed)
        if changed.due_at != one.due_at:
            moved += 1
            if one.kind in (DueKind.FIRST_ANSWER, DueKind.DECISION):
                await cases.put_date(conn, one.case_id, one.kind, changed.due_at)
            await referrals.put_due(conn, letter_of(one.ref), changed.due_at, was=one.due_at)
    return moved
