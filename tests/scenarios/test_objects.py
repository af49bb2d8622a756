"""Objects where a volunteer works, routes with their stations, and groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.assignment import DeclineReason
from domain.volunteer import VolunteerState
from locales.texts import Language
from services.fieldwork import assignments
from services.volunteering import volunteers
from tests.harness import Someone, World
from tests.scenarios.campaigning import acting, drafted, making, offered, pharmacies, volunteer
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows


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


async def test_a_group_is_made_by_taps_and_goes_together(world: World, saule: Someone, language: Language) -> None:
    people = [await volunteer(world, name, language) for name in ("Ерік", "Бота", "Дана", "Асан", "Үсен", "Нұрлан")]
    await saule.says("/campaigns")
    await saule.taps("teams-button")
    await saule.taps("team-new")
    await saule.says("Жасыл топ")
    for number, name in enumerate(("Ерік", "Бота", "Дана", "Асан", "Үсен"), 1):
        await saule.taps("team-add")
        await saule.taps_label(f"＋ {name}")
        assert (number < 5) is saule.can_tap("team-add")
    assert saule.words("team-no-lead") in saule.text
    for name in ("Асан", "Үсен", "Дана"):
        await saule.taps_label(name)
        await saule.taps("team-drop")
    await saule.taps_label("Бота")
    await saule.taps("team-make-lead")
    assert saule.words("team-lead", alias="Бота") in saule.text

    await pharmacies(world, "Айболит дәріханасы", by=saule)
    for one in people:
        async with acting(world, one) as work:
            await volunteers.pause(work)
    await making(saule)
    await saule.taps("campaign-button-team")
    await saule.taps_label("2")
    await saule.taps("campaign-button-create")
    await saule.taps("campaign-button-start")
    for one in people:
        async with acting(world, one) as work:
            paused = await volunteers.mine(work)
            assert paused is not None
            # Quietly, so that the clock does not offer the visit first.
            await volunteers.save(work, replace(paused, state=VolunteerState.APPROVED))
    await saule.taps("campaign-button-gaps", count=1)
    await saule.taps_label("1. Айболит дәріханасы")
    await saule.taps_label("👥 Жасыл топ")
    assert saule.toast == saule.words("task-given")
    (task,) = await offered(world, people[1])
    async with acting(world, people[1]) as work:
        await assignments.accept(work, task.id, no_conflict=True)
    await world.settle()
    assert "Жасыл топ" in people[0].text
    assert "Айболит дәріханасы" in people[0].text
    assert "Жасыл топ" not in people[2].text
    async with acting(world, people[1]) as work:
        await assignments.decline(work, task.id, DeclineReason.UNWELL)
    await world.settle()
    assert people[0].words("group-visit-off", team="Жасыл топ", place="Айболит дәріханасы") in people[0].text
    assert "Айболит" not in people[2].text

    async with acting(world, people[0]) as work:
        busy = await volunteers.mine(work)
        assert busy is not None
        await volunteers.save(work, replace(busy, profile=replace(busy.profile, adult=False)))
    await saule.says("/campaigns")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("▶️")))
    await saule.taps("campaign-button-gaps", count=1)
    await saule.taps_label("1. Айболит дәріханасы")
    await saule.taps_label("👥 Жасыл топ")
    assert saule.toast != saule.words("task-given")
    assert not await offered(world, people[1])

    await saule.says("/campaigns")
    await saule.taps("teams-button")
    await saule.taps("team-row", name="Жасыл топ", count=2)
    await saule.taps("team-end")
    await saule.taps("team-end-yes")
    assert not saule.can_tap("team-row", name="Жасыл топ", count=2)


async def test_an_organisation_has_its_coordinators_and_groups(world: World, saule: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    await admin.says("/campaigns")
    await admin.taps("teams-button")
    await admin.taps("orgs-button")
    assert admin.words("orgs-none") in admin.text
    await admin.taps("org-new")
    await admin.taps("organisation-club")
    await admin.taps_label("Астана")
    assert admin.words("org-ask-kk") in admin.text
    await admin.says("Адал клуб")
    assert admin.words("org-ask-ru") in admin.text
    await admin.says("Клуб Адал")
    assert rows(world, "SELECT kk, ru FROM organisation") == [("Адал клуб", "Клуб Адал")]
    await admin.taps_label("☐ Сәуле")
    assert admin.words("org-coordinator", alias="Сәуле") in admin.text

    await saule.says("/campaigns")
    await saule.taps("teams-button")
    await saule.taps("orgs-button")
    await saule.taps_label("Клуб Адал" if saule.language == "ru" else "Адал клуб")
    assert saule.words("org-coordinator", alias="Сәуле") in saule.text
    assert "☑ Сәуле" not in saule.sees.labels
    await saule.taps("button-back")
    await saule.taps("button-back")
    await saule.taps("team-new")
    await saule.says("Көк топ")
    await saule.taps("team-org-button")
    await saule.taps_label("Клуб Адал" if saule.language == "ru" else "Адал клуб")
    name = "Клуб Адал" if saule.language == "ru" else "Адал клуб"
    assert saule.words("team-org", name=name) in saule.text
