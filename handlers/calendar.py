"""The admin's calendar: days off and working days that the government has moved, set by a tap."""

from __future__ import annotations

from calendar import Calendar
from datetime import date

from babel.dates import format_date, get_day_names

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.cases import calendar

routes = Routes()

BLANK = "·"
MONTHS = 18
"""So many months ahead can be set."""


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.house.zone).date()


@routes.command("calendar", role=Role.ADMIN)
async def calendar_command(turn: Turn, payload: str) -> Screen:
    return await month(turn, 0)


@routes.tap("calendar", role=Role.ADMIN)
async def month(turn: Turn, ahead: int) -> Screen:
    """A month as buttons, days off in brackets; below, what has been set."""
    return await _month(turn, ahead)


async def _month(turn: Turn, ahead: int) -> Screen:
    today, ahead = _today(turn), min(max(ahead, 0), MONTHS)
    index = today.year * 12 + today.month - 1 + ahead
    year, number = index // 12, index % 12 + 1
    found = await calendar.listed(turn.work, today)
    set_ = {one.day for one in found}
    rows: list[tuple[Button, ...]] = [_turns(turn, year, number, ahead), _weekdays(turn)]
    for week in Calendar().monthdatescalendar(year, number):
        rows.append(tuple([await _cell(turn, day, today, set_, number) for day in week]))
    listed: list[Words] = [T("calendar-line-works" if one.works else "calendar-line-off", day=one.day) for one in found]
    words: tuple[Words, ...] = (
        T("calendar-title"),
        T("calendar-how"),
        Lines(tuple(listed)) if listed else T("calendar-none"),
    )
    return Screen(words, (*rows, *back_to_menu()), at=route("calendar", ahead), takes="idle")


def _turns(turn: Turn, year: int, number: int, ahead: int) -> tuple[Button, ...]:
    name = format_date(date(year, number, 1), "LLLL y", locale=turn.language)
    before = Button("‹", route("calendar", ahead - 1)) if ahead else Button(BLANK, "nothing")
    after = Button("›", route("calendar", ahead + 1)) if ahead < MONTHS else Button(BLANK, "nothing")
    return before, Button(name, "nothing"), after


def _weekdays(turn: Turn) -> tuple[Button, ...]:
    names = get_day_names("short", "stand-alone", locale=turn.language)
    return tuple(Button(str(names[day]).capitalize(), "nothing") for day in range(7))


async def _cell(turn: Turn, day: date, today: date, set_: set[date], number: int) -> Button:
    if day.month != number or day < today:
        return Button(BLANK, "nothing")
    works = await calendar.works_now(turn.work, day)
    shown = str(day.day) if works else f"({day.day})"
    return Button(f"★{shown}" if day in set_ else shown, route("calendar.day", day.isoformat()))


def _read(turn: Turn, written: str) -> tuple[date, int]:
    """The day, and how many months ahead it lies. Raises Stale for what no button carries."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Stale from None
    today = _today(turn)
    ahead = (day.year - today.year) * 12 + day.month - today.month
    if day < today or ahead > MONTHS:
        raise Stale
    return day, ahead


@routes.tap("calendar.day", role=Role.ADMIN)
async def one_day(turn: Turn, written: str) -> Screen:
    """What the day is, and what it can be made."""
    day, ahead = _read(turn, written)
    works = await calendar.works_now(turn.work, day)
    is_set = day in {one.day for one in await calendar.listed(turn.work, day)}
    if is_set:
        act = Button(T("calendar-button-remove"), route("calendar.remove", written))
    else:
        key = "calendar-button-off" if works else "calendar-button-works"
        act = Button(T(key), route("calendar.put", written, 0 if works else 1))
    words = (T("calendar-day-works" if works else "calendar-day-off", day=day), T("calendar-effect"))
    rows: Rows = ((act,), (Button(T("button-back"), route("calendar", ahead)),))
    return Screen(words, rows, at=route("calendar.day", written), takes="idle")


@routes.tap("calendar.put", role=Role.ADMIN)
async def put(turn: Turn, written: str, works: int) -> Screen:
    """It is set; running deadlines follow."""
    day, ahead = _read(turn, written)
    return await _moved(turn, ahead, await calendar.put(turn.work, day, works=works == 1))


@routes.tap("calendar.remove", role=Role.ADMIN)
async def remove(turn: Turn, written: str) -> Screen:
    """It is again as the calendar says."""
    day, ahead = _read(turn, written)
    return await _moved(turn, ahead, await calendar.remove(turn.work, day))


async def _moved(turn: Turn, ahead: int, count: int) -> Screen:
    shown = await _month(turn, ahead)
    return Screen(shown.words, shown.buttons, at=shown.at, takes="idle", toast=T("calendar-moved", count=count))
