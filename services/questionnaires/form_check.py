"""Checks a form that somebody sent, away from the event loop: in a process with limits on time and memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.authoring.bundle import unpack
from forms.authoring.checking import Finding, Ready, from_json
from forms.authoring.problems import Problem, Severity
from services import apart

SECONDS = 30.0
"""How long one table may take."""
AT_A_TIME = asyncio.Semaphore(2)
LONGEST_NAME = 60
"""Characters of a form's id or version."""


@dataclass(frozen=True)
class Checked:
    """What came of a file: `ready` unless there are errors. `media` are the files that came beside the table."""

    file_name: str
    problems: tuple[Problem, ...]
    ready: Ready | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the form from running."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


async def check(content: bytes, file_name: str, *, seconds: float = SECONDS) -> Checked:
    """Opens, compiles and lints what was sent. Never raises for what a person may have written; a table that takes
    longer than `seconds` is a problem of its own."""
    async with AT_A_TIME:
        finding = await _examined(content, file_name, seconds)
    ready = finding.ready
    if ready is None:
        return Checked(file_name, finding.problems)
    if max(len(ready.form), len(ready.version)) > LONGEST_NAME:
        long = Problem("form-id-long", {"limit": LONGEST_NAME}, sheet="settings")
        return Checked(file_name, (*finding.problems, long))
    bundle = await asyncio.to_thread(unpack, content, file_name)
    return Checked(file_name, finding.problems, ready, bundle.media)


async def _examined(content: bytes, file_name: str, seconds: float) -> Finding:
    try:
        written = await apart.run("forms.authoring.checking", file_name, content=content, seconds=seconds)
    except TimeoutError:
        return _failed("check-too-long", seconds=int(seconds))
    except apart.Failed as failed:
        return _failed("author-other", detail=str(failed))
    return from_json(written)


def _failed(key: str, **args: str | int) -> Finding:
    return Finding((Problem(key, args),), None)
