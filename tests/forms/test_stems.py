"""One word in all its forms, spellings and both languages has one stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.inputs.stems import MOST, stems


@pytest.mark.parametrize(
    "words",
    [
        "аурухана ауруханадан ауруханаларындағы aurukhana АУРУХАНА больница больницей в_больницу болница",
        "мектеп мектебінде мектептен мектебі mektep школа школой shkola",
        "әкімдік акимат әкімдігінде акиматта akimat аким",
        "сот сотта суд суде",
        "полиция полициясы полицией politsiya",
        "университет университетте университетінің",
        "ақша ақшаны aqsha деньги денег",
        "пара взятка взятку взяток параны",
        "ремонт ремонта жөндеу жөндеуге",
    ],
)
def test_forms_of_a_word_are_one(words: str) -> None:
    taken = {word: stems(word.removeprefix("в_")) for word in words.split()}
    assert len(set(taken.values())) == 1, taken
    assert all(len(one) == 1 for one in taken.values())


@pytest.mark.parametrize(
    ("one", "other"), [("дәрі", "дәріхана"), ("мектеп", "балабақша"), ("пара", "парк"), ("12", "21"), ("сот", "салық")]
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_the_commonest_words_say_nothing() -> None:
    assert stems("он и она, что это было; деп айтқан бірақ") == stems("айтқан")


def test_numbers_stay_whole() -> None:
    assert stems("№5 школа") == {"5", *stems("мектеп")}


@given(st.text(max_size=400))
def test_any_text_has_stems(text: str) -> None:
    found = stems(text)
    assert len(found) <= MOST
    assert all(one and " " not in one for one in found)


@given(st.text(alphabet="абвгдежзиклмнопрстуәғқңөұүі", min_size=3, max_size=14))
def test_capitals_make_no_difference(word: str) -> None:
    assert stems(word) == stems(word.upper()) == stems(f"«{word}»!")
