"""Tables of submissions, written and opened again, cell by cell."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook

from reports.csv_files import csv_file, csv_files
from reports.submission import Submission
from reports.tables import Cell, Style, Table, tables
from reports.xlsx import MOST_CHARACTERS, workbook
from tests.reports.forms import EVIL, FULL, LABELS_KK, LABELS_RU, VALUES, filled, form


def opened(made: tuple[Table, ...]) -> Any:
    """The workbook as another library reads it."""
    return load_workbook(BytesIO(workbook(made)))  # type: ignore[no-untyped-call]


def grid(sheet: Any) -> list[list[Any]]:
    """Every cell's value."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def two() -> list[Submission]:
    """A full submission with repeats, and one that says nothing."""
    return [
        filled(form(), FULL, visits=(("Айгүл", "17.jpg", "5", "6"), ("Ерлан", "", "7"))),
        filled(form(), {}, after=1),
    ]


MAIN_KEYS = ["KEY", "SubmissionDate", "FormVersion"]


def test_every_cell_of_the_main_sheet_by_values() -> None:
    rows = two()
    sheets = opened(tables(form(), rows, VALUES))
    names = [
        "story",
        "price",
        "rate",
        "day",
        "clock",
        "moment",
        "paid",
        "colours",
        "place",
        "inner-story2",
        "inner-score",
        "meta-instanceID",
    ]
    full, empty = rows
    assert grid(sheets.worksheets[0]) == [
        [*MAIN_KEYS, *names],
        [
            full.instance_id,
            datetime(2026, 5, 21, 1, 30, 15),  # noqa: DTZ001 - a spreadsheet's moments have no zone
            "1",
            FULL["story"],
            20000,
            -2.5,
            datetime(2026, 5, 19),  # noqa: DTZ001
            time(9, 5),
            datetime(2026, 5, 21, 4, 30),  # noqa: DTZ001
            "yes",
            "blue red",
            "43.25 76.95 0.0 0.0",
            "+77010000000",
            7,
            full.instance_id,
        ],
        [empty.instance_id, datetime(2026, 5, 21, 1, 31, 15), "1", *[None] * 10, 7, empty.instance_id],  # noqa: DTZ001
    ]


def test_repeats_have_a_sheet_each_with_the_keys_of_their_parents() -> None:
    rows = two()
    sheets = opened(tables(form(), rows, VALUES))
    assert sheets.sheetnames == ["Келу есеп", "visit", "visit2"]
    key = rows[0].instance_id
    first, second, third = (f"{key}/visit[1]", f"{key}/visit[2]", f"{rows[1].instance_id}/visit[1]")
    assert grid(sheets["visit"]) == [
        ["PARENT_KEY", "KEY", "who", "photo"],
        [key, first, "Айгүл", "17.jpg"],
        [key, second, "Ерлан", None],
        [rows[1].instance_id, third, None, None],
    ]
    assert grid(sheets["visit2"]) == [
        ["PARENT_KEY", "KEY", "km"],
        [first, f"{first}/visit2[1]", 5],
        [first, f"{first}/visit2[2]", 6],
        [second, f"{second}/visit2[1]", 7],
        [third, f"{third}/visit2[1]", None],
    ]


@pytest.mark.parametrize(
    ("style", "headers", "chosen", "repeat"),
    [
        (LABELS_KK, ["Не болды?", "Бағасы"], ["Иә", "Көк; Қызыл"], "Келу"),
        (LABELS_RU, ["Что случилось?", "Цена"], ["Да", "Синий; Красный"], "Посещение"),
    ],
)
def test_labels_in_the_language_asked_for(style: Style, headers: list[str], chosen: list[str], repeat: str) -> None:
    sheets = opened(tables(form(), two(), style))
    main = grid(sheets.worksheets[0])
    assert main[0][3:5] == headers
    assert main[1][9:11] == chosen
    assert main[0][13] == "score"  # a calculation has no words
    assert sheets.sheetnames[1] == repeat


