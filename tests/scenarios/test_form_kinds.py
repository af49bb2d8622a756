"""Every kind of question and appearance as a person meets it: what is on the screen, and what a tap does."""

from __future__ import annotations

import asyncio

import pytest

from locales.texts import ALMATY, Language
from tests.harness import Someone, World
from tests.pictures import bar_code
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count
from tests.scenarios.xlsforms import sends_form, xlsx

HEAD = "| survey |\n| | type | name | label::Қазақша (kk) | label::Русский (ru) | appearance | parameters | required |"
LISTS = """| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | mark | m1 | 1 | 1 |
| | mark | m2 | 2 | 2 |
| | mark | m3 | 3 | 3 |
| | mark | m4 | 4 | 4 |
| | mark | m5 | 5 | 5 |
| | view | bad | Мүлде келіспеймін | Совсем не согласен |
| | view | so | Қалай болса солай | Как получится |
| | view | good | Толық келісемін | Полностью согласен |
| | shop | a | Дүкен А | Магазин А |
| | shop | b | Дүкен Ә | Магазин Б |
| | shop | c | Дүкен Б | Магазин В |"""


def table(*lines: str) -> bytes:
    """A form of these questions, in Markdown."""
    rows = "\n".join(f"| | {line} |" for line in lines)
    return f"{HEAD}\n{rows}\n\n{LISTS}\n\n| settings |\n| | form_id | version |\n| | kinds | 1 |\n".encode()


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def tries(saule: Someone, *lines: str) -> None:
    """Sends a form of these questions and begins to try it."""
    await sends_form(saule, table(*lines), "kinds.md")
    await saule.taps("forms-try")


def row_with(someone: Someone, label: str) -> list[str]:
    """The row of buttons with this label."""
    return next(labels for labels in (list(row) for row in someone.sees.buttons) if label in labels)


async def test_scales_stand_side_by_side_where_they_fit(saule: Someone) -> None:
    await tries(
        saule, "select_one mark | a | Баға | Оценка | likert | | ", "select_one view | b | Пікір | Мнение | likert | | "
    )
    assert row_with(saule, "3") == ["1", "2", "3", "4", "5"]
    await saule.taps_label("4")
    (label,) = [one for one in saule.sees.labels if one in ("Қалай болса солай", "Как получится")]
    assert row_with(saule, label) == [label]


async def test_columns_as_the_author_wants(saule: Someone) -> None:
    await tries(saule, "select_one shop | a | Дүкен | Магазин | columns-3 | | ")
    assert len(row_with(saule, "Дүкен А" if saule.language == "kk" else "Магазин А")) == 3


async def test_a_rank_is_built_by_tapping_in_order(saule: Someone) -> None:
    await tries(saule, "rank shop | a | Реттеңіз | Расставьте | | | yes")
    first, second, third = (
        ("Дүкен Б", "Дүкен А", "Дүкен Ә") if saule.language == "kk" else ("Магазин В", "Магазин А", "Магазин Б")
    )
    await saule.taps_label(f"☐ {first}")
    await saule.taps_label(f"☐ {second}")
    assert f"1. {first}\n2. {second}" in saule.text
    await saule.taps("form-done")
    assert saule.words("refused-rank-all", left=1) in saule.text
    await saule.taps_label(f"☐ {third}")
    await saule.taps("form-done")
    assert saule.words("form-review-title") in saule.text
    assert saule.text.index(first) < saule.text.index(second) < saule.text.index(third)


async def test_months_and_years_without_days(saule: Someone) -> None:
    await tries(
        saule,
        "date | a | Айы | Месяц | month-year | | ",
        "date | b | Жылы | Год | year | | ",
        "date | c | Күні | День | no-calendar | | ",
    )
    assert saule.words("form-type-month") in saule.text
    year = next(label for label in saule.sees.labels if label.isdecimal() and len(label) == 4)
    await saule.taps_label("‹")
    assert str(int(year) - 1) in saule.sees.labels
    march = next(label for label in saule.sees.labels if label.lower().startswith(("нау", "мар")))
    await saule.taps_label(march)
    assert saule.words("form-type-year") in saule.text
    await saule.taps_label(str(int(year) - 2))
    assert saule.words("form-type-date") in saule.text
    assert not [label for label in saule.sees.labels if label.isdecimal()]
    await saule.taps("form-today")
    assert f"{int(year) - 2}" in saule.text
    assert f"{int(year) - 1}" in saule.text


async def test_a_line_is_sent_point_by_point(saule: Someone) -> None:
    await tries(saule, "geotrace | a | Жол | Путь | | | yes")
    assert saule.words("form-send-line", least=2) in saule.text
    for latitude in (51.1, 51.2, 51.3):
        await saule.does(lambda latitude=latitude: saule.phone.send_location(latitude, 71.4))  # type: ignore[misc]
    assert saule.words("form-points", given=3) in saule.text
    await saule.says(saule.words("form-undo-point"))
    assert saule.words("form-points", given=2) in saule.text
    await saule.says(saule.words("form-done"))
    assert saule.words("form-review-title") in saule.text


