"""What exactly is asked at one question: its kind and its appearance as something a chat can show."""

from __future__ import annotations

from datetime import date, datetime

from forms.conversation.asked import LEAST_POINTS, Asked, range_of, ticked
from forms.conversation.flow import AskStop
from forms.conversation.gathering import OF_KIND
from forms.conversation.months import days, month_grid, months_of, span_of, years_from
from forms.conversation.offering import RATING
from forms.conversation.options import choices
from forms.conversation.prompt import (
    Acknowledge,
    Ask,
    Barcode,
    Calendar,
    Choices,
    Clock,
    Collected,
    Files,
    Layout,
    Notice,
    Number,
    Place,
    Purpose,
    Timed,
    Words,
)
from forms.conversation.view import View
from forms.definition import Kind, Question
from forms.engine.session import Session
from forms.inputs.parse import number_value

MULTILINE = "multiline"
_NUMERIC = frozenset({"numbers", "bearing", "counter"})
_IN_A_ROW = "likert"
_COLUMNS = "columns-"
_SCALE_STEPS = 11
_STEPS_ABREAST = 5
_PURPOSES = {
    "signature": Purpose.SIGNATURE,
    "draw": Purpose.DRAWING,
    "annotate": Purpose.MARKED,
    "new-front": Purpose.SELFIE,
    "selfie": Purpose.SELFIE,
}


def ask_of(session: Session, stop: AskStop, asked: Asked, files: tuple[Collected, ...], now: datetime) -> Ask:
    """The question as it is asked now. A text over several messages is the caller's business."""
    question, view = stop.question, asked.view
    match question.kind:
        case Kind.TEXT:
            return Words(False, bool(asked.value), False, numeric=bool(question.appearance & _NUMERIC))
        case Kind.BARCODE:
            return Barcode()
        case Kind.INTEGER | Kind.DECIMAL:
            return Number(whole=question.kind is Kind.INTEGER)
        case Kind.RANGE if not asked.offered:
            bounds = range_of(question)
            return Number(False, *map(number_value, bounds)) if bounds else Number(whole=False)
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.RANK | Kind.RANGE:
            return _choices(question, asked)
        case Kind.DATE | Kind.TIME | Kind.DATETIME:
            return _moment(session, stop, asked, now)
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            many = question.kind is not Kind.GEOPOINT
            area = question.kind is Kind.GEOSHAPE
            return Place(LEAST_POINTS.get(question.kind, 1), len(view.points or ()), many, area)
        case Kind.IMAGE | Kind.AUDIO | Kind.VIDEO | Kind.FILE:
            return Files(OF_KIND[question.kind], many=False, files=files, purpose=_purpose(question))
        case Kind.ACKNOWLEDGE:
            return Acknowledge(confirmed=bool(asked.value))
    return Notice()


def _purpose(question: Question) -> Purpose:
    if question.kind is not Kind.IMAGE:
        return Purpose.PLAIN
    return next((purpose for word, purpose in _PURPOSES.items() if word in question.appearance), Purpose.PLAIN)


def _choices(question: Question, asked: Asked) -> Choices:
    many, ordered = question.kind is Kind.SELECT_MULTIPLE, question.kind is Kind.RANK
    chosen = ticked(asked) if many or ordered else [asked.value] if asked.value else []
    view = asked.view
    scale = len(asked.offered) <= _SCALE_STEPS and bool(question.appearance & {_IN_A_ROW, RATING})
    steps = question.kind is Kind.RANGE  # numbers that name themselves need no list
    return choices(
        asked.offered,
        chosen,
        search=view.search,
        page=view.page,
        many=many,
        ordered=ordered,
        columns=_columns(question.appearance) or (_STEPS_ABREAST if steps else 0),
        drawn=Layout.SCALE if scale else None,
    )


def _columns(appearance: frozenset[str]) -> int:
    """The buttons in a row that 'columns-3' asks for; 0 where nothing is said."""
    for word in appearance:
        wanted = word.removeprefix(_COLUMNS)
        if word != wanted and wanted.isdigit() and 1 <= int(wanted) <= 8:
            return int(wanted)
    return 0


def _moment(session: Session, stop: AskStop, asked: Asked, now: datetime) -> Timed:
    question, view = stop.question, asked.view
    if question.kind is Kind.TIME:
        return Clock(None)
    if question.kind is Kind.DATETIME and view.day is not None:
        return Clock(view.day)
    return _days(session, stop, asked.value, view, now.date())


def _days(session: Session, stop: AskStop, value: str, view: View, today: date) -> Timed:
    chosen = date.fromisoformat(value[:10]) if value else None
    tried = stop.question.kind is Kind.DATE
    accepts = days(session, stop.ref, stop.question, today) if tried else lambda _: True
    match span_of(stop.question):
        case "year":
            return years_from(view.month, today, chosen, accepts)
        case "month":
            return months_of(view.month, today, chosen, accepts)
    shown = month_grid(view.month, today, chosen, accepts)
    if "no-calendar" in stop.question.appearance:
        return Calendar(shown.today, shown.yesterday, shown.year, shown.month, (), None, None, chosen)
    return shown
