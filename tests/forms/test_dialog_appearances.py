"""Appearances and media of the form's author, as a chat can show them."""

from datetime import date

import pytest

from forms.conversation.dialog import Dialog
from forms.conversation.given import (
    Attached,
    Confirmed,
    Dated,
    Finished,
    MonthShown,
    Picked,
    Pinned,
    Scanned,
    Typed,
    Undone,
    Verdict,
)
from forms.conversation.prompt import (
    Ask,
    Calendar,
    Files,
    Illustration,
    Layout,
    Media,
    Months,
    Notice,
    Number,
    Place,
    Purpose,
    Words,
    Years,
)
from forms.conversation.refusals import Refused
from tests.forms.helpers import HEADER
from tests.forms.talking import COLOURS, ask, choices_of, talk, value

WITH = HEADER + " appearance | parameters | constraint |"


def shown(kind: str, appearance: str = "", parameters: str = "", constraint: str = "") -> Dialog:
    """A dialog at one question of this appearance, with a text behind it."""
    return talk(
        f"| {kind} | q | С | В | {appearance} | {parameters} | {constraint} |",
        "| text | z | Т | Т | | | |",
        header=WITH,
    )


@pytest.mark.parametrize(
    ("appearance", "purpose"),
    [
        ("signature", Purpose.SIGNATURE),
        ("draw", Purpose.DRAWING),
        ("annotate", Purpose.MARKED),
        ("new-front", Purpose.SELFIE),
        ("", Purpose.PLAIN),
    ],
)
def test_drawings_are_taken_as_photos_and_the_prompt_says_what_of(appearance: str, purpose: Purpose) -> None:
    dialog = shown("image", appearance)
    assert ask(dialog) == Files(Media.IMAGE, many=False, files=(), purpose=purpose)
    dialog.answer(Attached("s.jpg", Media.IMAGE))
    assert value(dialog) == "s.jpg"


def test_a_bar_code_is_typed_or_read_from_a_photo() -> None:
    dialog = shown("barcode")
    assert dialog.answer(Scanned("")).refusal == Refused("refused-no-barcode")
    assert dialog.answer(Attached("p", Media.IMAGE)).refusal == Refused("refused-no-barcode")
    assert dialog.answer(Scanned(" 4870001234567\x00 ")).verdict is Verdict.TAKEN
    assert value(dialog) == "4870001234567"


def test_numbers_appearance_keeps_a_text_and_asks_for_digits() -> None:
    dialog = shown("text", "numbers")
    assert ask(dialog) == Words(multiline=False, has_text=False, takes_files=False, numeric=True)
    dialog.answer(Typed("0077"))
    assert value(dialog) == "0077"


@pytest.mark.parametrize("typed", ["05.2026", "2026-05", "мамыр 2026", "май 2026 года", "мамыр", "14.05.2026"])
def test_a_month_of_a_year(typed: str) -> None:
    dialog = shown("date", "month-year")
    asked = ask(dialog)
    assert isinstance(asked, Months)
    assert (asked.year, asked.previous, asked.following) == (2026, 2025, 2027)
    assert asked.months[4] == date(2026, 5, 1)
    dialog.answer(Typed(typed))
    assert value(dialog) == "2026-05-01"
    dialog.back()
    assert dialog.prompt().current == ("05.2026",)


def test_months_turn_like_pages_and_those_refused_are_blank() -> None:
    dialog = shown("date", "month-year", constraint=". <= today()")
    dialog.answer(MonthShown(2025, 1))
    asked = ask(dialog)
    assert isinstance(asked, Months)
    assert (asked.year, asked.following) == (2025, 2026)
    dialog.answer(MonthShown(2026, 1))
    asked = ask(dialog)
    assert isinstance(asked, Months)
    assert [month.month for month in asked.months if month] == [1, 2, 3, 4, 5]
    assert asked.following is None
    dialog.answer(Dated(date(2026, 3, 17)))
    assert value(dialog) == "2026-03-01"


@pytest.mark.parametrize("typed", ["1998", "1998 жыл", "1998 года", "3 мая 1998"])
def test_a_year(typed: str) -> None:
    dialog = shown("date", "year", constraint=". <= today()")
    asked = ask(dialog)
    assert isinstance(asked, Years)
    assert [year.year for year in asked.years if year] == list(range(2015, 2027))
    assert (asked.previous, asked.following) == (2003, None)
    dialog.answer(MonthShown(2003, 1))
    asked = ask(dialog)
    assert isinstance(asked, Years)
    assert asked.following == 2015
    dialog.answer(Typed(typed))
    assert value(dialog) == "1998-01-01"
    dialog.back()
    assert dialog.prompt().current == ("1998",)


