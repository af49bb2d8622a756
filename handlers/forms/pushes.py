"""What an OpenRosa server refused: one after another, with the reason, to send again or to leave."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.forms.listing import pager
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.questionnaires import push_desk

routes = Routes()


@routes.tap("pushes", role=Role.ADMIN)
async def listed(turn: Turn, page: int) -> Screen:
    """One refused submission on a page."""
    numbers = await push_desk.refused(turn.work)
    back: Rows = ((Button(T("forms-list"), route("forms", 0)),), *back_to_menu())
    if not numbers:
        return Screen((T("pushes-title"), T("pushes-none")), back, at=route("pushes", 0), takes="idle")
    page = min(max(page, 0), len(numbers) - 1)
    one = await push_desk.opened(turn.work, numbers[page])
    what = T("pushes-one", number=one.number, form=one.form, reason=one.reason, answer=one.answer or "–")
    rows: Rows = (
        (
            Button(T("pushes-again"), route("pushes.again", one.number)),
            Button(T("pushes-leave"), route("pushes.leave", one.number)),
        ),
    )
    if len(numbers) > 1:
        rows += (pager("pushes", page, len(numbers)),)
    return Screen((T("pushes-title"), what), (*rows, *back), at=route("pushes", page), takes="idle")


@routes.tap("pushes.again", role=Role.ADMIN)
async def again(turn: Turn, number: int) -> Screen:
    """It goes once more, within a minute."""
    await push_desk.decide(turn.work, number, again=True)
    return replace(await listed(turn, 0), toast=T("pushes-queued"))


@routes.tap("pushes.leave", role=Role.ADMIN)
async def leave(turn: Turn, number: int) -> Screen:
    """It stays here only."""
    await push_desk.decide(turn.work, number, again=False)
    return replace(await listed(turn, 0), toast=T("pushes-left"))
