"""What people type, read as values: each function gives the value or a refusal, and never raises on any text."""

from forms.inputs.dates import parse_date, parse_datetime, parse_time
from forms.inputs.numbers import number_value, parse_number
from forms.inputs.places import Point, parse_place, point
from forms.inputs.search import fold

__all__ = [
    "Point",
    "number_value",
    "parse_date",
    "parse_datetime",
    "parse_number",
    "parse_place",
    "parse_time",
    "parse_yes_no",
    "point",
]

_YES = frozenset(map(fold, ("иә", "ия", "иа", "йә", "әрине", "да", "ага", "yes", "ok", "ок")))
_NO = frozenset(map(fold, ("жоқ", "нет", "не", "no")))


def parse_yes_no(text: str) -> bool | None:
    """Yes, no, or None when it is neither."""
    folded = fold(text) if len(text) <= 40 else ""
    if not folded:
        return None
    return True if folded in _YES else False if folded in _NO else None
