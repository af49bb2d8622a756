"""The complaint form as a conversation, in both languages, restored from JSON after every step."""

from datetime import date

import pytest

from forms.conversation.given import (
    Attached,
    Cleared,
    Dated,
    Finished,
    Given,
    MonthShown,
    Picked,
    Pinned,
    Receipt,
    Removed,
    Searched,
    Typed,
    Verdict,
)
from forms.conversation.prompt import Calendar, Choices, Files, Layout, Media, Place, Review, Words
from forms.conversation.refusals import FormSays, Refused
from tests.forms.talking import complaint, until


@pytest.mark.parametrize(
    ("language", "region", "district", "day", "amount"),
    [("kk", "shymkent", "абай", "кеше", "20 мың"), ("ru", "Шымкент", "Абайский", "вчера", "20 тыс.")],
)
def test_the_whole_complaint(language: str, region: str, district: str, day: str, amount: str) -> None:
    talk = complaint(language)
    labels = []
    replies: list[tuple[str, Given]] = [
        ("category", Typed("пара талап етті" if language == "kk" else "требовали взятку")),
        ("region", Typed(region)),
        ("district", Typed(district)),
        ("institution", Typed("№ 3 ХҚКО")),
        ("place", Typed("42.3417, 69.5901")),
        ("when", Typed(day)),
        ("amount", Typed(amount)),
        ("story", Typed("20 000 сұрады")),
        ("story", Attached("voice-1", Media.AUDIO)),
        ("story", Finished()),
        ("evidence", Attached("photo-1", Media.IMAGE, "терезе")),
        ("evidence", Finished()),
        ("identity", Picked("named")),
        ("contact", Typed("Айгүл, 8 700 000 00 01")),
    ]
    for name, reply in replies:
        assert talk.name == name
        labels.append(talk.prompt.label)
        assert talk.give(reply).verdict in (Verdict.TAKEN, Verdict.MOVED)
    assert talk.name == "review"
    assert labels[0] == ("Не туралы хабарлайсыз?" if language == "kk" else "О чём вы сообщаете?")
    assert talk.dialog.submit().verdict is Verdict.READY
    values = talk.dialog.values()
    del values["/data/meta/instanceID"]
    assert values == {
        "/data/category": "bribe",
        "/data/region": "KZ-79",
        "/data/district": values["/data/district"],
        "/data/institution": "№ 3 ХҚКО",
        "/data/place": "42.3417 69.5901 0.0 0.0",
        "/data/when": "2026-05-19",
        "/data/amount": "20000",
        "/data/story": "20 000 сұрады",
        "/data/evidence[1]/file": "voice-1",
        "/data/evidence[1]/caption": "",
        "/data/evidence[2]/file": "photo-1",
        "/data/evidence[2]/caption": "терезе",
        "/data/identity": "named",
        "/data/contact": "Айгүл, 8 700 000 00 01",
    }
    assert "<amount>20000</amount>" in talk.dialog.instance_xml()


def test_progress_counts_what_is_asked_now() -> None:
    talk = complaint()
    assert (talk.prompt.progress.step, talk.prompt.progress.total) == (1, 9)
    assert not talk.prompt.can_back
    talk.give(Picked("bribe"))  # asks for the amount too
    assert (talk.prompt.progress.step, talk.prompt.progress.total) == (2, 10)


def test_the_layouts_of_choices() -> None:
    talk = complaint()
    assert isinstance(talk.prompt.ask, Choices)
    assert (talk.prompt.ask.layout, talk.prompt.ask.total) == (Layout.NUMBERED, 12)
    talk.give(Typed("1"))
    talk.give(Typed("Shymkent"))
    assert isinstance(talk.prompt.ask, Choices)
    assert talk.prompt.ask.layout is Layout.BUTTONS
    value = talk.prompt.ask.value_of(1)
    assert value is not None
    talk.give(Picked(value))
    assert talk.name == "institution"


def test_typed_text_that_fits_several_choices_narrows_them_and_that_fits_none_is_refused() -> None:
    talk = until("region")
    assert talk.give(Typed("алматы")).verdict is Verdict.SHOWN
    asked = talk.prompt.ask
    assert isinstance(asked, Choices)
    assert ([o.label for o in asked.options], asked.searched) == (["Алматы қаласы", "Алматы облысы"], "алматы")
    assert talk.give(Searched("")).verdict is Verdict.SHOWN
    assert isinstance(talk.prompt.ask, Choices)
    assert talk.prompt.ask.total == 20
    assert talk.prompt.refusal is None
    assert talk.give(Typed("Париж")).refusal == Refused("refused-nothing-found", {"searched": "Париж"})
    assert talk.give(Picked("KZ-00")).refusal == Refused("refused-no-such-choice")
    assert talk.give(Typed("алматы облысы")).verdict is Verdict.TAKEN


def test_the_form_refuses_in_its_own_words_in_the_language_on_screen() -> None:
    talk = until("when")
    assert talk.give(Typed("ертең")).refusal == FormSays("Бұл күн әлі келген жоқ. Болған күнді көрсетіңіз.")
    talk.language = "ru"
    assert talk.prompt.refusal == FormSays("Этот день ещё не наступил. Укажите, когда это было.")
    assert talk.give(Typed("31.02.2026")).refusal == Refused("refused-no-such-date")
    assert talk.give(Dated(date(2026, 5, 20))).verdict is Verdict.TAKEN
    assert talk.prompt.refusal is None


