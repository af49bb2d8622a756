"""A month as buttons."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, get_day_names

from chat.screen import Button, Rows, route
from forms.conversation.prompt import Calendar
from locales.texts import Language, T

BLANK = "·"
"""Telegram wants a letter on every button, so this stands where no day is."""


def calendar_rows(asked: Calendar, revision: int, language: Language) -> Rows:
    """Today and yesterday first, then the month grid, Monday to Sunday, with the months around."""
    rows: Rows = ()
    near = [
        Button(T(key), route("f.day", revision, day.isoformat()))
        for key, day in (("form-today", asked.today), ("form-yesterday", asked.yesterday))
        if day is not None
    ]
    if near:
        rows += (tuple(near),)
    rows += (_month_row(asked, revision, language), _weekdays(language))
    return rows + tuple(tuple(_day(day, asked, revision) for day in week) for week in asked.weeks if any(week))


def _month_row(asked: Calendar, revision: int, language: Language) -> tuple[Button, ...]:
    name = format_date(date(asked.year, asked.month, 1), "LLLL y", locale=language)
    turn = [
        Button(sign, route("f.month", revision, *month)) if month else Button(BLANK, "nothing")
        for sign, month in (("‹", asked.previous), ("›", asked.following))
    ]
    return (turn[0], Button(name, "nothing"), turn[1])


def _weekdays(language: Language) -> tuple[Button, ...]:
    names = get_day_names("short", "stand-alone", locale=language)
    return tuple(Button(str(names[day]).capitalize(), "nothing") for day in range(7))


def _day(day: date | None, asked: Calendar, revision: int) -> Button:
    if day is None:
        return Button(BLANK, "nothing")
    shown = f"[{day.day}]" if day == asked.chosen else str(day.day)
    return Button(shown, route("f.day", revision, day.isoformat()))
