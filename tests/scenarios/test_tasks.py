"""A volunteer's tasks: offered, taken, visited, filled, handed in; and everything that can come in between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.offering import FAR, NEAR, Round, approved, running
from tests.scenarios.steps import count, rows

PLACE = "«Балапан» алаңы"
FORM = "playground"
DAY = timedelta(days=1)
NAMES = ("Ақсу", "Бәйтерек", "Гүлдер", "Достық", "Жайлау", "Керуен", "Мерей", "Нұрлы", "Самал")


@pytest.fixture
async def daulet(world: World, language: Language) -> Someone:
    """A volunteer, once in Kazakh and once in Russian."""
    return await approved(world, "Дәулет", language)


async def takes(someone: Someone) -> None:
    """Accepts the offer in front of them."""
    await someone.taps("button-task-accept")
    await someone.taps("task-conflict-no")


async def arrives(someone: Someone, where: tuple[float, float] | None = NEAR) -> None:
    """From the task's page to the first question of the checklist."""
    await someone.taps("button-task-start")
    assert someone.words("visit-rules") in someone.text
    await someone.taps("visit-here")
    if where is None:
        await someone.does(lambda: someone.phone.press(someone.words("visit-no-place")))
    else:
        await someone.does(lambda: someone.phone.press(someone.words("visit-send-place"), where))


async def fills(someone: Someone, *, sharp: str = "no") -> None:
    """Every question after the place, up to the review."""
    await someone.picks("open_hours", "yes", FORM)
    await someone.picks("access", "free", FORM)
    await someone.picks("sharp_parts", sharp, FORM)
    await someone.says("0")
    await someone.picks("surface", "sand", FORM)
    await someone.picks("lighting", "on", FORM)
    await someone.picks("sign", "yes", FORM)
    await someone.picks("inclusive", "yes", FORM)
    await someone.picks("informal_payment", "no", FORM)
    await someone.picks("photo_safe", "yes", FORM)
    for _ in range(2 if sharp == "yes" else 1):
        await someone.does(lambda: someone.phone.send_photo(photo()))
    while not someone.can_tap("form-send"):
        await someone.taps("form-skip")


async def opens(someone: Someone, place: str = PLACE) -> None:
    """A task from the menu."""
    await someone.says("/menu")
    label = next(shown for shown in someone.sees.labels if shown.startswith(someone.words("menu-tasks", count=0)))
    await someone.taps_label(label)
    await someone.taps_label(next(shown for shown in someone.sees.labels if place[:12] in shown))


