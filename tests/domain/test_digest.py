"""When a digest is due, of which days it tells, and what is hidden in tables that leave the house."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.digest import DAYS, HOURS, DigestChoice, DigestKind, Span, last_due, told_of
from domain.figures import Area, Figures, Flow, Saving, middle
from domain.redaction import redacted
from domain.workdays import ALMATY, is_working_day

choices = st.builds(DigestChoice, weekday=st.integers(0, DAYS - 1), hour=st.sampled_from(list(HOURS)))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


@given(choices, moments)
def test_a_week_passes_between_two_and_none_is_in_the_future(choice: DigestChoice, now: datetime) -> None:
    due = last_due(choice, DigestKind.WEEKLY, now)
    assert timedelta(0) <= now - due < timedelta(days=DAYS)
    local = due.astimezone(ALMATY)
    assert (local.weekday(), local.hour, local.minute) == (choice.weekday, choice.hour, 0)


@given(choices, moments)
def test_weeks_tell_of_every_day_once(choice: DigestChoice, now: datetime) -> None:
    due = last_due(choice, DigestKind.WEEKLY, now)
    span, following = (told_of(DigestKind.WEEKLY, at) for at in (due, due + timedelta(days=DAYS)))
    assert len(span.days) == DAYS
    assert span.until == following.since
    assert span.until <= due
    assert span.before().until == span.since


@given(choices, moments)
def test_days_tell_of_every_day_once_and_come_on_working_days(choice: DigestChoice, now: datetime) -> None:
    due = last_due(choice, DigestKind.DAILY, now)
    assert is_working_day(due.astimezone(ALMATY).date())
    earlier = last_due(choice, DigestKind.DAILY, due - timedelta(seconds=1))
    assert told_of(DigestKind.DAILY, earlier).until == told_of(DigestKind.DAILY, due).since


def test_after_the_holidays_a_daily_one_tells_of_all_of_them() -> None:
    after = datetime(2026, 3, 26, 9, tzinfo=ALMATY)  # Nauryz
    assert told_of(DigestKind.DAILY, after).first == date(2026, 3, 20)


@pytest.mark.parametrize(("weekday", "hour"), [(7, 9), (-1, 9), (0, 3), (0, 24)])
def test_no_such_day_or_hour(weekday: int, hour: int) -> None:
    with pytest.raises(ValueError, match="a day of the week"):
        DigestChoice(weekday=weekday, hour=hour)


def test_figures_come_back_from_the_outbox_as_they_were() -> None:
    span = Span(date(2026, 11, 16), date(2026, 11, 22))
    made = Figures(
        span,
        Flow(3, 2, 1, 95, 4, fixed=2, partly=1, unfixed=3),
        Flow(1, 1, 1, None, 0),
        2,
        (1, 0, 0, 0, 2, 0, 0),
        (0,) * 7,
        (("bribe", 3),),
        (("ХҚКО", 2),),
        (Area("KZ-71", "711110000", 1, 3, 4), Area("KZ-71", "711210000", 0, 1, 0), Area("KZ-71", None, 2, 0, 0)),
        1,
        1,
        (Saving("AD-2222-3333", 20_000, "қолхат"),),
        1,
        3,
    )
    assert Figures.unpacked(made.packed()) == made
    assert made.saved == 20_000
    assert made.districts == 2
    assert [one.district for one in made.uncovered] == ["711210000"]
    assert not made.is_quiet


def test_the_middle_one() -> None:
    assert middle([]) is None
    assert middle([10, 1, 1000]) == 10
    assert middle([10, 21]) == 16


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("+7 (701) 000-00-01", "•••"),
        ("ЖСН 850101300123.", "ЖСН •••."),
        ("20 000 теңге, 1 500 000 ₸, 21.11.2026", "20 000 теңге, 1 500 000 ₸, 21.11.2026"),
        ("a.b@mail.kz @nick https://t.me/x", "••• ••• •••"),
        ("№ 12 мектеп", "№ 12 мектеп"),
    ],
)
def test_numbers_and_addresses_of_people_are_hidden(said: str, shown: str) -> None:
    assert redacted(said) == shown
