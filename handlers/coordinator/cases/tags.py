"""The tags of a case: the region's own, put on and taken off by a tap; a new one is typed."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.phrases import cancel
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Text, Words
from services.cases import desk, tagging

routes = Routes()

OFFERED = 16


@routes.tap("tags", role=Role.COORDINATOR)
async def shown(turn: Turn, case_id: int) -> Screen:
    return await _shown(turn, case_id)


async def _shown(turn: Turn, case_id: int, *before: Words) -> Screen:
    """The region's tags in two columns, the case's own with a tick."""
    case = (await desk.open_case(turn.work, case_id)).case
    offered, worn = await tagging.offered(turn.work, case_id)
    first = sorted(offered, key=lambda tag: tag.id not in worn)[:OFFERED]
    buttons = [Button(_label(tag.name, tag.id in worn), route("tags.tap", case_id, tag.id)) for tag in first]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    if offered:
        rows += ((Button(T("triage-tags-list"), route("tags.list", case_id)),),)
    words = (*before, T("triage-tags-title", code=case.code), T("triage-tags-how", limit=tagging.LONGEST))
    return Screen(words, (*rows, *cancel(case)), at=route("tags", case_id), takes=route("tags", case_id))


def _label(name: str, worn: bool) -> Text:
    return T("triage-tag-on", tag=name) if worn else T("triage-tag-off", tag=name)


@routes.tap("tags.tap", role=Role.COORDINATOR)
async def toggle(turn: Turn, case_id: int, tag_id: int) -> Screen:
    await tagging.toggle(turn.work, case_id, tag_id)
    return await _shown(turn, case_id)


@routes.take("tags", role=Role.COORDINATOR)
async def typed(turn: Turn, case_id: int) -> Screen | None:
    """A new tag, or one that was not offered."""
    if turn.said.edited:
        return None
    try:
        await tagging.add(turn.work, case_id, turn.said.text)
    except ValueError:
        return await _shown(turn, case_id, T("triage-tag-long", limit=tagging.LONGEST))
    return await _shown(turn, case_id, T("triage-tag-added"))


@routes.tap("tags.list", role=Role.COORDINATOR)
async def tidy(turn: Turn, case_id: int) -> Screen:
    """The region's list; a tap takes a tag off it."""
    case = (await desk.open_case(turn.work, case_id)).case
    offered, _ = await tagging.offered(turn.work, case_id)
    buttons = [Button(T("triage-tag-hide", tag=tag.name), route("tags.hide", case_id, tag.id)) for tag in offered]
    rows: Rows = tuple((button,) for button in buttons[:OFFERED])
    back = Button(T("button-back"), route("tags", case_id))
    here = route("tags.list", case_id)
    return Screen((T("triage-tags-tidy"),), (*rows, *cancel(case, back)), at=here, takes="idle")


@routes.tap("tags.hide", role=Role.COORDINATOR)
async def hide(turn: Turn, case_id: int, tag_id: int) -> Screen:
    await tagging.hide(turn.work, tag_id)
    return await tidy(turn, case_id)
