"""Tables beside a form: choices from files, search(), pulldata(), long lists."""

import json
from collections.abc import Mapping

import pytest

from forms.authoring.compiled import author
from forms.conversation.dialog import Dialog
from forms.conversation.given import Finished, Paged, Picked, Searched, Toggled, Typed, Verdict
from forms.conversation.prompt import Choices, Layout
from forms.datasets.reading import read_dataset
from forms.definition import FormError, Kind
from forms.engine.session import Session
from forms.inputs.search import find, fold, fold_lines
from tests.forms.helpers import now, survey

HEADER = (
    "| | type | name | label::Қазақша (kk) | label::Русский (ru) | choice_filter | appearance | calculation |"
    + " parameters |"
)
REGIONS = """| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | region | abai | Абай | Абай |
| | region | alm | Алматы | Алматы |"""
REGION = "| select_one region | region | Облыс | Область | | | | |"
TOWNS = """name,label,label_ru,region,people
sem,Семей,Семей қ.,abai,330000
kur,Курчатов,Курчатов қ.,abai,010
kas,Қаскелең,Каскелен,alm,80000
"""


def dialog(*rows: str, choices: str = REGIONS, language: str = "kk", **beside: str) -> Dialog:
    """A dialog over a form with files beside it: towns_csv="…" is towns.csv."""
    files = {name.replace("_", "."): text.encode() for name, text in beside.items()}
    form, _ = author(survey(*rows, header=HEADER, choices=choices).encode(), "form.md", files)
    return Dialog.start(form, now=now, language=language)


def labels(talk: Dialog) -> list[str]:
    """The labels on screen, the same after a restart."""
    shown = talk.prompt()
    again = Dialog.restore(talk.session.form, json.loads(json.dumps(talk.state())), now=now)
    assert again.prompt() == shown
    assert isinstance(shown.ask, Choices)
    return [option.label for option in shown.ask.options]


def test_choices_from_a_csv_follow_the_answer_before() -> None:
    talk = dialog(
        REGION, "| select_one_from_file towns.csv | town | Қала | Город | region=${region} | | | |", towns_csv=TOWNS
    )
    talk.answer(Picked("abai"))
    assert labels(talk) == ["Семей", "Курчатов"]
    assert [o.label for o in _choices(talk, "ru").options] == ["Семей қ.", "Курчатов қ."]
    talk.answer(Typed("semey"))
    assert talk.values()["/data/town"] == "sem"
    talk.edit("/data/region")
    talk.answer(Picked("alm"))
    assert talk.values()["/data/town"] == ""


def _choices(talk: Dialog, language: str) -> Choices:
    asked = talk.prompt(language).ask
    assert isinstance(asked, Choices)
    return asked


def test_several_choices_from_geojson_with_its_own_columns() -> None:
    features = [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [76.9, 43.25]},
            "properties": {"title": "Саябақ", "kind": "park"},
        },
        {
            "type": "Feature",
            "id": 8,
            "geometry": {"type": "LineString", "coordinates": [[76.9, 43.25], [77, 43.3, 800]]},
            "properties": {"title": "Көше", "kind": None},
        },
    ]
    talk = dialog(
        "| select_multiple_from_file places.geojson | q | Не? | Что? | | | | |",
        "| calculate | where | | | | | instance('places')/root/item[id = ${q}]/geometry | |",
        places_geojson=json.dumps({"type": "FeatureCollection", "features": features}),
    )
    assert labels(talk) == ["Саябақ", "Көше"]
    talk.answer(Toggled("8"))
    talk.answer(Finished())
    assert talk.values()["/data/where"] == "43.25 76.9 0.0 0.0; 43.3 77.0 800.0 0.0"


def test_choices_from_xml_and_with_other_columns_named_in_parameters() -> None:
    xml = "<root><item><id>a</id><title>Бірінші</title></item><item><id>b</id><title>Екінші</title></item></root>"
    talk = dialog("| select_one_from_file x.xml | q | Не? | Что? | | | | value=id, label=title |", x_xml=xml)
    assert labels(talk) == ["Бірінші", "Екінші"]
    talk.answer(Picked("b"))
    assert talk.values()["/data/q"] == "b"


def test_pulldata_and_numbers_as_keys() -> None:
    talk = dialog(
        "| integer | n | Саны | Число | | | | |",
        "| calculate | town | | | | | pulldata('towns', 'label', 'people', ${n}) | |",
        "| calculate | same | | | | | instance('towns')/root/item[people = ${n}]/name | |",
        "| calculate | none | | | | | pulldata('towns', 'label', 'nothing', 'x') | |",
        "| select_one_from_file towns.csv | q | Қала | Город | | | | |",
        towns_csv=TOWNS,
    )
    talk.answer(Typed("80000"))
    assert (talk.values()["/data/town"], talk.values()["/data/same"]) == ("Қаскелең", "kas")
    assert talk.values()["/data/none"] == ""
    talk.session.answer("/data/n", "10")
    assert talk.values()["/data/same"] == "kur", "010 in the file is the number 10"


