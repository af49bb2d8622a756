"""A case: what it is about, what was said, what staff noted, and the buttons that fit where it stands."""

from __future__ import annotations

from datetime import date, datetime

from chat.screen import Button, Rows, Screen, route
from domain.case import Case, CaseMessage, Direction, InternalNote
from domain.complaint import ENDED, State
from domain.evidence import KEPT, Stage
from domain.people import Role
from domain.talk import Delivery, TalkFile
from handlers.coordinator.cases.belonging import belonging
from handlers.coordinator.phrases import age, snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Tenge, Text, Words
from services.cases import desk
from services.cases.desk import Desk, Filter
from services.trust.evidence import EvidenceLine

routes = Routes()

# All together stays under one message of 4096 characters.
STORY = 900
"""Characters of the story in the case; the rest is behind a button."""
SAID, NOTED = 200, 150
"""Characters of a message and of a note in the case."""
LAST_SAID, LAST_NOTES, FIRST_FILES = 3, 3, 5
INSTITUTION, BASIS = 120, 150
MANY_WORDS = 5
"""Messages of a reporter from which the case can be silenced for a while."""
UNNAMED = "—"
PAGE = 3500
"""Characters of a page of the whole text or the whole correspondence."""


@routes.tap("case.open", role=Role.COORDINATOR)
async def open_case(turn: Turn, case_id: int) -> Screen:
    return await case_screen(turn, case_id)


async def case_screen(turn: Turn, case_id: int) -> Screen:
    """The case with everything staff may see of it."""
    opened = await desk.open_case(turn.work, case_id)
    belongs = await belonging(turn, opened)
    about = (_facts(opened, turn.now), *belongs.words, _story(opened.case))
    words = (*about, *_files(opened), *_thread(opened), *_notes(opened))
    here, takes = route("case.open", case_id), route("case.said", case_id)
    return Screen(words, _buttons(opened, belongs.rows), at=here, takes=takes)


# ------------------------------------------------------------------ what it is about


def _facts(opened: Desk, now: datetime) -> Words:
    case = opened.case
    lines: list[Words] = [
        T("case-head", code=case.code, state=T(case.state.name_key)),
        T("case-category", category=T(case.category.name_key)),
        T("case-place", place=opened.place),
    ]
    if institution := case.values.get("institution"):
        lines.append(T("case-institution", institution=snip(institution, INSTITUTION)))
    if case.amount is not None:
        lines.append(T("case-amount", amount=Tenge(case.amount)))
    lines.append(T("case-received", at=case.received_at, age=age(case.received_at, now)))
    lines.extend(_due(case, now))
    lines.append(T("case-anonymous") if case.anonymous else T("case-named"))
    lines.append(_assignee(opened))
    if opened.muted_until is not None:
        lines.append(T("case-muted", until=opened.muted_until))
    lines.extend(_end(case))
    return Lines(tuple(lines))


def _due(case: Case, now: datetime) -> list[Words]:
    """The date promised to the reporter that is next."""
    first = case.state is State.RECEIVED
    due = case.first_answer_due if first else case.decision_due
    if case.state in ENDED or due is None:
        return []
    if case.question_open or case.state is State.REFERRED:
        return [T("case-due-stands")]
    if now > due:
        return [T("case-due-late", due=due)]
    return [T("case-due-first", due=due) if first else T("case-due-decision", due=due)]


def _assignee(opened: Desk) -> Text:
    if opened.is_mine:
        return T("case-assignee-you")
    return T("case-assignee-none") if opened.assignee is None else T("case-assignee", alias=opened.assignee)


def _end(case: Case) -> list[Words]:
    lines: list[Words] = []
    if case.state is State.REOPENED:
        lines.append(T("case-reopened"))
    if case.outcome is not None:
        lines.append(T("case-outcome", outcome=T(case.outcome.name_key)))
    if case.saved_tenge:
        basis = snip(case.saved_basis or "", BASIS)
        lines.append(T("case-saved", amount=Tenge(case.saved_tenge), basis=basis))
    return lines


def _story(case: Case) -> Words:
    story = case.story.strip()
    return T("case-story", text=snip(story, STORY)) if story else T("case-story-none")


# ------------------------------------------------------------------ files, correspondence, notes


def _files(opened: Desk) -> tuple[Words, ...]:
    files = opened.evidence
    if not files:
        return ()
    lines: list[Words] = [T("case-evidence", count=len(files)), *(_file(line) for line in files[:FIRST_FILES])]
    if len(files) > FIRST_FILES:
        lines.append(T("case-evidence-more", more=len(files) - FIRST_FILES))
    return (Lines(tuple(lines)),)


def _file(line: EvidenceLine) -> Text:
    kind = T(line.kind.name_key)
    if line.sealed_on is not None:
        on = date.fromisoformat(line.sealed_on)
        return T("case-evidence-sealed", number=line.number, kind=kind, hash=line.hash_shown or "", on=on)
    if line.disguised is not None:
        return T(
            "case-evidence-disguised", number=line.number, kind=kind, hash=line.hash_shown or "", type=line.disguised
        )
    if line.hash_shown is not None:
        return T("case-evidence-kept", number=line.number, kind=kind, hash=line.hash_shown)
    if line.stage is Stage.FAILED:
        return T("case-evidence-failed", number=line.number, kind=kind)
    return T("case-evidence-pending", number=line.number, kind=kind)


