"""Objects where a volunteer works, routes with their stations, and groups."""

from __future__ import annotations

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.campaigning import offered, pharmacies, volunteer
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows
from tests.scenarios.test_campaigns import drafted


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def test_where_somebody_works_is_marked_and_never_offered(
    world: World, saule: Someone, language: Language
) -> None:
    erik = await volunteer(world, "Ерік", language)
    await pharmacies(world, "Айболит дәріханасы", by=saule)
    await erik.says("/start")
    await erik.taps("menu-volunteering")
    await erik.taps("volunteering-conflicts")
    assert erik.words("conflicts-none") in erik.text
    await erik.says("мектеп")
    assert erik.words("conflicts-not-found", typed="мектеп") in erik.text
    await erik.says("aibolit")
    await erik.taps_label("＋ Айболит дәріханасы")
    assert erik.toast == erik.words("conflict-marked")
    assert count(world, "place_conflict") == 1
    await drafted(saule)
    await saule.taps("campaign-button-start")
    assert not await offered(world, erik)
    await erik.says("/start")
    await erik.taps("menu-volunteering")
    await erik.taps("volunteering-conflicts")
    await erik.taps_label("✖️ Айболит дәріханасы")
    assert erik.toast == erik.words("conflict-dropped")
    assert count(world, "place_conflict") == 0


async def test_a_route_is_made_of_its_stations_and_a_campaign_visits_each(world: World, saule: Someone) -> None:
    await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші бекет", "Екінші бекет", "Жезқазған жолы", by=saule)
    await saule.says("/campaigns")
    await saule.taps("campaign-button-places")
    await saule.taps_label("Жезқазған жолы")
    await saule.taps("place-button-stations")
    assert saule.words("route-empty") in saule.text
    for name in ("Екінші бекет", "Бірінші бекет"):
        await saule.says(name)
        await saule.taps_label(f"＋ {name}")
        assert saule.toast == saule.words("route-added")
    assert "1. Екінші бекет\n2. Бірінші бекет" in saule.text
    await saule.says("Жезқазған")
    assert saule.words("places-not-found", typed="Жезқазған") in saule.text
    await drafted(saule)
    await saule.taps("campaign-button-start")
    kept = rows(world, "SELECT kk FROM place JOIN task ON task.place_id = place.id ORDER BY kk")
    assert kept == [("Бірінші бекет",), ("Екінші бекет",)]
    await saule.says("/campaigns")
    await saule.taps("campaign-button-places")
    await saule.taps_label("Жезқазған жолы")
    await saule.taps("place-button-stations")
    await saule.taps_label("✖️ Екінші бекет")
    assert saule.toast == saule.words("route-dropped")
    assert "1. Бірінші бекет" in saule.text
