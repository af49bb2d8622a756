"""Signs: what is noticed, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quality import (
    Flag,
    Sign,
    comparable,
    difference_hash,
    disagreement,
    far_away,
    pair_differs,
    photo_distance,
    photo_seen,
    plain_text,
    prose,
    same_texts,
    too_fast,
)

WORDS = "Бағасы көрсетілмеген, кезек ұзақ, бірақ сатушы сыпайы."
answers = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["yes", "no", "1", "20", "a b", "b c"]))
bits = st.integers(0, 2**64 - 1)


def test_speed_is_measured_against_the_form() -> None:
    assert too_fast(timedelta(minutes=3), timedelta(minutes=20)) == Sign(Flag.TOO_FAST, 180)
    assert too_fast(timedelta(minutes=6), timedelta(minutes=20)) is None
    assert too_fast(timedelta(minutes=1), timedelta(minutes=2)) is not None


def test_far_is_over_five_hundred_metres_and_unknown_is_no_sign() -> None:
    assert far_away(501) == Sign(Flag.FAR_AWAY, 501)
    assert far_away(500) is far_away(None) is None


def test_long_texts_are_compared_short_ones_are_not() -> None:
    others = {plain_text(WORDS.upper()), plain_text("Жоқ")}
    assert same_texts({"notes": WORDS}, others) == Sign(Flag.SAME_TEXTS, len(plain_text(WORDS)))
    assert same_texts({"notes": "жоқ"}, others) is None
    name = "Парацетамол 500 мг, 10 таблетка"
    assert same_texts({"medicine_name": name}, {plain_text(name)}) is None
    assert same_texts({"notes": WORDS + "!!"}, others) is not None
    assert same_texts({"notes": WORDS + " Тағы"}, others) is None


def test_free_words_and_the_forms_own_values_are_told_apart() -> None:
    values = {
        "/data/start": "2026-11-23T10:00:00.000+05:00",
        "/data/location": "43.2 76.9 0 0",
        "/data/notes": WORDS,
        "/data/kind": "private",
        "/data/goods": "bread milk sugar",
        "/data/price": "450",
        "/data/finding_price": "1",
        "/data/findings": "1",
        "/data/meta/instanceID": "uuid:1",
        "/data/empty": "",
    }
    assert comparable(values) == {"/data/kind", "/data/goods", "/data/price"}
    assert prose(values) == {"/data/notes": WORDS}


@given(answers, answers)
def test_disagreement_is_a_share_and_symmetric(one: dict[str, str], other: dict[str, str]) -> None:
    asked = set(one) | set(other)
    score = disagreement(one, other, asked)
    assert 0 <= score <= 1
    assert score == pytest.approx(disagreement(other, one, asked))
    assert disagreement(one, one, asked) == 0


def test_disagreement_grows_with_how_far_answers_are_apart() -> None:
    assert disagreement({"p": "100"}, {"p": "90"}, ["p"]) == pytest.approx(0.1)
    assert disagreement({"p": "a b"}, {"p": "b c"}, ["p"]) == pytest.approx(2 / 3)
    assert disagreement({"p": "yes", "q": "yes"}, {"p": "no", "q": "yes"}, ["p", "q"]) == 0.5
    assert disagreement({"p": "yes"}, {}, ["p"]) == 0
    assert pair_differs(0.29) is None
    assert pair_differs(0.5) == Sign(Flag.PAIR_DIFFERS, 50)


@given(bits, bits)
def test_photo_distance_counts_bits(one: int, other: int) -> None:
    assert photo_distance(one, other) == photo_distance(other, one) == bin(one ^ other).count("1")


def test_a_photo_seen_before_and_an_even_one() -> None:
    seen = 0x0F0F_F0F0_1234_5678
    assert photo_seen([seen ^ 0b111], [1, seen]) == Sign(Flag.PHOTO_SEEN, 3)
    assert photo_seen([seen ^ 0xFF], [seen]) is None
    assert photo_seen([0], [0]) is None
    assert photo_seen([], [seen]) is None


def test_the_fingerprint_is_of_rising_neighbours() -> None:
    rising, falling = [list(range(9))] * 8, [list(range(9, 0, -1))] * 8
    assert difference_hash(rising) == 2**64 - 1
    assert difference_hash(falling) == 0
    with pytest.raises(ValueError, match="8 rows"):
        difference_hash(rising[:7])
