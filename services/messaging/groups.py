"""Groups of a region's coordinators: bound by a code, told of cases, let go when the bot is.

What is queued for a group lies in storage/messaging/groups.py; transport/groups.py says it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from domain.audit import GROUP_BOUND, GROUP_UNBOUND
from domain.geography import UnknownPlace
from domain.geography import region as region_of
from domain.people import Role
from domain.staff_group import StaffGroup
from locales.texts import Named, Text
from services.messaging.group_notices import GroupJoined, GroupLost, GroupWithoutTopics
from services.refusals import InviteSpent, NotFound
from services.trust import audit
from services.volunteering.volunteer_common import tell_region
from storage.messaging import groups
from storage.work import Job, Work

VALID = timedelta(days=1)
"""How long a code binds."""


async def make_code(work: Work, region: str) -> str:
    """A code that binds one group to the region, once. Raises NotFound for a region that is not the person's."""
    _own(work, region)
    token = secrets.token_hex(6)
    expires_at = work.now + VALID
    await groups.add_code(await work.db(), work.vault, token, region, by=work.person.id, expires_at=expires_at)
    return token


def _own(work: Work, region: str) -> None:
    if not work.person.may(Role.COORDINATOR, region):
        raise NotFound


async def of_region(work: Work, region: str) -> list[StaffGroup]:
    """The groups bound to a region. Raises NotFound for a region that is not the person's."""
    _own(work, region)
    return await groups.of_region(await work.db(), work.vault, region)


async def bind(work: Work, chat: int, token: str, *, forum: bool) -> StaffGroup:
    """Binds a group with a code. Raises InviteSpent for one that is no longer good; NotFound for a person who does not
    coordinate its region: the code stays good for who does."""
    conn = await work.db()
    region = await groups.region_of_code(conn, work.vault, token, work.now)
    if region is None:
        raise InviteSpent
    _own(work, region)
    await groups.spend_code(conn, work.vault, token, work.now)
    wanted = StaffGroup(0, chat, region, work.person.language or "kk", forum)
    bound = await groups.bind(conn, work.vault, wanted, by=work.person.id, at=work.now)
    await audit.note(work, GROUP_BOUND, f"group:{bound.id}/{region}")
    await tell_region(work, region, GroupJoined(named(region), work.person.alias or "—"))
    return bound


async def unbind(work: Work, group_id: int, why: Text) -> None:
    """A coordinator lets a group go. Raises NotFound."""
    group = await groups.find(await work.db(), work.vault, group_id)
    if group is None:
        raise NotFound
    _own(work, group.region)
    await audit.note(work, GROUP_UNBOUND, f"group:{group.id}/{group.region}")
    await lost(work, group, why)


async def lost(job: Job, group: StaffGroup, why: Text) -> None:
    """The group is no longer reached: the binding goes, the coordinators are told once."""
    if await groups.unbind(await job.db(), group.id):
        await tell_region(job, group.region, GroupLost(named(group.region), why), key=f"group-lost:{group.id}")


async def without_topics(job: Job, group: StaffGroup) -> None:
    """Topics cannot be opened there (any more): cases come as messages, and the coordinators are told once a day."""
    await groups.set_forum(await job.db(), group.id, False)
    key = f"group-topics:{group.id}:{job.now.date()}"
    await tell_region(job, group.region, GroupWithoutTopics(named(group.region)), key=key)


async def by_chat(job: Job, chat: int) -> StaffGroup | None:
    """The group with this number at the messenger, if it is bound."""
    return await groups.by_chat(await job.db(), job.vault, chat)


async def case_of(job: Job, group: StaffGroup, message: int) -> int | None:
    """The case that a message of ours there is about."""
    return await groups.case_of(await job.db(), group.id, message)


def named(code: str) -> Named:
    """The region in both languages."""
    try:
        found = region_of(code)
    except UnknownPlace:
        return Named(code, code)
    return Named(found.kk, found.ru)
