"""The digest: on Monday at nine or when one likes, once whatever happened, with buttons on what is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl.reader.excel import load_workbook

from domain.complaint import Outcome
from domain.digest import DigestKind, told_of
from domain.workdays import ALMATY
from locales.texts import Language
from services.cases import desk
from services.outreach.digest_words import period
from tests.harness import Someone, World
from tests.scenarios.campaigning import acting
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.papers import documents
from tests.scenarios.steps import rows

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ALMATY)
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ALMATY)
"""The first after it."""
SENT_TO = "SELECT count(*) FROM outbox WHERE recipient_id = (SELECT person_id FROM role_grant WHERE region <> '') AND "
SENT = f"{SENT_TO} kind = 'weekly-digest'"
"""The digests of the one coordinator of a region."""


async def goes_to(world: World, at: datetime) -> None:
    """The clock goes on to this moment, and the bot notices."""
    await world.later(at - world.clock())


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana since Tuesday morning."""
    world.clock.advance(TUESDAY - world.clock())
    return await coordinator(world, "Сәуле", "Астана", language=language)


@pytest.fixture
async def aigul(world: World, saule: Someone) -> Someone:
    person = world.citizen("Айгүл", "kk")
    await person.starts()
    return person


def head(someone: Someone, monday: datetime = MONDAY) -> str:
    """The first line of the week's digest."""
    span = told_of(DigestKind.WEEKLY, monday)
    return someone.words("weekly-digest", period=period(span, someone.language), area="Астана")


def pictures(someone: Someone) -> int:
    return sum("photo" in shown.body for shown in someone.phone.messages() if not shown.outgoing)


async def test_monday_at_nine_brings_the_week_once(world: World, aigul: Someone, saule: Someone) -> None:
    closed, late = await filed(world, aigul), await filed(world, aigul, institution="хққо", category="medicine")
    world.clock.advance(timedelta(hours=3))
    async with acting(world, saule) as work:
        number = int(str(rows(world, "SELECT min(id) FROM complaint")[0][0]))
        await desk.accept(work, number)
        await desk.close(work, number, Outcome.FIXED, saved=1_500_000, basis="Қайтарылған ақша: қолхат №7")
    await goes_to(world, MONDAY - timedelta(minutes=1))
    assert head(saule) not in saule.all_text
    await goes_to(world, MONDAY)
    assert head(saule) in saule.text
    for line in (
        saule.words("digest-new", count=2, before=0),
        saule.words("digest-answered", count=1, before=0),
        saule.words("digest-closed", count=1, before=0),
        saule.words("digest-median-first", now=saule.words("digest-whole-hours", h=3)),
        saule.words("digest-overdue", count=1),
        saule.words("digest-visits", count=0, before=0),
        "Қайтарылған ақша: қолхат №7",
        closed.code,
        late.code,
    ):
        assert line in saule.text
    assert "Айгүл" not in saule.text
    assert pictures(saule) == 1
    await goes_to(world, MONDAY + timedelta(hours=2))
    await goes_to(world, MONDAY + timedelta(days=1))
    assert rows(world, SENT) == [(1,)]
    assert "Айгүл" not in saule.all_text


