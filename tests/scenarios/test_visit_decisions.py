"""What becomes of a visit and of what it found: rejected, dismissed, recommended; a task handed to a colleague."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.assignment import Assignment
from locales.texts import Language
from services.fieldwork import assignments, task_desk
from tests.harness import Someone, World
from tests.scenarios.campaigning import RED, acting, drafted, offered, pharmacies, sends, visits, volunteer
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def started(world: World, saule: Someone) -> tuple[Someone, Assignment]:
    """A campaign at one pharmacy, offered to its only volunteer."""
    erik = await volunteer(world, "Ерік", saule.language)
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    return erik, task


async def test_a_rejected_visit_says_why_and_goes_to_somebody_else(world: World, saule: Someone) -> None:
    erik, task = await started(world, saule)
    await visits(world, erik, task, RED)
    dana = await volunteer(world, "Дана")
    await saule.taps("button-visit-open")
    await saule.taps("visit-button-reject")
    await saule.says("Бұл басқа дәріхана екен")
    assert saule.words("visit-rejected-done") in saule.text
    assert "Бұл басқа дәріхана екен" in erik.text
    assert rows(world, "SELECT state FROM finding") == [("dismissed",)]
    await world.later(timedelta(hours=1))
    assert len(await offered(world, dana)) == 1
    assert not await offered(world, erik)
    assert rows(world, "SELECT count(*) FROM submission") == [(1,)]


async def test_a_finding_is_dismissed_another_becomes_a_recommendation(world: World, saule: Someone) -> None:
    erik, task = await started(world, saule)
    await visits(world, erik, task, {**RED, "/data/finding_open_hours": "1"})
    await saule.taps("button-visit-open")
    await saule.taps("visit-button-finding", number=1)
    await saule.taps("finding-button-dismiss")
    await saule.says("Есікте хабарландыру бар екен")
    assert saule.words("finding-dismissed") in saule.text
    await saule.taps("finding-button-visit")
    await saule.taps("visit-button-approve")
    await saule.taps("visit-button-finding", number=2)
    await saule.taps("finding-button-recommend")
    await saule.says("Шекті бағаларды іліп қойыңыз")
    assert saule.words("finding-recommended") in saule.text
    assert "Шекті бағаларды іліп қойыңыз" in saule.text
    assert sorted(rows(world, "SELECT state FROM finding")) == [("dismissed",), ("recommended",)]
    assert count(world, "complaint") == 0


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_task_is_handed_to_a_colleague_by_leave(world: World, saule: Someone, allowed: bool) -> None:
    erik, task = await started(world, saule)
    dana = await volunteer(world, "Дана", saule.language)
    async with acting(world, erik) as work:
        await assignments.accept(work, task.id, no_conflict=True)
        (colleague,) = await task_desk.colleagues(work, task.id)
        await task_desk.ask_swap(work, task.id, colleague.person_id)
    await world.settle()
    await saule.taps("button-swap-allow" if allowed else "button-swap-refuse")
    if not allowed:
        assert not await offered(world, dana)
        assert rows(world, "SELECT state FROM assignment") == [("accepted",)]
        return
    await world.later(timedelta(hours=14))  # out of the quiet hours, whatever the clock says
    await dana.taps("button-task-accept")
    await dana.taps("task-conflict-no")
    assert dana.words("task-accepted") in dana.text
    assert erik.words("task-handed-over", place="Бірінші дәріхана") in erik.all_text
    assert sorted(rows(world, "SELECT state FROM assignment")) == [("accepted",), ("cancelled",)]


CSV = """Атауы;Название;Тип;Район;Широта;Долгота
Самал дәріханасы;Аптека Самал;pharmacy;Сарыарка;51.16;71.41
;;pharmacy;Сарыарка;51.16;71.42
"""
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [71.43, 51.12]},
            "properties": {"name_kk": "Шипа дәріханасы", "type": "pharmacy", "region": "Астана"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [51.12, 71.43]},
            "properties": {"name_kk": "Береке дәріханасы", "type": "pharmacy", "region": "Астана"},
        },
    ],
}


@pytest.mark.parametrize(
    ("name", "content"), [("pharmacies.csv", CSV.encode()), ("pharmacies.geojson", json.dumps(GEOJSON).encode())]
)
async def test_a_table_and_a_map_load_their_good_rows(world: World, saule: Someone, name: str, content: bytes) -> None:
    await saule.says("/campaigns")
    await saule.taps("campaign-button-places")
    await sends(saule, content, name)
    assert sum(line.startswith("• ") for line in saule.text.splitlines()) == 1
    await saule.taps("places-load", count=1)
    assert count(world, "place") == 1
    assert saule.words("places-loaded", name=name, kept=1, merged=0, skipped=0) in saule.text
