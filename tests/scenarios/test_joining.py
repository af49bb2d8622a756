"""Becoming a volunteer, being one, and being none any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.volunteer.rules import QUIZ, RULES
from locales.texts import Language
from tests.harness import Someone, World, choice_label
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.joining import (
    ASTANA,
    ORDER,
    SHYMKENT,
    asks,
    begins,
    fills,
    forges,
    invitation,
    learns,
    reads,
    replies,
)
from tests.scenarios.steps import count, rows


@pytest.fixture
def dana(world: World, language: Language) -> Someone:
    return world.citizen("Дана", language)


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


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


async def test_from_the_first_word_to_being_a_volunteer(world: World, dana: Someone, saule: Someone) -> None:
    await dana.starts()
    await dana.taps("menu-volunteer")
    assert dana.words("join-about") in dana.text
    await dana.taps("join-begin")
    assert dana.can_tap("consent-agree")
    assert count(world, "draft") == 0  # nothing before consent
    await dana.taps("consent-agree")
    await fills(dana)
    assert "Жұлдыз" in dana.text
    assert count(world, "volunteer") == 0
    await dana.taps("form-send")
    await reads(dana)
    await learns(dana)
    assert dana.words("code-of-conduct").strip() in dana.text
    await dana.taps("code-accept")
    assert dana.words("join-my-page") in dana.sees.labels
    assert (count(world, "draft"), state_of(world)) == (0, [("applied", ASTANA)])
    assert rows(world, "SELECT code_version FROM volunteer WHERE code_at IS NOT NULL AND rules_at IS NOT NULL") == [
        (1,)
    ]

    await dana.says("/menu")  # nothing is shown before the coordinator's yes
    assert not dana.can_tap("menu-checklists")
    assert roles(world) == []
    await dana.taps("menu-volunteer")
    assert dana.words("volunteering-applied") in dana.text

    assert "Жұлдыз" in saule.text
    await saule.taps("button-volunteer-open")
    assert saule.words("applicant-applied") in saule.text
    for question, value in (("languages", "kk"), ("languages", "ru"), ("interests", "health"), ("interests", "yards")):
        assert choice_label("volunteer", question, value, saule.language) in saule.text
    for unseen in ("Дана", str(dana.phone.person.id)):
        assert unseen not in saule.all_text
    await saule.taps("applicant-approve")
    assert saule.toast == saule.words("applicant-approve-done")
    assert (state_of(world), roles(world)) == ([("approved", ASTANA)], [ASTANA])

    assert dana.can_tap("button-menu")
    await dana.taps("button-menu")
    assert dana.can_tap("menu-checklists")
    await dana.taps("menu-volunteering")
    assert dana.words("volunteering-approved") in dana.text
    for question, value in (("days", "sat"), ("hours", "morning"), ("hours", "day"), ("interests", "yards")):
        assert choice_label("volunteer", question, value, dana.language) in dana.text


async def test_a_wrong_answer_explains_and_asks_again(world: World, dana: Someone) -> None:
    await begins(dana)
    await fills(dana)
    await dana.taps("form-send")
    await reads(dana)
    for number, asked in enumerate(QUIZ, 1):
        for at, option in enumerate(asked.options):
            if at != asked.right:
                await dana.taps(option)
                assert dana.words("quiz-wrong", why=dana.words(asked.why)) in dana.text
                assert dana.words("quiz-number", number=number, count=len(QUIZ)) in dana.text
        await dana.taps(asked.options[asked.right])
        assert dana.words("quiz-right") in dana.text
    assert dana.can_tap("code-accept")


async def test_the_young_get_education_tasks_only(world: World, dana: Someone, saule: Someone) -> None:
    await begins(dana)
    await replies(dana, "adult", "no")
    await dana.taps("form-next")
    await fills(dana, *(one for one in ORDER if one not in ("adult", "interests")))
    await dana.taps("form-send")
    await reads(dana)
    await learns(dana)
    await dana.taps("code-accept")
    await saule.taps("button-volunteer-open")
    assert saule.words("volunteering-young") in saule.text
    await dana.taps("join-my-page")
    assert dana.words("volunteering-young") in dana.text


async def test_declined_for_a_ready_made_reason_in_the_applicants_language(
    world: World, dana: Someone, saule: Someone
) -> None:
    await asks(dana)
    await opens(saule)
    await saule.taps("applicant-decline")
    await saule.taps("not-now-button-enough")
    assert saule.toast == saule.words("applicant-decline-done")
    assert dana.words("not-now-enough") in dana.text
    assert state_of(world) == [("declined", ASTANA)]


async def test_declined_and_once_more(world: World, dana: Someone, saule: Someone) -> None:
    await asks(dana)
    await opens(saule)
    await saule.taps("applicant-decline")
    await saule.does(saule.phone.send_photo)
    assert state_of(world) == [("applied", ASTANA)]
    await saule.says("Қазір топ толды, көктемде күтеміз.")
    assert saule.words("applicant-decline-done") in saule.text
    assert "Қазір топ толды, көктемде күтеміз." in dana.text
    assert roles(world) == []
    await dana.taps("button-menu")
    await dana.taps("menu-volunteer")
    assert dana.words("join-after-decline") in dana.text
    await asks(dana)
    assert state_of(world) == [("applied", ASTANA)]
    await opens(saule)
    await saule.taps("applicant-approve")
    assert roles(world) == [ASTANA]


async def test_a_question_and_its_answer(world: World, dana: Someone, saule: Someone) -> None:
    await asks(dana)
    await opens(saule)
    await saule.taps("applicant-ask")
    await saule.says("Көлігіңіз бар ма?")
    assert saule.words("applicant-ask-done") in saule.text
    assert "Көлігіңіз бар ма?" in dana.text
    assert saule.words("applicant-asked-waits", question="Көлігіңіз бар ма?") in saule.text
    await dana.taps("button-answer")
    await dana.does(dana.phone.send_photo)
    assert dana.words("volunteering-answer-words") in dana.text
    await dana.says("Иә, бар.")
    assert dana.words("volunteering-answered") in dana.text
    assert "Иә, бар." in saule.text
    await saule.taps("button-volunteer-open")
    assert saule.words("applicant-asked", question="Көлігіңіз бар ма?", answer="Иә, бар.") in saule.text
    assert saule.words("applicant-asked-waits", question="Көлігіңіз бар ма?") not in saule.text
    assert "Иә" not in str(rows(world, "SELECT sealed_question, sealed_answer FROM applicant_question"))
    await saule.taps("applicant-approve")
    assert roles(world) == [ASTANA]


async def test_two_coordinators_at_once(world: World, dana: Someone, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Астана", language=dana.language)
    await asks(dana)
    for one in (saule, marat):
        await one.taps("button-volunteer-open")
    saule.phone.tap(saule.words("applicant-approve"))
    marat.phone.tap(marat.words("applicant-approve"))
    await world.settle()
    assert saule.toast == saule.words("applicant-approve-done")
    assert marat.toast == marat.words("refused-volunteer-stale", state=marat.words("volunteer-state-approved"))
    assert marat.words("applicant-approved") in marat.text
    assert count(world, "role_grant WHERE role = 'volunteer'") == 1


# ------------------------------------------------------------------ by invitation


async def test_the_invited_need_no_approval(world: World, dana: Someone, saule: Someone) -> None:
    await dana.starts(await invitation(world, "Астана"))
    await dana.says("Жұлдыз")
    assert dana.words("join-steps-invited") in dana.text
    await dana.taps("join-begin")
    await dana.taps("consent-agree")
    await fills(dana, *(one for one in ORDER if one not in ("region", "alias")))  # these are known
    await dana.taps("form-send")
    await reads(dana)
    await learns(dana)
    await dana.taps("code-accept")
    assert state_of(world) == [("approved", ASTANA)]
    assert saule.words("applicant-approve") not in saule.all_text
    await dana.taps("join-my-page")
    assert dana.words("volunteering-approved") in dana.text


async def test_an_invitation_ends_the_waiting(world: World, dana: Someone) -> None:
    await world.admin().starts()
    await asks(dana)
    await dana.starts(await invitation(world, "Астана"))
    assert state_of(world) == [("approved", ASTANA)]
    assert dana.words("volunteering-approved") in dana.text


async def test_an_invitation_for_another_region_does_not_help(world: World, dana: Someone) -> None:
    await world.admin().starts()
    await asks(dana)
    await dana.starts(await invitation(world, "Шымкент"))
    assert state_of(world) == [("applied", ASTANA)]


# ------------------------------------------------------------------ one's own page


async def approved(world: World, dana: Someone, saule: Someone) -> None:
    """A volunteer, at their own page."""
    await asks(dana)
    await opens(saule)
    await saule.taps("applicant-approve")
    await dana.says("/menu")
    await dana.taps("menu-volunteering")


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
