"""The directory of authorities, as staff keep it: whose entry is whose, checking, putting away, loading a table.

Coordinators keep the entries of their regions, admins (and coordinators of everywhere) those of the whole country too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from domain.authority import Authority, suggested
from domain.case import Case
from domain.people import EVERYWHERE, Person, Role
from domain.workdays import ALMATY
from forms.inputs.search import fold
from services.referral.authority_rows import read_authorities
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound
from services.volunteering.volunteer_common import regions_of
from storage.referral import authorities
from storage.work import Job, Work

SEED = Path(__file__).with_name("authorities.csv")
"""A small beginning, with dates and sources, offered for loading; whoever runs the bot may edit it."""


@dataclass(frozen=True)
class Entry:
    """An authority, and whether this person may change it."""

    authority: Authority
    may_edit: bool


@dataclass(frozen=True)
class Sorted:
    """Entries of a table by what loading them would do."""

    new: tuple[Authority, ...]
    known: tuple[Authority, ...]
    foreign: tuple[Authority, ...]
    """Of regions (or of the country) that the person does not keep."""


def may_edit(person: Person, region: str | None) -> bool:
    """Whether the person keeps the entries of this region (None: of the whole country)."""
    return person.may(Role.COORDINATOR, EVERYWHERE if region is None else region)


async def listed(work: Work, *, retired: bool = False) -> list[Authority]:
    """What the person can see: their regions' and the country's. Raises NotAllowed."""
    return await authorities.listed(await work.db(), regions=regions_of(work.person), retired=retired)


async def for_case(work: Work, case: Case) -> Sequence[Authority]:
    """Those a case may go to, the best first."""
    return suggested(await authorities.listed(await work.db(), regions=[case.region]), case.category, case.region)


async def open_authority(work: Work, authority_id: int) -> Entry:
    """One entry. Raises NotFound, NotAllowed."""
    one, own = await authorities.find(await work.db(), authority_id), regions_of(work.person)
    if one is None or (own is not None and one.region is not None and one.region not in own):
        raise NotFound
    return Entry(one, may_edit(work.person, one.region))


async def _kept(work: Work, authority_id: int) -> Authority:
    entry = await open_authority(work, authority_id)
    if not entry.may_edit:
        raise NotAllowed
    return entry.authority


async def add(work: Work, one: Authority) -> Authority:
    """A new entry, compared with its source today. Raises NotAllowed for a region the person does not keep."""
    if not may_edit(work.person, one.region):
        raise NotAllowed
    dated = replace(one, checked_on=one.checked_on or today(work))
    return (await authorities.insert(await work.db(), [dated], by=work.person.id, at=work.now))[0]


async def edit(work: Work, one: Authority) -> Authority:
    """Stores a changed entry, dated today. Raises NotFound, NotAllowed, ChangedMeanwhile."""
    before = await _kept(work, one.id)
    if not may_edit(work.person, one.region):
        raise NotAllowed
    return await _save(work, replace(one, retired_at=before.retired_at, checked_on=today(work)))


async def check(work: Work, authority_id: int) -> Authority:
    """The person has compared the entry with its source: it is right as of today. Raises as `edit`."""
    return await _save(work, replace(await _kept(work, authority_id), checked_on=today(work)))


async def retire(work: Work, authority_id: int) -> Authority:
    """No new letter goes to it; old ones keep it. Raises as `edit`."""
    return await _save(work, replace(await _kept(work, authority_id), retired_at=work.now))


async def restore(work: Work, authority_id: int) -> Authority:
    """Back in use. Raises as `edit`."""
    return await _save(work, replace(await _kept(work, authority_id), retired_at=None))


async def _save(work: Work, one: Authority) -> Authority:
    if not await authorities.save(await work.db(), one):
        raise ChangedMeanwhile
    return replace(one, version=one.version + 1)


def today(job: Job) -> date:
    """The day it is in Kazakhstan."""
    return job.now.astimezone(ALMATY).date()


# ------------------------------------------------------------------ tables


def seed() -> tuple[Authority, ...]:
    """The entries of the file that comes with the bot."""
    return tuple(read_authorities(SEED.read_bytes(), SEED.name).authorities.values())


async def sort(job: Job, person: Person, those: Collection[Authority]) -> Sorted:
    """What loading these would do: one with the same name in the same region is known, and not loaded again."""
    have = {key for one in await authorities.listed(await job.db(), retired=True) for key in _names(one)}
    new: list[Authority] = []
    known: list[Authority] = []
    foreign: list[Authority] = []
    for one in those:
        if have & _names(one):
            known.append(one)
        elif may_edit(person, one.region):
            new.append(one)
            have |= _names(one)
        else:
            foreign.append(one)
    return Sorted(tuple(new), tuple(known), tuple(foreign))


def _names(one: Authority) -> set[tuple[str | None, str]]:
    return {(one.region, fold(name)) for name in (one.kk, one.ru) if name}


async def load(job: Job, person: Person, those: Collection[Authority]) -> int:
    """Keeps the new ones of these; how many."""
    new = (await sort(job, person, those)).new
    await authorities.insert(await job.db(), new, by=person.id, at=job.now)
    return len(new)


async def seed_offered(work: Work) -> int:
    """How many entries of the file the person could still load."""
    return len((await sort(work, work.person, seed())).new) if work.person.is_staff else 0


async def load_seed(work: Work) -> int:
    """Loads them; how many. Raises NotAllowed."""
    if not work.person.is_staff:
        raise NotAllowed
    return await load(work, work.person, seed())
