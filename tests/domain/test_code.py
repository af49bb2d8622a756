"""Codes: what a person may do to one while typing, and what must be caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.code import ALPHABET, BadCode, new_code, parse_code

CODES = st.text(ALPHABET, min_size=7, max_size=7).map(lambda body: new_code(_dealt(body)))
BARE = range(8)


def _dealt(body: str) -> Callable[[str], str]:
    left = iter(body)
    return lambda _: next(left)


def _at(code: str) -> list[str]:
    return list(code.removeprefix("AD-").replace("-", ""))


def test_alphabet_has_no_two_characters_that_look_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 27
    for alike in ("0O", "1IL", "5S", "8B", "2Z", "UV"):
        assert sum(char in ALPHABET for char in alike) <= 1


def test_shape() -> None:
    code = new_code()
    assert len(code) == 12
    assert (code[:3], code[7]) == ("AD-", "-")


def test_codes_do_not_count() -> None:
    codes = {new_code() for _ in range(300)}
    assert len(codes) == 300
    assert len({code[3] for code in codes}) > 15


@given(CODES, st.sampled_from(["{}", " {} ", "код {}", "{}."]))
def test_read_as_written(code: str, around: str) -> None:
    if around.startswith("код"):
        with pytest.raises(BadCode):
            parse_code(around.format(code))
    else:
        assert parse_code(around.format(code)) == code


@given(CODES, st.sampled_from(["", " ", "–", "—", "_", "."]), st.booleans())
def test_read_in_lower_case_with_other_dashes_or_without_prefix(code: str, dash: str, prefixed: bool) -> None:
    typed = code.lower().replace("-", dash)
    assert parse_code(typed if prefixed else typed[2:]) == code


TWINS = {"A": "А", "C": "С", "D": "Д", "E": "Е", "H": "Н", "K": "К", "M": "М", "P": "Р", "T": "Т", "X": "Х", "Y": "У"}


@given(CODES, st.booleans())
def test_read_when_typed_on_a_cyrillic_keyboard(code: str, lower: bool) -> None:
    typed = "".join(TWINS.get(char, char) for char in code)
    assert parse_code(typed.lower() if lower else typed) == code


@given(CODES)
def test_read_when_look_alikes_were_misread(code: str) -> None:
    assert parse_code(code.translate(str.maketrans("582V", "SBZU"))) == code


@given(CODES, st.sampled_from(BARE), st.sampled_from(ALPHABET))
def test_every_single_slip_is_caught(code: str, place: int, other: str) -> None:
    bare = _at(code)
    assume(bare[place] != other)
    bare[place] = other
    with pytest.raises(BadCode):
        parse_code("".join(bare))


@given(CODES, st.sampled_from(range(7)))
def test_every_swap_of_neighbours_is_caught(code: str, place: int) -> None:
    bare = _at(code)
    assume(bare[place] != bare[place + 1])
    bare[place], bare[place + 1] = bare[place + 1], bare[place]
    with pytest.raises(BadCode):
        parse_code("".join(bare))


@given(st.text())
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = parse_code(text)
    except BadCode:
        return
    assert parse_code(code) == code
