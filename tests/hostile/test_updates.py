"""Mangled updates, forged buttons with any arguments, hostile words: nobody breaks the bot for the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.harness import World
from tests.hostile.storm import Storm
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import count
from transport.polling import read

QUICK = 100
"""Updates of one storm in the suite."""
SENDER = {"id": 5, "is_bot": False, "first_name": "x"}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": SENDER}
FILE = {"file_id": "f", "file_unique_id": "u"}
DEEP = json.loads("[" * 900 + "]" * 900)


async def storm(folder: Path, seed: int, updates: int) -> None:
    """A citizen, a coordinator and an admin go wild; afterwards a citizen still gets an answer."""
    async with World(folder) as world:
        me, saule = world.citizen("Айгүл", "kk"), await coordinator(world, "Сәуле", "Астана", language="ru")
        await me.starts()
        await filed(world, me)
        await Storm(world, seed, [me, saule, world.admin()]).blow(updates)
        other = world.citizen("Болат", "ru")
        await other.starts()
        assert other.can_tap("menu-report")


@pytest.mark.parametrize("seed", [2])
async def test_a_storm(tmp_path: Path, seed: int) -> None:
    await storm(tmp_path, seed, QUICK)


async def test_a_button_with_a_code_that_is_none(tmp_path: Path) -> None:
    """Found by a storm: the route took any word for a certificate's code, and the handler broke."""
    async with World(tmp_path) as world:
        saule = await coordinator(world, "Сәуле", "Астана", language="ru")
        await saule.says("/menu")
        await saule.does(lambda: saule.phone.forge(saule.sees.id, "thanks.wrong:1e999"))
        assert count(world, "set_aside") == 0


@pytest.mark.parametrize("sender", [0, -5, 2**63 - 1])
async def test_a_number_that_is_nobodys_stops_nobody(tmp_path: Path, sender: int) -> None:
    """Found by a storm: nobody with the number 0 was loaded, and the whole batch came again without end."""
    async with World(tmp_path) as world:
        me = world.citizen("Айгүл", "kk")
        await me.starts()
        chat = {"id": sender, "type": "private"}
        await Storm(world, 1, [me]).send([{"update_id": 2 * 10**9, "message": {**MESSAGE, "chat": chat, "text": "x"}}])
        await me.says("/menu")
        assert me.can_tap("menu-report")


async def test_a_button_longer_than_telegram_allows(tmp_path: Path) -> None:
    """Found by a storm: what it led to had no room in a button of ours."""
    async with World(tmp_path) as world:
        me = world.citizen("Айгүл", "kk")
        await me.starts()
        await me.does(lambda: me.phone.forge(me.sees.id, "form.drop:mine:" + "x" * 300))
        assert count(world, "set_aside") == 0


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "message": {"text": "\ud800"}},
        {"update_id": 2, "message": 5},
        {"update_id": 3, "callback_query": {"data": "\udfff"}},
        {"update_id": 4, "message": {**MESSAGE, "text": "\ud800"}},
        {"update_id": 5, "message": {**MESSAGE, "document": {**FILE, "file_size": 2**63}}},
        {"update_id": 6, "message": {**MESSAGE, "x": DEEP}},
    ],
    ids=range(6),
)
def test_an_update_that_cannot_be_read_is_kept_as_it_came(raw: dict[str, object]) -> None:
    """Found by storms: half a surrogate pair is no Unicode and once stopped the poller for good; in a text, as a number
    of 64 bits in a file, it broke whatever saved it."""
    good, bad = read([raw])
    assert [one.update_id for one in bad] == [raw["update_id"]]
    assert not good
    assert bad[0].raw.isascii()


@pytest.mark.parametrize("number", [None, "x", True, -1, 2**63, 1.5])
def test_an_update_without_a_proper_number_is_passed_over(number: object) -> None:
    assert read([{"update_id": number, "message": {}}]) == ([], [])
