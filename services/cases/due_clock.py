"""The clock's work with deadlines: reminders to who works on a case, then to a second coordinator, then to the admins.

The last reminder given is kept with the thing that is due, and each notice has a key of its own: neither a restart nor
a clock that stood still or jumped repeats one.
"""

from __future__ import annotations

from domain import due as rules
from domain.case import Case
from domain.due import ESCALATED, Due, Stage
from domain.people import EVERYWHERE, Grant, Person, Role
from domain.referral import letter_of
from domain.service_levels import DueKind
from domain.workdays import working_days_between
from locales.texts import T, Text
from services.cases import notices_due as notices
from services.cases.common import desk_of
from services.cases.due import Overrides, overrides
from storage import people
from storage.cases import cases, due
from storage.work import Job

_OF_LETTERS = frozenset({Stage.AT, Stage.AFTER})


async def remind(job: Job) -> int:
    """Gives every reminder that has come due, once; how many."""
    conn = await job.db()
    found = await due.to_look_at(conn, job.now)
    known = await overrides(job) if found else {}
    count = 0
    for one in found:
        stages = rules.come(one, job.now, known)
        case = await cases.find(conn, job.vault, one.case_id) if stages else None
        for stage in stages if case is not None else ():
            if stage in _OF_LETTERS and one.ref and one.kind is not DueKind.FORWARDING:
                continue  # the desk hears of a late letter with the next step's paper: referral_clock.py
            await _say(job, case, one, stage, known)
        count += len(stages)
        later = rules.said(one, stages, job.now, known)
        if later != one:
            await due.save(conn, later)
    return count


async def _say(job: Job, case: Case | None, one: Due, stage: Stage, known: Overrides) -> None:
    if case is None:
        return
    what, why = T(one.kind.name_key), T(one.kind.source_key, days=one.days)
    about = (case.id, one.id, one.kind.value, case.code, what, why, one.due_at)
    letter = letter_of(one.ref)
    for person in await _hearers(job, case, stage):
        key = f"due:{one.id}:{one.due_at.isoformat()}:{stage}:{person.id}"
        if stage in ESCALATED:
            days = working_days_between(one.due_at, job.now, known)
            job.notify(person.id, notices.DueEscalated(*about, days, await _whose(job, case)), key=key)
        else:
            job.notify(person.id, notices.SAYING[stage](*about, letter), key=key)


async def _whose(job: Job, case: Case) -> Text:
    """Whose case it is, in words."""
    if case.assignee_id is None:
        return T("due-nobodys")
    alias = (await people.get(await job.db(), job.vault, case.assignee_id)).alias
    return T("due-whose", alias=alias or "—")


async def _hearers(job: Job, case: Case, stage: Stage) -> list[Person]:
    """Who is to hear of it."""
    if stage is Stage.SECOND:
        return await second_of(job, case)
    if stage is Stage.ADMIN:
        return await people.with_role(await job.db(), job.vault, [Role.ADMIN])
    return await desk_of(job, case)


async def second_of(job: Job, case: Case) -> list[Person]:
    """Another coordinator of the region: the one with the fewest open cases. Nobody where there is no other, or where
    the case is nobody's and so all of them have been told."""
    if case.assignee_id is None:
        return []
    conn = await job.db()
    holds = {Grant(Role.COORDINATOR, case.region), Grant(Role.COORDINATOR, EVERYWHERE)}
    staff = await people.with_role(conn, job.vault, [Role.COORDINATOR], region=case.region)
    others = [one for one in staff if one.grants & holds and one.id != case.assignee_id]
    load = await due.open_cases(conn, {one.id for one in others})
    return sorted(others, key=lambda one: (load.get(one.id, 0), one.id))[:1]
