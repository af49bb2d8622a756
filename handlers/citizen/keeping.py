"""A reporter's say in how long their case stays."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Screen
from handlers.citizen import reports
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.trust import retention

routes = Routes()


@routes.tap("report.keep")
async def keep(turn: Turn, case_id: int) -> Screen:
    """Not yet: it stays for a whole period more."""
    until = await retention.keep_longer(turn.work, case_id, turn.house.periods)
    day = until.astimezone(turn.house.zone).date()
    return replace(await reports.opened(turn, case_id), toast=T("retention-kept", day=day))


@routes.tap("report.let-go")
async def let_go(turn: Turn, case_id: int) -> Screen:
    """As it is: the message stays, with the button to think again."""
    await reports.opened(turn, case_id)
    return Screen(toast=T("retention-gone"))
