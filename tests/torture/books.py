"""The stopped bot's data, held against what citizens filed and were told."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from domain.case import Case
from domain.evidence import Evidence, Stage
from domain.geography import region
from domain.limits import window_of
from locales.texts import Named
from services.trust.cellar import Cellar
from services.trust.notices_limits import ManyArrived
from storage import evidence as rows
from storage import setaside
from storage.cases import cases
from storage.schema import tables
from storage.store import Store
from tests.torture.citizen import Citizen, Filed
from tests.torture.flights import Flights
from tests.torture.plans import WITH_AMOUNT
from tests.torture.report import Tally
from tests.torture.stage import ADMIN, DESKS
from tests.torture.told import Told


class Books:
    """Complaints, their files, their receipts, and who was told of them."""

    def __init__(self, store: Store, cellar: Cellar, told: Told, flights: Flights) -> None:
        self._store = store
        self._cellar = cellar
        self._told = told
        self._flights = flights
        self.cases: list[Case] = []
        self._complaints = Tally("complaints")
        self._files = Tally("files of complaints")
        self._receipts = Tally("receipts to citizens")
        self._arrivals = Tally("complaints told to coordinators")

    async def audit(self, citizens: list[Citizen]) -> list[Tally]:
        """Compares everything."""
        async with self._store.read() as connection:
            ids = list((await connection.execute(sa.select(tables.complaint.c.id))).scalars())
            found = [await cases.find(connection, self._store.vault, one) for one in ids]
            self.cases = [case for case in found if case is not None]
            files = {case.id: await rows.of_case(connection, self._store.vault, case.id) for case in self.cases}
        for citizen in citizens:
            for filed in citizen.filed:
                await self._look_for(filed, citizen, files)
        self._complaints.kept = len(self.cases)
        if self._complaints.kept != self._complaints.tried:
            self._complaints.problems.append(f"{self._complaints.tried} were filed, {len(self.cases)} are stored")
        return [self._complaints, self._files, self._receipts, self._arrivals]

    async def _look_for(self, filed: Filed, citizen: Citizen, files: dict[int, list[Evidence]]) -> None:
        mark = filed.plan.mark
        for tally, tried in ((self._complaints, 1), (self._files, len(filed.hashes)), (self._receipts, 1)):
            tally.tried += tried
        self._arrivals.tried += 1
        mine = [case for case in self.cases if f"[{mark}-0]" in case.story]
        if len(mine) != 1:
            self._complaints.problems.append(f"{mark}: is stored {len(mine)} times")
            return
        case = mine[0]
        self._complaints.problems += [f"{mark}: {wrong}" for wrong in _differences(case, filed)]
        wrong = await wrong_files(self._cellar, files[case.id], filed.hashes)
        self._files.kept += len(files[case.id])
        self._files.problems += [f"{mark}: {one}" for one in wrong]
        self._count(self._receipts, citizen.phone.person.id, f"✅ {case.code}", self._receipts_of(citizen, case), mark)
        self._count_arrival(case, mark)

    def _receipts_of(self, citizen: Citizen, case: Case) -> list[str]:
        texts = self._told.texts(citizen.phone.person.id)
        return [text for text in texts if text.startswith("✅") and case.code in text]

    def _count_arrival(self, case: Case, mark: str) -> None:
        """By itself; in a flood with the others of its ten minutes, in one message that has the number of them all.
        The first ones came before the region had a coordinator: then the admins hear of it."""
        for desk in (DESKS[case.region], ADMIN):
            texts = [text for text in self._told.texts(desk) if text.startswith(f"🆕 {case.code}")]
            if texts:
                self._count(self._arrivals, desk, case.code, texts, mark)
                return
        start, end = window_of(case.received_at)
        count = sum(one.region == case.region and start <= one.received_at < end for one in self.cases)
        where = region(case.region)
        if self._told.has_read(DESKS[case.region], ManyArrived(Named(where.kk, where.ru), count)):
            self._arrivals.kept += 1
        else:
            self._arrivals.problems.append(f"{mark}: its coordinator was not told")

    def _count(self, tally: Tally, chat: int, what: str, texts: list[str], mark: str) -> None:
        count_told(tally, self._flights, chat, texts, f"{mark} ({what})")


def count_told(tally: Tally, flights: Flights, chat: int, texts: list[str], what: str) -> None:
    """A notice that should have come once: `texts` are those that came. What came twice must be excused by a death."""
    if not texts:
        tally.problems.append(f"{what}: was not told")
        return
    tally.kept += 1
    tally.again += len(texts) - 1
    if flights.too_often(chat, texts[0], len(texts)):
        tally.problems.append(f"{what}: was told {len(texts)} times")


async def wrong_files(cellar: Cellar, stored: list[Evidence], sent: Iterable[str]) -> list[str]:
    """What is wrong with the stored files, held against the SHA-256 of those that were sent."""
    wrong = [f"file {one.position} is {one.stage} ({one.failure})" for one in stored if one.stage != Stage.STORED]
    if [one.sha256 for one in stored] != list(sent):
        wrong.append(f"its {len(stored)} files are not those that were sent")
    for one in stored:
        if one.stage is Stage.STORED:
            content = await cellar.original(one.id)
            if hashlib.sha256(content).hexdigest() != one.sha256:
                wrong.append(f"file {one.position} is not what its hash says")
    return wrong


async def left_over(store: Store, now: datetime) -> list[str]:
    """Handlers that failed, and letters that were not delivered."""
    async with store.read() as connection:
        aside = await setaside.all_set_aside(connection, store.vault)
        late = (tables.outbox.c.state != "sent") & (tables.outbox.c.due_at <= now)
        failed = Counter(
            tuple(row)
            for row in await connection.execute(sa.select(tables.outbox.c.kind, tables.outbox.c.reason).where(late))
        )
    undelivered = [f"{count} × {kind} was not delivered: {reason}" for (kind, reason), count in failed.items()]
    return [*undelivered, *(f"a handler failed: {_in_short(one.traceback)}" for one in aside)]


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
