"""Says in groups of coordinators what is queued for them: in a topic for each case, or as replies to its first message.

A group that became a supergroup, a topic that was deleted, rights that were taken away: the next call shows it, what we
know is put right, and the letter goes once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta, tzinfo

from sqlalchemy.exc import DBAPIError

from chat.notice import Priority
from domain.staff_group import CasePost, StaffGroup
from locales.texts import Language, T, render
from services.messaging import groups as binding
from services.messaging.group_notices import CaseInGroup, GroupNotice, linked
from storage.messaging import groups as rows
from storage.messaging.groups import GroupLetter
from storage.store import Store
from storage.trouble import is_outage
from storage.work import Job, begin
from transport.calls import Blocked, Caller, Done, Lean, Outcome, Patience, Refused, Unreachable, say
from transport.clock import Clock, backoff, until
from transport.keyboards import inline
from transport.log import log, what

TICK_SECONDS = 5.0
LONGEST_PAUSE = 600.0
REPAIRS = 4
"""How often one letter is tried anew after what we knew of the group was put right."""
LONGEST_TITLE = 128
ONE_TRY = Patience(tries=1, rounds=3)
NO_SUCH_TOPIC = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")
NO_TOPICS = ("the chat is not a forum", "not enough rights to create a topic", "chat_not_forum")

Change = Callable[[Job], Awaitable[None]]


class GroupPoster:
    """The background worker. What it could not say is said after the next start."""

    def __init__(
        self,
        store: Store,
        caller: Caller,
        *,
        clock: Clock,
        zone: tzinfo,
        username: str,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """`told` is called when a notice may have been queued (to wake the courier)."""
        self._store = store
        self._caller = caller
        self._clock = clock
        self._zone = zone
        self._username = username
        self._told = told
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may have been queued."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Speaks until stopped; a letter under way is finished first."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self.wake())
        try:
            while not stop.is_set():
                self._woken.clear()
                if not await self._round():
                    await until(self._woken, TICK_SECONDS, self._clock)
        finally:
            stopping.cancel()

    async def _round(self) -> bool:
        """Says what is due; whether there may be more at once."""
        try:
            async with self._store.read() as connection:
                due = await rows.due(connection, self._store.vault, self._clock.now())
            waiting: set[int] = set()
            for letter in due:
                if letter.group_id not in waiting and not await self._deliver(letter):
                    waiting.add(letter.group_id)
        except Exception as error:  # noqa: BLE001 - the letters stay queued; the next round tries again
            log.error("what is queued for groups cannot be said", **what(error))
            return False
        return bool(due) and not waiting

    async def _deliver(self, letter: GroupLetter) -> bool:
        """Says one thing; False when the group has to wait."""
        for _ in range(REPAIRS):
            async with self._store.read() as connection:
                group = await rows.find(connection, self._store.vault, letter.group_id)
                post = await rows.post_of(connection, letter.group_id, letter.case_id)
            if group is None or post is None:  # let go meanwhile, and the letter with it
                return True
            outcome = await self._said(letter, group, post)
            if not isinstance(outcome, Refused) or not await self._put_right(letter, group, post, outcome):
                return await self._note(letter, group, outcome)
        await self._write(lambda job: _failed(job, letter, "cannot be put right"))
        return True

    async def _said(self, letter: GroupLetter, group: StaffGroup, post: CasePost) -> Outcome:
        language: Language = "ru" if group.language == "ru" else "kk"
        try:
            notice = letter.notice()
            text = render(notice.text(), language, zone=self._zone)
            markup = inline(linked(notice.buttons(), self._username), language, self._zone)
        except Exception as error:  # noqa: BLE001 - one bad letter must not hold up the others
            log.error("a notice cannot be rendered", kind=letter.kind, **what(error))
            return Refused("cannot be rendered")
        if group.forum and post.thread is None and isinstance(notice, GroupNotice):
            opened = await self._topic(notice, group, language)
            if not isinstance(opened, Done):
                return opened
            post = replace(post, thread=int(opened.result["message_thread_id"]))
            await self._write(lambda job: _keep(job, post))
        reply_to = post.message if post.thread is None else None
        sent = await self._call(say(group.chat, text, markup, thread=post.thread, reply_to=reply_to), group)
        if isinstance(sent, Done):
            message = int(sent.result["message_id"])
            kept = post if post.message is not None else replace(post, message=message)
            await self._write(lambda job: _sent(job, letter, kept, message))
        return sent

    async def _topic(self, notice: GroupNotice, group: StaffGroup, language: Language) -> Outcome:
        title: str = notice.code
        if isinstance(notice, CaseInGroup):
            named = T("group-topic", code=notice.code, category=notice.category)
            title = render(named, language, zone=self._zone, markup=False)
        return await self._call(Lean("createForumTopic", chat_id=group.chat, name=title[:LONGEST_TITLE]), group)

    async def _call(self, call: Lean, group: StaffGroup) -> Outcome:
        return await self._caller.send(call, chat=group.chat, priority=Priority.NOTICE, patience=ONE_TRY)

    async def _put_right(self, letter: GroupLetter, group: StaffGroup, post: CasePost, refused: Refused) -> bool:
        """Learns from a refusal; whether the letter is worth another try."""
        if (heir := refused.moved_to) is not None:
            await self._write(lambda job: _moved(job, group, heir))
            return True
        if any(reason in refused.reason for reason in NO_SUCH_TOPIC):
            async with self._store.read() as connection:
                known = await rows.post_of(connection, group.id, letter.case_id) or post
            await self._write(lambda job: _keep(job, replace(known, thread=None, message=None)))
            return True
        if any(reason in refused.reason for reason in NO_TOPICS):
            await self._write(lambda job: binding.without_topics(job, group))
            return True
        return False

    async def _note(self, letter: GroupLetter, group: StaffGroup, outcome: Outcome) -> bool:
        match outcome:
            case Done():
                return True
            case Blocked():
                await self._write(lambda job: binding.lost(job, group, T("group-lost-removed")))
                return True
            case Refused(reason):
                log.error("a notice was refused in a group", kind=letter.kind, reason=reason)
                await self._write(lambda job: _failed(job, letter, reason))
                return True
            case Unreachable(reason, wait):
                seconds = wait or backoff(letter.attempts + 1, longest=LONGEST_PAUSE)
                await self._write(lambda job: _later(job, letter, seconds, reason))
                return False

    async def _write(self, change: Change) -> None:
        """Tried until it is stored: what was said and is not noted would be said again, every few seconds."""
        failures = 0
        while True:
            try:
                async with begin(self._store, now=self._clock.now()) as batch, batch.job() as job:
                    await change(job)
                break
            except DBAPIError as error:
                if not is_outage(error):
                    raise
                failures += 1
                log.error("what was said in a group cannot be noted", **what(error))
                await self._clock.sleep(backoff(failures))
        self._told()


async def _keep(job: Job, post: CasePost) -> None:
    await rows.keep_post(await job.db(), post)


async def _sent(job: Job, letter: GroupLetter, post: CasePost, message: int) -> None:
    await rows.keep_post(await job.db(), post)
    await rows.mark_sent(await job.db(), letter.id, message)


async def _moved(job: Job, group: StaffGroup, heir: int) -> None:
    await rows.move(await job.db(), job.vault, group.id, heir)


async def _failed(job: Job, letter: GroupLetter, reason: str) -> None:
    await rows.fail(await job.db(), letter.id, reason)


async def _later(job: Job, letter: GroupLetter, seconds: float, reason: str) -> None:
    await rows.retry(await job.db(), letter.id, at=job.now + timedelta(seconds=seconds), reason=reason)