def test_what_a_citizen_writes_is_never_a_formula() -> None:
    made = tables(form(), [filled(form(), {"story": EVIL})], VALUES)
    cell = opened(made).worksheets[0]["D2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (EVIL, f"'{EVIL}"),
        ("+7701", "'+7701"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+1|cmd", "'-1+1|cmd"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-2.5 -7 0 0;-2.6 -7 0 0", "-2.5 -7 0 0;-2.6 -7 0 0"),
        ("-5", "-5"),
        ("жай сөз = осы", "жай сөз = осы"),
        ('"a";b,\nc', '"a";b,\nc'),
    ],
)
def test_csv_disarms_only_what_a_spreadsheet_would_compute(text: str, written: str) -> None:
    content = csv_file(Table("t", ("a",), ((text,),)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))) == [["a"], [written]]


def test_csv_has_the_same_cells_as_the_workbook() -> None:
    made = tables(form(), two(), VALUES)
    files = csv_files(made)
    assert list(files) == ["Келу [есеп].csv", "visit.csv", "visit2.csv"]
    main = list(csv.reader(StringIO(files["Келу [есеп].csv"].decode("utf-8-sig"), newline="")))
    assert main[0] == list(made[0].header)
    assert main[1][1:9] == [
        "2026-05-21 01:30:15",
        "1",
        f"'{FULL['story']}",
        "20000",
        "-2.5",
        "2026-05-19",
        "09:05:00",
        "2026-05-21 04:30:00",
    ]


def test_a_long_text_goes_on_in_the_next_column() -> None:
    long = "ұ" * (MOST_CHARACTERS + 10)
    sheet = opened((Table("t", ("a", "b"), ((long, 1), ("short", 2))),)).worksheets[0]
    assert grid(sheet) == [
        ["a", "a (2)", "b"],
        [long[:MOST_CHARACTERS], long[MOST_CHARACTERS:], 1],
        ["short", None, 2],
    ]


def test_days_before_excel_stay_readable() -> None:
    cells: tuple[Cell, ...] = (date(1899, 12, 31), date(1900, 3, 1), datetime(1850, 1, 2, 3, 4))  # noqa: DTZ001
    row = grid(opened((Table("t", ("a", "b", "c"), (cells,)),)).worksheets[0])[1]
    assert row == ["1899-12-31", datetime(1900, 3, 1), "1850-01-02T03:04:00"]  # noqa: DTZ001


def test_sheets_of_one_name_and_long_names_are_told_apart() -> None:
    named = [Table(name, ("a",), ()) for name in ("x" * 40, "X" * 40, "History", "a/b", "")]
    assert opened(tuple(named)).sheetnames == ["x" * 31, "X" * 27 + " (2)", "History_", "a b", "sheet"]


def test_an_older_version_keeps_its_own_columns_and_words() -> None:
    old, new = form("1", "| | text | gone | Ескі | Старое | |\n"), form("2")
    rows = [filled(old, {"gone": "иә", "paid": "no"}), filled(new, {"paid": "yes"}, after=1)]
    main = tables(new, rows, LABELS_RU)[0]
    paid = main.header.index("Вы платили?")
    assert main.header[-1] == "Старое"
    assert [(row[2], row[paid], row[-1]) for row in main.rows] == [("1", "Нет", "иә"), ("2", "Да", None)]


def test_nothing_is_left_out_that_the_form_has_forgotten() -> None:
    old = form("1", "| | text | gone | Ескі | Старое | |\n")
    kept = filled(old, {"gone": "иә"}, visits=(("Айгүл", "", "5"),))
    row = replace(
        kept, form=form("2"), xml=kept.xml.replace("<km>5</km>", "<km>5</km><lost>бір</lost><lost>екі</lost>")
    )
    main, _, inner = tables(form("2"), [row], VALUES)
    assert (main.header[-1], main.rows[0][-1]) == ("gone", "иә")
    assert (inner.header[-2:], inner.rows[0][-2:]) == (("km", "lost"), (5, "бір; екі"))


def test_figures_that_a_spreadsheet_would_spoil_stay_text() -> None:
    of = form(
        "1", "| | calculate | code | | | concat('00', '7') |\n| | calculate | iin | | | '12345678901234567890' |\n"
    )
    main = tables(of, [filled(of, {})], VALUES)[0]
    row = dict(zip(main.header, main.rows[0], strict=True))
    assert (row["code"], row["iin"], row["inner-score"]) == ("007", "12345678901234567890", 7)


def test_no_submissions_make_sheets_with_headers_only() -> None:
    sheets = opened(tables(form(), [], VALUES))
    assert [len(grid(sheet)) for sheet in sheets.worksheets] == [1, 1, 1]
