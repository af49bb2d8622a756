"""Writing to the reporter: words, photos, voices, files, or an answer kept ready; shown first as it will be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

from chat.screen import Button, Rows, Screen, route
from domain.evidence import Incoming, Kind
from domain.people import Role
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import LONGEST, cancel, outcome, said_first, snip
from handlers.packing import packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Brief, Language, Lines, T, Text, Words, render
from services.cases import desk
from services.cases.desk import Desk
from services.messaging import talk
from services.refusals import TooMuch

routes = Routes()

READY = {
    "thanks": ("canned-thanks", "canned-thanks-title"),
    "documents": ("canned-documents", "canned-documents-title"),
    "place": ("canned-place", "canned-place-title"),
    "when": ("canned-when", "canned-when-title"),
    "sent-on": ("canned-sent-on", "canned-sent-on-title"),
    "wait": ("canned-wait", "canned-wait-title"),
}
"""Answers that every coordinator has: words and title, by the name in their route."""
SHOWN = 6
"""Answers on one page."""
TITLE = 28


@dataclass(frozen=True)
class Letter:
    """What is about to be sent: words and files (ids with their kinds)."""

    text: str = ""
    files: tuple[tuple[int, str], ...] = field(default=())

    def packed(self) -> str:
        """For the route of the screen that shows it, which lies sealed."""
        return packed(json.dumps([self.text, self.files]))

    @staticmethod
    def unpacked(argument: str) -> Letter:
        """Raises Stale for what is none."""
        try:
            text, files = json.loads(unpacked(argument))
            return Letter(str(text), tuple((int(number), str(kind)) for number, kind in files))
        except (ValueError, TypeError):
            raise Stale from None


@routes.tap("case.tell", role=Role.COORDINATOR)
async def tell(turn: Turn, case_id: int) -> Screen:
    """The next message is for the reporter; below it, answers kept ready."""
    return await _choosing(turn, case_id, 0)


@routes.tap("case.tell-page", role=Role.COORDINATOR)
async def other_page(turn: Turn, case_id: int, page: int) -> Screen:
    return await _choosing(turn, case_id, page)


async def _choosing(turn: Turn, case_id: int, page: int, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    answers: list[tuple[str, Words]] = [
        *((f"own{one.id}", snip(one.said(turn.language), TITLE)) for one in await talk.canned(turn.work)),
        *((name, T(title)) for name, (_, title) in READY.items()),
    ]
    pages = -(-len(answers) // SHOWN)
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(title, route("case.tell-ready", case_id, name)),)
        for name, title in answers[page * SHOWN : (page + 1) * SHOWN]
    )
    if pages > 1:
        here = Button(f"{page + 1} / {pages}", route("case.tell-page", case_id, page))
        turns = (Button("‹", route("case.tell-page", case_id, (page - 1) % pages)), here)
        rows += ((*turns, Button("›", route("case.tell-page", case_id, (page + 1) % pages))),)
    own = (Button(T("canned-own"), route("canned", case_id)),)
    words = (*before, T("case-tell-how", code=case.code), T("case-ask-careful"))
    at = route("case.tell-page", case_id, page)
    return Screen(words, (*rows, own, *cancel(case)), at=at, takes=route("case.tell", case_id))


@routes.tap("case.tell-ready", role=Role.COORDINATOR)
async def ready(turn: Turn, case_id: int, name: str) -> Screen:
    """An answer kept ready, in the reporter's language."""
    opened = await desk.open_case(turn.work, case_id)
    language: Language = "ru" if opened.case.language == "ru" else "kk"
    if name in READY:
        return await _preview(
            turn, opened, Letter(render(T(READY[name][0]), language, zone=turn.house.zone, markup=False))
        )
    number = name.removeprefix("own")
    if not number.isdecimal():
        raise Stale
    return await _preview(turn, opened, Letter((await talk.canned_one(turn.work, int(number))).said(language)))


