"""The coordinator's lists and the week's numbers as the database grows: python -m benchmarks.digest [--json]

Fills a database with cases of three years over all regions, their histories and what is due in them, as the bot stores
them (sealed); a fifth of the cases are open, but never more than 5,000 in all, about as many as a movement can have in
hand. Then asks what a coordinator of one region and an admin of all ask: a page of each list with its counts, what is
due, and a week's digest. Milliseconds, the median of several: of wall clock, and of processor time, which a busy
machine does not lengthen; with the plans of SQLite.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sqlite3
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.complaint import Category, State
from domain.digest import DigestKind, told_of
from domain.geography import regions
from services.outreach import digests
from storage.cases import cases
from storage.cases import due as due_rows
from storage.cases.cases import InboxQuery
from storage.cases.due import DueQuery
from storage.schema.columns import microseconds
from storage.store import Store
from storage.vault import Vault

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
SIZES = (1_000, 100_000, 1_000_000)
YEARS, MOST_OPEN, COORDINATORS = 3, 5_000, 100
PERSON = 1
"""The first coordinator; cases are handed out to all of them in turn."""
HERE = "KZ-75"
TIMES = 9
INSTITUTIONS = tuple(f"№ {number} мектеп" for number in range(1, 400))
_OPEN = (State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS, State.REFERRED)


@dataclass(frozen=True)
class Run:
    """One question at one size. `plan` is how SQLite finds the answer, a line for each statement."""

    cases: int
    question: str
    milliseconds: float
    processor: float
    plan: tuple[str, ...]


# ------------------------------------------------------------------ filling


def _case(number: int, total: int, dice: random.Random, vault: Vault) -> tuple[object, ...]:
    is_open = number > total - min(total // 5, MOST_OPEN)
    ago = timedelta(days=YEARS * 365) * (1 - number / total) + timedelta(minutes=dice.randrange(600))
    if is_open:
        ago = timedelta(days=30) * dice.random()
    at = microseconds(NOW - ago)
    state = dice.choice(_OPEN) if is_open else State.CLOSED
    region = dice.choice(tuple(regions().values()))
    code = f"AD-{number:08}"
    words = {"story": "Құжатымды тез шығарып беру үшін ақша сұрады.", "institution": dice.choice(INSTITUTIONS)}
    saved = 20_000 if state is State.CLOSED and number % 20 == 0 else None
    basis = vault.seal_text("saved-basis", code, "қолхат") if saved else None
    assignee = None if state is State.RECEIVED else number % COORDINATORS + 1
    due = at + microseconds_of(days=21)
    return (
        number, code, dice.choice(tuple(Category)).value, region.code, dice.choice(region.districts).code,
        state.value, "kk", None, 1, at, at, due, assignee, vault.seal_json("complaint", code, words),
        "fixed" if state is State.CLOSED else None, saved, basis, 0, 0, at, 1,
    )  # fmt: skip


def microseconds_of(**spent: float) -> int:
    """A length of time as the database counts it."""
    return timedelta(**spent) // timedelta(microseconds=1)


def _chunks(rows: Iterator[tuple[object, ...]], size: int = 20_000) -> Iterator[list[tuple[object, ...]]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def fill(file: Path, total: int, vault: Vault) -> None:
    """Puts so many cases, with three events and two things due of each, into an empty database."""
    dice = random.Random(7)  # the same town each time
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    for number in range(1, COORDINATORS + 1):
        key = vault.key_of(number)
        row = (number, key, vault.seal_text("address", key.hex(), str(number)), b"", microseconds(NOW))
        connection.execute(
            "INSERT INTO person (id, key, sealed_address, sealed_state, created_at) VALUES (?, ?, ?, ?, ?)", row
        )
    for chunk in _chunks(_case(number, total, dice, vault) for number in range(1, total + 1)):
        connection.executemany(f"INSERT INTO complaint VALUES ({', '.join('?' * 21)})", chunk)
        connection.executemany(
            "INSERT INTO case_event (complaint_id, kind, from_state, to_state, actor_id, at) VALUES (?, ?, ?, ?, ?, ?)",
            [line for row in chunk for line in _events(row)],
        )
        connection.executemany(
            "INSERT INTO due_item (complaint_id, kind, ref, since, days, extra, stops, due_at, set_at, said, look_at,"
            " settled_at) VALUES (?, ?, '', ?, 15, 0, '[]', ?, ?, '', ?, ?)",
            [line for row in chunk for line in _due(row)],
        )
        connection.commit()
    connection.close()


def _events(row: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    number, state, at = row[0], row[5], int(str(row[9]))
    yield number, "moved", None, "received", None, at
    if state != State.RECEIVED:
        yield number, "moved", "received", "accepted", PERSON, at + microseconds_of(hours=5)
    if state == State.CLOSED:
        yield number, "moved", "accepted", "closed", PERSON, at + microseconds_of(days=9)


def _due(row: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    number, state, at = row[0], row[5], int(str(row[9]))
    for kind, days in (("first_answer", 3), ("decision", 21)):
        until = at + microseconds_of(days=days)
        settled = at if state == State.CLOSED or (kind == "first_answer" and state != State.RECEIVED) else None
        yield number, kind, at, until, at, None if settled else until, settled


# ------------------------------------------------------------------ asking

Question = Callable[[AsyncConnection], Awaitable[object]]


def questions(vault: Vault) -> dict[str, Question]:
    """What is asked, by name."""
    found: dict[str, Question] = {}
    for who, own in (("one region", frozenset({HERE})), ("everywhere", None)):
        for shown in ("new", "mine", "waiting", "overdue"):
            query = InboxQuery(shown, own, PERSON, NOW)
            found[f"inbox {shown}, {who}"] = _page(vault, query)
        found[f"what is due, {who}"] = _due_page(vault, DueQuery(PERSON, own))
        found[f"digest, {who}"] = _digest(vault, own)
    return found


def _page(vault: Vault, query: InboxQuery) -> Question:
    async def ask(connection: AsyncConnection) -> None:
        await cases.inbox_size(connection, query)
        await cases.inbox(connection, vault, query, limit=8)

    return ask


def _due_page(vault: Vault, query: DueQuery) -> Question:
    async def ask(connection: AsyncConnection) -> None:
        await due_rows.count(connection, query, after=None, until=NOW)
        await due_rows.listed(connection, vault, query, after=None, until=NOW, limit=5)

    return ask


def _digest(vault: Vault, own: frozenset[str] | None) -> Question:
    async def ask(connection: AsyncConnection) -> None:
        await digests.gather(connection, vault, own, told_of(DigestKind.WEEKLY, NOW), NOW)

    return ask


async def measure(store: Store, total: int) -> list[Run]:
    """Each question, asked several times on the same connection."""
    runs = []
    for name, ask in questions(store.vault).items():
        async with store.read() as connection:
            plans = await _plans(connection, ask)
            spent, worked = [], []
            for _ in range(TIMES if total < max(SIZES) else 5):
                begun, at_work = perf_counter(), process_time()
                await ask(connection)
                spent.append((perf_counter() - begun) * 1000)
                worked.append((process_time() - at_work) * 1000)
        wall, processor = (round(statistics.median(each), 2) for each in (spent, worked))
        runs.append(Run(total, name, wall, processor, plans))
    return runs


async def _plans(connection: AsyncConnection, ask: Question) -> tuple[str, ...]:
    """EXPLAIN QUERY PLAN of every statement that the question makes; it is asked once for that."""
    made: list[tuple[str, Any]] = []
    engine = connection.sync_connection
    assert engine is not None

    def note(conn: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        made.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    await ask(connection)
    event.remove(engine, "before_cursor_execute", note)
    found: dict[str, None] = {}
    for statement, parameters in made:
        asked = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        found["; ".join(str(row.detail) for row in asked)] = None
    return tuple(found)


async def at_size(total: int) -> list[Run]:
    """Fills and asks."""
    vault = Vault({1: os.urandom(32)}, current=1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "adal.db"
        store = await Store.open(f"sqlite+aiosqlite:///{file}", vault=vault)
        await store.close()
        await asyncio.to_thread(fill, file, total, vault)
        store = await Store.open(f"sqlite+aiosqlite:///{file}", vault=vault)
        async with store.read() as connection:
            await connection.execute(sa.text("SELECT count(*) FROM complaint"))
        try:
            return await measure(store, total)
        finally:
            await store.close()


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    runs = [run for total in asked.sizes for run in asyncio.run(at_size(total))]
    if asked.json:
        print(json.dumps([asdict(run) for run in runs], indent=2))
        return
    for name in dict.fromkeys(run.question for run in runs):
        spent = [f"{run.milliseconds:9.2f} /{run.processor:8.2f}" for run in runs if run.question == name]
        print(f"{name:28}{''.join(spent)} ms")
    print(f"{'cases':28}{''.join(f'{total:>19}' for total in asked.sizes)}   wall / processor")
    for run in (run for run in runs if run.cases == asked.sizes[-1]):
        print(f"\n{run.question}:", *(f"  {line}" for line in run.plan), sep="\n")


if __name__ == "__main__":
    main()
