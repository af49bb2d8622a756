"""What was tried and what went wrong, for people and for docs/reliability.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

WAYS = {
    "moment": "at any moment",
    "commit": "as it writes",
    "call": "as a call arrives",
    "answer": "as it is answered",
    "start": "while starting",
}
"""How the bot dies. Most ways come twice as often as the last."""


@dataclass
class Tally:
    """One kind of thing: how many people or the clock asked for, how many are there in the end, how many were told a
    second time because their sending was under way at a death."""

    what: str
    tried: int = 0
    kept: int = 0
    again: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class Report:
    """Everything. `problems` are those that belong to no kind of thing."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    tallies: list[Tally] = field(default_factory=list)
    general: list[str] = field(default_factory=list)
    behind_webhook: int = 0
    actions: int = 0
    drafts_continued: int = 0
    drafts_open_at_kills: int = 0
    keys_changed: int = 0
    days: int = 0
    clock_moved: int = 0
    starts: list[float] = field(default_factory=list)
    """Seconds from starting a process until it asks Telegram for updates."""
    exit_code: int = 0
    seconds: float = 0.0

    @property
    def problems(self) -> list[str]:
        """All that was lost, or told untruly."""
        return [*self.general, *(f"{one.what}: {problem}" for one in self.tallies for problem in one.problems)]

    @property
    def start_seconds(self) -> float:
        """The median start."""
        return sorted(self.starts)[len(self.starts) // 2] if self.starts else 0.0

    def of(self, what: str) -> Tally:
        """The tally of this kind of thing. Raises StopIteration for none."""
        return next(one for one in self.tallies if one.what == what)

    def as_json(self) -> dict[str, Any]:
        """Everything, with the median of the starts."""
        return {
            **asdict(self),
            "kills": dict(self.kills),
            "starts": len(self.starts),
            "start_seconds": self.start_seconds,
            "problems": self.problems,
        }

    def table(self) -> str:
        """For a terminal."""
        kinds = [
            f"{one.what:<36}{one.tried:>7}{one.kept:>7}{one.again:>7}{len(one.problems):>7}" for one in self.tallies
        ]
        head = f"{'':<36}{'tried':>7}{'kept':>7}{'twice':>7}{'lost':>7}"
        return "\n".join([head, *kinds, *(f"{name:<28}{value}" for name, value in self._lines()), *self._problems()])

    def markdown(self) -> str:
        """For docs/reliability.md."""
        kinds = [
            "| what | tried | stored and told | told twice, its sending was under way | lost or untrue |",
            "|---|---|---|---|---|",
            *(f"| {one.what} | {one.tried} | {one.kept} | {one.again} | {len(one.problems)} |" for one in self.tallies),
        ]
        lines = ["| how | how much |", "|---|---|", *(f"| {name} | {value} |" for name, value in self._lines())]
        return "\n".join([*kinds, "", *lines, *(["", *self._problems()] if self.problems else [])])

    def _lines(self) -> list[tuple[str, str]]:
        ways = ", ".join(f"{count} {WAYS[way]}" for way, count in sorted(self.kills.items()))
        return [
            ("kills", f"{self.kills.total()} ({ways})"),
            ("of them behind a webhook", str(self.behind_webhook)),
            ("messages and taps", str(self.actions)),
            ("drafts open when killed", str(self.drafts_open_at_kills)),
            ("drafts left and continued", str(self.drafts_continued)),
            ("secret key changed", f"{self.keys_changed} times, while it runs"),
            ("days that passed", f"{self.days}; the clock jumped {self.clock_moved} times besides"),
            ("start of a process", f"{self.start_seconds:.1f} s (median)"),
            ("time", f"{self.seconds:.0f} s, seed {self.seed}"),
            ("lost or untrue", str(len(self.problems))),
        ]

    def _problems(self) -> list[str]:
        counted = Counter(self.problems).items()
        return [f"  - {what}" + (f" ({count} times)" if count > 1 else "") for what, count in counted]