@pytest.mark.parametrize(
    ("call", "offered"),
    [
        ("search('towns')", ["Семей", "Курчатов", "Қаскелең"]),
        ("minimal search('towns', 'matches', 'region', ${region})", ["Семей", "Курчатов"]),
        ("search('towns', 'startswith', 'name', 'k')", ["Курчатов", "Қаскелең"]),
        ("search('towns', 'contains', 'label', 'ме', 'region', ${region})", ["Семей"]),
        ("search('towns', 'endswith', 'name', 's')", ["Қаскелең"]),
    ],
)
def test_search_appearance(call: str, offered: list[str]) -> None:
    choices = REGIONS + "\n| | town | name | label | label_ru |\n| | town | 99 | Басқа | Другой |"
    talk = dialog(REGION, f"| select_one town | town | Қала | Город | | {call} | | |", choices=choices, towns_csv=TOWNS)
    talk.answer(Picked("abai"))
    assert labels(talk) == ["Басқа", *offered]
    assert _choices(talk, "ru").options[-1].label.endswith("қ.") is ("Семей" in offered and "Қаскелең" not in offered)
    talk.answer(Typed("басқа"))
    assert talk.values()["/data/town"] == "99"


def test_a_search_that_is_written_wrongly() -> None:
    form = survey("| select_one town | town | Қ | Г | | search('towns', 'near', 'a', 'b') | | |", header=HEADER,
                  choices="| choices |\n| | list_name | name | label |\n| | town | name | label |")  # fmt: skip
    with pytest.raises(Exception, match="search") as failed:
        author(form.encode(), "form.md")
    assert failed.value.problems[0].key == "search-call"  # type: ignore[attr-defined]
    assert (failed.value.problems[0].row, failed.value.problems[0].column) == (3, "appearance")  # type: ignore[attr-defined]


EXTERNAL = (
    REGIONS
    + """
| external_choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) | region |
| | town | sem | Семей | Семипалатинск | abai |
| | town | kas | Қаскелең | Каскелен | alm |
| | other | x | Икс | Икс | alm |"""
)


def test_select_one_external_has_its_choices_inside_the_compiled_form() -> None:
    talk = dialog(
        REGION, "| select_one_external town | town | Қала | Город | region=${region} | | | |", choices=EXTERNAL
    )
    talk.answer(Picked("abai"))
    assert labels(talk) == ["Семей"]
    assert [o.label for o in _choices(talk, "ru").options] == ["Семипалатинск"]
    talk.answer(Picked("sem"))
    assert talk.values()["/data/town"] == "sem"


def test_a_list_that_did_not_come_offers_nothing_and_breaks_nothing() -> None:
    talk = dialog("| select_one_from_file towns.csv | town | Қала | Город | | | | |")
    assert labels(talk) == []
    assert dict(talk.session.form.files) == {"towns": "towns.csv"}
    assert talk.session.form.datasets == {}


ROWS = 100_000


def long_list() -> str:
    """A list of a hundred thousand people in a thousand villages."""
    lines = (f"p{i},Адам {i} Ауыл-{i % 1000},v{i % 1000}" for i in range(ROWS))
    return "name,label,village\n" + "\n".join(lines)


