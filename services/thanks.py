"""Hours and thanks: what a volunteer did, certificates that can be checked, proposals for awards. No public ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.certificate import Certificate, Record
from domain.code import new_code, parse_code
from domain.people import Role
from domain.volunteer import VolunteerState
from domain.workdays import ALMATY
from services.common import needed
from services.refusals import NotAllowed, NotFound
from services.volunteer_common import alias_of, coordinates, regions_of
from services.volunteer_refusals import NothingDone
from storage import certificates, volunteers
from storage.work import Job, Work


@dataclass(frozen=True)
class Nominee:
    """Somebody a coordinator may propose for an award."""

    person_id: int
    alias: str
    record: Record


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time(), ALMATY), datetime.combine(last + timedelta(days=1), time(), ALMATY)


async def my_record(work: Work, first: date, last: date) -> Record:
    """One's own visits, hours and findings from `first` to `last`, both days counted."""
    since, until = _span(first, last)
    return await certificates.record(await work.db(), work.person.id, since=since, until=until)


async def certify(work: Work, name: str, first: date, last: date, *, person_id: int | None = None) -> Certificate:
    """Issues a certificate for oneself, or for a volunteer of a region the person coordinates; `name` as it is to be
    printed. Raises NotFound, NothingSaid, NothingDone without an approved visit in that time."""
    whose = work.person.id if person_id is None else person_id
    printed, conn = " ".join(needed(name).split())[:120], await work.db()
    if whose != work.person.id:
        await _theirs(work, whose)
    since, until = _span(first, last)
    record = await certificates.record(conn, whose, since=since, until=until)
    if record.visits == 0:
        raise NothingDone
    while await certificates.find(conn, work.vault, code := new_code()) is not None:
        pass
    made = Certificate(0, code, whose, printed, first, last, record, work.now)
    return await certificates.insert(conn, work.vault, made, by=work.person.id)


async def _theirs(work: Work, person_id: int) -> None:
    found = await volunteers.find(await work.db(), work.vault, person_id)
    if found is None:
        raise NotFound
    coordinates(work, found.profile.region)


async def find_certificate(job: Job, typed: str) -> Certificate | None:
    """The certificate with this code, as anybody may check it; None where there is none. Raises BadCode."""
    return await certificates.find(await job.db(), job.vault, parse_code(typed))


async def my_certificates(work: Work) -> list[Certificate]:
    """One's own certificates, newest first."""
    return await certificates.of_person(await work.db(), work.vault, work.person.id)


async def revoke(work: Work, typed: str) -> None:
    """A certificate counts no longer. Raises BadCode, NotFound, NotAllowed for anybody but admins."""
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
    if not await certificates.revoke(await work.db(), parse_code(typed), at=work.now):
        raise NotFound


async def nominees(work: Work, first: date, last: date, *, limit: int = 20) -> list[Nominee]:
    """Volunteers of the person's regions who did most, for a coordinator's proposal; never shown to others. Raises
    NotAllowed."""
    regions, conn = regions_of(work.person), await work.db()
    states = [VolunteerState.APPROVED, VolunteerState.PAUSED]
    since, until = _span(first, last)
    found = []
    for one in await volunteers.listed(conn, work.vault, states=states, regions=regions):
        record = await certificates.record(conn, one.person_id, since=since, until=until)
        if record.visits:
            found.append(Nominee(one.person_id, await alias_of(work, one.person_id), record))
    found.sort(key=lambda nominee: (-nominee.record.visits, -nominee.record.findings, nominee.alias))
    return found[:limit]
