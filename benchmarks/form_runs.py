"""Forms filled in by our engine with given answers, every step of it timed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from zoneinfo import ZoneInfo

from forms.conversation.dialog import Dialog
from forms.conversation.given import Typed
from forms.definition import Form, FormError
from forms.engine.session import AskStep, RepeatLimit, RepeatStep, Session, Step
from forms.xform.reader import parse_xform

NOW = datetime(2026, 11, 22, 0, 53, 15, tzinfo=ZoneInfo("Asia/Almaty"))
MOST_STEPS = 8_000
Answers = Sequence[tuple[str, str | None]]


@dataclass
class Times:
    """Seconds. `step` is from an answer to the next question with its choices; `restore` brings back a full session."""

    load: list[float] = field(default_factory=list)
    step: list[float] = field(default_factory=list)
    restore: list[float] = field(default_factory=list)
    failed: int = 0

    def add(self, other: Times) -> None:
        """Puts the other's times with these."""
        self.load += other.load
        self.step += other.step
        self.restore += other.restore
        self.failed += other.failed


def loaded(xform: str, times: Times) -> Form:
    """The form, ready to run."""
    begun = perf_counter()
    form = parse_xform(xform)
    times.load.append(perf_counter() - begun)
    return form


def fill(form: Form, answers: Answers, times: Times) -> None:
    """Answers what was answered in the run, going forward once; then restores what came of it."""
    try:
        session = _filled(form, dict(answers), times)
    except (FormError, RepeatLimit):
        times.failed += 1
        return
    state = json.loads(json.dumps(session.snapshot()))
    begun = perf_counter()
    Session.restore(form, state, now=lambda: NOW)
    times.restore.append(perf_counter() - begun)


def _filled(form: Form, answers: Mapping[str, str | None], times: Times) -> Session:
    session = Session.start(form, now=lambda: NOW)
    passed: set[str] = set()
    step = _next(session, answers, passed)
    for _ in range(MOST_STEPS):
        if step is None:
            break
        passed.add(step.ref)
        answer = answers.get(step.ref)
        answering = answer is not None and not session.readonly(step.ref)
        begun = perf_counter()
        if answering:
            session.answer(step.ref, answer or "")
        step = _next(session, answers, passed)
        if step is not None:
            session.required(step.ref)
            session.readonly(step.ref)
            session.choices(step.ref, "")
        if answering:
            times.step.append(perf_counter() - begun)
    return session


def _next(session: Session, answers: Mapping[str, str | None], passed: set[str]) -> AskStep | None:
    """The first question not passed yet; instances that were added in the run are added on the way."""
    while True:
        for step in session.steps():
            if isinstance(step, RepeatStep):
                if _is_wanted(step, answers, passed):
                    session.add_repeat(step.ref)
                    break
            elif step.ref not in passed:
                return step
        else:
            return None


def _is_wanted(step: Step, answers: Mapping[str, str | None], passed: set[str]) -> bool:
    if not isinstance(step, RepeatStep):
        return False
    return f"{step.ref}[{step.count + 1}]" in answers


def turns(form: Form, answers: Sequence[str]) -> list[float]:
    """Seconds of each turn of the bot: conversation restored, answered, drawn and made ready to be stored."""
    taken = []
    state = json.dumps(Dialog.start(form, now=lambda: NOW, language="ru").state())
    for answer in answers:
        begun = perf_counter()
        dialog = Dialog.restore(form, json.loads(state), now=lambda: NOW)
        dialog.answer(Typed(answer))
        dialog.screen()
        state = json.dumps(dialog.state())
        taken.append(perf_counter() - begun)
    return taken
