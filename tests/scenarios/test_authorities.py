"""The directory of authorities: the beginning that comes with the bot, a table, changes, whose an entry is."""

from __future__ import annotations

from functools import partial

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import rows

TABLE = (
    "Атауы;Название;Область;Категории;Адрес;E-mail;Источник;Проверено\n"
    "Қала әкімдігі;Акимат города;Астана;yard budget;Бейбітшілік 11;akimat@example.kz;сайт;20.11.2026\n"
    "Шымкент басқармасы;Управление Шымкента;Шымкент;;;;;\n"
    "=cmd|' /C calc'!A0;Формула;Астана;;;;;\n"
    "Қате пошта;Плохая почта;Астана;;;нет;;\n"
    ";;Астана;;;;;\n"
)


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def opens(someone: Someone) -> None:
    await someone.says("/start")
    await someone.taps("menu-more")
    await someone.taps("authorities-button")


async def test_a_table_is_read_then_loaded_once(world: World, saule: Someone, language: Language) -> None:
    await opens(saule)
    send = partial(saule.phone.send_file, "document", TABLE.encode("utf-8"), name="органы.csv")
    await saule.does(send)
    read = saule.text
    assert "Шымкент" in read
    assert saule.words("row-fault-email", value="нет") in read
    assert "calc" in read
    await saule.taps("authorities-button-load")
    assert saule.words("authorities-kept", name="органы.csv", count=1) in saule.all_text
    assert rows(world, "SELECT kk, region, takes, checked_on FROM authority") == [
        ("Қала әкімдігі", "KZ-71", "budget yard", "2026-11-20")
    ]
    await opens(saule)
    await saule.does(send)
    assert not saule.can_tap("authorities-button-load")


async def test_checked_changed_put_away_and_back(world: World, saule: Someone, language: Language) -> None:
    await opens(saule)
    await saule.does(partial(saule.phone.send_file, "document", TABLE.encode(), name="a.csv"))
    await saule.taps("authorities-button-load")
    await opens(saule)
    await saule.taps_label("Қала әкімдігі" if language == "kk" else "Акимат города")
    await saule.taps("authority-button-edit")
    await saule.taps("authority-field-address")
    await saule.says("Жаңа көше 5")
    assert saule.words("authority-address", address="Жаңа көше 5") in saule.text
    await saule.taps("authority-button-retire")
    assert saule.words("authority-retired") in saule.text
    assert not saule.can_tap("authority-button-edit")
    await saule.taps("authority-button-restore")
    await saule.taps("authority-button-check")
    day = world.clock().date()
    assert rows(world, "SELECT checked_on, retired_at, address FROM authority") == [(f"{day}", None, "Жаңа көше 5")]


async def test_the_beginning_is_the_admins_to_load(world: World, saule: Someone) -> None:
    await opens(saule)
    await saule.does(partial(saule.phone.forge, saule.sees.id, "authorities.seed-do"))
    assert rows(world, "SELECT count(*) FROM authority") == [(0,)]
    admin = world.admin()
    await opens(admin)
    await admin.taps("authorities-button-seed", count=2)
    assert "944" in admin.text
    await admin.taps("authorities-button-load")
    assert rows(world, "SELECT count(*) FROM authority WHERE region IS NULL") == [(2,)]
    await opens(saule)
    await saule.does(partial(saule.phone.forge, saule.sees.id, "authority.retire:1"))
    assert rows(world, "SELECT count(*) FROM authority WHERE retired_at IS NULL") == [(2,)]
