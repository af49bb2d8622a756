"""What holds for every conversation, whatever is said in whatever order."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from forms.conversation.dialog import Dialog
from forms.conversation.given import (
    Added,
    Attached,
    Cleared,
    Confirmed,
    Dated,
    Finished,
    Given,
    MonthShown,
    OpenedEntry,
    Paged,
    Picked,
    Pinned,
    Removed,
    RemovedEntry,
    Scanned,
    Searched,
    Toggled,
    Typed,
    Undone,
    Verdict,
)
from forms.conversation.prompt import Another, Choices, Media, Prompt, Removing, Review
from forms.conversation.refusals import REFUSALS, Refused
from forms.definition import FormError
from forms.engine.session import AskStep, RepeatStep, Session
from forms.regex.match import matches
from tests.forms.helpers import HEADER, form_of, now, survey
from tests.forms.talking import COLOURS

WITH = HEADER + " relevant | constraint | required | appearance | calculation | choice_filter | trigger |"
CHOICES = COLOURS.replace("| blue | Көк | Синий |", "| blue | Көк | Синий |") + (
    "\n| | shade | pale | Ашық | Светлый | red |\n| | shade | dark | Күңгірт | Тёмный | red |"
    "\n| | shade | azure | Көгілдір | Голубой | blue |"
)
CHOICES = CHOICES.replace("label::Русский (ru) |", "label::Русский (ru) | of |", 1)
EVERYTHING = form_of(
    survey(
        "| text | name | Аты | Имя | | | yes | | | | |",
        "| integer | age | Жасы | Возраст | | . < 120 | | | | | |",
        "| text | job | Жұмысы | Работа | ${age} >= 18 | | | | | | |",
        "| calculate | twice | | | | | | | ${age} * 2 | | |",
        "| note | told | ${name}: ${twice} | ${name}: ${twice} | ${twice} > 10 | | | | | | |",
        "| select_one colour | q | Түс | Цвет | | | | likert | | | |",
        "| select_one shade | tone | Реңк | Оттенок | | | | | | of = ${q} | |",
        "| select_multiple colour | many | Түстер | Цвета | | | | | | | |",
        "| rank colour | order | Рет | Порядок | selected(${many}, 'red') | | | | | | |",
        "| date | day | Күні | Дата | | . <= today() | | | | | |",
        "| date | month | Айы | Месяц | | | | month-year | | | |",
        "| time | hour | Уақыты | Время | | | | | | | |",
        "| dateTime | moment | Сәт | Момент | | | | | | | |",
        "| geopoint | place | Орны | Место | | | | | | | |",
        "| geoshape | area | Аумақ | Область | | | | | | | |",
        "| barcode | code | Код | Код | | | | | | | |",
        "| image | sign | Қол | Подпись | | | | signature | | | |",
        "| text | story | Әңгіме | Рассказ | | | | multiline | | | |",
        "| begin_repeat | room | Бөлме | Комната | | | | | | | |",
        "| text | title | Атауы | Название | | | yes | | | | |",
        "| begin_repeat | photos | Фото | Фото | | | | | | | |",
        "| image | photo | Фото | Фото | | | | | | | |",
        "| end_repeat | | | | | | | | | | |",
        "| end_repeat | | | | | | | | | | |",
        "| calculate | rooms | | | | | | | count(${room}) | | |",
        "| acknowledge | ok | Растаймын | Подтверждаю | ${rooms} > 1 | | | | | | |",
        header=WITH,
        choices=CHOICES,
    )
)

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["20", "-3", "1,5 млн", "кеше", "14.05.2026 22:30", "43.25, 76.9", "қызыл", "1", "мамыр 2026", "да"]
    ),
)
VALUES = st.one_of(st.sampled_from(["red", "green", "blue", "pale", "azure", "1", ""]), st.text(max_size=3))
NAMES = st.sampled_from(["p1", "p2", "p3"])
REFS = st.sampled_from(["/data/room[1]", "/data/room[2]", "/data/room[9]", "/data/name", ""])
GIVEN: st.SearchStrategy[Given] = st.one_of(
    st.builds(Typed, WORDS),
    st.builds(Typed, WORDS),
    st.builds(Picked, VALUES),
    st.builds(Toggled, VALUES),
    st.builds(Dated, st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    st.builds(MonthShown, st.integers(-5, 9999), st.integers(-1, 14)),
    st.builds(Pinned, st.floats(-200, 200), st.floats(-200, 200), st.floats()),
    st.builds(Attached, NAMES, st.sampled_from(Media), WORDS),
    st.builds(Removed, NAMES),
    st.builds(Scanned, WORDS),
    st.builds(OpenedEntry, REFS),
    st.builds(RemovedEntry, REFS),
    st.builds(Searched, WORDS),
    st.builds(Paged, st.integers(-3, 99)),
    st.sampled_from([Confirmed(), Cleared(), Added(), Finished(), Undone()]),
)


class AnyConversation(RuleBasedStateMachine):
    """Anything may be said at any time, in any order, over any number of restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.dialog = Dialog.start(EVERYTHING, now=now)

    @rule(given=GIVEN)
    def say(self, given: Given) -> None:
        before = self.dialog.values()
        done = self.dialog.answer(given)
        assert (done.verdict is Verdict.REFUSED) <= (done.refusal is not None)
        if done.verdict in (Verdict.REFUSED, Verdict.SHOWN):
            assert self.dialog.values() == before
        if isinstance(done.refusal, Refused):
            assert set(done.refusal.args) == set(REFUSALS[done.refusal.key])

    @rule(place=st.integers(0, 9))
    def answer_as_asked(self, place: int) -> None:
        """What the prompt offers is taken."""
        shown = self.dialog.screen()
        if not isinstance(shown, Prompt):
            return
        match shown.ask:
            case Choices(options=options, many=many, ordered=ordered) if options:
                value = options[place % len(options)].value
                given: Given = Toggled(value) if many or ordered else Picked(value)
            case Another(can_add=True):
                given = Added() if place < 3 else Finished()
            case Removing():
                given = Confirmed()
            case _:
                return
        assert self.dialog.answer(given).verdict is not Verdict.REFUSED

    @rule()
    def skip(self) -> None:
        before = self.dialog.values()
        self.dialog.skip()
        after = self.dialog.values()
        # Only a collecting repeat's empty entry may go.
        assert {k: v for k, v in after.items() if v} == {k: v for k, v in before.items() if v}

    @rule()
    def back(self) -> None:
        before = self.dialog.values()
        self.dialog.back()
        assert self.dialog.values() == before

    def _fresh(self) -> bool:
        """At a question that is not half answered, on the straight way."""
        memory = self.dialog.state()["memory"]
        return not (memory["editing"] or memory["view"] or memory.get("entry"))

    @precondition(lambda self: self._fresh())
    @rule()
    def back_and_on(self) -> None:
        before, values = self.dialog.screen(), self.dialog.values()
        if isinstance(before, Prompt) and not before.can_back:
            return
        self.dialog.back()
        stood = self.dialog.screen()
        assert isinstance(stood, Prompt)
        if self.dialog.skip().verdict is Verdict.REFUSED:
            return  # a required question that was passed over only to look
        after = self.dialog.screen()
        assert {k: v for k, v in self.dialog.values().items() if v} == {k: v for k, v in values.items() if v}
        assert isinstance(after, Review) == isinstance(before, Review)
        if isinstance(after, Prompt) and isinstance(before, Prompt):
            assert after.ref == before.ref

    @rule(place=st.integers(0, 60))
    def edit(self, place: int) -> None:
        entries = self.dialog.review().entries
        if entries:
            self.dialog.edit(entries[place % len(entries)].ref)

    @rule()
    def submit(self) -> None:
        done = self.dialog.submit()
        assert (done.verdict is Verdict.READY) is (not self.dialog.session.problems())

    @invariant()
    def restart_changes_nothing(self) -> None:
        state = json.loads(json.dumps(self.dialog.state()))
        again = Dialog.restore(EVERYTHING, state, now=now)
        for language in ("kk", "ru"):
            assert again.screen(language) == self.dialog.screen(language)
        assert again.state() == self.dialog.state()
        assert again.values() == self.dialog.values()


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


