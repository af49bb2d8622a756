"""Every kind of question as a prompt, and what it takes."""

from datetime import date

import pytest

from forms.conversation.given import (
    Attached,
    Confirmed,
    Dated,
    Finished,
    Given,
    Picked,
    Pinned,
    Typed,
    Verdict,
)
from forms.conversation.prompt import (
    Acknowledge,
    Ask,
    Barcode,
    Calendar,
    Choices,
    Clock,
    Files,
    Media,
    Notice,
    Number,
    Place,
    Review,
    Words,
)
from forms.conversation.refusals import Refused
from tests.forms.helpers import HEADER
from tests.forms.talking import ask, talk, value


@pytest.mark.parametrize(
    ("kind", "asked", "reply", "stored", "shown"),
    [
        ("text", Words(multiline=False, has_text=False, takes_files=False), Typed(" Сәлем "), "Сәлем", "Сәлем"),
        ("barcode", Barcode(), Typed("4870001"), "4870001", "4870001"),
        ("integer", Number(whole=True), Typed("20 мың"), "20000", "20\N{NO-BREAK SPACE}000"),
        ("decimal", Number(whole=False), Typed("-1,50"), "-1.5", "−1,5"),
        ("date", Calendar, Typed("кеше"), "2026-05-19", "19.05.2026"),
        ("time", Clock(None), Typed("22.30"), "22:30:00.000", "22:30"),
        ("datetime", Calendar, Typed("14.05.2026 22:30"), "2026-05-14T22:30:00.000+05:00", "14.05.2026 22:30"),
        ("geopoint", Place(1, 0, many=False), Pinned(43.25, 76.9, 12), "43.25 76.9 0.0 12.0", "43.25, 76.9"),
        ("image", Files(Media.IMAGE, many=False, files=()), Attached("p", Media.IMAGE), "p", None),
        ("audio", Files(Media.AUDIO, many=False, files=()), Attached("v", Media.AUDIO), "v", None),
        ("video", Files(Media.VIDEO, many=False, files=()), Attached("m", Media.FILE), "m", None),
        ("file", Files(Media.FILE, many=False, files=()), Attached("d", Media.AUDIO), "d", None),
        ("acknowledge", Acknowledge(confirmed=False), Confirmed(), "OK", "✓"),
        ("select_one colour", Choices, Typed("zhasyl"), "green", "Жасыл"),
    ],
)
def test_a_question_of_each_kind(kind: str, asked: Ask | type, reply: Given, stored: str, shown: str | None) -> None:
    dialog = talk(f"| {kind} | q | Сұрақ | Вопрос |")
    assert isinstance(ask(dialog), asked) if isinstance(asked, type) else ask(dialog) == asked
    done = dialog.answer(reply)
    assert (done.verdict, done.refusal) == (Verdict.TAKEN, None)
    assert value(dialog) == stored
    review = dialog.screen()
    assert isinstance(review, Review)
    assert review.entries[0].pieces == ((shown,) if shown else ())
    assert [f.name for f in review.entries[0].files] == ([] if shown else [stored])


@pytest.mark.parametrize(
    ("kind", "reply", "key"),
    [
        ("text", Picked("a"), "refused-want-text"),
        ("text", Attached("p", Media.IMAGE), "refused-file-not-here"),
        ("text", Typed("\x00 \u200b".replace("\u200b", "")), "refused-text-empty"),
        ("integer", Attached("p", Media.IMAGE), "refused-not-a-number"),
        ("time", Typed("25:00"), "refused-not-a-time"),
        ("datetime", Typed("таңертең"), "refused-not-a-datetime"),
        ("geopoint", Attached("p", Media.IMAGE), "refused-not-a-place"),
        ("image", Attached("v", Media.AUDIO), "refused-want-image"),
        ("audio", Typed("сәлем"), "refused-want-audio"),
        ("acknowledge", Typed("иә"), "refused-use-buttons"),
        ("select_one colour", Attached("p", Media.IMAGE), "refused-want-choice"),
        ("select_one colour", Finished(), "refused-not-now"),
        ("note", Typed("иә"), "refused-use-buttons"),
    ],
)
def test_replies_that_do_not_fit(kind: str, reply: Given, key: str) -> None:
    dialog = talk(f"| {kind} | q | Сұрақ | Вопрос |")
    done = dialog.answer(reply)
    assert (done.verdict, done.refusal) == (Verdict.REFUSED, Refused(key))
    assert dialog.prompt().refusal == Refused(key)
    assert dialog.prompt().ref == "/data/q"


def test_a_note_is_read_and_left() -> None:
    dialog = talk("| note | n | Оқыңыз | Прочтите |", "| text | q | Сұрақ | Вопрос |")
    assert ask(dialog) == Notice()
    assert dialog.answer(Confirmed()).verdict is Verdict.MOVED
    assert dialog.prompt().ref == "/data/q"
    dialog.answer(Typed("x"))
    review = dialog.screen()
    assert isinstance(review, Review)
    assert [entry.ref for entry in review.entries] == ["/data/q"]


def test_a_readonly_question_is_only_shown() -> None:
    header = HEADER + " default | read_only |"
    dialog = talk("| integer | q | Сұрақ | Вопрос | 7 | yes |", header=header)
    assert ask(dialog) == Notice()
    assert dialog.prompt().current == ("7",)
    assert dialog.answer(Typed("8")).refusal == Refused("refused-readonly")
    dialog.answer(Confirmed())
    assert dialog.at_review


def test_a_date_first_then_its_time() -> None:
    dialog = talk("| text | a | А | А |", "| datetime | q | Сұрақ | Вопрос |")
    dialog.answer(Typed("x"))
    assert dialog.answer(Dated(date(2026, 5, 14))).verdict is Verdict.SHOWN
    assert ask(dialog) == Clock(date(2026, 5, 14))
    dialog.back()
    assert isinstance(ask(dialog), Calendar)
    dialog.answer(Typed("15 мамыр"))
    assert dialog.answer(Typed("кешке")).refusal == Refused("refused-not-a-time")
    dialog.answer(Typed("7:05"))
    assert value(dialog) == "2026-05-15T07:05:00.000+05:00"


def test_texts_hold_no_characters_that_xml_cannot() -> None:
    dialog = talk("| text | q | Сұрақ | Вопрос |")
    dialog.answer(Typed("а\x00б\ud83dв\ufffe👩\N{ZERO WIDTH JOINER}👧"))
    assert value(dialog) == "абв👩\N{ZERO WIDTH JOINER}👧"
