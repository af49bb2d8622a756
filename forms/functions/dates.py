"""Dates and times, in the zone of the session's clock."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta

from forms.engine.values import NAN, Scalar, day, fractional_days, parse_datetime, parse_time, to_string
from forms.functions.calendar_names import MONTHS, SHORT_MONTHS, WEEKDAYS, names_in
from forms.functions.registry import contextual
from forms.xpath.context import Context

_LARGEST = 2**31


@contextual("today", arity=0)
def today(context: Context) -> date:
    return context.world.now().date()


@contextual("now", arity=0)
def now(context: Context) -> datetime:
    return context.world.now()


@contextual("date", arity=1)
def date_(context: Context, value: Scalar) -> Scalar:
    """A date from 'yyyy-mm-dd', a date and time, or days since 1970-01-01; '' from anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return day(math.trunc(value)) if math.isfinite(value) else ""
    if isinstance(value, str):
        moment = parse_datetime(value, context.world.zone)
        return "" if moment is None else moment if "T" in value else moment.date()
    return "" if isinstance(value, (bool, time)) else value


@contextual("date-time", arity=1)
def date_time(context: Context, value: Scalar) -> Scalar:
    """A date and time from ISO 8601, a date, or (fractional) days since 1970-01-01T00:00Z."""
    if isinstance(value, float):
        if not abs(value) < _LARGEST:
            return ""
        try:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=value)).astimezone(context.world.zone)
        except OverflowError:
            return ""
    if isinstance(value, str):
        return parse_datetime(value, context.world.zone) or ""
    return "" if isinstance(value, bool) else value


@contextual("decimal-date-time", arity=1)
def decimal_date_time(context: Context, value: Scalar) -> float:
    """Days since 1970-01-01T00:00Z, the time of day as fraction."""
    moment = date_time(context, value) if not isinstance(value, float) else value
    if isinstance(moment, float):
        return moment
    return NAN if isinstance(moment, (str, bool)) else fractional_days(moment, context.world.zone)


@contextual("decimal-time", arity=1)
def decimal_time(context: Context, value: Scalar) -> float:
    """The part of the day that has passed: 0.5 is noon."""
    if isinstance(value, float):
        return value - math.floor(value) if math.isfinite(value) else NAN
    if isinstance(value, str):
        value = parse_datetime(value, context.world.zone) or parse_time(value) or ""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return fractional_days(value, None)
    return 0.0 if isinstance(value, date) else NAN


@contextual("format-date", "format-date-time", arity=2)
def format_date(context: Context, value: Scalar, pattern: Scalar) -> str:
    """The date written with %Y %y %m %n %B %b %d %e %H %h %M %S %3 %a %Z; '' if it is no date.

    Names of months and days are in the language of the moment (kk, ru; else English).
    """
    moment = date_time(context, value)
    if isinstance(moment, time):
        moment = datetime.combine(date(1970, 1, 1), moment)
    if not isinstance(moment, date):
        return ""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), context.world.zone)
    return _format(moment, to_string(pattern), context.world.language)


def _format(moment: datetime, pattern: str, language: str) -> str:
    written: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        written.append(_field(moment, next(letters, ""), language) if letter == "%" else letter)
    return "".join(written)


def _field(moment: datetime, code: str, language: str) -> str:
    match code:
        case "Y":
            return f"{moment.year:04}"
        case "y":
            return f"{moment.year % 100:02}"
        case "m":
            return f"{moment.month:02}"
        case "n":
            return str(moment.month)
        case "B":
            return names_in(MONTHS, language)[moment.month - 1]
        case "b":
            return names_in(SHORT_MONTHS, language)[moment.month - 1]
        case "d":
            return f"{moment.day:02}"
        case "e":
            return str(moment.day)
        case "H":
            return f"{moment.hour:02}"
        case "h":
            return str(moment.hour)
        case "M":
            return f"{moment.minute:02}"
        case "S":
            return f"{moment.second:02}"
        case "3":
            return f"{moment.microsecond // 1000:03}"
        case "a":
            return names_in(WEEKDAYS, language)[moment.weekday()]
        case "W":
            return str(moment.isocalendar().week)
        case "Z":
            return moment.strftime("%z")
        case _:
            return code
