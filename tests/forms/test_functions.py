"""Functions that need more than one line to show what they do."""

from __future__ import annotations

import base64
import math
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.definition import DataType
from forms.engine.shuffle import shuffled
from forms.engine.values import Scalar, number_text, parse_datetime, read, serialize, to_number, to_string, wrap
from forms.functions import FUNCTIONS
from tests.forms.test_xpath import compute

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
        ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("digest('abc', 'rot13')", ""),
        ("base64-decode('0pvQsNC70LA=')", "қала"),
        ("base64-decode('?')", ""),
        ("string-length(uuid())", 36.0),
        ("string-length(uuid(8))", 8.0),
        ("random() >= 0 and random() < 1", True),
        ("weighted-checklist(2, 3, true(), 1.5, false(), 9, true(), 1)", True),
        ("join(',', 'a', ../missing, 'b')", "a,,b"),
        ("concat(../child/age)", "358"),
        ("decimal-time('2020-01-05T12:00:00.000')", 0.5),
        ("format-date('2026-05-14T09:05:00.000', '%H:%M %a %b %y %n/%e')", "09:05 Thu May 26 5/14"),
        ("format-date('soon', '%Y')", ""),
        ("date('2020-02-30')", ""),
        ("date-time(0.5)", datetime(1970, 1, 1, 12, tzinfo=ZoneInfo("UTC"))),
        ("pow(2, 10)", 1024.0),
        ("pow(0, -1)", math.inf),
        ("round(1234.5, -2)", 1200.0),
        ("round(2.345, 2)", 2.35),
        ("sqrt(-1) = sqrt(-1)", False),
        ("1 div 0", math.inf),
        ("geofence('43.25 76.95 0 0', '43 76 0 0; 44 76 0 0; 44 78 0 0; 43 78 0 0; 43 76 0 0')", True),
        ("geofence('42 76.95', '43 76; 44 76; 44 78; 43 78; 43 76')", False),
        ("round(distance('43.2 76.9 0 0; 43.3 76.95 0 0'))", 11847.0),
        ("round(area('43.2 76.9 0 0; 43.3 76.95 0 0; 43.3 76.8 0 0; 43.2 76.9 0 0'))", 67638574.0),
        ("distance('here; there') > 0", False),
        ("intersects('43 76; 44 77; 43 77; 44 76')", True),
        ("intersects('43 76; 44 76; 44 77; 43 77; 43 76')", False),
        ("intersects('43 76; 44 76; 43.5 76')", False),
        ("intersects('43 76; 44 76; 44 77; 43.5 76; 43 75')", True),
        ("intersects('43 76')", False),
        ("extract-signed('not base64', 'key')", ""),
    ],
)
def test_functions(source: str, expected: Scalar) -> None:
    assert compute(source) == expected


def test_almaty_changed_its_offset_and_times_follow() -> None:
    """Kazakhstan went from UTC+6 to UTC+5 on 1 March 2024."""
    assert compute("decimal-date-time('2024-02-29') - int(decimal-date-time('2024-02-29'))") == 0.75
    assert compute("round((decimal-date-time('2024-03-02') - 19783) * 24)") == 19.0


def test_the_same_seed_gives_odk_collects_order() -> None:
    fruits = ["apple", "banana", "cherimoya", "durian", "elderberry", "fig"]
    assert shuffled(fruits, 42.0) == ["apple", "fig", "cherimoya", "banana", "durian", "elderberry"]


@given(st.lists(st.integers()), st.floats())
def test_shuffling_loses_nothing(items: list[int], seed: float) -> None:
    assert sorted(shuffled(items, seed)) == sorted(items)
    assert shuffled(items, seed) == shuffled(items, seed)


