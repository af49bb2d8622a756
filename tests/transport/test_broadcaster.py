"""A broadcast at Telegram's pace, in simulated time, against a simulator that refuses whatever Telegram would."""

from __future__ import annotations

from pathlib import Path

from benchmarks.broadcast import measure


def test_three_hundred_people_without_one_429_while_replies_leave_at_once(tmp_path: Path) -> None:
    found = measure(300, tmp_path)
    assert (found.too_many, found.copies) == (0, 1)
    assert (found.numbers.delivered, found.numbers.blocked, found.numbers.failed) == (300, 0, 0)
    assert 300 / 30 <= found.seconds < 1.02 * found.allowed
    assert found.replies
    assert max(found.replies) < 0.2
    assert max(found.notices) < 2
