"""Objects of observation: added one by one or from a file, changed, merged, put away by their region's coordinators."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.assignment import Assignment
from domain.duplicates import STEM, duplicates
from domain.geography import regions
from domain.likeness import FAR_METRES
from domain.people import EVERYWHERE, Person, Role
from domain.place import Place, PlaceKind
from forms.inputs.search import fold, fold_lines, rank
from services.fieldwork.place_files import Sheet
from services.fieldwork.place_files import read_places as read_places
from services.fieldwork.place_likeness import Pair, Portion, looks
from services.fieldwork.place_rows import RowProblem, folded_names
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound
from services.volunteering.volunteer_common import coordinates, place_of, regions_of
from storage.fieldwork import assignments, place_words, places
from storage.fieldwork.places import PlaceQuery
from storage.vault import Vault
from storage.work import Job, Work

PAGE = 8
LOOKED_AT = 500
"""So many objects that have the rarest word typed are compared; a word that more have says nothing of likeness."""


@dataclass(frozen=True)
class PlaceList:
    """A page of places by name; `page` counts from 0, `pages` is at least 1."""

    places: tuple[Place, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class PlacePage:
    """A place with its stations, and everything that was done or is to be done there, the latest first."""

    place: Place
    stations: tuple[Place, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class Likeness:
    """A place that is probably the same as one we have."""

    new: Place
    known: Place
    score: float


@dataclass(frozen=True)
class Added:
    """A place that was kept, and those it may be the same as."""

    place: Place
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True)
class Preview:
    """What loading some rows of a file would do: so many new places; rows that look like places we have, by row; what
    is wrong. `foreign` rows lie in regions the person does not coordinate."""

    new: int
    likenesses: Mapping[int, Likeness]
    foreign: tuple[int, ...]
    problems: tuple[RowProblem, ...]


async def listed(
    work: Work, *, kind: PlaceKind | None = None, region: str | None = None, district: str | None = None, page: int = 0
) -> PlaceList:
    """Places of the person's regions. Raises NotAllowed."""
    conn, query = await work.db(), _query(work, kind, region, district)
    total = await places.count(conn, query)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    found = await places.listed(conn, work.vault, query, offset=page * PAGE, limit=PAGE)
    return PlaceList(tuple(found), page, pages, total)


async def chosen(
    work: Work, *, kind: PlaceKind | None = None, region: str | None = None, district: str | None = None
) -> list[int]:
    """The ids of all places that a filter finds, for a campaign. Raises NotAllowed."""
    return await places.ids(await work.db(), _query(work, kind, region, district))


def _query(work: Work, kind: PlaceKind | None, region: str | None, district: str | None) -> PlaceQuery:
    own = regions_of(work.person)
    asked = own if region is None else frozenset({region}) if own is None else own & {region}
    return PlaceQuery(asked, district, kind)


async def search(work: Work, typed: str, *, region: str | None = None, limit: int = PAGE) -> list[Place]:
    """Places of the region of a volunteer or coordinator by what they typed, however spelt; for marking a conflict of
    interest, for choosing by hand. `region` narrows it. Raises NotAllowed for anybody else."""
    person = work.person
    if not (person.is_staff or person.has(Role.VOLUNTEER)):
        raise NotAllowed
    granted = {grant.region for grant in person.grants}
    own = set(regions()) if EVERYWHERE in granted else granted
    own = own if region is None else own & {region}
    conn, said = await work.db(), fold(typed)
    ids = await place_words.having_all(conn, own, said.split(), limit=LOOKED_AT)
    named = await places.names(conn, ids)
    folded = iter(fold_lines([text for _, *texts in named for text in texts]))
    ranked = [(rank(said, islice(folded, 3)), kk, ru, number) for number, kk, ru, _ in named]
    best = sorted((fit, kk, ru, number) for fit, kk, ru, number in ranked if fit is not None)[:limit]
    found = await places.by_ids(conn, work.vault, [number for *_, number in best])
    return [found[number] for *_, number in best]


async def picked(work: Work, place_ids: Collection[int]) -> list[Place]:
    """Those of these places that the person coordinates, by name. Raises NotAllowed."""
    own = regions_of(work.person)
    found = await places.by_ids(await work.db(), work.vault, place_ids)
    mine = [place for place in found.values() if own is None or place.region in own]
    return sorted(mine, key=lambda place: (place.kk or place.ru, place.id))


async def open_place(work: Work, place_id: int) -> PlacePage:
    """A place of a region the person coordinates. Raises NotFound."""
    place, conn = await _theirs(work, place_id), await work.db()
    stations = await places.stations(conn, work.vault, [place.id])
    return PlacePage(place, tuple(stations), tuple(await assignments.of_place(conn, place.id)))


async def _theirs(work: Work, place_id: int) -> Place:
    place = await place_of(work, place_id)
    coordinates(work, place.region)
    return place


async def add(work: Work, place: Place) -> Added:
    """Keeps a new place and says which ones it may be the same as. Raises NotFound for a foreign region."""
    coordinates(work, place.region)
    known = await _rivals(work, place)
    kept = await places.insert(await work.db(), work.vault, [place], by=work.person.id, at=work.now)
    return Added(kept[0], tuple(_alike(kept, known)))


async def _rivals(job: Job, place: Place) -> list[Place]:
    """Those that a new place may be the same as: what stands near it, what shares the beginning of a rarer word."""
    conn, region = await job.db(), place.region
    stems = [word[:STEM] for name in folded_names(place) for word in name.split()]
    ids = await place_words.having_rare(conn, {region}, stems, limit=LOOKED_AT)
    found = await places.by_ids(conn, job.vault, ids)
    if place.point is not None:
        close = await places.around(conn, job.vault, region, place.kind, place.point, metres=FAR_METRES)
        found |= {one.id: one for one in close}
    return list(found.values())


