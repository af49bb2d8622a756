"""Special monitoring groups: made by a coordinator, five people at most, members and the lead by a tap."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.geography import region
from domain.people import Role
from domain.team import Team
from domain.volunteer import TEAM_LARGEST, VolunteerState
from handlers.coordinator.fieldwork.campaign_new import own_regions
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.volunteering import teams, volunteer_desk
from services.volunteering.volunteer_common import aliases, area_of
from services.volunteering.volunteer_refusals import GroupFull

routes = Routes()

PAGE = 8
LONGEST = 60
"""Characters of a group's or organisation's name."""


@routes.tap("teams", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """Groups of the person's regions, each a button."""
    found = await teams.listed(turn.work)
    rows: Rows = tuple(
        (Button(T("team-row", name=snip(one.name, 24), count=len(one.members)), route("team.open", one.id)),)
        for one in found[page * PAGE : (page + 1) * PAGE]
    )
    pages = max(1, -(-len(found) // PAGE))
    rows += turns("teams", page, pages)
    rows += (
        (Button(T("team-new"), "team.new"), Button(T("orgs-button"), "orgs")),
        (Button(T("button-back"), route("campaigns", 0)),),
    )
    words = (T("teams-title"), T("teams-how", limit=TEAM_LARGEST))
    return Screen(words, rows, at=route("teams", page), takes="idle")


def turns(*here: str | int) -> Rows:
    """Turning pages of `name, page, pages` or `name, number, page, pages`."""
    *name, page, pages = here
    if int(pages) == 1:
        return ()
    before, after = (int(page) - 1) % int(pages), (int(page) + 1) % int(pages)
    return ((Button("‹", route(*map(str, name), before)), Button("›", route(*map(str, name), after))),)


# ------------------------------------------------------------------ a new one


@routes.tap("team.new", Role.COORDINATOR)
async def new(turn: Turn) -> Screen:
    """Where it works; asked only of who coordinates several regions."""
    return which_region(turn, route("teams", 0), "team.name")


def which_region(turn: Turn, back: str, name: str, *args: str) -> Screen:
    """A region of the person's own, which leads on to the route `name`; where there is only one, that at once."""
    own = own_regions(turn)
    if len(own) == 1:
        return asked_name(name, *args, own[0])
    buttons = [Button(region(code).short(turn.language), route(name, *args, code)) for code in own]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Screen((T("place-ask-region"),), (*rows, (Button(T("button-cancel"), back),)), at=back, takes="idle")


def asked_name(name: str, *args: str, before: tuple[Words, ...] = (), asks: str = "team-ask-name") -> Screen:
    """The next message is its name."""
    here = route(name, *args)
    rows = ((Button(T("button-cancel"), route("teams", 0)),),)
    return Screen((*before, T(asks)), rows, at=here, takes=here)


def name_said(turn: Turn) -> str:
    """What was typed as a name; '' for what is none."""
    words = " ".join(turn.said.text.split())
    return "" if unusable(turn) is not None or len(words) > LONGEST else words


@routes.tap("team.name", Role.COORDINATOR)
async def name(turn: Turn, code: str) -> Screen:
    if code not in own_regions(turn):
        raise Stale
    return asked_name("team.name", code)


@routes.take("team.name", Role.COORDINATOR)
async def named(turn: Turn, code: str) -> Screen | None:
    """It is there, still empty."""
    if turn.said.edited:
        return None
    words = name_said(turn)
    if not words:
        return asked_name("team.name", code, before=(T("case-words-long", limit=LONGEST),))
    made = await teams.form(turn.work, words, code)
    return said_first(turn, await _screen(turn, made), T("team-made"))


# ------------------------------------------------------------------ one group


@routes.tap("team.open", Role.COORDINATOR)
async def open_team(turn: Turn, team_id: int) -> Screen:
    return await _screen(turn, await teams.open_team(turn.work, team_id))


async def _screen(turn: Turn, one: Team) -> Screen:
    called = await aliases(turn.work, one.members)
    lines: list[Words] = [T("team-title", name=one.name), area_of(one.region, None)]
    own = [org for org in await teams.organisations(turn.work) if org.id == one.organisation_id]
    lines += [T("team-org", name=org.name(turn.language)) for org in own]
    lines += [
        T("team-lead" if number == one.lead_id else "team-member", alias=called[number]) for number in one.members
    ]
    rows: Rows = tuple(
        (Button(snip(called[number], 30), route("team.member", one.id, number)),) for number in one.members
    )
    if len(one.members) < TEAM_LARGEST:
        rows += ((Button(T("team-add"), route("team.add", one.id, 0)),),)
    rows += (
        (Button(T("team-org-button"), route("team.org", one.id)), Button(T("team-end"), route("team.end", one.id))),
    )
    rows += ((Button(T("team-list"), route("teams", 0)), *back_to_menu()[0]),)
    hint = T("team-no-lead") if one.members and one.lead_id is None else T("team-how")
    return Screen((Lines(tuple(lines)), hint), rows, at=route("team.open", one.id), takes="idle")


@routes.tap("team.add", Role.COORDINATOR)
async def whom(turn: Turn, team_id: int, page: int) -> Screen:
    """Approved volunteers of the region who are not in it yet."""
    one = await teams.open_team(turn.work, team_id)
    found = [
        card
        for card in await volunteer_desk.listed(turn.work, VolunteerState.APPROVED)
        if card.volunteer.profile.region == one.region and card.volunteer.person_id not in one.members
    ]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(f"＋ {snip(card.alias, 30)}", route("team.join", one.id, card.volunteer.person_id)),)
        for card in found[page * PAGE : (page + 1) * PAGE]
    )
    rows += turns("team.add", team_id, page, pages)
    back = ((Button(T("button-back"), route("team.open", one.id)),),)
    said = T("team-add-whom", name=one.name) if found else T("team-add-nobody")
    return Screen((said,), (*rows, *back), at=route("team.add", one.id, page), takes="idle")


