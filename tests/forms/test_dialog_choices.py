"""Choices: ticks, order, pages, numbers, words; ranges, lines and areas."""

import pytest

from forms.conversation.given import (
    Finished,
    Paged,
    Picked,
    Pinned,
    Searched,
    Toggled,
    Typed,
    Verdict,
)
from forms.conversation.prompt import (
    Layout,
    Number,
    Place,
)
from forms.conversation.refusals import FormSays, Refused
from tests.forms.helpers import HEADER
from tests.forms.talking import COLOURS, LONG, MANY, ask, choices_of, talk, value


def test_several_choices_are_ticked_and_confirmed() -> None:
    dialog = talk("| select_multiple colour | q | Сұрақ | Вопрос |")
    dialog.answer(Toggled("blue"))
    dialog.answer(Typed("красный"))
    dialog.answer(Toggled("green"))
    dialog.answer(Toggled("green"))
    asked = choices_of(dialog)
    assert asked.many
    assert [o.value for o in asked.options if o.chosen] == ["red", "blue"]
    assert dialog.prompt().current == ("Қызыл", "Көк")
    assert value(dialog) == ""  # not before Done
    dialog.answer(Finished())
    assert value(dialog) == "red blue"
    assert dialog.at_review


def test_nothing_ticked_is_refused_only_where_an_answer_is_required() -> None:
    header = HEADER + " required |"
    dialog = talk("| select_multiple colour | q | Сұрақ | Вопрос | yes |", header=header)
    assert dialog.answer(Finished()).refusal == Refused("refused-nothing-chosen")
    optional = talk("| select_multiple colour | q | Сұрақ | Вопрос |")
    assert optional.answer(Finished()).verdict is Verdict.TAKEN
    assert optional.at_review


def test_nothing_ticked_is_refused_in_the_author_s_words_where_there_are_any() -> None:
    header = HEADER + " required | required_message::kk | required_message::ru |"
    dialog = talk(
        "| select_multiple colour | q | Сұрақ | Вопрос | yes | Түсін айтыңыз | Назовите цвет |", header=header
    )
    assert dialog.answer(Finished()).refusal == FormSays("Түсін айтыңыз")


def test_a_constraint_on_ticks_is_checked_at_done() -> None:
    header = HEADER + " constraint | constraint_message::Қазақша (kk) | constraint_message::Русский (ru) |"
    row = "| select_multiple colour | q | Сұрақ | Вопрос | count-selected(.) = 2 | Екеуін | Два |"
    dialog = talk(row, header=header)
    dialog.answer(Toggled("red"))
    assert dialog.answer(Finished()).refusal == FormSays("Екеуін")
    dialog.answer(Toggled("blue"))
    assert dialog.answer(Finished()).verdict is Verdict.TAKEN


def test_choices_in_order() -> None:
    dialog = talk("| rank colour | q | Сұрақ | Вопрос |")
    for chosen in ("blue", "red"):
        dialog.answer(Toggled(chosen))
    assert choices_of(dialog).ordered
    assert [o.label for o in choices_of(dialog).options] == ["2. Қызыл", "Жасыл", "1. Көк"]
    assert dialog.answer(Finished()).refusal == Refused("refused-rank-all", {"left": 1})
    dialog.answer(Toggled("green"))
    dialog.answer(Finished())
    assert value(dialog) == "blue red green"


def test_long_labels_are_numbered_and_a_number_picks() -> None:
    dialog = talk("| select_one long | q | Сұрақ | Вопрос |", choices=LONG)
    assert choices_of(dialog).layout is Layout.NUMBERED
    assert dialog.answer(Typed("3")).verdict is Verdict.REFUSED
    dialog.answer(Typed("2."))
    assert value(dialog) == "b"


