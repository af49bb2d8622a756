"""What follows from what in the library's forms: questions left out, photos wanted, entries counted one by one."""

import pytest

from forms.conversation.given import Attached, Picked, Typed, Verdict
from forms.conversation.prompt import Media
from forms.conversation.refusals import FormSays
from tests.forms.library_play import Play, form_of
from tests.forms.library_rules import good, rules_of

SKIPPED = [
    ("service_centre", {"open_hours": "no"}, {"wait_minutes", "rating", "windows_open", "price_list"}),
    ("school", {"money_collected": "no"}, {"purpose", "amount", "way"}),
    ("school", {"money_collected": "yes", "purpose": "repair"}, {"purpose_other"}),
    ("school", {"open_hours": "no"}, {"notice", "menu", "board_photo"}),
    ("pharmacy", {"in_stock": "no"}, {"price", "price_photo"}),
    ("pharmacy", {"kind": "free_point"}, {"price", "price_photo", "cheaper", "limit_prices"}),
    ("pharmacy", {"kind": "private"}, {"offered_to_buy", "days_waited"}),
    ("subsidies", {"application": "not_applied"}, {"result", "days_to_answer"}),
    ("subsidies", {"application": "portal"}, {"by_self"}),
    ("subsidies", {"result": "pending"}, {"days_to_answer"}),
    ("road_repair", {"board": "no"}, {"board_photo", "deadline"}),
    ("road_repair", {"works": "not_started"}, {"potholes", "restored", "signs"}),
    ("road_repair", {"works": "finished"}, {"signs"}),
    ("road_repair", {"works": "ongoing"}, {"restored"}),
    ("playground", {"surface": "sand"}, {"surface_damage"}),
    ("park", {"bins": "0"}, {"overflow"}),
    ("procurement", {"method": "single"}, {"suppliers", "method_other"}),
    ("railway", {"ticket": "no"}, {"ticket_price"}),
    ("railway", {"ticket": "yes"}, {"empty_seats"}),
    ("market", {"more_products": "no"}, {"product_name", "product_price"}),
    ("market", {"open_hours": "no"}, {"potatoes", "price_tags", "tags_photo"}),
    ("checkpoint", {"cars": "0"}, {"queue_jumped"}),
    ("integrity_shop", {"shop": "absent"}, {"goods", "prices", "report", "shelf_photo"}),
    ("integrity_shop", {"goods": "0"}, {"prices"}),
    ("web_resource", {"platform": "site"}, {"subscribers"}),
    ("web_resource", {"content": "drugs"}, {"content_other"}),
]


@pytest.mark.parametrize(("name", "answers", "left_out"), SKIPPED)
def test_what_cannot_be_seen_is_not_asked(name: str, answers: dict[str, str], left_out: set[str]) -> None:
    assert left_out <= {question.name for question in form_of(name).questions()}
    assert not left_out & set(Play(name, {**good(name), **answers}).run().asked)


RED_FLAGS = [
    ("service_centre", "price_list", "fault_photo"),
    ("school", "council", "board_photo"),
    ("school", "building", "outside_photo"),
    ("college", "trust_box", "board_photo"),
    ("college", "open_hours", "outside_photo"),
    ("pharmacy", "limit_prices", "fault_photo"),
    ("subsidies", "notice", "fault_photo"),
    ("road_repair", "potholes", "worst_place"),
    ("playground", "sharp_parts", "fault_photo"),
    ("park", "stumps", "fault_photo"),
    ("railway", "cleanliness", "fault_photo"),
    ("market", "price_tags", "tags_photo"),
    ("integrity_shop", "goods", "shelf_photo"),
]


@pytest.mark.parametrize(("name", "question", "photo"), RED_FLAGS)
def test_a_red_flag_wants_a_photo_unless_it_cannot_be_taken_safely(name: str, question: str, photo: str) -> None:
    bad = {**good(name), question: rules_of(name)[question][1][0]}
    play = Play(name, bad)
    prompt = play.until(photo)
    assert prompt.required
    assert isinstance(play.dialog.skip().refusal, FormSays)
    assert play.dialog.answer(Attached("p.jpg", Media.IMAGE)).verdict is Verdict.TAKEN
    assert play.run().sent()
    unsafe = Play(name, {**bad, "photo_safe": "no"}).run()
    assert photo not in unsafe.asked
    assert unsafe.flags == play.flags
    assert unsafe.sent()


