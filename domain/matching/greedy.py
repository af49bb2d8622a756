"""The first pass: every demand takes the best of the least loaded, the scarcest demand first."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from domain.matching.board import Board, Demand

LOOKED_AT = 12
"""How many of the least loaded are compared by distance, then by languages."""
SLACK = 1
"""How much more loaded than the least loaded a better fitting one may be."""

Tier = tuple[bool, bool]
"""(same district, interested)."""
TIERS: tuple[Tier, ...] = ((True, True), (True, False), (False, True), (False, False))


class Greedy:
    """Heaps of volunteers by load, for each pool and tier; entries are put right when they come up."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._heaps: dict[tuple[object, ...], list[list[tuple[int, int]]]] = {}

    def run(self) -> None:
        """Gives what can be given without taking anything back."""
        board = self._board
        order = sorted(
            range(len(board.demands)),
            key=lambda index: (len(board.pool(board.demands[index])) - len(board.demands[index].needs), index),
        )
        for index in order:
            for _ in board.demands[index].needs:
                if not self._give_one(index):
                    break

    def _give_one(self, index: int) -> bool:
        board, demand = self._board, self._board.demands[index]
        heaps = self._heaps_of(demand)
        tops = [self._least_loaded(heap, index, 1) for heap in heaps]
        lowest = min((found[0][0] for found in tops if found), default=None)
        if lowest is None:
            return False
        best = next(place for place, found in enumerate(tops) if found and found[0][0] <= lowest + SLACK)
        found = self._least_loaded(heaps[best], index, LOOKED_AT)
        fitting = [volunteer for load, volunteer in found if load <= lowest + SLACK]
        chosen = min(fitting, key=lambda volunteer: self._rank(demand, volunteer))
        hour = board.pick_hour(chosen, demand.window)
        if hour is None:
            raise AssertionError("only those with an hour left are looked at")
        board.give(index, chosen, hour)
        return True

    def _rank(self, demand: Demand, volunteer: int) -> tuple[float, int, int, int]:
        """The nearest, the least loaded, who speaks with most people there: in Kazakh and in Russian."""
        metres, board = self._board.metres(demand.first, volunteer), self._board
        spoken = len(board.volunteers[volunteer].profile.languages)
        return (float("inf") if metres is None else metres, board.load[volunteer], -spoken, volunteer)

    def _heaps_of(self, demand: Demand) -> list[list[tuple[int, int]]]:
        key = (*demand.key, demand.first.form)
        heaps = self._heaps.get(key)
        if heaps is None:
            heaps = [[] for _ in TIERS]
            for volunteer in self._board.pool(demand):
                heaps[TIERS.index(tier(self._board, demand, volunteer))].append(
                    (self._board.load[volunteer], volunteer)
                )
            for heap in heaps:
                heapify(heap)
            self._heaps[key] = heaps
        return heaps

    def _least_loaded(self, heap: list[tuple[int, int]], index: int, most: int) -> list[tuple[int, int]]:
        """At most so many who can take it: the least loaded, and those at most SLACK above."""
        board, demand = self._board, self._board.demands[index]
        found: list[tuple[int, int]] = []
        back: list[tuple[int, int]] = []
        while heap and len(found) < most:
            load, volunteer = heap[0]
            if found and load > found[0][0] + SLACK:
                break
            heappop(heap)
            if not board.avail[volunteer] & demand.window:
                continue  # never again in this pass: hours are only used up, and the window is the heap's
            if load != board.load[volunteer]:
                heappush(heap, (board.load[volunteer], volunteer))
                continue
            back.append((load, volunteer))
            if volunteer not in demand.shut and volunteer not in board.taken[index]:
                found.append((load, volunteer))
        for entry in back:
            heappush(heap, entry)
        return found


def tier(board: Board, demand: Demand, volunteer: int) -> Tier:
    """How well the volunteer fits the demand."""
    need, forms = demand.first, board.forms[volunteer]
    near = need.district is None or board.volunteers[volunteer].profile.district == need.district
    return near, not forms or need.form in forms
