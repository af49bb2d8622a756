"""The state of a plan in the making: who has which hour free, who has which visit. Hours are bits of integers.

A demand is one need, or the needs of a blind pair together: so many different people. All indices are of the sorted
inputs, so the plan does not depend on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from domain.matching.facts import Candidate, Need
from domain.place import metres_between
from domain.week import DAY, DAYTIME, WEEK, WeekHours, first_full_hour, hour_number

CITIES = frozenset({"KZ-71", "KZ-75", "KZ-79"})
"""Astana, Almaty, Shymkent: within the city every district is near."""

PoolKey = tuple[str, str | None, bool, int]


@dataclass(frozen=True)
class Demand:
    """Needs that are alike: `window` are the hours they may be made in, `shut` volunteers who may not make them."""

    needs: tuple[Need, ...]
    window: int
    shut: frozenset[int]
    key: PoolKey
    """Demands with the same key have the same volunteers, but for those shut out."""

    @property
    def first(self) -> Need:
        return self.needs[0]


class Board:
    """Demands and volunteers by index, and what is given to whom."""

    def __init__(self, needs: Sequence[Need], volunteers: Sequence[Candidate]) -> None:
        self.volunteers = sorted(volunteers, key=lambda one: one.id)
        self.base, self.length = _span(needs)
        self.forms = [one.profile.forms for one in self.volunteers]
        self._index = {one.id: index for index, one in enumerate(self.volunteers)}
        self._conflicted: dict[int, set[int]] = defaultdict(set)
        self._mask_over = cache(self._over)
        self.free = [self._free(one) for one in self.volunteers]
        self.used = [0] * len(self.volunteers)
        self.avail = [0] * len(self.volunteers)
        self.load = [one.load for one in self.volunteers]
        self.week_masks = self._weeks()
        self._busy = [self._per_week(one) for one in self.volunteers]
        self.holder: list[dict[int, int]] = [{} for _ in self.volunteers]
        """By volunteer: hour → demand."""
        for index, one in enumerate(self.volunteers):
            for place_id in one.conflicts:
                self._conflicted[place_id].add(index)
            self._refresh(index)
        self.demands = [self._demand(group) for group in _grouped(needs)]
        self.taken: list[dict[int, int]] = [{} for _ in self.demands]
        """By demand: volunteer → hour."""
        self._reach = self._by_area()
        self._pools: dict[PoolKey, list[int]] = {}

    def _over(self, week: WeekHours) -> int:
        return week.over(self.base, self.length)

    def _free(self, one: Candidate) -> int:
        free = self._mask_over(one.profile.free or DAYTIME)
        for hour in self._busy_hours(one):
            if 0 <= hour < self.length:
                free &= ~(1 << hour)
        return free

    def _busy_hours(self, one: Candidate) -> list[int]:
        return [hour_number(at) - self.base for at in one.busy]

    def _weeks(self) -> list[int]:
        """A mask for each week that the plan touches, Monday to Sunday."""
        first = self.base // WEEK
        last = (self.base + max(self.length, 1) - 1) // WEEK
        full, span = (1 << WEEK) - 1, (1 << self.length) - 1
        starts = [week * WEEK - self.base for week in range(first, last + 1)]
        return [(full << start if start >= 0 else full >> -start) & span for start in starts]

    def _per_week(self, one: Candidate) -> list[int]:
        """What they have already in each week, also in hours outside the plan."""
        counts, first = [0] * len(self.week_masks), self.base // WEEK
        for hour in self._busy_hours(one):
            week = (hour + self.base) // WEEK - first
            if 0 <= week < len(counts):
                counts[week] += 1
        return counts

    def _demand(self, group: tuple[Need, ...]) -> Demand:
        need = group[0]
        opens, closes = first_full_hour(need.opens_at) - self.base, hour_number(need.due_at) - self.base
        span = (1 << max(closes, 0)) - 1 & ~((1 << max(opens, 0)) - 1)
        window = self._mask_over(need.hours) & span
        declined = {self._index[who] for each in group for who in each.besides if who in self._index}
        shut = frozenset(declined | self._conflicted.get(need.place_id, set()))
        return Demand(group, window, shut, (need.region, need.district, need.adults_only, window))

    def _by_area(self) -> dict[tuple[str, str | None], list[int]]:
        """Volunteers by where they go: a district of theirs, or (None) everywhere in the region."""
        areas: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for index, one in enumerate(self.volunteers):
            own = one.profile
            wide = own.travels or own.district is None or own.region in CITIES
            areas[own.region, None if wide else own.district].append(index)
            areas[own.region, "*"].append(index)
        return areas

    def near(self, need: Need) -> list[int]:
        """Who goes to where the need is; not whether they have time."""
        if need.district is None:
            return self._reach.get((need.region, "*"), [])
        return self._reach.get((need.region, need.district), []) + self._reach.get((need.region, None), [])

    def pool(self, demand: Demand) -> list[int]:
        """Who goes there and has an hour in its window, were they given nothing else."""
        found = self._pools.get(demand.key)
        if found is None:
            need, window = demand.first, demand.window
            found = [
                index
                for index in sorted(self.near(need))
                if self.free[index] & window and (self.volunteers[index].profile.adult or not need.adults_only)
            ]
            self._pools[demand.key] = found
        return found

    def give(self, demand: int, volunteer: int, hour: int) -> None:
        """One unit of the demand is theirs at this hour."""
        self.holder[volunteer][hour] = demand
        self.taken[demand][volunteer] = hour
        self.used[volunteer] |= 1 << hour
        self.load[volunteer] += 1
        self._refresh(volunteer)

    def take(self, demand: int, volunteer: int) -> int:
        """Undoes `give`; the hour that is free again."""
        hour = self.taken[demand].pop(volunteer)
        del self.holder[volunteer][hour]
        self.used[volunteer] &= ~(1 << hour)
        self.load[volunteer] -= 1
        self._refresh(volunteer)
        return hour

    def _refresh(self, volunteer: int) -> None:
        """Hours that are free, in weeks that are not full."""
        avail, used = self.free[volunteer] & ~self.used[volunteer], self.used[volunteer]
        limit, busy = self.volunteers[volunteer].profile.weekly, self._busy[volunteer]
        for week, mask in enumerate(self.week_masks):
            if busy[week] + (used & mask).bit_count() >= limit:
                avail &= ~mask
        self.avail[volunteer] = avail

    def pick_hour(self, volunteer: int, window: int) -> int | None:
        """The first hour they can still be given, on a day without another visit if there is one."""
        bits = self.avail[volunteer] & window
        if not bits:
            return None
        fresh = bits
        for hour in self.holder[volunteer]:
            start = hour - (hour + self.base) % DAY
            day = (1 << DAY) - 1
            fresh &= ~(day << start if start >= 0 else day >> -start)
        return lowest(fresh or bits)

    def metres(self, need: Need, volunteer: int) -> float | None:
        """From where the volunteer said to be; None where unknown."""
        near = self.volunteers[volunteer].profile.near
        return None if near is None or need.point is None else metres_between(near, need.point)


def lowest(bits: int) -> int:
    """The number of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1


def each_bit(bits: int) -> Iterator[int]:
    """The numbers of all bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _span(needs: Sequence[Need]) -> tuple[int, int]:
    """The first hour of the plan and how many there are."""
    if not needs:
        return 0, 0
    first = min(first_full_hour(need.opens_at) for need in needs)
    return first, max(0, max(hour_number(need.due_at) for need in needs) - first)


def _grouped(needs: Sequence[Need]) -> list[tuple[Need, ...]]:
    groups: dict[Hashable, list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda one: one.id):
        groups[("one", need.id) if need.pair is None else ("pair", need.pair)].append(need)
    return [tuple(group) for group in groups.values()]
