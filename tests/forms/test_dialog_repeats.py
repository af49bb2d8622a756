"""Repeats asked entry by entry, collected files, texts with answers in them."""

import pytest

from forms.conversation.dialog import Dialog
from forms.conversation.given import (
    Added,
    Attached,
    Confirmed,
    Finished,
    OpenedEntry,
    Outcome,
    Removed,
    RemovedEntry,
    Typed,
    Verdict,
)
from forms.conversation.prompt import (
    Another,
    Collected,
    Files,
    Listed,
    Media,
    Removing,
)
from forms.conversation.refusals import Refused
from tests.forms.helpers import HEADER
from tests.forms.talking import ask, talk, value

REPEAT = (
    "| begin_group | family | Отбасы | Семья |",
    "| begin_repeat | child | Бала | Ребёнок |",
    "| text | name | Аты | Имя |",
    "| integer | age | Жасы | Возраст |",
    "| end_repeat | | | |",
    "| end_group | | | |",
    "| text | after | Соңы | Конец |",
)


def test_entries_of_a_repeat_are_asked_one_after_another() -> None:
    dialog = talk(*REPEAT)
    if isinstance(ask(dialog), Another):
        dialog.answer(Added())
    for number, (name, age) in enumerate((("Айша", "7"), ("Дана", "9")), start=1):
        assert dialog.prompt().headings == ("Отбасы", f"Бала {number}")
        dialog.answer(Typed(name))
        dialog.answer(Typed(age))
        asked = ask(dialog)
        assert isinstance(asked, Another)
        assert (asked.count, asked.last) == (number, f"/data/family/child[{number}]")
        assert dialog.prompt().label == "Бала"
        if number == 1:
            dialog.answer(Added())
    dialog.answer(Finished())
    assert dialog.prompt().ref == "/data/after"
    dialog.back()
    assert dialog.answer(RemovedEntry("/data/family/child[1]")).verdict is Verdict.SHOWN
    assert ask(dialog) == Removing(Listed("/data/family/child[1]", 1, "Айша · 7"))
    dialog.back()
    assert ask(dialog) == Another(
        2,
        can_add=True,
        last="/data/family/child[2]",
        entries=(
            Listed("/data/family/child[1]", 1, "Айша · 7"),
            Listed("/data/family/child[2]", 2, "Дана · 9"),
        ),
    )
    dialog.answer(RemovedEntry("/data/family/child[1]"))
    assert dialog.answer(Confirmed()).verdict is Verdict.TAKEN
    assert dialog.values()["/data/family/child[1]/name"] == "Дана"
    assert dialog.answer(RemovedEntry("/data/family/child[5]")).verdict is Verdict.REFUSED


def test_an_entry_added_while_editing_is_asked_before_the_review() -> None:
    dialog = talk(*REPEAT)
    while not isinstance(dialog.prompt().ask, Another):
        dialog.skip()
    dialog.answer(Finished())
    dialog.skip()
    assert dialog.at_review
    dialog.back()
    dialog.back()
    dialog.answer(Added())
    assert dialog.prompt().ref.endswith("/name")
    dialog.answer(Typed("Әли"))
    dialog.answer(Typed("3"))
    assert isinstance(ask(dialog), Another)


def test_a_collecting_repeat_that_wants_only_photos_and_at_least_one() -> None:
    header = HEADER + " required |"
    rows = (
        "| begin_repeat | photos | Фотолар | Фото | |",
        "| image | photo | Суретке түсіріңіз | Сфотографируйте | yes |",
        "| end_repeat | | | | |",
    )
    dialog = talk(*rows, header=header)
    assert ask(dialog) == Files(Media.IMAGE, many=True, files=())
    assert dialog.prompt().label == "Суретке түсіріңіз"
    assert dialog.answer(Finished()).refusal == Refused("refused-want-file")
    assert dialog.answer(Attached("v", Media.AUDIO)).refusal == Refused("refused-want-image")
    dialog.answer(Attached("p", Media.IMAGE, "жазуы"))  # the form has nowhere to put a caption
    assert ask(dialog) == Files(Media.IMAGE, many=True, files=(Collected("p", Media.IMAGE, ""),))
    dialog.answer(Finished())
    assert dialog.submit().verdict is Verdict.READY


