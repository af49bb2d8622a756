"""What a volunteer's screens say of a task: where, how far, when it is open, by when."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from itertools import groupby

from babel.dates import format_datetime, get_day_names
from babel.units import format_unit

from domain.assignment import Assignment, AssignmentState
from domain.place import Place, metres_between
from domain.volunteer import Volunteer
from domain.week import ALWAYS, WeekHours
from handlers.turn import Turn
from locales.texts import ALMATY, LANGUAGES, Language, Lines, T, Words, render
from services.volunteering.volunteer_common import where_is

MARKS = {
    AssignmentState.RETURNED: "↩️",
    AssignmentState.STARTED: "✏️",
    AssignmentState.ACCEPTED: "📌",
    AssignmentState.OFFERED: "🆕",
    AssignmentState.SUBMITTED: "⏳",
    AssignmentState.IMPOSSIBLE: "⏳",
    AssignmentState.APPROVED: "✅",
    AssignmentState.REJECTED: "▫️",
}
"""In the order of a list: what waits for the volunteer first."""
LONGEST_NAME = 22
"""Characters of a place's name on a button, beside its mark and day."""


def label_of(turn: Turn, one: Assignment, place: Place) -> str:
    """A task on a button: mark, place, the day it is due; one that is late says so."""
    name = place.name(turn.language)
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
    late = one.state in (AssignmentState.ACCEPTED, AssignmentState.STARTED) and one.due_at <= turn.now
    return f"{'⏰' if late else MARKS.get(one.state, '·')} {short} · {one.due_at.astimezone(turn.house.zone):%d.%m}"


def place_lines(turn: Turn, place: Place, own: Volunteer | None) -> Words:
    """Address, hours, and how far it is from where the volunteer lives, if both are known."""
    lines: list[Words] = [T("task-where", where=where_is(place))]
    if place.hours and place.hours != ALWAYS:
        lines.append(T("task-hours", hours=hours_text(place.hours, turn.language)))
    if place.point is not None and own is not None and own.profile.near is not None:
        lines.append(T("task-distance", distance=far(turn, metres_between(place.point, own.profile.near))))
    return Lines(tuple(lines))


def far(turn: Turn, metres: float) -> str:
    """A distance as people say it: 120 m, 3.4 km."""
    if metres < 1000:
        return str(format_unit(round(metres / 10) * 10, "length-meter", "short", locale=turn.language))
    kilometres = round(metres / 1000, 1 if metres < 20_000 else None)
    return str(format_unit(kilometres, "length-kilometer", "short", locale=turn.language))


def when_lines(turn: Turn, one: Assignment) -> Words:
    """The hour proposed, the deadline, and how long an offer waits."""
    lines: list[Words] = []
    if one.state in (AssignmentState.OFFERED, AssignmentState.ACCEPTED):
        lines.append(T("task-at", at=short_moment(turn, one.at)))
    lines.append(T("task-due", due=short_moment(turn, one.due_at)))
    if one.state is AssignmentState.OFFERED and one.answer_by is not None:
        lines.append(T("task-answer-by", until=short_moment(turn, one.answer_by)))
    return Lines(tuple(lines))


def short_moment(turn: Turn, at: datetime) -> str:
    """Weekday, day and time: «Mon, 23 November, 14:00» in the reader's language."""
    return str(format_datetime(at, "EEE, d MMMM, HH:mm", tzinfo=turn.house.zone, locale=turn.language))


def hours_text(hours: WeekHours, language: Language) -> str:
    """«дс–жм 9:00–18:00, сб 10:00–14:00»: days with the same hours together."""
    names = get_day_names("abbreviated", locale=language)
    of_day: dict[int, str] = {}
    for one in hours.ranges():
        said = f"{one.start}:00–{one.end}:00"
        of_day[one.day] = f"{of_day[one.day]}, {said}" if one.day in of_day else said
    parts = []
    for said, days in groupby(range(7), key=lambda day: of_day.get(day, "")):
        found = list(days)
        if said:
            span = str(names[found[0]]) if len(found) == 1 else f"{names[found[0]]}–{names[found[-1]]}"
            parts.append(f"{span} {said}")
    return "; ".join(parts)


@cache
def labels(key: str) -> frozenset[str]:
    """What a key under the composer sends, in every language."""
    return frozenset(render(T(key), language, zone=ALMATY, markup=False) for language in LANGUAGES)
