"""The library's forms: clean, in both languages, and flagging exactly what the observers' rules call a shortcoming."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from forms import library
from forms.conversation.dialog import Dialog
from forms.conversation.given import Confirmed, Typed, Verdict
from forms.conversation.prompt import Acknowledge, Number, Place
from forms.conversation.refusals import FormSays
from forms.definition import Form, Kind, Question, Text, walk
from tests.forms.helpers import now
from tests.forms.library_play import Play, checked, form_of
from tests.forms.library_rules import ALONE, COMMON, DESK, EXCLUSIVE, NUMBERS, RULES, SMALL, good, rules_of

CHECKLISTS = sorted(RULES)
FORMS = sorted([*CHECKLISTS, *SMALL])
NO_PHOTO = {"checkpoint", *DESK}
ONE_BY_ONE = [
    (name, question, bad) for name in CHECKLISTS for question, rule in rules_of(name).items() for bad in rule[1]
]


def texts(form: Form) -> Iterator[tuple[str, Text]]:
    """Every text a person may read, with where it stands."""
    for element in walk(form.children):
        yield str(element.path), element.label
        if isinstance(element, Question):
            yield f"{element.path} hint", element.hint
            for message in (element.bind.constraint_message, element.bind.required_message):
                if message is not None:
                    yield f"{element.path} message", message
    for name, choices in form.choice_lists.items():
        for choice in choices:
            yield f"{name}: {choice.value}", choice.label
    for question in form.questions():
        for choice in question.choices:
            yield f"{question.name}: {choice.value}", choice.label


# ---------------------------------------------------------------- as tables


def test_the_library_is_the_fourteen_checklists_and_the_small_forms() -> None:
    assert sorted(library.names()) == sorted([*FORMS, "complaint"])
    assert len(CHECKLISTS) == 14


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_clean_and_named_after_its_file(name: str) -> None:
    assert checked(name).problems == ()
    form = form_of(name)
    assert (form.id, sorted(form.languages)) == (name, ["kk", "ru"])
    assert form.version
    assert "·" in form.title


@pytest.mark.parametrize("name", FORMS)
def test_every_text_is_in_kazakh_and_russian(name: str) -> None:
    said = 0
    for place, text in texts(form_of(name)):
        written = {code: label for code, label in text.labels().items() if label.strip(" -")}
        assert not written or set(written) == {"kk", "ru"}, place
        said += bool(written)
        for label in written.values():
            assert len(label) <= 600, place
            # Volunteers observe; only the rule card has the word, to say what an observer is not.
            assert "тексер" not in label.lower() or place == "/data/rules", place
            assert "проверя" not in label.lower() or place == "/data/rules", place
    assert said > 10
    asked = [q for q in form_of(name).questions() if not all(q.label.labels().get(code) for code in ("kk", "ru"))]
    assert asked == []


@pytest.mark.parametrize("name", FORMS)
def test_what_may_be_refused_says_why_in_the_forms_words(name: str) -> None:
    for question in form_of(name).questions():
        assert (question.bind.constraint is None) == (question.bind.constraint_message is None), question.name
        assert (question.bind.required is None) == (question.bind.required_message is None), question.name


@pytest.mark.parametrize("name", CHECKLISTS)
def test_only_the_rules_have_flags_and_the_common_questions_are_there(name: str) -> None:
    names = {path.rsplit("/", 1)[-1] for path in form_of(name).binds}
    assert {n.removeprefix("finding_") for n in names if n.startswith("finding_")} == set(rules_of(name))
    assert {"findings", "assessed", "score", "notes", "start", "end"} <= names
    assert {"location", *COMMON} <= names or name in DESK
    assert ("outside_photo" in names) is (name not in NO_PHOTO)
    images = {q.name for q in form_of(name).questions() if q.kind is Kind.IMAGE}
    assert bool(images) is (name != "checkpoint")


@pytest.mark.parametrize("name", CHECKLISTS)
def test_every_choice_can_be_answered_with_dont_know(name: str) -> None:
    form = form_of(name)
    for question in form.questions():
        if question.kind is Kind.SELECT_ONE and question.name != "photo_safe":
            listed = question.choices
            if question.itemset is not None:
                listed = form.choice_lists[question.itemset.instance or ""]
            assert "dont_know" in {choice.value for choice in listed}, question.name


# ---------------------------------------------------------------- as conversations


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_checklist_opens_with_the_rule_card(name: str) -> None:
    dialog = Dialog.start(form_of(name), now=now)
    for language, words in (("kk", ("байқаушысыз", "102")), ("ru", ("наблюдатель", "102"))):
        prompt = dialog.prompt(language)
        assert isinstance(prompt.ask, Acknowledge)
        assert not prompt.can_skip
        assert all(word in f"{prompt.label} {prompt.hint}" for word in words)
    assert dialog.skip().verdict is Verdict.REFUSED
    assert dialog.answer(Confirmed()).verdict is Verdict.TAKEN
    assert isinstance(dialog.prompt().ask, Place) is (name not in DESK)


@pytest.mark.parametrize("name", CHECKLISTS)
def test_all_is_well(name: str) -> None:
    play = Play(name, good(name)).run()
    assert play.flags == set()
    assert play.values["findings"] == "0"
    assert play.values["score"] == ("100" if rules_of(name) else "")
    assert "photo_safe" not in play.asked
    assert play.sent()
    assert play.values["end"] >= play.values["start"] > ""


@pytest.mark.parametrize("name", [name for name in CHECKLISTS if RULES[name]])
def test_nothing_is_well(name: str) -> None:
    impossible = EXCLUSIVE.get(name, frozenset())
    bad = {question: rule[1][0] for question, rule in rules_of(name).items() if question not in impossible}
    play = Play(name, {**good(name), **bad}).run()
    assert play.flags == set(bad)
    rules = len(rules_of(name))
    assert (play.values["findings"], play.values["assessed"]) == (str(len(bad)), str(rules))
    assert play.values["score"] == str(round(100 * (rules - len(bad)) / rules))
    assert ("photo_safe" in play.asked) is (name not in NO_PHOTO)
    assert play.sent()


@pytest.mark.parametrize(("name", "question", "bad"), ONE_BY_ONE)
def test_one_shortcoming_sets_its_flag_alone(name: str, question: str, bad: str) -> None:
    setup, besides = ALONE.get((name, question), ({}, frozenset()))
    play = Play(name, {**good(name), **setup, question: bad}).run()
    assert play.flags == {question, *besides}
    assert play.values["findings"] == str(1 + len(besides))
    assert int(play.values["score"]) < 100
    assert play.sent()


@pytest.mark.parametrize("name", CHECKLISTS)
@pytest.mark.parametrize("rest", ["dont_know", ""])
def test_not_knowing_is_never_a_shortcoming(name: str, rest: str) -> None:
    unknown = dict.fromkeys(("notes", *NUMBERS[name], *_others(name)), "")
    play = Play(name, unknown, rest=rest).run()
    assert play.flags == set()
    assert (play.values["findings"], play.values["assessed"], play.values["score"]) == ("0", "0", "")
    assert play.sent()


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_negative_or_absurd_number_is_refused_in_the_forms_words(name: str) -> None:
    play, refused = Play(name, {**good(name), "money_collected": "yes"}), set()
    while not play.dialog.at_review:
        prompt = play.dialog.prompt("ru")
        if isinstance(prompt.ask, Number):
            refused.add(prompt.ref.rsplit("/", 1)[-1])
            for absurd in ("-1", "минус 5", "9 999 999 999 999"):
                done = play.dialog.answer(Typed(absurd))
                assert isinstance(done.refusal, FormSays), prompt.ref
                assert not play.dialog.values()[prompt.ref]
        play.step()
    assert refused == NUMBERS[name]


def _others(name: str) -> set[str]:
    return {q.name for q in form_of(name).questions() if q.kind in (Kind.TEXT, Kind.DATE, Kind.DATETIME)}
