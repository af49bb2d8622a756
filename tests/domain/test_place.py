"""Objects: distances, duplicates, the six months of the law."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from time import process_time

import pytest

from domain.duplicates import duplicates
from domain.likeness import SAME, Looks, name_likeness, score
from domain.place import Place, PlaceKind, Point, metres_between, repeats_within_six_months
from forms.inputs.search import fold

HOME = Point(43.2389, 76.8897)


def looks(number: int, *names: str, point: Point | None = None, district: str | None = None) -> Looks:
    return Looks(number, "pharmacy", "KZ-75", district, tuple(map(fold, names)), point)


def test_distances_are_those_on_the_map() -> None:
    assert metres_between(Point(51.1282, 71.4304), HOME) == pytest.approx(972_000, rel=0.01)
    assert metres_between(HOME, HOME) == 0
    assert metres_between(Point(43.0, 76.0), Point(43.01, 76.0)) == pytest.approx(1112, abs=1)


def test_points_off_the_earth_are_refused_and_abroad_is_known() -> None:
    with pytest.raises(ValueError, match="no such point"):
        Point(76.8897, 243.0)
    assert HOME.in_kazakhstan
    assert not Point(76.8897, 43.2389).in_kazakhstan


def test_an_object_has_a_name_and_shows_the_one_it_has() -> None:
    with pytest.raises(ValueError, match="name"):
        Place(0, PlaceKind.OTHER, " ", "", "KZ-75")
    assert Place(0, PlaceKind.OTHER, "", "Аптека № 5", "KZ-75").name("kk") == "Аптека № 5"


@pytest.mark.parametrize(
    ("last", "following", "repeats"),
    [
        ((2026, 6, 1), (2026, 11, 30), True),
        ((2026, 6, 1), (2026, 12, 1), False),
        ((2026, 8, 31), (2027, 2, 27), True),
        ((2026, 8, 31), (2027, 2, 28), False),
        ((2026, 12, 5), (2026, 12, 1), True),
    ],
)
def test_six_months_are_calendar_months(
    last: tuple[int, int, int], following: tuple[int, int, int], repeats: bool
) -> None:
    assert repeats_within_six_months(datetime(*last, tzinfo=UTC), datetime(*following, tzinfo=UTC)) is repeats
    assert not repeats_within_six_months(None, datetime(*following, tzinfo=UTC))


def test_the_same_pharmacy_written_otherwise_is_found() -> None:
    near = Point(43.2391, 76.8899)
    known = [looks(1, "Айболит дәріханасы", point=HOME), looks(2, "Дәрігер дәріханасы", point=near)]
    (found,) = duplicates([looks(3, "«Aibolit» darihanasy", point=near)], known)
    assert found[:2] == (3, 1)
    assert found[2] >= SAME


def test_numbers_far_places_and_other_districts_are_different_objects() -> None:
    assert name_likeness(["mektep 12"], ["mektep 21"]) == 0
    assert name_likeness([], [""]) == 0
    here = looks(1, "Аптека Плюс", point=HOME)
    assert score(here, looks(2, "Аптека Плюс", point=Point(43.30, 76.95))) == 0
    assert score(looks(1, "Аптека", district="a"), looks(2, "Аптека", district="b")) == 0
    assert score(here, looks(2, "Аптека Плюс")) >= SAME


def test_ten_thousand_objects_are_compared_in_seconds() -> None:
    dice = random.Random(3)
    words = [f"атау{number}" for number in range(3000)]
    many = [looks(number, f"Дәріхана {dice.choice(words)} {dice.choice(words)} {number}") for number in range(10_000)]
    begun = process_time()
    duplicates(many[:5_000], many[5_000:])
    assert process_time() - begun < 20


@pytest.mark.parametrize("seed", range(20))
def test_a_small_town_is_compared_each_with_each(seed: int) -> None:
    dice = random.Random(seed)

    def one(number: int) -> Looks:
        at = Point(43.2 + dice.random() / 50, 76.9 + dice.random() / 50)
        return looks(number, f"{dice.choice('аб')}йболит {dice.choice('кг')}өше {dice.randint(1, 2)}", point=at)

    known, new = [one(number) for number in range(1, 10)], [one(number) for number in range(10, 19)]
    found = {number: said for number, _, said in duplicates(new, known)}
    for at, each in enumerate(new):
        best = max(score(each, other) for other in (*known, *new[:at]))
        assert found.get(each.id, 0) == pytest.approx(best if best >= SAME else 0)


def test_a_word_that_everybody_has_does_not_make_twins() -> None:
    names = ("Айболит", "Биосфера", "Гиппократ", "Денсаулық", "Жасыл", "Зере", "Инкар", "Тұмар", "Сөлем", "Мейірім")
    many = [looks(number, f"Дәріхана {name} {number // 10}", point=HOME) for number, name in enumerate(names * 3)]
    assert duplicates(many[25:], many[:25]) == []
    again = looks(99, "Гиппокрад дәріханасы 1", point=HOME)
    assert [other for _, other, _ in duplicates([again], many)] == [12]
