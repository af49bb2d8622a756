"""What is in the data after the killing, held against what was said and sent."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import secrets
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from chat.notice import Notice
from domain.case import Case
from domain.evidence import Evidence, Stage
from domain.geography import region
from domain.limits import WINDOW, window_of
from domain.people import Grant, Role
from locales.texts import LANGUAGES, Named, render
from playground.cloud.telegram import Telegram
from services.cellar import Cellar
from services.notices_limits import ManyArrived
from storage import cases, outbox, people, setaside, tables
from storage import evidence as rows
from storage.columns import microseconds
from storage.keys import load_or_make
from storage.store import Store
from storage.vault import KEY_BYTES
from tests.harness import ALMATY
from tests.torture.citizen import Citizen, Filed
from tests.torture.plans import WITH_AMOUNT
from tests.torture.process import DESKS
from tests.torture.reading import CODE, said

DATABASE = "adal.db"


class Told:
    """What the bot has told people: codes of complaints it has, and «sent»."""

    def __init__(self, cloud: Telegram, citizens: Iterable[Citizen]) -> None:
        self._cloud = cloud
        self._citizens = list(citizens)

    def codes(self) -> set[str]:
        """Every code that stands in a citizen's chat."""
        return {code for one in self._citizens for code in self.codes_of(one.phone.person.id)}

    def codes_of(self, chat: int) -> Counter[str]:
        """The codes in the bot's messages to one person, with in how many messages each stands."""
        own = [message.text for message in self._cloud.chats[chat].messages.values() if message.from_bot]
        return Counter(code for text in own for code in set(CODE.findall(text)))

    def receipts_of(self, chat: int) -> Counter[str]:
        """The codes in the receipts of one person."""
        own = [message.text for message in self._cloud.chats[chat].messages.values() if message.from_bot]
        return Counter(code for text in own if text.startswith("✅") for code in CODE.findall(text))

    def has_read(self, chat: int, notice: Notice) -> bool:
        """Whether the bot's messages to one person say this, in one of the languages."""
        own = [message.text for message in self._cloud.chats[chat].messages.values() if message.from_bot]
        said = {render(notice.text(), language, zone=ALMATY, markup=False).split("\n")[0] for language in LANGUAGES}
        return any(each in text for each in said for text in own)

    def sent(self) -> int:
        """How often a citizen reads that a complaint was sent."""
        words = {said("complaint-sent", language) for language in LANGUAGES}
        chats = [self._cloud.chats[one.phone.person.id] for one in self._citizens]
        messages = [message for chat in chats for message in chat.messages.values() if message.from_bot]
        return sum(any(each in message.text for each in words) for message in messages)


def untruths(folder: Path, told: Told) -> list[str]:
    """What the dead bot had said that is not in its data. Looks at a copy, so that recovery is left to the bot."""
    stored = _codes_in_copy(folder / "data")
    found = [f"{code} was told to a citizen and is not stored" for code in sorted(told.codes() - stored)]
    if told.sent() > len(stored):
        found.append(f"«sent» was said {told.sent()} times, stored are {len(stored)} complaints")
    return found


def _codes_in_copy(data: Path) -> set[str]:
    with tempfile.TemporaryDirectory() as elsewhere:
        for file in data.glob(f"{DATABASE}*"):
            shutil.copy(file, elsewhere)
        with closing(sqlite3.connect(Path(elsewhere) / DATABASE)) as connection:
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'complaint'").fetchone()
            return {code for (code,) in connection.execute("SELECT code FROM complaint")} if known else set()


def unfinished(folder: Path) -> tuple[int, int]:
    """Notices due and not yet sent, and files not yet fetched, in the running bot's data."""
    with closing(sqlite3.connect(folder / "data" / DATABASE, timeout=10)) as connection:
        due = "SELECT count(*) FROM outbox WHERE state = 'queued' AND due_at <= ?"
        letters = connection.execute(due, (microseconds(datetime.now(UTC)),)).fetchone()[0]
        files = connection.execute("SELECT count(*) FROM evidence WHERE state = 'pending'").fetchone()[0]
    return int(letters), int(files)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    """The data of a bot that is not running, with its own key."""
    (folder / "data").mkdir(exist_ok=True)
    vault, _ = load_or_make(None, folder / "data" / "secret.key")
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'data' / DATABASE}", vault=vault)
    try:
        yield store
    finally:
        await store.close()


async def appoint(folder: Path) -> None:
    """Makes the coordinators, as if an admin had invited them."""
    now = datetime.now(UTC)
    async with opened(folder) as store, store.write() as connection:
        known = await people.load(connection, store.vault, list(DESKS.values()), now)
        for region, telegram_id in DESKS.items():
            given = Grant(Role.COORDINATOR, region)
            await people.grant(connection, known[telegram_id].person.id, given, by=None, at=now)


def add_key(file: Path) -> None:
    """Changes the secret key as docs/operations.md says: a line with the next number."""
    lines = file.read_text(encoding="ascii").splitlines()
    fresh = f"{len(lines) + 1} {base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"
    beside = file.with_suffix(".next")
    beside.touch(mode=0o600)
    beside.write_text("\n".join([*lines, fresh]) + "\n", encoding="ascii")
    beside.replace(file)


