"""Back, skip, edit, review, send; edited messages; answers given ahead."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.conversation.given import (
    Attached,
    Cleared,
    Confirmed,
    Finished,
    Given,
    Picked,
    Receipt,
    Removed,
    Typed,
    Verdict,
)
from forms.conversation.prompt import Media, Prompt, Review
from forms.conversation.refusals import FormSays, Refused
from tests.forms.talking import complaint, until


def test_required_questions_cannot_be_skipped_and_others_can() -> None:
    talk = complaint()
    assert not talk.prompt.can_skip
    assert talk.dialog.skip().refusal == Refused("refused-required")
    talk = until("when")
    assert talk.prompt.can_skip
    assert talk.dialog.skip().verdict is Verdict.MOVED
    assert talk.name == "amount"


def test_going_back_and_on_keeps_the_answers() -> None:
    talk = until("story")
    before = talk.dialog.values()
    for _ in range(4):
        talk.dialog.back()
    assert talk.name == "institution"
    assert talk.prompt.current == ("ХҚКО",)
    while talk.name != "story":
        assert talk.prompt.can_keep
        talk.give(Confirmed())
    assert talk.dialog.values() == before


def test_an_optional_answer_can_be_taken_back() -> None:
    talk = until("amount")
    talk.dialog.back()
    assert talk.prompt.can_clear
    talk.give(Cleared())
    assert talk.dialog.values()["/data/when"] == ""
    assert talk.name == "when"


def test_the_review_lists_every_answer_readably() -> None:
    talk = until("review", "ru")
    review = talk.again()
    assert isinstance(review, Review)
    assert review.ready
    answers = {entry.ref.rsplit("/", 1)[-1]: entry.pieces for entry in review.entries}
    assert answers["category"] == ("Требовали взятку",)
    assert answers["region"] == ("город Шымкент",)
    assert answers["place"] == ("42.3417, 69.5901",)
    assert answers["when"] == ("19.05.2026",)
    assert answers["amount"] == ("20\N{NO-BREAK SPACE}000",)
    assert answers["evidence"] == ()
    assert [entry.number for entry in review.entries] == list(range(1, 11))


def test_editing_from_the_review_returns_there() -> None:
    talk = until("review")
    talk.dialog.edit("/data/amount")
    assert talk.prompt.editing
    talk.give(Typed("5 000"))
    assert talk.name == "review"
    talk.dialog.edit("/data/amount")
    talk.dialog.back()
    assert talk.name == "review"
    assert talk.dialog.values()["/data/amount"] == "5000"
    with pytest.raises(LookupError):
        talk.dialog.edit("/data/contact")


def test_editing_asks_what_has_become_necessary() -> None:
    talk = until("review")
    talk.dialog.edit("/data/region")
    talk.give(Picked("KZ-75"))
    assert talk.name == "district"  # the old one is not in the new region
    talk.give(Typed("медеу"))
    assert talk.name == "review"
    talk.dialog.edit("/data/identity")
    talk.give(Picked("named"))
    assert talk.name == "contact"
    assert talk.dialog.submit().verdict is Verdict.REFUSED
    talk.give(Typed("Айгүл"))
    assert talk.name == "review"


def test_sending_stops_at_the_first_thing_missing() -> None:
    talk = until("story")
    done = talk.dialog.submit()
    assert done.verdict is Verdict.REFUSED
    assert talk.name == "story"
    assert isinstance(talk.prompt.refusal, FormSays)


def test_an_edited_message_edits_the_answer_it_gave() -> None:
    talk = until("story")
    first, second = talk.give(Typed("Бірінші")).receipt, talk.give(Typed("Екінші")).receipt
    photo = talk.give(Attached("photo", Media.IMAGE, "қате")).receipt
    talk.give(Finished())
    assert first is not None
    assert second is not None
    assert photo is not None
    for receipt, text in ((first, "Жаңа\nбірінші"), (second, "Жаңа екінші"), (photo, "терезе")):
        stored = Receipt.from_list(json.loads(json.dumps(receipt.to_list())))
        assert talk.dialog.revise(stored, Typed(text)).verdict is Verdict.TAKEN
    values = talk.dialog.values()
    assert values["/data/story"] == "Жаңа\nбірінші\nЖаңа екінші"
    assert values["/data/evidence[1]/caption"] == "терезе"
    assert talk.name == "evidence"
    amount = Receipt("/data/amount")
    assert talk.dialog.revise(amount, Typed("көп")).refusal == Refused("refused-not-a-number")
    assert talk.dialog.revise(amount, Typed("30 мың")).verdict is Verdict.TAKEN
    assert talk.dialog.values()["/data/amount"] == "30000"
    assert talk.dialog.revise(Receipt("/data/contact"), Typed("x")).refusal == Refused("refused-question-gone")
    assert talk.dialog.revise(Receipt("/data/story", 7), Typed("x")).refusal == Refused("refused-question-gone")


def test_answers_given_ahead_are_not_asked_again() -> None:
    talk = complaint()
    assert talk.dialog.prefill("category", Picked("bribe")).verdict is Verdict.TAKEN
    talk.dialog.prefill("identity", Picked("anonymous"))
    talk.dialog.prefill("story", Typed("Ақша сұрады"))
    talk.dialog.prefill("evidence", Attached("p", Media.IMAGE))
    assert talk.name == "region"
    talk.give(Picked("KZ-79"))
    talk.give(Typed("абай"))
    for _ in range(4):
        talk.dialog.skip()
    assert talk.name == "evidence"
    talk.give(Finished())
    assert talk.name == "review"
    assert talk.dialog.submit().verdict is Verdict.READY
    with pytest.raises(LookupError):
        talk.dialog.prefill("nothing", Typed("x"))


REPLIES = st.sampled_from(
    [
        Picked("bribe"),
        Picked("yard"),
        Picked("KZ-79"),
        Typed("абай"),
        Typed("20 мың"),
        Typed("кеше"),
        Typed("43.2, 76.9"),
        Attached("a", Media.IMAGE),
        Attached("b", Media.AUDIO),
        Removed("a"),
        Finished(),
        Confirmed(),
        Cleared(),
        Picked("named"),
        "skip",
        "back",
        "submit",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPLIES, max_size=40))
def test_whatever_comes_the_dialog_stands_somewhere_and_survives_a_restart(replies: list[Given | str]) -> None:
    talk = complaint()
    for reply in replies:
        before = talk.dialog.revision
        if reply == "skip":
            talk.dialog.skip()
        elif reply == "back":
            talk.dialog.back()
        elif reply == "submit":
            done = talk.dialog.submit()
            assert done.verdict is (Verdict.READY if not talk.dialog.session.problems() else Verdict.REFUSED)
        elif not isinstance(reply, str):
            talk.dialog.answer(reply)
        assert talk.dialog.revision > before
        shown = talk.again()
        if isinstance(shown, Prompt):
            assert 1 <= shown.progress.step <= shown.progress.total
            answers = talk.dialog.values()
            talk.dialog.back()
            if not shown.editing and shown.can_back and talk.prompt.can_keep:
                talk.dialog.answer(Confirmed())
                assert talk.prompt.ref == shown.ref
            assert talk.dialog.values() == answers
