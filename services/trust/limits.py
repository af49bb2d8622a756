"""Floods: nothing is lost, and nobody is told of every drop.

Many new complaints, or many messages of one reporter, are told to the desk together; the same words sent again are
counted. A coordinator can silence a case for a while without knowing whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.notice import Notice
from domain.case import Case, CaseEvent, CaseMessage, Direction
from domain.geography import region
from domain.limits import ARRIVALS, CHATTER, REPORTS_AN_HOUR, SAME_WORDS_WITHIN, same_words, window_of
from locales.texts import Named
from services.cases.common import desk_case, desk_of, tell_desk
from services.messaging import group_posts
from services.refusals import TooOften
from services.trust.notices_limits import ManyArrived, ManyInGroup, ManyWords, MuteEnded
from storage.cases import cases
from storage.trust import floods
from storage.work import Job, Work

MUTED = "muted"
UNMUTED = "unmuted"
MUTE_DAYS = (1, 3, 7)
"""For how long a case can be silenced."""
AN_HOUR = timedelta(hours=1)


def check_pace(mine: Sequence[Case], now: datetime) -> None:
    """One more complaint of a person who has sent these. Raises TooOften; their draft is kept."""
    lately = [case for case in mine if now - case.received_at < AN_HOUR]
    if len(lately) >= REPORTS_AN_HOUR:
        oldest = min(case.received_at for case in lately)
        raise TooOften(max(1, round((oldest + AN_HOUR - now) / timedelta(minutes=1))))


async def tell_arrival(job: Job, case: Case, notice: Notice, in_group: Notice) -> None:
    """Tells the desk and its groups of a new case: by itself, or in a flood with the others of these ten minutes."""
    start, end = window_of(job.now)
    count = await floods.arrived(await job.db(), case.region, since=start, until=end)
    if count <= ARRIVALS:
        await tell_desk(job, case, notice, key=f"case-arrived:{case.id}")
        await group_posts.announce(job, case, in_group, key=f"case:{case.id}")
        return
    where, window = region(case.region), f"{case.region}:{start:%Y%m%d%H%M}"
    await _tell_together(job, case, ManyArrived(Named(where.kk, where.ru), count), f"arrivals:{window}", end)
    await group_posts.announce(job, case, ManyInGroup(case.id, case.code), key=f"arrivals:{window}")


async def tell_more(job: Job, case: Case, notice: Notice, in_group: Notice, *, key: str | None = None) -> None:
    """Tells the desk what a reporter added of their own accord: not while the case is silenced, together in a flood."""
    conn = await job.db()
    if await floods.muted_until(conn, case.id, job.now) is not None:
        return
    start, end = window_of(job.now)
    count = await floods.written(conn, case.id, since=start)
    if count > CHATTER:
        key = f"chatter:{case.id}:{start:%Y%m%d%H%M}"
        await _tell_together(job, case, ManyWords(case.id, case.code, count), key, end)
        return
    await tell_desk(job, case, notice, key=key)
    await group_posts.follow(job, case, in_group, key=key)


async def _tell_together(job: Job, case: Case, notice: ManyArrived | ManyWords, key: str, at: datetime) -> None:
    """In place of the one that waits with a smaller number. Where that one has left already, as this transaction began
    before the end of the window or the clock went back, this one follows it."""
    for person in await desk_of(job, case):
        own = f"{key}:{person.id}"
        await job.withdraw(f"{own}:{notice.count - 1}")
        job.notify(person.id, notice, key=f"{own}:{notice.count}", at=at)


async def said_before(job: Job, messages: Sequence[CaseMessage], words: str) -> bool:
    """Counts words that the reporter has sent within the hour already; False where they are new."""
    for one in reversed(messages):
        if job.now - one.at > SAME_WORDS_WITHIN:
            break
        if one.direction is Direction.FROM_CITIZEN and not one.files and same_words(one.text, words):
            await floods.came_again(await job.db(), one.id, job.now)
            return True
    return False


# ------------------------------------------------------------------ silence


async def muted_until(job: Job, case_id: int) -> datetime | None:
    """Until when a case is silenced; None when it is not. Who may ask is the caller's to check."""
    return await floods.muted_until(await job.db(), case_id, job.now)


async def mute(work: Work, case_id: int, days: int) -> datetime:
    """Silences what the reporter of a case adds of their own accord; it is kept all the same. Until when.

    Answers to questions, withdrawing and reopening are heard still. Raises NotFound, ValueError for other `days`.
    """
    if days not in MUTE_DAYS:
        raise ValueError("for a term that is offered")
    case, until = await desk_case(work, case_id), work.now + timedelta(days=days)
    await _forget_end(work, case)
    await floods.mute(await work.db(), case.id, work.person.id, until)
    event = CaseEvent(MUTED, work.now, actor_id=work.person.id)
    await cases.record(await work.db(), work.vault, case.id, event)
    work.notify(work.person.id, MuteEnded(case.id, case.code), key=_end_key(case, until), at=until)
    return until


async def unmute(work: Work, case_id: int) -> None:
    """The case is heard again. Raises NotFound."""
    case = await desk_case(work, case_id)
    await _forget_end(work, case)
    await floods.unmute(await work.db(), case.id)
    event = CaseEvent(UNMUTED, work.now, actor_id=work.person.id)
    await cases.record(await work.db(), work.vault, case.id, event)


async def _forget_end(work: Work, case: Case) -> None:
    until = await muted_until(work, case.id)
    if until is not None:
        await work.withdraw(_end_key(case, until))


def _end_key(case: Case, until: datetime) -> str:
    return f"mute-ended:{case.id}:{until.isoformat()}"
