"""Handing a case over: the authority, the reporter's consent, the papers, the talon, what comes when nobody answers."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import timedelta
from functools import partial

import pytest

from domain.referral import ReferralState, due
from locales.texts import Language, Named, T
from tests.harness import ALMATY, Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.papers import documents, printed
from tests.scenarios.steps import count, rows

KK, RU = "Сынақ бюросы", "Пробное бюро"
CONTACT = "Айгүл, +7 701 000 00 01"
EVIL = '#panic("a") $x$ <b>қою</b> & *жұлдыз* `код` {{7*7}} =1+1'


@pytest.fixture
async def aigul(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await person.starts()
    return person


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana, with one authority in the directory of her region."""
    someone = await coordinator(world, "Сәуле", "Астана", language=language)
    await someone.says("/start")
    await someone.taps("menu-more")
    await someone.taps("authorities-button")
    await someone.taps("authorities-button-add")
    await someone.says(KK)
    await someone.says(RU)
    await someone.taps_label("Астана")
    await someone.taps("authority-unticked", name=someone.words("category-bribe"))
    await someone.taps("form-done")
    await someone.says("010000, Астана, Мысал көшесі 8")
    await someone.says("не почта")
    assert someone.words("authority-email-unread") in someone.text
    await someone.says("buro@example.kz")
    assert someone.words("authority-added") in someone.text
    return someone


async def prepared(saule: Someone, code: str) -> None:
    """From the inbox to the letter, in the coordinator's own language."""
    await saule.says("/inbox")
    await saule.taps("inbox-open", number=1, code=code)
    await saule.taps("triage-button-more")
    await saule.taps("case-button-refer")
    await saule.taps_label(f"⭐ {KK if saule.language == 'kk' else RU}")
    await saule.taps(f"language-{saule.language}")


async def handed_over(saule: Someone, talon: str = "ZT-2026-0147") -> None:
    """The papers, then the talon of today."""
    await saule.taps("referral-button-papers")
    await saule.taps("referral-button-talon")
    await saule.says(talon)
    await saule.taps("form-today")
    assert saule.toast == saule.words("referral-registered")


def letter(world: World, saule: Someone) -> str:
    """The words of the newest letter."""
    found = {name: content for name, content in documents(world, saule).items() if name.endswith("-letter.pdf")}
    (content,) = found.values()
    return printed(content)


