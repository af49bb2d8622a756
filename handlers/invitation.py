"""An invitation: choosing the regions it holds for, and what happens to whoever opens its link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chat.screen import Button, Rows, Screen, route
from domain.geography import UnknownPlace, region, regions
from domain.people import EVERYWHERE, Role
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes
from handlers.turn import Turn
from handlers.volunteer.join import join as join_in
from locales.texts import Named, T, Text, Words
from services.cases.desk import Filter
from services.refusals import InviteSpent
from services.trust import invites

routes = Routes()

HOURS = invites.VALID // timedelta(hours=1)
NAMED_REGIONS = 4
"""Regions that are named one by one; more are counted."""
LONGEST_ALIAS = 64


def codes() -> tuple[str, ...]:
    """All region codes; the place of one in this order is its bit in the marks."""
    return tuple(regions())


def marked(marks: int) -> tuple[str, ...]:
    """The codes whose bits are set."""
    return tuple(code for bit, code in enumerate(codes()) if marks >> bit & 1)


def regions_screen(role: Role, marks: int) -> Screen:
    """All regions in two columns; tapping one sets or clears its mark."""
    everything = (1 << len(codes())) - 1
    marks &= everything
    buttons = [_region(role, marks, bit, code) for bit, code in enumerate(codes())]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    every = Button(T("admin-regions-all"), route("admin.regions", role, everything))
    none = Button(T("admin-regions-none"), route("admin.regions", role, 0))
    done = Button(T("admin-regions-done"), route("admin.link", role, marks))
    rows += ((every, none), (done,), (Button(T("button-back"), "admin.invite"),))
    words = (
        T("admin-invite-regions", role=T(role.name_key)),
        T("admin-invite-chosen", count=len(marked(marks))),
    )
    return Screen(words, rows, at=route("admin.regions", role, marks), takes="idle")


def _region(role: Role, marks: int, bit: int, code: str) -> Button:
    place = region(code)
    name = Named(place.short_kk, place.short_ru)
    label = T("admin-region-on", region=name) if marks >> bit & 1 else T("admin-region-off", region=name)
    return Button(label, route("admin.regions", role, marks ^ (1 << bit)))


def where(held: tuple[str, ...]) -> Text:
    """Regions in words: named while they are few, counted when they are many."""
    if EVERYWHERE in held:
        return T("admin-everywhere")
    if len(held) > NAMED_REGIONS:
        return T("admin-where-count", count=len(held))
    first, *others = (_named(code) for code in held)
    for other in others:
        first = T("admin-joined", first=first, second=other)
    return first


def _named(code: str) -> Text:
    try:
        place = region(code)
    except UnknownPlace:
        return T("admin-region-off", region=code)
    return T("admin-region-off", region=Named(place.short_kk, place.short_ru))


# ------------------------------------------------------------------ whoever opens the link


async def redeem_screen(turn: Turn, token: str) -> Screen:
    """What «/start i_TOKEN» shows: the role at once where we know their name, else the question for it."""
    if turn.person.alias:
        return await _redeem(turn, token, turn.person.alias)
    return _asking(token)


@routes.tap("admin.join")
async def join(turn: Turn, token: str) -> Screen:
    return _asking(token)


def _asking(token: str, *before: Words) -> Screen:
    here = route("admin.join", token)
    return Screen((*before, T("admin-join"), T("admin-join-name")), back_to_menu(), at=here, takes=here)


@routes.take("admin.join")
async def named(turn: Turn, token: str) -> Screen | None:
    """The name by which colleagues will know them; then the role is theirs."""
    if turn.said.edited:
        return None
    name = " ".join(turn.said.text.split())
    if not name or len(name) > LONGEST_ALIAS:
        return _asking(token, T("admin-join-length", limit=LONGEST_ALIAS))
    return await _redeem(turn, token, name)


async def _redeem(turn: Turn, token: str, alias: str) -> Screen:
    try:
        given = await invites.redeem(turn.work, token, alias)
    except InviteSpent as refusal:
        return await menu(turn, refusal.text())
    place = where(given.regions or (EVERYWHERE,))
    if given.role is Role.VOLUNTEER:
        shown = await join_in(turn)
        return replace(shown, words=(T("admin-welcome-volunteer", where=place), *shown.words))
    inbox = Button(T("admin-welcome-inbox"), route("case.inbox", Filter.NEW, 0))
    words = (T("admin-welcome-coordinator", where=place), T("admin-welcome-confidential"), T("admin-welcome-how"))
    return Screen(words, ((inbox,), *back_to_menu()), at="menu", takes="idle")
