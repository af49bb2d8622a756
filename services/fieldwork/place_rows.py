"""A spreadsheet of objects, row by row: what is in the columns, and what is wrong with a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from domain.geography import regions
from domain.opening_hours import UnclearHours, read_hours
from domain.place import Place, PlaceKind, Point
from domain.week import WeekHours
from forms.inputs.search import fold
from locales.texts import ALMATY, LANGUAGES, T, Text, render

LONGEST = 200
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kk": ("атауы", "қазақша атауы", "атауы (қазақша)", "name kk", "kk", "name", "name:kk"),
    "ru": ("название", "наименование", "название (русский)", "name ru", "ru", "name:ru"),
    "kind": ("түрі", "тип", "вид", "type", "kind", "нысан түрі", "тип объекта"),
    "region": ("облыс", "өңір", "область", "регион", "region"),
    "district": ("аудан", "аудан қала", "район", "район город", "district", "қала", "город"),
    "address": ("мекенжай", "мекенжайы", "адрес", "address"),
    "latitude": ("ендік", "широта", "lat", "latitude"),
    "longitude": ("бойлық", "долгота", "lon", "lng", "long", "longitude"),
    "hours": ("жұмыс уақыты", "часы работы", "время работы", "hours", "opening hours"),
    "contact": ("байланыс", "байланыс тұлғасы", "контакт", "контактное лицо", "contact"),
}
_WORDS = re.compile(
    r"\b(?:қ|қаласы|г|город|қ\.ә|обл|облысы|область|ауданы|ауд|район|р-н|рн|республика|ауылдық|округі)\b\.?"
)
_BROKEN = re.compile("\ufffd|[ÐÑÒÓ][\u0080-\u00bf”“’‘™š›œ]|(?:[РС][\u0400-\u040f\u0450-\u045f°±²³µ¶·»јѕ]){2}|\\?{3,}")
"""Letters that went through a wrong encoding: «Ð”Ó™Ñ€», «РђРї», «???»."""


class RowFault(StrEnum):
    """What is wrong with a row, or with the file (row 0)."""

    NO_NAME = "no_name"
    LONG = "long"
    KIND = "kind"
    REGION = "region"
    NO_REGION = "no_region"
    DISTRICT = "district"
    COORDINATES = "coordinates"
    SWAPPED = "swapped"
    ABROAD = "abroad"
    HOURS = "hours"
    FORMULA = "formula"
    LETTERS = "letters"
    MERGED = "merged"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    CATEGORY = "category"
    EMAIL = "email"
    DATE = "date"
    ENCODING = "encoding"
    """Only a remark: the file was read all the same."""

    @property
    def name_key(self) -> str:
        """Fluent key: `row-fault-no-name`."""
        return f"row-fault-{self.replace('_', '-')}"


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row of the sheet (as numbered there; 0: the file itself), and what stood there."""

    row: int
    fault: RowFault
    value: str = ""

    def text(self) -> Text:
        """In words, with the row."""
        what = T(self.fault.name_key, value=self.value[:60] or "—")
        return T("row-problem", row=self.row, what=what) if self.row else what