def test_texts_are_shown_in_the_language_asked_for_with_answers_put_in() -> None:
    dialog = talk("| text | who | Атыңыз | Имя |", "| text | q | ${who}, қалайсыз? | ${who}, как дела? |")
    dialog.answer(Typed("Айша"))
    assert dialog.prompt("kk").label == "Айша, қалайсыз?"
    assert dialog.prompt("ru").label == "Айша, как дела?"


def test_an_empty_form_is_at_its_review_at_once() -> None:
    header = HEADER + " calculation |"
    dialog = talk("| calculate | q | | | 1 + 1 |", header=header)
    assert dialog.at_review
    with pytest.raises(LookupError):
        dialog.prompt()
    done: Outcome = dialog.submit()
    assert done.verdict is Verdict.READY
    assert value(dialog) == "2"


def with_children(*names: str, after: bool = True) -> Dialog:
    """A dialog at the list of children, or at the question behind it."""
    dialog = talk(*REPEAT)
    for name in names:
        if isinstance(ask(dialog), Another):
            dialog.answer(Added())
        dialog.answer(Typed(name))
        dialog.answer(Typed("7"))
    if after:
        dialog.answer(Finished())
    return dialog


def test_an_entry_is_opened_gone_through_and_left_to_the_list() -> None:
    dialog = with_children("Айша", "Дана", after=False)
    assert dialog.answer(OpenedEntry("/data/family/child[1]")).verdict is Verdict.MOVED
    assert dialog.prompt().ref == "/data/family/child[1]/name"
    dialog.back()
    assert isinstance(ask(dialog), Another)
    dialog.answer(OpenedEntry("/data/family/child[1]"))
    dialog.answer(Typed("Айым"))
    assert dialog.prompt().ref == "/data/family/child[1]/age"
    dialog.back()
    assert dialog.prompt().ref == "/data/family/child[1]/name"
    dialog.answer(Confirmed())
    dialog.answer(Confirmed())
    asked = ask(dialog)
    assert isinstance(asked, Another)
    assert [entry.label for entry in asked.entries] == ["Айым · 7", "Дана · 7"]
    assert dialog.answer(OpenedEntry("/data/family/child[9]")).verdict is Verdict.REFUSED


def test_the_review_lists_the_entries_and_leads_to_their_list() -> None:
    dialog = with_children("Айша", "Дана")
    dialog.skip()
    entry = next(entry for entry in dialog.review().entries if entry.repeat)
    assert (entry.label, entry.pieces) == ("Бала", ("Айша · 7", "Дана · 7"))
    dialog.edit(entry.ref)
    dialog.answer(OpenedEntry("/data/family/child[2]"))
    dialog.answer(Typed("Дария"))
    dialog.answer(Confirmed())
    assert isinstance(ask(dialog), Another)
    dialog.answer(Added())
    dialog.answer(Typed("Үшінші"))
    dialog.answer(Typed("1"))
    assert isinstance(ask(dialog), Another)
    dialog.answer(Finished())
    assert dialog.at_review
    entry = next(entry for entry in dialog.review().entries if entry.repeat)
    assert entry.pieces == ("Айша · 7", "Дария · 7", "Үшінші · 1")


def test_after_an_entry_is_gone_those_behind_it_count_as_seen_and_old_messages_change_nothing() -> None:
    dialog = talk(*REPEAT)
    receipts = []
    for name in ("Айша", "Дана"):
        if isinstance(ask(dialog), Another):
            dialog.answer(Added())
        receipts.append(dialog.answer(Typed(name)).receipt)
        dialog.answer(Typed("7"))
    dialog.answer(RemovedEntry("/data/family/child[1]"))
    dialog.answer(Confirmed())
    assert receipts[0] is not None
    assert dialog.revise(receipts[0], Typed("Басқа")).refusal == Refused("refused-question-gone")
    assert dialog.values()["/data/family/child[1]/name"] == "Дана"
    dialog.answer(Finished())
    dialog.skip()
    dialog.edit("/data/family/child[1]/name")
    dialog.answer(Typed("Дария"))
    assert dialog.at_review, "nothing is asked twice"


