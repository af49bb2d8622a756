"""The directory of authorities: the list, one entry, checking it, putting it away, loading a table."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.authority import Authority
from domain.complaint import Category
from domain.people import Role
from handlers.coordinator.phrases import said_first, snip
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, Named, T, Text, Words
from services.questionnaires.form_inbox import Incoming
from services.referral import authorities, authority_inbox
from services.referral.referrals import name_of
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import area_of

routes = Routes()

PAGE = 8


@routes.tap("authorities", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """Those of the person's regions and of the country; a table sent here is read."""
    return await directory(turn, page)


async def directory(turn: Turn, page: int, *before: Words) -> Screen:
    """The list with what can be done."""
    found = await authorities.listed(turn.work, retired=True)
    found.sort(key=lambda one: (not one.is_active, one.name(turn.language)))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(_label(one, turn.language), route("authority.open", one.id)),)
        for one in found[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        back, on = (page - 1) % pages, (page + 1) % pages
        here = Button(f"{page + 1} / {pages}", route("authorities", page))
        rows += ((Button("‹", route("authorities", back)), here, Button("›", route("authorities", on))),)
    rows += ((Button(T("authorities-button-add"), "authority.add"),),)
    if (offered := await authorities.seed_offered(turn.work)) > 0:
        rows += ((Button(T("authorities-button-seed", count=offered), "authorities.seed"),),)
    rows += ((Button(T("button-menu"), "menu"),),)
    words = (*before, T("authorities-title", count=sum(one.is_active for one in found)), T("authorities-how"))
    return Screen(words, rows, at=route("authorities", page), takes="authorities.file")


def _label(one: Authority, language: str) -> str:
    return ("" if one.is_active else "🗄 ") + snip(one.name(language), 40)


@routes.tap("authorities.seed", Role.COORDINATOR)
async def seed(turn: Turn) -> Screen:
    """What the beginning holds, with sources and dates, before it is loaded."""
    lines: list[Words] = [
        T(
            "authority-seed-line",
            name=name_of(one),
            source=one.source,
            day=one.checked_on or authorities.today(turn.work),
        )
        for one in authorities.seed()
    ]
    rows = (
        (Button(T("authorities-button-load"), "authorities.seed-do"),),
        (Button(T("button-back"), route("authorities", 0)),),
    )
    words = (T("authorities-seed"), Lines(tuple(lines)))
    return Screen(words, rows, at="authorities.seed", takes="idle")


@routes.tap("authorities.seed-do", Role.COORDINATOR)
async def seeded(turn: Turn) -> Screen:
    count = await authorities.load_seed(turn.work)
    return said_first(turn, await directory(turn, 0), T("authorities-loaded", count=count))


@routes.take("authorities.file", Role.COORDINATOR)
async def file(turn: Turn) -> Screen | None:
    """A table is noted, to be read in the background; anything else belongs elsewhere."""
    said = turn.said
    if said.edited:
        return None
    if said.file is None:
        raise Stale
    incoming = Incoming(said.file.kind, said.file.file_id, said.file.name, said.file.size)
    if not authority_inbox.is_table(incoming):
        return await directory(turn, 0, T("authorities-table-only"))
    await authority_inbox.receive(turn.work, incoming)
    return await directory(turn, 0, T("authorities-received", name=incoming.name))


@routes.tap("authorities.load", Role.COORDINATOR)
async def load(turn: Turn, number: int) -> Screen:
    """The table that was read is loaded; a notice says what came of it."""
    name = await authority_inbox.ask_load(turn.work, number)
    return said_first(turn, await directory(turn, 0), T("authorities-received", name=name))


# ------------------------------------------------------------------ one entry


@routes.tap("authority.open", Role.COORDINATOR)
async def open_one(turn: Turn, authority_id: int) -> Screen:
    return await authority_screen(turn, authority_id)


async def authority_screen(turn: Turn, authority_id: int) -> Screen:
    """The entry, and what this person may do with it."""
    entry = await authorities.open_authority(turn.work, authority_id)
    one = entry.authority
    rows: Rows = ()
    if entry.may_edit and one.is_active:
        rows = (
            (Button(T("authority-button-check"), route("authority.check", one.id)),),
            (
                Button(T("authority-button-edit"), route("authority.edit", one.id)),
                Button(T("authority-button-retire"), route("authority.retire", one.id)),
            ),
        )
    elif entry.may_edit:
        rows = ((Button(T("authority-button-restore"), route("authority.restore", one.id)),),)
    back = ((Button(T("authorities-button"), route("authorities", 0)),),)
    here = route("authority.open", authority_id)
    return Screen((Lines(tuple(facts(one))),), (*rows, *back), at=here, takes="idle")


def facts(one: Authority) -> list[Words]:
    """What is known of it, a line each."""
    lines: list[Words] = [T("authority-head", name=name_of(one))]
    if one.kk and one.ru and one.kk != one.ru:
        lines.append(T("authority-other", name=Named(one.ru, one.kk)))
    lines.append(T("authority-where", area=T("area-country") if one.region is None else area_of(one.region, None)))
    lines.append(T("authority-address", address=one.address) if one.address else T("authority-no-address"))
    if one.email:
        lines.append(T("authority-email", email=one.email))
    lines.append(T("authority-takes", what=takes_text(one.takes)))
    if one.checked_on is not None:
        checked = T("authority-checked", day=one.checked_on)
        lines.append(T("authority-source", checked=checked, source=one.source) if one.source else checked)
    if not one.is_active:
        lines.append(T("authority-retired"))
    return lines


def takes_text(takes: frozenset[Category]) -> Text | str:
    """Its categories, or that it takes everything."""
    names = [T(one.name_key) for one in Category if one in takes]
    if not names:
        return T("authority-takes-all")
    joined: Text = names[0]
    for name in names[1:]:
        joined = T("list-and-on", first=joined, second=name)
    return joined


@routes.tap("authority.check", Role.COORDINATOR)
async def check(turn: Turn, authority_id: int) -> Screen:
    """Right as of today."""
    return await _done(turn, authority_id, "check")


@routes.tap("authority.retire", Role.COORDINATOR)
async def retire(turn: Turn, authority_id: int) -> Screen:
    """Put away; a button brings it back."""
    return await _done(turn, authority_id, "retire")


@routes.tap("authority.restore", Role.COORDINATOR)
async def restore(turn: Turn, authority_id: int) -> Screen:
    return await _done(turn, authority_id, "restore")


async def _done(turn: Turn, authority_id: int, what: str) -> Screen:
    actions = {"check": authorities.check, "retire": authorities.retire, "restore": authorities.restore}
    said: Text = T("authority-changed")
    try:
        await actions[what](turn.work, authority_id)
    except ChangedMeanwhile as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await authority_screen(turn, authority_id), said)