async def test_a_case_goes_its_whole_way(world: World, aigul: Someone, saule: Someone, language: Language) -> None:
    receipt = await filed(
        world, aigul, identity="named", contact=CONTACT, institution="№ 3 ХҚКО", story=f"Пара. {EVIL}"
    )
    await aigul.taps("button-open-report")
    original = photo("red")
    await aigul.does(partial(aigul.phone.send_file, "document", original, name="../../.ssh/=cmd|calc.jpg"))
    await prepared(saule, receipt.code)
    assert saule.words("letter-naming-unasked") in saule.text

    await saule.taps("referral-button-ask")
    assert CONTACT in aigul.text
    assert CONTACT not in saule.text
    await aigul.taps("naming-no")
    assert aigul.words("naming-thanks-no") in aigul.text
    await aigul.taps("naming-yes")
    assert aigul.words("naming-thanks-yes") in aigul.text
    assert saule.words("letter-naming-agreed") in saule.text
    await saule.taps("referral-button-open")
    await saule.taps("referral-button-read")
    assert CONTACT in saule.text
    await saule.taps("button-back")
    await saule.taps("referral-button-papers")

    said = letter(world, saule)
    assert CONTACT in said
    assert KK in said if language == "kk" else RU in said
    assert '#panic("a") $x$ <b>қою</b> & *жұлдыз* `код` {{7*7}}' in said
    assert f"{receipt.code}/1" in said
    assert CONTACT in saule.all_text  # the text to paste has it too
    packed = next(content for name, content in documents(world, saule).items() if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["01-document.jpg", "manifest.csv"]
        kept = archive.read("01-document.jpg")
        table = list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    digest = hashlib.sha256(original).hexdigest()
    assert kept == original
    assert table[1][:3] == ["01-document.jpg", str(len(original)), digest]
    assert table[1][4] == "ok"
    assert digest in "".join(said.split())

    await saule.taps("referral-button-talon")
    await saule.says("жоқ")
    assert saule.words("refused-talon") in saule.text
    await saule.says("№ ZT-2026-0147")
    await saule.says("31.12.2031")
    assert "ZT-2026-0147" in saule.text
    assert rows(world, "SELECT state FROM complaint") == [("accepted",)]
    await saule.taps("form-today")
    assert rows(world, "SELECT state FROM complaint") == [("referred",)]
    assert "ZT-2026-0147" in aigul.text
    day = world.clock().astimezone(ALMATY).date()
    assert (
        aigul.words(
            "handed-over", code=receipt.code, authority=Named(KK, RU), talon="ZT-2026-0147", sent_on=day,
            due=due(day, ReferralState.SENT),
        )
        == aigul.text
    )  # fmt: skip
    await aigul.taps("button-open-report")
    assert aigul.words("state-referred-means") in aigul.text

    await saule.taps("referral-button-answer")
    await saule.says("Қызметкерге ескерту жасалды, <i>ақша</i> қайтарылды.")
    await saule.does(partial(saule.phone.send_file, "document", b"%PDF-1.7 answer", name="жауап.pdf"))
    assert rows(world, "SELECT state FROM complaint") == [("answered",)]
    assert "<i>ақша</i> қайтарылды" in aigul.text
    await saule.taps("referral-button-reply")
    assert b"%PDF-1.7 answer" in documents(world, saule).values()


async def test_the_reporter_says_no(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul, identity="named", contact=CONTACT)
    await prepared(saule, receipt.code)
    await saule.taps("referral-button-ask")
    await aigul.taps("naming-no")
    assert saule.words("letter-naming-refused") in saule.text
    await saule.taps("referral-button-open")
    await saule.taps("referral-button-papers")
    assert "+7 701" not in letter(world, saule)
    assert "+7 701" not in saule.all_text


async def test_no_answer_means_no(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul, identity="named", contact=CONTACT)
    await prepared(saule, receipt.code)
    await saule.taps("referral-button-ask")
    await handed_over(saule)
    assert "+7 701" not in letter(world, saule)
    await aigul.taps("naming-yes")
    assert aigul.words("refused-letter-gone") in aigul.text
    assert "+7 701" not in saule.all_text
    assert rows(world, "SELECT naming, state FROM referral") == [("asked", "sent")]


async def test_an_anonymous_reporter_is_neither_asked_nor_named(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    assert saule.words("letter-naming-anonymous") in saule.text
    assert not saule.can_tap("referral-button-ask")
    await saule.does(partial(saule.phone.forge, saule.sees.id, "referral.ask:1"))
    assert "❓" not in aigul.text
    await saule.taps("referral-button-papers")
    assert saule.words("letter-reporter-unnamed") in letter(world, saule)


async def test_nobody_else_answers_for_the_reporter_or_acts_on_the_letter(
    world: World, aigul: Someone, saule: Someone
) -> None:
    receipt = await filed(world, aigul, identity="named", contact=CONTACT)
    await prepared(saule, receipt.code)
    await saule.taps("referral-button-ask")
    marat = await coordinator(world, "Марат", "Шымкент")
    timur = await coordinator(world, "Тимур", "Астана")
    for stranger in (marat, timur):
        for route in ("naming.answer:1:yes", "referral.papers:1", "referral.facts:1", "referral.drop-do:1"):
            await stranger.does(partial(stranger.phone.forge, stranger.sees.id, route))
        assert documents(world, stranger) == {}
    assert rows(world, "SELECT naming, state FROM referral") == [("asked", "prepared")]
    await marat.does(partial(marat.phone.forge, marat.sees.id, "referral.read:1:0"))
    assert "20 мың" not in marat.text


async def test_a_late_answer_a_reminder_and_a_complaint(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await handed_over(saule)
    assert not saule.can_tap("referral-button-remind"), "the authority has its time"
    until = due(world.clock().astimezone(ALMATY).date(), ReferralState.SENT)
    await world.later(until - world.clock() - timedelta(minutes=1))
    assert saule.words("referral-step-remind") not in saule.all_text
    await world.later(timedelta(days=1))
    assert saule.words("referral-step-remind") in saule.text
    await world.later(timedelta(minutes=1))
    assert saule.all_text.count(saule.words("referral-step-remind")) == 1
    reminder = next(content for name, content in documents(world, saule).items() if name.endswith("-reminder.pdf"))
    assert "ZT-2026-0147" in printed(reminder)
    await saule.taps("referral-button-open")
    await saule.taps("referral-button-reminded")
    assert saule.toast == saule.words("referral-reminded")

    await world.later(timedelta(days=14))
    assert saule.words("referral-step-complain") in saule.all_text
    what = saule.words("due-authority-answer")
    assert f"⏳ {receipt.code} · {what}" in saule.all_text  # a working day before
    for mark in ("📍", "⏰"):
        assert f"{mark} {receipt.code} · {what}" not in saule.all_text, "the letter says it, with the paper"
    complaint = next(content for name, content in documents(world, saule).items() if name.endswith("-complaint.pdf"))
    assert saule.words("letter-complaint-silence") in printed(complaint)
    await saule.taps("referral-button-open")
    await saule.taps("referral-button-complained")
    await world.later(timedelta(days=50))
    assert saule.words("referral-step-court") in saule.all_text
    await world.later(timedelta(days=200))
    assert count(world, "told") > 0
    await world.later(timedelta(minutes=1))
    court = saule.words("referral-step-court")
    assert saule.all_text.count(court) == 1, "after its trace is erased as well it is told once"
    await saule.taps("referral-button-answer")
    await saule.says("Жауап ақыры келді.")
    await saule.taps("referral-button-no-paper")
    assert "Жауап ақыры келді." in aigul.text
    await world.later(timedelta(days=50))
    assert saule.words("referral-step-court") not in saule.all_text


async def test_another_authority_gets_what_the_first_one_sent_on(
    world: World, aigul: Someone, saule: Someone, language: Language
) -> None:
    """Three working days for the next number, reminded of as any term; only then is an answer due, from the new day."""
    other = "Басқа бюро" if language == "kk" else "Другое бюро"
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await handed_over(saule)
    letter = "referral.open:1"
    await saule.taps("referral-button-forwarded")
    assert saule.words("referral-forwarded-none") in saule.text, "there is no other one yet"
    await saule.taps("authorities-button")
    await saule.taps("authorities-button-add")
    for said in ("Басқа бюро", "Другое бюро"):
        await saule.says(said)
    await saule.taps_label("Астана")
    for _ in range(3):
        await saule.taps("form-done" if saule.can_tap("form-done") else "form-skip")
    await saule.does(partial(saule.phone.forge, saule.sees.id, letter))
    await saule.taps("referral-button-forwarded")
    (choice,) = (label for label in saule.sees.labels if label.endswith((KK, RU, other)))
    assert choice.endswith(other), "the first one is not offered again"
    await saule.taps_label(choice)
    assert rows(world, "SELECT count(*) FROM due_item WHERE kind = 'forwarding'") == [(0,)], "asked once more"
    await saule.taps("referral-forwarded-yes")
    assert saule.toast == saule.words("referral-forwarded")
    assert other in aigul.text
    assert rows(world, "SELECT state, due_at FROM referral") == [("sent", None)]
    open_terms = "SELECT kind FROM due_item WHERE ref != '' AND settled_at IS NULL"
    assert rows(world, open_terms) == [("forwarding",)]
    assert not saule.can_tap("referral-button-forwarded"), "it is on its way"

    await world.later(timedelta(days=7))
    late = f"⏰ {receipt.code} · {saule.words('due-forwarding')}"
    assert late in saule.all_text
    assert saule.words("referral-step-remind") not in saule.all_text, "nobody is reminded of an answer yet"
    await saule.taps("due-button-forwarded")
    await saule.says("ZT-2026-0200")
    await saule.taps("form-today")
    assert "ZT-2026-0200" in aigul.text
    assert rows(world, open_terms) == [("authority_answer",)]
    until = due(world.clock().astimezone(ALMATY).date(), ReferralState.SENT)
    assert rows(world, "SELECT due_at FROM referral") == rows(world, f"{open_terms.replace('kind', 'due_at')}")
    await world.later(until - world.clock() + timedelta(hours=20))
    reminder = next(content for name, content in documents(world, saule).items() if name.endswith("-reminder.pdf"))
    assert "ZT-2026-0200" in printed(reminder)
    assert other in printed(reminder)
    await saule.does(partial(saule.phone.forge, saule.sees.id, "referral.talon:1"))
    await saule.says("ZT-3")
    await saule.taps("form-today")
    assert "ZT-3" not in aigul.text, "a letter that is not on its way has its number"


async def test_the_letter_follows_what_is_done_to_its_term(world: World, aigul: Someone, saule: Someone) -> None:
    """An extension and a new day off move when the authority counts as late, not only the list of what is due."""
    ends = "SELECT r.due_at, d.due_at FROM referral r JOIN due_item d ON d.ref = 'referral:' || r.id"
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await handed_over(saule)
    ((letter, item),) = rows(world, ends)
    assert letter == item
    await saule.does(partial(saule.phone.forge, saule.sees.id, "due.longer:3:5:authority"))
    ((longer, item),) = rows(world, ends)
    assert letter < longer == item  # type: ignore[operator]
    admin = world.admin()
    await admin.says("/calendar")
    await admin.does(partial(admin.phone.forge, admin.sees.id, "calendar.put:2026-12-02:0"))
    ((latest, item),) = rows(world, ends)
    assert longer < latest == item  # type: ignore[operator]


async def test_an_answer_told_on_the_case_ends_the_clock_of_its_letter(
    world: World, aigul: Someone, saule: Someone
) -> None:
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await handed_over(saule)
    term = rows(world, "SELECT due_at FROM referral")
    for _ in range(2):  # once by mistake
        await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.answered:{receipt.case_id}"))
        assert saule.toast == saule.words("life-told")
        assert rows(world, "SELECT state, due_at FROM referral") == [("sent", None)]
        await saule.taps("life-button-undo")
        await saule.taps("life-undo-yes")
        assert rows(world, "SELECT due_at FROM referral") == term
    await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.answered:{receipt.case_id}"))
    await world.later(timedelta(days=60))
    assert saule.words("referral-step-remind") not in saule.all_text


async def test_a_mistake_is_taken_back_with_its_letter(
    world: World, aigul: Someone, saule: Someone, language: Language
) -> None:
    """A mistyped number, then an answer noted with the wrong letter: both go back, the right ones count."""
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await handed_over(saule, "ZT-1")
    await saule.taps("case-button-back")
    await saule.taps("life-button-undo")
    await saule.taps("life-undo-yes")
    was, state = T("state-referred"), T("state-accepted")
    mistake = aigul.words("move-undone", code=receipt.code, was=was, state=state, means=T("state-accepted-means"))
    assert mistake == aigul.text
    assert rows(world, "SELECT state, due_at FROM referral") == [("prepared", None)]
    await saule.taps("case-button-refer")
    await saule.taps_label(KK if language == "kk" else RU)
    await saule.taps("referral-button-talon")
    await saule.says("ZT-2")
    await saule.taps("form-today")
    assert "ZT-2" in aigul.text, "what was told once before is told again"
    term = rows(world, "SELECT due_at FROM referral")

    await saule.taps("referral-button-answer")
    await saule.says("Бұл басқа хатқа жауап.")
    await saule.does(partial(saule.phone.send_file, "document", b"%PDF-1.7 other", name="жауап.pdf"))
    assert rows(world, "SELECT settled_at IS NULL FROM due_item WHERE kind = 'authority_answer'") == [(0,), (0,)]
    await saule.taps("case-button-back")
    await saule.taps("life-button-undo")
    await saule.taps("life-undo-yes")
    assert aigul.words("state-answered") in aigul.text
    assert rows(world, "SELECT state, answered_at FROM referral") == [("sent", None)]
    assert rows(world, "SELECT due_at FROM referral") == term
    assert rows(world, "SELECT settled_at IS NULL FROM due_item WHERE kind = 'authority_answer'") == [(0,), (1,)]
    await world.later(timedelta(hours=3))
    assert rows(world, "SELECT count(*) FROM evidence") == [(0,)], "the wrong paper is erased"
    await world.later(timedelta(days=40))
    assert saule.words("referral-step-remind") in saule.all_text, "the clock of the letter goes on"


async def test_what_was_typed_survives_a_restart(world: World, aigul: Someone, saule: Someone) -> None:
    receipt = await filed(world, aigul)
    await prepared(saule, receipt.code)
    await saule.taps("referral-button-papers")
    await saule.taps("referral-button-talon")
    await saule.says("15/77")
    await world.stop()
    await world.start()
    await saule.taps("form-today")
    assert saule.toast == saule.words("referral-registered")
    assert "15/77" in aigul.text
