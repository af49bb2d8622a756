"""Replays runs recorded from JavaRosa, the engine inside ODK Collect: `python -m tests.traces DIR [--verbose]`.

DIR holds traces.jsonl and forms/. A run agrees if the same questions are asked in the same order, with the same
required and read-only marks and the same choices, and the same values stand in the instance at the end.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from forms.definition import Form, FormError, Question
from forms.engine.session import AskStep, RepeatStep, Session, Step
from forms.xform.reader import parse_xform

NOW = datetime(2026, 11, 22, 0, 53, 15, tzinfo=ZoneInfo("Asia/Almaty"))
DEVICE = {"deviceid": "tg:1", "username": "user"}
MAX_STEPS = 8_000
_CLOCK = re.compile(r"(\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$")
_INDEX = re.compile(r"\[\d+\]")

Asked = tuple[str, int, int, str]


@dataclass(frozen=True)
class Outcome:
    """How one run went; `difference` is None if it agrees with JavaRosa."""

    form: str
    seed: int
    difference: tuple[str, str] | None
    """What kind of difference, and where."""


def load(path: Path) -> Form:
    """A form from XForm XML, or from a workbook by way of pyxform."""
    if path.suffix == ".xml":
        return parse_xform(path.read_bytes())
    from pyxform.xls2xform import convert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_xform(convert(str(path), validate=False).xform)


def replay(form: Form, run: Mapping[str, Any]) -> tuple[list[Asked], dict[str, str]]:
    """Answer as the run did, going forward once; the questions asked and the values at the end."""
    answers: dict[str, str | None] = dict(run["answers"])
    session = Session.start(form, now=lambda: NOW, preloads=DEVICE)
    asked: list[Asked] = []
    passed: list[str] = []
    for _ in range(MAX_STEPS):
        step = _following(session.steps(), passed)
        if step is None:
            break
        if isinstance(step, RepeatStep):
            instance = f"{step.ref}[{step.count + 1}]"
            if instance in answers:
                session.add_repeat(step.ref)
            else:
                passed.append(_key(step))
            continue
        asked.append(_ask(session, step))
        answer = answers.get(step.ref)
        if answer is not None and not session.readonly(step.ref):
            refusal = session.answer(step.ref, answer)
            if refusal is not None:
                raise FormError("refused", path=step.ref, value=answer, kind=refusal.kind)
        passed.append(_key(step))
    session.finish()
    return asked, session.values()


def _key(step: Step) -> str:
    return step.ref if isinstance(step, AskStep) else step.ref + "+"


def _following(steps: Sequence[Step], passed: Sequence[str]) -> Step | None:
    """The step after the last one passed that is still there."""
    places = {_key(step): place for place, step in enumerate(steps)}
    place = next((places[key] for key in reversed(passed) if key in places), -1)
    return steps[place + 1] if place + 1 < len(steps) else None


def _ask(session: Session, step: AskStep) -> Asked:
    options = [option.value for option in session.choices(step.ref, "")]
    if _by_chance(step.question):
        options.sort()
    return step.ref, int(session.required(step.ref)), int(session.readonly(step.ref)), " ".join(options).strip()


def _by_chance(question: Question) -> bool:
    return question.itemset is not None and question.itemset.randomized and question.itemset.seed is None


def compare(
    form: Form, run: Mapping[str, Any], asked: Sequence[Asked], values: Mapping[str, str]
) -> tuple[str, str] | None:
    """The first difference from the recorded run."""
    shuffled = {question.path for question in form.questions() if _by_chance(question)}
    expected = [
        # An order drawn by chance cannot be compared, only what was drawn from.
        (path, required, readonly, " ".join(sorted(offered) if _INDEX.sub("", path) in shuffled else offered))
        for path, required, readonly, offered in run["questions"]
    ]
    for mine, theirs in zip(asked, expected, strict=False):
        for name, here, there in zip(("question", "required", "readonly", "choices"), mine, theirs, strict=True):
            if here != there:
                return name, f"{mine[0]}: {str(here)[:120]!r}, expected {str(there)[:120]!r}"
    if len(asked) != len(expected):
        extra = asked[len(expected) :] or expected[len(asked) :]
        return "question", f"{'more' if len(asked) > len(expected) else 'fewer'} asked: {extra[0][0]}"
    varying = set(run["varying"]) | {_INDEX.sub("", path) for path in run["varying"]}
    recorded: dict[str, str] = dict(run["values"])
    for path in dict.fromkeys([*recorded, *values]):
        if "/meta/" in path or path in varying or _INDEX.sub("", path) in varying:
            continue
        here, there = values.get(path), recorded.get(path)
        if here is None or there is None or _comparable(here) != _comparable(there):
            return "value", f"{path}: {str(here)[:120]!r}, expected {str(there)[:120]!r}"
    return None


def _comparable(text: str) -> object:
    clock = _CLOCK.search(text)
    if clock:
        return text[: clock.start()] + clock[1]
    try:
        return tuple(round(float(part), 9) for part in text.split())
    except ValueError:
        return text


def play_all(folder: Path, runs: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """Replay some runs; each form is read once."""
    by_form: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for run in runs:
        by_form[run["form"]].append(run)
    outcomes: list[Outcome] = []
    for name, some in by_form.items():
        try:
            form = load(folder / "forms" / name)
        except FormError as error:
            outcomes += [Outcome(name, run["seed"], ("form", str(error))) for run in some]
            continue
        for run in some:
            try:
                difference = compare(form, run, *replay(form, run))
            except FormError as error:
                difference = (error.code, str(error))
            outcomes.append(Outcome(name, run["seed"], difference))
    return outcomes


def read_runs(folder: Path) -> list[dict[str, Any]]:
    """The recorded runs of a folder."""
    with (folder / "traces.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def play_folder(folder: Path, processes: int = 2) -> list[Outcome]:
    """Replay every run, several forms at a time."""
    runs = read_runs(folder)
    sizes = Counter(run["form"] for run in runs)
    names = sorted(sizes, key=lambda name: (folder / "forms" / name).stat().st_size)
    shares = [{*names[start::processes]} for start in range(processes)]
    if processes == 1:
        return play_all(folder, runs)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = pool.map(play_all, [folder] * processes, [[r for r in runs if r["form"] in share] for share in shares])
        return [outcome for part in parts for outcome in part]


def main(arguments: Sequence[str]) -> int:
    """Print how many runs agree; the exit code is 0 whatever the number."""
    parser = argparse.ArgumentParser(prog="python -m tests.traces", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="the first difference of every run that disagrees")
    options = parser.parse_args(arguments)
    outcomes = play_folder(options.folder)
    agreeing = sum(1 for outcome in outcomes if outcome.difference is None)
    if options.verbose:
        kinds = Counter(outcome.difference[0] for outcome in outcomes if outcome.difference)
        for kind, count in kinds.most_common():
            print(f"{kind}: {count}")
            for outcome in outcomes:
                if outcome.difference and outcome.difference[0] == kind:
                    print(f"  {outcome.form} #{outcome.seed}: {outcome.difference[1]}")
    print(f"{agreeing} of {len(outcomes)} runs agree with JavaRosa ({100 * agreeing / max(len(outcomes), 1):.1f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
