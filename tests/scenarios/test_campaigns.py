"""The coordinator's side of observation: objects, a campaign from plan to case, who may not."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

import pytest

from domain.assignment import Assignment, DeclineReason
from locales.texts import Language
from services.fieldwork import assignments
from services.volunteering import volunteers
from tests.harness import Someone, World
from tests.scenarios.campaigning import (
    CLEAN,
    RED,
    acting,
    drafted,
    making,
    offered,
    pharmacies,
    sends,
    spreadsheet,
    visits,
    volunteer,
)
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def test_a_campaign_from_the_plan_to_a_case(world: World, saule: Someone) -> None:
    people = [await volunteer(world, name) for name in ("Ерік бір", "Ерік екі", "Ерік үш")]
    await pharmacies(world, "Бірінші дәріхана", "Екінші дәріхана", "Үшінші дәріхана", by=saule)
    await drafted(saule)
    assert saule.words("campaign-plan-offers", count=3, volunteers=3) in saule.text
    assert not any([await offered(world, one) for one in people])
    await saule.taps("campaign-button-plan")
    assert "Бірінші дәріхана → " in saule.text
    assert saule.words("plan-why-same-district") in saule.text
    await saule.taps("button-back")
    await saule.taps("campaign-button-start")
    assert saule.toast == saule.words("campaign-started")
    held = [await offered(world, one) for one in people]
    assert [len(tasks) for tasks in held] == [1, 1, 1]

    async with acting(world, people[0]) as work:
        await assignments.decline(work, held[0][0].id, DeclineReason.NO_TIME)
    async with acting(world, people[1]) as work:
        await assignments.accept(work, held[1][0].id, no_conflict=True)
        await volunteers.leave(work)
    await world.settle()
    await visits(world, people[2], held[2][0], RED)
    assert "Ерік үш" in saule.text
    await saule.taps("button-visit-open")
    assert saule.words("visit-findings", count=1) in saule.text
    assert "Шекті бағалар тақтасы жоқ екен." in saule.text
    await saule.taps("visit-button-approve")
    assert saule.toast == saule.words("visit-approved-done")
    assert not saule.can_tap("visit-button-approve")

    await saule.taps("visit-button-finding", number=1)
    await saule.taps("finding-button-refer")
    await saule.taps("category-medicine")
    await saule.taps("finding-refer-yes")
    assert saule.words("finding-state-referred") in saule.text
    assert rows(world, "SELECT category, state, region FROM complaint") == [("medicine", "received", "KZ-71")]
    assert not saule.can_tap("finding-button-refer")
    await saule.taps("finding-button-case")
    assert "Ерік үш" not in saule.text

    await world.later(timedelta(hours=2))
    assert await offered(world, people[2])
    await saule.says("/campaigns")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("▶️")))
    assert saule.words("campaign-coverage", done=1, total=3, percent=33) in saule.text
    assert saule.words("campaign-findings", fresh=0, sure=1) in saule.text
    await saule.taps("campaign-button-areas")
    assert "33 %" in saule.text
    await saule.taps("button-back")
    await saule.taps("campaign-button-pause")
    assert saule.words("campaign-state-paused") in saule.text
    await saule.taps("campaign-button-finish")
    await saule.taps("campaign-finish-yes")
    assert saule.words("campaign-state-finished") in saule.text


async def test_a_visit_goes_back_with_a_comment_on_one_answer_and_hints_are_kind(world: World, saule: Someone) -> None:
    erik = await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    await visits(world, erik, task, CLEAN, minutes=1)
    await saule.taps("button-visit-open")
    assert saule.words("sign-too-fast", minutes=1) in saule.text
    await saule.taps("visit-button-return")
    await saule.taps_label("1")
    await saule.says("Есіктегі кестені де қараңызшы")
    assert saule.words("visit-returned-done") in saule.text
    assert "Есіктегі кестені де қараңызшы" in erik.text
    assert erik.words("sign-too-fast", minutes=1) not in erik.all_text
    async with acting(world, erik) as work:
        assert "Есіктегі" in (await assignments.open_task(work, task.id)).comment


async def test_a_task_without_anybody_is_given_by_hand(world: World, saule: Someone) -> None:
    erik = await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    async with acting(world, erik) as work:
        await assignments.decline(work, task.id, DeclineReason.NO_TIME)
    dana = await volunteer(world, "Дана")
    await saule.says("/campaigns")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("▶️")))
    await saule.taps("campaign-button-gaps", count=1)
    await saule.taps_label("1. Бірінші дәріхана")
    assert saule.sees.labels[0] == "Дана"
    await saule.taps_label("Дана")
    assert saule.toast == saule.words("task-given")
    (given,) = await offered(world, dana)
    async with acting(world, dana) as work:
        await assignments.accept(work, given.id, no_conflict=True)
        await assignments.ask_time(work, given.id, "Ауырып қалдым")
    await world.settle()
    await saule.taps("button-task-extend")
    await saule.taps("task-extend-days", days=3)
    assert given.due_at + timedelta(days=3) == (await _task(world, dana, given.id)).due_at


async def _task(world: World, someone: Someone, number: int) -> Assignment:
    async with acting(world, someone) as work:
        return (await assignments.open_task(work, number)).assignment


HEADER = ("Атауы", "Название", "Тип", "Район", "Широта", "Долгота", "Часы работы")
GOOD = ("Самал дәріханасы", "Аптека Самал", "pharmacy", "Сарыарка", "51.16", "71.41", "пн-пт 9-18")


async def test_a_spreadsheet_with_bad_rows_loads_the_good_ones(world: World, saule: Someone) -> None:
    table = spreadsheet(
        HEADER,
        GOOD,
        ("", "", "pharmacy", "", "", "", ""),
        ("Береке дәріханасы", "Береке", "pharmacy", "Сарыарка", "71.41", "51.16", ""),
        ("Нұр дәріханасы", "Нур", "=A1", "Сарыарка", "", "", ""),
        ("Шипа дәріханасы", "Шипа", "pharmacy", "Сарыарка", "51.12", "71.44", "как-нибудь"),
        ("Дәру дәріханасы", "Дару", "pharmacy", "Есиль", "51.12", "71.42", "Пн–Вс 8–22"),
    )
    await saule.says("/campaigns")
    await saule.taps("campaign-button-places")
    await sends(saule, table, "pharmacies.xlsx")
    for row in (3, 4, 5, 6):
        assert any(line.startswith("• ") and f"{row}" in line[:12] for line in saule.text.splitlines())
    assert count(world, "place") == 0
    load = saule.words("places-load", count=2)
    await saule.taps_label(load)
    while "⏳" in saule.text:  # rows are loaded beside the conversation
        await world.later(timedelta(seconds=1))
    assert count(world, "place") == 2
    assert saule.words("places-loaded", name="pharmacies.xlsx", kept=2, merged=0, skipped=0) in saule.text
    again = next(route for route in routes_of(saule, load))
    await saule.does(partial(saule.phone.forge, saule.sees.id, again))
    assert count(world, "place") == 2

    await sends(saule, spreadsheet(HEADER, (*GOOD[:6], "24/7")), "again.xlsx", caption="Нысандар")
    assert saule.words("places-load-merge") in saule.sees.labels
    await saule.taps("places-load-merge")
    assert count(world, "place") == 2
    await saule.taps("place-button-list")
    await saule.says("самал")
    assert len([label for label in saule.sees.labels if "Самал" in label]) == 1
    await sends(saule, b"\x00\x01 nothing", "broken.xlsx")
    assert saule.words("places-faulty", name="broken.xlsx") in saule.text


def routes_of(someone: Someone, label: str) -> list[str]:
    """The routes behind every button with this label that was sent."""
    found = []
    for name, params in someone.world.cloud.calls:
        if name in ("sendmessage", "editmessagetext"):
            markup = params.get("reply_markup") or {}
            markup = json.loads(markup) if isinstance(markup, str) else markup
            for row in markup.get("inline_keyboard", []):
                found += [each["callback_data"] for each in row if each.get("text") == label]
    return found


async def test_an_object_is_added_in_the_chat_changed_merged_and_put_away(world: World, saule: Someone) -> None:
    for name in ("Самал дәріханасы", "Самал дәріханасы"):
        await saule.says("/campaigns")
        await saule.taps("campaign-button-places")
        await saule.taps("places-button-add")
        await saule.taps("place-kind-pharmacy")
        await saule.says(name)
        await saule.says("Аптека Самал")
        await saule.taps("form-skip")
        await saule.says("Абай көшесі, 10")
        await saule.says("тут")
        assert saule.words("place-point-unread") in saule.text
        await saule.does(lambda: saule.phone.send_location(51.16, 71.41))
        await saule.says("пн-пт 9-18")
    assert saule.words("place-added") in saule.text
    assert saule.can_tap("place-button-merge")
    await saule.taps("place-button-merge")
    await saule.taps("place-merge-yes")
    assert rows(world, "SELECT count(*) FROM place WHERE merged_into IS NULL") == [(1,)]
    await saule.taps("place-button-edit")
    await saule.taps("place-field-address")
    await saule.says("Абай көшесі, 12")
    assert "Абай көшесі, 12" in saule.text
    await saule.taps("place-button-retire")
    await saule.taps("place-retire-yes")
    assert saule.words("place-retired") in saule.text


async def test_another_region_and_a_citizen_see_and_change_nothing(world: World, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Шымкент")
    erik = await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    forged = (
        *("campaign.open:1", "campaign.end-do:1:finish", "campaign.pause:1", "campaign.gaps:1:0", "campaign.areas:1"),
        *(f"visit.open:{task.id}", f"visit.approve:{task.id}", f"visit.take-do:{task.id}", "findings:1:0"),
        *("place.open:1", "place.retire-do:1", "places.load:1:all", "place.put:x", f"task.extend-by:{task.id}:3"),
        *("campaign.plan:1:0", "campaign.put:visits:3", "campaign.put:visits:x", "campaign.create"),
    )
    for stranger in (marat, erik):
        for route in forged:
            await stranger.does(partial(stranger.phone.forge, stranger.sees.id, route))
            assert stranger.toast
            assert "Бірінші дәріхана" not in stranger.text or stranger is erik
    assert rows(world, "SELECT state FROM campaign") == [("running",)]
    assert rows(world, "SELECT retired_at FROM place") == [(None,)]
    assert rows(world, "SELECT state FROM assignment") == [("offered",)]
    await marat.says("/campaigns")
    assert marat.words("campaigns-none") in marat.text


async def test_again_within_six_months_only_with_a_reason(world: World, saule: Someone) -> None:
    erik = await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    await visits(world, erik, task, CLEAN)
    await making(saule)
    await saule.taps("campaign-button-period")
    await saule.says("завтра")
    assert saule.words("campaign-period-unread") in saule.text
    await saule.taps("campaign-period-month")
    await saule.taps("campaign-button-visits")
    await saule.taps_label("2")
    await saule.taps("campaign-button-visits")
    await saule.taps("campaign-button-blind")
    assert saule.words("campaign-blind") in saule.text
    await world.stop()
    await world.start()
    await saule.taps("campaign-button-create")
    assert saule.words("campaign-ask-reason", limit=300) in saule.text
    await saule.says("Тұрғындар қайта сұрады")
    assert saule.words("campaign-reason", reason="Тұрғындар қайта сұрады") in saule.text
    assert rows(world, "SELECT state, visits, blind FROM campaign ORDER BY id DESC LIMIT 1") == [("draft", 2, 1)]
    dana = await volunteer(world, "Дана")
    await saule.taps("campaign-button-start")
    assert saule.toast == saule.words("campaign-started")
    (half,), (other,) = await offered(world, erik), await offered(world, dana)
    assert half.place_id == other.place_id == task.place_id
    await visits(world, erik, half, CLEAN)
    await visits(world, dana, other, RED)
    assert "Дана" not in erik.all_text
    await saule.says("/campaigns")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("▶️") and "0 %" in label))
    differ = [saule.words("campaign-pairs", percent=percent, pairs=1) for percent in range(1, 101)]
    assert any(line in saule.text for line in differ), "the two have answered differently"


async def test_prices_are_looked_at_every_week(world: World, saule: Someone) -> None:
    erik = await volunteer(world, "Ерік")
    await pharmacies(world, "Бірінші дәріхана", by=saule)
    await making(saule)
    await saule.taps("campaign-button-period")
    await saule.taps("campaign-period-two")
    await saule.taps("campaign-button-repeat")
    await saule.taps("repeat-weekly")
    await saule.taps("campaign-button-create")
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, erik)
    await visits(world, erik, task, CLEAN)
    await world.later(timedelta(days=5))
    assert await offered(world, erik) == [], "next week's visit is not offered this week"
    await world.later(timedelta(days=2))
    (following,) = await offered(world, erik)
    assert (following.place_id, following.task_id != task.task_id) == (task.place_id, True)
    assert rows(world, "SELECT round, state FROM task ORDER BY round") == [(1, "given"), (2, "given")]
    await saule.says("/campaigns")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("▶️")))
    assert saule.words("campaign-coverage", done=0, total=2, percent=0) in saule.text