async def test_an_answer_can_be_taken_back(saule: Someone) -> None:
    await tries(saule, "text | a | Не? | Что? | | | ", "integer | b | Нешеу? | Сколько? | | | ")
    assert not saule.can_tap("form-clear")
    await saule.says("Нан")
    await saule.taps("form-back")
    assert "Нан" in saule.text
    await saule.taps("form-clear")
    assert "Нан" not in saule.text
    assert saule.can_tap("form-skip")


async def test_a_signature_is_a_photo_and_the_screen_says_so(saule: Someone) -> None:
    await tries(
        saule,
        "image | a | Қол | Подпись | signature | | ",
        "image | b | Сызба | Схема | draw | | ",
        "barcode | c | Код | Код | | | ",
    )
    assert saule.words("form-purpose-signature") in saule.text
    await saule.does(lambda: saule.phone.send_photo())
    assert saule.words("form-purpose-drawing") in saule.text
    await saule.taps("form-skip")
    assert saule.words("form-barcode") in saule.text
    await saule.says("4870001234567")
    assert "4870001234567" in saule.text


async def test_entries_are_opened_and_removed(saule: Someone) -> None:
    await tries(
        saule,
        "begin_repeat | item | Тауар | Товар | | | ",
        "text | what | Не? | Что? | | | yes",
        "integer | price | Қанша? | Сколько? | | | yes",
        "end_repeat | | | | | | ",
    )
    for what in ("Нан", "Сүт"):
        await saule.says(what)
        await saule.says("100")
        if what == "Нан":
            await saule.taps("form-add")
    (bread,) = [label for label in saule.sees.labels if label.startswith("✏️ 1.")]
    assert "Нан" in bread
    await saule.taps_label(bread)
    assert "Нан" in saule.text
    await saule.says("Бауырсақ")
    await saule.says("150")
    assert any("Бауырсақ" in label for label in saule.sees.labels)
    await saule.taps_label("🗑")
    assert saule.words("form-remove-about", entry="1. Бауырсақ · 150") in saule.text
    await saule.taps("form-remove-sure")
    assert not any(label.startswith("✏️ 2.") for label in saule.sees.labels)
    await saule.taps("form-go-on")
    assert saule.words("form-review-title") in saule.text


async def test_a_form_sent_before_a_crash_is_answered_after_it(world: World, saule: Someone) -> None:
    """Killed anywhere between the message and the answer, the form is checked once and answered."""
    for number, wait in enumerate((0.02, 0.2, 0.8)):
        saule.phone.send_file("document", xlsx(form=f"yard{number}"), name="yard.xlsx")
        await asyncio.sleep(wait)
        await world.kill()
        await world.start()
        await world.settle()
        assert count(world, "form_version") == number + 1
        assert count(world, "evidence") == 0
    checked = [shown.text for shown in saule.phone.messages() if saule.words("forms-no-warnings") in shown.text]
    assert len(checked) >= 3  # a message may come twice, and never not at all


async def test_a_photo_of_a_bar_code_is_read_and_answers(saule: Someone) -> None:
    await tries(saule, "barcode | c | Код | Код | | | ", "text | after | Соңы | Конец | | | ")
    await saule.does(lambda: saule.phone.send_photo())
    assert saule.words("code-unread") in saule.text
    await saule.taps("form-back-to")
    assert saule.words("form-barcode") in saule.text
    await saule.does(lambda: saule.phone.send_photo(bar_code("4870001234560")))
    assert saule.words("form-code-reading") in saule.all_text
    assert "4870001234560" in saule.text
    await saule.taps("form-code-use")
    assert "Соңы" in saule.text or "Конец" in saule.text
    await saule.taps("form-back")
    assert "4870001234560" in saule.text


async def test_a_trial_promises_no_saving_and_leaves_nothing_behind(world: World, saule: Someone) -> None:
    await tries(saule, "text | a | Не? | Что? | | | ", "geopoint | b | Қайда? | Где? | | | ")
    assert not saule.can_tap("form-leave")
    await saule.says("Нан")
    await saule.says(saule.words("form-leave-trial"))
    assert saule.words("forms-trial-over") in saule.text
    assert saule.can_tap("forms-back")
    assert count(world, "submission") == 0
    assert count(world, "draft") == 0


async def test_the_time_of_a_day_chosen_shows_the_day(world: World, saule: Someone) -> None:
    await tries(saule, "dateTime | a | Қашан? | Когда? | | | ")
    await saule.taps("form-today")
    assert saule.words("form-day-chosen", day=world.clock().astimezone(ALMATY).date()) in saule.text
    await saule.says("09:15")
    assert "09:15" in saule.text


async def test_steps_of_a_range_are_numbers_to_tap_without_a_list(saule: Someone) -> None:
    await tries(saule, "range | a | Баға | Оценка | | start=0 end=10 step=1 | ")
    assert row_with(saule, "3") == ["0", "1", "2", "3"]
    assert "1. 0" not in saule.text


async def test_a_search_that_finds_several_says_so_once(saule: Someone) -> None:
    await tries(saule, "select_one shop | a | Дүкен | Магазин | | | ")
    searched = "дүк" if saule.language == "kk" else "маг"
    await saule.says(searched)
    assert saule.words("form-found", searched=searched, total=3) in saule.text
    assert "⚠️" not in saule.text
