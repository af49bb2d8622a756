"""Who works here: admins from the settings, everybody else by a one-time invitation of an admin."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.audit import INVITE_MADE
from domain.geography import region
from domain.people import EVERYWHERE, Grant, Person, Role
from locales.texts import T
from services.cases.notices import InviteUsed, RoleTaken
from services.refusals import InviteSpent, NotAllowed, NotFound, NotFromAdmin
from services.trust import audit
from services.volunteering import volunteers
from storage import invites, people
from storage.work import Work

VALID = timedelta(hours=72)
ROLE_KEYS: Mapping[Role, str] = {role: role.name_key for role in Role}
"""Fluent keys of the roles' names."""


@dataclass(frozen=True)
class Redeemed:
    """What an invitation has given."""

    role: Role
    regions: tuple[str, ...]


async def make(work: Work, role: Role, regions: Collection[str]) -> str:
    """A token for an invitation link, good once within 72 hours; only its hash is kept. No regions: everywhere.

    Raises NotAllowed unless an admin asks, NotFromAdmin for a role that is not invited, UnknownPlace.
    """
    _admin(work)
    if role not in (Role.VOLUNTEER, Role.COORDINATOR):
        raise NotFromAdmin
    token = secrets.token_urlsafe(18)
    codes = tuple(sorted({region(code).code for code in regions}))
    await invites.add(
        await work.db(),
        work.vault,
        token,
        role,
        codes,
        by=work.person.id,
        at=work.now,
        expires_at=work.now + VALID,
    )
    await audit.note(work, INVITE_MADE, "/".join((role, ",".join(codes))).rstrip("/"))
    return token


async def redeem(work: Work, token: str, alias: str) -> Redeemed:
    """Takes an invitation up; whoever comes second with the same link is refused. Who is invited as a volunteer is one
    only after the rules and the quiz. Raises InviteSpent."""
    invite = await invites.use(await work.db(), work.vault, token, by=work.person.id, at=work.now)
    if invite is None:
        raise InviteSpent
    role = Role.INVITED if invite.role is Role.VOLUNTEER else invite.role
    for code in invite.regions or (EVERYWHERE,):
        await work.grant(work.person.id, Grant(role, code), by=invite.made_by)
    work.person = replace(work.person, alias=alias.strip()[:64] or work.person.alias)
    if invite.made_by is not None:
        work.notify(invite.made_by, InviteUsed(work.person.alias or "—", T(invite.role.name_key)))
    return Redeemed(invite.role, invite.regions)


async def staff(work: Work) -> list[Person]:
    """Everybody with a role, by alias. Raises NotAllowed unless an admin asks."""
    _admin(work)
    roles = [Role.INVITED, Role.VOLUNTEER, Role.COORDINATOR, Role.ADMIN]
    found = await people.with_role(await work.db(), work.vault, roles)
    return sorted(found, key=lambda person: (person.alias or "").casefold())


async def take_away(work: Work, person_id: int, role: Role, code: str | None = None) -> None:
    """Takes a role away in one region (EVERYWHERE for a grant that holds everywhere), or all of it; they are told. A
    volunteer's tasks go on to others.

    Raises NotAllowed unless an admin asks, NotFromAdmin for admins, NotFound if the person does not hold it.
    """
    _admin(work)
    if role is Role.ADMIN:
        raise NotFromAdmin
    held = [grant for person in await staff(work) if person.id == person_id for grant in person.grants]
    taken = [grant for grant in held if grant.role is role and code in (None, grant.region)]
    if not taken:
        raise NotFound
    for grant in taken:
        await work.revoke(person_id, grant, by=work.person.id)
    if role is Role.VOLUNTEER and not any(one.role is role and one not in taken for one in held):
        await volunteers.dismiss(work, person_id, {grant.region for grant in taken})
    work.notify(person_id, RoleTaken(T(role.name_key)))


def _admin(work: Work) -> None:
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
