"""Monitoring groups in a plan: a visit that may be made together goes to a group first, then to one person.

A group is planned as one volunteer who can only do what all its members can: their common hours, the smallest weekly
limit, every conflict of interest. Its lead gets the offer. Blind pairs are for two people, not for groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from domain.matching.facts import Candidate, Need, Offer, Plan, Reason, Why
from domain.matching.planner import plan
from domain.team import Team
from domain.week import DAYTIME, WeekHours, hour_number, week_number

People = Mapping[int, Candidate]


@dataclass(frozen=True)
class _Squad:
    """A group all of whose members can be planned with."""

    team: Team
    lead: int

    def together(self, people: People) -> Candidate | None:
        """As one volunteer, its id negative; None where they have no hour in common."""
        members = [people[number] for number in self.team.members]
        own, profiles = people[self.lead].profile, [one.profile for one in members]
        free = WeekHours(reduce(int.__and__, ((each.free or DAYTIME).mask for each in profiles)))
        if not free:
            return None
        joint = replace(
            own,
            free=free,
            adult=all(each.adult for each in profiles),
            travels=all(each.travels or each.district in (own.district, None) for each in profiles) and own.travels,
            weekly=min(each.weekly for each in profiles),
        )
        busy = tuple({at for one in members for at in one.busy})
        conflicts = frozenset().union(*(one.conflicts for one in members))
        return Candidate(-self.team.id, joint, conflicts, busy, max(one.load for one in members))


def plan_with_groups(
    needs: Sequence[Need], volunteers: Sequence[Candidate], teams: Sequence[Team], sizes: Mapping[int, int]
) -> Plan:
    """The plan where visits (`sizes`: need id → how many may go together) are made by groups as far as there are any,
    and all the others by one person each. Groups without a lead, or with somebody who is not among the volunteers,
    are left out."""
    people: People = {one.id: one for one in volunteers}
    squads = {one.team.id: one for team in teams if (one := _squad(team, people)) is not None}
    left = {need.id: need for need in needs}
    given: list[Offer] = []
    while True:
        candidates = [each for one in squads.values() if (each := one.together(people)) is not None]
        joint = [_for_groups(left[number], squads, size) for number, size in sizes.items() if number in left]
        made = plan([one for one in joint if one.pair is None], candidates).offers if candidates else ()
        taken = _taken(made, squads, people)
        for offer in taken:
            del left[offer.need_id]
            people = _busier(people, squads[offer.team_id or 0], offer.at)
        given += taken
        if len(taken) == len(made):
            break
    rest = plan(list(left.values()), list(people.values()))
    return Plan(tuple(sorted((*given, *rest.offers), key=lambda offer: offer.need_id)), rest.gaps)


def _squad(team: Team, people: People) -> _Squad | None:
    whole = len(team.members) > 1 and all(number in people for number in team.members)
    return _Squad(team, team.lead_id) if whole and team.lead_id is not None else None


def _for_groups(need: Need, squads: Mapping[int, _Squad], size: int) -> Need:
    """The need as groups see it: not for those too large, nor with a member who is out for it."""
    out = {
        -number
        for number, one in squads.items()
        if len(one.team.members) > size or need.besides.intersection(one.team.members)
    }
    return replace(need, besides=frozenset(out))


def _taken(made: Sequence[Offer], squads: Mapping[int, _Squad], people: People) -> list[Offer]:
    """The offers that hold although somebody may be in several groups: nobody twice in an hour or over their limit."""
    hours: dict[int, set[int]] = defaultdict(set)
    weeks: dict[int, Counter[int]] = {}
    kept = []
    for offer in sorted(made, key=lambda one: (one.at, one.need_id)):
        squad, hour = squads[-offer.volunteer_id], hour_number(offer.at)
        for number in squad.team.members:
            weeks.setdefault(number, Counter(week_number(hour_number(at)) for at in people[number].busy))
        members, week = squad.team.members, week_number(hour)
        if any(hour in hours[one] or weeks[one][week] >= people[one].profile.weekly for one in members):
            continue
        for number in members:
            hours[number].add(hour)
            weeks[number][week] += 1
        reasons = (Reason(Why.GROUP), *offer.reasons)
        kept.append(replace(offer, volunteer_id=squad.lead, team_id=squad.team.id, reasons=reasons))
    return kept


def _busier(people: People, squad: _Squad, at: datetime) -> People:
    """Everybody of the group has this visit too."""
    changed = {
        number: replace(people[number], busy=(*people[number].busy, at), load=people[number].load + 1)
        for number in squad.team.members
    }
    return {**people, **changed}
