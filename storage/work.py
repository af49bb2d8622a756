"""The unit of work: one batch of updates, one transaction.

    async with begin(store, now=now) as batch:
        await batch.load(update_ids, telegram_ids)
        async with batch.step(update_id, telegram_id) as work:
            work.person = replace(work.person, language="kk")

People and drafts of the whole batch are read in two queries, changed in memory, and written back in bulk when the
batch ends. What a step does through `db()` stands behind a savepoint of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from chat.notice import Notice
from domain.audit import ROLE_GIVEN, ROLE_TAKEN, about_grant
from domain.people import Grant, Person
from storage import outbox, people, setaside
from storage.cases import drafts
from storage.cases.drafts import Draft
from storage.outbox import NewLetter
from storage.people import Consent, Known
from storage.setaside import SetAside
from storage.staging import Staged
from storage.store import Store
from storage.touched import Touched, watching
from storage.trust import audit
from storage.vault import Vault

__all__ = ["Batch", "Draft", "Job", "NotLoaded", "Work", "begin"]


class NotLoaded(LookupError):
    """The batch was not told of this person when it was loaded."""


class Job:
    """One piece of work that commits or vanishes as a whole, done by the clock. `Work` is the same for a person."""

    def __init__(self, batch: Batch, staged: Staged) -> None:
        self._batch = batch
        self._staged = staged
        self._savepoint: AsyncTransaction | None = None
        self.regranted: set[int] = set()
        """People whose roles this step has changed."""

    @property
    def now(self) -> datetime:
        """The moment of the whole batch, aware UTC."""
        return self._batch.now

    @property
    def vault(self) -> Vault:
        """For query functions that seal or open."""
        return self._batch.vault

    async def db(self) -> AsyncConnection:
        """The connection of the transaction, behind this step's own savepoint. Never commit on it."""
        if self._savepoint is None:
            self._savepoint = await self._batch.connection.begin_nested()
        return self._batch.connection

    def watched(self) -> AbstractContextManager[Touched]:
        """Collects what is written to the database in a block of this step; not what is staged for the batch's end."""
        return watching(self._batch.connection)

    @property
    def letters(self) -> int:
        """How many notices are queued so far."""
        return len(self._staged.letter_rows)

    def notify(self, to: int, notice: Notice, *, key: str | None = None, at: datetime | None = None) -> None:
        """Queues a notice for the person with this id, to leave at `at` (default: at once).

        A second notice with the same `key` is silently left out, in this batch or a later one; without a key every
        notice is its own.
        """
        letter = NewLetter(to, notice, key or secrets.token_hex(16), at or self.now)
        self._staged.letter_rows.append(outbox.row(self.vault, letter, self.now))

    async def withdraw(self, *keys: str) -> None:
        """Takes back notices queued under these keys, in this batch or before, that have not left yet."""
        hashes = {self.vault.hash_of("outbox", key) for key in keys}
        self._staged.letter_rows[:] = [row for row in self._staged.letter_rows if row["dedup"] not in hashes]
        await outbox.withdraw(await self.db(), sorted(hashes))

    async def take_back(self, key: str) -> bool:
        """Takes back the notice under this key if it cannot have left; False where its recipient may have it."""
        dedup = self.vault.hash_of("outbox", key)
        kept = [row for row in self._staged.letter_rows if row["dedup"] != dedup]
        if len(kept) < len(self._staged.letter_rows):
            self._staged.letter_rows[:] = kept
            return True
        return await outbox.take_back(await self.db(), dedup, self.now)

    async def address(self, person_id: int) -> int:
        """The Telegram chat of a person; for transport and evidence only. Raises LookupError."""
        return await people.address(await self.db(), self.vault, person_id)

    async def grant(self, person_id: int, grant: Grant, *, by: int | None) -> None:
        """Gives a role, effective within this batch; one already held stays as it is."""
        conn = await self.db()
        if await people.grant(conn, person_id, grant, by=by, at=self.now):
            told = about_grant(person_id, grant)
            await audit.append(conn, self.vault, ROLE_GIVEN, at=self.now, actor=by, about=told)
        self._change_grants(person_id, added=grant)

    async def revoke(self, person_id: int, grant: Grant, *, by: int | None) -> bool:
        """Takes a role away, effective within this batch. False if the person did not hold it."""
        conn = await self.db()
        taken = await people.revoke(conn, person_id, grant, at=self.now)
        if taken:
            told = about_grant(person_id, grant)
            await audit.append(conn, self.vault, ROLE_TAKEN, at=self.now, actor=by, about=told)
        self._change_grants(person_id, removed=grant)
        return taken

    async def mark_blocked(self, person_id: int) -> None:
        """The person has blocked the bot: their letters wait until a later step of theirs."""
        await outbox.mark_blocked(await self.db(), person_id, self.now)
        self._staged.blocked.add(person_id)
        self._staged.returned.discard(person_id)

    def _change_grants(self, person_id: int, *, added: Grant | None = None, removed: Grant | None = None) -> None:
        self.regranted.add(person_id)
        known = self._staged.people.get(person_id)
        if known is not None:
            grants = (known.grants | ({added} if added else set())) - ({removed} if removed else set())
            self._staged.people[person_id] = replace(known, grants=frozenset(grants))

    async def keep(self) -> Staged:
        """Releases the savepoint; what was staged is now the batch's."""
        if self._savepoint is not None:
            await self._savepoint.commit()
        return self._staged

    async def undo(self) -> None:
        """Back to before this step, in memory and in the database; the step may then go on from there."""
        if self._savepoint is not None and self._savepoint.is_active:
            await self._savepoint.rollback()
        self._savepoint = None
        self._staged = self._batch.staged()
        self.regranted.clear()


