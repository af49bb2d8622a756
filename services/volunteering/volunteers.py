"""Volunteers: joining, being approved, pausing, leaving, being forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from domain.assignment import WITH_VOLUNTEER, AssignmentActor, AssignmentState, DeclineReason
from domain.geography import region
from domain.people import EVERYWHERE, Grant, Person, Role
from domain.place import Place
from domain.volunteer import (
    Profile,
    Volunteer,
    VolunteerActor,
    VolunteerMoveRefused,
    VolunteerState,
    check_volunteer_move,
)
from services.cases.common import first_lines, needed
from services.fieldwork import notices_coordinators
from services.refusals import ChangedMeanwhile, NotFound
from services.volunteering.volunteer_common import (
    alias_of,
    area_of,
    move,
    place_of,
    tell_region,
)
from services.volunteering.volunteer_refusals import RulesFirst, StaleVolunteer
from storage.fieldwork import (
    applicant_questions,
    assignments,
    campaigns,
    certificates,
    letter_requests,
    places,
    teams,
    visits,
    volunteers,
)
from storage.work import Work

LONGEST_ABOUT = 1_000


async def mine(work: Work) -> Volunteer | None:
    """One's own record; None for who never asked to be a volunteer."""
    return await volunteers.find(await work.db(), work.vault, work.person.id)


async def _own(work: Work) -> Volunteer:
    found = await mine(work)
    if found is None:
        raise NotFound
    return found


async def apply(
    work: Work, profile: Profile, *, alias: str, code_version: int | None, rules_passed: bool = True
) -> Volunteer:
    """Asks to become a volunteer, for the first time or again. Who was invited by an admin is approved at once.

    Raises RulesFirst before the rules' quiz and the code of conduct, StaleVolunteer for who is one already,
    UnknownPlace.
    """
    if not rules_passed or code_version is None:
        raise RulesFirst
    code, conn, before = region(profile.region).code, await work.db(), await mine(work)
    if before is not None:
        check(before, VolunteerState.APPLIED, VolunteerActor.VOLUNTEER)
    invited = is_invited(work.person, code)
    one = Volunteer(
        work.person.id,
        VolunteerState.APPROVED if invited else VolunteerState.APPLIED,
        replace(profile, about=profile.about.strip()[:LONGEST_ABOUT]),
        work.now,
        rules_at=work.now,
        code_version=code_version,
        code_at=work.now,
        changed_at=work.now,
    )
    work.person = replace(work.person, alias=work.person.alias or alias.strip()[:64] or None)
    if before is None:
        await volunteers.insert(conn, work.vault, one)
    else:
        one = await save(work, replace(one, version=before.version))
    if invited:
        await take_in(work, code)
        await campaigns.try_again(conn, [code])
    else:
        await _tell_applied(work, one)
    return one


def is_invited(person: Person, code: str) -> bool:
    """Whether an admin wants them as a volunteer of this region, so that no coordinator need decide."""
    return person.may(Role.INVITED, code) or person.may(Role.VOLUNTEER, code)


async def take_in(work: Work, code: str) -> None:
    """Whom an admin had invited is a volunteer of the region now; the invitation is used up."""
    if not work.person.may(Role.VOLUNTEER, code):
        await work.grant(work.person.id, Grant(Role.VOLUNTEER, code), by=None)
    for grant in [one for one in work.person.grants if one.role is Role.INVITED and one.region in (code, EVERYWHERE)]:
        await work.revoke(work.person.id, grant, by=work.person.id)


async def _tell_applied(work: Work, one: Volunteer) -> None:
    where = area_of(one.profile.region, one.profile.district)
    notice = notices_coordinators.VolunteerApplied(one.person_id, await _alias(work), where)
    await tell_region(work, one.profile.region, notice, key=f"volunteer-applied:{one.person_id}:{work.now.isoformat()}")


async def _alias(work: Work) -> str:
    return work.person.alias or "—"


async def save(work: Work, one: Volunteer) -> Volunteer:
    """Stores the changed record. Raises ChangedMeanwhile."""
    if not await volunteers.save(await work.db(), work.vault, replace(one, changed_at=work.now)):
        raise ChangedMeanwhile
    return replace(one, changed_at=work.now, version=one.version + 1)


def check(one: Volunteer, to: VolunteerState, actor: VolunteerActor) -> None:
    """Raises StaleVolunteer unless the rules have this move."""
    try:
        check_volunteer_move(one.state, to, actor)
    except VolunteerMoveRefused:
        raise StaleVolunteer(one.state) from None


async def answer(work: Work, words: str) -> None:
    """Answers the coordinator's question; it goes to the region's desk and stands with the application. Raises
    NotFound, NothingSaid."""
    one, said = await _own(work), needed(words)
    await applicant_questions.answer(await work.db(), work.vault, one.person_id, said, at=work.now)
    notice = notices_coordinators.VolunteerAnswered(one.person_id, await _alias(work), first_lines(said, 1_000))
    await tell_region(work, one.profile.region, notice)


