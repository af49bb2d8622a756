"""Nothing said to the bot is lost and nothing happens twice, however often the process dies (tests/torture)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.torture.run import Torture

KILLS = 20


async def test_killed_twenty_times_while_twenty_citizens_report(tmp_path: Path) -> None:
    torture = Torture(tmp_path, kills=KILLS, seed=14)
    report = await torture.run()
    assert report.problems == [], report.table()
    assert report.kills.total() == KILLS
    assert report.drafts_open_at_kills >= 3 * KILLS, "the bot was killed while little went on"
    assert report.complaints >= 20
    assert report.stored == report.complaints == report.receipts
    assert report.files > 0
    assert report.keys_changed >= 3
    assert report.drafts_continued > 0
    assert json.loads(json.dumps(report.as_json()))["problems"] == []