class Work(Job):
    """One update of one person."""

    def __init__(self, batch: Batch, staged: Staged, person_id: int) -> None:
        super().__init__(batch, staged)
        self._person_id = person_id
        self._draft_before = self.draft

    @property
    def person(self) -> Person:
        """Who acts. Assign a `replace`d copy to change language, consent_version, at, awaiting, has_keys or alias;
        grants change through `grant` and `revoke`."""
        return self._staged.people[self._person_id]

    @person.setter
    def person(self, person: Person) -> None:
        if person.id != self._person_id:
            raise ValueError("a step changes only the person who acts")
        self._staged.people[person.id] = person

    def consent(self, version: int, language: str) -> None:
        """The person agreed to this version of the text, read in this language; the proof is kept."""
        self._staged.consents.append(Consent(self._person_id, version, language, self.now))
        self.person = replace(self.person, consent_version=version)

    @property
    def draft(self) -> Draft | None:
        """The person's open draft. Assign a `replace`d copy to save answers."""
        return self._staged.drafts.get(self._person_id)

    @draft.setter
    def draft(self, draft: Draft) -> None:
        if draft.person_id != self._person_id:
            raise ValueError("somebody else's draft")
        self._staged.drafts[self._person_id] = replace(draft, updated_at=self.now)

    def open_draft(self, form: str, version: str, state: Mapping[str, Any]) -> Draft:
        """A new draft in place of the one that was open; its id is known at once, for evidence."""
        made = Draft(drafts.new_id(), self._person_id, form, version, state, self.now, self.now)
        self._staged.drafts[self._person_id] = made
        return made

    def close_draft(self) -> None:
        """Erases the draft: it was submitted or dropped. Without one, nothing happens."""
        self._staged.drafts.pop(self._person_id, None)

    async def forget_person(self) -> None:
        """Erases who acts, and what waited for them; what else is theirs is the caller's. Whatever they send next comes
        from somebody new, also within this batch."""
        me, staged = self._person_id, self._staged
        self.close_draft()
        await people.forget(await self.db(), self.vault, me)
        staged.forgotten.add(me)
        staged.letter_rows[:] = [row for row in staged.letter_rows if row["recipient_id"] != me]
        staged.consents[:] = [one for one in staged.consents if one.person_id != me]

    @property
    def is_forgotten(self) -> bool:
        """Whether who acts has been erased in this step."""
        return self._person_id in self._staged.forgotten

    async def keep(self) -> Staged:
        """Seals the draft if it changed. Raises TypeError for a state that JSON cannot say."""
        if self.draft is not None and self.draft is not self._draft_before:
            self._staged.draft_rows[self._person_id] = drafts.row(self.vault, self.draft)
        return await super().keep()

    def mark_seen(self, update_id: int, *, returned: bool = True) -> None:
        """The update is applied; its person is evidently able to talk to us, if it came from their own chat."""
        self._staged.seen.add(update_id)
        if returned:
            self._staged.returned.add(self._person_id)


