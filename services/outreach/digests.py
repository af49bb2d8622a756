"""Digests: what each coordinator chose, and what is due is counted, written and queued.

Counting is done with a reader's view of the database, before the transaction that queues the letter; picture and
spreadsheet are made from the letter when it is sent (services/letters.py). What was told is noted in the same
transaction, so that whatever restarts and however late the clock ticks, a digest comes once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from chat.notice import Notice
from domain.digest import DigestChoice, DigestKind, Span, last_due, told_of
from domain.figures import Area, Figures
from domain.geography import regions as all_regions
from domain.people import Person
from domain.reminders import QUIET
from domain.workdays import Overrides
from forms.inputs.search import fold
from locales.texts import Language
from services import letters
from services.outreach.digest_notices import DailyDigest, LateLine, QuietDigest, WeeklyDigest, packed
from services.outreach.digest_words import DigestWords, area_name, period
from services.refusals import NotAllowed
from services.volunteering.volunteer_common import regions_of
from storage import calendar, people
from storage.cases import due as due_rows
from storage.cases.due import DueQuery
from storage.outreach import digests, figures
from storage.outreach.digests import Reader
from storage.outreach.figures import Regions
from storage.store import Store
from storage.vault import Vault
from storage.work import Work, begin

SHOWN_LATE = 5
MOST_INSTITUTIONS = 20
ON_TIME = timedelta(hours=1)
"""Later than this after its hour a digest waits for the end of the night."""


# ------------------------------------------------------------------ choices


async def choice(work: Work) -> DigestChoice:
    """What the person has chosen. Raises NotAllowed."""
    if not work.person.is_staff:
        raise NotAllowed
    return await digests.find(await work.db(), work.person.id)


async def choose(work: Work, wanted: DigestChoice) -> None:
    """Keeps it; it holds from the next time on. Raises NotAllowed."""
    if await choice(work) != wanted:
        await digests.save(await work.db(), work.person.id, wanted, at=work.now)


async def ask(work: Work) -> None:
    """The last seven whole days, within a minute. Raises NotAllowed."""
    await choice(work)
    await digests.ask(await work.db(), work.person.id, work.now)


# ------------------------------------------------------------------ what is due


@dataclass(frozen=True)
class _Coming:
    """A digest somebody is to get now. `due` is None where they asked for it."""

    reader: Reader
    kind: DigestKind
    due: datetime | None
    span: Span

    @property
    def key(self) -> str:
        asked = self.reader.asked_at
        which = f"{self.kind}:{self.due.isoformat()}" if self.due else f"asked:{asked and asked.isoformat()}"
        return f"digest:{self.reader.person_id}:{which}"


def _coming(readers: Iterable[Reader], now: datetime, overrides: Overrides) -> list[_Coming]:
    found = []
    for reader in readers:
        for kind in DigestKind:
            due = last_due(reader.choice, kind, now, overrides)
            if reader.choice.wants(kind) and due > reader.done[kind]:
                found.append(_Coming(reader, kind, due, told_of(kind, due, overrides)))
        if reader.asked_at is not None:
            found.append(_Coming(reader, DigestKind.WEEKLY, None, told_of(DigestKind.WEEKLY, now)))
    return found


async def send_due(store: Store, now: datetime) -> int:
    """Writes and queues every digest that has come due; how many. One that fails keeps nobody else from theirs: it is
    due again at the next tick, and raises ExceptionGroup at the end."""
    async with store.read() as connection:
        overrides = await calendar.overrides(connection)
        coming = _coming(await digests.readers(connection), now, overrides)
    counted: dict[tuple[Regions, Span], Figures] = {}
    failed: list[Exception] = []
    for one in coming:
        try:
            await _send(store, one, now, counted)
        except Exception as error:  # noqa: BLE001 - raised below, after everybody else has theirs
            failed.append(error)
    if failed:
        raise ExceptionGroup("digests", failed)
    return len(coming)


async def _send(store: Store, one: _Coming, now: datetime, counted: dict[tuple[Regions, Span], Figures]) -> None:
    async with store.read() as connection:
        person = await people.get(connection, store.vault, one.reader.person_id)
        regions = regions_of(person)
        if (regions, one.span) not in counted:
            counted[regions, one.span] = await gather(connection, store.vault, regions, one.span, now)
        numbers = counted[regions, one.span]
        late, more = await _late(connection, store.vault, person, regions, now)
    notice = _written(one, person, regions, numbers, late, more)
    on_time = one.due is None or now - one.due < ON_TIME
    async with begin(store, now=now) as batch, batch.job() as job:
        job.notify(person.id, notice, key=one.key, at=now if on_time else QUIET.over(now))
        if one.due is None:
            await digests.ask(await job.db(), person.id, None)
        else:
            await digests.mark(await job.db(), person.id, one.kind, one.due)


def _written(
    one: _Coming, person: Person, regions: Regions, numbers: Figures, late: list[LateLine], more: int
) -> Notice:
    chosen = one.reader.choice
    language: Language = "ru" if (chosen.language or person.language) == "ru" else "kk"
    when, area = period(one.span, language), area_name(regions, language)
    if numbers.is_quiet and not late:
        return QuietDigest(when, area, language)
    lines = packed(late)
    if one.kind is DigestKind.DAILY:
        return DailyDigest(when, area, numbers.packed(), lines, more, language)
    words = DigestWords(numbers, language, area)
    chart, sheet = letters.chart_recipe(words.chart(chosen.theme)), letters.book_recipe(words.tables())
    name = f"adal-{one.span.last.isoformat()}"
    return WeeklyDigest(when, area, numbers.packed(), lines, more, language, chart, sheet, name)


async def _late(
    connection: AsyncConnection, vault: Vault, person: Person, regions: Regions, now: datetime
) -> tuple[list[LateLine], int]:
    """What is overdue in the person's cases and in those that are nobody's, and how many more there are."""
    query = DueQuery(person.id, regions)
    found = await due_rows.listed(connection, vault, query, after=None, until=now, limit=SHOWN_LATE)
    total = await due_rows.count(connection, query, after=None, until=now)
    lines = [LateLine(item.id, case.id, case.code, case.category, item.due_at) for item, case in found]
    return lines, total - len(lines)


# ------------------------------------------------------------------ numbers


async def gather(connection: AsyncConnection, vault: Vault, regions: Regions, span: Span, now: datetime) -> Figures:
    """All numbers of these days; what is overdue as of now."""
    findings, confirmed = await figures.findings(connection, regions, span)
    replied, earlier = [await figures.answered(connection, regions, one) for one in (span, span.before())]
    return Figures(
        span=span,
        now=await figures.flow(connection, regions, span, replied),
        before=await figures.flow(connection, regions, span.before(), earlier),
        overdue=await figures.overdue(connection, regions, now),
        received=await figures.received_by_day(connection, regions, span),
        replied=figures.by_day([one.at for one in replied], span),
        categories=_ranked(await figures.categories(connection, regions, span)),
        institutions=await _institutions(figures.institutions(connection, vault, regions, span)),
        areas=_all_areas(await figures.areas(connection, regions, span), regions),
        findings=findings,
        confirmed=confirmed,
        savings=await figures.savings(connection, vault, regions, span),
        active=await figures.active(connection, regions, span),
        volunteers=await figures.volunteers(connection, regions),
    )


def _ranked(counted: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


async def _institutions(names: AsyncIterator[str]) -> tuple[tuple[str, int], ...]:
    """The most often named, whatever the letters' case and signs; each as it was mostly written."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    async for name in names:
        plain = " ".join(name.split())
        written[fold(plain)][plain] += 1
    counted = {spelt.most_common(1)[0][0]: spelt.total() for spelt in written.values()}
    return _ranked(counted)[:MOST_INSTITUTIONS]


def _all_areas(found: list[Area], regions: Regions) -> tuple[Area, ...]:
    """Every district of the regions, also where there is nothing."""
    known = {(one.region, one.district): one for one in found}
    every = [
        Area(code, part.code)
        for code, one in all_regions().items()
        if regions is None or code in regions
        for part in one.districts
    ]
    rest = [one for key, one in known.items() if key not in {(each.region, each.district) for each in every}]
    return (*(known.get((one.region, one.district), replace(one)) for one in every), *rest)
