"""Sessions in any order of answers: a snapshot is always the whole of it."""

from __future__ import annotations

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from forms.engine.session import Session
from tests.forms.test_session import NOW, REPEATS, asked, form

WORDS = st.text("абв x1", min_size=0, max_size=6)
MACHINE_FORM = form(
    REPEATS
    + """
|         | select_multiple yn | pick | Pick    |              |                   |
|         | date         | day   | Day       |              |                   |
|         | geopoint     | spot  | Spot      |              |                   |
| choices |              |       |           |
|         | list_name    | name  | label     |
|         | yn           | yes   | Yes       |
|         | yn           | no    | No        |
"""
)


class AnySession(RuleBasedStateMachine):
    """Whatever is done, a snapshot holds all of it, and the session stays consistent."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session.start(MACHINE_FORM, now=lambda: NOW)

    def _questions(self) -> list[str]:
        return asked(self.session)

    @rule(place=st.integers(0, 40), value=st.one_of(WORDS, st.sampled_from(["3", "-1", "yes no", "2026-05-14", "1 2"])))
    def answer(self, place: int, value: str) -> None:
        questions = self._questions()
        ref = questions[place % len(questions)]
        before = self.session.snapshot()
        accepted = value == "" or self.session.accepts(ref, value)
        refusal = self.session.answer(ref, value)
        assert (refusal is None) is accepted
        if refusal is not None:
            assert self.session.snapshot() == before

    @rule()
    def add(self) -> None:
        count = len(self._questions())
        self.session.add_repeat("/data/child")
        assert len(self._questions()) == count + 2

    @precondition(lambda self: "/data/child[1]" in {ref.rpartition("/")[0] for ref in self._questions()})
    @rule()
    def remove(self) -> None:
        self.session.remove_repeat("/data/child[1]")

    @invariant()
    def restores(self) -> None:
        state = json.loads(json.dumps(self.session.snapshot()))
        again = Session.restore(MACHINE_FORM, state, now=lambda: NOW)
        assert again.snapshot() == self.session.snapshot()
        assert again.values() == self.session.values()
        assert again.steps() == self.session.steps()

    @invariant()
    def adds_up(self) -> None:
        values = self.session.values()
        ages = [value for ref, value in values.items() if ref.startswith("/data/child[") and ref.endswith("/age")]
        assert float(values["/data/years"]) == sum(float(age) for age in ages if age)
        assert values["/data/child_count"] == str(len(ages))


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
