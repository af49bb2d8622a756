"""What is queued leaves in order, once, or stays with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from sqlalchemy import func, select, update

from chat.notice import Notice, Priority
from locales.texts import Tenge
from storage import outbox, people
from storage.outbox import Letter, NewLetter
from storage.schema.retention_tables import told
from storage.schema.tables import outbox as outbox_table
from storage.store import Store
from tests.storage.conftest import NOW

CHAT = 700_000_001


@dataclass(frozen=True)
class Amounted(Notice):
    """A notice for these tests."""

    code: str
    amount: Tenge
    at: datetime


@dataclass(frozen=True)
class Broadcast(Notice):
    """A notice that others go before."""

    number: int
    priority: ClassVar[Priority] = Priority.BROADCAST


@pytest.fixture
async def reader(store: Store) -> int:
    async with store.write() as connection:
        return (await people.load(connection, store.vault, [CHAT], NOW))[CHAT].person.id


async def _queue(store: Store, reader: int, *notices: Notice, at: datetime = NOW) -> None:
    async with store.write() as connection:
        letters = [NewLetter(reader, notice, f"{notice}", at) for notice in notices]
        await outbox.enqueue(connection, [outbox.row(store.vault, letter, NOW) for letter in letters])


async def _due(store: Store, now: datetime = NOW, *, limit: int = 100, besides: Sequence[int] = ()) -> list[Letter]:
    async with store.read() as connection:
        return await outbox.due(connection, store.vault, now, limit=limit, besides=besides)


async def test_a_notice_comes_out_as_it_was_queued(store: Store, reader: int) -> None:
    notice = Amounted("AD-7K4M-29QX", Tenge(20_000), NOW)
    await _queue(store, reader, notice)
    (letter,) = await _due(store)
    assert letter.notice() == notice
    assert (letter.chat_id, letter.recipient_id, letter.language, letter.attempts) == (CHAT, reader, None, 0)
    assert letter.priority is Priority.NOTICE


async def test_by_priority_then_in_order(store: Store, reader: int) -> None:
    notices = [Amounted(code, Tenge(1), NOW) for code in "ABC"]
    await _queue(store, reader, Broadcast(1), *notices, Broadcast(2))
    order = [letter.notice() for letter in await _due(store)]
    assert order == [*notices, Broadcast(1), Broadcast(2)]
    first = await _due(store, limit=2)
    rest = await _due(store, besides=[letter.id for letter in first])
    assert [letter.notice() for letter in rest] == order[2:]


async def test_nothing_leaves_before_its_time(store: Store, reader: int) -> None:
    await _queue(store, reader, Broadcast(1), at=NOW + timedelta(seconds=1))
    assert await _due(store) == []
    assert len(await _due(store, NOW + timedelta(seconds=1))) == 1


async def test_what_was_sent_never_leaves_again_and_its_words_are_gone(store: Store, reader: int) -> None:
    await _queue(store, reader, Broadcast(1))
    (letter,) = await _due(store)
    async with store.write() as connection:
        await outbox.mark_sent(connection, [letter.id], NOW)
    await _queue(store, reader, Broadcast(1))
    assert await _due(store) == []
    async with store.read() as connection:
        assert await connection.scalar(select(outbox_table.c.sealed_payload)) == b""
        assert await outbox.counts(connection) == {"sent": 1}
        assert await outbox.next_due(connection) is None
    async with store.write() as connection:
        assert await outbox.forget_sent(connection, before=NOW + timedelta(days=1)) == 1


async def test_of_an_old_letter_only_its_key_is_left_and_it_is_not_told_again(store: Store, reader: int) -> None:
    await _queue(store, reader, Amounted("AD-7K4M-29QX", Tenge(1), NOW), Broadcast(1))
    async with store.write() as connection:
        await connection.execute(update(outbox_table).where(outbox_table.c.kind == "broadcast").values(broadcast_id=1))
        await outbox.mark_sent(connection, [letter.id for letter in await _due(store)], NOW)
        assert await outbox.forget_sent(connection, before=NOW + timedelta(days=1)) == 2
        assert await connection.scalar(select(func.count()).select_from(outbox_table)) == 0
        assert len((await connection.execute(select(told))).all()) == 1, "a broadcast's need no memory"
    assert [column.name for column in told.c] == ["dedup"], "neither whom it was for nor when it left"
    await _queue(store, reader, Amounted("AD-7K4M-29QX", Tenge(1), NOW), Amounted("AD-7K4M-29QX", Tenge(2), NOW))
    assert [letter.notice() for letter in await _due(store)] == [Amounted("AD-7K4M-29QX", Tenge(2), NOW)]


async def test_a_cut_thread_takes_the_letters_but_nothing_is_told_twice(store: Store, reader: int) -> None:
    await _queue(store, reader, Broadcast(1))
    async with store.write() as connection:
        await outbox.mark_sent(connection, [letter.id for letter in await _due(store)], NOW)
        await outbox.forget_case(connection, store.vault, reader, 5)
        assert await connection.scalar(select(func.count()).select_from(outbox_table)) == 0
    await _queue(store, reader, Broadcast(1))
    assert await _due(store) == []


async def test_a_failure_is_tried_again_later_or_kept_with_its_reason(store: Store, reader: int) -> None:
    await _queue(store, reader, Broadcast(1))
    (letter,) = await _due(store)
    async with store.write() as connection:
        await outbox.retry(connection, letter.id, at=NOW + timedelta(minutes=1), reason="network")
    assert await _due(store) == []
    (again,) = await _due(store, NOW + timedelta(minutes=1))
    assert again.attempts == 1
    async with store.write() as connection:
        await outbox.mark_failed(connection, letter.id, reason="bad-request")
        row = (await connection.execute(select(outbox_table))).one()
    assert (row.state, row.reason, row.attempts) == ("failed", "bad-request", 2)
    assert await _due(store, NOW + timedelta(days=9)) == []


async def test_letters_to_who_blocked_the_bot_wait(store: Store, reader: int) -> None:
    await _queue(store, reader, Broadcast(1), Broadcast(2))
    async with store.write() as connection:
        await outbox.mark_blocked(connection, reader, NOW)
        assert (await people.load(connection, store.vault, [CHAT], NOW))[CHAT].blocked
    assert await _due(store) == []
    async with store.write() as connection:
        await outbox.requeue_blocked(connection, [reader], NOW)
    assert len(await _due(store)) == 2


async def test_a_kind_that_is_no_more(store: Store, reader: int, monkeypatch: pytest.MonkeyPatch) -> None:
    await _queue(store, reader, Broadcast(1))
    monkeypatch.delitem(Notice.kinds, "broadcast")
    (letter,) = await _due(store)
    with pytest.raises(KeyError):
        letter.notice()


async def test_queueing_nothing_writes_nothing(store: Store) -> None:
    async with store.write() as connection:
        await outbox.enqueue(connection, [])
        assert await connection.scalar(select(func.count()).select_from(outbox_table)) == 0