async def test_offered_accepted_visited_filled_and_handed_in(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    assert PLACE in daulet.text
    task = await campaign.task_of(daulet)
    await takes(daulet)
    assert daulet.words("task-accepted") in daulet.text
    assert "Жарықты кешке қараңыз." in daulet.text
    assert await campaign.state_of(task) == "accepted"
    await arrives(daulet)
    assert daulet.words("visit-near", distance="80 м") in daulet.text
    assert daulet.can_tap("task-danger")
    await fills(daulet, sharp="yes")
    await daulet.taps("form-send")
    assert daulet.words("forms-findings", count=1) in daulet.text
    assert daulet.words("task-looked-at") in daulet.text
    assert await campaign.state_of(task) == "submitted"
    assert rows(world, "SELECT count(*) FROM submission JOIN visit ON visit.submission_id = submission.id") == [(1,)]
    assert count(world, "draft") == 0
    await opens(daulet)
    assert daulet.words("task-looked-at") in daulet.text
    assert not daulet.can_tap("button-task-start")


async def test_declined_with_a_reason_it_goes_to_the_next(world: World, daulet: Someone, language: Language) -> None:
    campaign = await running(world, PLACE)
    aliya = await approved(world, "Әлия", language)
    task = await campaign.task_of(daulet)
    await daulet.taps("button-task-decline")
    await daulet.taps("decline-no-time")
    assert daulet.words("task-declined") in daulet.text
    assert await campaign.state_of(task) == "declined"
    await world.later(DAY)
    assert PLACE in aliya.text
    await takes(aliya)
    assert await campaign.state_of(await campaign.task_of(aliya)) == "accepted"
    await daulet.says("/tasks")
    assert daulet.words("tasks-none") in daulet.text


async def test_another_reason_is_said_in_words(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    task = await campaign.task_of(daulet)
    await daulet.taps("button-task-decline")
    await daulet.taps("decline-other")
    await daulet.says("Іссапарға кетемін")
    assert daulet.words("task-declined") in daulet.text
    assert await campaign.state_of(task) == "declined"


async def test_a_conflict_of_interest_is_remembered(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    task = await campaign.task_of(daulet)
    await daulet.taps("button-task-accept")
    assert daulet.words("task-conflict", place=PLACE) in daulet.text
    await daulet.taps("task-conflict-yes")
    assert daulet.words("task-conflict-noted") in daulet.text
    assert await campaign.state_of(task) == "declined"
    assert count(world, "place_conflict") == 1


async def test_a_closed_place_is_an_honest_outcome(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    task = await campaign.task_of(daulet)
    await takes(daulet)
    await daulet.taps("button-task-start")
    await daulet.taps("task-not-possible")
    await daulet.taps("visit-closed")
    await daulet.taps("task-reason-repair")
    assert daulet.words("task-over") in daulet.text
    assert await campaign.state_of(task) == "impossible"
    assert rows(world, "SELECT outcome FROM visit") == [("closed",)]
    admin = world.admin()
    assert admin.words("task-reason-repair") in admin.text or daulet.words("task-reason-repair") in admin.text


async def test_no_access_in_own_words(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet)
    await daulet.taps("task-back")
    await daulet.taps("button-task-cannot")
    await daulet.taps("task-not-possible")
    await daulet.taps("visit-no-access")
    await daulet.says("Күзетші қақпаны ашпады")
    assert await campaign.state_of(await campaign.task_of(daulet)) == "impossible"
    assert "Күзетші қақпаны ашпады" in world.admin().all_text
    assert count(world, "draft") == 0


async def test_danger_tells_the_coordinator_at_once_and_only_once(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet)
    await daulet.picks("open_hours", "yes", FORM)
    admin, before = world.admin(), len(world.admin().all_text)
    await daulet.taps("task-danger")
    assert "102" in daulet.text
    told = admin.all_text[before:]
    assert PLACE in told
    assert "Дәулет" in told
    heard = len(admin.all_text)
    await daulet.says("/nonsense")  # the same screen again
    assert "102" in daulet.text
    assert len(admin.all_text) == heard
    await daulet.taps("danger-end")
    await daulet.taps("task-reason-people")
    assert await campaign.state_of(await campaign.task_of(daulet)) == "impossible"


async def test_danger_at_the_question_where_they_are(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await takes(daulet)
    await daulet.taps("button-task-start")
    await daulet.taps("visit-here")
    await daulet.does(lambda: daulet.phone.press(daulet.words("task-danger")))
    assert "102" in daulet.text
    await daulet.says("/tasks")
    before = len(world.admin().all_text)
    await daulet.taps("task-danger")
    assert "102" in daulet.text
    assert "Дәулет" in world.admin().all_text[before:]


async def test_danger_at_the_checklists_own_question_where(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await takes(daulet)
    await daulet.taps("button-task-start")
    await daulet.taps("visit-here")
    await daulet.does(lambda: daulet.phone.press(daulet.words("visit-no-place")))
    while daulet.words("form-location") not in str(daulet.phone.keyboard()):
        await daulet.taps("form-back")
    before = len(world.admin().all_text)
    await daulet.does(lambda: daulet.phone.press(daulet.words("task-back")))
    assert daulet.can_tap("task-go-on")
    await daulet.taps("task-go-on")
    await daulet.does(lambda: daulet.phone.press(daulet.words("task-danger")))
    assert "102" in daulet.text
    assert "Дәулет" in world.admin().all_text[before:]


async def test_far_away_is_said_kindly_and_goes_on(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet, FAR)
    assert "4," in daulet.text
    assert daulet.words("visit-far", distance="").split(":")[0] in daulet.text
    await fills(daulet)
    await daulet.taps("form-send")
    assert ("far_away",) in rows(world, "SELECT flag FROM visit_flag")


async def test_without_a_location_the_visit_goes_on(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await takes(daulet)
    await daulet.taps("button-task-start")
    await daulet.taps("visit-here")
    await daulet.says("мен осындамын ғой")
    assert daulet.words("visit-place-needed") in daulet.text
    await daulet.does(lambda: daulet.phone.press(daulet.words("visit-no-place")))
    assert daulet.words("visit-place-unsaid") in daulet.text
    assert rows(world, "SELECT metres FROM visit") == [(None,)]


async def test_half_way_through_a_restart(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet)
    await daulet.picks("open_hours", "yes", FORM)
    await daulet.picks("access", "free", FORM)
    await world.kill()
    await world.start()
    await opens(daulet)
    assert daulet.can_tap("task-go-on")
    await daulet.taps("task-go-on")
    await daulet.picks("sharp_parts", "no", FORM)
    assert rows(world, "SELECT metres FROM visit") == [(85,)]
    assert await campaign.state_of(await campaign.task_of(daulet)) == "started"


async def test_a_returned_visit_is_put_right_where_asked(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet)
    await fills(daulet, sharp="yes")
    await daulet.taps("form-send")
    task = await campaign.task_of(daulet)
    await campaign.send_back(task, "Өткір бөлшек қайда екенін қараңыз")
    assert "Өткір бөлшек қайда екенін қараңыз" in daulet.text
    await opens(daulet)
    await daulet.taps("task-correct")
    assert daulet.words("form-review-title") in daulet.text
    number = next(line for line in daulet.text.splitlines() if sharp_question(daulet) in line).split(".")[0]
    await daulet.taps_label(f"✏️ {number}")
    await daulet.picks("sharp_parts", "no", FORM)
    await daulet.taps("form-send")
    assert daulet.words("forms-findings", count=0) in daulet.text
    assert await campaign.state_of(task) == "submitted"
    assert rows(world, "SELECT count(*) FROM finding") == [(0,)]
    newest = "SELECT submission_id FROM visit"
    assert rows(world, f"SELECT count(*) FROM evidence WHERE submission_id = ({newest})") == [(2,)]


def sharp_question(someone: Someone) -> str:
    """The beginning of the question about sharp parts."""
    return "Есть ли сломанные" if someone.language == "ru" else "Сынған немесе өткір"


async def test_other_unfinished_answers_are_not_lost(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await daulet.says("/report")
    await daulet.picks("category", "bribe")
    await daulet.says("/tasks")
    await daulet.taps_label(next(shown for shown in daulet.sees.labels if PLACE[:12] in shown))
    await takes(daulet)
    await arrives(daulet)
    assert daulet.can_tap("draft-continue")
    assert rows(world, "SELECT form FROM draft") == [("complaint",)]
    await daulet.taps("forms-drop")
    await daulet.taps("draft-drop-yes")
    assert rows(world, "SELECT form FROM draft") == [("playground",)]


async def test_more_time_is_asked_for(world: World, daulet: Someone) -> None:
    await running(world, PLACE)
    await takes(daulet)
    await daulet.taps("button-task-more-time")
    await daulet.taps("task-days", count=3)
    assert daulet.words("task-time-asked") in daulet.text
    assert daulet.words("task-days", count=3) in world.admin().all_text


async def test_a_colleague_may_be_asked_to_take_it_over(world: World, daulet: Someone, language: Language) -> None:
    await running(world, PLACE)
    await approved(world, "Әлия", language)
    await takes(daulet)
    await daulet.taps("button-task-cannot")
    await daulet.taps("task-swap")
    await daulet.taps_label("Әлия")
    assert daulet.words("task-swap-asked") in daulet.text
    assert "Әлия" in world.admin().all_text


async def test_stale_and_forged_buttons_change_nothing(world: World, daulet: Someone, language: Language) -> None:
    campaign = await running(world, PLACE)
    task = await campaign.task_of(daulet)
    aliya = await approved(world, "Әлия", language)
    stranger = world.citizen("Айгүл", language)
    await stranger.starts()
    names = ("open", "accept", "accept-yes", "conflict", "decline", "start", "here", "danger", "cant", "time", "swap",
             "outcome", "map", "no-words", "safe")  # fmt: skip
    forged = [f"task.{name}:{task}" for name in names]
    forged += [f"task.no:{task}:no_time", f"task.over:{task}:closed:task-reason-repair", f"form.anew:a:{task}"]
    before = len(world.admin().all_text)
    for someone in (aliya, stranger):
        await someone.says("/menu")
        for data in forged:
            await someone.does(lambda who=someone, data=data: who.phone.forge(who.sees.id, data))  # type: ignore[misc]
            assert PLACE not in someone.text
    assert len(world.admin().all_text) == before
    assert await campaign.state_of(task) == "offered"
    old = daulet.sees.id
    await daulet.taps("button-task-decline")
    await daulet.taps("decline-too-far")
    await daulet.does(lambda: daulet.phone.forge(old, f"task.accept-yes:{task}"))
    assert await campaign.state_of(task) == "declined"
    for data in ("task.no:1:because", f"task.days:{task}:99", f"task.ended:{task}:observed", "task.open:999999"):
        await daulet.does(lambda data=data: daulet.phone.forge(daulet.sees.id, data))  # type: ignore[misc]
    assert await campaign.state_of(task) == "declined"


async def test_answers_for_a_task_called_off_meanwhile_are_kept(world: World, daulet: Someone) -> None:
    campaign = await running(world, PLACE)
    await takes(daulet)
    await arrives(daulet)
    await fills(daulet)
    await campaign.call_off(await campaign.task_of(daulet))
    await daulet.says("/menu")
    await daulet.taps("menu-continue")
    await daulet.taps("form-send")
    assert daulet.words("visit-too-late") in daulet.text
    assert (count(world, "submission"), count(world, "draft")) == (1, 0)


async def test_the_list_has_pages_and_the_menu_a_count(world: World, daulet: Someone) -> None:
    campaign: Round = await running(world, *(f"{name} алаңы" for name in NAMES), days=28)
    assert len(campaign.places) == len(NAMES)
    await daulet.says("/menu")
    await daulet.taps("menu-tasks", count=len(NAMES))
    assert sum("🆕" in label for label in daulet.sees.labels) == 8
    await daulet.taps_label("›")
    assert sum("🆕" in label for label in daulet.sees.labels) == len(NAMES) - 8
