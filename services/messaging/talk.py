"""The correspondence of a case: a coordinator writes to the reporter at any open state, not only to ask.

Every function checks role and region itself, as services/cases/desk.py does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.case import Direction
from domain.complaint import ENDED
from domain.evidence import Evidence, Incoming, Purpose
from domain.people import Role
from domain.quiet import Quiet
from domain.talk import CannedAnswer
from services.cases.common import desk_case, needed, own_case
from services.cases.desk import in_hand
from services.messaging import talk_files
from services.refusals import NotAllowed, NotFound, NothingSaid, StaleMove, TooMuch
from storage import evidence as files
from storage.cases import cases
from storage.messaging import talk
from storage.work import Work

FILES = 10
"""Files of one message: Telegram's longest album."""
CANNED = 30
"""Answers kept ready by one person."""


async def waits_until(work: Work, case_id: int) -> datetime | None:
    """When a message that is not urgent would leave; None: at once. Raises NotFound."""
    case = await desk_case(work, case_id)
    goes_at = await _goes_at(work, case.id)
    return None if goes_at == work.now else goes_at


async def _goes_at(work: Work, case_id: int) -> datetime:
    reporter = await cases.reporter_of(await work.db(), work.vault, case_id)
    return work.now if reporter is None else (await talk.quiet_of(await work.db(), reporter)).over(work.now)


async def note_file(work: Work, case_id: int, file: Incoming, before: int) -> int:
    """Notes a file that is to go to the reporter, after `before` others; its id. Raises NotFound, TooMuch."""
    await desk_case(work, case_id)
    if before >= FILES:
        raise TooMuch(FILES)
    noted = replace(Evidence.upload(file, work.person.id, Purpose.TALK), position=before + 1)
    return await files.insert(await work.db(), work.vault, noted, at=work.now)


async def tell(work: Work, case_id: int, text: str, file_ids: Sequence[int] = (), *, urgent: bool = False) -> datetime:
    """Writes to the reporter; takes the case on if it is nobody's. Returns when the message leaves.

    `file_ids` are from `note_file`; the message leaves when all of them have been fetched. Raises NotFound,
    NothingSaid, TakenBy, StaleMove.
    """
    rows = [await _own_file(work, number) for number in file_ids]
    if not (words := text.strip()) and not rows:
        raise NothingSaid
    case = await in_hand(work, case_id)
    if case.state in ENDED:
        raise StaleMove(case.state)
    conn, me = await work.db(), work.person.id
    number = await cases.say(conn, work.vault, case.id, Direction.TO_CITIZEN, words, at=work.now, author_id=me)
    await talk.attach(conn, number, [(row.id, row.kind) for row in rows])
    goes_at = work.now if urgent else await _goes_at(work, case.id)
    await talk.track(conn, number, goes_at=goes_at, queued_at=None)
    await talk_files.queue(work, number, case.id)
    return goes_at


async def _own_file(work: Work, number: int) -> Evidence:
    row = await files.find(await work.db(), work.vault, number)
    if row is None or row.purpose is not Purpose.TALK or row.person_id != work.person.id:
        raise NotFound
    return row


async def seen(work: Work, case_id: int) -> None:
    """The reporter says that they have read what was written to them. Raises NotFound."""
    await own_case(work, case_id)
    await talk.see(await work.db(), case_id, work.now)


# ------------------------------------------------------------------ quiet hours


async def quiet_hours(work: Work) -> Quiet:
    """When the person is not written to without need."""
    return await talk.quiet_of(await work.db(), work.person.id)


async def choose_quiet(work: Work, chosen: Quiet) -> None:
    """Keeps the person's choice; what waits already leaves when it was to leave."""
    await talk.set_quiet(await work.db(), work.person.id, chosen)


# ------------------------------------------------------------------ answers kept ready


async def canned(work: Work) -> list[CannedAnswer]:
    """The person's own answers and the organisation's. Raises NotAllowed without the role."""
    if not work.person.is_staff:
        raise NotAllowed
    return await talk.canned(await work.db(), work.vault, work.person.id)


async def canned_one(work: Work, number: int) -> CannedAnswer:
    """One of them. Raises NotFound."""
    for one in await canned(work):
        if one.id == number:
            return one
    raise NotFound


async def add_canned(work: Work, text: str, language: str) -> int:
    """Keeps an answer ready, in one language so far; its id. Raises NotAllowed, NothingSaid, TooMuch."""
    own = [one for one in await canned(work) if one.owner_id == work.person.id]
    if len(own) >= CANNED:
        raise TooMuch(CANNED)
    words = needed(text)
    made = CannedAnswer(0, work.person.id, "" if language == "ru" else words, words if language == "ru" else "")
    return await talk.keep_canned(await work.db(), work.vault, made, at=work.now)


async def change_canned(work: Work, number: int, text: str, language: str) -> None:
    """Gives an answer other words in one language. Raises NotFound, NotAllowed, NothingSaid."""
    one, words = await _to_change(work, number), needed(text)
    changed = replace(one, ru=words) if language == "ru" else replace(one, kk=words)
    await talk.keep_canned(await work.db(), work.vault, changed, at=work.now)


async def share_canned(work: Work, number: int) -> None:
    """Gives an answer to the whole organisation, or takes it back as one's own; only admins. Raises NotAllowed."""
    one = await _to_change(work, number)
    if not may_share(work):
        raise NotAllowed
    owner = work.person.id if one.owner_id is None else None
    await talk.keep_canned(await work.db(), work.vault, replace(one, owner_id=owner), at=work.now)


async def drop_canned(work: Work, number: int) -> None:
    """Erases an answer. Raises NotFound, NotAllowed."""
    await _to_change(work, number)
    await talk.drop_canned(await work.db(), number)


def may_share(work: Work) -> bool:
    """Whether the person keeps the organisation's answers."""
    return work.person.has(Role.ADMIN)


def may_change(work: Work, one: CannedAnswer) -> bool:
    """One's own; the organisation's only as an admin."""
    return one.owner_id == work.person.id or (one.owner_id is None and may_share(work))


async def _to_change(work: Work, number: int) -> CannedAnswer:
    one = await canned_one(work, number)
    if not may_change(work, one):
        raise NotAllowed
    return one
