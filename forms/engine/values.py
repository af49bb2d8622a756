"""What an XPath expression computes with, and how one type becomes another.

The conversions are those of JavaRosa, the engine inside ODK Collect, where they differ from XPath 1.0:
dates are values of their own, they become numbers as whole days since 1970-01-01 and strings as yyyy-mm-dd.
Nothing here raises: what cannot be converted is NaN or ''.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from forms.definition import DataType

Scalar = str | float | bool | date | time
"""datetime is a date, so it is included. Numbers are always float, never int."""

NAN = math.nan
EPOCH = date(1970, 1, 1)
_DAY_SECONDS = 86_400
_TINY = 1e-12
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{1,2}(?::?\d{2})?)?\Z", re.ASCII)
_MAX_DIGITS = 400
_LARGEST_DAY = (date.max - EPOCH).days
_SMALLEST_DAY = (date.min - EPOCH).days


def to_string(value: Scalar) -> str:
    """The XPath string of a value; booleans are 'true' and 'false', a date and time only its date."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return serialize(value)


def number_text(value: float) -> str:
    """A number without a needless '.0'; NaN and Infinity by name."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < _TINY:
        return "0"
    whole = round(value)
    if abs(value - whole) < _TINY and abs(whole) < 10**17:
        return str(whole)
    return repr(value)


def to_number(value: Scalar) -> float:
    """The XPath number of a value; '' and anything that is not a plain decimal numeral are NaN."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        text = value.strip().replace(",", ".")
        return float(text) if len(text) < _MAX_DIGITS and _NUMBER.match(text) else NAN
    if isinstance(value, date):
        return float(days(value))
    return 0.0


def to_boolean(value: Scalar) -> bool:
    """The XPath boolean: '' and 0 and NaN are false. The text 'false' is true."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return abs(value) > _TINY
    return value != "" if isinstance(value, str) else True


def equal(left: Scalar, right: Scalar) -> bool:
    """XPath '=' of two single values: as booleans if one is, else as numbers if one is, else as texts."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        first, second = to_number(left), to_number(right)
        return first == second or abs(first - second) < _TINY
    return to_string(left) == to_string(right)


def to_int(value: Scalar) -> int | None:
    """The number without its fraction, or None where there is none (NaN, infinite)."""
    number = to_number(value)
    return int(number) if math.isfinite(number) else None


def days(value: date) -> int:
    """Whole days since 1970-01-01 of a date, or of the local day of a date and time."""
    return value.toordinal() - EPOCH.toordinal()


def fractional_days(value: date | time, zone: tzinfo | None) -> float:
    """Days since 1970-01-01T00:00Z with the time of day as fraction; a date counts from its local midnight."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / _DAY_SECONDS
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), zone)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / _DAY_SECONDS


def day(number: float) -> date | str:
    """The date so many days after 1970-01-01, '' outside the calendar's range."""
    if math.isfinite(number) and _SMALLEST_DAY <= number <= _LARGEST_DAY:
        return EPOCH + timedelta(days=int(number))
    return ""


def parse_date(text: str) -> date | None:
    """The date at the start of 'yyyy-mm-dd' or 'yyyy-mm-ddT…', None if there is none."""
    found = _DATE.match(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_datetime(text: str, zone: tzinfo | None) -> datetime | None:
    """ISO 8601 with or without time and offset, in `zone`; None if it is something else."""
    text = text.strip()
    calendar, _, clock = text.partition("T")
    found = parse_date(calendar)
    if found is None or not _DATE.fullmatch(calendar):
        return None
    if not clock:
        return datetime.combine(found, time(), zone)
    parsed = _parse_clock(clock)
    if parsed is None:
        return None
    moment, offset = parsed
    if offset is None:
        return datetime.combine(found, moment, zone)
    try:
        return (datetime.combine(found, moment, UTC) - offset).astimezone(zone)
    except OverflowError:
        return None


def parse_time(text: str) -> time | None:
    """'hh:mm', with seconds, fraction and offset where written; the clock is taken as it stands."""
    parsed = _parse_clock(text.strip())
    return None if parsed is None else parsed[0]


def _parse_clock(text: str) -> tuple[time, timedelta | None] | None:
    found = _TIME.match(text)
    if found is None:
        return None
    try:
        moment = time(int(found[1]), int(found[2]), int(found[3] or 0), int((found[4] or "").ljust(6, "0")[:6]))
    except ValueError:
        return None
    zone = found[5]
    if zone is None:
        return moment, None
    if zone == "Z":
        return moment, timedelta()
    figures = zone[1:].replace(":", "")
    hours, minutes = (int(figures[:-2]), int(figures[-2:])) if len(figures) > 2 else (int(figures), 0)
    if hours > 18 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return moment, -offset if zone[0] == "-" else offset


def serialize(value: Scalar) -> str:
    """The value as it stands in a submitted instance; booleans are 1 and 0."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return "" if value != value else number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, time):
        return value.isoformat(timespec="milliseconds")
    return value.isoformat()


def read(text: str, kind: DataType, zone: tzinfo | None) -> Scalar | None:
    """The typed value of a stored or typed text, None where the text is not of that type. '' stays ''."""
    if text == "":
        return ""
    match kind:
        case DataType.INTEGER | DataType.DECIMAL:
            number = to_number(text)
            if number != number or (kind is DataType.INTEGER and not number.is_integer()):
                return None
            return number
        case DataType.DATE:
            return parse_date(text) if parse_datetime(text, zone) is not None else None
        case DataType.DATETIME:
            return parse_datetime(text, zone)
        case DataType.TIME:
            moment = parse_time(text)
            return moment.replace(tzinfo=_offset(zone)) if moment is not None else None
        case DataType.BOOLEAN:
            return text in ("1", "true")
        case DataType.GEOPOINT:
            return point(text)
        case DataType.GEOTRACE | DataType.GEOSHAPE:
            points = [point(part) for part in text.strip(" ;").split(";")]
            return "; ".join(part for part in points if part) if all(points) else None
        case _:
            return text


def _offset(zone: tzinfo | None) -> tzinfo | None:
    """A zone that a bare time can carry: named zones have no offset without a date, so none is written."""
    return zone if zone is not None and zone.utcoffset(None) is not None else None


def point(text: str) -> str | None:
    """'lat lon altitude accuracy' from 'lat lon' and more; None if it is no place on Earth."""
    numbers = [to_number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or any(number != number for number in numbers):
        return None
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return None
    return " ".join(map(repr, [*numbers, 0.0, 0.0][:4]))


def wrap(value: Scalar, kind: DataType, zone: tzinfo | None) -> Scalar:
    """A computed value as it is kept in a node of that type; NaN is no value."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if value != value:
            return ""
        if kind is DataType.BOOLEAN:
            return to_boolean(value)
        return float(int(value)) if kind is DataType.INTEGER and math.isfinite(value) else value
    if isinstance(value, str):
        return _wrap_text(value, kind, zone)
    if isinstance(value, time):
        return value
    if kind is DataType.DATE:
        return value.date() if isinstance(value, datetime) else value
    if kind is DataType.TIME:
        return value.timetz() if isinstance(value, datetime) else time()
    # JavaRosa keeps a date in an untyped node as a date and time: local midnight.
    return value if isinstance(value, datetime) else datetime.combine(value, time(), zone)


def _wrap_text(text: str, kind: DataType, zone: tzinfo | None) -> Scalar:
    if kind is DataType.BOOLEAN:
        return bool(text) or ""
    if kind in (DataType.GEOPOINT, DataType.GEOTRACE, DataType.GEOSHAPE):
        return read(text, kind, zone) or text
    return text