class Books:
    """The stopped bot's data, opened with its own key."""

    def __init__(self, folder: Path, store: Store, told: Told) -> None:
        self._store = store
        self._told = told
        self._cellar = Cellar(folder / "data" / "evidence", store.vault)
        self.cases: list[Case] = []
        self.problems: list[str] = []
        self._waiting: list[Notice] = []

    @classmethod
    async def audit(cls, folder: Path, citizens: list[Citizen], told: Told) -> Books:
        """Compares everything."""
        async with opened(folder) as store:
            books = cls(folder, store, told)
            await books._compare(citizens)
            return books

    async def _compare(self, citizens: list[Citizen]) -> None:
        async with self._store.read() as connection:
            ids = list((await connection.execute(sa.select(tables.complaint.c.id))).scalars())
            found = [await cases.find(connection, self._store.vault, one) for one in ids]
            self.cases = [case for case in found if case is not None]
            files = {case.id: await rows.of_case(connection, self._store.vault, case.id) for case in self.cases}
            aside = await setaside.all_set_aside(connection, self._store.vault)
            now = datetime.now(UTC)
            late = (tables.outbox.c.state != "sent") & (tables.outbox.c.due_at <= now)
            failed = await connection.execute(sa.select(tables.outbox.c.kind, tables.outbox.c.reason).where(late))
            waiting = await outbox.due(connection, self._store.vault, now + WINDOW, limit=10_000)
            self._waiting = [letter.notice() for letter in waiting]
        self.problems += [f"notice {kind} was not delivered: {reason}" for kind, reason in failed]
        self.problems += [f"a handler failed: {_in_short(one.traceback)}" for one in aside]
        for citizen in citizens:
            for filed in citizen.filed:
                await self._look_for(filed, citizen, files)
        wanted = sum(len(citizen.filed) for citizen in citizens)
        if len(self.cases) != wanted:
            self.problems.append(f"{wanted} complaints were filed, {len(self.cases)} are stored")

    async def _look_for(self, filed: Filed, citizen: Citizen, files: dict[int, list[Evidence]]) -> None:
        mark = filed.plan.mark
        mine = [case for case in self.cases if f"[{mark}-0]" in case.story]
        if len(mine) != 1:
            self.problems.append(f"{mark}: is stored {len(mine)} times")
            return
        case = mine[0]
        self.problems += [f"{mark}: {wrong}" for wrong in _differences(case, filed)]
        self.problems += [f"{mark}: {wrong}" for wrong in await self._wrong_files(files[case.id], filed.hashes)]
        if not self._told.receipts_of(citizen.phone.person.id)[case.code]:
            self.problems.append(f"{mark}: no receipt arrived")
        if not self._told.codes_of(DESKS[case.region])[case.code] and not self._told_together(case):
            self.problems.append(f"{mark}: its coordinator was not told")

    def _told_together(self, case: Case) -> bool:
        """In a flood its coordinator gets one message for these ten minutes, at their end, with the number of all."""
        start, end = window_of(case.received_at)
        count = sum(one.region == case.region and start <= one.received_at < end for one in self.cases)
        where = region(case.region)
        notice = ManyArrived(Named(where.kk, where.ru), count)
        return notice in self._waiting or self._told.has_read(DESKS[case.region], notice)

    async def _wrong_files(self, stored: list[Evidence], sent: tuple[str, ...]) -> list[str]:
        wrong = [f"file {one.position} is {one.stage} ({one.failure})" for one in stored if one.stage != Stage.STORED]
        if [one.sha256 for one in stored] != list(sent):
            wrong.append(f"its {len(stored)} files are not the {len(sent)} that were sent")
        for one in stored:
            if one.stage is Stage.STORED:
                content = await self._cellar.original(one.id)
                if hashlib.sha256(content).hexdigest() != one.sha256:
                    wrong.append(f"file {one.position} is not what its hash says")
        return wrong


def _in_short(traceback: str) -> str:
    """Where it happened, and what."""
    lines = [line.strip() for line in traceback.strip().splitlines()]
    places = [line for line in lines if line.startswith("File ")]
    return f"{lines[-1]} ({places[-1] if places else 'nowhere'})"


def _differences(case: Case, filed: Filed) -> list[str]:
    plan = filed.plan
    institution = "institution" not in plan.skipped or plan.corrects
    amount = plan.category in WITH_AMOUNT and "amount" not in plan.skipped
    expected: dict[str, object] = {
        "category": plan.category,
        "region": plan.region,
        "district": plan.district,
        "anonymous": not plan.named,
        "language": plan.language,
        "amount": plan.amount[1] if amount else None,
        "institution": plan.institution if institution else None,
        "contact": plan.contact if plan.named else None,
        "story": "\n".join(plan.story),
        "place": "place" not in plan.skipped or "place" in plan.typed,
        "when": "when" not in plan.skipped,
    }
    found: dict[str, object] = {
        name: getattr(case, name) for name in ("category", "region", "district", "anonymous", "language", "amount")
    }
    found |= {name: case.values.get(name) for name in ("institution", "contact", "story")}
    found |= {name: name in case.values for name in ("place", "when")}
    return [f"{name} is {found[name]!r}, not {expected[name]!r}" for name in expected if found[name] != expected[name]]


async def until_idle(folder: Path, within: float) -> bool:
    """Waits until every notice is sent and every file fetched."""
    try:
        async with asyncio.timeout(within):
            while any(unfinished(folder)):  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.2)
    except TimeoutError:
        return False
    return True


async def written(folder: Path, *, times: int, within: float) -> None:
    """Returns in the moment in which the running bot has written to its database that many times."""
    log = folder / "data" / f"{DATABASE}-wal"
    before, left = _stamp(log), times
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within):
            while left:
                await asyncio.sleep(0.0005)
                now = _stamp(log)
                before, left = now, left - (now != before)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
