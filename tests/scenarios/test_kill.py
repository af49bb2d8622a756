"""Nothing said to the bot is lost and nothing happens twice, however often the process dies (tests/torture)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faults.table import fault
from tests.template import lay
from tests.torture.run import Torture
from tests.torture.stage import Cast

KILLS = 20
FEW = Cast(citizens=6, volunteers=2, listeners=4)


@fault("the process is killed at any moment", "see above")
async def test_killed_twenty_times_while_people_are_at_work(tmp_path: Path) -> None:
    lay(tmp_path / "data" / "adal.db")
    torture = Torture(tmp_path, kills=KILLS, seed=14, cast=FEW)
    report = await torture.run()
    assert report.problems == [], report.table()
    assert report.kills.total() == KILLS
    assert report.behind_webhook == KILLS // 3
    assert report.drafts_open_at_kills, "the bot was killed while nothing went on"
    assert report.keys_changed >= 3
    assert report.days >= 1
    for tally in report.tallies:
        assert tally.kept == tally.tried, tally.what
        assert tally.tried or "photos" in tally.what, tally.what
    assert report.of("complaints").tried >= FEW.citizens
    assert report.of("checklists of visits").tried >= FEW.volunteers
    assert json.loads(json.dumps(report.as_json()))["problems"] == []
