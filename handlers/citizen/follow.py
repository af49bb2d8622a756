"""«Me too»: a case that a coordinator has opened for others, joined by its link; what became of it; leaving."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.code import BadCode
from handlers.citizen.consent import text as consent_text
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.cases import me_too
from services.cases.common import place_of
from services.cases.me_too import Joinable
from services.refusals import NotFound
from services.trust import consent

routes = Routes()


async def open_by_code(turn: Turn, typed: str) -> Screen:
    """From a deep link with the code for joining."""
    try:
        page = await me_too.look_up(turn.work, typed)
    except (BadCode, NotFound):
        return await menu(turn, T("refused-not-found"))
    return _drawn(page)


@routes.tap("follow.open")
async def opened(turn: Turn, case_id: int) -> Screen:
    return _drawn(await me_too.joinable(turn.work, case_id))


def _drawn(page: Joinable, *before: Words) -> Screen:
    """What it is about in the coordinator's words, how many people it concerns, where it stands."""
    case, here = page.case, route("follow.open", page.case.id)
    words = (
        *before,
        Lines((T("report-title", code=page.shared.code, category=T(case.category.name_key)), place_of(case))),
        T("case-story", text=page.shared.words),
        T("triage-people", count=page.people),
        T("report-state", state=T(case.state.name_key), means=T(case.state.explanation_key)),
    )
    rows: Rows = ()
    if page.can_join:
        words += (T("follow-about"),)
        rows += ((Button(T("follow-join"), route("follow.join", case.id)),),)
        rows += ((Button(T("follow-report"), "report"),),)
    if page.has_joined:
        rows += ((Button(T("follow-leave"), route("follow.leave", case.id)),),)
    if page.is_own:
        rows += ((Button(T("button-open-report"), route("report.open", case.id)),),)
    return Screen(words, (*rows, *back_to_menu()), at=here, takes="idle")


@routes.tap("follow.join")
async def join(turn: Turn, case_id: int) -> Screen | None:
    """Joined; who has not agreed to the storing of data yet is asked first."""
    page = await me_too.joinable(turn.work, case_id)
    if consent.is_needed(turn.person):
        rows: Rows = (
            (Button(T("consent-agree"), route("follow.agree", page.case.id)),),
            (Button(T("consent-refuse"), "consent.no"),),
        )
        return Screen((consent_text(turn),), rows, at=route("follow.join", case_id), takes="idle")
    return _drawn(await me_too.join(turn.work, case_id), T("follow-joined"))


@routes.tap("follow.agree")
async def agree(turn: Turn, case_id: int) -> Screen | None:
    """Agreed and joined in one."""
    await me_too.joinable(turn.work, case_id)
    await consent.give(turn.work)
    return await join(turn, case_id)


@routes.tap("follow.leave")
async def leave(turn: Turn, case_id: int) -> Screen:
    await me_too.leave(turn.work, case_id)
    return await menu(turn, T("follow-left"))
