"""What people answer to the questions of the form, and how it is read, refused, found, changed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from babel.dates import format_date

from locales.texts import Language
from tests.harness import ALMATY, Someone, World
from tests.pictures import photo
from tests.scenarios.steps import begins, count, fills, fills_until, replies, rows


@pytest.fixture
async def me(world: World, language: Language) -> Someone:
    """Somebody at the first question."""
    person = world.citizen("Айгүл", language)
    await begins(person)
    return person


def today(me: Someone) -> date:
    return me.world.clock().astimezone(ALMATY).date()


async def test_amounts_as_people_write_them(me: Someone) -> None:
    await fills_until(me, "amount")
    for wrong in ("көп", "много денег", "-5", "минус 5", "🤷", "0x10"):
        await me.says(wrong)
        assert me.words("form-refused", why="").strip() in me.text
        assert "7 / " in me.text
    assert me.can_tap("form-back")
    assert me.can_tap("form-skip")
    typed = [("20 мың", "20 000"), ("20 тыс", "20 000"), ("1,5 млн", "1 500 000"), ("20000 тг", "20 000")]
    typed += [("20 000 ₸", "20 000")]
    for words, shown in typed:
        await me.says(words)
        assert "8 / " in me.text, (words, me.text)
        await me.taps("form-back")
        assert shown in me.text.replace("\u00a0", " ")
    await me.taps("form-next")  # an answer given before is kept with one tap
    assert "8 / " in me.text


async def test_dates_by_button_by_grid_and_typed(me: Someone) -> None:
    await fills_until(me, "when")
    tomorrow, yesterday = today(me) + timedelta(days=1), today(me) - timedelta(days=1)
    await me.says(tomorrow.strftime("%d.%m.%Y"))
    refused = "ещё не наступил" if me.language == "ru" else "әлі келген жоқ"
    assert refused in me.text
    for typed in ("31.02.2026", "когда-то", "99"):
        await me.says(typed)
        assert "6 / " in me.text
    month = format_date(today(me), "LLLL y", locale=me.language)
    assert any(label.lower() == month.lower() for label in me.sees.labels)
    assert "·" in me.sees.labels  # days to come are not offered
    await me.does(partial(me.phone.tap, "·"))
    assert "6 / " in me.text
    await me.taps_label("‹")
    await me.taps_label("14")
    assert "7 / " in me.text
    await me.taps("form-back")
    assert me.can_tap("form-next")
    await me.taps("form-yesterday")
    await me.taps("form-back")
    assert yesterday.strftime("%d.%m.%Y") in me.text
    await me.says("14.05.2026")
    await me.taps("form-back")
    assert "14.05.2026" in me.text


REGIONS = {  # what is typed, and whether one region is found by it
    "шымкент": True,
    "Shymkent": True,
    "маңғыстау": True,
    "mangystau": True,
    "Мангистауская": True,
    "ұлытау обл": True,
    "3": True,
    "марс": False,
}


async def test_a_region_found_by_its_name(me: Someone) -> None:
    """In Kazakh, Russian or Latin letters, whichever language is spoken."""
    await replies(me, "category", "school_money")
    for typed, found in REGIONS.items():
        await me.says(typed)
        if found:
            assert me.text.startswith("3 / "), typed
            await me.taps("form-back")
            assert sum(line.startswith("☑ ") for line in me.text.splitlines()) == 1
        else:
            assert me.words("refused-nothing-found", searched=typed) in me.text
            assert len(me.sees.labels) > 20  # and all are still offered


async def test_two_places_of_one_name(me: Someone) -> None:
    await replies(me, "category", "bribe")
    await me.says("алматы")
    assert me.text.startswith("2 / ")
    assert me.words("form-found", searched="алматы", total=2) in me.text
    answers = [label for label in me.sees.labels if "лмат" in label]
    assert len(answers) == 2
    await me.taps("form-show-all")
    assert len(me.sees.labels) > 20
    await me.says("алматы")
    await me.taps_label(answers[0])
    assert me.text.startswith("3 / ")


async def test_an_edited_message_changes_its_answer(world: World, me: Someone) -> None:
    await fills_until(me, "institution")
    place = me.phone.send_text("ХҚКО")
    await world.settle()
    await fills(me, "place", "when")
    wrong = me.phone.send_text("2000")
    await world.settle()
    first = me.phone.send_text("Бірінші сөйлем")
    await world.settle()
    picture = me.phone.send_photo(photo(), caption="чек")
    await me.says("Екінші сөйлем")
    await me.does(partial(me.phone.edit, place, "№2 ХҚКО"))
    assert me.words("form-edit-taken") in me.text
    await me.does(partial(me.phone.edit, wrong, "20 мың"))
    await me.does(partial(me.phone.edit, first, "Алғашқы сөйлем"))
    await me.does(partial(me.phone.edit, picture, "Қолхат"))
    assert "8 / " in me.text  # it does not move on by itself
    assert "Алғашқы сөйлем\nЕкінші сөйлем" in me.text
    await me.does(partial(me.phone.edit, wrong, "көп"))  # what cannot be an answer changes nothing
    assert me.words("form-edit-taken") not in me.text
    await me.taps("form-done")
    await fills(me, "evidence", "identity")
    for said in ("№2 ХҚКО", "20 000", "Алғашқы сөйлем\nЕкінші сөйлем"):
        assert said in me.text.replace("\u00a0", " ")
    assert "Бірінші" not in me.text
    admin = world.admin()
    await admin.starts()
    await me.taps("form-send")
    await admin.taps("button-open-case")
    await admin.taps("case-button-evidence")
    assert next(str(one.body["caption"]) for one in admin.phone.messages() if "photo" in one.body).endswith("Қолхат")
    before = len(me.phone.messages())
    await me.does(partial(me.phone.edit, wrong, "5 млн"))  # too late: it was sent
    assert rows(world, "SELECT amount FROM complaint") == [(20_000,)]
    assert len(me.phone.messages()) == before


async def test_a_story_of_five_thousand_characters(world: World, me: Someone) -> None:
    story = " ".join(f"сөз{number}" for number in range(800))
    assert len(story) > 5000
    admin = world.admin()
    await admin.starts()
    await fills_until(me, "story")
    await me.says(story)  # Telegram makes two messages of it
    assert me.words("form-more-words") in me.text
    assert len(me.text) < 2000
    await me.taps("form-done")
    await fills(me, "evidence", "identity")
    await me.taps("form-send")
    await admin.taps("button-open-case")
    await admin.taps("case-button-whole")
    seen = admin.text
    await admin.taps_label("›")
    assert set(story.split()) <= set(f"{seen} {admin.text}".split())


async def test_markup_and_strange_letters_are_only_words(world: World, me: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    story = "Директор: <b>50_000</b> тг *әкел* [осында](http://example.com) & «ҚқҢңӨө» >; DROP TABLE; {name} %s"
    await fills(me, institution="<script>{0}</script>", story=story)
    assert story in me.text
    assert "<script>{0}</script>" in me.text
    await me.taps("form-send")
    assert story in admin.text
    await admin.taps("button-open-case")
    assert "<script>{0}</script>" in admin.text
    assert count(world, "set_aside") == 0


async def test_the_story_is_asked_for_only_where_nothing_was_sent(me: Someone) -> None:
    await fills_until(me, "story")
    assert not me.can_tap("form-skip")
    assert not me.can_tap("form-done")
    await me.does(partial(me.phone.send_file, "voice", b"OggS", duration=30))
    assert me.words("form-files-count", count=1) in me.text
    await me.taps("form-done")
    await fills(me, "evidence", "identity")
    assert me.words("form-files-count", count=1) in me.text
    await me.taps("form-send")
    assert count(me.world, "complaint") == 1
