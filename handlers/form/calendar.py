"""A month as buttons."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, get_day_names

from chat.screen import Button, Rows, route
from forms.conversation.prompt import Calendar, Months, Years
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
    if not asked.weeks:
        return rows
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


def month_rows(asked: Months, revision: int, language: Language) -> Rows:
    """A year's months, three in a row, with the years around."""
    turn = _turn((asked.previous, asked.following), revision)
    names = [format_date(date(asked.year, month, 1), "LLL", locale=language) for month in range(1, 13)]
    cells = [_cell(day, name, asked.chosen, revision) for day, name in zip(asked.months, names, strict=True)]
    head = (turn[0], Button(str(asked.year), "nothing"), turn[1])
    return (head, *(tuple(cells[at : at + 3]) for at in range(0, 12, 3)))


def year_rows(asked: Years, revision: int) -> Rows:
    """Twelve years, four in a row, and the twelves around."""
    known = [day.year for day in asked.years if day is not None]
    turn = _turn((asked.previous, asked.following), revision)
    head = (turn[0], Button(f"{known[0]}–{known[-1]}" if known else BLANK, "nothing"), turn[1])
    cells = [_cell(day, str(day.year) if day else BLANK, asked.chosen, revision) for day in asked.years]
    return (head, *(tuple(cells[at : at + 4]) for at in range(0, len(cells), 4)))


def _turn(years: tuple[int | None, int | None], revision: int) -> tuple[Button, ...]:
    return tuple(
        Button(BLANK, "nothing") if year is None else Button(sign, route("f.month", revision, year, 1))
        for sign, year in zip("‹›", years, strict=True)
    )


def _cell(day: date | None, name: str, chosen: date | None, revision: int) -> Button:
    if day is None:
        return Button(BLANK, "nothing")
    return Button(f"[{name}]" if day == chosen else name, route("f.day", revision, day.isoformat()))
