"""What people type, read as values."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.conversation.refusals import REFUSALS, Refused
from forms.inputs.parse import (
    Point,
    number_value,
    parse_date,
    parse_datetime,
    parse_number,
    parse_place,
    parse_time,
    parse_yes_no,
    point,
)

NOW = datetime(2026, 5, 20, 12, 5, 33, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20 000", "20000"),
        ("20\N{NO-BREAK SPACE}000", "20000"),
        ("20\N{NARROW NO-BREAK SPACE}000", "20000"),
        ("20'000", "20000"),
        ("20 мың", "20000"),
        ("20 мыңдай", "20000"),
        ("20 мын", "20000"),
        ("15мын", "15000"),
        ("20 тыс.", "20000"),
        ("20 тысяч", "20000"),
        ("20k", "20000"),
        ("20К", "20000"),
        ("1,5 млн", "1500000"),
        ("1.5 миллиона", "1500000"),
        ("1,234 млн", "1234000"),
        ("84 млн теңге", "84000000"),
        ("2 млн 500 мың", "2500000"),
        ("20 000 теңге", "20000"),
        ("5000₸", "5000"),
        ("50_000 тг", "50000"),
        ("шамамен 20 мың", "20000"),
        ("около 5000", "5000"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("минус 5", "-5"),
        ("+7", "7"),
        ("1.234.567", "1234567"),
        ("20.000", "20000"),
        ("007", "7"),
        ("-0", "0"),
        ("5,0", "5"),
    ],
)
def test_whole_numbers(text: str, meant: str) -> None:
    number = parse_number(text, whole=True)
    assert isinstance(number, Decimal)
    assert number_value(number) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1,5", "1.5"), ("1.5", "1.5"), ("0,500", "0.5"), ("1 234,5", "1234.5"), ("1,234.56", "1234.56")],
)
def test_decimals(text: str, meant: str) -> None:
    number = parse_number(text, whole=False)
    assert isinstance(number, Decimal)
    assert number_value(number) == meant


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "refused-not-a-number"),
        ("көп", "refused-not-a-number"),
        ("20 00", "refused-not-a-number"),
        ("1.2.3", "refused-not-a-number"),
        ("500 мың 2 млн", "refused-not-a-number"),
        ("20 шамамен", "refused-not-a-number"),
        ("1e5", "refused-not-a-number"),
        ("٣", "refused-not-a-number"),
        ("9" * 16, "refused-number-too-long"),
        ("9" * 5000, "refused-not-a-number"),
    ],
)
def test_refused_numbers(text: str, key: str) -> None:
    for whole in (True, False):
        refused = parse_number(text, whole=whole)
        assert isinstance(refused, Refused)
        assert refused.key == key


def test_a_fraction_is_not_whole() -> None:
    assert parse_number("1,5", whole=True) == Refused("refused-not-whole")


def test_ambiguous_only_where_a_fraction_is_possible() -> None:
    refused = parse_number("1,234", whole=False)
    assert refused == Refused("refused-ambiguous-number", {"one": "1234", "other": "1,234"})
    assert parse_number("1,234", whole=True) == 1234


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14.05.2026", date(2026, 5, 14)),
        ("14.5.26", date(2026, 5, 14)),
        ("14/05/2026", date(2026, 5, 14)),
        ("2026-05-14", date(2026, 5, 14)),
        ("14.05", date(2026, 5, 14)),
        ("14.5.85", date(1985, 5, 14)),
        ("бүгін", date(2026, 5, 20)),
        ("Бугин", date(2026, 5, 20)),
        ("СЕГОДНЯ", date(2026, 5, 20)),
        ("кеше", date(2026, 5, 19)),
        ("keshe", date(2026, 5, 19)),
        ("вчера", date(2026, 5, 19)),
        ("позавчера", date(2026, 5, 18)),
        ("14 мамыр", date(2026, 5, 14)),
        ("14 mamyr", date(2026, 5, 14)),
        ("14 мамырда", date(2026, 5, 14)),
        ("2026 жылғы 14 мамыр", date(2026, 5, 14)),
        ("14 мая", date(2026, 5, 14)),
        ("14 мая 2026 года", date(2026, 5, 14)),
        ("14-го марта", date(2026, 3, 14)),
        ("3 қаңтар", date(2026, 1, 3)),
        ("30 желтоқсан", date(2025, 12, 30)),
        ("29.02", date(2028, 2, 29)),
    ],
)
def test_dates(text: str, meant: date) -> None:
    assert parse_date(text, TODAY) == meant


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31.02.2026", "refused-no-such-date"),
        ("31 ақпан", "refused-no-such-date"),
        ("29.02.2026", "refused-no-such-date"),
        ("01.01.1800", "refused-no-such-date"),
        ("мая", "refused-not-a-date"),
        ("14 мамыр маусым", "refused-not-a-date"),
        ("14", "refused-not-a-date"),
        ("былтыр", "refused-not-a-date"),
    ],
)
def test_refused_dates(text: str, key: str) -> None:
    assert parse_date(text, TODAY) == Refused(key)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22:30", time(22, 30)),
        ("22.30", time(22, 30)),
        ("22-30", time(22, 30)),
        ("2230", time(22, 30)),
        ("9:05", time(9, 5)),
        ("сағат 9", time(9)),
        ("в 9", time(9)),
        ("22:30-да", time(22, 30)),
        ("қазір", time(12, 5)),
    ],
)
def test_times(text: str, meant: time) -> None:
    assert parse_time(text, NOW) == meant


@pytest.mark.parametrize("text", ["24:00", "12:60", "9", "кешке", ""])
def test_refused_times(text: str) -> None:
    assert parse_time(text, NOW) == Refused("refused-not-a-time")


@pytest.mark.parametrize(
    "text", ["14.05.2026 22:30", "22:30 14.05.2026", "2026-05-14T22:30", "14 мамыр 2026, 22.30", "14 мая 2230"]
)
def test_dates_with_times(text: str) -> None:
    assert parse_datetime(text, NOW) == datetime(2026, 5, 14, 22, 30, tzinfo=UTC)


def test_a_moment_keeps_the_zone_and_needs_both_parts() -> None:
    assert parse_datetime("сейчас", NOW) == datetime(2026, 5, 20, 12, 5, tzinfo=UTC)
    assert parse_datetime("14.05.2026", NOW) == Refused("refused-not-a-datetime")
    assert parse_datetime("31.02.2026 10:00", NOW) == Refused("refused-no-such-date")


@pytest.mark.parametrize(
    "text",
    [
        "43.2389, 76.8897",
        "43.2389 76.8897",
        "43.2389,76.8897",
        "43,2389 76,8897",
        "43,2389, 76,8897",
        "43,2389;76,8897",
        "43.2389N 76.8897E",
        "N43.2389 E76.8897",
        "E76.8897 N43.2389",
        "43.2389° N, 76.8897° E",
        "43.2389 с.ш. 76.8897 в.д.",
        "43.2389 с.е. 76.8897 ш.б.",
        "geo:43.2389,76.8897",
    ],
)
def test_places(text: str) -> None:
    assert parse_place(text) == Point(43.2389, 76.8897)


def test_degrees_with_minutes_and_seconds() -> None:
    found = parse_place("43°14'20\"N 76°53'23\"E")
    assert isinstance(found, Point)
    assert found.latitude == pytest.approx(43 + 14 / 60 + 20 / 3600)
    assert parse_place("43°14'20\"S 76°53'23\"W").value().startswith("-43.2388889 -76.8897222")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("91, 10", "refused-place-range"),
        ("43, 181", "refused-place-range"),
        ("43.2", "refused-not-a-place"),
        ("N43 N76", "refused-not-a-place"),
        ("43°61'N 76°E", "refused-not-a-place"),
        ("базар жанында", "refused-not-a-place"),
    ],
)
def test_refused_places(text: str, key: str) -> None:
    assert parse_place(text) == Refused(key)


def test_a_point_as_xforms_value() -> None:
    assert Point(43.2389, 76.8897, 12.5).value() == "43.2389 76.8897 0.0 12.5"
    assert point(float("nan"), 1) == Refused("refused-place-range")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Иә", True), ("ия", True), ("да", True), ("жок", False), ("НЕТ", False), ("мүмкін", None), ("", None)],
)
def test_yes_and_no(text: str, meant: bool | None) -> None:
    assert parse_yes_no(text) is meant


LIKELY = st.text(alphabet="0123456789 .,:-+'_/°nesw мыңтслрдкж\N{NO-BREAK SPACE}", max_size=40)


@given(st.text() | LIKELY)
def test_nothing_typed_ever_raises(text: str) -> None:
    results = [
        parse_number(text, whole=True),
        parse_number(text, whole=False),
        parse_date(text, TODAY),
        parse_time(text, NOW),
        parse_datetime(text, NOW),
        parse_place(text),
    ]
    parse_yes_no(text)
    for result in results:
        if isinstance(result, Refused):
            assert set(result.args) == set(REFUSALS[result.key])


@given(st.integers(-(10**12), 10**12))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", " "), whole=True) == number
    assert parse_number(f"{number:,}".replace(",", "\N{NO-BREAK SPACE}"), whole=False) == number


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_is_read_back(day: date) -> None:
    assert parse_date(day.strftime("%d.%m.%Y"), TODAY) == day
    assert parse_date(day.isoformat(), TODAY) == day


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_written_out_are_read_back(latitude: float, longitude: float) -> None:
    found = parse_place(f"{latitude:.5f}, {longitude:.5f}")
    assert isinstance(found, Point)
    assert found.latitude == pytest.approx(latitude, abs=1e-5)
    assert found.longitude == pytest.approx(longitude, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5 мыңнан", 5_000),
        ("по 5 тысяч", 5_000),
        ("20 мың теңге", 20_000),
        ("20 000-ға", 20_000),
        ("2 млн-нан", 2_000_000),
    ],
)
def test_amounts_with_endings(text: str, amount: int) -> None:
    assert parse_number(text, whole=True) == amount


@pytest.mark.parametrize("text", ["5 мыңнан 10", "5-тен 10-ға дейін", "по 5-6 тысяч", "мыңнан"])
def test_ranges_with_endings_are_no_amount(text: str) -> None:
    assert isinstance(parse_number(text, whole=True), Refused)