@routes.take("case.tell", role=Role.COORDINATOR)
async def told(turn: Turn, case_id: int) -> Screen | None:
    """Adds what came to what is about to be sent. A correction of an older message adds nothing."""
    came = turn.said
    if came.edited:
        return None
    if came.strange or came.spot is not None or not (came.text.strip() or came.file):
        return await _choosing(turn, case_id, 0, T("case-tell-what"))
    return await received(turn, case_id, _letter(turn, case_id))


async def received(turn: Turn, case_id: int, so_far: Letter) -> Screen:
    """What came, after what was there before it, shown before it goes."""
    came, opened = turn.said, await desk.open_case(turn.work, case_id)
    text = "\n\n".join(part for part in (so_far.text, came.text.strip()) if part)
    if len(text) > LONGEST:
        return await _preview(turn, opened, so_far, T("case-words-long", limit=LONGEST))
    letter = replace(so_far, text=text)
    if came.file is not None:
        file = Incoming(came.file.kind, came.file.file_id, came.file.name, came.file.size)
        try:
            number = await talk.note_file(turn.work, case_id, file, len(letter.files))
        except TooMuch as refused:
            return await _preview(turn, opened, so_far, refused.text())
        letter = replace(letter, files=(*letter.files, (number, came.file.kind)))
    return await _preview(turn, opened, letter)


async def _preview(turn: Turn, opened: Desk, letter: Letter, *before: Words) -> Screen:
    case = opened.case
    if not (letter.text or letter.files):
        return await _choosing(turn, case.id, 0, *before)
    words: list[Words] = [*before, T("case-tell-sure", code=case.code)]
    if letter.text:
        words.append(T("case-which-words", words=letter.text))
    if letter.files:
        words.append(Lines(tuple(T("case-tell-file", kind=T(Kind(kind).name_key)) for _, kind in letter.files)))
    if (later := await talk.waits_until(turn.work, case.id)) is None:
        send: Rows = ((Button(T("case-tell-send"), route("case.tell-send", case.id, "soon")),),)
    else:
        words.append(T("case-tell-quiet", at=Brief(later)))
        send = (
            (Button(T("case-tell-morning"), route("case.tell-send", case.id, "soon")),),
            (Button(T("case-tell-urgent"), route("case.tell-send", case.id, "now")),),
        )
    other = Button(T("case-tell-other"), route("case.tell", case.id))
    here, takes = route("case.tell-see", case.id, letter.packed()), route("case.tell", case.id)
    return Screen(tuple(words), (*send, *cancel(case, other)), at=here, takes=takes)


@routes.tap("case.tell-see", role=Role.COORDINATOR)
async def again(turn: Turn, case_id: int, argument: str) -> Screen:
    """The same, after a restart or an old button."""
    return await _preview(turn, await desk.open_case(turn.work, case_id), Letter.unpacked(argument))


@routes.tap("case.tell-send", role=Role.COORDINATOR)
async def send(turn: Turn, case_id: int, when: str) -> Screen:
    """It goes: now, or when the reporter's quiet hours are over."""
    letter = _letter(turn, case_id)
    if when not in ("soon", "now") or not (letter.text or letter.files):
        raise Stale
    later = await talk.waits_until(turn.work, case_id) if when == "soon" else None
    numbers = [number for number, _ in letter.files]
    done = await outcome(talk.tell(turn.work, case_id, letter.text, numbers, urgent=when == "now"), sent_text(later))
    return said_first(turn, await case_screen(turn, case_id), done)


def sent_text(later: datetime | None) -> Text:
    """That it is on its way, or when it will be."""
    return T("case-told") if later is None else T("case-told-later", at=Brief(later))


def _letter(turn: Turn, case_id: int) -> Letter:
    """What the screen in front of them is about to send; nothing where that is another screen."""
    here, _, argument = turn.person.at.rpartition(":")
    return Letter.unpacked(argument) if here == route("case.tell-see", case_id) else Letter()
