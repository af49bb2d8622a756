"""Agreement with ODK Collect's engine on runs recorded with real public forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.traces import play_folder

FOLDER = Path(__file__).parents[3] / "shared" / "xlsform"
AGREEING = 579
"""How many of the recorded runs agree; raise it when it grows, never lower it."""


@pytest.mark.skipif(not (FOLDER / "traces.jsonl").exists(), reason="the recorded runs (../shared/xlsform) are not here")
def test_recorded_runs_agree_with_javarosa() -> None:
    outcomes = play_folder(FOLDER)
    differing = [outcome for outcome in outcomes if outcome.difference is not None]
    assert len(outcomes) - len(differing) >= AGREEING, differing[:5]