class Batch:
    """One transaction for up to a hundred updates. Made by `begin`."""

    def __init__(self, connection: AsyncConnection, vault: Vault, now: datetime) -> None:
        self.connection = connection
        self.vault = vault
        self.now = now
        self._staged = Staged()
        self._known: dict[int, Known] = {}
        self._ids: dict[int, int] = {}
        self._seen: frozenset[int] = frozenset()
        self._aside: list[SetAside] = []

    async def load(self, update_ids: Sequence[int], telegram_ids: Iterable[int]) -> None:
        """Reads which updates were seen, and the people with their roles and drafts; makes people on first sight.

        To be called once, before the first step.
        """
        self._seen = await setaside.seen_among(self.connection, update_ids)
        known = await people.load(self.connection, self.vault, set(telegram_ids), self.now)
        self._ids = {telegram_id: one.person.id for telegram_id, one in known.items()}
        self._known = {one.person.id: one for one in known.values()}
        self._staged.people.update({one.person.id: one.person for one in known.values()})
        self._staged.drafts.update({one.person.id: one.draft for one in known.values() if one.draft is not None})

    async def _meet_again(self, telegram_id: int) -> None:
        """They were erased earlier in this batch, and write again."""
        known = (await people.load(self.connection, self.vault, {telegram_id}, self.now))[telegram_id]
        self._ids[telegram_id] = known.person.id
        self._known[known.person.id] = known
        self._staged.people[known.person.id] = known.person

    def staged(self) -> Staged:
        """A copy of what stands after the steps so far, for the next one to work on."""
        return self._staged.copy()

    def is_seen(self, update_id: int) -> bool:
        """Whether the update was applied or set aside before, in an earlier batch or in this one."""
        return update_id in self._seen or update_id in self._staged.seen

    def person_of(self, telegram_id: int) -> Person:
        """The person as they stand now, after the steps so far. Raises NotLoaded."""
        return self._staged.people[self._id_of(telegram_id)]

    def _id_of(self, telegram_id: int) -> int:
        try:
            return self._ids[telegram_id]
        except KeyError:
            raise NotLoaded("somebody the batch was not loaded with") from None

    def set_aside(self, update_id: int, raw: bytes, traceback: str) -> None:
        """Keeps an update that made its handler fail, sealed, and counts it as seen."""
        self._aside.append(SetAside(update_id, raw, traceback, self.now))
        self._staged.seen.add(update_id)

    @asynccontextmanager
    async def step(self, update_id: int, telegram_id: int, *, in_private: bool = True) -> AsyncIterator[Work]:
        """Applies one update of one person. If the block raises, everything it did is undone and the error goes on;
        otherwise the update counts as seen. What somebody does in a group (not `in_private`) does not show that
        they can be written to. Raises NotLoaded."""
        if self._id_of(telegram_id) in self._staged.forgotten:
            await self._meet_again(telegram_id)
        work = Work(self, self.staged(), self._id_of(telegram_id))
        async with self._staging(work):
            yield work
            work.mark_seen(update_id, returned=in_private)

    @asynccontextmanager
    async def job(self) -> AsyncIterator[Job]:
        """Applies one piece of the clock's work, undone as a whole if the block raises."""
        job = Job(self, self.staged())
        async with self._staging(job):
            yield job

    @asynccontextmanager
    async def _staging(self, job: Job) -> AsyncIterator[None]:
        try:
            yield
            kept = await job.keep()
        except BaseException:
            await job.undo()
            raise
        self._staged = kept

    async def flush(self) -> None:
        """Writes what changed, in bulk; called by `begin` before the commit."""
        await self._staged.write(self.connection, self.vault, self.now, known=self._known, seen_before=self._seen)
        await setaside.keep(self.connection, self.vault, self._aside)


@asynccontextmanager
async def begin(store: Store, *, now: datetime) -> AsyncIterator[Batch]:
    """A transaction on the one writer: commits when the block ends, keeps nothing if it raises.

    Nothing may be said to anybody before this has returned.
    """
    async with store.write() as connection:
        batch = Batch(connection, store.vault, now)
        yield batch
        await batch.flush()
