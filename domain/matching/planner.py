"""Puts the passes together and says why."""

from __future__ import annotations

from collections.abc import Sequence

from domain.matching.augment import balance, cover
from domain.matching.board import Board, Demand
from domain.matching.facts import Candidate, Gap, GapWhy, Need, Offer, Plan, Reason, Why
from domain.matching.greedy import Greedy, tier
from domain.week import at_hour


def plan(needs: Sequence[Need], volunteers: Sequence[Candidate]) -> Plan:
    """The best plan; the same for the same input in any order. Ids must be unique among needs and among volunteers.

    Measured by benchmarks/campaign.py.
    """
    board = Board(needs, volunteers)
    Greedy(board).run()
    cover(board)
    balance(board)
    offers: list[Offer] = []
    gaps: list[Gap] = []
    before = [one.load for one in board.volunteers]
    order = sorted((hour, volunteer) for volunteer, held in enumerate(board.holder) for hour in held)
    ordinal: dict[tuple[int, int], int] = {}
    for hour, volunteer in order:
        ordinal[volunteer, hour] = before[volunteer]
        before[volunteer] += 1
    for index, demand in enumerate(board.demands):
        given = sorted(board.taken[index].items())
        for need, (volunteer, hour) in zip(demand.needs, given, strict=False):
            reasons = _reasons(board, demand, volunteer, ordinal[volunteer, hour])
            offers.append(Offer(need.id, board.volunteers[volunteer].id, at_hour(board.base + hour), reasons))
        left = demand.needs[len(given) :]
        gaps.extend(Gap(need.id, _why_not(board, demand, len(given))) for need in left)
    return Plan(
        tuple(sorted(offers, key=lambda offer: offer.need_id)), tuple(sorted(gaps, key=lambda gap: gap.need_id))
    )


def _reasons(board: Board, demand: Demand, volunteer: int, had: int) -> tuple[Reason, ...]:
    same_district, interested = tier(board, demand, volunteer)
    profile = board.volunteers[volunteer].profile
    found = [Reason(Why.SAME_DISTRICT if same_district and demand.first.district else Why.SAME_REGION)]
    if interested and profile.interests:
        found.append(Reason(Why.INTEREST))
    metres = board.metres(demand.first, volunteer)
    if metres is not None:
        found.append(Reason(Why.NEAR, round(metres)))
    found.append(Reason(Why.FREE, (board.free[volunteer] & demand.window).bit_count()))
    found.append(Reason(Why.LOAD, had))
    return tuple(found)


def _why_not(board: Board, demand: Demand, given: int) -> GapWhy:
    """The first thing that stands in the way of everybody (else)."""
    adults = demand.first.adults_only
    near = [one for one in board.near(demand.first) if board.volunteers[one].profile.adult or not adults]
    if len(near) <= given:
        return GapWhy.NOBODY_NEAR
    allowed = [one for one in near if one not in demand.shut]
    if len(allowed) <= given:
        return GapWhy.CONFLICT
    if sum(bool(board.free[one] & demand.window) for one in allowed) <= given:
        return GapWhy.NO_HOURS
    return GapWhy.LIMITS