class BadRow(Exception):
    """What is wrong with the row being read."""

    def __init__(self, fault: RowFault, value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, value


def columns(header: Sequence[str], names: Mapping[str, tuple[str, ...]] = _COLUMNS) -> dict[str, int]:
    """Which column is which, by what each may be called; those we do not know are left out."""
    known = {fold(word): name for name, words in names.items() for word in words}
    found: dict[str, int] = {}
    for index, title in enumerate(header):
        name = known.get(fold(title))
        if name is not None:
            found.setdefault(name, index)
    return found


def read_row(cells: Mapping[str, str], *, region: str | None) -> Place:
    """The object in a row; `region` where the row names none. Raises BadRow: use `checked`."""
    kk, ru = plain(cells, "kk"), plain(cells, "ru")
    if not (kk or ru):
        raise BadRow(RowFault.NO_NAME)
    code = region_named(plain(cells, "region"), region)
    return Place(
        id=0,
        kind=_kind(plain(cells, "kind")),
        kk=kk,
        ru=ru,
        region=code,
        district=_district(code, plain(cells, "district")),
        address=plain(cells, "address"),
        point=_point(cells.get("latitude", ""), cells.get("longitude", "")),
        hours=_hours(plain(cells, "hours")),
        contact=plain(cells, "contact"),
    )


def checked(number: int, cells: Mapping[str, str], *, region: str | None) -> Place | RowProblem:
    """The object in a row, or what is wrong with it."""
    try:
        return read_row(cells, region=region)
    except BadRow as bad:
        return RowProblem(number, bad.fault, bad.value)


def plain(cells: Mapping[str, str], name: str) -> str:
    """A cell's text on one line. Raises BadRow for formulas, broken letters and what is too long."""
    value = " ".join(cells.get(name, "").split())
    if value.startswith("="):
        raise BadRow(RowFault.FORMULA, value)
    if _BROKEN.search(value):
        raise BadRow(RowFault.LETTERS, value)
    if len(value) > LONGEST:
        raise BadRow(RowFault.LONG, value)
    return value


@cache
def _kinds() -> Mapping[str, PlaceKind]:
    names = {fold(kind.value.replace("_", " ")): kind for kind in PlaceKind}
    for kind in PlaceKind:
        for language in LANGUAGES:
            names[fold(render(T(kind.name_key), language, zone=ALMATY, markup=False))] = kind
    return names


def _kind(written: str) -> PlaceKind:
    if not written:
        return PlaceKind.OTHER
    found = _kinds().get(fold(written.replace("_", " ")))
    if found is None:
        raise BadRow(RowFault.KIND, written)
    return found


def bare(name: str) -> str:
    """A name of a region or district without «облысы», «г.», «район» and the like, folded."""
    return fold(_WORDS.sub(" ", name.lower()))


@cache
def _region_names() -> Mapping[str, str]:
    """Codes by names; Almaty is the city, «Алматинская область» and «Алматы облысы» the region."""
    found: dict[str, str] = {}
    for whole in (True, False):
        for one in regions().values():
            for name in (one.kk, one.ru, one.short_kk, one.short_ru, one.code, one.kato):
                found.setdefault(fold(name) if whole else bare(name), one.code)
    return found


def region_named(written: str, given: str | None) -> str:
    """The code of a region by its name, `given` where none is written. Raises BadRow."""
    if not written:
        if given is None:
            raise BadRow(RowFault.NO_REGION)
        return given
    names = _region_names()
    found = names.get(fold(written)) or names.get(bare(written))
    if found is None:
        raise BadRow(RowFault.REGION, written)
    return found


@cache
def _district_names(region: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for whole in (True, False):
        for one in regions()[region].districts:
            for name in (one.kk, one.ru, one.code):
                found.setdefault(fold(name) if whole else bare(name), one.code)
    return found


def _district(region: str, written: str) -> str | None:
    if not written:
        return None
    names = _district_names(region)
    found = names.get(fold(written)) or names.get(bare(written))
    if found is None:
        raise BadRow(RowFault.DISTRICT, written)
    return found


def _point(latitude: str, longitude: str) -> Point | None:
    if not latitude.strip() and not longitude.strip():
        return None
    written = f"{latitude.strip()} {longitude.strip()}"
    if "=" in written:
        raise BadRow(RowFault.FORMULA, written)
    try:
        north, east = (float(value.strip().replace(",", ".")) for value in (latitude, longitude))
        point = Point(north, east)
    except ValueError:
        raise BadRow(RowFault.COORDINATES, written) from None
    if point.in_kazakhstan:
        return point
    swapped = abs(east) <= 90 and Point(east, north).in_kazakhstan
    raise BadRow(RowFault.SWAPPED if swapped else RowFault.ABROAD, written)


def _hours(written: str) -> WeekHours | None:
    if not written:
        return None
    try:
        return read_hours(written)
    except UnclearHours:
        raise BadRow(RowFault.HOURS, written) from None


def folded_names(place: Place) -> tuple[str, ...]:
    """Its names for comparing."""
    return tuple(sorted({fold(name) for name in (place.kk, place.ru) if name}))
