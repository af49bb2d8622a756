"""A broadcast as its coordinator sees it: what is written, to whom it goes, how far it is."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route, staying
from domain.broadcast import Broadcast, BroadcastState, Numbers
from domain.quiet import VOLUNTEERS
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Words
from services.outreach import broadcasts
from services.outreach.broadcasts import BroadcastPage, where_of

BACK = Button(T("button-back"), route("broadcasts", 0))


async def screen(turn: Turn, number: int, *before: Words) -> Screen:
    """The page of one, with what can be done now."""
    page = await broadcasts.page(turn.work, number)
    one = page.broadcast
    words = (*before, *(_draft(turn, page) if one.state is BroadcastState.DRAFT else _sent(page)))
    rows = (*_ways(page), (BACK, Button(T("button-menu"), "menu")))
    return Screen(words, rows, at=route("broadcast.open", number), takes="idle")


def _head(one: Broadcast) -> Words:
    to = T("broadcast-to", audience=T(one.audience.name_key), where=where_of(one))
    return Lines((T("broadcast-head", state=T(one.state.name_key)), to))


def _draft(turn: Turn, page: BroadcastPage) -> tuple[Words, ...]:
    """Both previews, who gets it, and a word where a language is missing or people sleep."""
    one = page.broadcast
    words: list[Words] = [_head(one)]
    words += [T("broadcast-preview-kk"), one.kk] if one.kk else [T("broadcast-missing-kk")]
    words += [T("broadcast-preview-ru"), one.ru] if one.ru else [T("broadcast-missing-ru")]
    words.append(T("broadcast-count", count=page.people))
    if VOLUNTEERS.covers(turn.now):
        words.append(T("broadcast-night"))
    return tuple(words)


def _sent(page: BroadcastPage) -> tuple[Words, ...]:
    one = page.broadcast
    if one.state is BroadcastState.SCHEDULED:
        at = one.starts_at or one.made_at
        return _head(one), *_said(one), T("broadcast-planned", at=Brief(at)), T("broadcast-count", count=page.people)
    return _head(one), *_said(one), numbers_of(one, page.numbers)


def _said(one: Broadcast) -> tuple[Words, ...]:
    return tuple(words for words in (one.kk, one.ru) if words)


def numbers_of(one: Broadcast, numbers: Numbers) -> Words:
    """How far it is, in people."""
    total = max(one.total or 0, one.queued)
    lines: list[Words] = [T("broadcast-progress", done=numbers.settled, total=total)]
    lines.append(T("broadcast-numbers", delivered=numbers.delivered, blocked=numbers.blocked))
    lines += [T("broadcast-failed", failed=numbers.failed)] if numbers.failed else []
    return Lines(tuple(lines))


def progress(one: Broadcast, numbers: Numbers) -> Screen:
    """The message that shows, while it goes out, how far it is. A tap leaves it where it is."""
    rows: Rows = ((Button(T("broadcast-button-open"), route("broadcast.open", one.id)),),)
    if one.state is BroadcastState.RUNNING:
        rows = ((Button(T("broadcast-button-stop"), route("broadcast.stop", one.id)),), *rows)
    return Screen((_head(one), numbers_of(one, numbers)), staying(rows))


def _ways(page: BroadcastPage) -> Rows:
    one = page.broadcast
    match one.state:
        case BroadcastState.DRAFT:
            return _draft_ways(page)
        case BroadcastState.SCHEDULED:
            return ((Button(T("broadcast-button-unplan"), route("broadcast.stop", one.id)),),)
        case BroadcastState.RUNNING:
            stop = Button(T("broadcast-button-stop"), route("broadcast.stop", one.id))
            return ((stop, Button(T("broadcast-button-refresh"), route("broadcast.open", one.id))),)
        case _:
            return ()


def _draft_ways(page: BroadcastPage) -> Rows:
    one = page.broadcast
    kk = Button(T("broadcast-button-kk"), route("broadcast.write", one.id, "kk"))
    ru = Button(T("broadcast-button-ru"), route("broadcast.write", one.id, "ru"))
    rows: Rows = ((kk, ru),)
    if one.is_written and page.people:
        now = Button(T("broadcast-button-now"), route("broadcast.sure", one.id))
        rows += ((now, Button(T("broadcast-button-later"), route("broadcast.day", one.id))),)
    return (*rows, (Button(T("broadcast-button-drop"), route("broadcast.drop", one.id)),))
