"""A message to the idle bot: words, a photo, a voice, a forward become a complaint once the person says so."""

from __future__ import annotations

from functools import partial

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.steps import begins, count, fills, fills_until, rows, sends

FIRST = "Директор баламды қабылдау үшін 20 мың теңге сұрады"


async def finishes(me: Someone, *, story: str = "", identity: bool = False) -> None:
    """The questions that an offered complaint leaves open, and the sending."""
    await fills(me, "category", "region", "district", "institution", "place", "when", "amount")
    if story:
        await fills(me, "story", story=story)
    while not me.can_tap("form-send"):
        await (me.taps("form-no-files") if me.can_tap("form-no-files") else me.taps("form-done"))
    await me.taps("form-send")


async def test_words_become_the_story(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await me.starts()
    await me.says(FIRST)
    assert me.words("offer-question", count=1) in me.text
    await me.taps("offer-anonymous")
    await me.taps("consent-agree")
    assert me.words("offer-taken") in me.text
    await finishes(me)
    assert FIRST in admin.text
    assert rows(world, "SELECT anonymous FROM complaint") == [(1,)]


async def test_a_photo_with_a_contact(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await me.starts()
    await me.does(partial(me.phone.send_photo, photo(), caption="Осы қолхатты берді"))
    await me.taps("offer-named")
    await me.taps("consent-agree")
    await fills(me, "category", "region", "district", "institution", "place", "when", "amount")
    await me.taps("form-done")  # a photo is enough: nobody must write
    assert me.words("form-files", count=1).split("\n")[0] in me.text
    await me.taps("form-done")
    await me.does(me.phone.send_contact)  # one's own card, for who prefers tapping
    assert me.words("form-review-title") in me.text
    assert me.phone.person.phone in me.text
    await me.taps("form-send")
    assert admin.words("card-no-words") in admin.text
    await admin.taps("button-accept")
    await admin.taps("case-button-contact")
    await admin.taps("contact-button-clarify")
    await admin.taps("case-contact-confirm")
    assert me.phone.person.phone in admin.text


async def test_voice_forward_place_and_words_at_once(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await me.starts()
    friend = world.citizen("Болат", "ru")
    theirs = friend.phone.send_text("Мне сказали: без пяти тысяч не примут")
    await me.does(partial(me.phone.forward, friend.phone.person.id, theirs))
    me.phone.send_file("voice", b"OggS", duration=3)
    me.phone.send_location(51.128, 71.43)
    me.phone.send_album([("photo", photo("red"), "бір"), ("photo", photo("blue"), "екі")])
    await me.says(FIRST)
    assert me.words("offer-question", count=6) in me.text
    assert count(world, "evidence") == 0
    await me.taps("offer-anonymous")
    await me.taps("consent-agree")
    await fills(me, "category", "region", "district", "institution", "when", "amount")  # the place is known
    while not me.can_tap("form-send"):
        await me.taps("form-done")
    assert "51,128" in me.text or "51.128" in me.text
    assert me.words("form-files-count", count=3) in me.text
    await me.taps("form-send")
    assert "Мне сказали" in admin.text
    await admin.taps("button-open-case")
    assert FIRST in admin.text
    await admin.taps("case-button-evidence")
    captions = [str(one.body.get("caption")) for one in admin.phone.messages() if "photo" in one.body]
    assert [caption.rpartition(" · ")[2] for caption in captions] == ["бір", "екі"]


async def test_no_forgets_it(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await me.says("😡💰🏥❗️")
    await me.taps("offer-no")
    assert me.words("offer-forgotten") in me.text
    await me.taps("menu-report")
    await me.taps("consent-agree")
    assert count(world, "evidence") == 0
    await fills_until(me, "story")
    assert "😡" not in me.text


async def test_to_the_draft_that_is_open(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await begins(me)
    await fills_until(me, "institution")
    await me.taps("form-leave")
    assert me.words("form-left") in me.text
    await me.says(FIRST)
    assert not me.can_tap("offer-anonymous")
    await me.taps("offer-to-draft")
    assert count(world, "draft") == 1
    await fills(me, "institution", "place", "when", "amount")
    assert FIRST in me.text or me.words("form-review-title") in me.text or me.can_tap("form-no-files")
    while not me.can_tap("form-send"):
        if me.can_tap("form-done") or me.can_tap("form-no-files"):
            await me.taps("form-done" if me.can_tap("form-done") else "form-no-files")
        else:
            await fills(me, "identity")
    assert FIRST in me.text


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_before_the_language_was_chosen(world: World, language: Language) -> None:
    """Who writes before choosing is asked for the language first, and loses nothing by it."""
    me = world.citizen("Айгүл", language)
    await me.does(me.phone.start)
    await me.says(FIRST)
    assert "Здравствуйте" in me.text
    await me.taps(f"language-{language}")
    assert me.words("offer-question", count=1) in me.text
    await me.taps("offer-anonymous")
    await me.taps("consent-agree")
    assert me.words("offer-taken") in me.text
    await me.says("/start")
    await me.taps("draft-continue")


async def test_a_restart_in_between_is_said_honestly(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await me.says(FIRST)
    await world.stop()
    await world.start()
    await me.taps("offer-anonymous")
    await me.taps("consent-agree")
    assert me.words("offer-lost") in me.text
    assert me.words("offer-taken") not in me.text
    await finishes(me, story=FIRST)
    assert count(world, "complaint") == 1


async def test_a_reply_to_an_old_notice_goes_to_its_report(world: World, language: Language) -> None:
    me, admin = world.citizen("Айгүл", language), world.admin()
    await admin.starts()
    await sends(me)
    receipt = me.sees.id
    await me.taps("button-menu")
    await me.says("Тағы бір куә бар екен", reply_to=receipt)
    assert me.words("report-added") in me.text
    assert "Тағы бір куә бар екен" in admin.text
    await me.says("/menu")
    await me.says("Тағы", reply_to=me.sees.id)  # a reply to nothing in particular is a new message
    assert me.can_tap("offer-anonymous")
