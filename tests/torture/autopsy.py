"""What a dead bot had told and what it has: nothing that anybody was told may be missing from its data."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from storage import outbox
from storage.keys import load
from storage.outbox import Letter
from storage.store import peek
from tests.torture.data import DATABASE, KEY_FILE, address
from tests.torture.flights import Flights
from tests.torture.stage import ANNOUNCER
from tests.torture.told import Told
from tests.torture.visitor import Visitor

ARRIVED = re.compile(r"^📥 («[^»]+»)")
VISITED = """
SELECT place.kk FROM visit JOIN assignment ON assignment.id = visit.assignment_id
JOIN place ON place.id = assignment.place_id WHERE visit.submission_id IS NOT NULL
"""


async def autopsy(folder: Path, now: datetime, told: Told, visitors: Iterable[Visitor], flights: Flights) -> list[str]:
    """What the dead bot had said that is not so. Looks at a copy, so that recovery is left to the bot."""
    with tempfile.TemporaryDirectory() as elsewhere:
        for file in (folder / "data").glob(f"{DATABASE}*"):
            shutil.copy(file, elsewhere)
        with closing(sqlite3.connect(Path(elsewhere) / DATABASE)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'visit'").fetchone():
                return [f"{code} was told before there were tables" for code in told.codes()]
            codes = {code for (code,) in connection.execute("SELECT code FROM complaint")}
            visited = {name for (name,) in connection.execute(VISITED)}
        flights.at_death(await _queued(folder, Path(elsewhere), now))
    return [*_reports(told, codes), *_visits(told, visitors, visited)]


async def _queued(folder: Path, copy: Path, now: datetime) -> list[Letter]:
    """The letters that would be sent still."""
    vault = load(None, folder / "data" / KEY_FILE)
    async with peek(address(copy), vault=vault) as connection:
        return await outbox.due(connection, vault, now + timedelta(days=1), limit=10_000)


def _reports(told: Told, stored: set[str]) -> list[str]:
    found = [f"{code} was told to a citizen and is not stored" for code in sorted(told.codes() - stored)]
    if told.sent() > len(stored):
        found.append(f"«sent» was said {told.sent()} times, stored are {len(stored)} complaints")
    return found


def _visits(told: Told, visitors: Iterable[Visitor], stored: set[str]) -> list[str]:
    thanked = {
        place
        for one in visitors
        for place in one.todo
        if any(one.words("visit-handed-in", place=place) in text for text in told.texts(one.chat))
    }
    arrived = {found[1] for text in told.texts(ANNOUNCER) if (found := ARRIVED.match(text))}
    return [
        *(f"{place}: a volunteer was thanked, no visit is stored" for place in sorted(thanked - stored)),
        *(f"{place}: a coordinator was told of a visit, none is stored" for place in sorted(arrived - stored)),
    ]
