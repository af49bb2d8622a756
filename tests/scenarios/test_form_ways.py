"""The ways through the form: back, skip, leave, come back after a restart or a week, change at the review, send."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.steps import (
    ORDER,
    STORY,
    TYPICAL,
    begins,
    code_of,
    count,
    fills,
    fills_until,
    passes,
    replies,
    times_said,
)


@pytest.fixture
async def me(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await begins(person)
    return person


def question(me: Someone) -> str:
    """The newest question without its progress: the same question is the same text."""
    return me.text.partition("\n\n")[2].partition("\n\n")[0]


async def steps_back(me: Someone) -> None:
    label = me.words("form-back")
    await (me.taps_label(label) if me.can_tap("form-back") else me.does(lambda: me.phone.press(label)))


async def leaves(me: Someone) -> None:
    label = me.words("form-leave")
    await (me.taps_label(label) if me.can_tap("form-leave") else me.does(lambda: me.phone.press(label)))


async def test_every_question_has_its_way_back_out_and_on(me: Someone) -> None:
    """At each question: leave and come back to it, go back to the one before and on again."""
    before = ""
    for name in ORDER:
        here = question(me)
        assert here != before
        await leaves(me)
        assert me.words("form-left") in me.text
        assert me.phone.keyboard() == []
        await me.taps("menu-continue")
        assert question(me) == here
        if before:
            await steps_back(me)
            assert question(me) == before
            await (me.taps("form-next") if me.can_tap("form-next") else on(me, ORDER[ORDER.index(name) - 1]))
            assert question(me) == here
        else:
            assert not me.can_tap("form-back")
        await replies(me, name, TYPICAL.get(name, ""))
        before = here
    assert me.words("form-review-title") in me.text
    await steps_back(me)
    assert question(me) == before


async def on(me: Someone, name: str) -> None:
    """On from a question that had been skipped or has a Done of its own."""
    if me.can_tap("form-done"):
        await me.taps("form-done")
    elif me.can_tap("form-no-files"):
        await me.taps("form-no-files")
    else:
        await passes(me)


async def test_a_restart_at_every_question(world: World, me: Someone) -> None:
    for name in ORDER:
        await world.kill()
        await world.start()
        await replies(me, name, TYPICAL.get(name, ""))
    await world.kill()
    await world.start()
    await me.taps("form-send")
    assert code_of(me)
    assert count(world, "complaint") == 1


async def test_a_week_of_silence_is_reminded_of_once(world: World, me: Someone) -> None:
    await fills_until(me, "amount")
    for _ in range(7):
        await world.later(timedelta(days=1))
    assert times_said(me, "draft-waiting") == 1
    await me.taps("button-continue-draft")
    await fills(me, "amount", "story", "evidence", "identity", amount="20 мың")
    assert STORY in me.text
    await me.says("/start")
    assert me.words("draft-unfinished") in me.text
    await world.later(timedelta(days=2))  # a new silence, a new reminder
    assert times_said(me, "draft-waiting") == 2
    await me.taps("button-menu")
    await me.taps("menu-continue")
    await me.taps("form-send")
    assert count(world, "complaint") == 1
    assert count(world, "draft") == 0
    await world.later(timedelta(days=3))
    assert times_said(me, "draft-waiting") == 2


async def test_begun_anew_only_when_asked_twice(world: World, me: Someone) -> None:
    await fills_until(me, "district")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.says("/report")
    await me.taps("draft-new")
    assert count(world, "draft") == 1
    await me.taps("draft-continue")
    await fills(me, "district")
    await me.says("/report")
    await me.taps("draft-new")
    await me.taps("draft-drop-yes")
    assert me.text.startswith("1 / ")
    await world.later(timedelta(hours=3))
    assert count(world, "evidence") == 0
    assert list((world.settings.data_dir / "evidence").rglob("*.*")) == []


async def test_any_answer_is_changed_at_the_review(world: World, me: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    await fills(me, amount="20000", institution="ХҚКО")
    await me.taps_label("✏️ 7")
    assert me.words("form-editing") in me.text
    await me.taps("form-back")  # a way back that changes nothing
    assert me.words("form-review-title") in me.text
    await me.taps_label("✏️ 7")
    await me.says("сто")
    assert me.words("refused-not-a-number") in me.text
    await me.says("35 тыс")
    assert me.words("form-review-title") in me.text
    assert "35 000" in me.text.replace("\u00a0", " ")

    await me.taps_label("✏️ 2")  # another region: the district must be asked again
    await me.picks("region", "KZ-79")
    assert me.words("form-review-title") not in me.text
    await me.picks("district", "791110000")
    assert me.words("form-review-title") in me.text

    await me.taps_label("✏️ 1")  # a category without an amount: the question goes, and its answer with it
    await me.picks("category", "yard")
    assert "35 000" not in me.text.replace("\u00a0", " ")
    await me.taps_label("✏️ 8")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.taps("form-done")
    assert me.words("form-files-count", count=1) in me.text
    await me.does(partial(me.phone.send_photo, photo("red")))  # at the review one more is taken, too
    assert me.words("form-files-count", count=2) in me.text

    await me.taps_label("✏️ 9")
    await me.picks("identity", "named")
    assert me.words("form-review-title") not in me.text
    await me.says("Айгүл, 8 700 000 00 01")
    assert "8 700 000 00 01" in me.text
    await me.taps("form-send")
    assert admin.words("category-yard") in admin.text
    assert admin.words("amount-unknown") in admin.text
    assert "Шымкент" in admin.text


async def test_anonymous_after_all_keeps_no_contact(world: World, me: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    await fills(me, identity="named")
    await me.says("Айгүл, 8 700 000 00 01")
    await me.taps_label("✏️ 10")
    await me.picks("identity", "anonymous")
    assert "8 700" not in me.text
    await me.taps("form-send")
    await admin.taps("button-accept")
    assert admin.words("case-anonymous") in admin.text
    assert not admin.can_tap("case-button-contact")


async def test_sent_twice_by_a_nervous_thumb(world: World, me: Someone) -> None:
    await fills(me)
    send = me.words("form-send")
    me.phone.tap(send)
    me.phone.tap(send)
    await me.does(partial(me.phone.tap, send))
    assert count(world, "complaint") == 1
    assert times_said(me, "button-copy-code") == 1
    assert me.can_tap("button-open-report") or me.can_tap("button-menu")
