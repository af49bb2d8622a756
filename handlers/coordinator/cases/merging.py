"""More about a case; cases like it; two of them side by side, merged after a second tap."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from domain.code import BadCode
from domain.complaint import State
from domain.people import Role
from handlers.coordinator.cases.belonging import why
from handlers.coordinator.cases.case import case_screen, refer_button, reject_button
from handlers.coordinator.phrases import age, cancel, outcome, said_first, snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.cases import alike, desk, searching
from services.cases.desk import Desk
from services.refusals import NotFound

routes = Routes()

STORY, INSTITUTION = 300, 80


@routes.tap("case.more", role=Role.COORDINATOR)
async def more(turn: Turn, case_id: int) -> Screen:
    """What is not needed every time."""
    opened = await desk.open_case(turn.work, case_id)
    case = opened.case
    rows: Rows = (
        *_steps(opened),
        (Button(T("triage-more-alike"), route("alike", case_id)),),
        (Button(T("triage-more-tags"), route("tags", case_id)),),
        (Button(T("triage-more-assign"), route("hand", case_id)),),
        (Button(T("triage-more-share"), route("share", case_id)),),
        (Button(T("case-button-back"), route("case.open", case_id)),),
    )
    return Screen((T("triage-more", code=case.code),), rows, at=route("case.more", case_id), takes="idle")


def _steps(opened: Desk) -> Rows:
    """Steps that are not taken every day, for who works on the case."""
    case = opened.case
    if not (opened.is_mine or opened.assignee is None):
        return ()
    recommend = Button(T("case-button-recommend"), route("case.recommend", case.id))
    if case.state is State.RECEIVED:
        return ((refer_button(case), recommend),)
    done = Button(T("life-button-referred"), route("case.referred", case.id))
    first: Rows = ((done, recommend),) if State.REFERRED in opened.moves else ((recommend,),)
    return (*first, (reject_button(case),)) if State.REJECTED in opened.moves else first


@routes.tap("alike", role=Role.COORDINATOR)
async def listed(turn: Turn, case_id: int) -> Screen:
    return await _listed(turn, case_id)


async def _listed(turn: Turn, case_id: int, *before: Words) -> Screen:
    """Cases like this one with the reasons; any other by its code."""
    case = (await desk.open_case(turn.work, case_id)).case
    found = await alike.similar(turn.work, case)
    lines = [
        Lines(
            (
                T("inbox-line", number=number, code=one.case.code, category=T(one.case.category.name_key)),
                T("triage-alike-about", state=T(one.case.state.name_key), why=why(one.likeness)),
            )
        )
        for number, one in enumerate(found, 1)
    ]
    buttons = [
        Button(T("inbox-open", number=number, code=one.case.code), route("alike.pair", case_id, one.case.id))
        for number, one in enumerate(found, 1)
    ]
    rows: Rows = tuple((button,) for button in buttons)
    title = T("triage-alike-title", code=case.code) if found else T("triage-alike-empty", code=case.code)
    words = (*before, title, *lines, T("triage-alike-typed"))
    here = route("alike", case_id)
    return Screen(words, (*rows, *cancel(case)), at=here, takes=route("alike.code", case_id))


@routes.take("alike.code", role=Role.COORDINATOR)
async def typed(turn: Turn, case_id: int) -> Screen | None:
    """Another case by the code that was typed."""
    if turn.said.edited:
        return None
    try:
        other = await searching.by_code(turn.work, turn.said.text)
        return await pair(turn, case_id, other.id)
    except (BadCode, NotFound):
        return await _listed(turn, case_id, T("refused-not-found"))


@routes.tap("alike.pair", role=Role.COORDINATOR)
async def pair(turn: Turn, case_id: int, other_id: int) -> Screen:
    """Both side by side, and which one goes into which."""
    one, other, found = await alike.pair(turn.work, case_id, other_id)
    words = (T("triage-pair", why=why(found)), _short(turn, one), _short(turn, other))
    rows: Rows = (
        (Button(T("triage-pair-open", code=other.code), route("case.open", other.id)),),
        (Button(T("triage-pair-into", code=other.code), route("alike.sure", one.id, other.id)),),
        (Button(T("triage-pair-into", code=one.code), route("alike.sure", other.id, one.id)),),
        (Button(T("button-back"), route("alike", one.id)), *cancel(one)[0]),
    )
    return Screen(words, rows, at=route("alike.pair", case_id, other_id), takes="idle")


def _short(turn: Turn, case: Case) -> Words:
    """A case in a few lines."""
    lines: list[Words] = [
        T("case-head", code=case.code, state=T(case.state.name_key)),
        T("inbox-line-about", place=T(case.category.name_key), age=age(case.received_at, turn.now)),
    ]
    if name := case.values.get("institution"):
        lines.append(T("case-institution", institution=snip(name, INSTITUTION)))
    if case.story.strip():
        lines.append(T("case-story", text=snip(case.story.strip(), STORY)))
    return Lines(tuple(lines))


@routes.tap("alike.sure", role=Role.COORDINATOR)
async def sure(turn: Turn, case_id: int, into_id: int) -> Screen:
    """What both reporters will hear, before it is done."""
    case, into, _ = await alike.pair(turn.work, case_id, into_id)
    words = (T("triage-merge-sure", code=case.code, into=into.code), T("triage-merge-hear"))
    confirm = Button(T("triage-merge-confirm"), route("alike.do", case_id, into_id))
    rows: Rows = ((confirm,), *cancel(case, Button(T("button-back"), route("alike.pair", case_id, into_id))))
    return Screen(words, rows, at=route("alike.sure", case_id, into_id), takes="idle")


@routes.tap("alike.do", role=Role.COORDINATOR)
async def merge(turn: Turn, case_id: int, into_id: int) -> Screen:
    """They are one now, or the person is told why not."""
    done = await outcome(alike.merge(turn.work, case_id, into_id), T("triage-merge-done"))
    shown = case_id if done != T("triage-merge-done") else into_id
    return said_first(turn, await case_screen(turn, shown), done)


@routes.tap("alike.split", role=Role.ADMIN)
async def split(turn: Turn, case_id: int) -> Screen:
    """Asked once more, as the reporter hears of it."""
    case = (await desk.open_case(turn.work, case_id)).case
    confirm = Button(T("triage-split-confirm"), route("alike.split-do", case_id))
    here = route("alike.split", case_id)
    return Screen((T("triage-split-sure", code=case.code),), ((confirm,), *cancel(case)), at=here, takes="idle")


@routes.tap("alike.split-do", role=Role.ADMIN)
async def split_apart(turn: Turn, case_id: int) -> Screen:
    """It stands for itself again."""
    done = await outcome(alike.split(turn.work, case_id), T("triage-split-done"))
    return said_first(turn, await case_screen(turn, case_id), done)
