"""The counting at the end, once the bot has stopped and its old keys are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.trust.cellar import Cellar
from tests.torture import outcomes
from tests.torture.books import Books, left_over
from tests.torture.data import opened

if TYPE_CHECKING:
    from tests.torture.run import Torture


async def count(done: Torture) -> None:
    """Holds the data against what was said and sent; the report has it then."""
    report, told, flights = done.report, done.told, done.flights
    async with opened(done.folder) as store:
        cellar = Cellar(done.folder / "data" / "evidence", store.vault)
        report.tallies = [
            *await Books(store, cellar, told, flights).audit(done.citizens),
            *await outcomes.checklists(store, cellar, done.visitors, told, flights),
            await outcomes.broadcasts(store, done.announcer, done.report.days, done.cast, told, flights),
            outcomes.digests(done.mornings, done.appointed_at, told, flights),
            await outcomes.seals(done.folder, store),
        ]
        report.general += await left_over(store, done.clock())
    report.general += [problem for one in done.people for problem in one.problems]
    report.general += [f"the simulator does not know: {one}" for one in done.cloud.problems]
    report.actions = sum(one.actions for one in done.people)
    report.drafts_continued = sum(one.continued for one in done.citizens)
