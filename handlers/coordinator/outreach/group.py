"""The group of a region: a link that binds one, and what is bound."""

from __future__ import annotations

from chat.screen import Button, LinkButton, Rows, Screen, route
from domain.geography import regions
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Named, T, Words
from services.messaging import groups
from services.volunteering.volunteer_common import regions_of

routes = Routes()


@routes.tap("groups", role=Role.COORDINATOR)
async def which(turn: Turn) -> Screen:
    """The regions to choose from; with one only, straight to it."""
    own = regions_of(turn.person)
    codes = [code for code in regions() if own is None or code in own]
    if len(codes) == 1:
        return await one_region(turn, codes[0])
    buttons = [Button(_short(code), route("groups.of", code)) for code in codes]
    rows: Rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Screen((T("group-title"), T("group-which")), (*rows, *back_to_menu()), at="groups", takes="idle")


def _short(code: str) -> Words:
    found = regions()[code]
    return T("place-region", region=Named(found.short_kk, found.short_ru))


@routes.tap("groups.of", role=Role.COORDINATOR)
async def one_region(turn: Turn, code: str) -> Screen:
    """What is bound in the region, each to be let go."""
    bound = await groups.of_region(turn.work, code)
    words: tuple[Words, ...] = (
        T("group-title"),
        T("group-region", region=groups.named(code)),
        T("group-count", count=len(bound)) if bound else T("group-none"),
    )
    rows: Rows = ((Button(T("group-add"), route("groups.add", code)),),)
    if bound:
        rows += ((Button(T("group-drop"), route("groups.drop", code)),),)
    back = (Button(T("button-back"), "groups"), *back_to_menu()[0])
    if len(regions_of(turn.person) or regions()) == 1:
        back = back_to_menu()[0]
    return Screen(words, (*rows, back), at=route("groups.of", code), takes="idle")


@routes.tap("groups.add", role=Role.COORDINATOR)
async def add(turn: Turn, code: str) -> Screen:
    """One tap adds the bot to a group and binds it; or the same by hand."""
    token = await groups.make_code(turn.work, code)
    link = f"https://t.me/{turn.house.username}?startgroup={token}&admin=manage_topics"
    words: tuple[Words, ...] = (
        T("group-how", region=groups.named(code)),
        T("group-by-hand", command=f"/bind {token}"),
        T("group-careful"),
    )
    rows: Rows = ((LinkButton(T("group-link"), link),), (Button(T("button-back"), route("groups.of", code)),))
    return Screen(words, rows, at=route("groups.of", code), takes="idle")


@routes.tap("groups.drop", role=Role.COORDINATOR)
async def drop(turn: Turn, code: str) -> Screen:
    """Once more for sure."""
    rows: Rows = (
        (Button(T("group-drop-yes"), route("groups.gone", code)),),
        (Button(T("button-back"), route("groups.of", code)),),
    )
    words = (T("group-drop-sure", region=groups.named(code)),)
    return Screen(words, rows, at=route("groups.drop", code), takes="idle")


@routes.tap("groups.gone", role=Role.COORDINATOR)
async def gone(turn: Turn, code: str) -> Screen:
    for group in await groups.of_region(turn.work, code):
        await groups.unbind(turn.work, group.id, T("group-lost-unbound"))
    return await one_region(turn, code)
