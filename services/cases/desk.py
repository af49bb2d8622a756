"""What a coordinator does with cases of their regions. An admin is a coordinator everywhere.

Every function checks role and region itself: a forged number, a foreign region and no such case are all NotFound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain import complaint
from domain.audit import EVIDENCE_READ, NOTE_WRITTEN, ORIGINALS_READ
from domain.case import Case, CaseEvent, CaseMessage, ContactReason, Direction, InternalNote
from domain.complaint import ENDED, Actor, Outcome, RejectReason, State
from domain.evidence import KEPT
from domain.service_levels import DueKind
from domain.talk import Delivery
from locales.texts import T, Text
from services.cases import due, notices, undo
from services.cases.common import (
    CONTACT_READ,
    desk_case,
    move,
    needed,
    place_of,
    save,
    tell_move,
    tell_reporter,
    visible_regions,
)
from services.cases.history import HistoryLine, history, why_text
from services.refusals import BasisNeeded, NotAllowed, NotFound, StaleMove, TakenBy
from services.trust import audit, evidence, limits
from services.trust.evidence import EvidenceLine
from services.trust.retention_notices import ContactSeen
from storage import people
from storage.cases import case_lists, cases
from storage.messaging import talk
from storage.trust import floods
from storage.work import Work

PAGE = 8
CONTACT = "contact"


class Filter(StrEnum):
    """Which cases the inbox shows."""

    NEW = "new"
    MINE = "mine"
    WAITING = "waiting"
    """A question of mine waits for the reporter's answer."""
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Within:
    """Narrows the inbox: one region (empty: all of the person's), one tag (0: any or none)."""

    region: str = ""
    tag: int = 0


