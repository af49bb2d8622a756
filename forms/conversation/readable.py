"""Stored values as a person reads them, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from forms.conversation.months import span_of
from forms.definition import MEDIA, Kind, Question
from forms.engine.values import parse_date, parse_datetime, parse_time

_NARROW_GAP = "\N{NO-BREAK SPACE}"


def pieces(
    question: Question, value: str, labels: Mapping[str, str], lines: Sequence[int], zone: tzinfo | None
) -> tuple[str, ...]:
    """The answer in pieces: lines as they were sent, choices by their labels; () when there is none, or a file.

    `labels` are the choices' labels by value; `lines` counts the lines of each piece of a multiline text.
    """
    if not value or question.kind in MEDIA:
        return ()
    match question.kind:
        case Kind.SELECT_ONE:
            return (labels.get(value, value),)
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            return tuple(labels.get(part, part) for part in value.split())
        case Kind.RANGE if value in labels:
            return (labels[value],)
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return (_number(value),)
        case Kind.DATE if (span := span_of(question)) != "day" and (day := parse_date(value)):
            return (day.strftime("%Y" if span == "year" else "%m.%Y"),)
        case Kind.DATE | Kind.TIME | Kind.DATETIME:
            return (_moment(question.kind, value, zone),)
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            return tuple(_point(part) for part in value.split(";") if part.strip())
        case Kind.ACKNOWLEDGE:
            return ("✓",)
    return tuple(filter(None, by_lines(value, lines))) or (value,)


def by_lines(value: str, counts: Sequence[int]) -> tuple[str, ...]:
    """A text cut into pieces of so many lines each; () when the counts do not fit it."""
    lines = value.split("\n")
    if not counts or sum(counts) != len(lines):
        return ()
    ends = [sum(counts[: i + 1]) for i in range(len(counts))]
    return tuple("\n".join(lines[end - count : end]) for end, count in zip(ends, counts, strict=True))


def _number(value: str) -> str:
    whole, _, part = value.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdigit():
        return value
    grouped = f"{int(digits):,}".replace(",", _NARROW_GAP) if len(digits) > 4 else digits
    return sign + grouped + (f",{part}" if part else "")


def _moment(kind: Kind, value: str, zone: tzinfo | None) -> str:
    if kind is Kind.TIME:
        clock = parse_time(value)
        return clock.strftime("%H:%M") if clock else value
    if kind is Kind.DATE:
        day = parse_date(value)
        return day.strftime("%d.%m.%Y") if day else value
    moment = parse_datetime(value, zone)
    return moment.strftime("%d.%m.%Y %H:%M") if moment else value


def _point(value: str) -> str:
    return ", ".join(degrees.removesuffix(".0") for degrees in value.split()[:2])
