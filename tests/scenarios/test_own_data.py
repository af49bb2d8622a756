"""What a person can do about their own data: cut the thread, see who looked, have it as a file, be forgotten."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from zipfile import ZipFile

from storage.vault import Vault
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import STORY, begins, count, fills, rows

CONTACT = "Айгүл Серікқызы, 700 123 45 67"
ASTANA = "Астана"


def secret_words(me: Someone) -> str:
    """The words on the newest screen that shows them."""
    found = re.search(r": ((?:\w+ ){5}\w+)$", me.text, re.MULTILINE)
    assert found, me.text
    return found[1]


async def cuts(me: Someone) -> str:
    """From the report's screen to the cut; the words."""
    await me.taps("thread-cut")
    await me.taps("thread-show-words")
    words = secret_words(me)
    await me.taps("thread-yes")
    return words


async def test_a_cut_thread_opens_only_with_the_words_from_any_account(world: World) -> None:
    await _cut(world, world.citizen("Айгүл", "kk"), world.citizen("Марат", "ru"))


async def test_the_same_in_russian(world: World) -> None:
    await _cut(world, world.citizen("Анна", "ru"), world.citizen("Марат", "kk"))


async def _cut(world: World, me: Someone, other: Someone) -> None:
    saule = await coordinator(world, "Сәуле", ASTANA, language=me.language)
    await me.starts()
    receipt = await filed(world, me, identity="named", contact=CONTACT)
    await me.taps("button-open-report")
    await me.taps("thread-cut")
    assert me.words("thread-sure", code=receipt.code) in me.text
    await me.taps("button-back")
    words = await cuts(me)
    assert me.words("thread-gone") in me.text
    assert words not in me.text
    assert saule.words("thread-severed", code=receipt.code) in saule.text
    assert rows(world, "SELECT count(*) FROM reporter_link") == [(0,)]
    assert rows(world, "SELECT count(*) FROM outbox WHERE kind = 'receipt-given'") == [(0,)]
    await saule.taps("button-open-case")
    await saule.taps("button-accept")
    assert not saule.can_tap("case-button-contact"), "the contact went with the link"
    await me.starts(f"c_{receipt.code}")
    assert me.words("refused-not-found") in me.text
    await opens(other, receipt.code, "ай ат су ит қар мұз")
    assert other.words("thread-wrong") in other.text
    await other.says(words.upper().replace(" ", ", ").replace("Ә", "а").replace("Ү", "у"))
    assert other.words("thread-opened") in other.text
    assert receipt.code in other.text
    assert other.words("history-thread-cut") in other.text
    await me.says("/reports")
    assert receipt.code not in " ".join(me.sees.labels)


async def opens(who: Someone, code: str, words: str) -> None:
    await who.starts()
    await who.says("/reports")
    await who.taps("thread-open")
    if who.can_tap("consent-agree"):
        await who.taps("consent-agree")
    await who.says("не код")
    assert who.words("thread-no-code") in who.text
    await who.says(code.lower())
    await who.says(words)


async def test_words_cannot_be_guessed_for_long(world: World) -> None:
    me = world.citizen("Айгүл", "kk")
    await me.starts()
    receipt = await filed(world, me)
    await me.taps("button-open-report")
    words = await cuts(me)
    await opens(me, receipt.code, "ай")
    for _ in range(4):
        await me.says("ат")
        assert me.words("thread-wrong") in me.text
    await me.says(words)
    assert me.words("thread-locked") in me.text
    await world.later(timedelta(hours=25))
    await opens(me, receipt.code, words)
    assert me.words("thread-opened") in me.text


async def test_the_contact_is_shown_for_a_reason_that_the_reporter_reads(world: World) -> None:
    await _contact(world, world.citizen("Айгүл", "kk"))


async def test_the_reason_in_russian(world: World) -> None:
    await _contact(world, world.citizen("Анна", "ru"))