NESTED = (
    "| begin_repeat | room | Бөлме | Комната |",
    "| text | name | Атауы | Название |",
    "| begin_repeat | photos | Фото | Фото |",
    "| image | photo | Фото түсіріңіз | Сфотографируйте |",
    "| end_repeat | | | |",
    "| begin_repeat | fault | Ақау | Недостаток |",
    "| text | what | Не? | Что? |",
    "| end_repeat | | | |",
    "| end_repeat | | | |",
)


def test_repeats_inside_repeats_and_files_collected_in_each() -> None:
    dialog = talk(*NESTED)
    for number in (1, 2):
        if isinstance(ask(dialog), Another):
            dialog.answer(Added())
        dialog.answer(Typed(f"Бөлме {number}"))
        asked = ask(dialog)
        assert isinstance(asked, Files)
        assert asked.many
        for i in range(number):
            dialog.answer(Attached(f"p{number}{i}", Media.IMAGE))
        dialog.answer(Finished())
        if isinstance(ask(dialog), Another):  # a new room has no faults yet
            dialog.answer(Added())
        dialog.answer(Typed("Сызат"))
        inner = ask(dialog)
        assert isinstance(inner, Another)
        assert inner.entries == (Listed(f"/data/room[{number}]/fault[1]", 1, "Сызат"),)
        dialog.answer(Finished())
    asked = ask(dialog)
    assert isinstance(asked, Another)
    assert [entry.label for entry in asked.entries] == ["Бөлме 1 · Сызат", "Бөлме 2 · Сызат"]
    dialog.answer(Finished())
    photos = {ref: value for ref, value in dialog.values().items() if ref.endswith("/photo")}
    assert photos == {
        "/data/room[1]/photos[1]/photo": "p10",
        "/data/room[2]/photos[1]/photo": "p20",
        "/data/room[2]/photos[2]/photo": "p21",
    }
    assert dialog.submit().verdict is Verdict.READY


def test_the_number_of_entries_may_be_an_answer() -> None:
    header = HEADER + " repeat_count |"
    dialog = talk(
        "| integer | n | Нешеу? | Сколько? | |",
        "| begin_repeat | child | Бала | Ребёнок | ${n} |",
        "| text | name | Аты | Имя | |",
        "| end_repeat | | | | |",
        header=header,
    )
    dialog.answer(Typed("2"))
    dialog.answer(Typed("Айша"))
    assert dialog.prompt().headings == ("Бала 2",)
    dialog.answer(Typed("Дана"))
    assert dialog.at_review, "nobody is asked to add another"
    dialog.edit("/data/n")
    dialog.answer(Typed("1"))
    assert [ref for ref in dialog.values() if ref.endswith("/name")] == ["/data/child[1]/name"]


def test_a_required_photo_cannot_be_passed_over_in_any_way() -> None:
    header = HEADER + " required |"
    rows = (
        "| begin_repeat | photos | Фотолар | Фото | |",
        "| image | photo | Суретке түсіріңіз | Сфотографируйте | yes |",
        "| end_repeat | | | | |",
        "| text | q | Тағы не? | Что ещё? | |",
    )
    dialog, want = talk(*rows, header=header), Refused("refused-want-file")
    assert dialog.skip().refusal == want
    dialog.answer(Attached("p", Media.IMAGE))
    dialog.answer(Finished())
    dialog.back()
    dialog.answer(Removed("p"))  # now there is not even an empty entry
    assert dialog.skip().refusal == want
    assert dialog.answer(Finished()).refusal == want
    dialog.edit("/data/q")
    dialog.skip()
    assert dialog.submit().refusal == want
    assert dialog.prompt().label == "Суретке түсіріңіз"
    assert dialog.submit().refusal == want
    dialog.answer(Attached("p", Media.IMAGE))
    dialog.answer(Finished())
    assert dialog.submit().verdict is Verdict.READY
