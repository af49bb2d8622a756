"""The way to becoming a volunteer, in either language."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.volunteer.rules import QUIZ, RULES
from tests.harness import Someone, World
from tests.scenarios.filed import invite_of
from tests.scenarios.steps import rows

ORDER = ("adult", "region", "district", "travels", "languages", "interests", "days", "hours", "weekly", "alias")
SEVERAL = frozenset({"languages", "interests", "days", "hours"})
ASTANA, SHYMKENT = "KZ-71", "KZ-79"
TYPICAL: Mapping[str, str] = {
    "adult": "yes",
    "region": ASTANA,
    "district": "711210000",
    "travels": "yes",
    "languages": "kk ru",
    "interests": "health yards",
    "days": "sat sun",
    "hours": "morning day",
    "weekly": "2",
    "alias": "Жұлдыз",
}
"""Answers by question."""


async def begins(me: Someone) -> None:
    """From the first word to the first question."""
    await me.starts()
    await me.taps("menu-volunteer")
    await me.taps("join-begin")
    if me.can_tap("consent-agree"):
        await me.taps("consent-agree")


async def replies(me: Someone, question: str, value: str) -> None:
    """One answer; several choices are ticked one by one."""
    if question == "alias":
        await me.says(value)
        return
    for each in value.split():
        await me.picks(question, each, "volunteer")
    if question in SEVERAL:
        await me.taps("form-done" if value else "form-skip")


async def fills(me: Someone, *questions: str, **answers: str) -> None:
    """Answers these questions (all of them, when none is named), each on its turn."""
    given = {**TYPICAL, **answers}
    for question in questions or ORDER:
        await replies(me, question, given[question])


async def reads(me: Someone) -> None:
    """Five cards, to the first question of the quiz."""
    for number, key in enumerate(RULES, 1):
        assert me.words(key).strip() in me.text
        await me.taps("rule-next" if number < len(RULES) else "rule-to-quiz")


async def learns(me: Someone, *, start: int = 1) -> None:
    """Every question of the quiz answered right, from number `start` on."""
    for asked in QUIZ[start - 1 :]:
        assert me.words(asked.asks) in me.text
        await me.taps(asked.options[asked.right])


async def asks(me: Someone, **answers: str) -> None:
    """The whole way to a request that waits for the coordinator."""
    await begins(me)
    await fills(me, **answers)
    await me.taps("form-send")
    await reads(me)
    await learns(me)
    await me.taps("code-accept")


async def invitation(world: World, *regions: str) -> str:
    """What the link carries that invites a volunteer for these regions (labels of the buttons)."""
    admin = world.admin()
    await admin.starts()
    await admin.says("/people")
    await admin.taps("admin-invite")
    await admin.taps("admin-role-volunteer")
    for region in regions:
        await admin.taps_label(region)
    await admin.taps("admin-regions-done")
    return invite_of(admin)


async def forges(someone: Someone, data: str) -> None:
    """Taps the newest message as if it had a button with this route."""
    await someone.does(lambda: someone.phone.forge(someone.sees.id, data))


def state_of(world: World) -> list[tuple[object, ...]]:
    """How the volunteers stand."""
    return rows(world, "SELECT state, region FROM volunteer ORDER BY person_id")


def roles(world: World) -> list[object]:
    """Volunteers' roles that hold now."""
    return [
        region
        for (region,) in rows(
            world, "SELECT region FROM role_grant WHERE role = 'volunteer' AND revoked_at IS NULL ORDER BY region"
        )
    ]


async def opens(saule: Someone, alias: str = "Жұлдыз") -> None:
    """From the menu to the card of the one who applied."""
    await saule.says("/menu")
    await saule.taps("applicants-menu-row", count=1)
    await saule.taps("applicants-open", number=1, alias=alias)


# ------------------------------------------------------------------ the whole way


async def approved(world: World, dana: Someone, saule: Someone) -> None:
    """A volunteer, at their own page."""
    await asks(dana)
    await opens(saule)
    await saule.taps("applicant-approve")
    await dana.says("/menu")
    await dana.taps("menu-volunteering")
