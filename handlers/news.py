"""News on or off: a citizen's own choice, a volunteer's way to stop; and the one time the bot asks."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.geography import UnknownPlace, region, regions
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.outreach import news
from services.volunteering.volunteer_common import area_of

routes = Routes()

EVERYWHERE = "-"
ASK: Rows = ((Button(T("news-ask-yes"), "news.where"), Button(T("news-ask-no"), "news.no")),)
"""Under a thank-you, once in a lifetime."""


@routes.tap("news")
async def page(turn: Turn) -> Screen:
    """Whether the person gets news, and the way to change it."""
    return await _drawn(turn)


async def _drawn(turn: Turn, *before: Words) -> Screen:
    said = await news.choice(turn.work)
    on = news.gets(turn.work, said)
    words: tuple[Words, ...] = (*before, T("news-on") if on else T("news-off"), T("news-about"))
    if on and said.has_agreed:
        where = area_of(said.region, None) if said.region else T("broadcast-everywhere")
        words += (T("news-region", where=where),)
    change = T("news-change") if said.has_agreed else T("news-switch-on")
    rows: Rows = () if on and not said.has_agreed else ((Button(change, "news.where"),),)
    if on:
        rows += ((Button(T("news-stop"), "news.stop"),),)
    return Screen(words, (*rows, *back_to_menu()), at="news", takes="idle")


@routes.tap("news.where")
async def where(turn: Turn) -> Screen:
    """Whose news?"""
    buttons = [Button(T("broadcast-everywhere"), route("news.on", EVERYWHERE))]
    buttons += [Button(region(code).short(turn.language), route("news.on", code)) for code in regions()]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    words = (T("news-about"), T("news-where"))
    return Screen(words, (*rows, (Button(T("button-back"), "news"),)), at="news.where", takes="idle")


@routes.tap("news.on")
async def on(turn: Turn, code: str) -> Screen:
    """From now on, until they stop it."""
    try:
        await news.agree(turn.work, "" if code == EVERYWHERE else code)
    except UnknownPlace:
        raise Stale from None
    return await _drawn(turn)


@routes.tap("news.stop")
async def stop(turn: Turn) -> Screen:
    """One tap is enough; another one takes it back."""
    await news.stop(turn.work)
    rows = ((Button(T("news-back"), "news.back"),), *back_to_menu())
    return Screen((T("news-stopped"),), rows, at="news", takes="idle")


@routes.tap("news.back")
async def back(turn: Turn) -> Screen:
    await news.resume(turn.work)
    return await _drawn(turn)


@routes.tap("news.no")
async def no(turn: Turn) -> Screen:
    """They were asked and do not want any: never asked again."""
    return await menu(turn, T("news-ask-refused"))


async def asked_once(turn: Turn, screen: Screen) -> Screen:
    """The screen with the question below, where the person was never asked before."""
    if not await news.may_ask(turn.work):
        return screen
    return Screen((*screen.words, T("news-ask")), (*ASK, *screen.buttons), screen.at, screen.takes)
