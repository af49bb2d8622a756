"""Broadcasts: to whom, in which words, now or later."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, datetime, time, timedelta

from chat.screen import Button, Rows, Screen, route
from domain.broadcast import LONGEST, Audience, Broadcast
from domain.geography import UnknownPlace, region
from domain.people import Role
from handlers.coordinator.fieldwork.campaign_new import own_regions
from handlers.coordinator.outreach.broadcast_page import BACK, screen
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import LANGUAGES, Brief, Language, T, Text, Words
from services.outreach import broadcasts
from services.outreach.broadcasts import StaleBroadcast, where_of
from services.refusals import ChangedMeanwhile

routes = Routes()

EVERYWHERE = "-"
"""Stands for the whole country in a route."""
DAYS, HOURS = 7, range(9, 21)
"""What can be tapped: a week ahead, and hours when nobody sleeps."""
ASKS: dict[Language, str] = {"kk": "broadcast-write-kk", "ru": "broadcast-write-ru"}


@routes.tap("broadcasts", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """The newest, each a button."""
    found = await broadcasts.listed(turn.work)
    rows: Rows = tuple((Button(_label(turn, one), route("broadcast.open", one.id)),) for one in found)
    rows = ((Button(T("broadcast-button-new"), "broadcast.new"),), *rows, *back_to_menu())
    words = (T("broadcasts-title"), T("broadcasts-how"))
    return Screen(words, rows, at=route("broadcasts", page), takes="idle")


def _label(turn: Turn, one: Broadcast) -> Text:
    said = (one.ru or one.kk) if turn.language == "ru" else (one.kk or one.ru)
    return T("broadcast-line", state=T(one.state.name_key), words=snip(said, 24) or "…")


@routes.tap("broadcast.new", Role.COORDINATOR)
async def new(turn: Turn) -> Screen:
    """To whom?"""
    rows = tuple((Button(T(one.name_key), route("broadcast.to", one)),) for one in Audience)
    return Screen((T("broadcast-whom"),), (*rows, (BACK,)), at="broadcast.new", takes="idle")


@routes.tap("broadcast.to", Role.COORDINATOR)
async def to(turn: Turn, audience: str) -> Screen:
    """Of which region? Who has only one is not asked."""
    if audience not in set(Audience):
        raise Stale
    own = own_regions(turn)
    buttons = [Button(region(code).short(turn.language), route("broadcast.begin", audience, code)) for code in own]
    if broadcasts.may(turn.work, ""):
        buttons.insert(0, Button(T("broadcast-everywhere"), route("broadcast.begin", audience, EVERYWHERE)))
    if len(buttons) == 1:
        return await begin(turn, audience, own[0])
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Screen((T("broadcast-where"),), (*rows, (BACK,)), at=route("broadcast.to", audience), takes="idle")


@routes.tap("broadcast.begin", Role.COORDINATOR)
async def begin(turn: Turn, audience: str, code: str) -> Screen:
    """Kept as a draft from now on; the first text is asked for in the coordinator's own language."""
    if audience not in set(Audience):
        raise Stale
    try:
        made = await broadcasts.begin(turn.work, Audience(audience), "" if code == EVERYWHERE else code)
    except UnknownPlace:
        raise Stale from None
    return _writing(made, turn.language)


# ------------------------------------------------------------------ the words


@routes.tap("broadcast.write", Role.COORDINATOR)
async def write(turn: Turn, number: int, language: str) -> Screen:
    """The next message is the text."""
    return _writing(await broadcasts.find(turn.work, number), _language(language))


def _language(said: str) -> Language:
    for one in LANGUAGES:
        if one == said:
            return one
    raise Stale


def _writing(one: Broadcast, language: Language, *before: Words) -> Screen:
    skip = T("broadcast-button-skip") if one.is_written else T("button-cancel")
    rows = ((Button(skip, route("broadcast.open", one.id)),),)
    here = route("broadcast.write", one.id, language)
    words = (*before, T(ASKS[language], limit=LONGEST))
    return Screen(words, rows, at=here, takes=route("broadcast.said", one.id, language))


