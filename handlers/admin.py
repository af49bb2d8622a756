"""The admin's journey: who holds which role, inviting, taking a role away; and taking up an invitation."""

from __future__ import annotations

from chat.screen import Button, CopyButton, Rows, Screen, route
from domain.people import EVERYWHERE, Person, Role
from handlers import invitation
from handlers.invitation import redeem_screen, where
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.cases import handing
from services.refusals import NotFound
from services.trust import invites

__all__ = ["redeem_screen", "routes"]

routes = Routes()
routes.include(invitation.routes)

PAGE = 10


@routes.command("people", role=Role.ADMIN)
async def people_command(turn: Turn, payload: str) -> Screen:
    return await people(turn, 0)


@routes.tap("admin.people", role=Role.ADMIN)
async def people(turn: Turn, page: int) -> Screen:
    """Everybody with a role, each a button."""
    staff = await invites.staff(turn.work)
    pages = max(1, -(-len(staff) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = staff[page * PAGE : (page + 1) * PAGE]
    counted = T("admin-people-count", count=len(staff)) if len(staff) > 1 else T("admin-people-alone")
    lines = tuple(T("admin-person-line", alias=_alias(one), roles=_roles(one)) for one in shown)
    rows: Rows = tuple((Button(_alias(one), route("admin.person", one.id)),) for one in shown)
    if pages > 1:
        before, after = (page - 1) % pages, (page + 1) % pages
        here = Button(f"{page + 1} / {pages}", route("admin.people", page))
        turns = (Button("‹", route("admin.people", before)), here, Button("›", route("admin.people", after)))
        rows += (turns,)
    rows += ((Button(T("admin-invite"), "admin.invite"),), (Button(T("audit-button"), "audit:0"),), *back_to_menu())
    words = (T("admin-people"), counted, Lines(lines))
    return Screen(words, rows, at=route("admin.people", page), takes="idle")


@routes.tap("admin.person", role=Role.ADMIN)
async def person(turn: Turn, person_id: int) -> Screen:
    """One person's roles; each that was given by invitation can be taken away."""
    one = await _find(turn, person_id)
    words: list[Words] = [T("admin-person", alias=_alias(one)), Lines(tuple(_grants(one)))]
    if one.has(Role.ADMIN):
        words.append(T("admin-you") if one.id == turn.person.id else T("admin-from-settings"))
    taking: Rows = tuple(
        (Button(T("admin-take-away", role=_role(role)), route("admin.take", one.id, role)),)
        for role in (Role.COORDINATOR, Role.VOLUNTEER, Role.INVITED)
        if one.has(role)
    )
    if count := await handing.load_of(turn.work, one.id):
        taking = ((Button(T("triage-hand-theirs", count=count), route("hand.all", one.id)),), *taking)
    back = (Button(T("admin-back-people"), route("admin.people", 0)), *back_to_menu()[0])
    return Screen(tuple(words), (*taking, back), at=route("admin.person", one.id), takes="idle")


@routes.tap("admin.take", role=Role.ADMIN)
async def take_sure(turn: Turn, person_id: int, role: Role) -> Screen:
    """Once more for sure, before a role is taken."""
    one = await _find(turn, person_id)
    if not one.has(role):
        raise NotFound
    words = (
        T("admin-take-sure", alias=_alias(one), role=_role(role), where=where(_regions(one, role))),
        T("admin-take-note"),
    )
    confirm = Button(T("admin-take-confirm"), route("admin.take-do", one.id, role))
    back = Button(T("button-cancel"), route("admin.person", one.id))
    return Screen(words, ((confirm,), (back,)), at=route("admin.take", one.id, role), takes="idle")


@routes.tap("admin.take-do", role=Role.ADMIN)
async def take_away(turn: Turn, person_id: int, role: Role) -> Screen:
    """The role is taken in all regions; the person is told by a notice."""
    await invites.take_away(turn.work, person_id, role)
    shown = await people(turn, 0)
    return Screen(shown.words, shown.buttons, at=shown.at, takes="idle", toast=T("admin-taken"))


@routes.tap("admin.invite", role=Role.ADMIN)
async def invite(turn: Turn) -> Screen:
    """Whom to invite."""
    roles: Rows = (
        (Button(T("admin-role-coordinator"), route("admin.regions", Role.COORDINATOR, 0)),),
        (Button(T("admin-role-volunteer"), route("admin.regions", Role.VOLUNTEER, 0)),),
    )
    back = (Button(T("admin-back-people"), route("admin.people", 0)),)
    words = (T("admin-invite-role"), T("admin-invite-about", hours=invitation.HOURS))
    return Screen(words, (*roles, back), at="admin.invite", takes="idle")


@routes.tap("admin.regions", role=Role.ADMIN)
async def choose_regions(turn: Turn, role: Role, marks: int) -> Screen:
    """Regions with ☑. What is marked is a bit in the route, so the screen needs nothing stored."""
    return invitation.regions_screen(role, marks)


@routes.tap("admin.link", role=Role.ADMIN)
async def link(turn: Turn, role: Role, marks: int) -> Screen:
    """The link, shown this once: only its hash is kept. What is shown again later is the list of people."""
    chosen = invitation.marked(marks)
    if not chosen:
        screen = invitation.regions_screen(role, marks)
        return Screen(screen.words, screen.buttons, at=screen.at, takes="idle", toast=T("admin-regions-need"))
    everywhere = len(chosen) == len(invitation.codes())
    token = await invites.make(turn.work, role, () if everywhere else chosen)
    address = f"https://t.me/{turn.house.username}?start=i_{token}"
    words: tuple[Words, ...] = (
        T("admin-link"),
        T("admin-link-for", role=_role(role), where=where((EVERYWHERE,) if everywhere else chosen)),
        T("admin-link-url", link=address),
        T("admin-link-rules", until=turn.now + invites.VALID),
    )
    back = (Button(T("admin-back-people"), route("admin.people", 0)), *back_to_menu()[0])
    copy = (CopyButton(T("admin-link-copy"), address),)
    return Screen(words, (copy, back), at=route("admin.people", 0), takes="idle")


# ------------------------------------------------------------------ people in words


async def _find(turn: Turn, person_id: int) -> Person:
    for one in await invites.staff(turn.work):
        if one.id == person_id:
            return one
    raise NotFound


def _alias(one: Person) -> str | Text:
    return one.alias or T("admin-unnamed")


def _role(role: Role) -> Text:
    return T(role.name_key)


def _regions(one: Person, role: Role) -> tuple[str, ...]:
    return tuple(sorted(grant.region for grant in one.grants if grant.role is role))


def _grants(one: Person) -> list[Words]:
    return [T("admin-grant-line", role=_role(role), where=where(_regions(one, role))) for role in _held(one)]


def _held(one: Person) -> list[Role]:
    return [role for role in (Role.ADMIN, Role.COORDINATOR, Role.VOLUNTEER, Role.INVITED) if one.has(role)]


def _roles(one: Person) -> Text:
    """«coordinator, volunteer»."""
    first, *others = (_role(role) for role in _held(one))
    for other in others:
        first = T("admin-joined", first=first, second=other)
    return first
