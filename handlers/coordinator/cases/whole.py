"""What does not fit the case screen: the whole story, the whole correspondence, all notes, page by page."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.cases.case import PAGE, noted, said
from handlers.coordinator.phrases import pages_of
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.cases import desk

routes = Routes()

AROUND = 150
"""Characters that stand around the words of a line: date, who, blanks."""


@routes.tap("case.whole", role=Role.COORDINATOR)
async def story(turn: Turn, case_id: int, page: int) -> Screen:
    """The story in the reporter's own words."""
    case = (await desk.open_case(turn.work, case_id)).case
    parts: list[Words] = [T("case-story", text=part) for part in pages_of(case.story.strip(), PAGE)]
    return _page("case.whole", case_id, page, T("case-story-title", code=case.code), parts)


@routes.tap("case.thread", role=Role.COORDINATOR)
async def thread(turn: Turn, case_id: int, page: int) -> Screen:
    """Everything that desk and reporter said to each other, oldest first."""
    opened = await desk.open_case(turn.work, case_id)
    parts: list[tuple[Words, int]] = [
        (said(opened, message, part), len(part) + AROUND)
        for message in opened.messages
        for part in pages_of(message.text, PAGE)
    ]
    return _page("case.thread", case_id, page, T("case-thread"), _packed(parts))


@routes.tap("case.notes", role=Role.COORDINATOR)
async def notes(turn: Turn, case_id: int, page: int) -> Screen:
    """All internal notes, oldest first."""
    opened = await desk.open_case(turn.work, case_id)
    parts: list[tuple[Words, int]] = [
        (noted(opened, note, part), len(part) + AROUND) for note in opened.notes for part in pages_of(note.text, PAGE)
    ]
    return _page("case.notes", case_id, page, T("case-notes"), _packed(parts))


def _packed(lines: list[tuple[Words, int]]) -> list[Words]:
    """Pages of lines, each page about PAGE characters; the number beside a line is its length."""
    pages: list[list[Words]] = [[]]
    room = PAGE
    for words, length in lines:
        if pages[-1] and length > room:
            pages.append([])
            room = PAGE
        pages[-1].append(words)
        room -= length
    return [Lines(tuple(page)) for page in pages if page]


def _page(name: str, case_id: int, page: int, title: Words, parts: list[Words]) -> Screen:
    page = min(max(page, 0), max(len(parts) - 1, 0))
    shown = parts[page : page + 1]
    turns: Rows = ()
    if len(parts) > 1:
        before, after = (page - 1) % len(parts), (page + 1) % len(parts)
        here = Button(f"{page + 1} / {len(parts)}", route(name, case_id, page))
        turns = ((Button("‹", route(name, case_id, before)), here, Button("›", route(name, case_id, after))),)
    back = ((Button(T("case-button-back"), route("case.open", case_id)),),)
    return Screen((title, *shown), (*turns, *back), at=route(name, case_id, page), takes="idle")
