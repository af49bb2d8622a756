"""The passes that repair: paths along which visits change hands, so that one more is covered or a load is lighter.

The plan is a flow: demand → (demand, volunteer) → hour of the volunteer → week of the volunteer → volunteer. A path in
its residual graph is searched breadth first. What a failed search has reached cannot lead anywhere later either, and
is not entered again, so all failed searches together walk the graph once.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from domain.matching.board import Board, PoolKey, each_bit, lowest

FAIR = 2
"""Loads of people who could take each other's visits differ by at most this."""


@dataclass(frozen=True)
class _Step:
    """A unit of `demand` that looks for a place; it has left `volunteer` (None: it never had one) to make room for
    `before`, which came in at `hour` there."""

    demand: int
    volunteer: int | None
    before: _Step | None
    hour: int = -1


class Paths:
    """Searches over one board; remembers what is exhausted."""

    def __init__(self, board: Board, lightest: Callable[[int], bool]) -> None:
        """`lightest` says whether a volunteer with an hour left may end a path; others pass one of theirs on."""
        self._board = board
        self._ends = lightest
        self._dead_hours = [0] * len(board.volunteers)
        self._dead_demands: set[int] = set()
        self._dead_keys: dict[PoolKey, set[int]] = {}

    def search(self, roots: list[_Step], closed: int | None = None) -> bool:
        """Moves visits along the first path from one of the roots; False if there is none. `closed`: a volunteer who
        takes nothing."""
        run = _Run(self, roots, closed)
        if run.find():
            return True
        self._bury(run)
        return False

    def _bury(self, run: _Run) -> None:
        for volunteer, hours in run.hours.items():
            if volunteer != run.closed:
                self._dead_hours[volunteer] |= hours
        self._dead_demands |= run.demands
        for key, skipped in run.keys.items():
            known = self._dead_keys.get(key)
            self._dead_keys[key] = skipped if known is None else known & skipped


class _Run:
    """One search."""

    def __init__(self, paths: Paths, roots: list[_Step], closed: int | None) -> None:
        self.board, self.paths, self.closed = paths._board, paths, closed
        self.hours: dict[int, int] = defaultdict(int)
        """Hours reached, by volunteer."""
        self.demands: set[int] = set()
        """Demands that have looked among everybody."""
        self.keys: dict[PoolKey, set[int]] = {}
        """By pool: whom every demand of it so far had to pass over."""
        self._queue: deque[_Step] = deque(roots)

    def find(self) -> bool:
        while self._queue:
            if self._expand(self._queue.popleft()):
                return True
        return False

    def _expand(self, step: _Step) -> bool:
        """Tries everybody who could take the unit."""
        if step.volunteer is not None and step.volunteer != self.closed and self._enter(step, step.volunteer):
            return True
        if step.demand in self.demands or step.demand in self.paths._dead_demands:
            return False
        self.demands.add(step.demand)
        demand = self.board.demands[step.demand]
        passed = demand.shut | self.board.taken[step.demand].keys()
        todo = self._unseen(demand.key, self.board.pool(demand))
        left: set[int] = set()
        for volunteer in sorted(todo) if isinstance(todo, set) else todo:
            if volunteer in passed or volunteer == self.closed:
                left.add(volunteer)
            elif self._enter(step, volunteer):
                return True
        self.keys[demand.key] = left
        return False

    def _unseen(self, key: PoolKey, pool: list[int]) -> list[int] | set[int]:
        """Of a pool that was walked before, only those whom everybody had to pass over can be new."""
        walks = [walk for walk in (self.keys.get(key), self.paths._dead_keys.get(key)) if walk is not None]
        return set.intersection(*walks) if walks else pool

    def _enter(self, step: _Step, volunteer: int) -> bool:
        """The unit comes to a volunteer: takes a free hour, or pushes out what is in its way."""
        board = self.board
        window = board.demands[step.demand].window
        known = self.hours[volunteer] | self.paths._dead_hours[volunteer]
        fresh = board.free[volunteer] & window & ~known
        if not fresh:
            return False
        room = fresh & board.avail[volunteer]
        if room and self.paths._ends(volunteer):
            _shift(board, step, volunteer, lowest(room))
            return True
        self.hours[volunteer] |= fresh
        if room:  # no week is in the way, but the volunteer has enough: any other visit may go instead
            self._push(step, volunteer, board.used[volunteer] & ~known, lowest(room))
        else:
            self._push_out(step, volunteer, fresh, known)
        return False

    def _push_out(self, step: _Step, volunteer: int, fresh: int, known: int) -> None:
        """Visits in the very hours leave for it; from full weeks any visit may."""
        used = self.board.used[volunteer]
        for hour in each_bit(fresh & used):
            self._push(step, volunteer, 1 << hour, hour)
        gone = known | fresh & used
        for mask in self.board.week_masks:
            empty = fresh & ~used & mask
            if empty:
                self._push(step, volunteer, used & mask & ~gone, lowest(empty))

    def _push(self, step: _Step, volunteer: int, hours: int, entry: int) -> None:
        """The visits in `hours` look for another place; the unit would come in at `entry`."""
        self.hours[volunteer] |= hours
        for hour in each_bit(hours):
            self._queue.append(_Step(self.board.holder[volunteer][hour], volunteer, step, entry))


def _shift(board: Board, step: _Step, volunteer: int, hour: int) -> None:
    """Moves every unit of the path one on, from the end to the beginning."""
    moves: list[tuple[int, int, int]] = []
    at: _Step | None = step
    while at is not None:
        moves.append((at.demand, volunteer, hour))
        if at.volunteer is None:
            break
        board.take(at.demand, at.volunteer)
        volunteer, hour, at = at.volunteer, at.hour, at.before
    for demand, to, when in moves:
        board.give(demand, to, when)


def cover(board: Board) -> None:
    """Covers as many needs as can be covered."""
    paths = Paths(board, lambda _: True)
    for index, demand in enumerate(board.demands):
        while len(board.taken[index]) < len(demand.needs) and paths.search([_Step(index, None, None)]):
            pass


def balance(board: Board) -> None:
    """Lightens whoever has over FAIR visits more than somebody who could take one of theirs, directly or along a path.

    The heaviest first: whom a failed search from there has reached has no less than their load minus FAIR.
    """
    limit = 0
    paths = Paths(board, lambda volunteer: board.load[volunteer] < limit)
    for load in range(max(board.load, default=0), min(board.load, default=0) + FAIR, -1):
        limit = load - FAIR
        for volunteer in [index for index, own in enumerate(board.load) if own == load]:
            roots = [_Step(demand, volunteer, None) for _, demand in sorted(board.holder[volunteer].items())]
            paths.search(roots, closed=volunteer)
