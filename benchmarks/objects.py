"""A hundred thousand objects from one spreadsheet, and finding one of them: python -m benchmarks.objects [ROWS]

Writes an XLSX of which every fiftieth row is wrong, and loads it as a coordinator would, with the real tables and a
process of its own for reading and comparing; meanwhile somebody else's updates go through the same store, and the
longest of them is told. Then the same file once more (every row is like an object we have), a file of which no row is
good, searching, and adding one object by hand. What was measured stands in docs/decisions/0006.
"""

from __future__ import annotations

import asyncio
import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import xlsxwriter

from benchmarks.meter import peak_memory
from domain.evidence import Evidence, Incoming, Kind, Purpose
from domain.people import Grant, Role
from domain.place import Place, PlaceKind, Point
from services.fieldwork import place_inbox, places
from services.fieldwork.place_inbox import PlaceInbox
from services.fieldwork.place_loading import Mode
from storage import evidence as files
from storage.schema import tables
from storage.store import Store
from storage.vault import Vault
from storage.work import Work, begin
from transport.tuning import tune_memory

NOW = datetime(2026, 9, 1, 5, tzinfo=UTC)
CITY = "KZ-75"
COORDINATOR, SOMEBODY = 1, 2
WRONG = 50
"""Every so many-th row has a type that nobody knows."""
HEADER = ("Атауы", "Название", "Тип", "Район", "Мекенжай", "Широта", "Долгота", "Часы работы", "Контакт")
WORDS = ("Самал", "Береке", "Шипа", "Нұр", "Дәру", "Айболит", "Мейірім", "Арай", "Көктем", "Жасмин", "Тұмар", "Алтын")
KINDS = (("дәріханасы", "Аптека", "pharmacy"), ("базары", "Рынок", "market"), ("алаңы", "Площадка", "playground"))
DISTRICTS = ("Алмалы", "Әуезов", "Бостандық", "Жетісу", "Медеу", "Наурызбай", "Түрксіб", "Алатау")
STREETS = ("Абай", "Достық", "Сейфуллин", "Төле би", "Райымбек", "Гоголь")


def workbook(rows: int, *, all_wrong: bool = False) -> bytes:
    """The file."""
    chance, out = random.Random(7), io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(1, rows + 1):
        kk, ru, kind = chance.choice(KINDS)
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)}"
        point = (43.15 + chance.random() / 4, 76.75 + chance.random() / 3)
        wrong = all_wrong or number % WRONG == 0
        known = (f"{name} {kk} № {number}", f"{ru} {name} № {number}", "белгісіз" if wrong else kind)
        where = (chance.choice(DISTRICTS), f"{chance.choice(STREETS)}, {number % 300}", *map(str, point))
        sheet.write_row(number, 0, (*known, *where, "пн-пт 9-18", "Айым"))
    book.close()
    return out.getvalue()


