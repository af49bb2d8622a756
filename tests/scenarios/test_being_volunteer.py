"""Being a volunteer, pausing, leaving and being none any more; what was begun before survives all of it."""

from __future__ import annotations

from handlers.volunteer.rules import QUIZ, RULES
from tests.harness import Someone, World
from tests.scenarios.filed import filed
from tests.scenarios.joining import (
    ASTANA,
    ORDER,
    SHYMKENT,
    approved,
    asks,
    begins,
    fills,
    forges,
    learns,
    reads,
    roles,
    state_of,
)
from tests.scenarios.steps import count, rows


async def test_pause_resume_leave_and_back(world: World, dana: Someone, saule: Someone) -> None:
    await approved(world, dana, saule)
    await dana.taps("volunteering-pause")
    assert state_of(world) == [("paused", ASTANA)]
    assert dana.words("volunteering-paused") in dana.text
    await dana.taps("volunteering-resume")
    assert state_of(world) == [("approved", ASTANA)]
    await dana.taps("volunteering-leave")
    await dana.taps("button-back")
    assert state_of(world) == [("approved", ASTANA)]
    await dana.taps("volunteering-leave")
    await dana.taps("volunteering-leave-yes")
    assert (state_of(world), roles(world)) == ([("left", ASTANA)], [])
    assert not dana.can_tap("menu-checklists")
    await dana.taps("menu-volunteer")
    assert dana.words("join-after-leaving") in dana.text


async def test_a_request_is_taken_back(world: World, dana: Someone, saule: Someone) -> None:
    await asks(dana)
    await dana.taps("join-my-page")
    await dana.taps("volunteering-withdraw")
    await dana.taps("volunteering-withdraw-yes")
    assert state_of(world) == [("left", ASTANA)]
    await saule.taps("button-volunteer-open")
    assert not saule.can_tap("applicant-approve")


async def test_changes_stay_in_the_region_or_leave_it(world: World, dana: Someone, saule: Someone) -> None:
    await approved(world, dana, saule)
    await dana.taps("volunteering-change")
    assert dana.words("volunteering-change-how") in dana.text
    await dana.taps_label("✏️ 3")
    await dana.picks("district", "711110000", "volunteer")
    await dana.taps("form-send")
    assert dana.words("volunteering-changed") in dana.text
    assert rows(world, "SELECT district, state FROM volunteer") == [("711110000", "approved")]

    await dana.taps("volunteering-change")
    await dana.taps_label("✏️ 2")
    await dana.picks("region", SHYMKENT, "volunteer")
    await dana.picks("district", "791110000", "volunteer")  # the old one is not there
    await dana.taps("form-send")
    assert dana.words("volunteering-moved") in dana.text
    assert (state_of(world), roles(world)) == ([("applied", SHYMKENT)], [])


async def test_erased(world: World, dana: Someone, saule: Someone) -> None:
    await approved(world, dana, saule)
    await dana.taps("volunteering-erase")
    assert dana.words("volunteering-erase-sure").strip() in dana.text
    await dana.taps("volunteering-erase-yes")
    assert count(world, "applicant_question") == 0
    assert dana.words("volunteering-erased") in dana.text
    assert (count(world, "volunteer"), roles(world)) == (0, [])
    await dana.taps("menu-volunteer")
    assert dana.can_tap("join-begin")


# ------------------------------------------------------------------ interrupted


async def test_killed_in_the_middle(world: World, dana: Someone) -> None:
    await begins(dana)
    await fills(dana, *ORDER[:5])
    await world.kill()
    await world.start()
    await fills(dana, *ORDER[5:])
    await dana.taps("form-send")
    await dana.taps("rule-next")
    await world.kill()
    await world.start()
    await dana.taps("rule-next")
    assert dana.words(RULES[2]).strip() in dana.text
    await dana.taps("rule-next")
    await dana.taps("rule-next")
    await dana.taps("rule-to-quiz")
    await dana.taps(QUIZ[0].options[QUIZ[0].right])
    await dana.says("/menu")
    await world.kill()
    await world.start()
    await dana.taps("menu-continue")
    await learns(dana, start=2)
    await dana.taps("code-accept")
    assert state_of(world) == [("applied", ASTANA)]


async def test_answers_are_changed_between_the_rules(world: World, dana: Someone) -> None:
    await begins(dana)
    await fills(dana)
    await dana.taps("form-send")
    await dana.taps("join-edit")
    await dana.taps_label("✏️ 3")
    await dana.picks("district", "711110000", "volunteer")
    await dana.taps("form-send")
    await reads(dana)
    await learns(dana)
    await dana.taps("code-accept")
    assert rows(world, "SELECT district FROM volunteer") == [("711110000",)]


async def test_a_complaint_in_progress_is_not_lost(world: World, dana: Someone) -> None:
    await dana.starts("complaint")
    await dana.taps("consent-agree")
    await dana.picks("category", "bribe")
    await dana.says("/menu")
    await dana.taps("menu-volunteer")
    await dana.taps("join-begin")
    assert dana.words("draft-unfinished") in dana.text
    await forges(dana, "consent.yes:join")
    assert rows(world, "SELECT form FROM draft") == [("complaint",)]


async def test_a_complaint_of_a_volunteer_is_still_anonymous(world: World, dana: Someone, saule: Someone) -> None:
    await approved(world, dana, saule)
    await filed(world, dana)
    assert "20 мың теңге" in saule.text
    assert "Жұлдыз" not in saule.text
