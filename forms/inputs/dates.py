"""Dates and times as people type them: 14.05.2026, 14.5.26, 2026-05-14, «кеше», «14 мамыр», «14 мая 2026», 22.30."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from forms.conversation.refusals import Refused
from forms.inputs.search import fold

_LONGEST = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOT_A_DATE = Refused("refused-not-a-date")
_NO_SUCH_DATE = Refused("refused-no-such-date")
_NOT_A_TIME = Refused("refused-not-a-time")
_NOT_A_DATETIME = Refused("refused-not-a-datetime")

# Days from today, by word, in both languages and however spelt.
_DAY_WORDS = {
    fold(word): offset
    for words, offset in (
        (("бүгін", "сегодня", "today"), 0),
        (("кеше", "вчера", "yesterday"), -1),
        (("алдыңғы күні", "алдыңгүні", "алдыңғы күн", "позавчера"), -2),
        (("ертең", "завтра", "tomorrow"), 1),
    )
    for word in words
}
_NOW_WORDS = frozenset(map(fold, ("қазір", "сейчас", "now")))

# Beginnings of the month names, folded; the longest match wins, so «мамыр» is not «март».
_MONTH_STEMS = {
    fold(stem): month
    for month, stems in enumerate(
        (
            ("қаңтар", "янв", "jan"),
            ("ақпан", "фев", "feb"),
            ("наурыз", "мар", "mar"),
            ("сәуір", "апр", "apr"),
            ("мамыр", "май", "мая", "may"),
            ("маусым", "июн", "jun"),
            ("шілде", "июл", "jul"),
            ("тамыз", "авг", "aug"),
            ("қыркүйек", "сен", "sep"),
            ("қазан", "окт", "oct"),
            ("қараша", "ноя", "nov"),
            ("желтоқсан", "дек", "dec"),
        ),
        start=1,
    )
    for stem in stems
}
# Words that may stand around a date and mean nothing more: «2026 жылғы 14 мамыр күні», «14-го мая 2026 года».
_FILLER = re.compile(r"(?:жыл|год)\w*|[жг]\.?|күні|число|числа|го|ое|е|і|ы|ші|шы|да|де|та|те|в|с|of|th|st|nd|rd")


def parse_date(text: str, today: date) -> date | Refused:
    """The day meant, or why not. Without a year: the one nearest to today."""
    if len(text) > _LONGEST:
        return _NOT_A_DATE
    offset = _DAY_WORDS.get(fold(text))
    if offset is not None:
        return today + timedelta(days=offset)
    plain = text.strip().lower()
    iso = re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})\.?", plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = re.fullmatch(r"([0-9]{1,2})[-./ ]([0-9]{1,2})(?:[-./ ]([0-9]{4}|[0-9]{2}))?\s*(?:ж|г)?\.?", plain)
    if numeric:
        return _day_of(numeric[3], int(numeric[2]), int(numeric[1]), today)
    return _worded_date(plain, today)


def parse_month(text: str, today: date) -> date | Refused:
    """The first day of the month meant: 05.2026, 2026-05, «мамыр 2026», «май»; a whole date gives its month."""
    if len(text) > _LONGEST:
        return _NOT_A_DATE
    plain = text.strip().lower()
    numeric = re.fullmatch(r"([0-9]{1,2})[-./ ]([0-9]{4})\s*(?:ж|г)?\.?", plain)
    iso = re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})", plain)
    if numeric or iso:
        year, month = (numeric[2], numeric[1]) if numeric else (iso[1], iso[2]) if iso else ("", "")
        return _day(int(year), int(month), 1)
    words = re.findall(r"[^\W\d_]+", plain)
    months = [month for word in words if (month := _month(word)) is not None]
    numbers = re.findall(r"[0-9]+", plain)
    others = [word for word in words if _month(word) is None and not _FILLER.fullmatch(word)]
    if len(months) == 1 and not others and (not numbers or [len(n) for n in numbers] == [4]):
        return _day_of(numbers[0] if numbers else None, months[0], 1, today)
    found = parse_date(text, today)
    return found.replace(day=1) if isinstance(found, date) else found


def parse_year(text: str, today: date) -> date | Refused:
    """1 January of the year meant: 2026, «2026 жыл», «2026 год»; a whole date gives its year."""
    alone = re.fullmatch(r"([0-9]{4})\s*-?\s*(?:(?:жыл|год)\w*|[жг])?\.?", text.strip().lower()[:_LONGEST])
    if alone:
        return _day(int(alone[1]), 1, 1)
    found = parse_date(text, today)
    return found.replace(month=1, day=1) if isinstance(found, date) else found


def _worded_date(plain: str, today: date) -> date | Refused:
    numbers = re.findall(r"[0-9]+", plain)
    months = []
    for word in re.findall(r"[^\W\d_]+", plain):
        month = _month(word)
        if month is not None:
            months.append(month)
        elif not _FILLER.fullmatch(word):
            return _NOT_A_DATE
    if len(months) != 1 or any(len(number) > 4 for number in numbers):
        return _NOT_A_DATE
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(days) != 1 or len(years) > 1 or len(days) + len(years) != len(numbers):
        return _NOT_A_DATE
    return _day_of(years[0] if years else None, months[0], int(days[0]), today)


def _month(word: str) -> int | None:
    folded = fold(word)
    stems = [stem for stem in _MONTH_STEMS if folded.startswith(stem)]
    return _MONTH_STEMS[max(stems, key=len)] if stems else None


def _day_of(year: str | None, month: int, day: int, today: date) -> date | Refused:
    if year is None:
        around = (_day(today.year + shift, month, day) for shift in (0, -1, 1, -2, -3, 2, 3))
        days = [candidate for candidate in around if isinstance(candidate, date)]
        return min(days, key=lambda found: abs(found - today)) if days else _NO_SUCH_DATE
    number = int(year)
    if len(year) == 2:
        # Two digits: this century, unless that is far ahead (a year of birth).
        number += 2000 if 2000 + number <= today.year + 10 else 1900
    return _day(number, month, day)


def _day(year: int, month: int, day: int) -> date | Refused:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _NO_SUCH_DATE
    try:
        return date(year, month, day)
    except ValueError:
        return _NO_SUCH_DATE


def parse_time(text: str, now: datetime) -> time | Refused:
    """A time of day without a zone, or why not: 22:30, 22.30, 22-30, 2230, «сағат 9», «қазір»."""
    if len(text) > _LONGEST:
        return _NOT_A_TIME
    if fold(text) in _NOW_WORDS:
        return now.time().replace(second=0, microsecond=0)
    plain = re.sub(r"^(?:сағат|саг|в|около|шамамен)\s+|\s*(?:-?(?:да|де|та|те))$", "", text.strip().lower())
    match = (
        re.fullmatch(r"([0-9]{1,2})\s*[:.\-]\s*([0-9]{2})(?::([0-9]{2}))?", plain)
        or re.fullmatch(r"([0-9]{2})([0-9]{2})()", plain)
        or (re.fullmatch(r"([0-9]{1,2})()()", plain) if plain != text.strip().lower() else None)
    )
    if match is None:
        return _NOT_A_TIME
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else _NOT_A_TIME


def parse_datetime(text: str, now: datetime) -> datetime | Refused:
    """A moment in the zone of `now`, or why not: a date and a time in either order, or «қазір / сейчас»."""
    if len(text) > _LONGEST:
        return _NOT_A_DATETIME
    if fold(text) in _NOW_WORDS:
        return now.replace(second=0, microsecond=0)
    iso = re.fullmatch(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9:]+)\s*", text)
    words = [iso[1], iso[2]] if iso else text.replace(",", " ").split()
    for i, (left, right) in enumerate(pairwise(["", *words, ""])):
        # The time is the last word or the first.
        if i == len(words) and len(words) > 1:
            day, clock = parse_date(" ".join(words[:-1]), now.date()), parse_time(left, now)
        elif i == 0 and len(words) > 1 and ":" in right:
            day, clock = parse_date(" ".join(words[1:]), now.date()), parse_time(right, now)
        else:
            continue
        if isinstance(day, date) and isinstance(clock, time):
            return datetime.combine(day, clock, tzinfo=now.tzinfo)
        if day == _NO_SUCH_DATE:
            return _NO_SUCH_DATE
    return _NOT_A_DATETIME
