"""What finding sealed words costs: python -m benchmarks.search [CASES]

Fills a database with made-up complaints, then measures bytes and time per case, and searching and comparing.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.complaint import Category, State
from forms.inputs.stems import stems
from storage.cases import case_search, case_words
from storage.cases.case_rows import sealed_row
from storage.cases.case_search import Narrowed
from storage.schema.tables import complaint
from storage.schema.triage_tables import case_word
from storage.store import Store
from storage.vault import Vault

START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 2_000
ROUNDS = 30
COMMON = [
    *("қызметкер", "құжат", "ақша", "сұрады", "кезек", "дәрігер", "мектеп", "директор"),
    *("больница", "справка", "деньги", "врач", "очередь"),
]
"""Words that every fifth story has; the others are rare, as in real texts."""


def made(number: int, chance: random.Random) -> Case:
    """A complaint of about forty words."""
    words = [chance.choice(COMMON) for _ in range(10)]
    words += [f"сөз{int(chance.paretovariate(0.6)) % 20_000}" for _ in range(30)]
    at = START + timedelta(minutes=number)
    values = {"story": " ".join(words), "institution": f"№{chance.randrange(200)} мектеп"}
    return Case(
        number, f"AD-{number:08}", Category.BRIBE, "KZ-71", "711110000", State.RECEIVED, "kk", None, True, at, None,
        None, values,
    )  # fmt: skip


async def main(count: int) -> None:
    """Prints the measurements."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "adal.db"
        store = await Store.open(f"sqlite+aiosqlite:///{file}", vault=Vault({1: bytes(32)}, current=1))
        taking = filled = 0.0
        tokens = 0
        for start in range(1, count + 1, BATCH):
            cases = [made(number, chance) for number in range(start, min(start + BATCH, count + 1))]
            began = time.process_time()
            pairs = [(t, c.id) for c in cases for t in case_words.tokens_of(store.vault, c)]
            rows = [{"token": t, "complaint_id": number} for t, number in sorted(pairs)]
            taking += time.process_time() - began
            tokens += len(rows)
            async with store.write() as connection:
                own = {"first_answer_due": None, "decision_due": None}
                plain = [
                    {**sealed_row(store.vault, c), **own, "id": c.id, "code": c.code, "received_at": c.received_at,
                     "updated_at": c.received_at, "version": 1} for c in cases
                ]  # fmt: skip
                await connection.execute(sa.insert(complaint), plain)
                began = time.process_time()
                await connection.execute(sa.insert(case_word), rows)
                filled += time.process_time() - began
        await _sizes(store, count, tokens, taking, filled)
        await _queries(store, made(count, random.Random(3)))
        await store.close()


async def _sizes(store: Store, count: int, tokens: int, taking: float, filled: float) -> None:
    async with store.read() as connection:
        asked = sa.text("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%case_word%'")
        size = await connection.scalar(asked)
    print(f"{count} cases, {tokens / count:.0f} tokens each, {size / count:.0f} bytes each")
    print(f"taking words {taking / count * 1000:.2f} ms, writing {filled / count * 1000:.2f} ms CPU a case")


async def _queries(store: Store, like: Case) -> None:
    def asking(*words: str) -> Callable[[AsyncConnection], Awaitable[object]]:
        pairs = [(case_words.WORD, next(iter(stems(word)))) for word in words]
        return lambda conn: case_search.having(conn, store.vault, pairs, ["KZ-71"], Narrowed(), limit=200)

    asked: dict[str, Callable[[AsyncConnection], Awaitable[object]]] = {
        "a rare word": asking("сөз777"),
        "a common word": asking("больница"),
        "two common words": asking("больница", "деньги"),
        "a rare and a common one": asking("сөз77", "мектеп"),
        "nothing found": asking("жоқсөз", "мектеп"),
        "candidates for likeness": lambda conn: case_search.sharing(conn, store.vault, like, since=START, limit=40),
    }
    async with store.read() as connection:
        for name, ask in asked.items():
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                await ask(connection)
                times.append((time.perf_counter() - began) * 1000)
            print(f"{name}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
