"""How long forms take to load, to answer and to restore: python -m benchmarks.forms [FOLDER] [--json]

FOLDER holds forms/ and traces.jsonl: public XLSForms and runs of them recorded from JavaRosa, the engine inside ODK
Collect. Both engines get the recorded answers; a step is from an answer to the next question with its choices. JavaRosa
runs in a warm JVM and is left out where there is no Java. A form of 1,000 questions comes at the end.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import javarosa
from benchmarks.form_runs import Answers, Times, fill, loaded, turns
from transport.tuning import tune_memory

FOLDER = Path(__file__).parents[2] / "shared" / "xlsform"
QUESTIONS = 1_000
ROWS = 100_000
LONG_ROUNDS = 2
"""JavaRosa takes most of a minute for each round of the long form, so the JVM is warm after the first."""
OURS, THEIRS = "Adal", "JavaRosa"


@dataclass(frozen=True)
class Subject:
    """A form as XForm, with the runs of it."""

    name: str
    xform: str
    runs: tuple[Answers, ...]


def subjects(folder: Path) -> list[Subject]:
    """Every form with recorded runs; workbooks go through pyxform first, which is not timed."""
    runs: dict[str, list[Answers]] = {}
    with (folder / "traces.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            run = json.loads(line)
            runs.setdefault(run["form"], []).append([(path, value) for path, value in run["answers"]])
    return [Subject(name, _xform(folder / "forms" / name), tuple(some)) for name, some in sorted(runs.items())]


def _xform(path: Path) -> str:
    if path.suffix == ".xml":
        return path.read_text(encoding="utf-8-sig")
    from pyxform.xls2xform import convert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(convert(str(path), validate=False).xform)


def long_form(questions: int = QUESTIONS) -> Subject:
    """Whole numbers; each is asked when the one before was given, and limited by it; a sum of every ten."""
    binds, nodes, body = [], [], []
    for number in range(questions):
        path = f"/data/q{number}"
        rules = f' relevant="/data/q{number - 1} != \'\'" constraint=". &gt;= /data/q{number - 1}"' if number else ""
        binds.append(f'<bind nodeset="{path}" type="int"{rules}/>')
        nodes.append(f"<q{number}/>")
        body.append(f'<input ref="{path}"><label>Question {number}</label></input>')
        if number % 10 == 9:
            ten = " + ".join(f"/data/q{one}" for one in range(number - 9, number + 1))
            binds.append(f'<bind nodeset="/data/s{number}" type="string" calculate="{ten}"/>')
            nodes.append(f"<s{number}/>")
    xform = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        f'<h:title>Long</h:title><model><instance><data id="long">{"".join(nodes)}</data></instance>'
        f"{''.join(binds)}</model></h:head><h:body>{''.join(body)}</h:body></h:html>"
    )
    return Subject("1,000 questions", xform, ([(f"/data/q{one}", str(one)) for one in range(questions)],))


def ours(some: Sequence[Subject], rounds: int) -> Times:
    """Our engine's times, of the last round."""
    for _ in range(rounds):
        times = Times()
        for subject in some:
            form = loaded(subject.xform, times)
            for run in subject.runs:
                fill(form, run, times)
    return times


def theirs(some: Sequence[Subject], rounds: int) -> Times | None:
    """JavaRosa's times; None without Java."""
    library = javarosa.jar()
    if library is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs: list[tuple[Path, Answers]] = []
        for number, subject in enumerate(some):
            form = folder / f"{number}.xml"
            form.write_text(subject.xform, encoding="utf-8")
            jobs += [(form, run) for run in subject.runs]
        loads, steps, failed = javarosa.measure(library, jobs, folder, rounds)
    times = Times(failed=sum(failed.values()))
    times.load = [one for several in loads.values() for one in several]
    times.step = [one for several in steps.values() for one in several]
    return times