class Town:
    """A store with a coordinator and somebody else."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.inbox = PlaceInbox(store, lambda: NOW)
        self._updates = 0

    async def acts(self, telegram_id: int, act: Callable[[Work], Awaitable[Any]]) -> Any:
        """One update."""
        self._updates += 1
        async with begin(self.store, now=NOW) as batch:
            await batch.load([self._updates], [telegram_id])
            async with batch.step(self._updates, telegram_id) as work:
                return await act(work)

    async def sends(self, content: bytes, mode: Mode | None) -> None:
        """The file is read, and loaded if `mode` says how; what came of it is said."""
        incoming = Incoming(Kind.DOCUMENT, "file", "objects.xlsx", len(content))
        await self.acts(COORDINATOR, lambda work: place_inbox.receive(work, incoming))
        await self.deals(content)
        if mode is not None:
            number = (await self.row()).id
            await self.acts(COORDINATOR, lambda work: place_inbox.ask_load(work, number, mode))
            await self.deals(content)

    async def row(self) -> Evidence:
        """The file's row."""
        async with self.store.read() as conn:
            return (await files.of_purpose(conn, self.store.vault, 1, Purpose.PLACES))[-1]

    async def deals(self, content: bytes) -> None:
        """What the fetcher does with it."""
        dealt = await self.inbox.take_in(await self.row(), content)
        async with begin(self.store, now=NOW) as batch, batch.job() as job:
            await dealt.write(job)
        await dealt.after()

    async def count(self, table: sa.Table) -> int:
        """Rows of a table."""
        async with self.store.read() as conn:
            return (await conn.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()


async def others(town: Town, stop: asyncio.Event) -> list[float]:
    """Somebody's updates, twenty a second: how long each took, in seconds."""
    taken = []

    async def looks(work: Work) -> None:
        work.person = work.person
        await work.db()

    due = time.perf_counter()
    while not stop.is_set():
        await town.acts(SOMEBODY, looks)
        taken.append(time.perf_counter() - due)
        due = time.perf_counter() + 0.05  # also counted: that the loop was not free to begin in time
        await asyncio.sleep(0.05)
    return taken


async def timed(town: Town, what: str, act: Awaitable[Any]) -> None:
    """Does it while others are answered, and prints."""
    stop = asyncio.Event()
    waiting = asyncio.create_task(others(town, stop))
    begun = time.perf_counter()
    await act
    seconds = time.perf_counter() - begun
    stop.set()
    taken = sorted(await waiting)
    print(
        f"{what:44} {seconds:7.1f} s; others meanwhile: half within {taken[len(taken) // 2] * 1000:.0f} ms, "
        f"99 % within {taken[int(len(taken) * 0.99)] * 1000:.0f} ms, the longest {taken[-1] * 1000:.0f} ms"
    )


async def searched(town: Town, typed: str) -> None:
    """Prints how long a search takes, the best of five."""
    best, found = 9e9, 0
    for _ in range(5):
        begun = time.perf_counter()
        found = len(await town.acts(COORDINATOR, lambda work: places.search(work, typed)))
        best = min(best, time.perf_counter() - begun)
    print(f"search «{typed}»: {best * 1000:.1f} ms, {found} shown")


def _size(folder: str) -> float:
    """Megabytes of the database with what is not folded into it yet."""
    return sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6


async def main(rows: int) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "adal.db"
        store = await Store.open(f"sqlite+aiosqlite:///{file}", vault=Vault({1: bytes(32)}, current=1))
        town = Town(store)
        async with begin(store, now=NOW) as batch:
            await batch.load([], [COORDINATOR, SOMEBODY])
            async with batch.job() as job:
                await job.grant(batch.person_of(COORDINATOR).id, Grant(Role.COORDINATOR, CITY), by=None)
        content = workbook(rows)
        tune_memory()
        print(f"{rows} rows, {len(content) / 1e6:.1f} MB")
        await timed(town, "read and loaded", town.sends(content, Mode.SKIP))
        kept = await town.count(tables.volunteer_tables.place)
        print(f"objects kept: {kept} of {rows - rows // WRONG} good rows; {_size(folder):.0f} MB of database")
        print(f"memory so far: the bot {peak_memory():.0f} MB")
        await timed(town, "the same file again, read and merged", town.sends(content, Mode.MERGE))
        print(f"objects now: {await town.count(tables.volunteer_tables.place)}")
        await timed(town, "a file of which no row is good", town.sends(workbook(rows, all_wrong=True), None))
        for typed in ("Самал", "аптека", "nur daru", f"{rows - 1}", "Абай 17", "дәріхана самал береке", "жоқтықсөз"):
            await searched(town, typed)
        one = Place(0, PlaceKind.PHARMACY, "Жаңа Самал дәріханасы", "", CITY, point=Point(43.25, 76.9))
        begun = time.perf_counter()
        alike = len((await town.acts(COORDINATOR, lambda work: places.add(work, one))).likenesses)
        print(f"one added by hand, compared: {(time.perf_counter() - begun) * 1000:.0f} ms, {alike} alike")
        await store.close()
    own, apart = peak_memory(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"memory at most: the bot {own:.0f} MB, the process that reads and compares {apart:.0f} MB")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
