"""What the services of citizens and coordinators share: reaching a case, moving it, telling those who work on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chat.notice import Notice
from domain import complaint
from domain.case import Case, CaseEvent
from domain.complaint import Actor, MoveRefused, State
from domain.geography import UnknownPlace, district, region
from domain.people import EVERYWHERE, Grant, Person, Role
from locales.texts import Named, T, Text
from services.cases import closings, due
from services.cases.notices import Public, StateChanged
from services.cases.notices_due import MoveUndone
from services.cases.notices_triage import FollowedNews
from services.messaging import group_posts
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound, NothingSaid, StaleMove
from storage import people
from storage.cases import cases, following, last_moves
from storage.cases import due as rows
from storage.cases.following import Follower
from storage.cases.last_moves import LastMove
from storage.messaging import talk
from storage.work import Job, Work

MOVED = "moved"
EVIDENCE_ADDED = "evidence-added"
CONTACT_READ = "contact-read"
SATISFIED = "satisfied"
UNDONE = "undone"
EXTENDED = "extended"
TAKEN_OVER = "taken-over"
THREAD_CUT = "thread-cut"
THREAD_TIED = "thread-tied"

CARD_LINES = 240
"""Characters of a story that a card or a notice shows."""


async def own_case(work: Work, case_id: int) -> Case:
    """A case the person reported. Raises NotFound."""
    conn = await work.db()
    case = await cases.find(conn, work.vault, case_id)
    if case is None or await cases.reporter_of(conn, work.vault, case_id) != work.person.id:
        raise NotFound
    return case


async def desk_case(work: Work, case_id: int) -> Case:
    """A case of a region the person coordinates. Raises NotFound for any other, as for none."""
    case = await cases.find(await work.db(), work.vault, case_id) if work.person.is_staff else None
    if case is None or not work.person.may(Role.COORDINATOR, case.region):
        raise NotFound
    return case


def visible_regions(person: Person) -> frozenset[str] | None:
    """The regions whose cases the person sees, None for all. Raises NotAllowed without the role."""
    if not person.is_staff:
        raise NotAllowed
    own = {grant.region for grant in person.grants if grant.role in (Role.COORDINATOR, Role.ADMIN)}
    return None if EVERYWHERE in own else frozenset(own)


async def save(job: Job, case: Case) -> Case:
    """Stores the changed case. Raises ChangedMeanwhile if somebody was faster."""
    if not await cases.save(await job.db(), job.vault, case, at=job.now):
        raise ChangedMeanwhile
    return replace(case, version=case.version + 1)


async def move(
    job: Job, case: Case, to: State, actor: Actor, *, by: int | None = None, payload: Mapping[str, str] | None = None
) -> Case:
    """Moves the case and writes the event. `case` may carry other changes, saved along.

    `by` is staff; a reporter is never written into the history. Raises StaleMove where MOVES has no such move.
    """
    try:
        complaint.check(case.state, to, actor, reopened_before=case.reopened and to is State.REOPENED)
    except MoveRefused:
        raise StaleMove(case.state) from None
    before = await cases.find(await job.db(), job.vault, case.id)
    waited = await rows.of_case(await job.db(), case.id)
    event = CaseEvent(MOVED, job.now, case.state, to, by, payload)
    target = replace(case, state=to, reopened=case.reopened or to is State.REOPENED)
    moved = await save(job, await due.follow(job, target))
    await cases.record(await job.db(), job.vault, case.id, event)
    if before is not None:
        last = LastMove(case.id, moved.version, actor, by, job.now, before, tuple(waited))
        await last_moves.keep(await job.db(), job.vault, last)
    await closings.follow(job, moved)
    await group_posts.moved(job, moved, by)
    return moved


def move_key(case: Case) -> str:
    """The deduplication key of the notice about the move that made this version of the case."""
    return f"move:{case.id}:{case.version}"


def others_key(merged: Case) -> str:
    """The deduplication key of what the other reporter hears of a merge."""
    return f"others-too:{merged.id}:{merged.version}"


async def tell_move(job: Job, moved: Case, notice: Notice | None = None) -> None:
    """Tells the reporter of a move just made, by default what the new state means. If the move is undone before it has
    left, it is taken back."""
    said = notice or StateChanged(moved.id, moved.code, T(moved.state.name_key), T(moved.state.explanation_key))
    await tell_reporter(job, moved, said, key=move_key(moved))


async def tell_reporter(
    job: Job, case: Case, notice: Notice, *, key: str | None = None, urgent: bool = False
) -> datetime:
    """Queues a notice for whoever reported the case; nothing if they have cut the thread.

    Returns when it leaves: what is not urgent waits for the end of the reporter's quiet hours. Of a public move those
    hear as well whose complaints were merged into it, and those who joined it.
    """
    conn, at = await job.db(), job.now
    reporter = await cases.reporter_of(conn, job.vault, case.id)
    if reporter is not None:
        at = job.now if urgent else (await talk.quiet_of(conn, reporter)).over(job.now)
        job.notify(reporter, notice, key=key, at=at)
    if isinstance(notice, Public):
        for one in await following.followers(conn, job.vault, case.id):
            await _tell_follower(job, one, notice, key and follower_key(key, one))
    return at


async def untell(job: Job, case: Case, key: str, mistake: MoveUndone) -> None:
    """Takes back what was queued under the key of a move; who may have it already hears that it was a mistake."""
    conn = await job.db()
    reporter = await cases.reporter_of(conn, job.vault, case.id)
    if reporter is not None and not await job.take_back(key):
        job.notify(reporter, mistake, at=(await talk.quiet_of(conn, reporter)).over(job.now))
    for one in await following.followers(conn, job.vault, case.id):
        if not await job.take_back(follower_key(key, one)):
            await _tell_follower(job, one, mistake, None)


def follower_key(key: str, one: Follower) -> str:
    """The deduplication key of the same news for somebody who follows the case."""
    return f"{key}:{one.link}"


async def _tell_follower(job: Job, one: Follower, notice: Public, key: str | None) -> None:
    told = FollowedNews(one.case_id, int(one.joined), one.code, notice.news())
    later = (await talk.quiet_of(await job.db(), one.person_id)).over(job.now)
    job.notify(one.person_id, told, key=key, at=later)


async def tell_desk(job: Job, case: Case, notice: Notice, *, key: str | None = None) -> None:
    """Queues a notice for those who work on the case: who accepted it, else the region, else the admins.

    With a `key`, each of them gets it once.
    """
    for person in await desk_of(job, case):
        job.notify(person.id, notice, key=key and f"{key}:{person.id}")


async def desk_of(job: Job, case: Case) -> list[Person]:
    """Who works on the case. One who has lost the role is passed over."""
    staff = await people.with_role(await job.db(), job.vault, [Role.COORDINATOR, Role.ADMIN])
    assignee = [p for p in staff if p.id == case.assignee_id and p.may(Role.COORDINATOR, case.region)]
    return assignee or region_desk(staff, case.region)


def region_desk(staff: list[Person], code: str) -> list[Person]:
    """The region's coordinators, else the admins."""
    holds = {Grant(Role.COORDINATOR, code), Grant(Role.COORDINATOR, EVERYWHERE)}
    return [p for p in staff if p.grants & holds] or [p for p in staff if p.has(Role.ADMIN)]


def needed(words: str) -> str:
    """The words without blanks around them. Raises NothingSaid where there are none."""
    if not (said := words.strip()):
        raise NothingSaid
    return said


def first_lines(words: str, limit: int = CARD_LINES) -> str:
    """The beginning of a text on one line, cut between words."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + "…"


def lines_of(case: Case) -> Text:
    """The first lines of the story, or that there are only files."""
    return T("card-lines", lines=first_lines(case.story)) if case.story.strip() else T("card-no-words")


def place_of(case: Case) -> Text:
    """Region and district, in the reader's language."""
    try:
        where = region(case.region)
    except UnknownPlace:
        return T("place-unknown")
    whole = Named(where.kk, where.ru)
    if case.district is None:
        return T("place-region", region=whole)
    part = district(case.district)
    return T("place-district", region=whole, district=Named(part.kk, part.ru))