def _alike(new: Sequence[Place], known: Sequence[Place]) -> list[Likeness]:
    """Pairs of a new place and one it is probably the same as, among known and new ones. Ids must differ."""
    by_id = {place.id: place for place in (*known, *new)}
    found = duplicates([looks(place) for place in new], [looks(place) for place in known])
    return [Likeness(by_id[one], by_id[other], score) for one, other, score in found]


async def edit(work: Work, place: Place) -> Place:
    """Stores a changed place; its region stays. Raises NotFound, ChangedMeanwhile."""
    before = await _theirs(work, place.id)
    changed = replace(place, region=before.region, merged_into=before.merged_into)
    if not await places.save(await work.db(), work.vault, changed):
        raise ChangedMeanwhile
    return replace(changed, version=changed.version + 1)


async def retire(work: Work, place_id: int) -> None:
    """Puts a place away: no new campaign covers it. Raises NotFound."""
    await edit(work, replace(await _theirs(work, place_id), retired_at=work.now))


async def merge(work: Work, merged_id: int, kept_id: int) -> Place:
    """Two places are one: conflicts, stations and visits still open go over to the one kept, which also gets what only
    the other one knew. Raises NotFound, also for places of different regions."""
    merged, kept = await _theirs(work, merged_id), await _theirs(work, kept_id)
    if merged.id == kept.id or merged.region != kept.region or not (merged.is_active and kept.is_active):
        raise NotFound
    conn = await work.db()
    fuller = filled(kept, merged)
    if not await places.save(conn, work.vault, fuller):
        raise ChangedMeanwhile
    if not await places.save(conn, work.vault, replace(merged, merged_into=kept.id)):
        raise ChangedMeanwhile
    await places.move_to(conn, merged.id, kept.id)
    return replace(fuller, version=fuller.version + 1)


def filled(kept: Place, other: Place) -> Place:
    """The place kept, with what only the other one knew."""
    return replace(
        kept,
        kk=kept.kk or other.kk,
        ru=kept.ru or other.ru,
        district=kept.district or other.district,
        address=kept.address or other.address,
        point=kept.point or other.point,
        hours=kept.hours or other.hours,
        contact=kept.contact or other.contact,
    )


async def add_route(work: Work, route: Place, stations: Sequence[Place]) -> Place:
    """Keeps a route with its stations, in their order. Raises NotFound for a foreign region."""
    for place in (route, *stations):
        coordinates(work, place.region)
    conn, me = await work.db(), work.person.id
    (kept,) = await places.insert(conn, work.vault, [route], by=me, at=work.now)
    along = [replace(place, route_id=kept.id, position=number) for number, place in enumerate(stations, start=1)]
    await places.insert(conn, work.vault, along, by=me, at=work.now)
    return kept


async def preview(connection: AsyncConnection, vault: Vault, person: Person, some: Portion) -> Preview:
    """What loading some rows of a coordinator's file would do. Raises NotAllowed."""
    mine, foreign = _sorted_out(person, some.sheet)
    alike = await _likenesses(connection, vault, regions_of(person), some.rows, some.pairs)
    return Preview(len(mine), alike, foreign, some.sheet.problems)


async def likenesses(job: Job, person: Person, rows: Mapping[int, Place], pairs: Sequence[Pair]) -> dict[int, Likeness]:
    """The rows of these pairs with what they look like; objects that are gone by now and rows of foreign regions are
    left out. Raises NotAllowed."""
    return await _likenesses(await job.db(), job.vault, regions_of(person), rows, pairs)


async def _likenesses(
    connection: AsyncConnection,
    vault: Vault,
    own: frozenset[str] | None,
    rows: Mapping[int, Place],
    pairs: Sequence[Pair],
) -> dict[int, Likeness]:
    known = await places.by_ids(connection, vault, [pair.known for pair in pairs if pair.known > 0])

    def at(number: int) -> Place | None:
        """The object with this id, or the row with minus this number."""
        if number > 0:
            place = known.get(number)
            return place if place is not None and place.is_active else None
        row = rows.get(-number)
        return replace(row, id=number) if row is not None and (own is None or row.region in own) else None

    found = {}
    for pair in pairs:
        new, other = at(-pair.row), at(pair.known)
        if new is not None and other is not None:
            found[pair.row] = Likeness(new, other, pair.score)
    return found


def _sorted_out(person: Person, sheet: Sheet) -> tuple[dict[int, Place], tuple[int, ...]]:
    own = regions_of(person)
    mine = {row: place for row, place in sheet.places.items() if own is None or place.region in own}
    return mine, tuple(row for row in sheet.places if row not in mine)


async def load(job: Job, person: Person, sheet: Sheet, *, skip: Collection[int] = ()) -> list[Place]:
    """Keeps the places of a coordinator's file but for the rows to `skip` and those of foreign regions. Raises
    NotAllowed."""
    mine, _ = _sorted_out(person, sheet)
    wanted = [place for row, place in mine.items() if row not in skip]
    return await places.insert(await job.db(), job.vault, wanted, by=person.id, at=job.now)


async def complete(job: Job, likeness: Likeness) -> None:
    """Merges a row of a file into the place we have: it gets what only the file knew."""
    fuller = filled(likeness.known, likeness.new)
    if fuller != likeness.known:
        await places.save(await job.db(), job.vault, fuller)


async def last_visits(work: Work, form: str, place_ids: Sequence[int]) -> dict[int, datetime]:
    """When places were last visited with this form: for the six months' warning."""
    regions_of(work.person)
    return await places.form_visits(await work.db(), form, place_ids)
