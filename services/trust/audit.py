"""The audit log, as services write it and admins read it.

`note` belongs into the transaction of what it is about. What a case's history records is noted by the history itself
(case_talk.py), and roles by the unit of work, so neither can be forgotten; whatever else a route of the staff
changes is noted by the router under the route's name (`noting`).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from domain import audit as words
from domain.audit import Entry, fingerprint
from domain.code import BadCode, parse_code
from domain.people import Role
from services.refusals import NotAllowed, NotFound
from storage import people
from storage.trust import audit
from storage.work import Job, Work

PAGE = 10
OWN = frozenset({"digest_choice", "draft", "message_state", "outbox", "person", "quiet_hours", "setting"})
"""Tables of what is only somebody's own choice, or how far they have read."""
OF_CASES = frozenset({"case", "share", "tags"})
"""Routes whose first argument is a case."""
PLAIN = re.compile(r"[\w.-]{1,24}", re.ASCII)
"""Arguments of a route that may stand in the log: numbers and codes, nobody's words."""


@dataclass(frozen=True)
class Line:
    """A line with the name colleagues know its actor by; None for the clock, the settings and reporters."""

    entry: Entry
    alias: str | None


@dataclass(frozen=True)
class Page:
    """A page of the log, the newest first; `fingerprint` is of the newest line of the whole log."""

    lines: tuple[Line, ...]
    page: int
    pages: int
    total: int
    fingerprint: str


async def note(job: Job, action: str, subject: str = "", *, by: int | None = None, case_id: int | None = None) -> None:
    """Notes what somebody of the staff (`by`) did, to a case or to another thing: `form:yard`, `person:17`.

    In a person's own step `by` is that person. A reporter acting on their own report must not be noted with this.
    """
    actor = job.person.id if by is None and isinstance(job, Work) else by
    await audit.append(await job.db(), job.vault, action, at=job.now, actor=actor, case_id=case_id, about=subject)


async def note_look(work: Work, case_id: int) -> None:
    """Notes that a member of the staff opened a case; again only after a day."""
    conn, me = await work.db(), work.person.id
    if not await audit.seen_lately(conn, me, case_id, words.CASE_OPENED, work.now):
        await note(work, words.CASE_OPENED, case_id=case_id)


@asynccontextmanager
async def noting(work: Work, action: str, args: Sequence[str] = ()) -> AsyncIterator[None]:
    """Whatever staff do by this route (`action`) is noted if it has changed something or sends something to somebody,
    unless it has noted itself. Looking is not: what may only be looked at with a note says so itself."""
    letters = work.letters
    with work.watched() as touched:
        yield
    if touched.noted - {words.CASE_OPENED}:
        return
    if touched.tables - OWN or work.letters > letters:
        plain = [arg for arg in args if PLAIN.fullmatch(arg)]
        of_case = action.partition(".")[0] in OF_CASES and plain and plain[0].isdecimal()
        case_id = int(plain.pop(0)) if of_case else None
        await note(work, action, " ".join(plain), case_id=case_id)


def code_of(typed: str) -> str:
    """A case's code as it was typed. Raises NotFound for anything else."""
    try:
        return parse_code(typed)
    except BadCode:
        raise NotFound from None


async def read(work: Work, page: int, code: str | None = None) -> Page:
    """A page of the log, of one case where its code is given. Raises NotAllowed unless an admin asks."""
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
    conn = await work.db()
    total = await audit.count(conn, case=code)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    found = await audit.listed(conn, case=code, offset=page * PAGE, limit=PAGE)
    newest = await audit.listed(conn, offset=0, limit=1)
    aliases = {number: await _alias(work, number) for number in {one.actor for one in found} if number is not None}
    lines = tuple(Line(one, None if one.actor is None else aliases[one.actor]) for one in found)
    return Page(lines, page, pages, total, fingerprint(newest[0].link) if newest else "—")


async def _alias(work: Work, person_id: int) -> str:
    try:
        return (await people.get(await work.db(), work.vault, person_id)).alias or "—"
    except LookupError:
        return "—"