async def _contact(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", ASTANA, language=me.language)
    await me.starts()
    receipt = await filed(world, me, identity="named", contact=CONTACT)
    await saule.taps("button-open-case")
    assert not saule.can_tap("case-button-contact"), "only who has accepted it may ask"
    await saule.taps("button-accept")
    await saule.taps("case-button-contact")
    await saule.taps("contact-button-letter")
    why = saule.words("contact-why-letter")
    assert saule.words("case-contact-sure", code=receipt.code, alias="Сәуле", why=why) in saule.text
    await saule.taps("button-back")
    await saule.taps("contact-button-other")
    await saule.says("Құжат керек")
    await saule.taps("case-contact-confirm")
    assert CONTACT in saule.text
    why = me.words("contact-why-other-words", words="Құжат керек")
    assert me.words("contact-seen", code=receipt.code, alias="Сәуле", why=why) in me.text
    await me.taps("button-open-report")
    assert me.words("history-contact-read", why=why) in me.text
    assert CONTACT not in saule.words("case-contact-sure", code="", alias="", why="")


async def test_ones_own_data_come_as_a_file(world: World) -> None:
    await _file(world, world.citizen("Айгүл", "kk"))


async def test_the_file_in_russian(world: World) -> None:
    await _file(world, world.citizen("Анна", "ru"))


async def _file(world: World, me: Someone) -> None:
    other = world.citizen("Марат", "kk")
    await other.starts()
    strange = await filed(world, other)
    await me.starts()
    receipt = await filed(world, me, identity="named", contact=CONTACT)
    await me.taps("button-open-report")
    await me.taps("report-add")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.says("/mydata")
    sent = next(one for one in reversed(me.phone.messages()) if "document" in one.body)
    stored = world.cloud.files.find(sent.body["document"]["file_id"])
    assert stored is not None
    with ZipFile(io.BytesIO(world.cloud.files.content(stored))) as archive:
        tree = json.loads(archive.read("data.json"))
        text = archive.read("data.txt").decode()
        (picture,) = [archive.read(name) for name in archive.namelist() if name.startswith(receipt.code)]
        assert picture.startswith(b"\xff\xd8"), "the file as it was received"
    assert [one["code"] for one in tree["reports"]] == [receipt.code]
    assert tree["reports"][0]["answers"]["contact"] == CONTACT
    assert receipt.code in text
    assert CONTACT in text
    assert me.words("state-received") in text
    assert strange.code not in text + json.dumps(tree)


async def test_forgotten_means_new(world: World) -> None:
    await _forgotten(world, world.citizen("Айгүл", "kk"))


async def test_forgotten_in_russian(world: World) -> None:
    await _forgotten(world, world.citizen("Анна", "ru"))


async def _forgotten(world: World, me: Someone) -> None:
    saule = await coordinator(world, "Сәуле", ASTANA, language=me.language)
    await begins(me)
    await fills(me, identity="anonymous")
    await me.taps("form-send")
    receipt = await filed(world, me, identity="named", contact=CONTACT)
    await me.taps("button-open-report")
    await me.taps("report-add")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.says("/report")
    await me.picks("category", "bribe")
    before = sealed(world)
    telegram_id = me.phone.person.id
    key = world.app.store.vault.key_of(telegram_id)
    await me.says("/forget")
    assert me.words("forget-reports", count=2) in me.text
    assert me.words("forget-draft") in me.text
    await me.taps("forget-yes")
    assert me.words("forgotten") in me.text
    assert me.can_tap("language-kk")
    assert saule.words("case-forgotten", code=receipt.code) in saule.all_text
    for table in ("complaint", "reporter_link", "draft", "case_message", "case_event", "case_word"):
        assert count(world, table) == 0, table
    assert rows(world, "SELECT count(*), min(why), max(region) FROM case_statistic") == [(2, "forgotten", "KZ-71")]
    assert rows(world, "SELECT count(*) FROM past_consent")[0][0]
    await world.later(timedelta(hours=2))
    await world.later(timedelta(minutes=1))
    assert list((world.settings.data_dir / "evidence").iterdir()) == []
    folder = raw(world.settings.data_dir)
    assert key not in folder
    assert [one for one in before if one in folder] == [], "sealed bytes are overwritten too"
    for word in (STORY, CONTACT, str(telegram_id)):
        assert word.encode() not in folder
    await me.starts()
    await me.says("/reports")
    assert me.words("reports-none") in me.text
    await me.taps("menu-report")
    assert me.can_tap("consent-agree"), "asked as on the first day"


async def test_what_an_authority_has_stays_without_its_reporter(world: World) -> None:
    saule = await coordinator(world, "Сәуле", ASTANA)
    me = world.citizen("Айгүл", "kk")
    await me.starts()
    receipt = await filed(world, me, identity="named", contact=CONTACT)
    await saule.taps("button-open-case")
    await saule.taps("button-accept")
    await saule.taps("triage-button-more")
    await saule.taps("life-button-referred")
    await saule.taps("life-ago-today")
    await me.says("/forget")
    assert me.words("forget-kept", count=1) in me.text
    await me.taps("forget-yes")
    assert rows(world, "SELECT count(*) FROM reporter_link") == [(0,)]
    assert rows(world, "SELECT code, anonymous FROM complaint") == [(receipt.code, 1)]
    await saule.says("/inbox")
    assert not saule.can_tap("case-button-contact")


async def test_two_taps_in_one_batch_and_a_coordinator_who_leaves(world: World) -> None:
    """What comes in the same batch after «forget» comes from somebody new, and nothing breaks."""
    saule = await coordinator(world, "Сәуле", ASTANA)
    me = world.citizen("Айгүл", "kk")
    await me.starts()
    await filed(world, me)
    await saule.taps("button-accept")
    await saule.says("/digest")
    await saule.taps("digest-button-daily-on")
    assert count(world, "digest_choice") == 1
    await saule.says("/forget")
    assert saule.words("forget-staff") in saule.text
    saule.phone.tap(saule.words("forget-yes"))
    saule.phone.send_text("/start")
    await world.settle()
    assert count(world, "set_aside") == 0
    assert count(world, "digest_choice") == 0
    assert rows(world, "SELECT count(*) FROM role_grant WHERE revoked_at IS NULL AND role = 'coordinator'") == [(0,)]
    assert rows(world, "SELECT count(*) FROM complaint WHERE assignee_id IS NOT NULL") == [(0,)]
    await saule.starts()
    assert not saule.can_tap("inbox-menu-row", count=0)


def sealed(world: World) -> list[bytes]:
    """Pieces of what was sealed of the citizen, as the thief of a disk would look for them."""
    found: list[bytes] = []
    for table, column in (
        ("complaint", "sealed_content"),
        ("reporter_link", "sealed_reporter"),
        ("draft", "sealed_state"),
        ("case_message", "sealed_text"),
    ):
        found += [
            bytes(str(value), "latin-1") if isinstance(value, str) else _bytes(value)
            for (value,) in rows(world, f"SELECT {column} FROM {table}")
        ]
    evidence = world.settings.data_dir / "evidence"
    found += [path.read_bytes() for path in evidence.iterdir()] if evidence.exists() else []
    return [one[8:40] for one in found if len(one) > 40]


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def raw(folder: Path) -> bytes:
    """Everything on the disk."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_vault_hides_equal_words() -> None:
    """Otherwise looking for sealed bytes would find another's."""
    vault = Vault({1: bytes(range(32))}, current=1)
    assert vault.seal_text("a", "1", STORY)[8:40] != vault.seal_text("a", "1", STORY)[8:40]