def _thread(opened: Desk) -> tuple[Words, ...]:
    """The last messages between desk and reporter."""
    if not opened.messages:
        return ()
    last = opened.messages[-LAST_SAID:]
    lines: list[Words] = [T("case-thread"), *(said(opened, one, snip(one.text, SAID)) for one in last)]
    if opened.case.question_open:
        lines.append(T("case-thread-open"))
    return (Lines(tuple(lines)),)


def said(opened: Desk, message: CaseMessage, text: str) -> Words:
    """One message of the correspondence, its files, and how far it has come; `text` is what of it is shown."""
    if message.direction is Direction.FROM_CITIZEN:
        line: Words = T("case-thread-told", at=Brief(message.at), text=text)
    else:
        alias = opened.aliases.get(message.author_id or 0, UNNAMED)
        line = T("case-thread-asked", alias=alias, at=Brief(message.at), text=text)
    numbers = {one.id: one.number for one in opened.evidence}
    files = (_talk_file(one, numbers.get(one.id)) for one in message.files)
    again = opened.times.get(message.id)
    repeated = (T("case-thread-times", times=again),) if again else ()
    return Lines((line, *files, *repeated, *_fate(opened.delivery.get(message.id))))


def _talk_file(file: TalkFile, number: int | None) -> Text:
    """A file of the reporter's by its number among the evidence; one of ours by its kind alone."""
    kind = T(file.kind.name_key)
    return T("case-thread-file", kind=kind) if number is None else T("case-thread-evidence", kind=kind, number=number)


def _fate(delivery: Delivery | None) -> tuple[Words, ...]:
    if delivery is None:
        return ()
    mark = T(delivery.fate.name_key)
    return (mark if delivery.at is None else T("fate-at", mark=mark, at=Brief(delivery.at)),)


def noted(opened: Desk, note: InternalNote, text: str) -> Text:
    """One internal note; `text` is what of it is shown."""
    return T("case-note-line", alias=opened.aliases.get(note.author_id, UNNAMED), at=Brief(note.at), text=text)


def _notes(opened: Desk) -> tuple[Words, ...]:
    """The last internal notes, under a heading that says who never sees them."""
    if not opened.notes:
        return ()
    last = opened.notes[-LAST_NOTES:]
    lines = (noted(opened, note, snip(note.text, NOTED)) for note in last)
    return (Lines((T("case-notes"), *lines)),)


# ------------------------------------------------------------------ buttons


def _buttons(opened: Desk, belongs: Rows) -> Rows:
    back = Button(T("inbox-back"), route("case.inbox", Filter.MINE if opened.is_mine else Filter.NEW, 0))
    return (*_actions(opened), *belongs, *_reading(opened), (back, Button(T("button-menu"), "menu")))


def _actions(opened: Desk) -> Rows:
    """The next step first, then what is done every day; the rest is behind «More» (merging.py).
    Another coordinator's case can only be read and noted on."""
    case, moves = opened.case, opened.moves
    note = Button(T("button-note"), route("case.note", case.id))
    back = ((Button(T("life-button-undo"), route("case.undo", case.id)),),) if opened.can_undo else ()
    if case.state in ENDED or not (opened.is_mine or opened.assignee is None):
        return (*back, (note,))
    accept = Button(T("button-accept"), route("case.accept", case.id))
    ask = Button(T("button-ask"), route("case.ask", case.id))
    close = Button(T("button-close"), route("case.close", case.id))
    first: Rows = ((accept, reject_button(case)),) if State.REJECTED in moves else ((accept,),)
    first = (first if State.ACCEPTED in moves else ()) + _onward(case, moves)
    tell = Button(T("button-tell"), route("case.tell", case.id))
    return (*first, (tell, ask), (note, close), *back)


def _onward(case: Case, moves: frozenset[State]) -> Rows:
    """The way on, once somebody has taken the case up."""
    if case.state is State.RECEIVED:
        return ()
    look = Button(T("life-button-look"), route("case.look", case.id))
    answered = Button(T("due-button-answered"), route("case.answered", case.id))
    first: Rows = ((answered,),) if State.ANSWERED in moves else ()
    return (*first, (look, refer_button(case)) if State.IN_PROGRESS in moves else (refer_button(case),))


def reject_button(case: Case) -> Button:
    """To the reasons."""
    return Button(T("button-reject"), route("case.reject", case.id))


def refer_button(case: Case) -> Button:
    """To the letters about the case."""
    return Button(T("case-button-refer"), route("case.letters", case.id))


def _reading(opened: Desk) -> Rows:
    """The ways to what did not fit, and to what is shown only when asked for."""
    case = opened.case
    rows: Rows = ()
    if any(line.stage in KEPT for line in opened.evidence):
        rows += ((Button(T("case-button-evidence"), route("case.evidence", case.id)),),)
    if len(case.story.strip()) > STORY:
        rows += ((Button(T("case-button-whole"), route("case.whole", case.id, 0)),),)
    if len(opened.messages) > LAST_SAID or any(len(message.text) > SAID for message in opened.messages):
        rows += ((Button(T("case-button-thread"), route("case.thread", case.id, 0)),),)
    if len(opened.notes) > LAST_NOTES or any(len(note.text) > NOTED for note in opened.notes):
        rows += ((Button(T("case-button-notes"), route("case.notes", case.id, 0)),),)
    if opened.muted_until is not None:
        rows += ((Button(T("mute-button-off"), route("case.unmute", case.id)),),)
    elif sum(one.direction is Direction.FROM_CITIZEN for one in opened.messages) >= MANY_WORDS:
        rows += ((Button(T("mute-button"), route("case.mute", case.id)),),)
    if opened.has_contact and opened.is_mine:
        rows += ((Button(T("case-button-contact"), route("case.contact", case.id)),),)
    return rows