def test_the_calendar_offers_only_days_the_form_takes() -> None:
    talk = until("when")
    asked = talk.prompt.ask
    assert isinstance(asked, Calendar)
    days = [day for week in asked.weeks for day in week if day]
    assert days == [date(2026, 5, n) for n in range(1, 21)]
    assert (asked.today, asked.yesterday) == (date(2026, 5, 20), date(2026, 5, 19))
    assert (asked.previous, asked.following) == ((2026, 4), None)
    assert talk.give(MonthShown(2026, 2)).verdict is Verdict.SHOWN
    asked = talk.prompt.ask
    assert isinstance(asked, Calendar)
    assert [day.day for week in asked.weeks for day in week if day] == list(range(1, 29))
    assert asked.following == (2026, 3)


def test_numbers_and_places_that_cannot_be_read() -> None:
    talk = until("amount")
    assert talk.give(Typed("көп")).refusal == Refused("refused-not-a-number")
    assert talk.give(Typed("-5")).refusal == FormSays("Сома нөлден кем болмайды.")
    assert talk.give(Typed("1,5")).refusal == Refused("refused-not-whole")
    talk = until("place")
    assert isinstance(talk.prompt.ask, Place)
    assert talk.give(Typed("базар жанында")).refusal == Refused("refused-not-a-place")
    assert talk.give(Pinned(95, 10)).refusal == Refused("refused-place-range")


def test_the_amount_is_asked_only_where_there_is_one() -> None:
    talk = until("institution")
    talk.dialog.edit("/data/category")
    talk.give(Picked("yard"))
    seen = set()
    while not talk.dialog.at_review:
        seen.add(talk.name)
        if talk.name == "story":
            talk.give(Typed("Ойын алаңы сынған"))
            talk.give(Finished())
        elif talk.name == "evidence":
            talk.give(Finished())
        elif talk.name == "identity":
            talk.give(Picked("anonymous"))
        else:
            talk.dialog.skip()
    assert "amount" not in seen


def test_a_story_in_several_messages() -> None:
    talk = until("story")
    assert not talk.prompt.can_skip
    refused = talk.give(Finished())
    assert refused.refusal == FormSays("Қысқаша жазыңыз немесе дауыстық хабарлама жіберіңіз.")
    assert talk.give(Typed("Бірінші")).receipt == Receipt("/data/story", 0)
    assert talk.give(Typed("Екінші\nжолымен")).receipt == Receipt("/data/story", 1)
    assert talk.prompt.current == ("Бірінші", "Екінші\nжолымен")
    assert talk.name == "story"
    assert talk.give(Typed("x" * 20_000)).refusal == Refused("refused-text-too-long", {"limit": 20_000})
    assert talk.give(Typed("  ")).refusal == Refused("refused-text-empty")
    talk.give(Finished())
    assert talk.name == "evidence"


def test_a_voice_message_alone_is_a_story() -> None:
    talk = until("story")
    assert talk.prompt.ask == Words(multiline=True, has_text=False, takes_files=True)
    assert talk.give(Attached("voice-1", Media.AUDIO)).receipt == Receipt("/data/evidence", file="voice-1")
    asked = talk.prompt.ask
    assert isinstance(asked, Words)
    assert asked.has_text
    assert [file.name for file in asked.files] == ["voice-1"]
    talk.give(Finished())
    assert talk.name == "evidence"
    talk.give(Finished())
    talk.give(Picked("anonymous"))
    assert talk.dialog.submit().verdict is Verdict.READY


def test_a_story_written_anew() -> None:
    talk = until("story")
    first = talk.give(Typed("Қате")).receipt
    talk.give(Typed("тағы"))
    assert talk.prompt.can_clear
    assert talk.give(Cleared()).verdict is Verdict.SHOWN
    assert not talk.prompt.current
    assert talk.give(Typed("Дұрысы")).receipt == Receipt("/data/story", 2)
    assert first is not None
    assert talk.dialog.revise(first, Typed("ескі")).refusal == Refused("refused-question-gone")
    assert talk.dialog.values()["/data/story"] == "Дұрысы"
    assert talk.prompt.current == ("Дұрысы",)


def test_files_are_collected_in_order_and_once() -> None:
    talk = until("evidence")
    for name in ("a", "b", "a", "c"):
        assert talk.give(Attached(name, Media.IMAGE, f"сурет {name}")).verdict is Verdict.TAKEN
    asked = talk.prompt.ask
    assert isinstance(asked, Files)
    assert [(f.name, f.media, f.caption) for f in asked.files] == [
        (name, Media.IMAGE, f"сурет {name}") for name in ("a", "b", "c")
    ]
    assert talk.give(Removed("b")).verdict is Verdict.TAKEN
    assert talk.give(Removed("b")).verdict is Verdict.REFUSED
    assert talk.give(Typed("бұл сурет")).refusal == Refused("refused-want-file")
    talk.give(Finished())
    assert talk.name == "identity"
    files = {ref: value for ref, value in talk.dialog.values().items() if ref.endswith("/file")}
    assert files == {"/data/evidence[1]/file": "a", "/data/evidence[2]/file": "c"}


def test_no_empty_entry_is_left_when_nothing_is_collected() -> None:
    talk = until("identity")
    assert not any("evidence" in ref for ref in talk.dialog.values())


def test_a_file_can_still_be_added_at_the_review() -> None:
    talk = until("review")
    assert talk.give(Attached("late", Media.FILE)).verdict is Verdict.TAKEN
    review = talk.again()
    assert isinstance(review, Review)
    assert [f.name for entry in review.entries for f in entry.files] == ["late"]
    assert talk.give(Typed("тағы")).refusal == Refused("refused-not-now")


def test_a_file_where_none_is_asked() -> None:
    talk = until("institution")
    assert talk.give(Attached("a", Media.IMAGE)).refusal == Refused("refused-file-not-here")