# ---------------------------------------------------------------- the order of answers

ANSWERS = {
    "/data/name": ["Айша", "Б", ""],
    "/data/age": ["5", "18", "40", "999", "x", ""],
    "/data/job": ["аспаз", ""],
    "/data/q": ["red", "blue", "green", ""],
    "/data/tone": ["pale", "azure", "dark", ""],
    "/data/many": ["red", "red blue", "green", ""],
    "/data/order": ["red green blue", "blue red green", ""],
    "/data/day": ["2026-05-14", "2030-01-01", ""],
    "/data/room[1]/title": ["Ас үй", ""],
    "/data/room[2]/title": ["Дәліз", ""],
    "/data/ok": ["OK", ""],
}
EDITS = st.lists(
    st.sampled_from(sorted(ANSWERS)).flatmap(lambda ref: st.tuples(st.just(ref), st.sampled_from(ANSWERS[ref]))),
    max_size=25,
)


@given(EDITS, st.integers(0, 2))
@settings(max_examples=120, deadline=None)
def test_edits_in_any_order_end_where_a_fresh_pass_ends(edits: list[tuple[str, str]], rooms: int) -> None:
    edited = Session.start(EVERYTHING, now=now)
    for number, (ref, value) in enumerate(edits):
        if number == len(edits) // 2:
            _with_rooms(edited, rooms)
        with suppress(FormError):  # a question that is not asked now
            edited.answer(ref, value)
    _with_rooms(edited, rooms)
    fresh = Session.start(EVERYTHING, now=now)
    _with_rooms(fresh, rooms)
    passed: set[str] = set()
    while (step := next((s for s in fresh.steps() if _key(s) not in passed), None)) is not None:
        passed.add(_key(step))
        if isinstance(step, AskStep) and (value := edited.value(step.ref)):
            assert fresh.answer(step.ref, value) is None
    assert _comparable(fresh) == _comparable(edited)


