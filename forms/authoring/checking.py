"""Checks one file in a process of its own: `python -m forms.authoring.checking NAME < file > result.json`.

A file from a stranger may be slow or greedy in ways no guard foresees; a process can be given limits and ended.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from forms.authoring.bundle import missing_files, unpack
from forms.authoring.compiled import author
from forms.authoring.lint import lint
from forms.authoring.mending import every_problem
from forms.authoring.problems import AuthoringError, Problem, Severity
from forms.definition import MEDIA, Form, Kind

MEMORY_BYTES = 1_500_000_000
"""Address space of the process; a form of the largest size allowed needs about a third."""

SECONDS: Mapping[Kind, int] = {
    Kind.NOTE: 6,
    Kind.ACKNOWLEDGE: 15,
    Kind.TEXT: 25,
    Kind.SELECT_ONE: 8,
    Kind.SELECT_MULTIPLE: 12,
    Kind.RANK: 20,
    Kind.GEOPOINT: 15,
    Kind.GEOTRACE: 60,
    Kind.GEOSHAPE: 60,
}
"""How long a person takes to answer; others take OTHER_SECONDS, files FILE_SECONDS. To be said as «about»."""
OTHER_SECONDS, FILE_SECONDS = 12, 30


@dataclass(frozen=True)
class Ready:
    """A form that can run, as far as those who only list it need to know. `complete`: languages that lack nothing."""

    form: str
    version: str
    title: str
    languages: tuple[str, ...]
    complete: tuple[str, ...]
    questions: int
    minutes: int
    xform: str


@dataclass(frozen=True)
class Finding:
    """What came of checking a table: `ready` unless there are errors."""

    problems: tuple[Problem, ...]
    ready: Ready | None


def minutes_of(form: Form) -> int:
    """About how long answering takes, in whole minutes, at least one."""
    seconds = [FILE_SECONDS if q.kind in MEDIA else SECONDS.get(q.kind, OTHER_SECONDS) for q in form.questions()]
    return max(1, round(sum(seconds) / 60))


def examine(content: bytes, file_name: str) -> Finding:
    """Opens, compiles and lints here and now, however long it takes. Never raises for what a person may have
    written."""
    try:
        bundle = unpack(content, file_name)
    except AuthoringError as error:
        return Finding(error.problems, None)
    table, file_name = bundle.table, bundle.file_name
    try:
        form, compiled = author(table, file_name, bundle.media)
    except AuthoringError as error:
        return Finding(every_problem(bundle, error), None)
    missing = missing_files(form, compiled.xml, bundle.media)
    # A list that is in a missing file is not a fault of its own.
    faults = [p for p in lint(form, compiled) if p.key != "unknown-list" or p.args.get("list") not in form.files]
    problems = (*compiled.warnings, *faults, *missing)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Finding(problems, None)
    settings = next((row.cells for row in compiled.workbook.rows("settings")), {})
    lacking = {problem.key.removeprefix("missing-") for problem in problems if problem.key.startswith("missing-")}
    ready = Ready(
        # As in ODK: without a form_id the file's name is the id.
        form=settings.get("form_id", "").strip() or PurePath(file_name).stem,
        version=form.version,
        title=settings.get("form_title", "").strip() or PurePath(file_name).stem,
        languages=form.languages,
        complete=tuple(code for code in form.languages if code and code not in lacking),
        questions=sum(1 for question in form.questions() if question.kind is not Kind.NOTE),
        minutes=minutes_of(form),
        xform=compiled.xml,
    )
    return Finding(problems, ready)


def to_json(finding: Finding) -> str:
    """For the pipe; read back by `from_json`."""
    return json.dumps(asdict(finding), ensure_ascii=False)


def from_json(written: str | bytes) -> Finding:
    """What `to_json` wrote."""
    stored: Mapping[str, Any] = json.loads(written)
    problems = tuple(Problem(**{**one, "severity": Severity(one["severity"])}) for one in stored["problems"])
    ready = stored["ready"]
    if ready is not None:
        ready = Ready(**{**ready, "languages": tuple(ready["languages"]), "complete": tuple(ready["complete"])})
    return Finding(problems, ready)


def _limit() -> None:
    """No more memory than a form can need. Where the system has no such limits, time alone bounds us."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(to_json(examine(sys.stdin.buffer.read(), sys.argv[1])).encode())