def test_a_date_without_a_calendar_has_the_near_days_only() -> None:
    dialog = shown("date", "no-calendar")
    asked = ask(dialog)
    assert isinstance(asked, Calendar)
    assert (asked.weeks, asked.previous, asked.today) == ((), None, date(2026, 5, 20))


def test_scales_stand_side_by_side() -> None:
    assert choices_of(shown("select_one colour", "likert")).layout is Layout.SCALE
    assert choices_of(shown("select_one colour", "columns-2")).columns == 2
    assert choices_of(shown("select_one colour", "quick")).layout is Layout.BUTTONS
    stars = choices_of(shown("range", "rating", "start=1 end=5 step=1"))
    assert stars.layout is Layout.SCALE
    assert [option.label for option in stars.options] == ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]
    ten = choices_of(shown("range", "rating", "start=1 end=10 step=1"))
    assert ten.options[9].label == "10 ★"


def test_one_choice_goes_on_by_itself_whatever_its_appearance() -> None:
    for appearance in ("quick", "minimal", "likert", "columns-pack", ""):
        dialog = shown("select_one colour", appearance)
        dialog.answer(Picked("red"))
        assert dialog.prompt().ref == "/data/z"


def test_a_line_point_by_point_with_the_last_taken_back() -> None:
    dialog = shown("geoshape")
    assert dialog.answer(Undone()).verdict is Verdict.REFUSED
    for place in ((43.25, 76.9), (43.3, 77.0), (99.0, 0.0), (43.3, 76.9)):
        dialog.answer(Pinned(*place))
    assert ask(dialog) == Place(3, 3, many=True, area=True)
    dialog.answer(Undone())
    assert dialog.answer(Finished()).refusal == Refused("refused-more-points", {"least": 3, "given": 2})
    dialog.answer(Typed("43.31, 76.91"))
    dialog.answer(Finished())
    assert value(dialog) == "43.25 76.9 0.0 0.0; 43.3 77.0 0.0 0.0; 43.31 76.91 0.0 0.0; 43.25 76.9 0.0 0.0"


def test_media_of_labels_and_choices_in_the_readers_language() -> None:
    header = HEADER + " media::image::Қазақша (kk) | media::image::Русский (ru) | media::audio::Русский (ru) |"
    choices = COLOURS.replace("label::Русский (ru) |", "label::Русский (ru) | media::image |").replace(
        "| Красный |", "| Красный | red.png |"
    )
    dialog = talk("| select_one colour | q | С | В | kk.png | ru.png | said.mp3 |", header=header, choices=choices)
    assert dialog.prompt("ru").media == (Illustration(Media.IMAGE, "ru.png"), Illustration(Media.AUDIO, "said.mp3"))
    assert dialog.prompt("kk").media[0] == Illustration(Media.IMAGE, "kk.png")
    assert choices_of(dialog).options[0].media == (Illustration(Media.IMAGE, "red.png"),)
    assert choices_of(dialog).options[1].media == ()


def test_a_field_list_is_asked_one_by_one_under_its_heading() -> None:
    header = HEADER + " appearance |"
    dialog = talk(
        "| begin_group | g | Үй | Дом | field-list |",
        "| note | n | Оқыңыз | Прочтите | |",
        "| begin_group | t | Кесте | Таблица | table-list |",
        "| select_one colour | a | Бірі | Первое | |",
        "| select_one colour | b | Екіншісі | Второе | |",
        "| end_group | | | | |",
        "| end_group | | | | |",
        header=header,
    )
    seen = []
    while not dialog.at_review:
        prompt = dialog.prompt()
        seen.append((prompt.headings, prompt.label))
        dialog.answer(Confirmed() if isinstance(prompt.ask, Notice) else Picked("red"))
    assert seen == [(("Үй",), "Оқыңыз"), (("Үй", "Кесте"), "Бірі"), (("Үй", "Кесте"), "Екіншісі")]


def test_ranges_without_buttons_and_their_limits() -> None:
    asked: Ask = ask(shown("range", "", "start=0 end=100 step=5"))
    assert asked == Number(False, "0", "100", "5")