async def test_each_overdue_line_is_opened_extended_and_closed(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await goes_to(world, MONDAY)
    digest = saule.sees.id
    await saule.taps("digest-extend", number=1)
    assert saule.can_tap("due-extend-days", days=3)
    await saule.does(lambda: saule.phone.tap(saule.words("digest-open", number=1)))
    assert receipt.code in saule.text
    assert saule.can_tap("button-accept")
    await saule.does(lambda: saule.phone.tap(saule.words("digest-close", number=1)))
    assert saule.words("case-close-how", code=receipt.code) in saule.text
    kept = next(shown for shown in saule.phone.messages() if shown.id == digest)
    assert head(saule) in kept.text


async def test_a_monday_that_was_missed_is_made_up_for_once(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await world.stop()
    world.clock.advance(MONDAY + timedelta(days=1, hours=2) - world.clock())
    await world.start()
    await world.later(timedelta(0))
    assert head(saule) in saule.all_text
    await world.stop()
    await world.start()
    await world.later(timedelta(minutes=1))
    assert rows(world, SENT) == [(1,)]


async def test_a_late_one_does_not_come_by_night(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await world.stop()
    world.clock.advance(MONDAY + timedelta(hours=18) - world.clock())
    await world.start()
    await world.later(timedelta(0))
    assert head(saule) not in saule.all_text
    await goes_to(world, MONDAY + timedelta(days=1))
    assert head(saule) in saule.all_text


async def test_nothing_to_tell_is_one_honest_line(world: World, saule: Someone) -> None:
    await goes_to(world, MONDAY)
    span = told_of(DigestKind.WEEKLY, MONDAY)
    said = saule.words("quiet-digest", period=period(span, saule.language), area="Астана")
    assert saule.text == said
    assert "\n" not in said
    assert pictures(saule) == 0


async def test_ones_own_day_hour_and_language(world: World, aigul: Someone, saule: Someone, language: Language) -> None:
    await saule.says("/digest")
    await saule.taps("digest-button-day")
    await saule.taps("weekday-long", day=4)
    await saule.taps("digest-button-hour")
    await saule.taps("digest-hour", hour=18)
    other: Language = "ru" if language == "kk" else "kk"
    await saule.taps("digest-button-language", language=saule.words(f"language-{other}"))
    assert saule.words("digest-weekly-on", day=saule.words("weekday-long", day=4), hour=18) in saule.text
    await filed(world, aigul)
    friday = datetime(2026, 11, 27, 18, 0, tzinfo=ALMATY)
    await goes_to(world, friday - timedelta(minutes=1))
    assert rows(world, SENT) == [(0,)]
    await goes_to(world, friday)
    assert rows(world, SENT) == [(1,)]
    spoken = Someone(world, saule.phone, other)
    assert head(spoken, friday) in saule.text
    assert spoken.can_tap("digest-settings")
    await goes_to(world, MONDAY)
    assert rows(world, SENT) == [(1,)]


async def test_off_is_off(world: World, aigul: Someone, saule: Someone) -> None:
    await saule.says("/digest")
    await saule.taps("digest-button-weekly-off")
    assert saule.words("digest-weekly-off") in saule.text
    await filed(world, aigul)
    await goes_to(world, MONDAY)
    assert rows(world, f"{SENT_TO} kind LIKE '%-digest'") == [(0,)]


async def test_a_short_one_every_working_day(world: World, aigul: Someone, saule: Someone) -> None:
    await saule.says("/digest")
    await saule.taps("digest-button-daily-on")
    await filed(world, aigul)
    await goes_to(world, datetime(2026, 11, 25, 9, 0, tzinfo=ALMATY))
    assert saule.words("digest-day-new", count=1) in saule.text
    assert saule.words("digest-new", count=1, before=0) not in saule.text
    await goes_to(world, datetime(2026, 11, 28, 9, 0, tzinfo=ALMATY))
    daily = f"{SENT_TO} kind = 'daily-digest'"
    before = rows(world, daily)
    await goes_to(world, datetime(2026, 11, 29, 12, 0, tzinfo=ALMATY))
    assert rows(world, daily) == before


async def test_now_brings_the_last_seven_days_with_picture_and_spreadsheet(
    world: World, aigul: Someone, saule: Someone
) -> None:
    await filed(world, aigul)
    await world.later(timedelta(days=1))
    await saule.says("/digest")
    await saule.taps("digest-button-now")
    assert saule.toast == saule.words("digest-comes")
    await world.later(timedelta(minutes=1))
    assert rows(world, SENT) == [(1,)]
    files = documents(world, saule)
    (sheet,) = [content for name, content in files.items() if name.endswith(".xlsx")]
    book = load_workbook(BytesIO(sheet))  # type: ignore[no-untyped-call]
    totals = {row[0].value: row[1].value for row in book[saule.words("digest-sheet-totals")].iter_rows(min_row=2)}
    assert totals[saule.words("digest-chart-new")] == 1
    assert totals[saule.words("digest-sheet-districts")] == 6
    areas = [[cell.value for cell in row] for row in book[saule.words("digest-sheet-areas")].iter_rows(min_row=2)]
    assert sum(row[3] for row in areas) == 1
    assert len(areas) == 6
    await world.later(timedelta(minutes=5))
    assert rows(world, SENT) == [(1,)]


async def test_only_the_coordinators_own_regions(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul, region="KZ-75", district="751110000")
    await goes_to(world, MONDAY)
    assert saule.text.startswith("📊")
    assert rows(world, f"{SENT_TO} kind = 'quiet-digest'") == [(1,)]
