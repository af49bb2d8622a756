"""Planning a campaign: CPU seconds and coverage as it grows: python -m benchmarks.campaign [--json]

A country of 20 regions with districts of different sizes; a third of the volunteers travel within their region. The
last run is the worst case: one city in which everybody could visit everything and there is not enough time for all.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from time import process_time

from domain.geography import regions
from domain.matching import Candidate, Need, plan
from domain.place import Point
from domain.volunteer import Interest, Profile
from domain.week import DAYTIME, HourRange, WeekHours
from domain.workdays import ALMATY

MONDAY = datetime(2026, 11, 23, tzinfo=ALMATY)
SIZES = ((500, 200), (1_250, 250), (2_500, 500), (5_000, 1_000), (10_000, 2_000))
FORMS = ("pharmacy", "school", "market", "park")
OPEN = (
    DAYTIME,
    WeekHours.of(HourRange(day, 9, 18) for day in range(5)),
    WeekHours.of(HourRange(day, 10, 14) for day in range(6)),
)


@dataclass(frozen=True)
class Run:
    """One plan. `heaviest` is the largest load; the volunteers begin with 0 to 3."""

    town: str
    places: int
    volunteers: int
    seconds: float
    covered: int
    heaviest: int


def country(places: int, volunteers: int, dice: random.Random) -> tuple[list[Need], list[Candidate]]:
    """Needs and volunteers over all districts."""
    districts = [(region.code, part.code) for region in regions().values() for part in region.districts]
    weights = [dice.paretovariate(1.5) for _ in districts]
    return _made(places, volunteers, dice, districts, weights, weekly=4)


def city(places: int, volunteers: int, dice: random.Random) -> tuple[list[Need], list[Candidate]]:
    """All in Almaty, and two fifths too much to do."""
    districts = [("KZ-75", part.code) for part in regions()["KZ-75"].districts]
    return _made(places, volunteers, dice, districts, [1.0] * len(districts), weekly=1)


def _made(
    places: int,
    volunteers: int,
    dice: random.Random,
    districts: Sequence[tuple[str, str]],
    weights: Sequence[float],
    weekly: int,
) -> tuple[list[Need], list[Candidate]]:
    needs = []
    for number, (region, district) in enumerate(dice.choices(districts, weights, k=places)):
        point = Point(43.2 + dice.random() / 5, 76.8 + dice.random() / 5)
        form, hours = dice.choice(FORMS), dice.choice(OPEN)
        needs.append(Need(number, number, form, region, district, MONDAY, MONDAY + timedelta(days=21), hours, point))
    people = []
    for number, (region, district) in enumerate(dice.choices(districts, weights, k=volunteers)):
        days = dice.sample(range(7), 3)
        profile = Profile(
            region,
            district,
            interests=frozenset(dice.sample(list(Interest), dice.randint(0, 3))),
            free=WeekHours.of(HourRange(day, dice.choice((9, 13, 17)), 20) for day in days),
            adult=True,
            travels=dice.random() < 0.33,
            weekly=weekly,
            near=Point(43.2 + dice.random() / 5, 76.8 + dice.random() / 5),
        )
        conflicts = frozenset(dice.sample(range(places), 2))
        people.append(Candidate(number, profile, conflicts, load=dice.randint(0, 3)))
    return needs, people


def measure(town: str, needs: list[Need], people: list[Candidate]) -> Run:
    """Plans once."""
    begun = process_time()
    made = plan(needs, people)
    seconds = process_time() - begun
    after = {one.id: one.load for one in people}
    for offer in made.offers:
        after[offer.volunteer_id] += 1
    return Run(town, len(needs), len(people), round(seconds, 3), len(made.offers), max(after.values()))


def growth(runs: Sequence[Run]) -> float:
    """The exponent k of seconds ~ places ** k, from the smallest to the largest run; 1 is linear."""
    first, last = runs[0], runs[-1]
    return round(math.log(last.seconds / first.seconds) / math.log(last.places / first.places), 2)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    runs = [measure("country", *country(places, volunteers, random.Random(7))) for places, volunteers in SIZES]
    worst = [measure("city", *city(places, volunteers, random.Random(7))) for places, volunteers in SIZES]
    if as_json:
        said = {"runs": [asdict(run) for run in (*runs, *worst)], "growth": growth(runs), "growth_city": growth(worst)}
        print(json.dumps(said, indent=2))
        return
    for run in (*runs, *worst):
        print(
            f"{run.town:8} {run.places:6} places × {run.volunteers:5} volunteers: {run.seconds:7.3f} s, "
            f"{run.covered:6} covered, heaviest load {run.heaviest}"
        )
    print(f"growth: places ** {growth(runs)} in the country, places ** {growth(worst)} in the city")


if __name__ == "__main__":
    main()