def test_a_list_of_a_hundred_thousand_rows_is_paged_searched_and_filtered() -> None:
    talk = dialog(
        "| select_one_from_file people.csv | who | Кім? | Кто? | | | | |",
        "| text | village | Ауыл | Село | | | | |",
        "| select_one_from_file people.csv | near | Кім? | Кто? | village=${village} | | | |",
        people_csv=long_list(),
    )
    first = _choices(talk, "kk")
    assert (first.layout, first.total, first.pages) == (Layout.PAGED, ROWS, ROWS // 10)
    talk.answer(Searched("адам 777"))  # the first look at a list makes its indexes
    talk.session.accepts("/data/who", "p1")
    assert _choices(talk, "kk").options[0].label == "Адам 777 Ауыл-777"
    talk.answer(Searched("adam 77123"))
    assert [option.value for option in _choices(talk, "kk").options] == ["p77123"]
    talk.answer(Searched("жоқ нәрсе"))
    assert _choices(talk, "kk").total == 0
    talk.answer(Searched(""))
    talk.answer(Paged(5_000))
    assert _choices(talk, "kk").options[0].value == "p49990"
    talk.answer(Typed("Адам 99999 Ауыл-999"))
    assert talk.values()["/data/who"] == "p99999"
    talk.answer(Typed("v17"))
    assert _choices(talk, "kk").total == ROWS // 1000
    talk.answer(Picked("p1017"))
    assert talk.values()["/data/near"] == "p1017"
    again = Dialog.restore(talk.session.form, talk.state(), now=now)
    assert again.screen() == talk.screen()


def test_an_answer_that_a_long_list_does_not_offer_is_refused() -> None:
    talk = dialog("| select_one_from_file people.csv | who | Кім? | Кто? | | | | |", people_csv=long_list())
    assert talk.answer(Picked("p100000")).verdict is Verdict.REFUSED
    assert talk.answer(Typed("ешкім емес")).verdict is Verdict.REFUSED
    many = talk.answer(Typed("ауыл-5"))
    assert (many.verdict, many.refusal) == (Verdict.SHOWN, None)
    assert _choices(talk, "kk").searched == "ауыл-5"


def test_folding_many_names_is_folding_each() -> None:
    names = ["Шымкент қаласы", "", " Ауыл\nекі", "İstanbul", "Жаңаөзен №5", "ie", "ng"]
    assert fold_lines(names) == [fold(name) for name in names]


def test_a_long_list_is_searched_like_a_short_one() -> None:
    names = [
        f"{a} {b}" for a in ("Абай", "Алматы", "Тараз", "Талас") for b in ("ауданы", "қаласы", "ауылы", "Абай")
    ] * 20
    talk = dialog("| select_one_from_file n.csv | q | Не? | Что? | | | | |",
                  n_csv="name,label\n" + "\n".join(f"n{i},{name}" for i, name in enumerate(names)))  # fmt: skip
    for query in ("абай", "ал", "тар ау", "аудан", "қаласы абай", "ыл", "зз"):
        talk.answer(Searched(query))
        expected = find(query, [(name,) for name in names])
        asked = _choices(talk, "kk")
        assert asked.total == len(expected), query
        assert [option.value for option in asked.options][:10] == [f"n{i}" for i in expected[:10]]


BROKEN: Mapping[str, tuple[str, bytes]] = {
    "file-broken": ("a.csv", b"\xff\xfe\x00"),
    "file-not-a-table": ("a.txt", b"name"),
    "file-too-many-columns": ("a.csv", ",".join(f"c{i}" for i in range(300)).encode()),
    "file-too-many-rows": ("a.csv", b"name\n" + b"x\n" * 200_001),
    "xml-doctype": ("a.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><root><item><name>&x;</name></item></root>'),
}


@pytest.mark.parametrize("code", BROKEN)
def test_files_that_are_no_tables(code: str) -> None:
    with pytest.raises(FormError) as failed:
        read_dataset(*BROKEN[code])
    assert failed.value.code == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"[]"),
        ("a.geojson", b"{" * 100_000),
        ("a.xml", b"<root><item>"),
        ("a.csv", b""),
        ("a.csv", b'name\n"' + b"x" * 200_000),
    ],
)
def test_damaged_files(name: str, content: bytes) -> None:
    with pytest.raises(FormError, match="file-broken"):
        read_dataset(name, content)


def test_separators_and_short_rows() -> None:
    table = read_dataset("a.csv", "\ufeffname;label\nx;Бір\ny\n\n".encode())
    assert (table.columns, table.rows) == (("name", "label"), (("x", "Бір"), ("y", "")))


def test_a_form_with_tables_is_still_asked_as_texts_where_its_list_is_missing() -> None:
    from forms.xform.reader import parse_xform

    _, compiled = author(
        survey(REGION, "| select_one_external town | town | Қ | Г | region=${region} | | | |", header=HEADER,
               choices=EXTERNAL).encode(), "form.md")  # fmt: skip
    bare = compiled.xml[: compiled.xml.index('<instance id="town"')] + "</model>" + compiled.xml.split("</model>", 1)[1]
    form = parse_xform(bare)
    assert [question.kind for question in form.questions()] == [Kind.SELECT_ONE, Kind.TEXT]
    assert dict(form.files) == {"town": "itemsets.csv"}
    csv = "list_name,name,label,region\ntown,sem,Семей,abai\nother,x,X,abai\n".encode()
    session = Session.start(parse_xform(bare, {"itemsets.csv": csv}), now=now)
    session.answer("/data/region", "abai")
    assert [option.value for option in session.choices("/data/town", "kk")] == ["sem"]
