"""Answers kept ready: one's own and the organisation's, added, put into other words and erased in the chat."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.talk import CannedAnswer
from handlers.coordinator.cases.tell import TITLE
from handlers.coordinator.phrases import LONGEST, said_first, snip, unusable
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import LANGUAGES, T, Words
from services.messaging import talk

routes = Routes()

SHOWN = 900
"""Characters of an answer on its page."""


@routes.tap("canned", role=Role.COORDINATOR)
async def listed(turn: Turn, case_id: int) -> Screen:
    """All of them, each a button; `case_id` leads back to where they are used."""
    answers = await talk.canned(turn.work)
    words: tuple[Words, ...] = (T("canned-title"), T("canned-about") if answers else T("canned-none"))
    rows: Rows = tuple((Button(_title(turn, one), route("canned.open", case_id, one.id)),) for one in answers)
    rows += ((Button(T("canned-add"), route("canned.add", case_id)),),)
    back = (Button(T("button-back"), route("case.tell", case_id)),)
    return Screen(words, (*rows, back), at=route("canned", case_id), takes="idle")


def _title(turn: Turn, one: CannedAnswer) -> str:
    mark = "👥 " if one.owner_id is None else ""
    return mark + snip(" ".join(one.said(turn.language).split()), TITLE - len(mark))


@routes.tap("canned.add", role=Role.COORDINATOR)
async def add(turn: Turn, case_id: int) -> Screen:
    """The next message is kept, in the language the coordinator reads."""
    return _typing(case_id, route("canned.add", case_id), T("canned-add-how"))


@routes.take("canned.add", role=Role.COORDINATOR)
async def added(turn: Turn, case_id: int) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return _typing(case_id, route("canned.add", case_id), why, T("canned-add-how"))
    number = await talk.add_canned(turn.work, turn.said.text, turn.language)
    return said_first(turn, await _opened(turn, case_id, number), T("canned-kept"))


@routes.tap("canned.open", role=Role.COORDINATOR)
async def opened(turn: Turn, case_id: int, number: int) -> Screen:
    return await _opened(turn, case_id, number)


async def _opened(turn: Turn, case_id: int, number: int) -> Screen:
    """Both languages and what can be done with it."""
    one = await talk.canned_one(turn.work, number)
    words: tuple[Words, ...] = (
        T("canned-in-kk", text=snip(one.kk, SHOWN)) if one.kk else T("canned-kk-none"),
        T("canned-in-ru", text=snip(one.ru, SHOWN)) if one.ru else T("canned-ru-none"),
    )
    rows: Rows = ()
    if talk.may_change(turn.work, one):
        kk = Button(T("canned-edit-kk"), route("canned.edit", case_id, number, "kk"))
        ru = Button(T("canned-edit-ru"), route("canned.edit", case_id, number, "ru"))
        rows += ((kk, ru), (Button(T("canned-drop"), route("canned.drop", case_id, number)),))
    if talk.may_share(turn.work) and talk.may_change(turn.work, one):
        label = T("canned-share") if one.owner_id is not None else T("canned-unshare")
        rows += ((Button(label, route("canned.share", case_id, number)),),)
    back = (Button(T("button-back"), route("canned", case_id)),)
    return Screen(words, (*rows, back), at=route("canned.open", case_id, number), takes="idle")


@routes.tap("canned.edit", role=Role.COORDINATOR)
async def edit(turn: Turn, case_id: int, number: int, language: str) -> Screen:
    """The next message takes the place of the words in this language."""
    await talk.canned_one(turn.work, number)
    return _typing(case_id, route("canned.edit", case_id, number, language), _asked(language))


@routes.take("canned.edit", role=Role.COORDINATOR)
async def edited(turn: Turn, case_id: int, number: int, language: str) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return _typing(case_id, route("canned.edit", case_id, number, language), why, _asked(language))
    await talk.change_canned(turn.work, number, turn.said.text, language)
    return said_first(turn, await _opened(turn, case_id, number), T("canned-kept"))


def _asked(language: str) -> Words:
    if language not in LANGUAGES:
        raise Stale
    return T("canned-write-ru", limit=LONGEST) if language == "ru" else T("canned-write-kk", limit=LONGEST)


@routes.tap("canned.share", role=Role.COORDINATOR)
async def share(turn: Turn, case_id: int, number: int) -> Screen:
    """For everybody, or for oneself again."""
    await talk.share_canned(turn.work, number)
    return said_first(turn, await _opened(turn, case_id, number), T("canned-kept"))


@routes.tap("canned.drop", role=Role.COORDINATOR)
async def drop(turn: Turn, case_id: int, number: int) -> Screen:
    """Once more for sure."""
    one = await talk.canned_one(turn.work, number)
    rows = (
        (Button(T("canned-drop-yes"), route("canned.gone", case_id, number)),),
        (Button(T("button-back"), route("canned.open", case_id, number)),),
    )
    words = (T("canned-drop-sure"), T("case-which-words", words=snip(one.said(turn.language), SHOWN)))
    return Screen(words, rows, at=route("canned.drop", case_id, number), takes="idle")


@routes.tap("canned.gone", role=Role.COORDINATOR)
async def gone(turn: Turn, case_id: int, number: int) -> Screen:
    await talk.drop_canned(turn.work, number)
    return said_first(turn, await listed(turn, case_id), T("canned-dropped"))


def _typing(case_id: int, here: str, *words: Words) -> Screen:
    back = ((Button(T("button-back"), route("canned", case_id)),),)
    return Screen(words, back, at=here, takes=here)
