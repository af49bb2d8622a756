"""May the letter to the authority name you? Asked for each letter, answered by a tap; no answer means no."""

from __future__ import annotations

from chat.screen import Screen, route
from domain.referral import Naming
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T
from services.referral import referrals
from services.referral.referral_refusals import LetterGone

routes = Routes()


@routes.tap("naming.answer")
async def answered(turn: Turn, referral_id: int, said: str) -> Screen:
    """Their decision, kept; the question with its buttons gives way to what was decided."""
    if said not in ("yes", "no"):
        raise Stale
    try:
        naming = await referrals.answer_naming(turn.work, referral_id, said == "yes")
    except LetterGone as gone:
        return Screen((gone.text(),), back_to_menu(), at="menu", takes="idle")
    words = T("naming-thanks-yes") if naming is Naming.AGREED else T("naming-thanks-no")
    return Screen((words,), back_to_menu(), at=route("reports"), takes="idle")
