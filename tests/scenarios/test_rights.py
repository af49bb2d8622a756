"""Every route, as everybody: what the table of rights does not allow is refused politely and does nothing.

The tries are generated from the routes themselves, so a new one is tried from its first day.
"""

from __future__ import annotations

import sqlite3
from enum import Enum
from typing import Any

import pytest

from domain.people import Role
from domain.rights import Scope, right_of
from handlers.journeys import all_routes
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.offering import approved
from tests.scenarios.steps import count, offered

ROUTES = all_routes()
OWN_TRACES = {"person", "seen_update", "outbox", "draft", "audit_entry", "setting"}
"""Tables that a refused person's own step may touch: where they are, that their update was seen, what they are told."""
CASE = (
    "complaint", "case_event", "case_message", "internal_note", "case_tag", "case_merge", "shared_case", "me_too",
    "referral", "recommendation", "evidence", "reporter_link", "due_item", "role_grant",
)  # fmt: skip
SECRET = "Фонтан жанындағы екінші есік"
NOTE = "Тек үйлестірушілерге арналған сөз"


def forged(name: str, case_id: int) -> str:
    """The route with arguments of its types, as if it were about the case."""
    return ":".join((name, *(_argument(kind, case_id) for kind in ROUTES.taps[name].takes)))[:64]


def _argument(kind: type[Any], case_id: int) -> str:
    if issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    return str(case_id) if issubclass(kind, int) else "1"


def contents(world: World, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of these tables, or of all but the traces of one's own step."""
    with sqlite3.connect(world.settings.data_dir / "adal.db") as connection:
        names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = tables or tuple(name for name in names if name not in OWN_TRACES)
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in wanted}


async def tries(world: World, who: Someone, names: list[str], case_id: int) -> list[str]:
    """Forges each button twice, as a modified app or a replayed update would; what toasts said."""
    before = len(who.phone.toasts)
    for name in names:
        data = forged(name, case_id)
        who.phone.forge(who.sees.id, data)
        who.phone.forge(who.sees.id, data)
    await world.settle()
    return [toast.text for toast in who.phone.toasts[before:]]


def test_every_route_is_in_the_table_with_its_role() -> None:
    for table in (ROUTES.taps, ROUTES.takers, ROUTES.commands):
        for name, entry in table.items():
            right = right_of(name)
            assert right is not None, f"route {name} is not in domain/rights.py"
            assert right.role is entry.role, name


def above(role: Role) -> list[str]:
    """The routes that somebody with this role alone may not take."""
    allowed = {Role.CITIZEN, role, *((Role.COORDINATOR,) if role is Role.ADMIN else ())}
    return sorted(name for name, entry in ROUTES.taps.items() if entry.role not in allowed)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.VOLUNTEER, Role.COORDINATOR, Role.ADMIN])
async def test_what_needs_another_role_is_refused(world: World, role: Role) -> None:
    match role:
        case Role.CITIZEN:
            who = world.citizen("Айгүл", "ru")
            await who.starts()
        case Role.VOLUNTEER:  # of the region where it happened
            who = await approved(world, "Дана", "kk")
        case Role.COORDINATOR:
            who = await coordinator(world, "Марат", "Шымкент")
        case _:
            who = world.admin()
            await who.starts()
    victim = world.citizen("Болат", "kk")
    await victim.starts()
    receipt = await filed(world, victim, story=SECRET)
    names = above(role)
    assert len(names) > 20
    before, told = contents(world), who.all_text
    toasts = await tries(world, who, names, receipt.case_id)
    assert set(toasts) - {""} == {who.words("button-old")}
    assert len(toasts) == 2 * len(names)
    assert contents(world) == before
    assert count(world, "set_aside") == 0
    if role is not Role.ADMIN:
        assert SECRET not in who.all_text
        assert receipt.code not in who.all_text
    assert who.all_text.count(SECRET) <= told.count(SECRET)


