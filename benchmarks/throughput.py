"""Updates per second and CPU per update of three bots side by side: python -m benchmarks.throughput [--json]

(a) a bare aiogram echo, (b) python-telegram-bot's ConversationHandler with a persistence that survives a kill,
(c) our complaint conversation with everything on. Each takes the same updates from the same free Bot API.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Any

from benchmarks import fake_api
from benchmarks.recording import record_complaint

FIRST_ID = 1_000_000
SUBJECTS = {"aiogram echo": "aiogram_echo", "PTB conversation": "ptb_conversation", "Adal complaint": "adal"}
ECHO, PTB, OURS = SUBJECTS
PATIENCE = 300.0


@dataclass(frozen=True)
class Run:
    """One subject's run; CPU in microseconds per update."""

    updates_per_second: float
    cpu_us: float
    calls_per_update: float
    gc_pause_ms: float
    rss_mb: float


def script(template: list[dict[str, Any]], people: int) -> list[bytes]:
    """The recorded conversation held by so many people at once, their updates in turn."""
    updates = []
    for step, body in enumerate(template):
        packed = json.dumps(body)
        for person in range(people):
            number = FIRST_ID + step * people + person
            own = packed.replace('"PERSON"', str(100_000 + person)).replace('"UPDATE"', str(number))
            updates.append(own.encode())
    return updates


def measure(subject: str, updates: list[bytes], latency: float) -> Run:
    """Runs one subject to the end of the updates."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=fake_api.run, args=(updates, FIRST_ID, latency, theirs), daemon=True)
    server.start()
    port = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.subjects.{SUBJECTS[subject]}", f"http://127.0.0.1:{port}", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ADAL_LOG_LEVEL": "ERROR"},
        )
        try:
            _expect(ours, subject)
            process.send_signal(signal.SIGUSR1)
            taken = json.loads(_expect(ours, subject))
            process.send_signal(signal.SIGUSR1)
            assert process.stdout is not None
            used = json.loads(process.stdout.readline())
        finally:
            process.kill()
            process.wait()
            server.terminate()
    count = len(updates)
    return Run(
        updates_per_second=count / taken["seconds"],
        cpu_us=used["cpu"] / count * 1e6,
        calls_per_update=taken["calls"] / count,
        gc_pause_ms=used["gc_pause_ms"],
        rss_mb=used["rss_mb"],
    )


def _expect(pipe: Connection, subject: str) -> str:
    if not pipe.poll(PATIENCE):
        raise TimeoutError(f"{subject} did not get there")
    return str(pipe.recv())


def main() -> None:
    """Measures, interleaved so that a busy moment of the machine hits all alike, and prints medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--people", type=int, default=200, help="conversations at once")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    updates = script(asyncio.run(record_complaint()), asked.people)
    results: dict[str, Any] = {"updates": len(updates), "people": asked.people}
    for latency in (0.0, 0.05):
        runs = {name: [] for name in SUBJECTS}  # type: dict[str, list[Run]]
        for _ in range(asked.rounds):
            for name in SUBJECTS:
                runs[name].append(measure(name, updates, latency))
        results[f"latency {latency * 1000:.0f} ms"] = summary(runs)
    print(json.dumps(results, indent=None if asked.json else 2) if asked.json else table(results))


def summary(runs: dict[str, list[Run]]) -> dict[str, Any]:
    """Medians of each subject, and our ratios."""
    medians = {
        name: {key: statistics.median(getattr(run, key) for run in several) for key in asdict(several[0])}
        for name, several in runs.items()
    }
    speed = {name: medians[name]["updates_per_second"] for name in medians}
    return {**medians, "ratios": {ECHO: speed[OURS] / speed[ECHO], PTB: speed[OURS] / speed[PTB]}}


def table(results: dict[str, Any]) -> str:
    """For people."""
    lines = [f"{results['updates']} updates of {results['people']} people; median of the rounds"]
    for title, block in results.items():
        if not isinstance(block, dict):
            continue
        lines.append(f"\nAPI {title}")
        lines.append(f"{'':18}{'updates/s':>10}{'CPU µs':>8}{'calls':>7}{'GC ms':>7}{'RSS MB':>8}")
        for name in SUBJECTS:
            one = block[name]
            lines.append(
                f"{name:18}{one['updates_per_second']:>10.0f}{one['cpu_us']:>8.0f}{one['calls_per_update']:>7.2f}"
                f"{one['gc_pause_ms']:>7.1f}{one['rss_mb']:>8.0f}"
            )
        ratios = block["ratios"]
        lines.append(f"Adal is {ratios[ECHO]:.2f} × the echo, {ratios[PTB]:.2f} × PTB's conversation")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
