"""Organisations (a movement, a headquarters, a project office, a club) and their coordinators; kept by admins."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.team import Organisation, OrganisationKind
from handlers.coordinator.fieldwork.campaign_new import own_regions
from handlers.coordinator.fieldwork.teams import LONGEST, asked_name, name_said, which_region
from handlers.coordinator.phrases import said_first, snip
from handlers.packing import packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.refusals import NotFound
from services.volunteering import teams
from services.volunteering.volunteer_common import area_of

routes = Routes()

SHOWN = 30


@routes.tap("orgs", Role.COORDINATOR)
async def listed(turn: Turn) -> Screen:
    """Of the person's regions, each a button; admins add."""
    found = (await teams.organisations(turn.work))[:SHOWN]
    rows: Rows = tuple((Button(snip(one.name(turn.language), 40), route("org.open", one.id)),) for one in found)
    if turn.person.has(Role.ADMIN):
        rows += ((Button(T("org-new"), "org.new"),),)
    rows += ((Button(T("button-back"), route("teams", 0)),),)
    return Screen((T("orgs-title"), T("orgs-how") if found else T("orgs-none")), rows, at="orgs", takes="idle")


@routes.tap("org.new", Role.ADMIN)
async def new(turn: Turn) -> Screen:
    """What it is."""
    rows: Rows = tuple((Button(T(kind.name_key), route("org.kind", kind)),) for kind in OrganisationKind)
    return Screen((T("org-ask-kind"),), (*rows, (Button(T("button-back"), "orgs"),)), at="org.new", takes="idle")


@routes.tap("org.kind", Role.ADMIN)
async def kind(turn: Turn, kind: OrganisationKind) -> Screen:
    """Where it works."""
    return which_region(turn, "orgs", "org.name", kind)


@routes.tap("org.name", Role.ADMIN)
async def name(turn: Turn, kind: OrganisationKind, code: str) -> Screen:
    if code not in own_regions(turn):
        raise Stale
    return asked_name("org.name", kind, code, asks="org-ask-kk")


@routes.take("org.name", Role.ADMIN)
async def named(turn: Turn, kind: OrganisationKind, code: str) -> Screen | None:
    """Its name in Kazakh; the one in Russian is asked for next."""
    if turn.said.edited:
        return None
    words = name_said(turn)
    if not words:
        return asked_name("org.name", kind, code, before=(T("case-words-long", limit=LONGEST),), asks="org-ask-kk")
    return asked_name("org.second", kind, code, packed(words), asks="org-ask-ru")


@routes.tap("org.second", Role.ADMIN)
async def second(turn: Turn, kind: OrganisationKind, code: str, first: str) -> Screen:
    """The same question once more."""
    return asked_name("org.second", kind, code, first, asks="org-ask-ru")


@routes.take("org.second", Role.ADMIN)
async def second_named(turn: Turn, kind: OrganisationKind, code: str, first: str) -> Screen | None:
    """It is there; who coordinates it comes next."""
    if turn.said.edited:
        return None
    words = name_said(turn)
    if not words:
        long = (T("case-words-long", limit=LONGEST),)
        return asked_name("org.second", kind, code, first, before=long, asks="org-ask-ru")
    made = await teams.save_organisation(turn.work, Organisation(0, kind, unpacked(first), words, code))
    return said_first(turn, await open_organisation(turn, made.id), T("org-made"))


@routes.tap("org.open", Role.COORDINATOR)
async def open_organisation(turn: Turn, organisation_id: int) -> Screen:
    """What it is and who coordinates it; an admin changes that by a tap on a name."""
    one = await _found(turn, organisation_id)
    staff = await teams.staff_for(turn.work, one)
    lines: list[Words] = [
        T("org-title", name=one.name(turn.language), kind=T(one.kind.name_key)),
        area_of(one.region, None),
    ]
    lines += [T("org-coordinator", alias=person.alias or "—") for person in staff if person.id in one.coordinators]
    rows: Rows = ()
    if turn.person.has(Role.ADMIN):
        lines.append(T("org-how"))
        rows = tuple(
            (
                Button(
                    f"{'☑' if person.id in one.coordinators else '☐'} {snip(person.alias or '—', 30)}",
                    route("org.mark", one.id, person.id),
                ),
            )
            for person in staff[:SHOWN]
        )
    rows += ((Button(T("button-back"), "orgs"),),)
    return Screen((Lines(tuple(lines)),), rows, at=route("org.open", one.id), takes="idle")


async def _found(turn: Turn, organisation_id: int) -> Organisation:
    for one in await teams.organisations(turn.work):
        if one.id == organisation_id:
            return one
    raise NotFound


@routes.tap("org.mark", Role.ADMIN)
async def mark(turn: Turn, organisation_id: int, person_id: int) -> Screen:
    """Coordinates it, or no longer."""
    one = await _found(turn, organisation_id)
    if person_id not in {person.id for person in await teams.staff_for(turn.work, one)}:
        raise Stale
    left = tuple(number for number in one.coordinators if number != person_id)
    chosen = left if person_id in one.coordinators else (*one.coordinators, person_id)
    await teams.save_organisation(turn.work, replace(one, coordinators=chosen))
    return await open_organisation(turn, organisation_id)
