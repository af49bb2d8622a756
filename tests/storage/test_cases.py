"""Complaints as they are kept: changed by one at a time, listed for the desk, tied to nobody one could read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.case import Case, CaseEvent, Direction
from domain.complaint import Category, Outcome, State
from storage import people
from storage.cases import cases
from storage.cases.cases import InboxQuery
from storage.schema.tables import case_message, internal_note, reporter_link
from storage.store import Store
from storage.vault import Tampered
from tests.storage.conftest import NOW

CITIZEN, STAFF, OTHER = 700_000_001, 700_000_002, 700_000_003
DAY = timedelta(days=1)


def case(number: int = 1, **changes: object) -> Case:
    """A complaint just received."""
    made = Case(
        id=0,
        code=f"AD-{number:04}-29QX",
        category=Category.BRIBE,
        region="75",
        district="7511",
        state=State.RECEIVED,
        language="kk",
        amount=20_000,
        anonymous=True,
        received_at=NOW,
        first_answer_due=NOW + 3 * DAY,
        decision_due=NOW + 15 * DAY,
        values={"story": "Пара сұрады", "institution": "ХҚКО"},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
async def ids(store: Store) -> dict[int, int]:
    async with store.write() as connection:
        known = await people.load(connection, store.vault, [CITIZEN, STAFF, OTHER], NOW)
    return {telegram_id: one.person.id for telegram_id, one in known.items()}


async def _keep(store: Store, reporter: int, *new: Case) -> list[Case]:
    async with store.write() as connection:
        return [await cases.insert(connection, store.vault, one, reporter=reporter) for one in new]


async def test_a_case_comes_back_as_it_was_kept(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case(amount=None, district=None))
    async with store.read() as connection:
        assert await cases.find(connection, store.vault, kept.id) == kept
        assert await cases.find_by_code(connection, store.vault, kept.code) == kept
        assert await cases.find(connection, store.vault, kept.id + 1) is None
        assert await cases.code_taken(connection, kept.code)
        assert not await cases.code_taken(connection, "AD-9999-9999")
    assert kept == case(id=kept.id, amount=None, district=None)


async def test_everything_that_may_change_is_saved(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case())
    changed = replace(
        kept, category=Category.LAND, region="10", state=State.CLOSED, amount=1, anonymous=False, values={"story": "x"},
        assignee_id=ids[STAFF], outcome=Outcome.FIXED, saved_tenge=20_000, saved_basis="акт", reopened=True,
        question_open=True, decision_due=NOW,
    )  # fmt: skip
    async with store.write() as connection:
        assert await cases.save(connection, store.vault, changed, at=NOW + DAY)
        assert await cases.find(connection, store.vault, kept.id) == replace(changed, version=2)


async def test_who_saves_over_a_change_they_have_not_seen_is_refused(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case())

    async def take(person_id: int) -> bool:
        async with store.read() as connection:
            seen = await cases.find(connection, store.vault, kept.id)
        assert seen is not None
        await asyncio.sleep(0.01)  # both have read before either writes
        async with store.write() as connection:
            return await cases.save(connection, store.vault, replace(seen, assignee_id=person_id), at=NOW)

    won = await asyncio.gather(take(ids[STAFF]), take(ids[OTHER]))
    assert sorted(won) == [False, True]
    async with store.read() as connection:
        stored = await cases.find(connection, store.vault, kept.id)
    assert stored is not None
    assert stored.assignee_id == (ids[STAFF] if won[0] else ids[OTHER])


async def test_of_two_who_claim_a_case_one_wins(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case())

    async def claim(person_id: int) -> bool:
        async with store.write() as connection:
            return await cases.claim(connection, kept.id, person_id, at=NOW)

    assert list(await asyncio.gather(claim(ids[STAFF]), claim(ids[OTHER]))) == [True, False]
    async with store.read() as connection:
        stored = await cases.find(connection, store.vault, kept.id)
    assert stored == replace(kept, state=State.ACCEPTED, assignee_id=ids[STAFF], version=2)


async def test_the_thread_to_the_reporter(store: Store, ids: dict[int, int]) -> None:
    first, second = await _keep(store, ids[CITIZEN], case(1), case(2, received_at=NOW + DAY))
    (foreign,) = await _keep(store, ids[OTHER], case(3))
    async with store.write() as connection:
        assert await cases.reporter_of(connection, store.vault, first.id) == ids[CITIZEN]
        assert await cases.of_reporter(connection, store.vault, ids[CITIZEN]) == [second, first]
        await cases.cut_link(connection, first.id)
        assert await cases.reporter_of(connection, store.vault, first.id) is None
        assert await cases.of_reporter(connection, store.vault, ids[CITIZEN]) == [second]
        assert await cases.reporter_of(connection, store.vault, foreign.id) == ids[OTHER]


async def test_a_thread_moved_to_another_case_does_not_open(store: Store, ids: dict[int, int]) -> None:
    (mine,) = await _keep(store, ids[CITIZEN], case(1))
    (theirs,) = await _keep(store, ids[OTHER], case(2))
    async with store.write() as connection:
        foreign = await connection.scalar(
            select(reporter_link.c.sealed_reporter).where(reporter_link.c.complaint_id == theirs.id)
        )
        await connection.execute(
            update(reporter_link).where(reporter_link.c.complaint_id == mine.id).values(sealed_reporter=foreign)
        )
        with pytest.raises(Tampered):
            await cases.reporter_of(connection, store.vault, mine.id)


async def test_history_messages_and_notes_in_order(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case())
    happened = [
        CaseEvent("moved", NOW, None, State.RECEIVED),
        CaseEvent("moved", NOW, State.RECEIVED, State.ACCEPTED, ids[STAFF], {"reason": "сөз"}),
    ]
    async with store.write() as connection:
        for event in happened:
            await cases.record(connection, store.vault, kept.id, event)
        asked = await cases.say(
            connection, store.vault, kept.id, Direction.TO_CITIZEN, "Қашан?", at=NOW, asks=True, author_id=ids[STAFF]
        )
        await cases.say(
            connection, store.vault, kept.id, Direction.FROM_CITIZEN, "Кеше", at=NOW + DAY, answers_id=asked
        )
        noted = await cases.note(connection, store.vault, kept.id, "Күмәнді", author_id=ids[STAFF], at=NOW)
        assert await cases.events(connection, store.vault, kept.id) == happened
        question, answer = await cases.messages(connection, store.vault, kept.id)
        assert await cases.notes(connection, store.vault, kept.id) == [noted]
    assert (question.text, question.asks, question.author_id) == ("Қашан?", True, ids[STAFF])
    assert (answer.text, answer.asks, answer.author_id, answer.answers_id) == ("Кеше", False, None, asked)


async def test_a_reporter_is_never_an_author(store: Store, ids: dict[int, int]) -> None:
    (kept,) = await _keep(store, ids[CITIZEN], case())
    async with store.write() as connection:
        with pytest.raises(ValueError, match="not named"):
            await cases.say(
                connection, store.vault, kept.id, Direction.FROM_CITIZEN, "x", at=NOW, author_id=ids[CITIZEN]
            )


async def test_a_note_put_among_the_messages_does_not_open(store: Store, ids: dict[int, int]) -> None:
    """Even a row moved by hand from table to table is not read out to a citizen."""
    (kept,) = await _keep(store, ids[CITIZEN], case())
    async with store.write() as connection:
        await cases.note(connection, store.vault, kept.id, "Күмәнді", author_id=ids[STAFF], at=NOW)
        await cases.say(connection, store.vault, kept.id, Direction.TO_CITIZEN, "x", at=NOW, author_id=ids[STAFF])
        sealed = await connection.scalar(select(internal_note.c.sealed_text))
        await connection.execute(update(case_message).values(sealed_text=sealed))
        with pytest.raises(Tampered):
            await cases.messages(connection, store.vault, kept.id)


async def _listed(store: Store, query: InboxQuery, **page: int) -> Sequence[str]:
    async with store.read() as connection:
        found = await cases.inbox(connection, store.vault, query, **page)
        if not page:
            assert await cases.inbox_size(connection, query) == len(found)
    return [one.code[3:7].lstrip("0") for one in found]


async def test_the_inbox(store: Store, ids: dict[int, int]) -> None:
    me, other = ids[STAFF], ids[OTHER]
    await _keep(
        store,
        ids[CITIZEN],
        case(1, decision_due=NOW + 20 * DAY),
        case(2),
        case(3, region="10"),
        case(4, state=State.ACCEPTED, assignee_id=me),
        case(5, state=State.IN_PROGRESS, assignee_id=me, question_open=True),
        case(6, state=State.IN_PROGRESS, assignee_id=other, question_open=True, decision_due=NOW + DAY),
        case(7, state=State.CLOSED, assignee_id=me, decision_due=NOW + DAY),
        case(8, state=State.REOPENED, decision_due=NOW + 30 * DAY),
        case(9, state=State.REOPENED, assignee_id=me, decision_due=NOW + 30 * DAY),
    )
    here = frozenset({"75"})
    assert await _listed(store, InboxQuery("new", here, me, NOW)) == ["2", "1", "8"]
    assert await _listed(store, InboxQuery("new", None, me, NOW)) == ["2", "3", "1", "8"]
    assert await _listed(store, InboxQuery("new", frozenset(), me, NOW)) == []
    assert await _listed(store, InboxQuery("mine", here, me, NOW)) == ["4", "5", "9"]
    assert await _listed(store, InboxQuery("waiting", here, me, NOW)) == ["5"]
    assert await _listed(store, InboxQuery("overdue", here, me, NOW)) == []
    assert await _listed(store, InboxQuery("new", None, me, NOW), offset=1, limit=2) == ["3", "1"]
    with pytest.raises(ValueError, match="inbox"):
        await _listed(store, InboxQuery("all", None, me, NOW))


async def test_how_many_there_are(store: Store, ids: dict[int, int]) -> None:
    await _keep(
        store,
        ids[CITIZEN],
        case(1),
        case(2, state=State.ACCEPTED),
        case(3, state=State.CLOSED),
        case(4, first_answer_due=None, decision_due=None),
    )
    async with store.read() as connection:
        assert await cases.state_counts(connection) == {State.RECEIVED: 2, State.ACCEPTED: 1, State.CLOSED: 1}
        assert await cases.state_counts(connection, frozenset({"10"})) == {}
