"""What a citizen does with a complaint: look, add, answer, withdraw, say whether it was put right. How one is handed in
is in services/cases/filing.py.

Only the reporter reaches their complaints: for anybody else, and for numbers that do not exist, it is NotFound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain import complaint
from domain.case import Case, CaseEvent, CaseMessage, Direction
from domain.code import parse_code
from domain.complaint import ENDED, Actor, State
from domain.evidence import Kind
from locales.texts import Text
from services.cases import due, notices, undo
from services.cases.common import (
    EVIDENCE_ADDED,
    MOVED,
    SATISFIED,
    first_lines,
    move,
    needed,
    own_case,
    place_of,
    save,
    tell_desk,
)
from services.cases.history import HistoryLine, history
from services.messaging import group_posts
from services.messaging.group_notices import CitizenWroteInGroup
from services.refusals import NoQuestion, NotFound, StaleMove
from services.trust import evidence, limits
from services.trust.evidence import EvidenceLine, Incoming
from storage.cases import cases, following
from storage.messaging import talk
from storage.work import Work


@dataclass(frozen=True)
class Report:
    """A complaint as its reporter sees it, and what they can do now."""

    case: Case
    place: Text
    history: tuple[HistoryLine, ...]
    evidence: tuple[EvidenceLine, ...]
    question: CaseMessage | None
    can_add: bool
    can_withdraw: bool
    can_judge: bool
    """The case is closed and they have not said whether they are satisfied."""
    can_reopen: bool
    due: datetime | None
    """Until when it is decided on; None once it has ended, and while time stands still."""
    can_return: bool
    """They have withdrawn just now, and can still change their mind."""
    answers_slowly: bool = False
    """The desk has silenced it for a while: what is added is kept, but read later."""
    joint: State | None = None
    """Where the case stands that this one was merged into."""


async def my_reports(work: Work) -> list[Case]:
    """What the person has reported, newest first."""
    return await cases.of_reporter(await work.db(), work.vault, work.person.id)


async def find_report(work: Work, typed: str) -> int:
    """The id of the person's own case by the code they typed. Raises BadCode, NotFound."""
    code = parse_code(typed)
    for case in await my_reports(work):
        if case.code == code:
            return case.id
    raise NotFound


async def open_report(work: Work, case_id: int) -> Report:
    """One's own complaint with its history. Raises NotFound."""
    case, conn = await own_case(work, case_id), await work.db()
    events = await cases.events(conn, work.vault, case_id)
    messages = await cases.messages(conn, work.vault, case_id)
    moves = complaint.moves(case.state, Actor.CITIZEN, reopened_before=case.reopened)
    joint, since = await _joint(work, case)
    return Report(
        case=case,
        joint=joint,
        place=place_of(case),
        history=(*history(events, messages), *since),
        evidence=await evidence.of_case(work, case_id),
        question=_open_question(case, messages),
        can_add=_takes_more(case),
        can_withdraw=State.WITHDRAWN in moves,
        can_judge=case.state is State.CLOSED and not _judged(events),
        can_reopen=State.REOPENED in moves,
        due=None if case.state in (*ENDED, State.REFERRED) or case.question_open else case.decision_due,
        answers_slowly=await limits.muted_until(work, case_id) is not None,
        can_return=case.state is State.WITHDRAWN and await undo.undoable(work, case) is not None,
    )


async def _joint(work: Work, case: Case) -> tuple[State | None, tuple[HistoryLine, ...]]:
    """Of the case that one's own was merged into: where it stands, and its public moves since then. Nothing else."""
    conn = await work.db()
    into, since = await following.merged_into(conn, case.id), await following.merged_at(conn, case.id)
    other = None if into is None else await cases.find(conn, work.vault, into)
    if other is None or since is None:
        return None, ()
    moves = [one for one in await cases.events(conn, work.vault, other.id) if one.kind == MOVED and one.at >= since]
    return other.state, history(moves, ())


def _open_question(case: Case, messages: Sequence[CaseMessage]) -> CaseMessage | None:
    asked = [message for message in messages if message.asks]
    return asked[-1] if asked and case.question_open else None


def _judged(events: Sequence[CaseEvent]) -> bool:
    """Whether the reporter was satisfied with the last closing."""
    closed = max((event.at for event in events if event.to_state is State.CLOSED), default=None)
    return closed is not None and any(event.kind == SATISFIED and event.at >= closed for event in events)


