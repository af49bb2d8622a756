"""The unit of work: everything of a batch or nothing, every step for itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import event, func, insert, select

from chat.notice import Notice
from domain.people import Grant, Person, Role
from storage import outbox, setaside
from storage.cases import drafts
from storage.schema.tables import draft, person, seen_update, setting
from storage.store import Store
from storage.work import Batch, Draft, NotLoaded, begin
from tests.storage.conftest import NOW

AINUR, BOLAT = 700_000_001, 700_000_002


@dataclass(frozen=True)
class CaseMentioned(Notice):
    """A notice for these tests."""

    code: str


@asynccontextmanager
async def _batch(store: Store, *updates: int, people: tuple[int, ...] = (AINUR, BOLAT)) -> AsyncIterator[Batch]:
    async with begin(store, now=NOW) as batch:
        await batch.load(updates, people)
        yield batch


async def _person(store: Store, telegram_id: int = AINUR) -> Person:
    async with _batch(store, people=(telegram_id,)) as batch:
        return batch.person_of(telegram_id)


async def _draft(store: Store, telegram_id: int = AINUR) -> Draft | None:
    """As the next batch finds it; the step it takes for that is undone."""
    found: Draft | None = None
    with _undone():
        async with _batch(store, 999_999, people=(telegram_id,)) as batch, batch.step(999_999, telegram_id) as work:
            found = work.draft
            raise _Undo
    return found


class _Undo(Exception):
    pass


@contextmanager
def _undone(error: type[Exception] = _Undo) -> Iterator[None]:
    """The error went on to whoever opened the step."""
    with pytest.raises(error):
        yield


async def test_what_a_step_changed_is_there_in_the_next_batch(store: Store) -> None:
    async with _batch(store, 1) as batch, batch.step(1, AINUR) as work:
        work.person = replace(
            work.person, language="kk", consent_version=2, at="menu", awaiting="story", has_keys=True, alias="Айнұр"
        )
        work.open_draft("complaint", "1", {"story": "Пара сұрады"})
    found = await _person(store)
    assert found == Person(found.id, "kk", frozenset(), 2, "menu", "story", has_keys=True, alias="Айнұр")
    kept = await _draft(store)
    assert kept is not None
    assert (kept.form, kept.version, kept.state) == ("complaint", "1", {"story": "Пара сұрады"})
    assert (kept.opened_at, kept.updated_at) == (NOW, NOW)


async def test_steps_of_one_person_see_each_other(store: Store) -> None:
    async with _batch(store, 1, 2) as batch:
        async with batch.step(1, AINUR) as work:
            opened = work.open_draft("complaint", "1", {"n": 1})
        async with batch.step(2, AINUR) as work:
            assert work.draft == opened
            work.draft = replace(opened, state={"n": 2})
    kept = await _draft(store)
    assert kept is not None
    assert (kept.id, kept.state) == (opened.id, {"n": 2})


async def test_a_failed_step_is_undone_and_the_others_stay(store: Store) -> None:
    async with _batch(store, 1, 2, 3) as batch:
        async with batch.step(1, AINUR) as work:
            work.person = replace(work.person, at="one")
        with _undone():
            async with batch.step(2, AINUR) as work:
                work.person = replace(work.person, at="two")
                work.open_draft("complaint", "1", {})
                work.notify(work.person.id, CaseMentioned("AD-1"))
                await (await work.db()).execute(insert(setting).values(key="two", value=b""))
                raise _Undo
        assert not batch.is_seen(2)
        batch.set_aside(2, b'{"update_id": 2}', "Traceback")
        async with batch.step(3, BOLAT) as work:
            await (await work.db()).execute(insert(setting).values(key="three", value=b""))
    assert (await _person(store)).at == "one"
    assert await _draft(store) is None
    async with store.read() as connection:
        assert set((await connection.execute(select(setting.c.key))).scalars()) == {"vault-check", "three"}
        assert await outbox.due(connection, store.vault, NOW) == []
        assert set((await connection.execute(select(seen_update.c.update_id))).scalars()) == {1, 2, 3}
        aside = await setaside.all_set_aside(connection, store.vault)
    assert [(one.update_id, one.raw, one.traceback) for one in aside] == [(2, b'{"update_id": 2}', "Traceback")]


async def test_what_json_cannot_say_fails_its_step_and_not_the_batch(store: Store) -> None:
    async with _batch(store, 1, 2) as batch:
        with _undone(TypeError):
            async with batch.step(1, AINUR) as work:
                work.person = replace(work.person, at="lost")
                await (await work.db()).execute(insert(setting).values(key="lost", value=b""))
                work.open_draft("complaint", "1", {"when": NOW})
        async with batch.step(2, AINUR) as work:
            assert work.person.at == ""
            assert work.draft is None
            work.open_draft("complaint", "1", {"n": 2})
    kept = await _draft(store)
    assert kept is not None
    assert kept.state == {"n": 2}
    async with store.read() as connection:
        assert await connection.scalar(select(setting.c.key).where(setting.c.key == "lost")) is None


async def test_a_failed_batch_leaves_nothing(store: Store) -> None:
    with _undone():
        async with _batch(store, 1) as batch:
            async with batch.step(1, AINUR) as work:
                work.person = replace(work.person, language="kk")
            raise _Undo
    async with store.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(person)) == 0
        assert await setaside.seen_among(connection, [1]) == frozenset()


async def test_an_update_is_seen_once_it_is_applied(store: Store) -> None:
    async with _batch(store, 1, 2) as batch:
        assert not batch.is_seen(1)
        async with batch.step(1, AINUR):
            pass
        assert batch.is_seen(1)
    async with _batch(store, 1, 2) as batch:
        assert batch.is_seen(1)
        assert not batch.is_seen(2)
        async with batch.step(1, AINUR):  # shown again after a redelivery
            pass


async def test_one_draft_gives_way_to_another(store: Store) -> None:
    for number in (1, 2):
        async with _batch(store, number) as batch, batch.step(number, AINUR) as work:
            work.open_draft("complaint", str(number), {})
    kept = await _draft(store)
    assert kept is not None
    assert kept.version == "2"
    async with _batch(store, 3) as batch, batch.step(3, AINUR) as work:
        work.close_draft()
        work.close_draft()
    async with store.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(draft)) == 0


async def test_nobody_writes_for_somebody_else(store: Store) -> None:
    async with _batch(store, 1, 2) as batch:
        async with batch.step(1, BOLAT) as work:
            other, theirs = work.person, work.open_draft("complaint", "1", {})
        async with batch.step(2, AINUR) as work:
            with pytest.raises(ValueError, match="who acts"):
                work.person = other
            with pytest.raises(ValueError, match="somebody else"):
                work.draft = theirs
        with pytest.raises(NotLoaded):
            async with batch.step(3, 700_000_003):
                pass


async def test_a_role_holds_from_the_same_batch_on(store: Store) -> None:
    coordinator = Grant(Role.COORDINATOR, "75")
    async with _batch(store, 1, 2, 3) as batch:
        async with batch.step(1, AINUR) as work:
            await work.grant(batch.person_of(BOLAT).id, coordinator, by=work.person.id)
            await work.grant(batch.person_of(BOLAT).id, coordinator, by=work.person.id)
        async with batch.step(2, BOLAT) as work:
            assert work.person.may(Role.COORDINATOR, "75")
    assert (await _person(store, BOLAT)).grants == {coordinator}
    async with _batch(store, 4) as batch, batch.step(4, AINUR) as work:
        assert await work.revoke(batch.person_of(BOLAT).id, coordinator, by=None)
        assert not await work.revoke(batch.person_of(BOLAT).id, coordinator, by=None)
    assert (await _person(store, BOLAT)).grants == frozenset()


async def test_a_role_given_in_a_failed_step_was_never_given(store: Store) -> None:
    async with _batch(store, 1) as batch:
        with _undone():
            async with batch.step(1, AINUR) as work:
                await work.grant(work.person.id, Grant(Role.ADMIN), by=None)
                raise _Undo
        assert not batch.person_of(AINUR).has(Role.ADMIN)
    assert not (await _person(store)).has(Role.ADMIN)


async def test_notices_leave_once_for_each_key(store: Store) -> None:
    for update in (1, 2):
        async with _batch(store, update) as batch, batch.step(update, AINUR) as work:
            work.notify(work.person.id, CaseMentioned("AD-1"), key="receipt:1")
            work.notify(work.person.id, CaseMentioned("AD-1"), key="receipt:1")
            work.notify(work.person.id, CaseMentioned("AD-2"))
    async with store.read() as connection:
        letters = await outbox.due(connection, store.vault, NOW)
    assert [letter.notice() for letter in letters] == [
        CaseMentioned("AD-1"),
        CaseMentioned("AD-2"),
        CaseMentioned("AD-2"),
    ]
    assert {letter.chat_id for letter in letters} == {AINUR}


async def test_the_clock_works_without_a_person(store: Store) -> None:
    known = await _person(store)
    async with begin(store, now=NOW) as batch:
        async with batch.job() as job:
            assert await job.address(known.id) == AINUR
            job.notify(known.id, CaseMentioned("AD-1"), at=NOW + timedelta(hours=1))
        with _undone():
            async with batch.job() as job:
                job.notify(known.id, CaseMentioned("AD-2"))
                raise _Undo
    async with store.read() as connection:
        assert await outbox.due(connection, store.vault, NOW) == []
        assert await outbox.next_due(connection) == NOW + timedelta(hours=1)
        assert len(await outbox.due(connection, store.vault, NOW + timedelta(hours=1))) == 1


async def test_who_comes_back_gets_what_waited(store: Store) -> None:
    async with _batch(store, 1) as batch, batch.step(1, AINUR) as work:
        work.notify(work.person.id, CaseMentioned("AD-1"))
    async with _batch(store) as batch, batch.job() as job:
        await job.mark_blocked(batch.person_of(AINUR).id)
    async with store.read() as connection:
        assert await outbox.counts(connection) == {"failed": 1}
    async with _batch(store, 2) as batch, batch.step(2, AINUR):
        pass
    async with store.read() as connection:
        assert len(await outbox.due(connection, store.vault, NOW)) == 1


async def test_the_last_word_within_a_batch_decides_whether_somebody_blocked(store: Store) -> None:
    async with _batch(store, 1, 2) as batch:
        async with batch.step(1, AINUR) as work:
            work.notify(work.person.id, CaseMentioned("AD-1"))
        async with batch.job() as job:
            await job.mark_blocked(batch.person_of(AINUR).id)
    async with _batch(store, 2, 3, 4) as batch:
        async with batch.step(2, AINUR):
            pass
        async with batch.job() as job:
            await job.mark_blocked(batch.person_of(AINUR).id)
    async with store.read() as connection:
        assert await outbox.due(connection, store.vault, NOW) == []
    async with _batch(store, 5, 6) as batch:
        async with batch.job() as job:
            await job.mark_blocked(batch.person_of(BOLAT).id)
        async with batch.step(5, BOLAT) as work:
            assert work.person.id
    async with store.read() as connection:
        blocked = select(func.count()).select_from(person).where(person.c.blocked_at.is_not(None))
        assert await connection.scalar(blocked) == 1


async def test_silent_drafts_are_reminded_of_once(store: Store) -> None:
    async with _batch(store, 1) as batch, batch.step(1, AINUR) as work:
        opened = work.open_draft("complaint", "1", {})
    later = NOW + timedelta(days=2)
    async with store.write() as connection:
        assert await drafts.silent(connection, since=NOW) == []
        assert [one.id for one in await drafts.silent(connection, since=later)] == [opened.id]
        await drafts.mark_reminded(connection, [opened.id], later)
        assert await drafts.silent(connection, since=later) == []
    async with _batch(store, 2) as batch, batch.step(2, AINUR) as work:
        work.draft = replace(opened, state={"n": 1})
    async with store.write() as connection:
        assert len(await drafts.silent(connection, since=later)) == 1
        assert await drafts.erase_abandoned(connection, since=later) == 1


@pytest.mark.parametrize("size", [1, 100])
async def test_a_batch_costs_a_few_statements_whatever_its_size(store: Store, size: int) -> None:
    people = tuple(range(AINUR, AINUR + size))
    for start in (0, 1000):
        statements: list[str] = []
        engine = store._writer.sync_engine

        def note(*args: object, statements: list[str] = statements) -> None:
            statements.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", note)
        async with _batch(store, *range(start, start + size), people=people) as batch:
            for update, one in enumerate(people, start):
                async with batch.step(update, one) as work:
                    work.person = replace(work.person, at=f"q:{update}")
                    if work.draft is None:
                        work.open_draft("complaint", "1", {})
                    else:
                        work.draft = replace(work.draft, state={"n": update})
                    work.notify(work.person.id, CaseMentioned("AD-1"))
        event.remove(engine, "before_cursor_execute", note)
        assert len(statements) <= 9, statements


async def test_undo_goes_back_and_the_step_goes_on(store: Store) -> None:
    async with _batch(store, 1) as batch, batch.step(1, AINUR) as work:
        work.person = replace(work.person, language="ru")
        await work.grant(work.person.id, Grant(Role.ADMIN), by=None)
        work.open_draft("complaint", "1", {})
        await work.undo()
        assert work.draft is None
        work.person = replace(work.person, at="menu")
    found = await _person(store)
    assert (found.language, found.grants, found.at) == (None, frozenset(), "menu")