async def test_another_region_is_as_if_it_were_not_there(world: World) -> None:
    marat, victim = await coordinator(world, "Марат", "Шымкент"), world.citizen("Болат", "kk")
    await victim.starts()
    receipt = await filed(world, victim, story=SECRET)
    names = sorted(
        name
        for name in ROUTES.taps
        if (right := right_of(name)) is not None and right.role is Role.COORDINATOR and right.scope is Scope.REGION
    )
    before = contents(world, *CASE)
    await tries(world, marat, names, receipt.case_id)
    assert contents(world, *CASE) == before
    assert SECRET not in marat.all_text
    assert receipt.code not in marat.all_text
    assert count(world, "set_aside") == 0


async def test_other_peoples_reports_are_as_if_they_were_not_there(world: World) -> None:
    victim, stranger = world.citizen("Болат", "kk"), world.citizen("Айгүл", "ru")
    await victim.starts()
    await stranger.starts()
    receipt = await filed(world, victim, story=SECRET)
    names = sorted(name for name, entry in ROUTES.taps.items() if entry.role is Role.CITIZEN)
    before = contents(world, *CASE)
    await tries(world, stranger, names, receipt.case_id)
    assert contents(world, *CASE) == before
    assert SECRET not in stranger.all_text
    assert receipt.code not in stranger.all_text
    assert count(world, "set_aside") == 0


async def test_who_loses_the_role_loses_the_open_screen(world: World) -> None:
    victim, saule = world.citizen("Болат", "kk"), await coordinator(world, "Сәуле", "Астана")
    admin = world.admin()
    await victim.starts()
    receipt = await filed(world, victim, story=SECRET)
    await saule.says("/inbox")
    await saule.taps("inbox-open", number=1, code=receipt.code)
    shown = saule.sees
    await saule.taps("button-note")
    await admin.says("/people")
    await admin.taps_label("Сәуле")
    await admin.taps("admin-take-away", role=admin.words("role-coordinator"))
    await admin.taps("admin-take-confirm")
    before, told = contents(world, *CASE), saule.all_text.count(SECRET)
    await saule.says(NOTE)
    for row in shown.body["reply_markup"]["inline_keyboard"]:
        for button in row:
            saule.phone.forge(shown.id, button["callback_data"])
    await saule.says("/inbox")
    await saule.says(f"/search {receipt.code}")
    await world.settle()
    assert contents(world, *CASE) == before
    assert saule.all_text.count(SECRET) <= told
    assert count(world, "internal_note") == 0
    assert count(world, "set_aside") == 0


async def test_the_commands_of_staff_go_with_the_role(world: World) -> None:
    """In Telegram's menu, which outlives our database: after an admin took the role, and after «forget»."""
    saule, marat = await coordinator(world, "Сәуле", "Астана"), await coordinator(world, "Марат", "Шымкент")
    citizen, admin = world.citizen("Айгүл", "ru"), world.admin()
    await citizen.starts()
    assert {"inbox", "digest"} <= own_commands(saule)
    assert {"inbox", "digest"} <= own_commands(marat)
    await admin.says("/people")
    await admin.taps_label("Сәуле")
    await admin.taps("admin-take-away", role=admin.words("role-coordinator"))
    await admin.taps("admin-take-confirm")
    await marat.says("/forget")
    marat.phone.tap(marat.words("forget-yes"))
    marat.phone.send_text("/start")  # in one batch: their chat is known again, as somebody new
    await world.settle()
    assert own_commands(saule) == own_commands(marat) == set(), "nothing of their own is left"
    assert offered(saule).keys() == offered(citizen).keys()
    assert offered(marat).keys() == offered(citizen).keys()
    assert "inbox" in own_commands(admin)
    await world.stop()
    await world.start()
    await world.settle()
    assert own_commands(saule) == own_commands(marat) == set()


def own_commands(who: Someone) -> set[str]:
    """What the simulator has recorded for this chat alone."""
    scope = {"type": "chat", "chat_id": who.phone.person.id}
    return {str(one["command"]) for one in who.world.cloud.profile.commands(scope, "")}
