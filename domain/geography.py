"""Kazakhstan's 20 regions and their 228 districts and cities (KATO, November 2026).

regions.json holds names and codes of the state classifier НК РК 11-2025. A region's code is that of ISO 3166-2
(`KZ-71`), a district's its nine-digit KATO number; the complaint form uses the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("regions.json")


@dataclass(frozen=True)
class District:
    """A district, a city of regional significance, or a district of one of the three big cities."""

    code: str
    region: str
    kk: str
    ru: str

    def name(self, language: str) -> str:
        """In Kazakh or Russian."""
        return self.ru if language == "ru" else self.kk


@dataclass(frozen=True)
class Region:
    """A region (облыс) or a city of republican significance. `kato` is its nine-digit number."""

    code: str
    kato: str
    kk: str
    ru: str
    short_kk: str
    short_ru: str
    districts: tuple[District, ...]

    def name(self, language: str) -> str:
        """In full, in Kazakh or Russian."""
        return self.ru if language == "ru" else self.kk

    def short(self, language: str) -> str:
        """For a button."""
        return self.short_ru if language == "ru" else self.short_kk


class UnknownPlace(LookupError):
    """No region or district has this code."""


@cache
def regions() -> Mapping[str, Region]:
    """All regions by code, in the classifier's order."""
    made = {}
    for row in json.loads(_FILE.read_text(encoding="utf-8")):
        code = row["code"]
        districts = tuple(District(d["code"], code, d["kk"], d["ru"]) for d in row["districts"])
        made[code] = Region(code, row["kato"], row["kk"], row["ru"], row["short_kk"], row["short_ru"], districts)
    return MappingProxyType(made)


@cache
def _districts() -> Mapping[str, District]:
    return {district.code: district for region in regions().values() for district in region.districts}


@cache
def _by_kato() -> Mapping[str, Region]:
    return {region.kato: region for region in regions().values()}


def region(code: str) -> Region:
    """By its code or KATO number. Raises UnknownPlace."""
    found = regions().get(code) or _by_kato().get(code)
    if found is None:
        raise UnknownPlace(f"no region {code!r}")
    return found


def district(code: str) -> District:
    """By its KATO number. Raises UnknownPlace."""
    found = _districts().get(code)
    if found is None:
        raise UnknownPlace(f"no district {code!r}")
    return found
