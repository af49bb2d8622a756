"""The way out of a form: a draft stays as it is, of a trial nothing does."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from handlers.menu import back_to_menu, menu
from handlers.turn import Turn
from locales.texts import T, Words


async def left(turn: Turn) -> Screen:
    """Everything is saved at every step already, so a draft only waits; a trial is over."""
    draft = turn.work.draft
    return trial_over(turn) if draft is not None and draft.state.get("trial") else await menu(turn, T("form-left"))


def trial_over(turn: Turn, *more: Words) -> Screen:
    """Nothing is kept; the way leads back to the form that was tried."""
    draft = turn.work.draft
    ref = str(draft.state.get("trial", "")) if draft is not None else ""
    turn.work.close_draft()
    rows = ((Button(T("forms-back"), route("forms.open", ref)),), *back_to_menu())
    return Screen((T("forms-trial-over"), *more), rows, at=route("forms.open", ref), takes="idle")
