"""The coordinator's desk: inbox, accepting, asking, noting, rejecting, closing."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from functools import partial

import pytest

from locales.texts import Language, Tenge
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed, invite_of


@pytest.fixture
async def aigul(world: World) -> Someone:
    person = world.citizen("Айгүл", "kk")
    await person.starts()
    return person


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def test_a_complaint_reaches_the_coordinator_of_its_region_only(
    world: World, aigul: Someone, saule: Someone
) -> None:
    other = await coordinator(world, "Марат", "Шымкент")
    receipt = await filed(world, aigul)
    assert receipt.code in saule.text
    assert "Айгүл" not in saule.all_text
    assert receipt.code not in other.all_text
    await other.says("/inbox")
    assert other.words("inbox-empty-new") in other.text
    await saule.says("/inbox")
    await saule.taps("inbox-open", number=1, code=receipt.code)
    assert "20 мың теңге сұрады" in saule.text
    assert saule.words("case-assignee-none") in saule.text


async def test_accept_ask_answer_note_close(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await saule.taps("button-accept")
    assert saule.toast == saule.words("case-accepted")
    await saule.taps("button-ask")
    await saule.says("Есімі кім еді?")
    assert saule.words("case-asked") in saule.text
    assert "Есімі кім еді?" in aigul.text
    await aigul.taps("button-answer")
    await aigul.says("Есімін айтпады.")
    assert "Есімін айтпады." in saule.text
    await saule.taps("button-open-case")
    await saule.taps("button-note")
    await saule.says("Осы мекеме туралы үшінші шағым.")
    assert saule.words("case-noted") in saule.text
    assert "Осы мекеме туралы үшінші шағым." in saule.text
    await saule.taps("button-close")
    await saule.taps("case-close-fixed")
    await saule.says("он")
    assert saule.words("case-close-number") in saule.text
    await saule.says("20 мың")
    await saule.says("Қайтарылған ақша туралы қолхат")
    assert saule.words("case-close-amount", amount=Tenge(20_000)) in saule.text
    await saule.taps("case-close-confirm")
    assert saule.toast == saule.words("case-closed")
    assert aigul.words("outcome-fixed") in aigul.all_text
    assert receipt.code in aigul.text
    assert "үшінші шағым" not in aigul.all_text


async def test_the_second_to_accept_is_told_who_was_first(world: World, aigul: Someone, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Астана")
    await filed(world, aigul)
    await saule.taps("button-accept")
    await marat.taps("button-accept")
    assert marat.toast == marat.words("refused-taken", alias="Сәуле")
    assert marat.words("case-assignee", alias="Сәуле") in marat.text
    assert not marat.can_tap("button-close")
    assert marat.can_tap("button-note")


async def test_two_accept_in_the_same_moment(world: World, aigul: Someone, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Астана", language="kk")
    await filed(world, aigul)
    saule.phone.tap(saule.words("button-accept"))
    marat.phone.tap(marat.words("button-accept"))
    await world.settle()
    assert saule.toast == saule.words("case-accepted")
    assert marat.toast == marat.words("refused-taken", alias="Сәуле")


async def test_rejecting_shows_first_what_the_citizen_will_read(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-reject")
    await saule.taps("case-reject-private-dispute")
    assert saule.words("reject-private-dispute") in saule.text
    await saule.taps("case-reject-confirm")
    assert aigul.words("reject-private-dispute") in aigul.text
    await saule.says("/inbox")
    assert saule.words("inbox-empty-new") in saule.text


async def test_a_forged_button_opens_nothing(world: World, aigul: Someone, saule: Someone) -> None:
    marat = await coordinator(world, "Марат", "Шымкент")
    await filed(world, aigul)
    for route in ("case.open:1", "case.accept:1", "case.close-do:1:fixed:0", "case.contact-show:1", "case.evidence:1"):
        for stranger in (marat, aigul):
            await stranger.does(partial(stranger.phone.forge, stranger.sees.id, route))
            assert "20 мың теңге сұрады" not in stranger.text
    connection = sqlite3.connect(world.settings.data_dir / "adal.db")
    assert connection.execute("SELECT state FROM complaint").fetchall() == [("received",)]
    connection.close()


async def test_a_long_story_is_read_page_by_page(world: World, aigul: Someone, saule: Someone) -> None:
    story = " ".join(f"сөз{number}" for number in range(900))
    receipt = await filed(world, aigul, story=story)
    await saule.taps("button-open-case")
    assert "сөз899" not in saule.text
    await saule.taps("case-button-whole")
    seen = saule.text
    await saule.taps_label("›")
    assert "сөз899" in saule.text
    assert set(story.split()) - set(f"{seen} {saule.text}".split()) == set()
    await saule.taps("case-button-back")
    assert receipt.code in saule.text


async def test_the_contact_is_for_who_accepted_and_the_look_is_recorded(
    world: World, aigul: Someone, saule: Someone
) -> None:
    await filed(world, aigul, identity="named", contact="Айгүл, 8 700 000 00 01")
    await saule.taps("button-open-case")
    assert not saule.can_tap("case-button-contact")
    await saule.taps("button-accept")
    await saule.taps("case-button-contact")
    await saule.taps("contact-button-clarify")
    assert "8 700" not in saule.all_text
    await saule.taps("case-contact-confirm")
    assert "8 700 000 00 01" in saule.text


async def test_an_invitation_works_once_and_a_role_can_be_taken_away(world: World, aigul: Someone) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", "Шымкент")
    assert saule.can_tap("admin-welcome-inbox")
    admin = world.admin()
    assert admin.words("invite-used", alias="Сәуле", role=admin.words("role-coordinator")) in admin.text
    await aigul.starts(invite_of(admin))
    await aigul.says("Айгүл")
    assert aigul.words("refused-invite") in aigul.text
    await admin.says("/people")
    await admin.taps_label("Сәуле")
    await admin.taps("admin-take-away", role=admin.words("role-coordinator"))
    await admin.taps("admin-take-confirm")
    assert saule.words("role-taken", role=saule.words("role-coordinator")) in saule.text
    await saule.says("/inbox")
    assert saule.words("inbox-title-new") not in saule.text


async def test_words_typed_at_a_case_go_nowhere_before_it_is_said_where(
    world: World, aigul: Someone, saule: Someone
) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.says("Қашан болды: таңертең бе?")
    assert "таңертең" not in aigul.all_text
    await saule.taps("case-which-note")
    assert saule.toast == saule.words("case-noted")
    assert "таңертең" not in aigul.all_text
    await saule.says("Қашан болды: кешке ме?")
    await saule.taps("case-which-ask")
    assert "Қашан болды: кешке ме?" in aigul.text
    await saule.does(partial(saule.phone.forge, saule.sees.id, "case.which-ask:1"))
    assert saule.toast == saule.words("button-old")
    assert aigul.all_text.count("кешке ме?") == 1


async def test_a_restart_keeps_what_was_about_to_be_confirmed(world: World, aigul: Someone, saule: Someone) -> None:
    await filed(world, aigul)
    await saule.taps("button-accept")
    await saule.taps("button-close")
    await saule.taps("case-close-disciplinary")
    await saule.says("1,5 млн")
    await saule.says("Бұйрық: №5")
    await world.stop()
    await world.start()
    await saule.taps("case-close-confirm")
    assert saule.toast == saule.words("case-closed")
    assert saule.words("case-saved", amount=Tenge(1_500_000), basis="Бұйрық: №5") in saule.text


async def test_evidence_is_shown_with_its_hash_and_opens_on_a_tap(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await aigul.taps("button-open-report")
    await aigul.does(partial(aigul.phone.send_photo, caption="Чек"))
    await saule.taps("button-open-case")
    hashed = next(line for line in saule.text.splitlines() if line.startswith("1. "))
    assert len(hashed.rpartition(" ")[2]) == 12
    await saule.taps("case-button-evidence")
    shown = [one.body for one in saule.phone.messages() if "photo" in one.body and not one.outgoing]
    assert [body["caption"] for body in shown] == [f"{receipt.code} · 1 · Чек"]
    await saule.taps("case-button-back")
    assert saule.words("case-evidence", count=1) in saule.text


async def test_the_inbox_has_pages_and_filters(world: World, aigul: Someone, saule: Someone) -> None:
    codes = [(await filed(world, aigul, story=f"Оқиға {number}")).code for number in range(10)]
    await saule.says("/inbox")
    assert saule.can_tap("inbox-filter-new", count=10)
    first = {code for code in codes if code in saule.text}
    await saule.taps_label("›")
    second = {code for code in codes if code in saule.text}
    assert (len(first), len(second), first | second) == (8, 2, set(codes))
    await saule.taps_label(next(label for label in saule.sees.labels if " · AD-" in label))
    await saule.taps("button-accept")
    await saule.taps("button-ask")
    await saule.says("Қай күні?")
    await saule.taps("inbox-back")
    assert saule.words("inbox-title-mine") in saule.text
    assert saule.can_tap("inbox-filter-new", count=9)
    await saule.taps("inbox-filter-waiting", count=1)
    assert "1 · AD-" in " ".join(saule.sees.labels)
    await world.later(timedelta(days=30))
    await saule.says("/inbox")
    await saule.taps("inbox-filter-overdue", count=10)
    assert saule.words("inbox-title-overdue") in saule.text


async def test_a_case_with_everything_still_fits_one_message(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul, story="<сөз> " * 800, institution="Мекеме " * 60)
    await aigul.taps("button-open-report")
    for number in range(7):
        await aigul.does(partial(aigul.phone.send_photo, caption=f"Фото {number}"))
    await saule.taps("button-open-case")
    for _ in range(4):
        await saule.taps("button-ask")
        await saule.says("Нақты айтыңызшы? " * 100)
        await saule.taps("button-note")
        await saule.says("Ішкі пікір. " * 100)
    await saule.taps("button-close")
    await saule.taps("case-close-fixed")
    await saule.says("1000000")
    await saule.says("Негізі " * 70)
    await saule.taps("case-close-confirm")
    assert saule.text.startswith(receipt.code)
    assert saule.can_tap("case-button-thread")
    assert len(saule.text) < 4096
    await saule.taps("case-button-notes")
    assert saule.text.count("Ішкі пікір.") > 100
