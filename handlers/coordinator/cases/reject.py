"""Rejecting a case: a reason by a tap, then once more for sure."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.complaint import RejectReason
from domain.people import Role
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.cases import desk

routes = Routes()

LABELS = {
    RejectReason.UNCLEAR: "case-reject-unclear",
    RejectReason.NOT_OURS: "case-reject-not-ours",
    RejectReason.PRIVATE_DISPUTE: "case-reject-private-dispute",
    RejectReason.INSULTS: "case-reject-insults",
    RejectReason.SPAM: "case-reject-spam",
}


@routes.tap("case.reject", role=Role.COORDINATOR)
async def why(turn: Turn, case_id: int) -> Screen:
    """The reasons; the reporter will read the one that is chosen."""
    case = (await desk.open_case(turn.work, case_id)).case
    reasons = tuple((Button(T(LABELS[one]), route("case.reject-as", case_id, one)),) for one in RejectReason)
    here = route("case.reject", case_id)
    return Screen((T("case-reject-why", code=case.code),), (*reasons, *cancel(case)), at=here, takes="idle")


@routes.tap("case.reject-as", role=Role.COORDINATOR)
async def sure(turn: Turn, case_id: int, reason: RejectReason) -> Screen:
    """Exactly what the reporter will read, before it goes out."""
    case = (await desk.open_case(turn.work, case_id)).case
    words = (T("case-reject-sure", code=case.code), T("case-reject-reason", reason=T(reason.name_key)))
    confirm = Button(T("case-reject-confirm"), route("case.reject-do", case_id, reason))
    other = Button(T("button-back"), route("case.reject", case_id))
    here = route("case.reject-as", case_id, reason)
    return Screen(words, ((confirm,), *cancel(case, other)), at=here, takes="idle")


@routes.tap("case.reject-do", role=Role.COORDINATOR)
async def reject(turn: Turn, case_id: int, reason: RejectReason) -> Screen:
    """It is rejected, or they are told why not."""
    done = await outcome(desk.reject(turn.work, case_id, reason), T("case-rejected"))
    return said_first(turn, await case_screen(turn, case_id), done)
