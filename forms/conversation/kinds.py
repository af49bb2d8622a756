"""How each kind of question reads a reply. Pure; a refusal is a value, nothing raises."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from datetime import date, datetime, time

from forms.conversation.asked import Asked, Look, Reading, Value, range_of, ticked
from forms.conversation.given import Attached, Dated, Given, Picked, Pinned, Scanned, Toggled, Typed, Undone
from forms.conversation.months import span_of
from forms.conversation.options import in_order, meant, with_value
from forms.conversation.prompt import Media
from forms.conversation.refusals import Refused
from forms.definition import Kind
from forms.inputs.dates import parse_date, parse_datetime, parse_month, parse_time, parse_year
from forms.inputs.parse import number_value, parse_number, parse_place, point

LONGEST_TEXT = 20_000
WANTED = {
    Kind.IMAGE: "refused-want-image",
    Kind.AUDIO: "refused-want-audio",
    Kind.VIDEO: "refused-want-video",
    Kind.FILE: "refused-want-file",
    Kind.NOTE: "refused-use-buttons",
    Kind.ACKNOWLEDGE: "refused-use-buttons",
    Kind.SELECT_ONE: "refused-want-choice",
    Kind.SELECT_MULTIPLE: "refused-want-choice",
    Kind.RANK: "refused-want-choice",
    Kind.RANGE: "refused-not-a-number",
    Kind.INTEGER: "refused-not-a-number",
    Kind.DECIMAL: "refused-not-a-number",
    Kind.DATE: "refused-not-a-date",
    Kind.TIME: "refused-not-a-time",
    Kind.DATETIME: "refused-not-a-datetime",
    Kind.GEOPOINT: "refused-not-a-place",
    Kind.GEOTRACE: "refused-not-a-place",
    Kind.GEOSHAPE: "refused-not-a-place",
}


def clean_text(text: str) -> str:
    """Without characters that XML cannot hold, and without blanks around."""
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or _printable(c))
    return "".join(kept).strip()


def _printable(character: str) -> bool:
    # Format characters (Cf) stay: emoji are joined by one. U+FFFE and U+FFFF are not XML characters.
    return character == "\t" or (
        unicodedata.category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"
    )


def read_text(given: Given) -> Reading:
    if not isinstance(given, Typed):
        return Refused("refused-file-not-here" if isinstance(given, Attached) else "refused-want-text")
    text = clean_text(given.text)
    if not text:
        return Refused("refused-text-empty")
    return Value(text) if len(text) <= LONGEST_TEXT else Refused("refused-text-too-long", {"limit": LONGEST_TEXT})


def read_barcode(given: Given) -> Reading:
    """Typed, or as the front end read it from a photo."""
    if isinstance(given, Scanned):
        text = clean_text(given.text)
        return Value(text[:LONGEST_TEXT]) if text else Refused("refused-no-barcode")
    return Refused("refused-no-barcode") if isinstance(given, Attached) else read_text(given)


def read_number(given: Given, *, whole: bool) -> Reading:
    if not isinstance(given, Typed):
        return Refused("refused-not-a-number")
    number = parse_number(given.text, whole=whole)
    return number if isinstance(number, Refused) else Value(number_value(number))


def read_range(asked: Asked, given: Given) -> Reading:
    text = given.value if isinstance(given, Picked) else given.text if isinstance(given, Typed) else None
    if text is None:
        return Refused("refused-not-a-number")
    number = parse_number(text, whole=False)
    bounds = range_of(asked.question)
    if isinstance(number, Refused) or bounds is None:
        return number if isinstance(number, Refused) else Value(number_value(number))
    low, high, step = min(bounds[:2]), max(bounds[:2]), bounds[2]
    limits: dict[str, str | int] = {"low": number_value(low), "high": number_value(high)}
    if not low <= number <= high:
        return Refused("refused-number-range", limits)
    if (number - bounds[0]) % step:
        return Refused("refused-number-step", {**limits, "step": number_value(step)})
    return Value(number_value(number))


def read_select(asked: Asked, given: Given) -> Reading:
    match given:
        case Picked(value) | Toggled(value):
            return Value(value) if with_value(asked.offered, value) else Refused("refused-no-such-choice")
        case Typed(text):
            found = meant(asked.offered, text)
            return Value(found[0].value) if len(found) == 1 else _several(asked, text, len(found))
    return Refused("refused-want-choice")


def _several(asked: Asked, text: str, count: int) -> Reading:
    """Typed text that fits none or several: several are shown as a search."""
    plain = text.strip()[:100]
    if count:
        return Look(replace(asked.view, search=plain, page=1))
    return Refused("refused-nothing-found", {"searched": plain[:60]})


def read_toggle(asked: Asked, given: Given) -> Reading:
    match given:
        case Picked(value) | Toggled(value):
            if with_value(asked.offered, value) is None:
                return Refused("refused-no-such-choice")
        case Typed(text):
            found = meant(asked.offered, text)
            if len(found) != 1:
                return _several(asked, text, len(found))
            value = found[0].value
        case _:
            return Refused("refused-want-choice")
    chosen = ticked(asked)
    after = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
    if asked.question.kind is Kind.SELECT_MULTIPLE:
        # Stored in the order of the list, as ODK Collect does.
        after = in_order(asked.offered, after)
    return Look(replace(asked.view, chosen=tuple(after), search="" if isinstance(given, Typed) else asked.view.search))


def read_moment(asked: Asked, given: Given) -> Reading:
    kind, now = asked.question.kind, asked.now
    if kind is Kind.TIME:
        clock = parse_time(given.text, now) if isinstance(given, Typed) else Refused("refused-not-a-time")
        return clock if isinstance(clock, Refused) else Value(clock.isoformat(timespec="milliseconds"))
    day: date | Refused | None = given.day if isinstance(given, Dated) else None
    if kind is Kind.DATE:
        return _read_day(asked, given, day)
    if isinstance(day, date):
        return Look(replace(asked.view, day=day))
    if not isinstance(given, Typed):
        return Refused("refused-not-a-datetime")
    return _typed_moment(asked, given.text)


def _read_day(asked: Asked, given: Given, day: date | Refused | None) -> Reading:
    """A day; of a question for a month or a year, its first."""
    span = span_of(asked.question)
    if isinstance(given, Typed):
        day = {"day": parse_date, "month": parse_month, "year": parse_year}[span](given.text, asked.now.date())
    if not isinstance(day, date):
        return day or Refused("refused-not-a-date")
    first = {"day": day.day, "month": 1, "year": 1}[span]
    return Value(day.replace(day=first, month=1 if span == "year" else day.month).isoformat())


def _typed_moment(asked: Asked, text: str) -> Reading:
    """A date and time at once, or first the one, then the other."""
    moment = parse_datetime(text, asked.now)
    if isinstance(moment, datetime):
        return Value(moment.isoformat(timespec="milliseconds"))
    if asked.view.day is not None:
        clock = parse_time(text, asked.now)
        if isinstance(clock, time):
            whole = datetime.combine(asked.view.day, clock, tzinfo=asked.now.tzinfo)
            return Value(whole.isoformat(timespec="milliseconds"))
    day = parse_date(text, asked.now.date())
    if isinstance(day, date):
        return Look(replace(asked.view, day=day))
    return Refused("refused-not-a-time") if asked.view.day is not None else moment


def read_place(asked: Asked, given: Given) -> Reading:
    match given:
        case Typed(text):
            found = parse_place(text)
        case Pinned(latitude, longitude, accuracy):
            found = point(latitude, longitude, accuracy if math.isfinite(accuracy) else 0.0)
        case Undone() if asked.view.points:
            return Look(replace(asked.view, points=asked.view.points[:-1]))
        case _:
            return Refused("refused-not-a-place")
    if isinstance(found, Refused):
        return found
    if asked.question.kind is Kind.GEOPOINT:
        return Value(found.value())
    return Look(replace(asked.view, points=(*(asked.view.points or ()), found.value())))


def read_file(kind: Kind, given: Given) -> Reading:
    fits = {Kind.IMAGE: Media.IMAGE, Kind.AUDIO: Media.AUDIO, Kind.VIDEO: Media.VIDEO}
    # A document is taken anywhere: an original photo is sent as a file.
    if isinstance(given, Attached) and (kind is Kind.FILE or given.media in (fits[kind], Media.FILE)):
        return Value(given.name)
    return Refused(WANTED[kind])
