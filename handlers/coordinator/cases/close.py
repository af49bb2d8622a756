"""Closing a case: outcome, money saved and what that is based on, then once more for sure.

What was typed on the way lives in the route of the screen (`Person.at`, sealed at rest), so the confirmation survives
a restart, and a confirm button that belongs to another closing does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from chat.screen import Button, Rows, Screen, route
from domain.complaint import Outcome
from domain.people import Role
from forms.conversation.refusals import Refused
from forms.inputs.numbers import parse_number
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, outcome, said_first
from handlers.packing import packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Tenge, Words
from services.cases import desk

routes = Routes()

LABELS = {
    Outcome.FIXED: "case-close-fixed",
    Outcome.DISCIPLINARY: "case-close-disciplinary",
    Outcome.REFUSED: "case-close-refused",
    Outcome.NO_ANSWER: "case-close-no-answer",
    Outcome.NOT_CONFIRMED: "case-close-not-confirmed",
}
MAY_SAVE = frozenset({Outcome.FIXED, Outcome.DISCIPLINARY})
"""Outcomes that can have saved money; after the others nobody is asked."""

MOST_TENGE = 10**13
BASIS_LONGEST = 500


@dataclass(frozen=True)
class Closing:
    """What the coordinator is about to confirm; `saved` 0 means nothing was saved."""

    case_id: int
    outcome: Outcome
    saved: int = 0
    basis: str = ""

    def route(self) -> str:
        """The route of the confirmation screen. Longer than a button may carry; no button carries it."""
        return route("case.close-sure", self.case_id, self.outcome, self.saved, packed(self.basis))

    @staticmethod
    def read(case_id: int, ended: Outcome, saved: int, argument: str) -> Closing:
        """Raises Stale for what `route` cannot have written."""
        basis = unpacked(argument)
        if saved < 0 or (saved > 0) != bool(basis):
            raise Stale
        return Closing(case_id, ended, saved, basis)


@routes.tap("case.close", role=Role.COORDINATOR)
async def how(turn: Turn, case_id: int) -> Screen:
    """The outcomes; the reporter will read the one that is chosen."""
    case = (await desk.open_case(turn.work, case_id)).case
    outcomes = tuple((Button(T(LABELS[one]), route("case.outcome", case_id, one)),) for one in Outcome)
    here = route("case.close", case_id)
    return Screen((T("case-close-how", code=case.code),), (*outcomes, *cancel(case)), at=here, takes="idle")


@routes.tap("case.outcome", role=Role.COORDINATOR)
async def chosen(turn: Turn, case_id: int, ended: Outcome) -> Screen:
    """Asks for the money saved where there can be any."""
    return await (_saved(turn, case_id, ended) if ended in MAY_SAVE else _sure(turn, Closing(case_id, ended)))


async def _saved(turn: Turn, case_id: int, ended: Outcome, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    none = Button(T("case-close-none"), route("case.saved-none", case_id, ended))
    back = Button(T("button-back"), route("case.close", case_id))
    rows: Rows = ((none,), *cancel(case, back))
    words = (*before, T("case-close-saved", code=case.code))
    return Screen(words, rows, at=route("case.outcome", case_id, ended), takes=route("case.saved", case_id, ended))


@routes.tap("case.saved-none", role=Role.COORDINATOR)
async def nothing_saved(turn: Turn, case_id: int, ended: Outcome) -> Screen:
    return await _sure(turn, Closing(case_id, ended))


@routes.take("case.saved", role=Role.COORDINATOR)
async def saved(turn: Turn, case_id: int, ended: Outcome) -> Screen | None:
    """Reads the sum as people write it: «20 000», «20 мың», «1,5 млн»."""
    if turn.said.edited:
        return None
    amount = parse_number(turn.said.text, whole=True)
    if isinstance(amount, Refused) or not 0 <= amount <= MOST_TENGE:
        return await _saved(turn, case_id, ended, T("case-close-number"))
    if amount == 0:
        return await _sure(turn, Closing(case_id, ended))
    return await _basis(turn, case_id, ended, int(amount))


@routes.tap("case.basis", role=Role.COORDINATOR)
async def basis(turn: Turn, case_id: int, ended: Outcome, amount: int) -> Screen:
    """Asks what the sum is based on."""
    return await _basis(turn, case_id, ended, amount)


async def _basis(turn: Turn, case_id: int, ended: Outcome, amount: int, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    here = route("case.basis", case_id, ended, amount)
    back = Button(T("button-back"), route("case.outcome", case_id, ended))
    words = (*before, T("case-close-basis", code=case.code, amount=Tenge(amount)))
    return Screen(words, cancel(case, back), at=here, takes=here)


@routes.take("case.basis", role=Role.COORDINATOR)
async def based_on(turn: Turn, case_id: int, ended: Outcome, amount: int) -> Screen | None:
    if turn.said.edited:
        return None
    words = turn.said.text.strip()
    if not words:
        return await _basis(turn, case_id, ended, amount, T("case-words-only"))
    if len(words) > BASIS_LONGEST:
        return await _basis(turn, case_id, ended, amount, T("case-close-basis-long", limit=BASIS_LONGEST))
    return await _sure(turn, Closing(case_id, ended, amount, words))


@routes.tap("case.close-sure", role=Role.COORDINATOR)
async def sure(turn: Turn, case_id: int, ended: Outcome, amount: int, argument: str) -> Screen:
    """The confirmation again, after a restart or an old button."""
    return await _sure(turn, Closing.read(case_id, ended, amount, argument))


async def _sure(turn: Turn, closing: Closing) -> Screen:
    case = (await desk.open_case(turn.work, closing.case_id)).case
    words: tuple[Words, ...] = (
        T("case-close-sure", code=case.code),
        T("case-close-outcome", outcome=T(closing.outcome.name_key)),
    )
    if closing.saved:
        words += (T("case-close-amount", amount=Tenge(closing.saved)), T("case-close-based-on", basis=closing.basis))
    elif closing.outcome in MAY_SAVE:
        words += (T("case-close-nothing-saved"),)
    confirm = Button(T("case-close-confirm"), route("case.close-do", case.id, closing.outcome, closing.saved))
    back = Button(T("button-back"), route("case.close", case.id))
    return Screen(words, ((confirm,), *cancel(case, back)), at=closing.route(), takes="idle")


@routes.tap("case.close-do", role=Role.COORDINATOR)
async def close(turn: Turn, case_id: int, ended: Outcome, amount: int) -> Screen:
    """It is closed as the screen in front of them says, or they are told why not."""
    here, _, argument = turn.person.at.rpartition(":")
    if here != route("case.close-sure", case_id, ended, amount):
        raise Stale
    closing = Closing.read(case_id, ended, amount, argument)
    action = desk.close(turn.work, case_id, ended, saved=closing.saved or None, basis=closing.basis)
    done = await outcome(action, T("case-closed"))
    return said_first(turn, await case_screen(turn, case_id), done)
