"""JavaRosa, the engine inside ODK Collect, timed in a warm JVM with the answers that our engine gets."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).with_name("Timing.java")
PATIENCE = 1200
Answers = Sequence[tuple[str, str | None]]


def jar() -> Path | None:
    """ODK_Validate.jar, which pyxform ships, if Java is here to compile and run with it."""
    found = find_spec("pyxform")
    if found is None or found.origin is None or not (shutil.which("javac") and shutil.which("java")):
        return None
    file = Path(found.origin).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    return file if file.exists() else None


def measure(
    library: Path, runs: Sequence[tuple[Path, Answers]], folder: Path, rounds: int
) -> tuple[dict[str, list[float]], dict[str, list[float]], dict[str, int]]:
    """Seconds of loads and of steps, and the number of runs that failed, by the XForm's file name.

    Raises CalledProcessError or TimeoutExpired.
    """
    subprocess.run(
        ["javac", "-nowarn", "-cp", str(library), "-d", str(folder), str(SOURCE)], check=True, capture_output=True
    )
    jobs = []
    for number, (form, answers) in enumerate(runs):
        trace = folder / f"{number}.trace"
        trace.write_text("".join(map(_line, answers)), encoding="utf-8")
        jobs.append(f"{form}\t{trace}\n")
    listed = folder / "jobs.txt"
    listed.write_text("".join(jobs), encoding="utf-8")
    command = ["java", "-Duser.timezone=Asia/Almaty", "-cp", f"{library}:{folder}", "Timing", str(listed), str(rounds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    loads: dict[str, list[float]] = {}
    steps: dict[str, list[float]] = {}
    failed: dict[str, int] = {}
    for line in done.stdout.splitlines():
        kind, form_file, value = line.split("\t")
        name = Path(form_file).name
        if kind == "E":
            failed[name] = failed.get(name, 0) + 1
        else:
            (loads if kind == "L" else steps).setdefault(name, []).append(int(value) / 1e9)
    return loads, steps, failed


_ESCAPES: Mapping[str, str] = {"\\": "\\\\", "\t": "\\t", "\n": "\\n"}


def _line(answer: tuple[str, str | None]) -> str:
    path, value = answer
    if value is None:
        return f"R\t{path}\n"
    return f"A\t{path}\t{''.join(_ESCAPES.get(sign, sign) for sign in value)}\n"
