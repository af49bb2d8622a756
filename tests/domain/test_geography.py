"""Regions and districts: all of them, in both languages, the same as in the complaint form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.geography import UnknownPlace, district, region, regions

FORM = Path(__file__).parents[2] / "forms" / "library" / "complaint.md"


def test_twenty_regions_and_228_districts() -> None:
    districts = [district for region in regions().values() for district in region.districts]
    assert (len(regions()), len(districts)) == (20, 228)
    assert len({one.code for one in districts}) == 228


def test_names_in_both_languages() -> None:
    assert (region("KZ-71").name("kk"), region("KZ-71").name("ru")) == ("Астана қаласы", "город Астана")
    assert all(place.kk and place.ru and place.short_kk and place.short_ru for place in regions().values())
    assert all(part.kk and part.ru for place in regions().values() for part in place.districts)


def test_found_by_either_code() -> None:
    assert region("750000000") is region("KZ-75")
    assert district("751110000").region == "KZ-75"


@pytest.mark.parametrize("code", ["", "KZ-00", "kz-71", "751110000 "])
def test_unknown_places_are_refused(code: str) -> None:
    with pytest.raises(UnknownPlace):
        region(code)
    with pytest.raises(UnknownPlace):
        district(code)


def test_the_form_offers_the_same_places() -> None:
    rows = [re.split(r"\s*\|\s*", line.strip())[2:-1] for line in FORM.read_text(encoding="utf-8").splitlines()]
    offered = {(row[1], row[4]) for row in rows if row and row[0] == "district"}
    assert offered == {(one.code, code) for code, place in regions().items() for one in place.districts}
    assert {row[1] for row in rows if row and row[0] == "region"} == set(regions())