def _takes_more(case: Case) -> bool:
    """Whether the reporter may add: until it has ended, and to one that lives on in another."""
    return case.state not in ENDED or case.state is State.MERGED


async def add_words(work: Work, case_id: int, text: str) -> bool:
    """Adds to one's own complaint; False where the same words came within the hour, which are only counted.

    Raises NotFound, NothingSaid, StaleMove once it has ended."""
    case, words = await own_case(work, case_id), needed(text)
    if not _takes_more(case):
        raise StaleMove(case.state)
    conn = await work.db()
    await talk.see(conn, case.id, work.now)
    if await limits.said_before(work, await cases.messages(conn, work.vault, case.id), words):
        return False
    await cases.say(conn, work.vault, case.id, Direction.FROM_CITIZEN, words, at=work.now)
    told, in_group = notices.WordsAdded(case.id, case.code, first_lines(words)), CitizenWroteInGroup(case.id, case.code)
    await limits.tell_more(work, case, told, in_group)
    return True


async def add_evidence(work: Work, case_id: int, file: Incoming, *, answers: bool = False) -> int:
    """Adds a file to one's own complaint; its id. It stands in the correspondence too: `answers` says that an answer
    follows which will name it. Raises NotFound, TooMuch, StaleMove once it has ended."""
    case = await own_case(work, case_id)
    if not _takes_more(case):
        raise StaleMove(case.state)
    added = await evidence.attach_to_case(work, file, case.id)
    if not answers:
        conn = await work.db()
        said = await cases.say(conn, work.vault, case.id, Direction.FROM_CITIZEN, file.caption.strip(), at=work.now)
        await talk.attach(conn, said, [(added, Kind(file.kind))])
        await talk.see(conn, case.id, work.now)
    await cases.record(await work.db(), work.vault, case.id, CaseEvent(EVIDENCE_ADDED, work.now))
    # An album is many files: within ten minutes the desk is told once.
    key = f"evidence-added:{case.id}:{int(work.now.timestamp()) // 600}"
    told, in_group = notices.EvidenceAdded(case.id, case.code), CitizenWroteInGroup(case.id, case.code)
    await limits.tell_more(work, case, told, in_group, key=key)
    return added


async def answer_question(work: Work, case_id: int, text: str, file: tuple[int, Kind] | None = None) -> None:
    """Answers the coordinator's open question, with a file from `add_evidence` or without.

    Raises NotFound, NothingSaid, NoQuestion.
    """
    case, words, conn = await own_case(work, case_id), needed(text), await work.db()
    question = _open_question(case, await cases.messages(conn, work.vault, case_id))
    if question is None:
        raise NoQuestion
    direction, asked = Direction.FROM_CITIZEN, question.id
    said = await cases.say(conn, work.vault, case.id, direction, words, at=work.now, answers_id=asked)
    await talk.attach(conn, said, [file] if file else [])
    await talk.see(conn, case.id, work.now)
    await save(work, await due.follow(work, replace(case, question_open=False)))
    await tell_desk(work, case, notices.AnswerArrived(case.id, case.code, first_lines(words)))
    await group_posts.follow(work, case, CitizenWroteInGroup(case.id, case.code))


async def withdraw(work: Work, case_id: int) -> None:
    """Takes one's own complaint back. Raises NotFound, StaleMove once it has ended."""
    case = await own_case(work, case_id)
    await move(work, replace(case, question_open=False), State.WITHDRAWN, Actor.CITIZEN)
    await tell_desk(work, case, notices.WithdrawnByReporter(case.id, case.code))


async def confirm_fixed(work: Work, case_id: int, satisfied: bool, reason: str = "") -> None:
    """Says of a closed complaint whether it was put right. Not satisfied reopens it, once, with the reason.

    Raises NotFound, StaleMove if it is not closed or was reopened before, NothingSaid without a reason.
    """
    case, conn = await own_case(work, case_id), await work.db()
    if satisfied:
        if case.state is not State.CLOSED:
            raise StaleMove(case.state)
        if not _judged(await cases.events(conn, work.vault, case_id)):
            await cases.record(conn, work.vault, case.id, CaseEvent(SATISFIED, work.now))
        return
    words = needed(reason)
    reopened = replace(case, outcome=None, saved_tenge=None, saved_basis=None)
    await move(work, reopened, State.REOPENED, Actor.CITIZEN)
    await cases.say(conn, work.vault, case.id, Direction.FROM_CITIZEN, words, at=work.now)
    await tell_desk(work, case, notices.ReopenedByReporter(case.id, case.code, first_lines(words)))
