"""A campaign before its start: objects picked one by one, every setting changed by a tap."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from locales.texts import Language
from services.volunteering import volunteers
from tests.harness import Someone, World
from tests.scenarios.campaigning import acting, drafted, making, offered, pharmacies, volunteer
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import rows


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


def covered(world: World) -> list[object]:
    """The names of the objects that campaigns cover."""
    query = "SELECT kk FROM place JOIN campaign_place ON campaign_place.place_id = place.id ORDER BY kk"
    return [name for (name,) in rows(world, query)]


async def test_objects_are_picked_from_what_a_search_finds(world: World, saule: Someone) -> None:
    await pharmacies(world, "Айболит дәріханасы", "Береке дәріханасы", "Самал дәріханасы", by=saule)
    await making(saule)
    await saule.taps("campaign-button-pick")
    assert saule.words("campaign-pick", count=0) in saule.text
    await saule.says("такого нет")
    assert saule.words("places-not-found", typed="такого нет") in saule.text
    await saule.says("aibolit")
    await saule.taps_label("☐ Айболит дәріханасы")
    await saule.says("самал")
    await saule.taps_label("☐ Самал дәріханасы")
    assert saule.words("campaign-pick", count=2) in saule.text
    await world.stop()
    await world.start()
    await saule.taps_label("☑ Самал дәріханасы")
    assert saule.words("campaign-pick", count=1) in saule.text
    await saule.taps_label("☐ Самал дәріханасы")
    await saule.taps("campaign-pick-done")
    assert saule.words("campaign-covers", count=2, region="Астана").split("·")[0] in saule.text
    await saule.taps("campaign-button-create")
    assert covered(world) == ["Айболит дәріханасы", "Самал дәріханасы"]


async def test_the_list_gives_way_to_the_filter_and_foreign_objects_are_not_picked(
    world: World, saule: Someone
) -> None:
    await pharmacies(world, "Айболит дәріханасы", "Береке дәріханасы", by=saule)
    await making(saule)
    await saule.taps("campaign-button-pick")
    await saule.does(partial(saule.phone.forge, saule.sees.id, "campaign.pick:999"))
    assert saule.toast
    await saule.says("Береке")
    await saule.taps_label("☐ Береке дәріханасы")
    await saule.taps("campaign-pick-none")
    await saule.taps("campaign-button-create")
    assert covered(world) == ["Айболит дәріханасы", "Береке дәріханасы"]


async def test_a_draft_is_changed_in_every_setting_and_then_starts(
    world: World, saule: Someone, language: Language
) -> None:
    erik = await volunteer(world, "Ерік", language)
    await pharmacies(world, "Айболит дәріханасы", "Береке дәріханасы", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-change")
    await saule.taps("campaign-button-title")
    await saule.says("Дәріхана апталығы")
    await saule.taps("campaign-button-project")
    await saule.says("Грант-7")
    await saule.taps("campaign-button-period")
    await saule.taps("campaign-period-month")
    await saule.taps("campaign-button-repeat")
    await saule.taps("repeat-weekly")
    await saule.taps("campaign-button-team")
    await saule.taps_label("2")
    await saule.taps("campaign-button-visits")
    await saule.taps_label("2")
    await saule.taps("campaign-button-education")
    await saule.taps("campaign-button-pick")
    await saule.taps_label("☑ Береке дәріханасы")
    await saule.taps("campaign-pick-done")
    await saule.taps("campaign-button-save")
    assert saule.words("campaign-changed") in (saule.toast, *saule.text.splitlines())
    for said in (saule.words("campaign-project", project="Грант-7"), saule.words("campaign-education")):
        assert said in saule.text
    kept = rows(world, 'SELECT title, project, "repeat", team_size, visits, education, state FROM campaign')
    assert kept == [("Дәріхана апталығы", "Грант-7", "weekly", 2, 2, 1, "draft")]
    assert covered(world) == ["Айболит дәріханасы"]
    assert not await offered(world, erik)

    await saule.taps("campaign-button-change")
    await saule.taps("campaign-button-project")
    await saule.taps("campaign-button-empty")
    await saule.taps("campaign-button-visits")
    await saule.taps_label("1")
    await saule.taps("campaign-button-save")
    await saule.taps("campaign-button-start")
    assert rows(world, "SELECT project, visits, state FROM campaign") == [("", 1, "running")]
    assert len(await offered(world, erik)) == 1
    assert not saule.can_tap("campaign-button-change")


async def test_a_draft_that_has_started_meanwhile_is_not_changed(world: World, saule: Someone) -> None:
    await pharmacies(world, "Айболит дәріханасы", by=saule)
    await drafted(saule)
    draft = saule.sees.id
    await saule.taps("campaign-button-change")
    admin = world.admin()
    await admin.starts()
    await admin.does(partial(admin.phone.forge, admin.sees.id, "campaign.start:1"))
    await saule.taps("campaign-button-save")
    assert saule.toast == saule.words("refused-campaign-stale", state=saule.words("campaign-state-running"))
    await saule.does(partial(saule.phone.forge, draft, "campaign.edit:1"))
    assert saule.toast
    assert rows(world, "SELECT state, version FROM campaign") == [("running", 2)]


async def test_under_eighteen_only_education_is_offered(world: World, saule: Someone, language: Language) -> None:
    young = await volunteer(world, "Ерік", language)
    async with acting(world, young) as work:
        one = await volunteers.mine(work)
        assert one is not None
        await volunteers.save(work, replace(one, profile=replace(one.profile, adult=False)))
    await pharmacies(world, "Айболит дәріханасы", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    assert not await offered(world, young)
    await saule.taps("campaign-button-gaps", count=1)
    await saule.taps_label("1. Айболит дәріханасы")
    assert "Ерік" not in saule.sees.labels
    await making(saule)
    await saule.taps("campaign-button-education")
    await saule.taps("campaign-button-create")
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, young)
    assert rows(world, f"SELECT education FROM campaign WHERE id = {task.campaign_id}") == [(1,)]
