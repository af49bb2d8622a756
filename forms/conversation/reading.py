"""One reply to one question, read: a value to store, another look at the question, or a refusal. Pure."""

from __future__ import annotations

from dataclasses import replace

from forms.conversation.asked import LEAST_POINTS, Asked, Keep, Look, Reading, Value, ticked
from forms.conversation.given import Cleared, Confirmed, Finished, Given, MonthShown, Paged, Searched
from forms.conversation.kinds import (
    WANTED,
    read_barcode,
    read_file,
    read_moment,
    read_number,
    read_place,
    read_range,
    read_select,
    read_text,
    read_toggle,
)
from forms.conversation.refusals import Refused
from forms.definition import MEDIA, Kind


def read(asked: Asked, given: Given) -> Reading:
    """What a reply means here."""
    match given:
        case Searched(text):
            return Look(replace(asked.view, search=text.strip()[:100], page=1))
        case Paged(page):
            return Look(replace(asked.view, page=page))
        case MonthShown(year, month) if 1 <= month <= 12 and 1900 <= year <= 2100:
            return Look(replace(asked.view, month=(year, month)))
        case Confirmed():
            return _confirmed(asked)
        case Finished():
            return _finished(asked)
        case Cleared():
            return Value("")
    return _read_answer(asked, given)


def _read_answer(asked: Asked, given: Given) -> Reading:
    match asked.question.kind:
        case Kind.TEXT:
            return read_text(given)
        case Kind.BARCODE:
            return read_barcode(given)
        case Kind.INTEGER | Kind.DECIMAL:
            return read_number(given, whole=asked.question.kind is Kind.INTEGER)
        case Kind.RANGE:
            return read_range(asked, given)
        case Kind.SELECT_ONE:
            return read_select(asked, given)
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            return read_toggle(asked, given)
        case Kind.DATE | Kind.TIME | Kind.DATETIME:
            return read_moment(asked, given)
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            return read_place(asked, given)
        case kind if kind in MEDIA:
            return read_file(kind, given)
    return Refused(WANTED.get(asked.question.kind, "refused-not-now"))


def _confirmed(asked: Asked) -> Reading:
    match asked.question.kind:
        case Kind.NOTE:
            return Keep()
        case Kind.ACKNOWLEDGE:
            return Value("OK")
    if asked.value:
        return Keep()
    return Refused("refused-required" if asked.required else "refused-not-now")


def _finished(asked: Asked) -> Reading:
    kind, view = asked.question.kind, asked.view
    if kind is Kind.SELECT_MULTIPLE:
        chosen = ticked(asked)
        return Value(" ".join(chosen)) if chosen or not asked.required else Refused("refused-nothing-chosen")
    if kind is Kind.RANK:
        chosen = ticked(asked)
        left = len(asked.offered) - len(chosen)
        return (
            Refused("refused-rank-all", {"left": left})
            if left and (chosen or asked.required)
            else Value(" ".join(chosen))
        )
    if kind in LEAST_POINTS and view.points is not None:
        points, least = list(view.points), LEAST_POINTS[kind]
        if len(points) < least:
            return Refused("refused-more-points", {"least": least, "given": len(points)})
        if kind is Kind.GEOSHAPE and points[0] != points[-1]:
            points.append(points[0])
        return Value("; ".join(points))
    return _confirmed(asked)