@pytest.mark.parametrize(
    ("text", "kind", "stored"),
    [
        ("20 ", DataType.INTEGER, "20"),
        ("20.5", DataType.INTEGER, None),
        ("1,5", DataType.DECIMAL, "1.5"),
        ("1e9", DataType.DECIMAL, None),
        ("٣", DataType.INTEGER, None),
        ("2026-02-30", DataType.DATE, None),
        ("2026-5-4", DataType.DATE, "2026-05-04"),
        ("2026-05-14T10:00:00Z", DataType.DATETIME, "2026-05-14T15:00:00.000+05:00"),
        ("25:00", DataType.TIME, None),
        ("9:30", DataType.TIME, "09:30:00.000"),
        ("43.2 76.9", DataType.GEOPOINT, "43.2 76.9 0.0 0.0"),
        ("143.2 76.9", DataType.GEOPOINT, None),
        ("43 76;44 77", DataType.GEOTRACE, "43.0 76.0 0.0 0.0; 44.0 77.0 0.0 0.0"),
        ("", DataType.INTEGER, ""),
    ],
)
def test_texts_are_read_by_type(text: str, kind: DataType, stored: str | None) -> None:
    value = read(text, kind, ALMATY)
    assert (None if value is None else serialize(value)) == stored


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_numbers_survive_being_written(number: float) -> None:
    back = to_number(number_text(number))
    assert math.isclose(back, number, rel_tol=1e-9, abs_tol=1e-9) or "e" in number_text(number)


@given(st.datetimes(min_value=datetime(1930, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_moments_survive_being_written(moment: datetime) -> None:
    # By way of UTC: when clocks went forward an hour did not exist.
    aware = moment.replace(tzinfo=ALMATY, microsecond=0).astimezone(UTC).astimezone(ALMATY)
    back = parse_datetime(serialize(aware), ALMATY)
    assert back is not None
    assert serialize(back) == serialize(aware)


def test_computed_values_take_the_type_of_their_node() -> None:
    assert wrap(2.9, DataType.INTEGER, ALMATY) == 2.0
    assert wrap(math.nan, DataType.STRING, ALMATY) == ""
    assert wrap(date(2026, 5, 14), DataType.DATETIME, ALMATY) == datetime(2026, 5, 14, tzinfo=ALMATY)
    assert wrap(datetime(2026, 5, 14, 9, tzinfo=ALMATY), DataType.DATE, ALMATY) == date(2026, 5, 14)
    assert serialize(wrap(1.0, DataType.BOOLEAN, ALMATY)) == "1"
    assert to_string(time(9, 30)) == "09:30:00.000"


def test_every_function_says_how_many_arguments_it_takes() -> None:
    assert len(FUNCTIONS) >= 75
    for function in FUNCTIONS.values():
        assert function.takes(function.minimum)
        assert function.maximum is None or not function.takes(function.maximum + 1)


# RFC 8032, section 7.1, test 2: the message "r" and its signature.
KEY = base64.b64encode(bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")).decode()
SIGNED = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c0072"
)


def test_signed_contents_are_told_only_where_the_signature_is_right() -> None:
    contents = base64.b64encode(SIGNED).decode()
    assert compute(f"extract-signed('{contents}', '{KEY}')") == "r"
    for place in (0, 40, 64):
        forged = bytearray(SIGNED)
        forged[place] ^= 1
        assert compute(f"extract-signed('{base64.b64encode(forged).decode()}', '{KEY}')") == ""
    assert compute(f"extract-signed('{contents}', '{KEY[:-4]}')") == ""


ODK = """
abs acos area asin atan atan2 base64-decode boolean boolean-from-string checklist coalesce concat contains cos
count count-non-empty count-selected current date date-time decimal-date-time decimal-time depend digest
distance enclosed-area ends-with exp exp10 extract-signed false format-date format-date-time geofence if
indexed-repeat instance int intersects is-selected join jr:choice-name jr:itext log log10 max min
normalize-space not now number once pi position pow property pulldata random randomize regex round selected
selected-at sin sqrt starts-with string string-length substr substring-after substring-before sum tan today
translate true uuid version weighted-checklist
"""
"""The functions of docs.getodk.org/form-operators-functions and of JavaRosa's XPathFuncExpr."""


def test_every_function_of_odk_is_there() -> None:
    paths = {"current", "instance"}  # the beginnings of paths, which the parser knows
    assert set(ODK.split()) - paths - set(FUNCTIONS) == set()
