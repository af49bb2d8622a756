"""The contact a reporter left: shown to whoever accepted the case, for a reason that the reporter reads."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.case import Case, ContactReason
from domain.people import Role
from handlers.coordinator.phrases import cancel, unusable
from handlers.packing import carried, packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.cases import desk
from services.cases.history import why_text

routes = Routes()

LONGEST = 200
"""Characters of a reason."""
LABELS = {
    ContactReason.CLARIFY: "contact-button-clarify",
    ContactReason.LETTER: "contact-button-letter",
    ContactReason.MEETING: "contact-button-meeting",
    ContactReason.URGENT: "contact-button-urgent",
    ContactReason.OTHER: "contact-button-other",
}


@routes.tap("case.contact", role=Role.COORDINATOR)
async def why(turn: Turn, case_id: int) -> Screen:
    """What for? The reporter will read it."""
    case = await _case(turn, case_id)
    rows = tuple((Button(T(LABELS[one]), route("case.contact-for", case_id, one)),) for one in ContactReason)
    here = route("case.contact", case_id)
    return Screen((T("case-contact-why", code=case.code),), (*rows, *cancel(case)), at=here, takes="idle")


async def _case(turn: Turn, case_id: int) -> Case:
    opened = await desk.open_case(turn.work, case_id)
    if not (opened.is_mine and opened.has_contact):
        raise Stale
    return opened.case


@routes.tap("case.contact-for", role=Role.COORDINATOR)
async def chosen(turn: Turn, case_id: int, reason: ContactReason) -> Screen:
    case = await _case(turn, case_id)
    return _typing(case) if reason is ContactReason.OTHER else _sure(turn, case, reason, "")


def _typing(case: Case, *before: Words) -> Screen:
    here = route("case.contact-for", case.id, ContactReason.OTHER)
    words = (*before, T("case-contact-type", limit=LONGEST))
    return Screen(words, cancel(case), at=here, takes=route("case.contact-said", case.id))


@routes.take("case.contact-said", role=Role.COORDINATOR)
async def said(turn: Turn, case_id: int) -> Screen | None:
    """A reason in own words."""
    if turn.said.edited:
        return None
    case = await _case(turn, case_id)
    if (bad := unusable(turn, longest=LONGEST)) is not None:
        return _typing(case, bad)
    return _sure(turn, case, ContactReason.OTHER, turn.said.text.strip())


@routes.tap("case.contact-sure", role=Role.COORDINATOR)
async def sure(turn: Turn, case_id: int, reason: ContactReason, argument: str) -> Screen:
    """The question again, after a restart or an old button."""
    return _sure(turn, await _case(turn, case_id), reason, unpacked(argument))


def _sure(turn: Turn, case: Case, reason: ContactReason, words: str) -> Screen:
    """Looking is written into the history and told to the reporter: said before, not after."""
    told = T("case-contact-sure", code=case.code, alias=turn.person.alias or "—", why=why_text(reason, words))
    confirm = Button(T("case-contact-confirm"), route("case.contact-show", case.id, reason))
    other = Button(T("button-back"), route("case.contact", case.id))
    here = route("case.contact-sure", case.id, reason, packed(words))
    return Screen((told,), ((confirm,), *cancel(case, other)), at=here, takes="idle")


@routes.tap("case.contact-show", role=Role.COORDINATOR)
async def contact(turn: Turn, case_id: int, reason: ContactReason) -> Screen:
    """The contact, once; the screen shown again is the case."""
    case = await _case(turn, case_id)
    why = carried(turn.person.at, route("case.contact-sure", case_id, reason))
    found = await desk.contact(turn.work, case_id, reason, why)
    words = (T("case-contact", code=case.code, contact=found), T("case-contact-careful"))
    back = ((Button(T("case-button-back"), route("case.open", case_id)),),)
    return Screen(words, back, at=route("case.open", case_id), takes="idle")
