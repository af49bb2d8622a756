"""Faults of forms that compile."""

import pytest

from forms.authoring.lint import check
from forms.authoring.outline import check_report
from forms.authoring.problems import Problem, Severity
from tests.forms.helpers import survey

HEADER = "| | type | name | label::Қазақша (kk) | label::Русский (ru) | relevant | required | choice_filter |"
CHOICES = """| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) | region |
| | yesno | yes | Иә | Да | |
| | yesno | no | Жоқ | Нет | |
| | town | sem | Семей | Семей | abai |"""


def problems(*rows: str, choices: str = CHOICES) -> list[Problem]:
    """What lint says about these rows, after a select_one named q."""
    first = "| select_one yesno | q | Рас па? | Верно? | | | |"
    return list(check(survey(first, *rows, header=HEADER, choices=choices).encode(), "form.md").problems)


def test_a_good_form_has_no_problems() -> None:
    assert problems("| text | a | А | А | ${q} = 'yes' and selected(${q}, 'no') and ${q} != '' | yes | |") == []


@pytest.mark.parametrize("rule", ["${q} = 'maybe'", "'maybe' != ${q}", "selected(${q}, 'maybe')", "/data/q = 'maybe'"])
def test_comparing_with_a_value_nobody_can_choose(rule: str) -> None:
    (problem,) = problems(f"| text | a | А | А | {rule} | | |")
    assert (problem.key, problem.row, problem.column) == ("literal-not-choice", 4, "relevant")
    assert problem.args == {"name": "q", "value": "maybe"}


def test_a_path_to_nothing() -> None:
    (problem,) = problems("| text | a | А | А | /data/nothing = 1 or ../q = 'yes' | | |")
    assert (problem.key, problem.row) == ("unknown-path", 4)
    assert problem.args == {"path": "/data/nothing"}


def test_a_column_that_the_list_does_not_have() -> None:
    (problem,) = problems("| select_one town | t | Қала | Город | | | regoin = 'abai' |")
    assert (problem.key, problem.column) == ("unknown-column", "choice_filter")
    assert problem.args == {"list": "town", "column": "regoin"}
    assert problems("| select_one town | t | Қала | Город | | | region = ${q} |") == []


def test_a_list_that_is_not_there() -> None:
    (problem,) = problems("| text | a | А | А | instance('towns')/root/item[name = 'x']/label = 1 | | |")
    assert (problem.key, problem.args) == ("unknown-list", {"list": "towns"})


def test_a_required_note() -> None:
    (problem,) = problems("| note | n | Оқыңыз | Прочтите | | yes | |")
    assert (problem.key, problem.row, problem.severity) == ("required-note", 4, Severity.ERROR)


def test_a_text_in_one_language_only() -> None:
    found = problems("| text | a | Атыңыз | - | | | |", "| text | b | | Имя | | | |")
    assert [(p.key, p.row, p.column, p.severity) for p in found] == [
        ("missing-ru", 4, "label", Severity.WARNING),
        ("missing-kk", 5, "label", Severity.WARNING),
    ]


def test_a_hint_message_or_choice_in_one_language_only() -> None:
    header = (
        "| | type | name | label::Қазақша (kk) | label::Русский (ru) | hint::Қазақша (kk) | constraint |"
        " constraint_message::Русский (ru) |"
    )
    row = "| select_one x | a | А | А | Кеңес | . != 'one' | Нельзя |"
    choices = "| choices |\n| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |\n| | x | one | Бір | |"
    found = check(survey(row, header=header, choices=choices).encode(), "form.md").problems
    # pyxform fills the gaps with '-', which is no text either.
    assert [(p.key, p.sheet, p.column) for p in found] == [
        ("missing-ru", "survey", "hint"),
        ("missing-kk", "survey", "constraint_message"),
        ("missing-ru", "choices", "label"),
    ]


def test_a_language_missing_altogether_is_said_once() -> None:
    table = "| survey |\n| | type | name | label |\n| | text | a | A |\n| | text | b | B |"
    assert [p.key for p in check(table.encode(), "form.md").problems] == ["missing-kk", "missing-ru"]


def test_long_choices() -> None:
    def with_label(length: int) -> list[Problem]:
        row = "| select_one x | a | А | А | | | |"
        return problems(row, choices=f"{CHOICES}\n| | x | one | {'а' * length} | Один | |")

    assert with_label(40) == []
    assert [(p.key, p.severity, p.sheet, p.row) for p in with_label(41)] == [
        ("label-long", Severity.WARNING, "choices", 10)
    ]
    assert [(p.key, p.severity) for p in with_label(65)] == [("label-too-long", Severity.ERROR)]