@routes.take("broadcast.said", Role.COORDINATOR)
async def said(turn: Turn, number: int, code: str) -> Screen | None:
    """The text in one language; then the other one is asked for, if it is missing."""
    if turn.said.edited:
        return None
    language = _language(code)
    if (why := unusable(turn, longest=LONGEST)) is not None:
        return _writing(await broadcasts.find(turn.work, number), language, why)
    one = await broadcasts.write(turn.work, number, language, turn.said.text)
    if not one.speaks_both:
        return _writing(one, "kk" if language == "ru" else "ru")
    return await screen(turn, number)


# ------------------------------------------------------------------ sending and stopping


@routes.tap("broadcast.open", Role.COORDINATOR)
async def opened(turn: Turn, number: int) -> Screen:
    return await screen(turn, number)


async def _done(turn: Turn, number: int, action: Awaitable[object], done: Text) -> Screen:
    """Does it and says so, or why it is not possible any more."""
    try:
        await action
    except (StaleBroadcast, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        done = refusal.text()
    return said_first(turn, await screen(turn, number), done)


@routes.tap("broadcast.sure", Role.COORDINATOR)
async def sure(turn: Turn, number: int) -> Screen:
    """Once more for sure, with the number of people."""
    page = await broadcasts.page(turn.work, number)
    yes = Button(T("broadcast-button-yes", count=page.people), route("broadcast.send", number))
    back = Button(T("button-back"), route("broadcast.open", number))
    asked = T("broadcast-sure", count=page.people, where=where_of(page.broadcast))
    return Screen((asked,), ((yes,), (back,)), at=route("broadcast.open", number), takes="idle")


@routes.tap("broadcast.send", Role.COORDINATOR)
async def send(turn: Turn, number: int) -> Screen:
    return await _done(turn, number, broadcasts.send(turn.work, number), T("broadcast-sending"))


@routes.tap("broadcast.stop", Role.COORDINATOR)
async def stop(turn: Turn, number: int) -> Screen:
    """At once: stopping by mistake is less harm than sending by mistake."""
    return await _done(turn, number, broadcasts.stop(turn.work, number), T("broadcast-stopped"))


@routes.tap("broadcast.drop", Role.COORDINATOR)
async def drop(turn: Turn, number: int) -> Screen:
    await broadcasts.drop(turn.work, number)
    return said_first(turn, await listed(turn, 0), T("broadcast-dropped"))


@routes.tap("broadcast.day", Role.COORDINATOR)
async def which_day(turn: Turn, number: int) -> Screen:
    """A day of the coming week; today only while an hour is left."""
    await broadcasts.find(turn.work, number)
    today = _today(turn)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    rows = tuple(
        (Button(_named(one), route("broadcast.hour", number, one.isoformat())),) for one in days if _hours(turn, one)
    )
    back = (Button(T("button-back"), route("broadcast.open", number)),)
    return Screen((T("broadcast-which-day"),), (*rows, back), at=route("broadcast.day", number), takes="idle")


def _named(day: date) -> Text:
    return T("broadcast-day", weekday=T("weekday-long", day=day.weekday()), date=f"{day:%d.%m}")


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.house.zone).date()


def _hours(turn: Turn, day: date) -> list[int]:
    return [hour for hour in HOURS if _moment(turn, day, hour) > turn.now]


def _moment(turn: Turn, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), turn.house.zone)


@routes.tap("broadcast.hour", Role.COORDINATOR)
async def which_hour(turn: Turn, number: int, day: str) -> Screen:
    """An hour of that day."""
    await broadcasts.find(turn.work, number)
    found = _read(day)
    buttons = [Button(f"{hour}:00", route("broadcast.at", number, day, hour)) for hour in _hours(turn, found)]
    rows = tuple(tuple(buttons[start : start + 4]) for start in range(0, len(buttons), 4))
    back = (Button(T("button-back"), route("broadcast.day", number)),)
    here = route("broadcast.hour", number, day)
    return Screen((T("broadcast-which-hour", day=found),), (*rows, back), at=here, takes="idle")


@routes.tap("broadcast.at", Role.COORDINATOR)
async def plan(turn: Turn, number: int, day: str, hour: int) -> Screen:
    """Planned; until then it can be called back."""
    if hour not in HOURS:
        raise Stale
    at = _moment(turn, _read(day), hour)
    return await _done(turn, number, broadcasts.send(turn.work, number, at), T("broadcast-planned", at=Brief(at)))


def _read(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Stale from None
