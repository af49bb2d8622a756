"""«Me too»: a coordinator opens a case for others under a code of its own; who joins hears its public moves.

Nobody sees who else joined. What joiners read is written by the coordinator; not a word of the reporter's is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.case import Case
from domain.code import new_code, parse_code
from domain.complaint import ENDED
from services.cases import closings
from services.cases.common import desk_case, needed
from services.refusals import NoConsent, NotFound, StaleMove
from services.trust import consent
from storage.cases import cases, following
from storage.cases.following import Shared
from storage.work import Work

LONGEST = 300
"""Characters of what joiners read."""


@dataclass(frozen=True)
class Joinable:
    """A shared case as a citizen sees it."""

    case: Case
    """For category, place and state only; its words are its reporter's."""
    shared: Shared
    people: int
    has_joined: bool
    is_own: bool
    can_join: bool


async def share(work: Work, case_id: int, words: str) -> Shared:
    """Opens a case of one's region for others, with these words about it. Raises NotFound, NothingSaid, StaleMove;
    ValueError for words that are too long."""
    case, said, conn = await desk_case(work, case_id), needed(words), await work.db()
    if case.state in ENDED:
        raise StaleMove(case.state)
    if len(said) > LONGEST:
        raise ValueError("too long")
    code = new_code()
    while await cases.code_taken(conn, code) or await following.shared_as(conn, work.vault, code) is not None:
        code = new_code()
    await following.share(conn, work.vault, case.id, code, said, by=work.person.id, at=work.now)
    return await _opened(work, case.id)


async def unshare(work: Work, case_id: int) -> None:
    """Nobody can join any more. Raises NotFound."""
    case = await desk_case(work, case_id)
    await following.unshare(await work.db(), case.id, at=work.now)


async def shared(work: Work, case_id: int) -> Shared | None:
    """How a case of one's region is shown to others. Raises NotFound."""
    case = await desk_case(work, case_id)
    return await following.shared(await work.db(), work.vault, case.id)


async def _opened(work: Work, case_id: int) -> Shared:
    found = await following.shared(await work.db(), work.vault, case_id)
    if found is None:
        raise NotFound
    return found


async def look_up(work: Work, typed: str) -> Joinable:
    """A shared case by its code, as typed. Raises BadCode; NotFound also where it was closed and one has not joined."""
    found = await following.shared_as(await work.db(), work.vault, parse_code(typed))
    if found is None:
        raise NotFound
    return await joinable(work, found.case_id)


async def joinable(work: Work, case_id: int) -> Joinable:
    """A shared case. Raises NotFound also where it was closed and one has not joined."""
    conn, page = await work.db(), await _opened(work, case_id)
    case = await cases.find(conn, work.vault, case_id)
    has_joined = await following.has_joined(conn, work.vault, case_id, work.person.id)
    if case is None or not (page.is_open or has_joined):
        raise NotFound
    people = await following.people_concerned(conn, case_id)
    is_own = await cases.reporter_of(conn, work.vault, case_id) == work.person.id
    can_join = page.is_open and case.state not in ENDED and not has_joined and not is_own
    return Joinable(case, page, people, has_joined, is_own, can_join)


async def join(work: Work, case_id: int) -> Joinable:
    """Says «me too». Again, or on one's own, nothing changes. Raises NoConsent, NotFound, StaleMove."""
    if consent.is_needed(work.person):
        raise NoConsent
    page = await joinable(work, case_id)
    if page.has_joined or page.is_own:
        return page
    if not page.can_join:
        raise StaleMove(page.case.state)
    await following.join(await work.db(), work.vault, case_id, work.person.id, at=work.now)
    return await joinable(work, case_id)


async def leave(work: Work, case_id: int) -> None:
    """No longer hears of it; nothing remains of having joined."""
    await closings.leave(work, case_id, work.person.id)
    await following.leave(await work.db(), work.vault, case_id, work.person.id)


async def mine(work: Work) -> list[tuple[Shared, Case]]:
    """What the person has joined, the newest first."""
    return await following.joined_by(await work.db(), work.vault, work.person.id)