def summary(times: Times) -> dict[str, Any]:
    """Median and p99 in microseconds, and how many were measured."""
    return {
        name: _spread(values)
        for name, values in (("load", times.load), ("step", times.step), ("restore", times.restore))
        if values
    } | {"failed runs": times.failed}


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
    return {"median_us": statistics.median(ordered) * 1e6, "p99_us": p99 * 1e6, "count": len(ordered)}


def measure(some: Sequence[Subject], rounds: int, java_rounds: int) -> dict[str, Any]:
    """Both engines on the same forms and answers."""
    made = {OURS: summary(ours(some, rounds))}
    java = theirs(some, java_rounds)
    return made if java is None else {**made, THEIRS: summary(java)}


def main() -> None:
    """Measures and prints; forms that are not here are left out with a word."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=2, help="ours; the last one counts")
    parser.add_argument("--java-rounds", type=int, default=8, help="JavaRosa's, to warm up the JVM")
    asked = parser.parse_args()
    results: dict[str, Any] = {}
    if (asked.folder / "traces.jsonl").exists():
        some = subjects(asked.folder)
        title = f"{len(some)} public forms, {sum(len(one.runs) for one in some)} runs"
        results[title] = measure(some, asked.rounds, asked.java_rounds)
    else:
        print(f"{asked.folder}: no traces.jsonl here, so the public forms are left out", file=sys.stderr)
    long = long_form()
    results[long.name] = measure([long], asked.rounds, LONG_ROUNDS)
    results[long.name]["Adal, a whole turn"] = {"turn": _spread(_turns(long))}
    results[f"a list of {ROWS:,} rows"] = {OURS: {what: _spread(spent) for what, spent in long_list().items()}}
    print(json.dumps(results) if asked.json else table(results))


def long_list() -> dict[str, list[float]]:
    """Seconds of a reply and the screen after it, at a question over a long file; the first search makes the index."""
    from forms.authoring.compiled import author
    from forms.conversation.dialog import Dialog
    from forms.conversation.given import Given, Paged, Searched, Typed

    table = "| survey |\n| | type | name | label |\n| | select_one_from_file people.csv | who | Who? |"
    people = "\n".join(["name,label", *(f"p{one},Адам {one} Ауыл-{one % 1000}" for one in range(ROWS))])
    moment = datetime(2026, 5, 20, 12, tzinfo=UTC)
    form = author(table.encode(), "long.md", {"people.csv": people.encode()})[0]
    kinds: dict[str, list[Given]] = {
        "index": [Searched("адам 7")],
        "search": [Searched(f"adam {one}123") for one in range(90)],
        "nothing": [Searched(f"жоқ нәрсе {one}") for one in range(90)],
        "page": [Searched(""), *(Paged(one * 100) for one in range(1, 90))],
        "typed": [Typed(f"Адам {one}9999 Ауыл-999") for one in range(9)],
    }
    spent: dict[str, list[float]] = {}
    for kind, replies in kinds.items():
        for given in replies:
            if kind == "typed" or "index" not in spent:
                dialog = Dialog.start(form, now=lambda: moment)
            began = perf_counter()
            dialog.answer(given)
            dialog.screen()
            spent.setdefault(kind, []).append(perf_counter() - began)
    return spent


def _turns(long: Subject) -> list[float]:
    tune_memory()  # as the bot does
    return turns(loaded(long.xform, Times()), [value or "" for _, value in long.runs[0]])


def table(results: dict[str, Any]) -> str:
    """For people, in milliseconds."""
    lines = []
    for title, block in results.items():
        lines.append(f"\n{title}\n{'':20}{'':9}{'median ms':>10}{'p99 ms':>10}{'count':>8}")
        for name, measured in block.items():
            for what, spread in measured.items():
                if isinstance(spread, dict):
                    median, p99 = spread["median_us"] / 1e3, spread["p99_us"] / 1e3
                    lines.append(f"{name:20}{what:9}{median:>10.3f}{p99:>10.3f}{spread['count']:>8}")
            if measured.get("failed runs"):
                lines.append(f"{name:20}{measured['failed runs']} runs failed")
    return "\n".join(lines).lstrip()


if __name__ == "__main__":
    main()
