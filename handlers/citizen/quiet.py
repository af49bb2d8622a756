"""When a citizen does not want to be written to: chosen with one tap."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.quiet import CHOICES, NEVER, Quiet
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Text
from services.messaging import talk

routes = Routes()


@routes.tap("quiet")
async def choose(turn: Turn, case_id: int) -> Screen:
    """The choices, with a mark at the one that holds; `case_id` leads back to the report."""
    return await _drawn(turn, case_id)


async def _drawn(turn: Turn, case_id: int) -> Screen:
    now = await talk.quiet_hours(turn.work)
    rows = tuple(
        (Button(_named(one, chosen=one == now), route("quiet.set", case_id, number)),)
        for number, one in enumerate(CHOICES)
    )
    back = (Button(T("button-back"), route("report.open", case_id)),)
    return Screen((T("quiet-how"),), (*rows, back), at=route("quiet", case_id), takes="idle")


def _named(one: Quiet, *, chosen: bool) -> Text:
    if one == NEVER:
        return T("quiet-never-chosen") if chosen else T("quiet-never")
    start, end = f"{one.start:%H:%M}", f"{one.end:%H:%M}"
    return T("quiet-hours-chosen", start=start, end=end) if chosen else T("quiet-hours", start=start, end=end)


@routes.tap("quiet.set")
async def chosen(turn: Turn, case_id: int, number: int) -> Screen:
    """Kept at once."""
    if not 0 <= number < len(CHOICES):
        raise Stale
    await talk.choose_quiet(turn.work, CHOICES[number])
    screen = await _drawn(turn, case_id)
    return Screen(screen.words, screen.buttons, screen.at, screen.takes, toast=T("quiet-kept"))
