"""Deciding on a visit: it counts, it goes back with a comment on one answer, it does not count."""

from __future__ import annotations

from collections.abc import Awaitable

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.answers import Answered
from handlers.coordinator.fieldwork.campaigns import paged
from handlers.coordinator.fieldwork.visits import LABEL, WHOLE, answers_of, back_to, visit_screen
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.fieldwork import review
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_refusals import BadPeriod, StaleTask, Unfit

routes = Routes()


async def done(turn: Turn, assignment_id: int, action: Awaitable[object], said: Text) -> Screen:
    """Does it and says so, or why the visit does not allow it any more."""
    try:
        await action
    except (StaleTask, ChangedMeanwhile, BadPeriod, Unfit) as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await visit_screen(turn, assignment_id), said)


@routes.tap("visit.approve", Role.COORDINATOR)
async def approve(turn: Turn, assignment_id: int) -> Screen:
    """The visit counts."""
    return await done(turn, assignment_id, review.approve(turn.work, assignment_id), T("visit-approved-done"))


@routes.tap("visit.return", Role.COORDINATOR)
async def send_back(turn: Turn, assignment_id: int, page: int) -> Screen:
    """Which answer is it about?"""
    opened = await review.open_visit(turn.work, assignment_id)
    said = await answers_of(turn, opened)
    pages = max(1, -(-len(said) // WHOLE))
    page = min(max(page, 0), pages - 1)
    first = page * WHOLE
    lines = tuple(
        T("visit-return-line", number=number, label=snip(one.label, LABEL), said=snip(one.said, 60))
        for number, one in enumerate(said[first : first + WHOLE], first + 1)
    )
    numbers = [
        Button(str(number), route("visit.return-on", assignment_id, number))
        for number in range(first + 1, first + len(lines) + 1)
    ]
    rows: Rows = tuple(tuple(numbers[start : start + 4]) for start in range(0, len(numbers), 4))
    if pages > 1:
        rows += (paged("visit.return", assignment_id, page, pages),)
    rows += ((Button(T("visit-return-whole"), route("visit.return-on", assignment_id, 0)),),)
    words = (T("visit-return-which"), Lines(lines)) if lines else (T("visit-return-which"),)
    here = route("visit.return", assignment_id, page)
    return Screen(words, (*rows, *back_to(assignment_id)), at=here, takes="idle")


@routes.tap("visit.return-on", Role.COORDINATOR)
async def return_on(turn: Turn, assignment_id: int, number: int) -> Screen:
    """The next message becomes the comment; number 0 is the visit as a whole."""
    return await _returning(turn, assignment_id, number)


async def _returning(turn: Turn, assignment_id: int, number: int, *before: Words) -> Screen:
    opened = await review.open_visit(turn.work, assignment_id)
    about = _about(await answers_of(turn, opened), number)
    here = route("visit.return-on", assignment_id, number)
    asked = T("visit-return-about", about=snip(about, 200)) if about else T("visit-return-how")
    return Screen((*before, asked), back_to(assignment_id), at=here, takes=here)


def _about(said: list[Answered], number: int) -> str:
    return said[number - 1].label if 0 < number <= len(said) else ""


@routes.take("visit.return-on", Role.COORDINATOR)
async def returned(turn: Turn, assignment_id: int, number: int) -> Screen | None:
    """Sends it back with the comment. A correction of an older message does nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _returning(turn, assignment_id, number, why)
    about = _about(await answers_of(turn, await review.open_visit(turn.work, assignment_id)), number)
    words = f"«{about}» — {turn.said.text.strip()}" if about else turn.said.text
    return await done(turn, assignment_id, review.send_back(turn.work, assignment_id, words), T("visit-returned-done"))


@routes.tap("visit.reject", Role.COORDINATOR)
async def reject(turn: Turn, assignment_id: int) -> Screen:
    """The next message says why it does not count."""
    return await _rejecting(turn, assignment_id)


async def _rejecting(turn: Turn, assignment_id: int, *before: Words) -> Screen:
    await review.open_visit(turn.work, assignment_id)
    here = route("visit.reject", assignment_id)
    return Screen((*before, T("visit-reject-how")), back_to(assignment_id), at=here, takes=here)


@routes.take("visit.reject", Role.COORDINATOR)
async def rejected(turn: Turn, assignment_id: int) -> Screen | None:
    """It does not count. A correction of an older message does nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _rejecting(turn, assignment_id, why)
    rejecting = review.reject(turn.work, assignment_id, turn.said.text)
    return await done(turn, assignment_id, rejecting, T("visit-rejected-done"))
