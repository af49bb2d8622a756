"""A case through every state with the clock moved; a mistake taken back in time, and too late; an admin's calendar."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed

MONDAY = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)  # 10:00 in Almaty; 16 December is Independence Day


@pytest.fixture
async def aigul(world: World, language: Language) -> Someone:
    world.clock.advance_to(MONDAY)
    person = world.citizen("Айгүл", language)
    await person.starts()
    return person


@pytest.fixture
async def saule(world: World, language: Language, aigul: Someone) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


def _due(world: World, kind: str) -> datetime:
    connection = sqlite3.connect(world.settings.data_dir / "adal.db")
    (found,) = connection.execute(
        "SELECT due_at FROM due_item WHERE kind = ? AND settled_at IS NULL", (kind,)
    ).fetchone()
    connection.close()
    return datetime.fromtimestamp(found / 1e6, UTC)


async def test_through_every_state(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    assert _due(world, "decision") == datetime(2026, 12, 29, 13, tzinfo=UTC)  # the holiday is no working day
    await saule.taps("button-accept")
    await saule.taps("life-button-look")
    assert aigul.words("state-in-progress-means") in aigul.text
    await world.later(timedelta(days=1))
    await saule.taps("triage-button-more")
    await saule.taps("life-button-referred")
    await saule.taps("life-ago-today")
    assert aigul.words("state-referred-means") in aigul.text
    assert saule.words("case-due-stands") in saule.text
    assert _due(world, "authority_answer") == datetime(2026, 12, 30, 13, tzinfo=UTC)
    await world.later(timedelta(days=21, hours=9))  # Tuesday 29 December, in the evening
    assert saule.words("due-authority-answer") in saule.text
    await world.later(timedelta(days=1))
    await saule.taps("due-button-answered")
    assert aigul.words("state-answered-means") in aigul.text
    assert _due(world, "decision") > world.clock()
    await saule.taps("button-close")
    await saule.taps("case-close-refused")
    await saule.taps("case-close-confirm")
    await aigul.taps("button-not-satisfied")
    await aigul.says("Әлі сұрап жатыр")
    await saule.taps("button-open-case")
    await saule.taps("button-accept")
    await aigul.says("/reports")
    await aigul.taps_label(aigul.sees.labels[0])
    for state in ("received", "accepted", "in-progress", "referred", "answered", "reopened"):
        assert aigul.words(f"state-{state}") in aigul.text
    assert aigul.words("history-by-desk") in aigul.text


async def test_a_question_stops_the_clock(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    before = _due(world, "decision")
    await saule.taps("button-ask")
    await saule.says("Қай күні?")
    await world.later(timedelta(days=2))
    await aigul.taps("button-answer")
    await aigul.says("Дүйсенбіде.")
    assert _due(world, "decision") == before + timedelta(days=2)


async def test_undo_in_time_and_too_late(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    before = _due(world, "first_answer")
    await saule.taps("button-accept")
    await world.later(timedelta(minutes=9))
    await saule.taps("life-button-undo")
    await saule.taps("life-undo-yes")
    assert saule.toast == saule.words("life-undone")
    assert _due(world, "first_answer") == before
    assert aigul.words("state-received-means") in aigul.text
    await saule.taps("button-accept")
    await world.later(timedelta(minutes=11))
    await saule.taps("life-button-undo")
    await saule.taps("life-undo-yes")
    assert saule.toast == saule.words("refused-stale", state=saule.words("state-accepted"))


async def test_a_withdrawal_by_mistake(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await aigul.taps("button-open-report")
    await aigul.taps("report-withdraw")
    await aigul.taps("report-withdraw-yes")
    await aigul.taps("report-not-gone")
    assert aigul.words("report-back") in aigul.text
    assert _due(world, "first_answer") > world.clock()


async def test_more_time_with_a_reason(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.says("/due")
    await world.later(timedelta(days=18))
    await saule.says("/due")
    await saule.taps("due-button-more")
    await saule.taps("due-extend-days", days=3)
    await saule.taps("due-reason-papers")
    assert aigul.words("due-reason-papers") in aigul.text
    assert saule.toast == saule.words("due-extended")


async def test_an_admin_sets_days_apart(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    before = _due(world, "first_answer")  # Tuesday
    admin = world.admin()
    await admin.says("/calendar")
    await admin.taps_label("calendar.day:2026-12-08")
    await admin.taps("calendar-button-off")
    assert admin.toast == admin.words("calendar-moved", count=2)
    assert _due(world, "first_answer") == before + timedelta(days=1)
    await admin.taps_label("calendar.day:2026-12-08")
    await admin.taps("calendar-button-remove")
    assert _due(world, "first_answer") == before
    await admin.taps_label("calendar.day:2026-12-12")
    await admin.taps("calendar-button-works")
    assert _due(world, "decision") == datetime(2026, 12, 28, 13, tzinfo=UTC)
    await saule.says("/calendar")
    assert not saule.can_tap("calendar-button-works")
