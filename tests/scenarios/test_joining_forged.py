"""Late, forged and repeated taps on the way to being a volunteer, and what nobody sees before."""

from __future__ import annotations

from datetime import timedelta

from tests.harness import Someone, World
from tests.scenarios.filed import coordinator
from tests.scenarios.joining import (
    ASTANA,
    ORDER,
    asks,
    begins,
    fills,
    forges,
    invitation,
    learns,
    opens,
    reads,
    roles,
    state_of,
)
from tests.scenarios.steps import count, rows


async def test_nobody_is_asked_twice_and_late_taps_do_nothing(world: World, dana: Someone) -> None:
    await begins(dana)
    await fills(dana)
    await dana.taps("form-send")
    await reads(dana)
    first = dana.sees
    await learns(dana)
    await dana.taps("code-accept")
    assert first.labels
    for forged in ("join.accept:1", "join.answer:1:1", "join.answer:5:2", "join.quiz", "join.rule:1", "join.begin"):
        await forges(dana, forged)
    assert state_of(world) == [("applied", ASTANA)]
    await world.later(timedelta(days=2))
    assert count(world, "set_aside") == 0


# ------------------------------------------------------------------ forged


async def test_what_is_forged_does_nothing(world: World, dana: Someone, saule: Someone) -> None:
    aigul = world.citizen("Айгүл", dana.language)
    await aigul.starts()
    other = await coordinator(world, "Марат", "Шымкент", language=dana.language)
    await asks(dana)
    number = rows(world, "SELECT person_id FROM volunteer")[0][0]
    for someone in (dana, aigul):
        for name in ("open", "approve", "ask", "decline"):
            await forges(someone, f"volunteer.{name}:{number}")
            await someone.says("Мен")
        await forges(someone, "volunteers:applied:0")
        assert "Жұлдыз" not in aigul.all_text
    for name in ("open", "approve", "ask", "decline"):
        await forges(other, f"volunteer.{name}:{number}")
        assert other.toast == other.words("refused-not-found")
    await forges(other, "volunteers:applied:0")
    assert other.words("applicants-none") in other.text
    assert "Жұлдыз" not in other.all_text
    assert (state_of(world), roles(world)) == ([("applied", ASTANA)], [])
    for data in ("volunteering", "volunteering.pause", "volunteering.left", "volunteering.erased", "volunteer.answer"):
        await forges(aigul, data)
    for data in ("join.accept:1", "join.accept:99", "join.quiz", "join.rule:2", "join.rule:-1", "join.answer:1:1"):
        await forges(aigul, data)
    assert count(world, "volunteer") == 1


async def test_the_quiz_cannot_be_jumped(world: World, dana: Someone) -> None:
    await begins(dana)
    await fills(dana, *ORDER[:3])
    for data in ("join.rule:1", "join.quiz", "join.accept:1"):
        await forges(dana, data)
    await dana.says("/menu")
    await dana.taps("menu-continue")
    await fills(dana, *ORDER[3:])
    await dana.taps("form-send")
    for data in ("join.accept:1", "join.answer:5:2", "join.answer:0:0", "join.answer:1:9", "join.rule:6"):
        await forges(dana, data)
        assert not dana.can_tap("code-accept")
    assert count(world, "volunteer") == 0


# ------------------------------------------------------------------ nothing before


SECRETS = ("menu-checklists", "checklists-title", "checklists-rule", "tasks-title", "tasks-none", "conflicts-none")
FORGED = (
    "checklists:0",
    "form.begin:pharmacy",
    "tasks:0",
    "task.open:1",
    "task.alarm",
    "conflicts",
)


async def sees_nothing_of_volunteers(dana: Someone) -> None:
    """No command, no menu, no forged button shows them checklists, tasks or objects."""
    for command in ("/menu", "/checklists", "/tasks"):
        await dana.says(command)
        for secret in SECRETS:
            assert dana.words(secret) not in (dana.text, *dana.text.split("\n"), *dana.sees.labels), (command, secret)
    await dana.says("/menu")
    assert not dana.can_tap("menu-tasks", count=0)
    before = dana.text
    for route in FORGED:
        await forges(dana, route)
        assert dana.text == before, route


async def test_the_invited_see_nothing_before_rules_and_quiz(world: World, dana: Someone) -> None:
    await world.admin().starts()
    await dana.starts(await invitation(world, "Астана"))
    await dana.says("Жұлдыз")
    await sees_nothing_of_volunteers(dana)
    await dana.taps("menu-volunteer")
    await dana.taps("join-begin")
    await dana.taps("consent-agree")
    await fills(dana, *(one for one in ORDER if one not in ("region", "alias")))
    await dana.taps("form-send")
    await reads(dana)
    await dana.says("/menu")
    await sees_nothing_of_volunteers(dana)
    await dana.taps("menu-volunteer")
    await dana.taps("draft-continue")
    await reads(dana)
    await learns(dana)
    await dana.taps("code-accept")
    await dana.says("/menu")
    assert dana.can_tap("menu-checklists")
    assert dana.can_tap("menu-tasks", count=0)
    assert rows(world, "SELECT role FROM role_grant WHERE revoked_at IS NULL AND region <> ''") == [("volunteer",)]


async def test_applied_and_declined_see_nothing_either(world: World, dana: Someone, saule: Someone) -> None:
    await asks(dana)
    await sees_nothing_of_volunteers(dana)
    await opens(saule)
    await saule.taps("applicant-decline")
    await saule.taps("not-now-button-enough")
    await sees_nothing_of_volunteers(dana)
    assert state_of(world) == [("declined", ASTANA)]