def test_a_long_list_is_numbered_anyway() -> None:
    rows = "\n".join(f"| | x | c{i} | {'а' * 50} {i} | Вариант {i} | |" for i in range(9))
    assert problems("| select_one x | a | А | А | | | |", choices=f"{CHOICES}\n{rows}") == []


def test_the_report_reads_well_and_says_whether_the_form_can_run() -> None:
    table = survey("| select_one yesno | q | Рас па? | - | | yes | |", header=HEADER, choices=CHOICES)
    text, usable = check_report(table.encode(), "form.md", "kk")
    assert usable
    assert "1. Рас па? [q; бір жауап; міндетті]" in text
    assert "Иә · Жоқ" in text
    assert "- ескерту: survey, 3-жол, «label» бағаны: Орысша мәтін жоқ (label)." in text
    broken, usable = check_report(b"| survey |\n| | type | name | label |\n| | foo | a | A |", "form.md", "ru")
    assert not usable
    assert "- ошибка: survey, строка 3: Нет такого типа вопроса: «foo»." in broken


WITH_LOOKS = "| | type | name | label::Қазақша (kk) | label::Русский (ru) | appearance | relevant | calculation |"


def warnings(*rows: str) -> list[tuple[str, int | None, str, dict[str, str | int]]]:
    """What is warned of in these rows, the first of which is row 3."""
    found = check(survey(*rows, header=WITH_LOOKS, choices=CHOICES).encode(), "form.md").problems
    assert all(problem.severity is Severity.WARNING for problem in found), found
    return [(problem.key, problem.row, problem.column, dict(problem.args)) for problem in found]


@pytest.mark.parametrize("rule", ["${d} > '2020-01-01'", "'2020-01-01' <= ${d}", "/data/d < '2020-1-1'"])
def test_dates_compared_with_texts(rule: str) -> None:
    (found,) = warnings("| date | d | К | Д | | | |", f"| text | a | А | А | | {rule} | |")
    assert found[:3] == ("text-date", 4, "relevant")
    assert found[3]["name"] == "d"


@pytest.mark.parametrize("rule", ["${d} > date('2020-01-01')", "${t} > '2020-01-01'", "${d} = '2020-01-01'"])
def test_comparisons_that_work(rule: str) -> None:
    rows = ("| date | d | К | Д | | | |", "| text | t | М | Т | | | |", f"| text | a | А | А | | {rule} | |")
    assert warnings(*rows) == []


def test_appearances_without_effect_and_unknown_ones() -> None:
    rows = (
        "| date | d | К | Д | ethiopian | | |",
        "| text | a | А | А | multilin | | |",
        "| text | b | Б | Б | multiline | | |",
        "| select_one yesno | c | В | В | columns-2 w3 | | |",
        "| text | e | Д | Д | ex:org.example.app(a=1) | | |",
    )
    assert [found[:3] for found in warnings(*rows)] == [
        ("appearance-ignored", 3, "appearance"),
        ("appearance-unknown", 4, "appearance"),
        ("appearance-ignored", 7, "appearance"),
    ]


def test_what_a_device_would_fill_in_by_itself() -> None:
    rows = (
        "| start-geopoint | spot | | | | | |",
        "| background-audio | sound | | | | | |",
        "| phonenumber | phone | | | | | |",
        "| username | user | | | | | |",
        "| start | start | | | | | |",
        "| text | a | А | А | | | |",
    )
    assert [found[:2] for found in warnings(*rows)] == [
        ("device-action", 3),
        ("device-action", 4),
        ("preload-empty", 5),
    ]


def test_functions_that_do_not_exist_or_take_other_arguments() -> None:
    for rule, key in (("tody() > 1", "unknown-function"), ("selected(${q})", "function-arity")):
        (problem,) = problems(f"| text | a | А | А | {rule} | | |")
        assert (problem.key, problem.row, problem.column) == (key, 4, "relevant")


def test_the_outline_says_when_an_answer_is_required() -> None:
    table = (
        "| survey |\n| | type | name | label | required |\n| | integer | a | A | yes |\n| | integer | b | B | |\n"
        "| | integer | c | C | ${a} > 1 |"
    )
    text, usable = check_report(table.encode(), "form.md", "ru")
    assert usable
    assert "[a; целое число; обязательный]" in text
    assert "[b; целое число]" in text
    assert "[c; целое число; обязательный, если: /data/a > 1]" in text.replace(" /data/a ", " /data/a ")


def test_every_fault_is_reported_not_only_the_compilers_first() -> None:
    table = (
        "| survey |\n| | type | name | label | calculation |\n| | foo | a | A | |\n| | bar | b | B | |\n"
        "| | calculate | c | | 1 + |"
    )
    text, usable = check_report(table.encode(), "form.md", "ru")
    assert not usable
    assert all(word in text for word in ("foo", "bar", "ошибок – 3"))
