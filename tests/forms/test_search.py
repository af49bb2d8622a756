"""Names found however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geography import District, Region, regions
from forms.inputs.search import find, fold, same


@pytest.mark.parametrize(
    "spellings",
    [
        ("Шымкент", "Shymkent", "shimkent", "Şymkent", "Şımkent", "ШЫМКЕНТ"),
        ("Қызылорда", "Кызылорда", "Qyzylorda", "Kyzylorda", "Qızılorda"),
        ("Ақтөбе", "Актобе", "Aqtöbe", "Aktobe", "Aqtóbe"),
        ("Маңғыстау", "Мангыстау", "Мангистау", "Mangystau", "Mañğystau", "Mangistau"),
        ("Жетісу", "Zhetysu", "Jetisu", "Жетису"),
        ("Ақтау", "Aqtau", "Aktau", "Aqtaý"),
        ("Семей", "Semey", "Semei"),
        ("Жаңаөзен", "Жанаозен", "Zhanaozen", "Jañaözen"),
        ("Өскемен", "Oskemen", "Öskemen"),
        ("Түркістан", "Turkistan", "Türkistan", "Туркистан"),
        ("Қарағанды", "Караганды", "Qaraǵandy", "Karagandy", "Qarağandı"),
        ("Көкшетау", "Kokshetau", "Kökşetau"),
        ("Есік", "Esik", "Yesik"),
        ("ещё", "еще"),
        ("Хромтау", "Hromtau", "Khromtau"),
    ],
)
def test_one_word_in_every_spelling(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_places_stay_different() -> None:
    names = ["Алматы", "Астана", "Атырау", "Абай", "Ақмола", "Ақтөбе", "Шымкент", "Семей", "Сарань", "Риддер"]
    assert len(set(map(fold, names))) == len(names)


ENTRIES = [
    ("Алматы қаласы", "город Алматы"),
    ("Алматы облысы", "Алматинская область"),
    ("Шымкент қаласы", "город Шымкент"),
]


def test_best_fit_comes_first() -> None:
    assert find("shimkent", ENTRIES) == [2]
    assert find("алматы", ENTRIES) == [0, 1]
    assert find("город алм", ENTRIES) == [0]
    assert find("алматинская", ENTRIES) == [1]
    assert find("матинск", ENTRIES) == [1]
    assert find("кокшетау", ENTRIES) == []


def test_nothing_typed_finds_all_and_signs_find_nothing() -> None:
    assert find("  ", ENTRIES) == [0, 1, 2]
    assert find("😡💰", ENTRIES) == []


def test_the_same_name_is_the_whole_name() -> None:
    assert same("SHYMKENT QALASY", ENTRIES) == [2]
    assert same("Шымкент", ENTRIES) == []


PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def _places(found: Region) -> list[Region | District]:
    return [found, *found.districts]


def test_every_place_is_found_without_kazakh_letters() -> None:
    names = [place.name("kk") for region in regions().values() for place in _places(region)]
    assert len(names) == 248
    for name in names:
        assert name in [names[i] for i in find(name.translate(PLAIN), [(n,) for n in names])]


@given(st.text())
def test_fold_never_fails_and_is_stable(text: str) -> None:
    once = fold(text)
    assert once == once.strip()
    assert not set(once) - set("0123456789abcdefghijklmnopqrstuvwxyzçş ")