@routes.tap("team.join", Role.COORDINATOR)
async def join(turn: Turn, team_id: int, person_id: int) -> Screen:
    """One more, up to five."""
    said = T("team-joined")
    try:
        await teams.join(turn.work, team_id, person_id)
    except GroupFull as refusal:
        said = refusal.text()
    return said_first(turn, await open_team(turn, team_id), said)


@routes.tap("team.member", Role.COORDINATOR)
async def member(turn: Turn, team_id: int, person_id: int) -> Screen:
    """What can be done with a member."""
    one = await teams.open_team(turn.work, team_id)
    if person_id not in one.members:
        raise Stale
    called = (await aliases(turn.work, [person_id]))[person_id]
    rows: Rows = ((Button(T("team-drop"), route("team.drop", team_id, person_id)),),)
    if one.lead_id != person_id:
        rows = ((Button(T("team-make-lead"), route("team.make-lead", team_id, person_id)),), *rows)
    back = ((Button(T("button-back"), route("team.open", team_id)),),)
    here = route("team.member", team_id, person_id)
    return Screen((T("team-member-what", alias=called, name=one.name),), (*rows, *back), at=here, takes="idle")


@routes.tap("team.make-lead", Role.COORDINATOR)
async def lead(turn: Turn, team_id: int, person_id: int) -> Screen:
    """Tasks of the group go to them."""
    await teams.join(turn.work, team_id, person_id, lead=True)
    return said_first(turn, await open_team(turn, team_id), T("team-lead-done"))


@routes.tap("team.drop", Role.COORDINATOR)
async def drop(turn: Turn, team_id: int, person_id: int) -> Screen:
    await teams.drop(turn.work, team_id, person_id)
    return said_first(turn, await open_team(turn, team_id), T("team-dropped"))


@routes.tap("team.end", Role.COORDINATOR)
async def end_sure(turn: Turn, team_id: int) -> Screen:
    """Once more for sure."""
    one = await teams.open_team(turn.work, team_id)
    rows = (
        (Button(T("team-end-yes"), route("team.end-do", team_id)),),
        (Button(T("button-back"), route("team.open", team_id)),),
    )
    return Screen((T("team-end-sure", name=one.name),), rows, at=route("team.open", team_id), takes="idle")


@routes.tap("team.end-do", Role.COORDINATOR)
async def end(turn: Turn, team_id: int) -> Screen:
    await teams.end(turn.work, team_id)
    return said_first(turn, await listed(turn, 0), T("team-ended"))


@routes.tap("team.org", Role.COORDINATOR)
async def organisation(turn: Turn, team_id: int) -> Screen:
    """Whose group it is."""
    one = await teams.open_team(turn.work, team_id)
    own = [org for org in await teams.organisations(turn.work) if org.region == one.region]
    rows: Rows = tuple(
        (Button(snip(org.name(turn.language), 40), route("team.org-put", team_id, org.id)),) for org in own[:20]
    )
    rows += ((Button(T("team-org-none"), route("team.org-put", team_id, 0)),),)
    back = ((Button(T("button-back"), route("team.open", team_id)),),)
    return Screen((T("team-org-which"),), (*rows, *back), at=route("team.org", team_id), takes="idle")


@routes.tap("team.org-put", Role.COORDINATOR)
async def put_organisation(turn: Turn, team_id: int, organisation_id: int) -> Screen:
    await teams.attach(turn.work, team_id, organisation_id or None)
    return said_first(turn, await open_team(turn, team_id), T("team-org-done"))