def test_more_than_twenty_are_paged_and_searched() -> None:
    dialog = talk("| select_one many | q | Сұрақ | Вопрос |", choices=MANY)
    asked = choices_of(dialog)
    assert (asked.layout, asked.pages, asked.total, len(asked.options)) == (Layout.PAGED, 5, 45, 10)
    assert dialog.answer(Paged(5)).verdict is Verdict.SHOWN
    asked = choices_of(dialog)
    assert [o.number for o in asked.options] == [41, 42, 43, 44, 45]
    assert asked.value_of(45) == "m45"
    assert asked.value_of(1) is None
    dialog.answer(Paged(99))
    assert choices_of(dialog).page == 5
    dialog.answer(Searched("нұсқа 0"))
    assert choices_of(dialog).total == 9
    dialog.answer(Typed("вариант 07"))
    assert value(dialog) == "m7"


def test_yes_and_no_in_any_words() -> None:
    yes_no = COLOURS + "\n| | yn | yes | Иә | Да |\n| | yn | no | Жоқ | Нет |"
    for text, stored in (("иә", "yes"), ("ия", "yes"), ("да", "yes"), ("жок", "no"), ("нет", "no")):
        dialog = talk("| select_one yn | q | Сұрақ | Вопрос |", choices=yes_no)
        dialog.answer(Typed(text))
        assert value(dialog) == stored


def test_other_asks_what() -> None:
    dialog = talk("| select_one colour or_other | q | Сұрақ | Вопрос |")
    dialog.answer(Picked("other"))
    assert dialog.prompt().ref == "/data/q_other"
    dialog.answer(Typed("Сары"))
    assert value(dialog, "q_other") == "Сары"


def test_ranges() -> None:
    header = HEADER + " parameters |"
    short = talk("| range | q | Сұрақ | Вопрос | start=1 end=5 step=1 |", header=header)
    assert [o.value for o in choices_of(short).options] == ["1", "2", "3", "4", "5"]
    short.answer(Picked("4"))
    assert value(short) == "4"
    long = talk("| range | q | Сұрақ | Вопрос | start=0 end=100 step=5 |", header=header)
    assert ask(long) == Number(False, "0", "100", "5")
    assert long.answer(Typed("101")).refusal == Refused("refused-number-range", {"low": "0", "high": "100"})
    step = {"low": "0", "high": "100", "step": "5"}
    assert long.answer(Typed("7")).refusal == Refused("refused-number-step", step)
    assert long.answer(Typed("35")).verdict is Verdict.TAKEN


def test_a_line_and_an_area_of_points() -> None:
    dialog = talk("| geotrace | q | Сұрақ | Вопрос |")
    dialog.answer(Pinned(43, 76))
    assert dialog.answer(Finished()).refusal == Refused("refused-more-points", {"least": 2, "given": 1})
    dialog.answer(Typed("44, 77"))
    assert ask(dialog) == Place(2, 2, many=True)
    assert dialog.prompt().current == ("43, 76", "44, 77")
    dialog.answer(Finished())
    assert value(dialog) == "43.0 76.0 0.0 0.0; 44.0 77.0 0.0 0.0"
    area = talk("| geoshape | q | Сұрақ | Вопрос |")
    for latitude, longitude in ((43, 76), (44, 76), (44, 77)):
        area.answer(Pinned(latitude, longitude))
    area.answer(Finished())
    assert value(area) == "43.0 76.0 0.0 0.0; 44.0 76.0 0.0 0.0; 44.0 77.0 0.0 0.0; 43.0 76.0 0.0 0.0"


@pytest.mark.parametrize("typed", ["zzz", "ж", "жжж"])
def test_one_letter_chooses_nothing(typed: str) -> None:
    dialog = talk("| select_one colour | q | Түс | Цвет |")
    assert dialog.answer(Typed(typed)).verdict is Verdict.REFUSED
    assert value(dialog) == ""


def test_two_letters_choose_the_only_one_they_begin() -> None:
    dialog = talk("| select_one colour | q | Түс | Цвет |")
    assert dialog.answer(Typed("жа")).verdict is Verdict.TAKEN
    assert value(dialog) == "green"
