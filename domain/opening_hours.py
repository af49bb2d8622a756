"""Opening hours as people write them: «Дс–Жм 09:00–18:00, Сб 10-14», «пн-пт 9-18», "24/7"."""

from __future__ import annotations

import re

from domain.week import ALWAYS, HourRange, WeekHours

_DAYS = {
    **dict.fromkeys(("дс", "дүйсенбі", "пн", "понедельник", "mo", "mon", "mo"), 0),
    **dict.fromkeys(("сс", "сейсенбі", "вт", "вторник", "tu", "tue"), 1),
    **dict.fromkeys(("ср", "сәрсенбі", "среда", "we", "wed"), 2),
    **dict.fromkeys(("бс", "бейсенбі", "чт", "четверг", "th", "thu"), 3),
    **dict.fromkeys(("жм", "жұма", "пт", "пятница", "fr", "fri"), 4),
    **dict.fromkeys(("сб", "сн", "сенбі", "суббота", "sa", "sat"), 5),
    **dict.fromkeys(("жс", "жексенбі", "вс", "воскресенье", "su", "sun"), 6),
}
_ALWAYS = ("24/7", "тәулік бойы", "круглосуточно", "24 сағат", "24 часа")
_DAILY = ("күн сайын", "ежедневно", "каждый день", "daily")
_TIMES = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*-\s*(\d{1,2})(?:[:.](\d{2}))?")


class UnclearHours(ValueError):
    """Not opening hours that we can read."""


def read_hours(written: str) -> WeekHours:
    """The hours of the week; a part of an hour counts as not open. Raises UnclearHours."""
    text = re.sub(r"\s*[–—−-]\s*", "-", written.strip().lower())
    if any(text == word for word in _ALWAYS):
        return ALWAYS
    ranges: list[HourRange] = []
    for part in re.split(r"[;\n]|(?<=\d),(?=\s*[^\d\s])", text):
        if part.strip(" ."):
            ranges += _part(part.strip(" ."))
    if not ranges:
        raise UnclearHours(written)
    return WeekHours.of(ranges)


def _part(part: str) -> list[HourRange]:
    """«пн-пт 9:00-18:00»: days, then times; no days: every day."""
    times = list(_TIMES.finditer(part))
    if not times:
        raise UnclearHours(part)
    days = _days(part[: times[0].start()].strip(" :,"))
    found = []
    for time in times:
        start, end = int(time[1]) + (int(time[2] or 0) > 0), int(time[3])
        end = 24 if end == 0 else end
        if not 0 <= start < end <= 24 or int(time[2] or 0) > 59 or int(time[4] or 0) > 59:
            raise UnclearHours(part)
        found += [HourRange(day, start, end) for day in days]
    return found


def _days(words: str) -> list[int]:
    if not words or words in _DAILY:
        return list(range(7))
    found: list[int] = []
    for piece in re.split(r"[,\s]+", words):
        first, _, last = piece.strip(".").partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            raise UnclearHours(words)
        start, stop = _DAYS[first], _DAYS[last or first]
        found += [day % 7 for day in range(start, (stop if stop >= start else stop + 7) + 1)]
    return found
