"""One's own digest: which, on which day, at what hour, in which language; and the last seven days now."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.digest import DAYS, HOURS, DigestChoice, Theme
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import LANGUAGES, Lines, T, Text
from services.outreach import digests

routes = Routes()

LANGUAGE_NAMES = {"kk": T("language-kk"), "ru": T("language-ru")}
HOURS_IN_A_ROW = 4


@routes.command("digest", role=Role.COORDINATOR)
async def digest_command(turn: Turn, payload: str) -> Screen:
    return await opened(turn)


@routes.tap("digest", role=Role.COORDINATOR)
async def opened(turn: Turn) -> Screen:
    """What is chosen, and what can be."""
    chosen = await digests.choice(turn.work)
    language = LANGUAGE_NAMES[chosen.language or turn.language]
    words = (T("digest-title"), _chosen(chosen, language))
    return Screen(words, (*_buttons(chosen, turn.language), *back_to_menu()), at="digest", takes="idle")


def _chosen(chosen: DigestChoice, language: Text) -> Lines:
    day = T("weekday-long", day=chosen.weekday)
    weekly = T("digest-weekly-on", day=day, hour=chosen.hour) if chosen.weekly else T("digest-weekly-off")
    daily = T("digest-daily-on", hour=chosen.hour) if chosen.daily else T("digest-daily-off")
    theme = T("digest-theme-dark") if chosen.theme is Theme.DARK else T("digest-theme-light")
    return Lines((weekly, daily, T("digest-spoken", language=language), T("digest-theme", theme=theme)))


def _buttons(chosen: DigestChoice, own: str) -> Rows:
    weekly = T("digest-button-weekly-off") if chosen.weekly else T("digest-button-weekly-on")
    daily = T("digest-button-daily-off") if chosen.daily else T("digest-button-daily-on")
    other = "kk" if (chosen.language or own) == "ru" else "ru"
    dark = chosen.theme is Theme.DARK
    theme = T("digest-button-light") if dark else T("digest-button-dark")
    return (
        (Button(T("digest-button-now"), "digest.now"),),
        (Button(T("digest-button-day"), "digest.days"), Button(T("digest-button-hour"), "digest.hours")),
        (Button(T("digest-button-language", language=LANGUAGE_NAMES[other]), route("digest.language", other)),),
        (Button(theme, route("digest.theme", Theme.LIGHT if dark else Theme.DARK)),),
        (Button(daily, route("digest.daily", int(not chosen.daily))),),
        (Button(weekly, route("digest.weekly", int(not chosen.weekly))),),
        (Button(T("takeaway-button"), "takeaway"),),
    )


async def _keep(turn: Turn, wanted: DigestChoice) -> Screen:
    await digests.choose(turn.work, wanted)
    return replace(await opened(turn), toast=T("digest-kept"))


@routes.tap("digest.weekly", role=Role.COORDINATOR)
async def weekly(turn: Turn, on: int) -> Screen:
    """The week's digest on or off."""
    return await _keep(turn, replace(await digests.choice(turn.work), weekly=bool(on)))


@routes.tap("digest.daily", role=Role.COORDINATOR)
async def daily(turn: Turn, on: int) -> Screen:
    """The day's digest on or off."""
    return await _keep(turn, replace(await digests.choice(turn.work), daily=bool(on)))


@routes.tap("digest.language", role=Role.COORDINATOR)
async def language(turn: Turn, spoken: str) -> Screen:
    """The digest's own language."""
    if spoken not in LANGUAGES:
        raise Stale
    return await _keep(turn, replace(await digests.choice(turn.work), language=spoken))


@routes.tap("digest.theme", role=Role.COORDINATOR)
async def theme(turn: Turn, ground: Theme) -> Screen:
    """The picture's ground."""
    return await _keep(turn, replace(await digests.choice(turn.work), theme=ground))


@routes.tap("digest.days", role=Role.COORDINATOR)
async def days(turn: Turn) -> Screen:
    """On which day?"""
    await digests.choice(turn.work)
    rows: Rows = tuple((Button(T("weekday-long", day=number), route("digest.day", number)),) for number in range(DAYS))
    back = (Button(T("button-back"), "digest"),)
    return Screen((T("digest-which-day"),), (*rows, back), at="digest.days", takes="idle")


@routes.tap("digest.day", role=Role.COORDINATOR)
async def day(turn: Turn, number: int) -> Screen:
    """On this day; whoever chooses one wants the digest."""
    if not 0 <= number < DAYS:
        raise Stale
    return await _keep(turn, replace(await digests.choice(turn.work), weekday=number, weekly=True))


@routes.tap("digest.hours", role=Role.COORDINATOR)
async def hours(turn: Turn) -> Screen:
    """At what hour?"""
    await digests.choice(turn.work)
    buttons = [Button(T("digest-hour", hour=number), route("digest.hour", number)) for number in HOURS]
    rows: Rows = tuple(
        tuple(buttons[start : start + HOURS_IN_A_ROW]) for start in range(0, len(buttons), HOURS_IN_A_ROW)
    )
    back = (Button(T("button-back"), "digest"),)
    return Screen((T("digest-which-hour"),), (*rows, back), at="digest.hours", takes="idle")


@routes.tap("digest.hour", role=Role.COORDINATOR)
async def hour(turn: Turn, number: int) -> Screen:
    """At this hour, both digests."""
    if number not in HOURS:
        raise Stale
    return await _keep(turn, replace(await digests.choice(turn.work), hour=number))


@routes.tap("digest.now", role=Role.COORDINATOR)
async def now(turn: Turn) -> Screen:
    """The last seven whole days, as a message of its own."""
    await digests.ask(turn.work)
    return replace(await opened(turn), toast=T("digest-comes"))
