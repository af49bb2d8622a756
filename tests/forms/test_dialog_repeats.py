"""Repeats asked entry by entry, collected files, texts with answers in them."""

import pytest

from forms.conversation.given import (
    Added,
    Attached,
    Finished,
    Outcome,
    RemovedEntry,
    Typed,
    Verdict,
)
from forms.conversation.prompt import (
    Another,
    Collected,
    Files,
    Media,
)
from forms.conversation.refusals import Refused
from tests.forms.helpers import HEADER
from tests.forms.talking import ask, talk, value

REPEAT = (
    "| begin_group | family | Отбасы | Семья |",
    "| begin_repeat | child | Бала | Ребёнок |",
    "| text | name | Аты | Имя |",
    "| integer | age | Жасы | Возраст |",
    "| end_repeat | | | |",
    "| end_group | | | |",
    "| text | after | Соңы | Конец |",
)


def test_entries_of_a_repeat_are_asked_one_after_another() -> None:
    dialog = talk(*REPEAT)
    if isinstance(ask(dialog), Another):
        dialog.answer(Added())
    for number, (name, age) in enumerate((("Айша", "7"), ("Дана", "9")), start=1):
        assert dialog.prompt().headings == ("Отбасы", f"Бала {number}")
        dialog.answer(Typed(name))
        dialog.answer(Typed(age))
        asked = ask(dialog)
        assert isinstance(asked, Another)
        assert (asked.count, asked.last) == (number, f"/data/family/child[{number}]")
        assert dialog.prompt().label == "Бала"
        if number == 1:
            dialog.answer(Added())
    dialog.answer(Finished())
    assert dialog.prompt().ref == "/data/after"
    dialog.back()
    assert dialog.answer(RemovedEntry("/data/family/child[1]")).verdict is Verdict.TAKEN
    assert dialog.values()["/data/family/child[1]/name"] == "Дана"
    assert dialog.answer(RemovedEntry("/data/family/child[5]")).verdict is Verdict.REFUSED


def test_an_entry_added_while_editing_is_asked_before_the_review() -> None:
    dialog = talk(*REPEAT)
    while not isinstance(dialog.prompt().ask, Another):
        dialog.skip()
    dialog.answer(Finished())
    dialog.skip()
    assert dialog.at_review
    dialog.back()
    dialog.back()
    dialog.answer(Added())
    assert dialog.prompt().ref.endswith("/name")
    dialog.answer(Typed("Әли"))
    dialog.answer(Typed("3"))
    assert isinstance(ask(dialog), Another)


def test_a_collecting_repeat_that_wants_only_photos_and_at_least_one() -> None:
    header = HEADER + " required |"
    rows = (
        "| begin_repeat | photos | Фотолар | Фото | |",
        "| image | photo | Суретке түсіріңіз | Сфотографируйте | yes |",
        "| end_repeat | | | | |",
    )
    dialog = talk(*rows, header=header)
    assert ask(dialog) == Files(Media.IMAGE, many=True, files=())
    assert dialog.prompt().label == "Суретке түсіріңіз"
    assert dialog.answer(Finished()).refusal == Refused("refused-want-file")
    assert dialog.answer(Attached("v", Media.AUDIO)).refusal == Refused("refused-want-image")
    dialog.answer(Attached("p", Media.IMAGE, "жазуы"))  # the form has nowhere to put a caption
    assert ask(dialog) == Files(Media.IMAGE, many=True, files=(Collected("p", Media.IMAGE, ""),))
    dialog.answer(Finished())
    assert dialog.submit().verdict is Verdict.READY


def test_texts_are_shown_in_the_language_asked_for_with_answers_put_in() -> None:
    dialog = talk("| text | who | Атыңыз | Имя |", "| text | q | ${who}, қалайсыз? | ${who}, как дела? |")
    dialog.answer(Typed("Айша"))
    assert dialog.prompt("kk").label == "Айша, қалайсыз?"
    assert dialog.prompt("ru").label == "Айша, как дела?"


def test_an_empty_form_is_at_its_review_at_once() -> None:
    header = HEADER + " calculation |"
    dialog = talk("| calculate | q | | | 1 + 1 |", header=header)
    assert dialog.at_review
    with pytest.raises(LookupError):
        dialog.prompt()
    done: Outcome = dialog.submit()
    assert done.verdict is Verdict.READY
    assert value(dialog) == "2"