def _with_rooms(session: Session, wanted: int) -> None:
    """As many rooms as wanted."""
    count = sum(1 for ref in session.values() if ref.endswith("/title"))
    for _ in range(wanted - count):
        session.add_repeat("/data/room")
    for number in range(count, wanted, -1):
        session.remove_repeat(f"/data/room[{number}]")


def _key(step: AskStep | RepeatStep) -> str:
    return step.ref if isinstance(step, AskStep) else step.ref + "+"


def _comparable(session: Session) -> dict[str, str]:
    """All that is handed in, but for what is drawn by chance and for files' empty entries."""
    values = session.values()
    return {ref: value for ref, value in values.items() if "/meta/" not in ref and "/photos" not in ref}


# ---------------------------------------------------------------- patterns

PATTERNS = st.recursive(
    st.sampled_from(["a", "b", ".", "\\d", "[a-z]", "[^a]", "^", "$", "\\s", "ә"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,30}", "*?"])).map(
            lambda two: f"({two[0]}){two[1]}"
        ),
    ),
    max_leaves=12,
)


@given(PATTERNS, st.sampled_from(["a" * 2000 + "!", "ab" * 1000, "1" * 500 + "ә", ""]))
@settings(max_examples=150, deadline=2_000)
def test_no_pattern_hangs_on_any_text(pattern: str, text: str) -> None:
    with suppress(FormError):
        assert isinstance(matches(pattern, text), bool)
