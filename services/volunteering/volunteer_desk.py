"""What a coordinator does with volunteers of their regions. Anybody else's are NotFound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.assignment import LIVE
from domain.certificate import Record
from domain.geography import region
from domain.people import Grant, Role
from domain.volunteer import NotNow, Volunteer, VolunteerActor, VolunteerState
from locales.texts import ALMATY, Language, Named, T, render
from services.cases.common import needed
from services.refusals import NotFound
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import alias_of, coordinates, regions_of
from services.volunteering.volunteer_refusals import StaleVolunteer
from services.volunteering.volunteers import check, save
from storage import people
from storage.fieldwork import applicant_questions, assignments, campaigns, certificates, volunteers
from storage.fieldwork.applicant_questions import Asked
from storage.work import Work

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Before any visit."""


@dataclass(frozen=True)
class VolunteerCard:
    """A volunteer in a coordinator's list."""

    volunteer: Volunteer
    alias: str


@dataclass(frozen=True)
class VolunteerPage:
    """A volunteer as the coordinator sees them: how many tasks they have, what they did so far, what was asked."""

    volunteer: Volunteer
    alias: str
    tasks: int
    record: Record
    asked: tuple[Asked, ...]


async def listed(work: Work, *states: VolunteerState) -> list[VolunteerCard]:
    """Volunteers of the person's regions in these states (all by default), the first applied first. Raises
    NotAllowed."""
    regions = regions_of(work.person)
    found = await volunteers.listed(
        await work.db(), work.vault, states=states or tuple(VolunteerState), regions=regions
    )
    return [VolunteerCard(one, await alias_of(work, one.person_id)) for one in found]


async def _theirs(work: Work, person_id: int) -> Volunteer:
    found = await volunteers.find(await work.db(), work.vault, person_id)
    if found is None:
        raise NotFound
    coordinates(work, found.profile.region)
    return found


async def open_volunteer(work: Work, person_id: int) -> VolunteerPage:
    """A volunteer of the person's regions. Raises NotFound."""
    one, conn = await _theirs(work, person_id), await work.db()
    held = await assignments.of_volunteer(conn, person_id, states=LIVE)
    done = await certificates.record(conn, person_id, since=BEGINNING, until=work.now)
    asked = tuple(await applicant_questions.of_person(conn, work.vault, person_id))
    return VolunteerPage(one, await alias_of(work, person_id), len(held), done, asked)


async def approve(work: Work, person_id: int) -> None:
    """Makes them a volunteer; they are told. Raises NotFound, StaleVolunteer."""
    one = await _theirs(work, person_id)
    check(one, VolunteerState.APPROVED, VolunteerActor.COORDINATOR)
    code = one.profile.region
    await save(work, replace(one, state=VolunteerState.APPROVED, decided_by=work.person.id))
    await work.grant(person_id, Grant(Role.VOLUNTEER, code), by=work.person.id)
    await campaigns.try_again(await work.db(), [code])
    where = region(code)
    work.notify(person_id, notices.VolunteerApproved(Named(where.kk, where.ru)))


async def ask(work: Work, person_id: int, words: str) -> None:
    """Asks an applicant something. Raises NotFound, NothingSaid, StaleVolunteer."""
    one, said = await _theirs(work, person_id), needed(words)
    if one.state is VolunteerState.LEFT:
        raise StaleVolunteer(one.state)
    await applicant_questions.ask(await work.db(), work.vault, person_id, said, by=work.person.id, at=work.now)
    work.notify(person_id, notices.VolunteerAsked(said))


async def decline(work: Work, person_id: int, words: str) -> None:
    """Does not take an applicant; they read why. Raises NotFound, NothingSaid, StaleVolunteer."""
    one, said = await _theirs(work, person_id), needed(words)
    check(one, VolunteerState.DECLINED, VolunteerActor.COORDINATOR)
    await save(work, replace(one, state=VolunteerState.DECLINED, decided_by=work.person.id))
    work.notify(person_id, notices.VolunteerNotApproved(said))


async def decline_because(work: Work, person_id: int, why: NotNow) -> None:
    """Does not take an applicant for a ready-made reason, said in their language. Raises NotFound, StaleVolunteer."""
    await _theirs(work, person_id)
    reader = await people.get(await work.db(), work.vault, person_id)
    language: Language = "ru" if reader.language == "ru" else "kk"
    await decline(work, person_id, render(T(why.name_key), language, zone=ALMATY, markup=False))