async def change(work: Work, profile: Profile) -> Volunteer:
    """Changes what one said of oneself. In another region one applies anew: its coordinator decides, and the tasks go
    back. Raises NotFound, StaleVolunteer for who has left, UnknownPlace."""
    one = await _own(work)
    if one.state in (VolunteerState.LEFT, VolunteerState.DECLINED):
        raise StaleVolunteer(one.state)
    region(profile.region)
    moved = profile.region != one.profile.region
    if moved:
        await _give_back(work, one)
        await _revoke(work)
    state = VolunteerState.APPLIED if moved else one.state
    changed = await save(work, replace(one, profile=profile, state=state))
    if moved:
        await _tell_applied(work, changed)
    elif changed.works:
        await campaigns.try_again(await work.db(), [profile.region])
    return changed


async def pause(work: Work) -> None:
    """Nothing is offered until `resume`; tasks in hand stay. Raises NotFound, StaleVolunteer."""
    await _move(work, VolunteerState.PAUSED)


async def resume(work: Work) -> None:
    """Is there again. Raises NotFound, StaleVolunteer."""
    one = await _own(work)
    if one.state is not VolunteerState.PAUSED:
        raise StaleVolunteer(one.state)
    await _move(work, VolunteerState.APPROVED)
    await campaigns.try_again(await work.db(), [one.profile.region])


async def leave(work: Work) -> None:
    """Is a volunteer no longer: the tasks go back and the coordinators are told. Raises NotFound, StaleVolunteer."""
    one = await _own(work)
    check(one, VolunteerState.LEFT, VolunteerActor.VOLUNTEER)
    await _give_back(work, one)
    await _revoke(work)
    await save(work, replace(one, state=VolunteerState.LEFT))


async def dismiss(work: Work, person_id: int, regions: Collection[str]) -> None:
    """After an admin has taken the role in these regions (EVERYWHERE: in all): nothing is offered any more, what they
    have to do goes on to others, and an application that waits is over. They may apply anew."""
    one = await volunteers.find(await work.db(), work.vault, person_id)
    if one is None or one.state in (VolunteerState.LEFT, VolunteerState.DECLINED):
        return
    if not {one.profile.region, EVERYWHERE} & set(regions):
        return
    await _give_back(work, one)
    await save(work, replace(one, state=VolunteerState.LEFT, decided_by=work.person.id))


async def _move(work: Work, to: VolunteerState) -> None:
    one = await _own(work)
    check(one, to, VolunteerActor.VOLUNTEER)
    await save(work, replace(one, state=to))


async def _give_back(work: Work, one: Volunteer) -> None:
    """Whatever the volunteer has to do goes on to others."""
    conn = await work.db()
    held = await assignments.of_volunteer(conn, one.person_id, states=WITH_VOLUNTEER)
    for task in held:
        leaving = replace(task, reason=DeclineReason.LEAVING.value, swap_to=None)
        await move(work, leaving, AssignmentState.DECLINED, AssignmentActor.VOLUNTEER)
    if held or one.works:
        gone = notices_coordinators.VolunteerGone(await alias_of(work, one.person_id), len(held))
        await tell_region(work, one.profile.region, gone)


async def _revoke(work: Work) -> None:
    for grant in list(work.person.grants):
        if grant.role in (Role.VOLUNTEER, Role.INVITED):
            await work.revoke(work.person.id, grant, by=work.person.id)


async def erase(work: Work) -> None:
    """Forgets the volunteer: profile, conflicts, groups, where they were; visits stay without saying whose.

    Raises NotFound.
    """
    one, conn = await _own(work), await work.db()
    await _give_back(work, one)
    await _revoke(work)
    ids = [each.id for each in await assignments.of_volunteer(conn, one.person_id, states=tuple(AssignmentState))]
    await visits.forget_locations(conn, ids)
    await assignments.forget_volunteer(conn, one.person_id)
    await certificates.forget_person(conn, one.person_id)
    await letter_requests.forget_person(conn, one.person_id)
    await teams.forget_person(conn, one.person_id)
    await applicant_questions.forget_person(conn, one.person_id)
    await volunteers.erase(conn, one.person_id)
    if not work.person.is_staff:
        work.person = replace(work.person, alias=None)


async def mark_conflict(work: Work, place_id: int) -> None:
    """The person or their relatives work at a place: it is never offered to them. Raises NotFound."""
    await _own(work)
    place = await place_of(work, place_id)
    await volunteers.add_conflict(await work.db(), work.person.id, place.id, at=work.now)


async def drop_conflict(work: Work, place_id: int) -> None:
    """That is no longer so."""
    await volunteers.drop_conflict(await work.db(), work.person.id, place_id)


async def my_conflicts(work: Work) -> list[Place]:
    """The places one must not visit, by name."""
    conn, me = await work.db(), work.person.id
    ids = (await volunteers.conflicts(conn, [me])).get(me, frozenset())
    found = await places.by_ids(conn, work.vault, ids)
    return sorted(found.values(), key=lambda place: (place.name("kk"), place.id))