@dataclass(frozen=True)
class Inbox:
    """A page of cases, the most urgent first; `page` counts from 0, `pages` is at least 1."""

    shown: Filter
    cases: tuple[Case, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Desk:
    """A case as its coordinator sees it. The contact is not in `case.values`: see `contact`."""

    case: Case
    place: Text
    history: tuple[HistoryLine, ...]
    messages: tuple[CaseMessage, ...]
    delivery: Mapping[int, Delivery]
    """How far messages to the reporter have come, by message."""
    notes: tuple[InternalNote, ...]
    aliases: Mapping[int, str]
    """Of the staff who wrote, by the ids in `author_id` and `assignee_id`."""
    evidence: tuple[EvidenceLine, ...]
    assignee: str | None
    is_mine: bool
    has_contact: bool
    moves: frozenset[State]
    """Where this person may take the case now."""
    can_undo: bool
    """The last move was theirs, just now."""
    muted_until: datetime | None
    """Until when nobody is told of what the reporter adds."""
    times: Mapping[int, int]
    """How often the same words came, by message; those that came once are left out."""


async def inbox(work: Work, shown: Filter = Filter.NEW, page: int = 0, *, within: Within | None = None) -> Inbox:
    """Cases of the person's regions. Raises NotAllowed without the role."""
    query, conn = _query(work, shown, within), await work.db()
    total = await cases.inbox_size(conn, query)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    listed = await cases.inbox(conn, work.vault, query, offset=page * PAGE, limit=PAGE)
    return Inbox(shown, tuple(_without_contact(case) for case in listed), page, pages, total)


async def counts(work: Work, *of: Filter, within: Within | None = None) -> dict[Filter, int]:
    """How many cases each of these filters (all by default) would show. Raises NotAllowed without the role."""
    conn = await work.db()
    return {shown: await cases.inbox_size(conn, _query(work, shown, within)) for shown in of or tuple(Filter)}


async def region_counts(work: Work, shown: Filter) -> dict[str, int]:
    """How many cases the filter shows in each of the person's regions that has any. Raises NotAllowed."""
    return await case_lists.region_counts(await work.db(), _query(work, shown, None))


def _query(work: Work, shown: Filter, within: Within | None) -> cases.InboxQuery:
    regions = visible_regions(work.person)
    if within is not None and within.region:
        regions = frozenset({within.region}) & (regions if regions is not None else {within.region})
    tag = within.tag if within is not None and within.tag else None
    return cases.InboxQuery(shown.value, regions, work.person.id, work.now, tag)


async def open_case(work: Work, case_id: int) -> Desk:
    """A case with everything staff may see of it. Raises NotFound."""
    case, conn = await desk_case(work, case_id), await work.db()
    await audit.note_look(work, case_id)
    events = await cases.events(conn, work.vault, case_id)
    messages = await cases.messages(conn, work.vault, case_id)
    notes = await cases.notes(conn, work.vault, case_id)
    wrote = {message.author_id for message in messages} | {note.author_id for note in notes} | {case.assignee_id}
    aliases = {person_id: await _alias(work, person_id) for person_id in wrote if person_id is not None}
    return Desk(
        case=_without_contact(case),
        place=place_of(case),
        history=history(events, messages),
        messages=tuple(messages),
        delivery=await talk.deliveries(conn, work.vault, [one.id for one in messages], work.now),
        notes=tuple(notes),
        aliases=aliases,
        evidence=await evidence.of_case(work, case_id),
        assignee=None if case.assignee_id is None else aliases[case.assignee_id],
        is_mine=case.assignee_id == work.person.id,
        has_contact=CONTACT in case.values,
        moves=complaint.moves(case.state, Actor.COORDINATOR),
        can_undo=await undo.undoable(work, case) is not None,
        muted_until=await limits.muted_until(work, case_id),
        times=await floods.times(conn, [one.id for one in messages]),
    )


async def files(work: Work, case_id: int) -> Desk:
    """A case whose files are about to be shown to the person; the audit log notes it. Raises NotFound."""
    opened = await open_case(work, case_id)
    await audit.note(work, EVIDENCE_READ, case_id=case_id)
    return opened


async def originals(work: Work, case_id: int) -> tuple[Case, tuple[EvidenceLine, ...]]:
    """The files of a case that are kept, to be shown as they were sent; the audit log notes it. Raises NotFound."""
    case = await desk_case(work, case_id)
    kept = [line for line in await evidence.of_case(work, case_id) if line.stage in KEPT]
    await audit.note(work, ORIGINALS_READ, case_id=case_id)
    return case, tuple(kept)


def _without_contact(case: Case) -> Case:
    return replace(case, values={name: value for name, value in case.values.items() if name != CONTACT})


async def _alias(work: Work, person_id: int) -> str:
    return (await people.get(await work.db(), work.vault, person_id)).alias or "—"


async def contact(work: Work, case_id: int, why: ContactReason, words: str = "") -> str:
    """How to reach a reporter who left a contact: for who has accepted the case only, and for a reason (`words` where
    it is OTHER). The history notes the look, and the reporter is told who looked and why.

    Raises NotFound, also where there is none; NotAllowed for other coordinators; NothingSaid.
    """
    said = needed(words) if why is ContactReason.OTHER else ""
    case = await desk_case(work, case_id)
    if case.assignee_id != work.person.id:
        raise NotAllowed
    if CONTACT not in case.values:
        raise NotFound
    payload = {"reason": why.value, "words": said}
    event = CaseEvent(CONTACT_READ, work.now, actor_id=work.person.id, payload=payload)
    await cases.record(await work.db(), work.vault, case.id, event)
    seen = ContactSeen(case.id, case.code, work.person.alias or "—", why_text(why, said))
    await tell_reporter(work, case, seen, key=f"contact-seen:{case.id}:{work.person.id}:{work.now.isoformat()}")
    return case.values[CONTACT]


async def accept(work: Work, case_id: int) -> Case:
    """Takes a new or reopened case on. Raises NotFound, TakenBy if another was first, StaleMove."""
    case = await not_taken(work, await desk_case(work, case_id))
    accepted = await _taken(work, case)
    await tell_move(work, accepted)
    return accepted


async def not_taken(work: Work, case: Case) -> Case:
    """Raises TakenBy where another coordinator has the case; an admin may step in once it is theirs to decide."""
    if case.assignee_id not in (None, work.person.id) and case.state not in ENDED:
        raise TakenBy(await _alias(work, case.assignee_id or 0))
    return case


async def _taken(work: Work, case: Case) -> Case:
    me = work.person.id
    return await move(work, replace(case, assignee_id=me), State.ACCEPTED, Actor.COORDINATOR, by=me)


async def in_hand(work: Work, case_id: int) -> Case:
    """The case, accepted by the person on the way if it was nobody's. Raises NotFound, TakenBy."""
    case = await not_taken(work, await desk_case(work, case_id))
    return await _taken(work, case) if case.state in (State.RECEIVED, State.REOPENED) else case


async def ask(work: Work, case_id: int, text: str) -> datetime:
    """Asks the reporter; takes the case on if it is nobody's. Returns when the question leaves: not in quiet hours.

    Raises NotFound, NothingSaid, TakenBy, StaleMove.
    """
    words = needed(text)
    case = await in_hand(work, case_id)
    if case.state in ENDED:
        raise StaleMove(case.state)
    asking = replace(case, question_open=True)
    me = work.person.id
    await due.expect(work, case, DueKind.CITIZEN_ANSWER, since=work.now)
    if case.state is State.ACCEPTED:
        await move(work, asking, State.IN_PROGRESS, Actor.COORDINATOR, by=me)
    else:
        await save(work, await due.follow(work, asking))
    number = await cases.say(
        await work.db(), work.vault, case.id, Direction.TO_CITIZEN, words, at=work.now, asks=True, author_id=me
    )
    notice = notices.QuestionAsked(case.id, case.code, words)
    goes_at = await tell_reporter(work, case, notice, key=talk.letter_key(number))
    await talk.track(await work.db(), number, goes_at=goes_at, queued_at=work.now)
    return goes_at


async def write_note(work: Work, case_id: int, text: str) -> None:
    """Notes something for staff; it never reaches the reporter. Raises NotFound, NothingSaid."""
    case, words = await desk_case(work, case_id), needed(text)
    await cases.note(await work.db(), work.vault, case.id, words, author_id=work.person.id, at=work.now)
    await audit.note(work, NOTE_WRITTEN, case_id=case.id)


async def reject(work: Work, case_id: int, reason: RejectReason) -> None:
    """Does not take the case up; the reporter reads why. Raises NotFound, TakenBy, StaleMove."""
    case = await not_taken(work, await desk_case(work, case_id))
    me = work.person.id
    ended = replace(case, assignee_id=me, question_open=False)
    moved = await move(work, ended, State.REJECTED, Actor.COORDINATOR, by=me, payload={"reason": reason.value})
    await tell_move(work, moved, notices.ReportRejected(case.id, case.code, T(reason.name_key)))


async def close(work: Work, case_id: int, outcome: Outcome, *, saved: int | None = None, basis: str = "") -> None:
    """Ends the case. `saved` is in whole tenge and needs its `basis`: what document or count it comes from.

    Raises NotFound, TakenBy, StaleMove, BasisNeeded; ValueError for a negative amount.
    """
    if saved is not None and saved < 0:
        raise ValueError("saved money is not negative")
    if saved and not basis.strip():
        raise BasisNeeded
    case = await in_hand(work, case_id)
    ended = replace(
        case,
        outcome=outcome,
        saved_tenge=saved or None,
        saved_basis=basis.strip() or None,
        question_open=False,
    )
    payload = {"outcome": outcome.value}
    moved = await move(work, ended, State.CLOSED, Actor.COORDINATOR, by=work.person.id, payload=payload)
    notice = notices.ReportClosed(case.id, int(case.reopened), case.code, T(outcome.name_key))
    await tell_move(work, moved, notice)
