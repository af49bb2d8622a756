"""Opening a case for others who have met with the same: what they read, the code and link to pass on."""

from __future__ import annotations

from chat.screen import Button, CopyButton, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.phrases import cancel, place, unusable
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Words
from services.cases import alike, desk, me_too

routes = Routes()


@routes.tap("share", role=Role.COORDINATOR)
async def shown(turn: Turn, case_id: int) -> Screen:
    return await _shown(turn, case_id)


async def _shown(turn: Turn, case_id: int, *before: Words) -> Screen:
    """Not open yet: asks for the words. Open: the code, the link, how many are concerned."""
    opened = await desk.open_case(turn.work, case_id)
    case, page = opened.case, await me_too.shared(turn.work, case_id)
    here = route("share", case_id)
    if page is None or not page.is_open:
        words = (*before, T("share-how", code=case.code), T("share-careful"))
        return Screen(words, cancel(case), at=here, takes=here)
    link = f"https://t.me/{turn.house.username}?start=m_{page.code}"
    people = (await alike.family(turn.work, case)).people
    words = (
        *before,
        T("share-open", code=page.code, category=T(case.category.name_key), place=place(case)),
        T("case-story", text=page.words),
        T("triage-people", count=people),
        T("share-link", link=link),
    )
    rows: Rows = (
        (CopyButton(T("share-copy"), link),),
        (Button(T("share-close"), route("share.close", case_id)),),
        *cancel(case),
    )
    return Screen(words, rows, at=here, takes="idle")


@routes.take("share", role=Role.COORDINATOR)
async def typed(turn: Turn, case_id: int) -> Screen | None:
    """What others will read."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _shown(turn, case_id, why)
    try:
        await me_too.share(turn.work, case_id, turn.said.text)
    except ValueError:
        return await _shown(turn, case_id, T("case-words-long", limit=me_too.LONGEST))
    return await _shown(turn, case_id, T("share-done"))


@routes.tap("share.close", role=Role.COORDINATOR)
async def close(turn: Turn, case_id: int) -> Screen:
    await me_too.unshare(turn.work, case_id)
    return await _shown(turn, case_id, T("share-closed"))
