"""«Is it fixed?», some days after a closing: one tap answers."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route, staying
from domain.follow_up import Answer
from handlers.menu import back_to_menu
from handlers.news import asked_once
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T
from services.cases import follow_ups
from services.cases.follow_ups import Answered
from services.cases.notices_follow_ups import fixed_buttons
from services.refusals import StaleMove

routes = Routes()

THANKS = {
    Answer.YES: "fixed-thanks-yes",
    Answer.PARTLY: "fixed-thanks-partly",
    Answer.NO: "fixed-thanks-no",
    Answer.NEVER: "fixed-thanks-never",
}


@routes.tap("fixed")
async def answered(turn: Turn, number: int, said: str) -> Screen:
    """Thanks, and what comes of it."""
    if said not in set(Answer):
        raise Stale
    try:
        done = await follow_ups.answer(turn.work, number, Answer(said), enough=turn.house.reopening_noes)
    except StaleMove as moved:
        return _moved_on(number, moved)
    screen = _thanks(done)
    return screen if done.asked.answer is Answer.NEVER else await asked_once(turn, screen)


@routes.tap("fixed.see")
async def see(turn: Turn, number: int) -> Screen:
    """The question with what was answered; once more, to answer it otherwise."""
    try:
        return _asked(await follow_ups.question(turn.work, number))
    except StaleMove as moved:
        return _moved_on(number, moved)


def _asked(one: Answered) -> Screen:
    question = T("is-it-fixed", code=one.code, days=one.asked.days)
    said = () if one.asked.answer is None else (T("fixed-said", answer=T(one.asked.answer.name_key)),)
    rows = (*fixed_buttons(one.asked.id), *back_to_menu())
    return Screen((question, *said), rows, at=route("fixed.see", one.asked.id), takes="idle")


def _moved_on(number: int, moved: StaleMove) -> Screen:
    words = (T("fixed-not-closed", state=T(moved.state.name_key)),)
    return Screen(words, staying(back_to_menu()), at="menu", takes="idle")


def _thanks(done: Answered) -> Screen:
    said = done.asked.answer
    thanks = T("fixed-thanks-reopened", code=done.code) if done.reopened or said is None else T(THANKS[said])
    rows: Rows = ()
    if said is Answer.NO and not done.reopened and not done.case.reopened and done.report_id is not None:
        rows += ((Button(T("fixed-reopen"), route("report.fixed", done.report_id, "no")),),)
    if not done.reopened:
        rows += ((Button(T("fixed-otherwise"), route("fixed.see", done.asked.id)),),)
    if done.report_id is not None:
        rows += ((Button(T("button-open-report"), route("report.open", done.report_id)),),)
    here = "menu" if done.reopened else route("fixed.see", done.asked.id)
    return Screen((thanks,), (*rows, *back_to_menu()), at=here, takes="idle")