def test_a_purchase_with_a_shortcoming_wants_a_screenshot() -> None:
    play = Play("procurement", {**good("procurement"), "tailored": "yes"})
    assert play.until("screenshot").required
    assert not Play("procurement", good("procurement")).until("screenshot").required


def test_each_medicine_counts_for_itself() -> None:
    answers = {**good("pharmacy"), "in_stock#2": "no", "price": "1 200"}
    play = Play("pharmacy", answers, entries={"medicine": 3}).run()
    values = play.dialog.values()
    stock = [values[f"/data/inside/medicine[{i}]/finding_in_stock"] for i in (1, 2, 3)]
    assert stock == ["0", "1", "0"]
    assert values["/data/inside/medicine[3]/price"] == "1200"
    assert "/data/inside/medicine[2]/price" not in values
    # Three medicines, and the opening hours, limit prices, offer, wait and payment: one of eight is a finding.
    assert (values["/data/findings"], values["/data/assessed"], values["/data/score"]) == ("1", "8", "88")


def test_an_answer_changed_in_the_review_takes_what_hung_on_it_along() -> None:
    play = Play("school", {**good("school"), "money_collected": "yes", "amount": "20 мың", "way": "cash"}).run()
    assert play.flags == {"money_collected", "amount", "way"}
    play.dialog.edit("/data/money_collected")
    assert play.dialog.answer(Picked("no")).verdict is Verdict.TAKEN
    assert play.dialog.at_review
    assert play.flags == set()
    assert play.values["score"] == "100"
    assert not any("/collection" in entry.ref for entry in play.dialog.review().entries)
    assert play.sent()


def test_working_windows_are_not_more_than_all_windows() -> None:
    play = Play("service_centre", {**good("service_centre"), "windows_open": "5"})
    play.until("windows_total")
    assert isinstance(play.dialog.answer(Typed("4")).refusal, FormSays)
    assert play.dialog.answer(Typed("5")).verdict is Verdict.TAKEN
    unknown = Play("service_centre", {**good("service_centre"), "windows_open": ""})
    unknown.until("windows_total")
    assert unknown.dialog.answer(Typed("4")).verdict is Verdict.TAKEN


@pytest.mark.parametrize("link", ["сайт жоқ", "example", "https://example.com/a b"])
def test_what_is_no_link_is_refused(link: str) -> None:
    play = Play("web_resource")
    play.until("link")
    assert isinstance(play.dialog.answer(Typed(link)).refusal, FormSays)
    assert play.dialog.answer(Typed("@kanal_aty")).verdict is Verdict.TAKEN


# ---------------------------------------------------------------- the small forms


def test_a_rating_takes_three_taps_and_more_only_where_something_was_wrong() -> None:
    taps = {"institution": "clinic", "rating": "4", "informal_payment": "no"}
    play = Play("service_rating", taps).run()
    assert play.asked == ["institution", "rating", "informal_payment"]
    assert play.sent()
    for wrong in ({"rating": "2"}, {"informal_payment": "yes"}):
        assert Play("service_rating", {**taps, **wrong}).run().asked[-2:] == ["region", "what_happened"]


def test_a_suggestion_needs_only_a_topic_and_a_text() -> None:
    play = Play("suggestion", {"topic": "yards", "suggestion": "Аулаға шам қойылсын"}, rest="").run()
    assert play.sent()
    assert play.values["suggestion"] == "Аулаға шам қойылсын"


def test_a_lawyer_is_given_a_phone_only_to_ring_back() -> None:
    play = Play("lawyer_question", {"reply_by": "here", "deadline": ""}).run()
    assert "phone" not in play.asked
    assert play.sent()
    ring = Play("lawyer_question", {"reply_by": "phone", "deadline": "21.05.2026"})
    ring.until("phone")
    assert isinstance(ring.dialog.answer(Typed("ертең")).refusal, FormSays)
    assert isinstance(ring.dialog.skip().refusal, FormSays)
    assert ring.dialog.answer(Typed("+7 701 000 00 00")).verdict is Verdict.TAKEN
    late = Play("lawyer_question")
    late.until("deadline")
    assert isinstance(late.dialog.answer(Typed("19.05.2026")).refusal, FormSays)
