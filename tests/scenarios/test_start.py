"""The first word: language, deep links, consent, the pages to read, commands."""

from __future__ import annotations

from functools import partial

from locales.texts import LANGUAGES, Language
from tests.harness import World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import begins, count, fills_until, offered, rows

WORDS = ("draft", "complaint", "evidence", "case_message", "consent", "set_aside", "outbox")


def other(language: Language) -> Language:
    return "ru" if language == "kk" else "kk"


def stored(world: World) -> int:
    """Rows of everything that could hold somebody's words."""
    return sum(count(world, table) for table in WORDS)


async def test_the_language_is_chosen_first_and_changed_anywhere(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.does(me.phone.start)
    assert "Сәлеметсіз бе" in me.text
    assert "Здравствуйте" in me.text
    assert me.sees.labels == tuple(me.words(f"language-{code}") for code in LANGUAGES)
    for typed in ("/help", "/report", "/nothing", "/reports"):  # nothing is said in a language nobody chose
        await me.says(typed)
        assert "Здравствуйте" in me.text
    await me.does(partial(me.phone.send_file, "sticker", b"webp"))
    assert "Здравствуйте" in me.text
    await me.taps(f"language-{language}")
    assert me.words("menu-title") in me.text

    await me.taps("menu-language")
    await me.taps(f"language-{other(language)}")
    me.language = other(language)
    assert me.words("menu-title") in me.text
    await begins(me)
    await fills_until(me, "place")
    await me.says("/language")  # in the middle of the form, with the keys of a place under the composer
    await me.taps(f"language-{language}")
    me.language = language
    assert me.phone.keyboard() == []
    await me.taps("menu-continue")
    assert me.words("form-send-place") in me.text


async def test_deep_links(world: World, language: Language) -> None:
    me, stranger = world.citizen("Айгүл", language), world.citizen("Болат", language)
    await me.starts("complaint")
    assert me.can_tap("consent-agree")
    await me.taps("consent-agree")
    assert me.text.startswith("1 / ")
    await me.starts("complaint")
    assert me.words("draft-unfinished") in me.text

    receipt = await filed(world, me)
    await me.starts(f"c_{receipt.code.lower()}")
    assert me.words("report-title", code=receipt.code, category=me.words("category-bribe")) in me.text
    await stranger.starts(f"c_{receipt.code}")
    assert stranger.words("refused-not-found") in stranger.text
    assert stranger.can_tap("menu-report")
    for payload in ("c_", "c_AD-0000-0000", "c_😀", "garbage", "i_", "a:b:c", "x" * 64, "offer", "complaint "):
        await stranger.starts(payload)
        assert receipt.code not in stranger.all_text.replace(payload, "")
        await stranger.says("/menu")
        assert stranger.can_tap("menu-report")
    assert count(world, "set_aside") == 0


async def test_an_invitation_that_is_none(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts("i_this-is-no-invitation")
    if me.words("refused-invite") not in me.text:
        await me.says("Айгүл")
    assert me.words("refused-invite") in me.text
    assert me.can_tap("menu-report")
    assert rows(world, "SELECT * FROM role_grant WHERE role != 'admin'") == []


async def test_nothing_is_stored_before_consent(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await me.says("Құпия сөз: директор 20 мың сұрады")
    await me.does(partial(me.phone.send_photo, caption="Құпия сөз"))
    await me.does(partial(me.phone.send_location, 43.2, 76.9))
    await me.taps("offer-anonymous")
    assert me.words("consent-agree") in me.sees.labels
    await me.says("Құпия сөз тағы")
    assert stored(world) == 0
    await me.says("/report")
    await me.taps("consent-refuse")
    assert me.words("consent-refused") in me.text
    assert stored(world) == 0
    await world.stop()
    for file in world.settings.data_dir.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert "Құпия сөз".encode() not in content
            assert str(me.phone.person.id).encode() not in content
    await world.start()

    await me.says("/report")
    await me.taps("consent-agree")
    assert count(world, "draft") == 1
    proof = rows(world, "SELECT version, language FROM consent")
    assert [language for _, language in proof] == [language]
    await me.says("/report")
    assert not me.can_tap("consent-agree")  # asked once


async def test_the_emergency_card_comes_before_any_question(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await me.taps("menu-emergency")
    for number in ("1424", "102", "112"):
        assert number in me.text
    assert stored(world) == 0
    await me.taps("emergency-write")
    await me.taps("consent-agree")
    await me.picks("region", "KZ-71")  # what it is about is known already
    await me.says("/menu")
    await me.taps("menu-emergency")
    assert "1424" in me.text
    await me.taps("emergency-write")  # the report begun a minute ago is still there
    await me.taps("draft-continue")
    await me.picks("district", "711210000")


async def test_every_page_leads_back(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    for key in ("menu-rights", "menu-about", "menu-emergency", "menu-reports", "menu-language"):
        await me.taps(key)
        assert len(me.text) < 4096
        await me.taps("button-menu")
        assert me.words("menu-title") in me.text


async def test_the_pages_and_the_commands(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await me.taps("menu-about")
    assert "«Адал жол» қоғамдық бірлестігі" in me.text
    assert "1424" in me.text
    await me.taps("about-consent")
    assert "Telegram" in me.text
    await me.taps("button-menu")
    await me.taps("menu-rights")
    await me.taps("menu-report")
    assert me.can_tap("consent-agree")
    await me.says("/help")
    assert me.text == me.words("help-citizen").strip()
    await me.says("/people")  # a command of others is none
    assert me.text == me.words("help-citizen").strip()
    await me.says("/inbox@adal_playground_bot")
    assert me.text == me.words("help-citizen").strip()
    await me.says("/dance")
    assert me.words("command-unknown") in me.text
    await me.says("/reports")
    assert me.words("reports-none") in me.text
    assert stored(world) == 0

    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    await saule.says("/help")
    assert saule.words("help-coordinator").split("\n")[0] in saule.text
    assert "inbox" in offered(saule)
    assert "inbox" not in offered(me)
    assert me.words("command-reports") in offered(me).values()
    saule.language = other(language)
    await saule.says("/language")
    await saule.taps(f"language-{saule.language}")
    assert offered(saule)["inbox"] == saule.words("command-inbox")
