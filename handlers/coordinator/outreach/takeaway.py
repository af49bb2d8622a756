"""Cases and visits as a table for a report: what, of which time, region and project, as XLSX or CSV; all by taps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.geography import region
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Named, T, Text, Words
from services.outreach import takeaway
from services.outreach.takeaway import ALL, Period, Wanted, What
from services.questionnaires.exports import FileKind

routes = Routes()

WHATS = {What.CASES: T("takeaway-cases"), What.VISITS: T("takeaway-visits")}
FILES = {FileKind.XLSX: T("exports-xlsx"), FileKind.CSV: T("takeaway-csv")}
EVERY = "-"
"""All regions, in a route."""
MOST_PROJECTS = 30
PROJECT = 28
"""Signs of a project's name on a button."""


def _route(name: str, wanted: Wanted, *more: str) -> str:
    chosen = (wanted.what, wanted.period, wanted.region or EVERY, wanted.project, int(wanted.stories))
    return route(name, *chosen, *more)


def _wanted(what: str, period: str, where: str, project: int, stories: int) -> Wanted:
    try:
        return Wanted(What(what), Period(period), "" if where == EVERY else where, project, bool(stories))
    except ValueError:
        raise Stale from None


@routes.tap("takeaway", role=Role.COORDINATOR)
async def opened(turn: Turn) -> Screen:
    """Last month's cases of all one's regions, to begin with."""
    return await _show(turn, Wanted())


@routes.tap("takeaway.show", role=Role.COORDINATOR)
async def show(turn: Turn, what: str, period: str, where: str, project: int, stories: int) -> Screen:
    """What is chosen so far, how much that is, and the files."""
    return await _show(turn, _wanted(what, period, where, project, stories))


async def _show(turn: Turn, wanted: Wanted) -> Screen:
    count, span = await takeaway.count(turn.work, wanted), takeaway.span_of(turn.work, wanted)
    named = await takeaway.project_of(turn.work, wanted)
    words: list[Words] = [T("takeaway-title"), T("takeaway-days", first=span.first, last=span.last, count=count)]
    words.append(T("takeaway-stories-note") if wanted.stories else T("takeaway-private"))
    back = (Button(T("button-back"), "digest"),)
    rows = (*await _choices(turn, wanted, named), *(_files(wanted) if count else ()), back, *back_to_menu())
    return Screen(tuple(words), rows, at=_route("takeaway.show", wanted), takes="idle")


async def _choices(turn: Turn, wanted: Wanted, named: str | None) -> Rows:
    whats = tuple(
        Button(_marked(text, one is wanted.what), _route("takeaway.show", replace(wanted, what=one, project=ALL)))
        for one, text in WHATS.items()
    )
    period = T("takeaway-period", period=T(wanted.period.name_key))
    rows: Rows = (whats, (Button(period, _route("takeaway.periods", wanted)),))
    if len(takeaway.may_choose(turn.work)) > 1:
        where = _region(wanted.region) if wanted.region else T("takeaway-every-region")
        rows += ((Button(T("takeaway-region", region=where), _route("takeaway.regions", wanted)),),)
    if named is not None or await takeaway.projects(turn.work, wanted):
        label = T("takeaway-chosen-project", project=named[:PROJECT]) if named else T("takeaway-every-project")
        rows += ((Button(label, _route("takeaway.projects", wanted)),),)
    if wanted.what is What.CASES:
        label = T("takeaway-with-stories") if wanted.stories else T("takeaway-without-stories")
        rows += ((Button(label, _route("takeaway.show", replace(wanted, stories=not wanted.stories))),),)
    return rows


def _marked(text: Text, chosen: bool) -> Text:
    return T("exports-chosen", what=text) if chosen else text


def _files(wanted: Wanted) -> Rows:
    return tuple((Button(text, _route("takeaway.make", wanted, kind)),) for kind, text in FILES.items())


def _region(code: str) -> Named:
    one = region(code)
    return Named(one.short_kk, one.short_ru)


def _listed(wanted: Wanted, asked: Text, labels: Iterable[tuple[Text | Named | str, Wanted]], at: str) -> Screen:
    """A choice: a button for each, in which `at` is the route of this screen."""
    rows = tuple(
        (Button(T("takeaway-name", name=label) if isinstance(label, Named) else label, _route("takeaway.show", each)),)
        for label, each in labels
    )
    back = (Button(T("button-back"), _route("takeaway.show", wanted)),)
    return Screen((asked,), (*rows, back), at=_route(at, wanted), takes="idle")


@routes.tap("takeaway.periods", role=Role.COORDINATOR)
async def periods(turn: Turn, what: str, period: str, where: str, project: int, stories: int) -> Screen:
    """Of which time?"""
    wanted = _wanted(what, period, where, project, stories)
    found = ((T(each.name_key), replace(wanted, period=each)) for each in Period)
    return _listed(wanted, T("takeaway-which-period"), found, "takeaway.periods")


@routes.tap("takeaway.regions", role=Role.COORDINATOR)
async def regions(turn: Turn, what: str, period: str, where: str, project: int, stories: int) -> Screen:
    """Of which region?"""
    wanted = _wanted(what, period, where, project, stories)
    every: tuple[Text | Named, Wanted] = (T("takeaway-every-region"), replace(wanted, region="", project=ALL))
    found = ((_region(code), replace(wanted, region=code, project=ALL)) for code in takeaway.may_choose(turn.work))
    return _listed(wanted, T("takeaway-which-region"), (every, *found), "takeaway.regions")


@routes.tap("takeaway.projects", role=Role.COORDINATOR)
async def projects(turn: Turn, what: str, period: str, where: str, project: int, stories: int) -> Screen:
    """Of which project?"""
    wanted = _wanted(what, period, where, project, stories)
    every: tuple[Text | str, Wanted] = (T("takeaway-every-project"), replace(wanted, project=ALL))
    known = list((await takeaway.projects(turn.work, wanted)).items())[:MOST_PROJECTS]
    found = ((name[:PROJECT], replace(wanted, project=number)) for number, name in known)
    return _listed(wanted, T("takeaway-which-project"), (every, *found), "takeaway.projects")


@routes.tap("takeaway.make", role=Role.COORDINATOR)
async def make(turn: Turn, what: str, period: str, where: str, project: int, stories: int, kind: str) -> Screen:
    """The file comes as a message of its own."""
    wanted = _wanted(what, period, where, project, stories)
    if kind not in FILES:
        raise Stale
    await takeaway.request(turn.work, wanted, FileKind(kind), turn.language)
    return replace(await _show(turn, wanted), toast=T("exports-queued"))
