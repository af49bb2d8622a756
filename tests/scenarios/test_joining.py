"""Becoming a volunteer, invited or not."""

from __future__ import annotations

from handlers.volunteer.rules import QUIZ
from tests.harness import Someone, World, choice_label
from tests.scenarios.filed import coordinator
from tests.scenarios.joining import (
    ASTANA,
    ORDER,
    asks,
    begins,
    fills,
    invitation,
    learns,
    opens,
    reads,
    replies,
    roles,
    state_of,
)
from tests.scenarios.steps import count, rows


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
